import Domain
import Storage
import Web

public enum EventMessage { public typealias ID = Identifier<EventMessage> }

/// What a message says in one language.
struct MessageText: Sendable, Hashable, Codable {
    var subject = ""
    var text = ""

    var isEmpty: Bool { subject.isEmpty && text.isEmpty }
}

/// Of whom a message can be for.
enum MessageGroup: String, Sendable, CaseIterable, Codable {
    /// Has a seat in the room, whoever they are.
    case seats
    /// Registered, by how they stand.
    case seated, offered, waiting, pending
    /// Hold a mandate for a country that is invited.
    case focalPoints = "focal-points"

    var label: Message {
        switch self {
        case .seats: L("Everybody in the event, registered or not")
        case .seated: L("Registered, with a seat")
        case .offered: L("A seat is offered to them")
        case .waiting: L("On the waiting list")
        case .pending: L("Not decided yet")
        case .focalPoints: L("Focal points of the invited countries")
        }
    }
}

/// Somebody who can be written to.
struct MessageReader: Sendable, Hashable {
    let name: String
    let address: String
    let language: Language
    let country: String?
    let sector: String?
    var groups: Set<MessageGroup>
}

struct EventMessageRecord: Sendable {
    let id: EventMessage.ID
    let texts: [String: MessageText]
    let groups: [MessageGroup]
    /// `account:ID`
    let sentBy: String?
    let sentAt: Int64
    let written: Int
    let refused: Int

    init(_ row: Row) throws {
        id = try row.get("id")
        texts = try JSONCoding.value(try row.get("texts", as: String.self))
        let codes: [String] = try JSONCoding.value(try row.get("groups", as: String.self))
        groups = codes.compactMap(MessageGroup.init(rawValue:))
        sentBy = try row.get("sent_by")
        sentAt = try row.get("sent_at")
        written = try row.get("written")
        refused = try row.get("refused")
    }

    /// In the visitor's language, else in any.
    var title: (language: String, text: MessageText)? {
        let tag = Language.current.rawValue
        if let own = texts[tag] { return (tag, own) }
        return texts.sorted { $0.key < $1.key }.first.map { ($0.key, $0.value) }
    }
}

/// The SQL of messages to chosen people.
struct MessageStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Newest first.
    func messages(of event: Event.ID) throws -> [EventMessageRecord] {
        try reading.all(
            "SELECT * FROM event_message WHERE event_id = \(event) ORDER BY sent_at DESC, id DESC LIMIT 200"
        ).map(EventMessageRecord.init)
    }

    func sent(_ event: Event.ID, key: String) throws -> EventMessageRecord? {
        try reading.first("SELECT * FROM event_message WHERE event_id = \(event) AND key = \(key)").map(
            EventMessageRecord.init)
    }

    /// Everybody who can be written to, each address once, by name.
    func readers(of event: EventRecord, now: Int64) throws -> [MessageReader] {
        var byAddress: [String: MessageReader] = [:]
        func add(_ reader: MessageReader) {
            byAddress[reader.address, default: reader].groups.formUnion(reader.groups)
        }
        try seats(of: event).forEach(add)
        try registered(in: event).forEach(add)
        try focalPoints(of: event, now: now).forEach(add)
        return byAddress.values.sorted { ($0.name, $0.address) < ($1.name, $1.address) }
    }

    private func seats(of event: EventRecord) throws -> [MessageReader] {
        let usual = try PostStore(reading).mailLanguage(of: event)
        return try reading.all(
            """
            SELECT p.name, p.country, p.sector, COALESCE(a.email, d.email) AS address, COALESCE(p.language, a.language) AS language,
                d.languages
            FROM participant p LEFT JOIN account a ON a.id = p.account_id LEFT JOIN person d ON d.id = p.person_id
            WHERE p.event_id = \(event.id) AND p.state IN ('invited', 'present') AND COALESCE(a.email, d.email) IS NOT NULL
            """
        ).map { row in
            let known: [String] = try row.get("languages", as: String?.self).map { try JSONCoding.value($0) } ?? []
            let language =
                try row.get("language", as: Language?.self) ?? known.lazy.compactMap(Language.init(rawValue:)).first
                ?? usual
            return MessageReader(
                name: try row.get("name"), address: try row.get("address"), language: language,
                country: try row.get("country"), sector: try row.get("sector"), groups: [.seats])
        }
    }

    private func registered(in event: EventRecord) throws -> [MessageReader] {
        let store = PostStore(reading)
        return try RegistrationStore(reading).active(in: event.id).compactMap { one in
            guard let reader = try store.reader(of: one, in: event) else { return nil }
            let group: MessageGroup =
                switch one.state {
                case .complete: .seated
                case .waitlisted: one.isOffered ? .offered : .waiting
                default: .pending
                }
            return MessageReader(
                name: reader.name, address: reader.address, language: reader.language, country: one.country,
                sector: one.sector, groups: [group])
        }
    }

    private func focalPoints(of event: EventRecord, now: Int64) throws -> [MessageReader] {
        let (store, today) = (PostStore(reading), CalendarDate.today(now, timeZone: event.timeZone))
        return try InvitationStore(reading).invitations(of: event.id).flatMap { invitation in
            try store.holders(of: invitation.target, in: event, on: today).map { holder in
                MessageReader(
                    name: holder.name, address: holder.address, language: holder.language,
                    country: invitation.target.country, sector: nil, groups: [.focalPoints])
            }
        }
    }

    static func insert(
        _ id: EventMessage.ID, _ event: Event.ID, _ draft: MessageDraft, by actor: String?, now: Int64, written: Int,
        refused: Int, key: String?, _ tx: Transaction
    ) throws {
        let (texts, groups) = (
            try JSONCoding.text(draft.texts), try JSONCoding.text(draft.groups.map(\.rawValue).sorted())
        )
        try tx.execute(
            """
            INSERT INTO event_message (id, event_id, texts, groups, sent_by, sent_at, written, refused, key)
            VALUES (\(id), \(event), \(texts), \(groups), \(actor), \(now), \(written), \(refused), \(key))
            """)
    }

    /// How many of a message's mails have gone out, and how many have failed.
    func outcome(of id: EventMessage.ID) throws -> (sent: Int, failed: Int) {
        let row = try reading.first(
            """
            SELECT SUM(CASE WHEN sent_at IS NOT NULL THEN 1 ELSE 0 END) AS sent,
                SUM(CASE WHEN sent_at IS NULL AND failed_at IS NOT NULL THEN 1 ELSE 0 END) AS failed
            FROM outgoing_mail WHERE key LIKE \("message:\(id):%")
            """)
        return (try row?.get("sent", as: Int?.self) ?? 0, try row?.get("failed", as: Int?.self) ?? 0)
    }
}
