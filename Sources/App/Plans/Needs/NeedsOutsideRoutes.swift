import Domain
import Storage
import Web

/// # What others say of countries
///
/// - `…/cycles/C/outside` takes in a public table of scores (a row for each country and indicator, or a column for each indicator): what its
///   columns and codes mean is asked once, and nothing of a table that is wrong is stored.
/// - The values stand beside a country's own on its chapters, for its focal point; no picture counts them.
enum NeedsOutsideRoutes {
    static let all: [Route] = [
        .get(NeedsOutsidePaths.page, .seeProgramme) { visit, programme, id in
            try await visit.read { try NeedsOutsidePage(visit, programme, id, FormState(), nil, $0).answer }
        },
        .post(NeedsOutsidePaths.page, .seeProgramme, limit: Route.fileLimit) { visit, programme, id in
            let values = try visit.inbound.form()
            do {
                let counts = try await NeedsOutsideOperations.take(visit, programme, id, table(values))
                let trial = values.isOn("trial") ? "&trial=1" : ""
                return .redirect(
                    to:
                        "\(NeedsOutsidePaths.page(programme, id))?added=\(counts.added)&changed=\(counts.changed)&same=\(counts.same)&skipped=\(counts.skipped)\(trial)"
                )
            } catch {
                let state = try FormState.refused(values, error)
                let sent = readable(values)
                return try await visit.read { try NeedsOutsidePage(visit, programme, id, state, sent, $0).answer }
            }
        },
        .post(NeedsOutsidePaths.removal, .seeProgramme) { visit, programme, id in
            try await NeedsOutsideOperations.remove(
                visit, programme, id, source: visit.inbound.form()["source"] ?? "")
            return .redirect(to: Done.removed.at(NeedsOutsidePaths.page(programme, id)))
        },
    ]

    private static func table(_ values: FormValues, source: String? = nil) throws -> NeedsOutsideTable {
        guard let scale = OutsideScale(rawValue: values.text("scale")) else {
            throw Refusal.invalid(["scale": L("Choose one.")])
        }
        let codes = (0..<NeedsOutsideTable.mostCodes).compactMap { index -> (String, String)? in
            guard let name = values["code-name-\(index)"], let told = values["code-\(index)"], !told.isEmpty else {
                return nil
            }
            return (name, told)
        }
        return try NeedsOutsideTable(
            TableUpload(values), source: source ?? values["source"] ?? "", scale: scale,
            codes: Dictionary(codes) { first, _ in first })
    }

    /// What was sent, so that its columns can be asked for; nothing where it cannot be read.
    private static func readable(_ values: FormValues) -> NeedsOutsideTable? {
        do { return try table(values, source: "-") } catch { return nil }
    }
}

/// The same as JSON.
enum NeedsOutsideAPI {
    struct Input: Codable, Sendable, NamedType {
        static var schemaName: String { "OutsideScoresInput" }

        /// Ends in .xlsx or .csv.
        let fileName: String
        /// The file in base64.
        let content: String
        /// The assessment and its year.
        let source: String
        let scale: OutsideScale
        /// By heading, what a column holds: country, indicator, value, day, `of:CODE` for one of our indicators, or `-` to leave it out.
        let columns: [String: String]
        /// By their code, ours, or `-`; the same code needs no word.
        let codes: [String: String]?
        let isTrial: Bool?
    }

    struct Body: Codable, Sendable, NamedType {
        static var schemaName: String { "OutsideScore" }

        let country: String
        let indicator: String
        let source: String
        let value: Int
        /// A day or empty.
        let saidOn: String
    }

    static let routes: [APIRoute] = [
        .get(
            NeedsOutsidePaths.api, .seeProgramme, "Needs assessments",
            "What others say of countries, out of their public tables: for who keeps the cycle, and of a country for its focal point."
        ) { visit, programme, id in
            try await visit.read { reading -> [Body] in
                let (cycle, standing) = try NeedsOutsideOperations.seen(visit, programme, id, reading)
                let own = try NeedsOutsideOperations.countries(cycle, standing, reading)
                return try NeedsOutsideStore(reading).values(of: id).filter { own.contains($0.country) }.map {
                    Body(
                        country: $0.country, indicator: $0.indicator, source: $0.source, value: $0.value,
                        saidOn: $0.saidOn)
                }
            }
        },
        .send(
            .post, NeedsOutsidePaths.api, .seeProgramme, "Needs assessments",
            "Takes in a public table of scores; all of it, or nothing.", limit: TableUpload.bodyLimit
        ) { (visit, input: Input, programme, id) in
            let upload = try TableUpload(
                TableInput(
                    fileName: input.fileName, content: input.content, isTrial: input.isTrial, columns: input.columns))
            return try await NeedsOutsideOperations.take(
                visit, programme, id,
                NeedsOutsideTable(upload, source: input.source, scale: input.scale, codes: input.codes ?? [:]))
        },
    ]
}
