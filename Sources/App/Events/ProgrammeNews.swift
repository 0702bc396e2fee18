import Domain
import Storage
import Web

/// What a feature tells on the home of a programme of what is new, beside what the journal counts: what the visitor may read, and no other.
protocol ProgrammeNewsFeature: Feature {
    /// - Parameter since: epoch milliseconds.
    static func news(of programme: Programme.ID, since: Int64, _ visit: Visit, _ reading: any Reading) throws
        -> [ProgrammeNews.Line]
}

/// What has happened in a programme since its last meeting: kinds of the journal's entries, counted for each event.
struct ProgrammeNews: Sendable {
    struct Line: Sendable {
        /// Nothing for what is the programme's own.
        let event: Event.ID?
        let words: Message
        let count: Int
        /// Where it is found, if it has a place.
        var path: String?
        /// Of one thing, as it is called; what is counted has none.
        var title: String?
    }

    /// The last meeting; nothing before the first.
    let last: EventSummary?
    /// Epoch milliseconds.
    let since: Int64
    /// The latest first.
    let lines: [Line]

    /// How far back it goes before there was a meeting.
    private static let days = 30
    private static let features = Features.all { $0 as? any ProgrammeNewsFeature.Type }

    /// - Parameter events: of those that the visitor has a part in.
    init(
        _ programme: Programme.ID, _ events: [EventSummary], forOrganisers: Bool, of visit: Visit,
        _ reading: any Reading
    ) throws {
        let now = visit.now
        let today = CalendarDate.today(now)
        last = events.last { $0.endsOn < today }
        since =
            last.flatMap { CalendarDate($0.endsOn) }.map { Int64($0.daysSince1970 + 1) * EpochTime.day }
            ?? EpochTime.adding(now, milliseconds: -Int64(Self.days) * EpochTime.day)
        let words = JournalKind.news(forOrganisers: forOrganisers)
        var scopes: [String: Event.ID?] = [:]
        for event in events { scopes[Scope.event(event.id).description] = .some(event.id) }
        scopes[Scope.programme(programme).description] = .some(nil)
        let start = since
        let shared = try Self.features.flatMap { try $0.news(of: programme, since: start, visit, reading) }
        let counted: [Line] = try ProgrammeStore(reading).news(
            in: scopes.keys.sorted(), kinds: words.keys.sorted(), since: start
        ).compactMap { found in
            guard let event = scopes[found.scope], let said = words[found.kind] else { return nil }
            return Line(event: event, words: said, count: found.count)
        }
        lines = shared + counted
    }
}
