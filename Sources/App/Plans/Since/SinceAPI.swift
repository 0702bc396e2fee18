import Domain
import Storage
import Web

/// What has become of everything since the last meeting as JSON: for the API as whoever asks may read it, for the command line as anybody.
enum SinceAPI {
    struct MoveBody: Codable, Sendable {
        let from: String
        let to: String
    }

    struct DueBody: Codable, Sendable {
        /// Days; absent where there was none.
        let from: String?
        let to: String?
        /// Below 0 earlier; absent where one of the two is no day.
        let days: Int?
        /// How often it was moved.
        let times: Int
    }

    struct LineBody: Codable, Sendable {
        /// `action`, `idea`, `plan`, `priority`, `risk`, `case`.
        let kind: String
        let id: String
        let title: String
        let language: String
        /// As the journal names states.
        let state: MoveBody?
        let due: DueBody?
        /// It is blocked and was not, or the other way.
        let blocked: Bool?
        /// ISO 3166-1 alpha-2 codes of countries.
        let endorsed: [String]
        let unendorsed: [String]
    }

    struct ThingBody: Codable, Sendable {
        let kind: String
        let id: String
        let title: String
        let language: String
    }

    struct FirstBody: Codable, Sendable {
        let kind: String
        let id: String
        let title: String
        let language: String
        let reasons: [SinceReason]
        /// Empty where it has no day.
        let due: String
    }

    struct CountBody: Codable, Sendable {
        let reason: SinceReason
        let count: Int
    }

    struct AnswersBody: Codable, Sendable {
        let now: Int
        let before: Int
        let members: Int
    }

    struct NoteBody: Codable, Sendable {
        let id: SinceNote.ID
        /// Absent for the programme's own.
        let region: App.Region.ID?
        let notedOn: String
        let text: String
        let language: String
    }

    struct PartBody: Codable, Sendable {
        /// Absent for the programme's own.
        let region: App.Region.ID?
        /// Absent for the programme's own.
        let code: String?
        let name: String
        /// Late, untouched for half a year, promised last time and not begun.
        let first: [FirstBody]
        /// The same of countries that are not named.
        let counted: [CountBody]
        let done: [LineBody]
        /// Shown by a later exercise.
        let proven: [ThingBody]
        let new: [LineBody]
        let moved: [LineBody]
        let gone: [LineBody]
        /// Absent where no country was asked.
        let answers: AnswersBody?
        let cameAndWent: Int
        let wasBlocked: Int
        let notes: [NoteBody]
    }

    struct Body: Codable, Sendable, NamedType {
        static let schemaName = "SinceReport"

        let event: Event.ID
        let title: String
        /// The meeting before; absent for the first.
        let follows: Event.ID?
        /// The last entry of the journal before, and the last that counts.
        let after: Int64
        let upTo: Int64
        /// The programme's own first, then the regions by name.
        let parts: [PartBody]
    }

    struct NoteInput: Codable, Sendable {
        /// Left out for the programme's own; stays as it was told first.
        let region: App.Region.ID?
        let notedOn: String
        let text: String
        /// BCP 47.
        let language: String

        var fields: SinceNoteFields { SinceNoteFields(notedOn: notedOn, text: text, language: language) }
    }

    struct NamingInput: Codable, Sendable {
        /// ISO 3166-1 alpha-2, of one for which you speak.
        let country: String
        let named: Bool
    }

    struct NamingBody: Codable, Sendable {
        /// Countries that agreed to be named where they are late.
        let countries: [String]
    }

    struct ClosingBody: Codable, Sendable {
        let closed: Bool
    }

    static let routes: [APIRoute] = [
        .get(
            SincePaths.api, .seeProgramme, "Since",
            "What has become of everything since the meeting before, as you may read it now.",
            query: [
                .init(name: "event", meaning: "The meeting that looks back; the next one by default.", schema: .string),
                .init(name: "region", meaning: "An id, or `programme`; all by default.", schema: .string),
            ]
        ) { visit, programme in try await visit.read { try report(visit, programme, $0) } },
        .get(
            SincePaths.apiNotes, .seeProgramme, "Since", "Notes of progress, the newest first.",
            query: Cursor.parameters
        ) {
            visit, programme in
            let cursor = try Cursor(visit)
            return try await visit.read { reading in
                let standing = try PlansStanding(visit, programme, reading)
                let notes = standing.isOf ? try SinceStore(reading).notes(of: programme) : []
                return try cursor.page(of: notes.map(body)) { $0.id.description }
            }
        },
        .send(.post, SincePaths.apiNotes, .seeProgramme, "Since", "Writes a note of progress.", success: .created) {
            (visit, input: NoteInput, programme) in
            body(try await SinceOperations.note(visit, in: programme, input.fields, of: input.region))
        },
        .send(.put, SincePaths.apiNote, .seeProgramme, "Since", "Changes a note of progress.") {
            (visit, input: NoteInput, programme, id) in
            body(try await SinceOperations.change(visit, programme, id, input.fields))
        },
        .act(.delete, SincePaths.apiNote, .seeProgramme, "Since", "Removes a note of progress.") {
            visit, programme, id in
            try await SinceOperations.remove(visit, programme, id)
            return EmptyBody()
        },
        .send(
            .put, SincePaths.apiNaming, .seeProgramme, "Since",
            "Says whether a country is named on screens and paper where something of its is late."
        ) { (visit, input: NamingInput, programme) in
            try await SinceOperations.name(visit, programme, input.country, input.named)
            return try await visit.read {
                NamingBody(countries: try SinceStore($0).named(in: programme).sorted())
            }
        },
        .act(
            .put, SincePaths.apiClosing, .facilitate, "Since",
            "Says that a meeting is over: the next one looks back to here."
        ) { visit, event in
            try await SinceOperations.close(visit, event)
            return ClosingBody(closed: true)
        },
        .act(.delete, SincePaths.apiClosing, .facilitate, "Since", "Opens a meeting again.") { visit, event in
            try await SinceOperations.reopen(visit, event)
            return ClosingBody(closed: false)
        },
    ]

    private static func report(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws -> Body {
        let standing = try PlansStanding(visit, programme, reading)
        try standing.require(standing.isOf)
        let choice = try SinceChoice(visit, programme, standing, reading)
        guard let event = choice.event else { throw Refusal.notFound }
        let reader = try SinceReader(visit.visitor, programme, .person, now: visit.now, reading)
        let material = try SinceMaterial(event, reader, isPaper: false, reading)
        let isWhole = !visit.inbound.query.has("region")
        return body(material, material.parts.filter { isWhole || $0.region?.id == choice.region })
    }

    static func body(_ material: SinceMaterial, _ parts: [SincePart]) -> Body {
        Body(
            event: material.event.id, title: material.event.title, follows: material.base.event,
            after: material.base.sequence, upTo: material.base.upTo, parts: parts.map(body))
    }

    private static func body(_ part: SincePart) -> PartBody {
        PartBody(
            region: part.region?.id, code: part.region?.code, name: SinceWords.name(part).string(),
            first: part.pressing.map {
                FirstBody(
                    kind: $0.thing.subject.kind, id: $0.thing.subject.id, title: $0.thing.title,
                    language: $0.thing.language, reasons: $0.reasons.map { SinceReason($0) }, due: $0.dueOn)
            },
            counted: SinceReason.allCases.compactMap { reason in
                part.counted[reason.reason].map { CountBody(reason: reason, count: $0) }
            }, done: part.done.map(body),
            proven: part.proven.map {
                ThingBody(kind: $0.subject.kind, id: $0.subject.id, title: $0.title, language: $0.language)
            },
            new: part.new.map(body), moved: part.moved.map(body), gone: part.gone.map(body),
            answers: part.answers.map { AnswersBody(now: $0.now, before: $0.before, members: $0.members) },
            cameAndWent: part.cameAndWent, wasBlocked: part.wasBlocked, notes: part.notes.map(body))
    }

    private static func body(_ line: SincePart.Line) -> LineBody {
        let (thing, net) = (line.thing, line.net)
        return LineBody(
            kind: thing.subject.kind, id: thing.subject.id, title: thing.title, language: thing.language,
            state: net.state.map { MoveBody(from: $0.from, to: $0.to) },
            due: net.due.map {
                DueBody(from: $0.from?.description, to: $0.to?.description, days: $0.days, times: $0.times)
            }, blocked: net.blocked, endorsed: net.endorsed, unendorsed: net.unendorsed)
    }

    private static func body(_ note: SinceNoteRecord) -> NoteBody {
        NoteBody(
            id: note.id, region: note.region, notedOn: note.fields.notedOn, text: note.fields.text,
            language: note.fields.language)
    }
}
