import Domain
import Storage
import Web

/// Everything of the thread of one event or several, as its features tell it, and where an item is at home.
struct ThreadStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Where an item belongs: its event, or of cases and of what is planned the programme.
    enum Home: Sendable {
        case event(Event.ID)
        case programme(Programme.ID)
    }

    /// - Returns: nil if there is no such item.
    func home(of reference: ThreadReference) throws -> (kind: ThreadKind, home: Home)? {
        var homes: SQL = "SELECT 'topic' AS kind, event_id AS home FROM topic WHERE id = \(reference.id)"
        for feature in ThreadFeatures.all {
            let home = feature.threadHome(of: reference.id)
            if !home.isEmpty { homes = "\(homes) UNION ALL \(home)" }
        }
        let row = try reading.first("\(homes) LIMIT 1")
        guard let row, let kind = ThreadKind(rawValue: try row.get("kind")) else { return nil }
        guard reference.kind == nil || reference.kind == kind else { return nil }
        let home: String = try row.get("home")
        if kind != .pastCase, let event = Event.ID(home),
            try reading.first("SELECT id FROM event WHERE id = \(event)") != nil
        {
            return (kind, .event(event))
        }
        return Programme.ID(home).map { (kind, .programme($0)) }
    }

    func events(of programme: Programme.ID) throws -> [Event.ID] {
        try reading.all(
            "SELECT e.id FROM event e WHERE e.programme_id = \(programme) AND \(WritingRoom.isMeeting) ORDER BY e.starts_on, e.id"
        ).map {
            try $0.get("id")
        }
    }

    /// Events with those into which their threads lead, and from which they come: exercises of what workshops found, retests.
    func reach(_ events: [Event.ID]) throws -> [Event.ID] {
        var (known, level) = (events, events)
        for _ in 0..<Self.furthest {
            let beside = try ThreadFeatures.all.flatMap { try $0.threadBeside(level, reading) }
            level = Array(Set(beside).subtracting(known).sorted().prefix(max(0, Self.most - known.count)))
            guard !level.isEmpty else { break }
            known += level
        }
        return known
    }

    /// So many events away, and so many in all: what lies beyond is told on the pages of those.
    private static let (furthest, most) = (6, 24)
    /// Of a programme's events the latest, where an item of what it plans is asked for.
    static let mostOfProgramme = 24

    /// Two queries and those of the features: twenty-two, however much there is, two more where an event does not show names; one more for
    /// each revealed round whose result is not in memory.
    /// - Parameters:
    ///   - visitor: who looks; nothing for everybody in the room and nobody in particular.
    ///   - pastCase: a case that is told of even where none of the events uses it.
    ///   - programme: all that it plans is told, also where no event has to do with it.
    ///   - now: nothing where what is planned is not asked for.
    func facts(
        of events: [Event.ID], for visitor: Visitor? = nil, pastCase: String? = nil, planned programme: Programme.ID? = nil,
        now: Int64? = nil
    ) throws -> ThreadMaterial {
        var facts = ThreadMaterial()
        try readEvents(events, &facts)
        facts.tellsAllPlanned = programme != nil
        let programmes = Set(facts.events.values.map(\.programme) + [programme].compactMap(\.self)).sorted()
        let asked = ThreadAsked(
            events: events, visitor: visitor, pastCase: pastCase, programmes: programmes, now: now)
        for feature in ThreadFeatures.all { try feature.tellThread(asked, reading, &facts) }
        return facts
    }

    private func readEvents(_ events: [Event.ID], _ facts: inout ThreadMaterial) throws {
        let rows = try reading.all(
            """
            SELECT e.id, e.programme_id, w.stage, w.names_shown, w.issues_visible FROM event e LEFT JOIN workshop w ON w.id = e.workshop_id
            WHERE e.id IN \(in: events)
            """)
        for row in rows {
            let event = ThreadMaterial.Event(
                id: try row.get("id"), programme: try row.get("programme_id"), stage: try row.get("stage"),
                namesShown: try row.get("names_shown", as: Bool?.self) ?? false,
                issuesVisible: try row.get("issues_visible", as: Bool?.self) ?? false)
            facts.events[event.id] = event
        }
        facts.topics = try reading.all(
            "SELECT id, event_id, position, title FROM topic WHERE event_id IN \(in: events) ORDER BY event_id, position"
        ).map {
            ThreadItem(
                kind: .topic, id: try $0.get("id"), event: try $0.get("event_id"), title: try $0.get("title"),
                number: try $0.get("position"))
        }
    }
}
