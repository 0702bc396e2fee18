import Domain
import Storage
import Web

/// How people without a personal link come in.
public enum Door: String, CaseIterable, Sendable, SQLBindable, SQLDecodable { case closed, approval }

/// How long the people of an event are named, in years after its last day: unless the organiser says otherwise, and the most that they may say.
enum NamesKept {
    static let usualYears = 2
    static let mostYears = 10
}

/// An event as it is stored.
struct EventRecord: Sendable {
    let id: Event.ID
    let programme: Programme.ID
    let kind: String
    let title: String
    /// ISO 8601 dates, in the event's time zone (IANA name).
    let startsOn: String
    let endsOn: String
    let timeZone: String
    let place: String
    let link: String
    /// The short address: `/e/CODE`.
    let code: String
    let marking: String
    let door: Door
    let projectorGeneration: Int
    /// In their order.
    let parts: [EventPartRecord]
    /// The part in which the room is; nil if the event has none.
    let part: EventPartRecord?
    /// The workshop that the event's pages show; nil if it has none.
    let workshop: EventWorkshop?
    /// The last day on which people are named.
    let namesUntil: String
    /// When their names were taken away; nothing before.
    let namesErasedAt: Int64?
    /// Of mails to people whose own is not known; nothing is the programme's.
    let language: Language?
    let standing: EventStanding
    /// Since when it is so, epoch milliseconds; nothing for what was planned once and stays so.
    let standingAt: Int64?
    /// Why, as whoever changed it wrote for all who are told.
    let standingNote: String

    /// - Parameter parts: of all its rows, one for each part.
    fileprivate init(_ row: Row, parts: [EventPartRecord]) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        kind = try row.get("kind")
        title = try row.get("title")
        startsOn = try row.get("starts_on")
        endsOn = try row.get("ends_on")
        timeZone = try row.get("time_zone")
        place = try row.get("place")
        link = try row.get("link")
        code = try row.get("code")
        marking = try row.get("marking")
        door = try row.get("door")
        projectorGeneration = try row.get("projector_generation")
        self.parts = parts
        let present = try row.get("part_id", as: EventPart.ID?.self)
        part = parts.first { $0.id == present }
        workshop = try EventWorkshop(row)
        namesUntil =
            try row.get("names_until", as: String?.self) ?? CalendarDate.later(endsOn, years: NamesKept.usualYears)
        namesErasedAt = try row.get("names_erased_at")
        language = try row.get("language")
        standing = try row.get("standing")
        standingAt = try row.moment("standing_at")
        standingNote = try row.get("standing_note")
    }

    /// As a form begins with it.
    var fields: EventFields {
        EventFields(
            title: title, startsOn: startsOn, endsOn: endsOn, timeZone: timeZone, place: place, link: link,
            marking: marking, door: door, namesShown: namesShown, issuesVisible: issuesVisible, namesUntil: namesUntil,
            language: language)
    }

    /// Whether people meet in it: else a text is written in it.
    var isMeeting: Bool { kind != WritingRoom.kind }

    /// Whether it has a part of a kind.
    func has(_ kind: String) -> Bool { parts.contains { $0.kind == kind } }

    // Of its workshop; nothing and no where there is none.
    var stage: WorkshopStage? { workshop?.stage }
    var topic: Topic.ID? { workshop?.topic }
    var round: Round.ID? { workshop?.round }
    var step: EventStep.ID? { workshop?.step }
    var namesShown: Bool { workshop?.namesShown ?? false }
    var issuesVisible: Bool { workshop?.issuesVisible ?? false }
}

extension EventRecord {
    /// What it is called where others may read along, at the door and in mails: of one that is AMBER or closer no more than whose it is.
    func titleOutside(of programme: String) -> Message {
        TLP.isDiscreet(marking) ? L("An event of \(programme)") : .verbatim(title)
    }
}

@dynamicMemberLookup
struct TopicRecord: Sendable, Hashable {
    let id: Topic.ID
    /// From 1.
    let position: Int
    let fields: TopicFields

    init(_ row: Row) throws {
        id = try row.get("id")
        position = try row.get("position")
        fields = try TopicFields(row)
    }

    subscript<Value>(dynamicMember path: KeyPath<TopicFields, Value>) -> Value { fields[keyPath: path] }
}

/// A person in one event, with country and sector as they were when they came.
struct ParticipantRecord: Sendable {
    enum State: String, Sendable, SQLBindable, SQLDecodable { case invited, waiting, present, removed }

    let id: Participant.ID
    let account: Account.ID?
    let person: Person.ID?
    let name: String
    let organisation: String
    let country: String?
    let sector: String?
    let language: Language?
    let role: Role
    let state: State
    let hasLink: Bool
    /// Since when they are in by the code alone, and nobody who runs the room has said that they know them.
    let unverifiedAt: Int64?
    /// Since when they agree to be named in reports.
    let namingAgreedAt: Int64?
    /// Whose invitation this person at the door says is theirs.
    let claimedSeat: Participant.ID?

    init(_ row: Row) throws {
        id = try row.get("id")
        account = try row.get("account_id")
        person = try row.get("person_id")
        name = try row.get("name")
        organisation = try row.get("organisation")
        country = try row.get("country")
        sector = try row.get("sector")
        language = try row.get("language")
        role = try row.get("role")
        state = try row.get("state")
        hasLink = try row.get("link_digest", as: String?.self) != nil
        unverifiedAt = try row.get("unverified_at")
        namingAgreedAt = try row.get("naming_agreed_at")
        claimedSeat = try row.get("claimed_seat")
    }
}

/// The SQL of programmes, events, topics and participants that more than one feature reads.
struct EventStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func count(in programme: Programme.ID) throws -> Int {
        try reading.first("SELECT COUNT(*) AS n FROM event WHERE programme_id = \(programme)")?.get("n") ?? 0
    }

    /// - Throws: ``Refusal/notFound``.
    func event(_ id: Event.ID) throws -> EventRecord {
        guard let event = try self.event(where: "e.id = \(id)") else { throw Refusal.notFound }
        return event
    }

    /// The programme whose library stands in an event.
    /// - Throws: ``Refusal/notFound`` for a room in which a text is written: whoever is let in there is let in to the text alone.
    func programmeOfLibrary(in id: Event.ID) throws -> Programme.ID {
        let event = try event(id)
        guard event.isMeeting else { throw Refusal.notFound }
        return event.programme
    }

    /// - Parameter code: as typed; case does not matter.
    func event(code: String) throws -> EventRecord? {
        try event(where: "e.code = \(code.uppercased())")
    }

    /// Those of them that there are, by their ids.
    func events(_ ids: [Event.ID]) throws -> [EventRecord] {
        try ids.isEmpty ? [] : events(where: "e.id IN \(in: ids)")
    }

    private func event(where condition: SQL) throws -> EventRecord? { try events(where: condition).first }

    /// With their parts and the workshop that their pages show, in one statement: a row for each part.
    private func events(where condition: SQL) throws -> [EventRecord] {
        let rows = try reading.all(
            """
            SELECT e.*, w.stage, w.topic_id, w.round_id, w.step_id, w.names_shown, w.issues_visible, p.id AS part_key,
                p.position AS part_position, p.kind AS part_kind, p.title AS part_title
            FROM event e LEFT JOIN workshop w ON w.id = e.workshop_id LEFT JOIN event_part p ON p.event_id = e.id
            WHERE \(condition) ORDER BY e.id, p.position
            """)
        let byEvent = try Dictionary(grouping: rows) { try $0.get("id", as: Event.ID.self) }
        return try byEvent.keys.sorted().compactMap { id in
            let rows = byEvent[id] ?? []
            return try rows.first.map {
                try EventRecord($0, parts: try rows.compactMap { try EventPartRecord(besideEvent: $0) })
            }
        }
    }

    func topics(of event: Event.ID) throws -> [TopicRecord] {
        try reading.all("SELECT * FROM topic WHERE event_id = \(event) ORDER BY position").map(TopicRecord.init)
    }

    /// Everybody but the removed, by country and name.
    func participants(of event: Event.ID) throws -> [ParticipantRecord] {
        try reading.all(
            """
            SELECT * FROM participant WHERE event_id = \(event) AND state <> 'removed' ORDER BY country, name, id
            """
        ).map(ParticipantRecord.init)
    }

    func participant(_ id: Participant.ID) throws -> ParticipantRecord {
        guard let row = try reading.first("SELECT * FROM participant WHERE id = \(id)") else { throw Refusal.notFound }
        return try ParticipantRecord(row)
    }
}
