import Domain
import Storage
import Web

/// # Since the last meeting
///
/// `/programmes/P/since` tells what has become of everything since the meeting before: the journal folded thing by thing, as whoever asks
/// may read it now. `…/wall` is the same on a screen, `…/files/report.pdf` on paper. A region adds dated notes of what the system cannot
/// know. `/events/E/meeting/closing` says where a meeting ended.
enum SinceRoutes {
    static let all: [Route] = [
        .get(SincePaths.since, .seeProgramme) { visit, programme in try await page(visit, programme) },
        .get(SincePaths.wall, .seeProgramme) { visit, programme in
            try await visit.read { try SinceWallPage(visit, programme, $0).answer }
        },
        .get(SincePaths.files, .seeProgramme) { visit, programme, name in
            try await SinceFiles.answer(visit, programme, name)
        },
        .post(SincePaths.notes, .seeProgramme) { visit, programme in
            try await sent(visit, programme, "note") { values in
                _ = try await SinceOperations.note(
                    visit, in: programme, try SinceNoteFields(values), of: try region(values),
                    key: visit.sendingName(values))
                return .added
            }
        },
        .post(SincePaths.note, .seeProgramme) { visit, programme, id in
            try await sent(visit, programme, "note-\(id)") { values in
                _ = try await SinceOperations.change(visit, programme, id, try SinceNoteFields(values))
                return .saved
            }
        },
        .post(SincePaths.noteRemoval, .seeProgramme) { visit, programme, id in
            try await sent(visit, programme, "note-\(id)") { _ in
                try await SinceOperations.remove(visit, programme, id)
                return .removed
            }
        },
        .post(SincePaths.naming, .seeProgramme) { visit, programme in
            let values = try visit.inbound.form()
            try await SinceOperations.name(visit, programme, values.text("country"), values.isOn("named"))
            return .redirect(to: Done.saved.at(SincePaths.since(programme)))
        },
        .post(SincePaths.closing, .facilitate) { visit, event in
            let values = try visit.inbound.form()
            if values.isOn("closed") {
                try await SinceOperations.close(visit, event)
            } else {
                try await SinceOperations.reopen(visit, event)
            }
            let programme = try await visit.read { try EventStore($0).event(event).programme }
            return .redirect(to: Done.saved.at(SincePaths.at(SincePaths.since(programme), event, nil)))
        },
    ]

    private static func region(_ values: FormValues) throws -> App.Region.ID? {
        let told = values.text("region")
        if told.isEmpty || told == "programme" { return nil }
        guard let id = App.Region.ID(told) else { throw Refusal.notFound }
        return id
    }

    /// The page again, with what was typed, where it was refused.
    private static func sent(
        _ visit: Visit, _ programme: Programme.ID, _ form: String, _ work: (FormValues) async throws -> Done
    ) async throws -> Answer {
        let values = try visit.inbound.form()
        let place = try region(values)
        do {
            let done = try await work(values)
            let path = SincePaths.at(
                SincePaths.since(programme), Event.ID(values.text("event")), place, isWhole: place == nil)
            return .redirect(to: done.at(path))
        } catch {
            return try await page(visit, programme, [form: try .refused(values, error)])
        }
    }

    private static func page(_ visit: Visit, _ programme: Programme.ID, _ states: [String: FormState] = [:])
        async throws
        -> Answer
    {
        try await visit.read { try SincePage(visit, programme, states, $0).answer }
    }
}

/// The page on paper: `report.pdf`, `report.docx`.
enum SinceFiles {
    static func answer(_ visit: Visit, _ programme: Programme.ID, _ name: String) async throws -> Answer {
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count == 2, parts[0] == "report", let format = Document.Format(rawValue: parts[1]) else {
            throw Refusal.notFound
        }
        let document = try await visit.read { reading -> Document in
            let standing = try PlansStanding(visit, programme, reading)
            try standing.require(standing.isOf)
            let choice = try SinceChoice(visit, programme, standing, reading)
            guard let event = choice.event else { throw Refusal.notFound }
            let reader = try SinceReader(visit.visitor, programme, .person, now: visit.now, reading)
            let material = try SinceMaterial(event, reader, isPaper: true, reading)
            let isWhole = !visit.inbound.query.has("region")
            return try SinceDocument(material, only: isWhole ? nil : .some(choice.region), reading).document
        }
        guard !format.programs.isEmpty else {
            return .download(try await document.file(format), type: format.mediaType, name: "since.\(parts[1])")
        }
        try visit.services.limits.exports.check(visit.visitor.journalName ?? "", now: visit.now)
        let bytes = try await visit.services.limits.conversions.pass(busy: .conversionsBusy) {
            try await document.file(format)
        }
        return .download(bytes, type: format.mediaType, name: "since.\(parts[1])")
    }
}
