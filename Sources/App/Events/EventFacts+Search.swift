import Domain
import Storage
import Web

/// Programmes, events and their topics by who has a part in them; the people of an event by who runs its room.
extension EventFacts: SearchFeature {
    private static let programme = SearchKind("programme", order: 30, L("Programmes"))
    private static let event = SearchKind("event", order: 40, L("Events"))
    private static let topic = SearchKind("topic", order: 50, L("Topics"))
    private static let participant = SearchKind("participant", order: 15, L("People of events"))

    static var searchKinds: [SearchKind] { [programme, event, topic, participant] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        let store = EventSearchStore(reading)
        return try programmes(asked, store) + events(asked, store) + topics(asked, store)
            + participants(asked, store, reading)
    }

    private static func programmes(_ asked: SearchAsked, _ store: EventSearchStore) throws -> [SearchEntry] {
        try store.programmes(asked.programmes.keys.sorted()).map { one in
            var entry = SearchEntry(
                programme, one.id, SearchText(one.title), in: .server, path: Paths.programme(one.id))
            entry.texts = one.texts.map { SearchText($0) }
            return entry
        }
    }

    private static func events(_ asked: SearchAsked, _ store: EventSearchStore) throws -> [SearchEntry] {
        try store.events(asked.events).map { one in
            var entry = SearchEntry(event, one.id, SearchText(one.title), in: .event(one.id), path: Paths.event(one.id))
            entry.texts = [SearchText(one.place)]
            entry.details = [.verbatim(DateText.span(one.startsOn, one.endsOn))]
            return entry
        }
    }

    private static func topics(_ asked: SearchAsked, _ store: EventSearchStore) throws -> [SearchEntry] {
        try store.topics(of: asked.events).map { one in
            var entry = SearchEntry(
                topic, one.id, SearchText(one.title), in: .event(one.event), path: Paths.event(one.event))
            entry.texts = [SearchText(one.question)]
            return entry
        }
    }

    private static func participants(_ asked: SearchAsked, _ store: EventSearchStore, _ reading: any Reading) throws
        -> [SearchEntry]
    {
        let events = asked.events(allowing: .facilitate)
        guard !events.isEmpty else { return [] }
        let names = try DirectoryNames(reading)
        return try store.participants(of: events).map { one in
            let path =
                asked.allows(.organise, in: one.event)
                ? Paths.participant(one.event, one.id) : Paths.eventPeople(one.event)
            var entry = SearchEntry(participant, one.id, SearchText(one.name), in: .event(one.event), path: path)
            entry.texts = [SearchText(one.organisation), SearchText(names.country(one.country) ?? "")]
            entry.details = [names.country(one.country).map { .verbatim($0) }, names.sector(one.sector)?.label]
                .compactMap {
                    $0
                }
            return entry
        }
    }
}

/// What is searched of programmes and events.
struct EventSearchStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func programmes(_ ids: [Programme.ID]) throws -> [(id: Programme.ID, title: String, texts: [String])] {
        try reading.all("SELECT id, title, summary, acronym, funder FROM programme WHERE id IN \(in: ids)").map {
            (
                try $0.get("id"), try $0.get("title"),
                [try $0.get("summary"), try $0.get("acronym"), try $0.get("funder")]
            )
        }
    }

    func events(_ ids: [Event.ID]) throws
        -> [(id: Event.ID, title: String, place: String, startsOn: String, endsOn: String)]
    {
        try reading.all(
            """
            SELECT e.id, e.title, e.place, e.starts_on, e.ends_on FROM event e WHERE e.id IN \(in: ids)
                AND \(WritingRoom.isMeeting)
            """
        ).map {
            (
                try $0.get("id"), try $0.get("title"), try $0.get("place"), try $0.get("starts_on"),
                try $0.get("ends_on")
            )
        }
    }

    func topics(of events: [Event.ID]) throws -> [(id: Topic.ID, event: Event.ID, title: String, question: String)] {
        try reading.all("SELECT id, event_id, title, question FROM topic WHERE event_id IN \(in: events)").map {
            (try $0.get("id"), try $0.get("event_id"), try $0.get("title"), try $0.get("question"))
        }
    }

    /// As the event's page of people lists them: without those who were removed.
    func participants(of events: [Event.ID]) throws
        -> [(
            id: Participant.ID, event: Event.ID, name: String, organisation: String, country: String?, sector: String?
        )]
    {
        try reading.all(
            """
            SELECT id, event_id, name, organisation, country, sector FROM participant
            WHERE event_id IN \(in: events) AND state <> 'removed'
            """
        ).map {
            (
                try $0.get("id"), try $0.get("event_id"), try $0.get("name"), try $0.get("organisation"),
                try $0.get("country"), try $0.get("sector")
            )
        }
    }
}
