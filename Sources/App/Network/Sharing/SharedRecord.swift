import Domain
import Storage
import Web

/// Something that members share: a notice, a need, a route.
protocol SharedRecord: Sendable {
    static var subject: RecordSubject.Kind { get }
    var recordID: String { get }
    var programme: Programme.ID { get }
    /// A TLP 2.0 label without "TLP:".
    var marking: String { get }
    /// The members from whom it comes.
    var originators: Set<MemberRef> { get }
    /// The working group from which it comes.
    var group: WorkingGroup.ID? { get }
    /// As ``Visitor/journalName``.
    var createdBy: String? { get }
}

extension SharedRecord {
    var group: WorkingGroup.ID? { nil }
    var recordSubject: RecordSubject { RecordSubject(Self.subject, recordID) }

    /// The account of who wrote it.
    var author: Account.ID? {
        guard let createdBy, case .account(let id) = EventActor(createdBy) else { return nil }
        return id
    }

    func readable(_ audience: RecordAudience) -> Readable {
        Readable(
            marking: marking, programme: programme, audience: audience, originators: originators, group: group,
            owner: author)
    }
}

/// Which of what is shared somebody reads.
struct SharedReading {
    let reading: any Reading
    let visitor: Visitor
    let roster: NetworkRoster
    let now: Int64

    init(_ visit: Visit, _ reading: any Reading) throws { try self.init(visit.visitor, now: visit.now, reading) }

    init(_ visitor: Visitor, now: Int64, _ reading: any Reading) throws {
        self.reading = reading
        self.visitor = visitor
        self.now = now
        roster = try NetworkRoster.read(visitor, reading, now: now)
    }

    /// Those of them that are read, in the same order.
    func seen<Record: SharedRecord>(_ records: [Record]) throws -> [Record] {
        let audiences = try AudienceStore(reading).audiences(of: Record.subject, records.map(\.recordID))
        return records.filter { record in
            let readable = record.readable(audiences[record.recordID] ?? .programme)
            return mayRead(readable, visitor, roster, now: now).isAllowed
        }
    }

    func sees(_ record: some SharedRecord) throws -> Bool { try seen([record]).count == 1 }

    /// Those of them that were taken back, by ``SharedRecord/recordID``: their titles and the words of who took them back stay.
    func withdrawals<Record: SharedRecord>(_ records: [Record]) throws -> [String: RecordWithdrawal] {
        try AudienceStore(reading).withdrawals(of: Record.subject, records.map(\.recordID))
    }

    /// Those that stand, in the same order.
    func standing<Record: SharedRecord>(_ records: [Record]) throws -> [Record] {
        let withdrawn = try withdrawals(records)
        return records.filter { withdrawn[$0.recordID] == nil }
    }

    /// Whether everybody at an event of the programme reads it.
    static func isForEvents(_ record: some SharedRecord, _ reading: any Reading) throws -> Bool {
        var roster = NetworkRoster()
        roster.attends = [record.programme]
        let audience = try AudienceStore(reading).audience(of: record.recordSubject)
        return mayRead(record.readable(audience), .guest, roster, now: 0).isAllowed
    }
}

/// What a form or a body of the API says, besides the fields of its noun.
struct SharedDraft<Fields: FieldRecord>: Sendable {
    var fields: Fields
    /// For which member; nothing for the programme itself.
    var member: MemberRef?
    /// For which working group; of a notice alone.
    var group: WorkingGroup.ID?
    /// The item of the thread from which it comes; of a need alone.
    var source: ThreadReference?
    var choice: AudienceChoice
    /// Of which areas it is: codes, ids or names.
    var areas: [String] = []

    /// Held against what is stored: with all that is wrong.
    func checked(
        _ cleaned: Cleaned<Fields>, _ voice: MemberVoice, _ work: Work
    ) throws -> (fields: Fields, areas: Set<Area.ID>) {
        let tree = try areas.isEmpty ? nil : AreaTree(work.tx)
        var known: Set<Area.ID> = []
        let fields = try cleaned.checked { _, check in
            if let tree { known = AreaList.read(areas, in: tree, &check) }
            try choice.check(SharedMarkings.all, of: voice.programme, work.tx, now: work.now, &check)
            if let member {
                let today = CalendarDate.today(work.now)
                let members = try MemberStore(work.tx).members(of: voice.programme, on: today)
                if !members.contains(where: { $0.ref == member }) {
                    check.fail("member", L("Choose a member of the programme."))
                } else if !voice.speaks(for: member) {
                    check.fail("member", L("Choose a member for which you act."))
                }
            } else if let group {
                let known = try WorkingGroupStore(work.tx).groups([group]).first
                if known?.programme != voice.programme || known?.state == .closed {
                    check.fail("member", L("Choose a working group that is not closed."))
                } else if !voice.speaks(for: group) {
                    check.fail("member", L("Choose a working group in which you are."))
                }
            } else if !voice.organises {
                check.fail("member", L("Choose a member for which you act."))
            }
        }
        return (fields, known)
    }
}

/// In whose name a notice is told, as a form and the API say it.
enum SharedName: Sendable, Hashable, CustomStringConvertible {
    case member(MemberRef)
    case group(WorkingGroup.ID)

    /// Reads `country:KZ` and `working-group:ID`.
    init?(_ text: String) {
        if let member = MemberRef(text) {
            self = .member(member)
        } else if text.hasPrefix("working-group:"), let group = WorkingGroup.ID(String(text.dropFirst(14))) {
            self = .group(group)
        } else {
            return nil
        }
    }

    var description: String {
        switch self {
        case .member(let member): member.description
        case .group(let group): "working-group:\(group)"
        }
    }

    var group: WorkingGroup.ID? { if case .group(let id) = self { id } else { nil } }
}

extension MemberVoice {
    func speaks(for group: WorkingGroup.ID) -> Bool { organises || groups.contains(group) }

    /// Tells and asks: who acts for a member or in a working group, and organisers.
    func mayTell(_ reading: any Reading) throws -> Bool {
        if speaks { return true }
        return try WorkingGroupStore(reading).groups(groups.sorted()).contains { $0.programme == programme }
    }

    /// - Throws: ``Refusal/notFound`` for who is not of the programme's community.
    func requireTelling(_ reading: any Reading) throws {
        guard roster.isOf(programme) else { throw Refusal.notFound }
        guard try mayTell(reading) else { throw Refusal.needsMandate }
    }
}

extension Cleaned {
    /// With who shall read it, and of which areas it is from now on.
    /// - Parameter areas: nothing where they stay.
    func checked(
        _ choice: AudienceChoice, _ areas: [String]?, in programme: Programme.ID, _ work: Work
    ) throws -> (fields: Fields, areas: Set<Area.ID>?) {
        let tree = try areas.map { _ in try AreaTree(work.tx) }
        var known: Set<Area.ID>?
        let fields = try checked { _, check in
            try choice.check(SharedMarkings.all, of: programme, work.tx, now: work.now, &check)
            if let tree, let areas { known = AreaList.read(areas, in: tree, &check) }
        }
        return (fields, known)
    }
}

extension AudienceChoice {
    /// Asked where other members have added something to a record, for those who read it then.
    /// - Throws: ``Refusal/moreReaders``.
    func requireNoMoreReaders(than record: some SharedRecord, _ reading: any Reading, now: Int64) throws {
        let before = record.readable(try AudienceStore(reading).audience(of: record.recordSubject))
        var after = before
        (after.marking, after.audience) = (marking, audience)
        try Widening.refuse(from: before, to: after, reading, now: now)
    }
}

enum SharedMarkings {
    /// From what most read to what fewest do.
    static let all: [String] = ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]
}

extension Row {
    /// Of two columns, `kind` and `ref`.
    func member(_ kind: String, _ ref: String) throws -> MemberRef? {
        guard let kind = try get(kind, as: String?.self).flatMap({ MemberRef.Kind(rawValue: $0) }),
            let ref = try get(ref, as: String?.self)
        else { return nil }
        return MemberRef(kind, ref)
    }
}
