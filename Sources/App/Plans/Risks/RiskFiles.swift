import Domain
import Storage
import Web

/// A row of the file `risks`: a scenario, and what one sector thinks of it.
struct RiskRow: FieldRecord {
    var code = ""
    var title = ""
    var area = ""
    var cbrn = ""
    var region = ""
    var sector = ""
    var likelihood: Int?
    var impact: Int?
    var confidence = ""
    var agreedLikelihood: Int?
    var agreedImpact: Int?
    var treatment = ""

    static let isNamedByFirst = false

    static let fields: [Field<RiskRow>] = [
        .line("code", \.code, L("Code"), limit: 20, isRequired: true),
        .line("title", \.title, L("What could happen?"), limit: 200, isRequired: true),
        .line("area", \.area, L("Area"), limit: 200),
        .line("cbrn", \.cbrn, L("Hazards"), limit: 20),
        .line("region", \.region, L("Region"), limit: 100),
        .line("sector", \.sector, L("Sector"), limit: 60),
        .number("likelihood", \.likelihood, L("Likelihood"), in: RiskTable.levels),
        .number("impact", \.impact, L("Impact"), in: RiskTable.levels),
        .choice(
            "confidence", \.confidence, L("Confidence"), .choice([""] + RiskView.Confidence.allCases.map(\.rawValue)),
            options: { RiskView.Confidence.allCases.map { (value: $0.rawValue, label: $0.label) } },
            fault: {
                $0.isEmpty || RiskView.Confidence(rawValue: $0) != nil
                    ? nil : L("This value is not one of those allowed.")
            }),
        .number("agreed_likelihood", \.agreedLikelihood, L("Agreed likelihood"), in: RiskTable.levels),
        .number("agreed_impact", \.agreedImpact, L("Agreed impact"), in: RiskTable.levels),
        .choice(
            "treatment", \.treatment, L("Treatment"), .choice([""] + RiskTreatment.allCases.map(\.rawValue)),
            options: { RiskTreatment.allCases.map { (value: $0.rawValue, label: $0.label) } },
            fault: {
                $0.isEmpty || RiskTreatment(rawValue: $0) != nil
                    ? nil : L("This value is not one of those allowed.")
            }),
    ]

    var view: RiskView? {
        guard let likelihood, let impact else { return nil }
        return RiskView(
            likelihood: likelihood, impact: impact, confidence: RiskView.Confidence(rawValue: confidence) ?? .fair)
    }
}

/// Scenarios out of a file, and into one: a row for each sector.
enum RiskFiles {
    static let header = [
        "code", "title", "area", "cbrn", "region", "sector", "likelihood", "impact", "confidence", "agreed-likelihood",
        "agreed-impact", "treatment",
    ]

    /// What somebody reads: of a sector its median, or the one that it signed; nothing of single people.
    static func rows(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws -> [[String]] {
        let standing = try PlansStanding(visit, programme, reading)
        let risks = try RiskStore(reading).risks(of: [programme]).filter(standing.reads)
        let (tree, names) = (try AreaTree(reading), try DirectoryNames(reading))
        let regions = Dictionary(uniqueKeysWithValues: try RegionStore(reading).regions().map { ($0.id, $0.code) })
        let store = RiskRoundStore(reading)
        let closed = try store.rounds(of: risks.map(\.id)).compactMapValues { rounds in rounds.last { !$0.isOpen } }
        let said = try store.judgements(of: closed.values.map(\.id))
        return risks.flatMap { risk -> [[String]] in
            let head = [
                risk.code, risk.title, tree.area(risk.area)?.code ?? "", risk.draft.hazards.joined(separator: " "),
                risk.place.region.flatMap { regions[$0] } ?? risk.place.country ?? "",
            ]
            let tail = [
                risk.agreed?.likelihood.map(String.init) ?? "", risk.agreed?.impact.map(String.init) ?? "",
                risk.treatment?.treatment ?? "",
            ]
            let panel = closed[risk.id].map {
                (said[$0.id] ?? RiskJudgements()).panel(risk.asked(of: names.sectors.map(\.code)))
            }
            let sectors = (panel?.sectors ?? []).filter(\.isShown)
            guard !sectors.isEmpty else { return [head + ["", "", "", ""] + tail] }
            return sectors.map { sector in
                let values = [sector.likelihood, sector.impact].map { $0.map { String($0.value) } ?? "" }
                return head + [sector.code] + values + [sector.confidence?.rawValue ?? ""] + tail
            }
        }
    }

    /// All rows, or none: rows of one code make one scenario, and what sectors think is signed for them. A code that is there already is
    /// left as it is.
    static func take(_ visit: Visit, _ programme: Programme.ID, _ upload: TableUpload) async throws -> TableCounts {
        let language = Language.current
        // Before the file is opened.
        try await visit.read { reading in
            let standing = try PlansStanding(visit, programme, reading)
            guard standing.tellsRisks else { throw standing.isOf ? Refusal.forbidden : .notFound }
        }
        let file = try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside {
                try FieldImport<RiskRow>(upload, most: RiskOperations.most * 10, isKeyed: false)
            }
        }
        return try await visit.database.write { tx in
            try Language.$current.withValue(language) {
                let standing = try PlansStanding(visit, programme, tx)
                guard standing.tellsRisks else { throw standing.isOf ? Refusal.forbidden : .notFound }
                return try RiskIntake(Work(tx, visit), programme, standing).take(file, isTrial: upload.isTrial)
            }
        }
    }
}

/// What a file says, stored.
struct RiskIntake {
    private let work: Work
    private let programme: Programme.ID
    private let standing: PlansStanding
    private let regions: [String: App.Region.ID]
    private let sectors: [SectorName]
    private let known: Set<String>
    private let names: [String]

    init(_ work: Work, _ programme: Programme.ID, _ standing: PlansStanding) throws {
        (self.work, self.programme, self.standing) = (work, programme, standing)
        let all = try RegionStore(work.tx).regions()
        regions = Dictionary(
            all.flatMap { [(Folded.text($0.code), $0.id), (Folded.text($0.name), $0.id)] }
        ) { first, _ in first }
        sectors = try DirectoryNames(work.tx).sectors
        let store = RiskStore(work.tx)
        known = Set(try store.risks(of: [programme]).map { Folded.text($0.code) })
        names = try store.settings(of: programme).names
    }

    func take(_ file: FieldImport<RiskRow>, isTrial: Bool) throws -> TableCounts {
        var order: [String] = []
        var lines: [String: [FieldImport<RiskRow>.Line]] = [:]
        for line in file.lines {
            let key = Folded.text(line.fields.code)
            if lines[key] == nil { order.append(key) }
            lines[key, default: []].append(line)
        }
        var problems: [Message] = []
        for line in file.lines {
            if let words = fault(line.fields) { problems.append(L("Row \(line.number): \(words)")) }
        }
        try FieldImport<RiskRow>.refuse(problems)
        let new = order.filter { !known.contains($0) }
        let counts = TableCounts(added: new.count, changed: 0, same: order.count - new.count)
        guard !isTrial else { return counts }
        guard known.count + new.count <= RiskOperations.most else {
            throw Refusal.tooMany(L("The programme has \(RiskOperations.most) scenarios, the maximum."))
        }
        let tree = try AreaTree(work.tx)
        for key in new { try store(lines[key, default: []].map(\.fields), tree) }
        return counts
    }

    private func place(_ row: RiskRow) -> RiskPlace? {
        if row.region.isEmpty { return .programme }
        if row.region.utf8.count == 2, standing.countries.contains(row.region.uppercased()) {
            return .country(row.region.uppercased())
        }
        return regions[Folded.text(row.region)].map { .region($0) }
    }

    private func fault(_ row: RiskRow) -> Message? {
        guard let place = place(row) else { return L("There is no such region.") }
        guard standing.keeps(place) else { return L("Choose a region or a country for which you act.") }
        if (row.likelihood == nil) != (row.impact == nil) || (row.agreedLikelihood == nil) != (row.agreedImpact == nil)
        {
            return L("Say both, or neither.")
        }
        if row.likelihood != nil, !sectors.contains(where: { $0.code == row.sector }) {
            return L("This sector is not asked.")
        }
        if !row.cbrn.allSatisfy({ "CBRN ,;".contains($0) }) { return L("This value is not one of those allowed.") }
        let found = ScenarioSafety.findings(in: [row.title], names: names).map(\.text)
        return found.isEmpty ? nil : L("Stay with what the public would see. Leave out: \(list: found)")
    }

    private func store(_ rows: [RiskRow], _ tree: AreaTree) throws {
        guard let first = rows.first, let place = place(first) else { return }
        let id: RiskScenario.ID = work.environment.id()
        let draft = RiskDraft(
            place: place, area: "", hazards: RiskDraft.allHazards.filter { first.cbrn.contains($0) },
            sectors: [], indicators: [], source: "", marking: "AMBER", isShared: place == .programme)
        let fields = RiskScenarioFields(
            code: first.code, title: first.title, story: first.title, coping: "", language: Language.current.rawValue)
        try RiskStore.insert(
            id, fields, draft, area: tree.area(told: first.area)?.id, in: programme, key: nil, work)
        try work.record(.programme(programme), "risk:\(id)", "risk.telling", ["place": .text(place.description)])
        let judged = rows.filter { $0.view != nil }
        if !judged.isEmpty {
            let round: RiskRound.ID = work.environment.id()
            try RiskRoundStore.open(round, of: id, number: 1, work)
            for row in judged {
                try RiskRoundStore.sign(
                    round,
                    RiskJudgementFields(
                        sector: row.sector, likelihood: row.likelihood, impact: row.impact,
                        confidence: row.confidence.isEmpty ? RiskView.Confidence.fair.rawValue : row.confidence), work)
            }
            try RiskRoundStore.close(round, work)
        }
        guard let likelihood = first.agreedLikelihood, let impact = first.agreedImpact, !judged.isEmpty else { return }
        let agreed = RiskAgreementFields(likelihood: likelihood, impact: impact, reason: L("From a file").string())
        try RiskStore.agree(id, agreed, .assessed, work)
        guard !first.treatment.isEmpty, first.treatment != RiskTreatment.accept.rawValue else { return }
        try RiskStore.treat(id, RiskTreatmentFields(treatment: first.treatment), work)
    }
}
