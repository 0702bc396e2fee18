import Domain
import Storage
import Web

/// Which cases somebody reads. In a programme's library: those that ``mayRead`` lets them. From inside an event: those that everybody
/// in it reads, since what a table rests on stands there for all. A writing room is no event: who writes there reads what they may read
/// anyway.
struct CaseReading {
    let reading: any Reading
    let visitor: Visitor
    let roster: NetworkRoster
    let now: Int64

    init(_ visit: Visit, _ way: CaseOperations.Way, _ reading: any Reading) throws {
        switch way {
        case .programme: try self.init(visit.visitor, now: visit.now, reading)
        case .event(let event): self.init(atEventsOf: try EventStore(reading).programmeOfLibrary(in: event), reading)
        }
    }

    init(_ visitor: Visitor, now: Int64, _ reading: any Reading) throws {
        self.reading = reading
        self.visitor = visitor
        self.now = now
        roster = try NetworkRoster.read(visitor, reading, now: now)
    }

    /// As somebody reads who only has a part in an event of a programme.
    init(atEventsOf programme: Programme.ID, _ reading: any Reading) {
        self.reading = reading
        visitor = .guest
        now = 0
        var roster = NetworkRoster()
        roster.attends = [programme]
        self.roster = roster
    }

    func sees(_ record: CaseRecord, withdrawnToo: Bool = false) throws -> Bool {
        try seen([record], withdrawnToo: withdrawnToo).count == 1
    }

    /// Those of them that are read, in the same order.
    /// - Parameter withdrawnToo: also what was taken back, of which its title and the reason stay; else only its author and organisers do.
    func seen(_ records: [CaseRecord], withdrawnToo: Bool = false) throws -> [CaseRecord] {
        let seen = Set(try seen(records.map(\.sight), withdrawnToo: withdrawnToo).map(\.id))
        return records.filter { seen.contains($0.id) }
    }

    func seen(_ records: [CaseSight], withdrawnToo: Bool = false) throws -> [CaseSight] {
        let audiences = try AudienceStore(reading).audiences(of: .pastCase, records.map(\.id.description))
        let retired = withdrawnToo ? [] : records.filter { $0.retiredAt != nil }.map(\.id.description)
        let withdrawn = try AudienceStore(reading).withdrawals(of: .pastCase, retired)
        return records.filter { record in
            if withdrawn[record.id.description] != nil, !roster.organises.contains(record.programme),
                record.author == nil || record.author != visitor.account?.id
            {
                return false
            }
            let readable = record.readable(audiences[record.id.description] ?? .programme)
            return mayRead(readable, visitor, roster, now: now).isAllowed
        }
    }
}

extension CaseStore {
    /// The library as it stands in the events of a programme, newest first.
    func casesAtEvents(of programme: Programme.ID, includeRetired: Bool = false) throws -> [CaseRecord] {
        try CaseReading(atEventsOf: programme, reading).seen(cases(of: programme, includeRetired: includeRetired))
    }
}

/// What decides who reads a case.
struct CaseSight: Sendable, Hashable {
    let id: Case.ID
    let programme: Programme.ID
    let event: Event.ID?
    let marking: String
    let owner: MemberRef?
    /// The account of who added it.
    let author: Account.ID?
    let retiredAt: Int64?

    init(_ record: CaseRecord) {
        (id, programme, event) = (record.id, record.programme, record.event)
        (marking, owner, author) = (record.fields.marking, record.owner, record.author)
        retiredAt = record.retiredAt
    }

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        event = try row.get("event_id")
        marking = try row.get("marking")
        let (ownerKind, ownerRef): (String?, String?) = (try row.get("owner_kind"), try row.get("owner"))
        owner = ownerKind.flatMap { kind in MemberRef("\(kind):\(ownerRef ?? "")") }
        author = CaseRecord.author(try row.get("created_by"))
        retiredAt = try row.get("retired_at")
    }

    func readable(_ audience: RecordAudience) -> Readable {
        Readable(
            marking: marking, programme: programme, audience: audience,
            originators: Set([owner].compactMap { $0 }), owner: author, isAtEvents: owner == nil || event != nil)
    }
}

extension CaseRecord {
    /// The account of who added it.
    var author: Account.ID? { Self.author(createdBy) }

    fileprivate static func author(_ createdBy: String?) -> Account.ID? {
        guard let createdBy, case .account(let id) = EventActor(createdBy) else { return nil }
        return id
    }

    var sight: CaseSight { CaseSight(self) }

    func readable(_ audience: RecordAudience) -> Readable { sight.readable(audience) }
}
