import Domain
import Markup
import Storage
import Web

/// What has become of it since the last meeting.
enum SinceFacts: RoutedFeature, PlansTabFeature, StoredFeature, JournalFeature, HelpFeature, NamedExportFeature {
    static let tab = "since"
    static let closing = "meeting.closing"
    static let reopening = "meeting.reopening"

    static var routes: [Route] { SinceRoutes.all }
    static var api: [APIRoute] { SinceAPI.routes }

    static var plansTabs: [PlansTab] {
        [PlansTab(id: tab, order: 90, label: L("Since the last meeting"), path: { SincePaths.since($0) })]
    }

    private static let here = "what a programme plans belongs to its server"

    static var tables: [TableFacts] {
        [
            TableFacts(
                "since_note", search: .left("it stands on the page of what changed since a meeting"),
                person: .rows(640, [.actor("created_by")]), erasure: .blanked(["created_by": .nothing]),
                texts: ["text"], seats: [.actor("created_by")], file: .stays(here)),
            TableFacts(
                "since_naming", person: .rows(641, [.actor("agreed_by")], ["country", "agreed_at"]),
                erasure: .blanked(["agreed_by": .nothing]),
                seats: [.actor("agreed_by", by: ["programme_id", "country"])], file: .stays(here)),
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind(closing, L("Meeting closed")),
            JournalKind(reopening, L("Meeting opened again")),
            JournalKind("since.note", L("Note of progress written"), news: .organisers),
            JournalKind("since.note-change", L("Note of progress changed")),
            JournalKind("since.note-removal", L("Note of progress removed")),
            JournalKind("since.naming", L("Country named where it is late, or no longer")),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "since", order: 146, title: L("Since the last meeting"),
                screens: [SincePaths.since.template, SincePaths.wall.template],
                text: [
                    L(
                        "The page writes itself: what is late first, then what is done, new and moved since the meeting before. What came and went is a number. A region adds only what stands nowhere else."
                    )
                ], guides: [.organiser, .focalPoint])
        ]
    }

    static var exports: [NamedExport] {
        [
            NamedExport("since", formats: ["docx", "odt", "pdf", "html", "md", "json"], of: "event") { wish, database in
                try await SinceExport.make(
                    event: wish.subject, person: nil, format: wish.format, language: wish.language, now: wish.now,
                    database)
            }
        ]
    }
}

/// On the overview of what a programme plans: how much there is to talk about.
extension SinceFacts: PlansBoxFeature {
    static let boxOrder = 90

    static func box(_ standing: PlansStanding, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let choice = try SinceChoice(visit, standing.programme, standing, reading)
        guard let event = choice.event else { return .empty }
        let reader = try SinceReader(visit.visitor, standing.programme, .person, now: visit.now, reading)
        let material = try SinceMaterial(event, reader, isPaper: false, reading)
        guard material.base.event != nil, let part = material.part(of: choice.region) else { return .empty }
        let path = SincePaths.at(SincePaths.since(standing.programme), event.id, choice.region)
        return """
            <section id="box-since"><h2><a href="\(path)">\(L("Since the last meeting"))</a></h2>\
            <p>\(SinceWords.sentence(part))</p><p class="muted" dir="auto">\(SinceWords.since(material))</p></section>
            """
    }
}

/// The page as a file from the command line: as anybody may read it, or as one person does.
public enum SinceExport {
    /// - Parameters:
    ///   - event: the id of a meeting, or its short code.
    ///   - person: the id or the e-mail address of an account; nothing for the public.
    ///   - format: json, or one of documents.
    public static func make(
        event: String, person: String?, format: String, language: Language, now: Int64, _ database: Database
    ) async throws -> [UInt8] {
        if format == "json" {
            let body = try await database.render(in: language) { reading in
                let material = try material(event, person, now, isPaper: person == nil, reading)
                return SinceAPI.body(material, material.parts)
            }
            return Array(try JSONCoding.text(body).utf8) + [0x0A]
        }
        guard let format = Document.Format(rawValue: format) else { throw Refusal.notFound }
        let document = try await database.render(in: language) { reading in
            try SinceDocument(material(event, person, now, isPaper: true, reading), reading).document
        }
        return try await document.file(format)
    }

    private static func material(
        _ event: String, _ person: String?, _ now: Int64, isPaper: Bool, _ reading: any Reading
    ) throws -> SinceMaterial {
        let id = try Event.ID(event.lowercased()) ?? Policy.event(ofCode: event, reading)
        let record = try EventStore(reading).event(id)
        let visitor = try person.map { try self.visitor($0, now, reading) } ?? .guest
        let reader = try SinceReader(
            visitor, record.programme, person == nil ? .everybody : .person, now: now, reading)
        return try SinceMaterial(record, reader, isPaper: isPaper, reading)
    }

    private static func visitor(_ told: String, _ now: Int64, _ reading: any Reading) throws -> Visitor {
        let store = AccountStore(reading)
        let account = try Account.ID(told.lowercased()).map { try store.account($0) } ?? store.account(email: told)
        guard let account else { throw Refusal.notFound }
        return try AccountReader(account, now: now, reading).visitor
    }
}
