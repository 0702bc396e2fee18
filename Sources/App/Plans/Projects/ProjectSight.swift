import Domain
import Storage
import Web

/// A project with its programme, as somebody sees it.
struct SeenProject {
    let programme: ProgrammeRecord
    /// Nothing as long as nobody told of it.
    let record: ProjectRecord?
    let edits: Bool

    var id: Programme.ID { programme.id }
    var language: String { record?.language ?? programme.language?.rawValue ?? "en" }
}

/// Which projects somebody sees, and may change: their own programme's people, and those of the programme of which it is a part, as
/// its marking says. An implementer writes its own project's results.
struct ProjectSight {
    let visitor: Visitor
    let roster: NetworkRoster
    let now: Int64
    /// Which they implement, by a member for which they act.
    private let implements: Set<Programme.ID>
    private let reading: any Reading

    init(_ visit: Visit, _ reading: any Reading) throws { try self.init(visit.visitor, now: visit.now, reading) }

    init(_ asking: Visitor, now: Int64, _ reading: any Reading) throws {
        let visitor = try asking.renewed(reading)
        (self.visitor, self.now, self.reading) = (visitor, now, reading)
        roster = try NetworkRoster.read(visitor, reading, now: now)
        let (day, store) = (CalendarDate.today(now), MemberStore(reading))
        var implements: Set<Programme.ID> = []
        for mandate in visitor.mandates where mandate.mayAct && mandate.role.speaks {
            guard let own = MemberRef(mandate.holder) else { continue }
            for time in try store.times(of: own)
            where time.role == .implementer && time.holds(on: day) && mandate.holds(in: time.programme) {
                implements.insert(time.programme)
            }
        }
        self.implements = implements
    }

    /// - Throws: ``Refusal/notFound`` also for what they may not know of.
    func seen(_ id: Programme.ID) throws -> SeenProject {
        let programme = try ProgrammeStore(reading).programme(id)
        guard programme.kindOf == .project, reads(programme) else { throw Refusal.notFound }
        return seen(programme, try ProjectStore(reading).project(of: id))
    }

    func seen(_ programme: ProgrammeRecord, _ record: ProjectRecord?) -> SeenProject {
        let edits = roster.organises.contains(programme.id) || implements.contains(programme.id)
        return SeenProject(programme: programme, record: record, edits: edits)
    }

    func reads(_ programme: ProgrammeRecord) -> Bool {
        if roster.isOf(programme.id) { return true }
        guard let parent = programme.parent, roster.isOf(parent) else { return false }
        return mayRead(Readable(marking: programme.marking, programme: parent), visitor, roster, now: now).isAllowed
    }

    /// A programme's own, where it is one, and those that are parts of it.
    func projects(of programme: Programme.ID) throws -> [SeenProject] {
        let store = ProgrammeStore(reading)
        let all = (try [store.programme(programme)] + store.parts(of: programme)).filter {
            $0.kindOf == .project && reads($0)
        }
        let records = try ProjectStore(reading).projects(of: all.map(\.id))
        let known = Dictionary(records.map { ($0.programme, $0) }) { first, _ in first }
        return all.map { seen($0, known[$0.id]) }
    }
}
