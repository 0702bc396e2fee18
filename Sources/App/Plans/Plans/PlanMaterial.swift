import Domain
import Storage
import Web

/// An action of a plan, with all that is counted of it.
struct PlanEntry: Sendable {
    let item: PlanItemRecord
    let action: ActionRecord
    let standing: ActionStanding
    let steps: [PlanStepRecord]

    /// What its table says too, so that anybody counts the same again.
    var line: PlanLine {
        PlanLine(
            item.number, title: action.title, standing.planned, weight: item.weight ?? 1,
            starts: CalendarDate(action.startsOn),
            due: CalendarDate(action.dueOn),
            cost: item.fields.money.map { PlanCost($0, isSecured: item.isSecured) },
            dependsOn: item.fields.predecessors,
            milestones: steps.map(\.milestone))
    }

    /// Steps done of steps.
    func stepsDone(on today: String) -> (done: Int, of: Int) {
        guard let day = CalendarDate(today) else { return (0, 0) }
        let counted = line.steps
        return (counted.filter { $0.isDone(on: day) }.count, counted.count)
    }
}

extension ActionStanding {
    /// As the table of a plan says it.
    var planned: PlanLineState {
        switch self {
        case .proposed: .proposed
        case .agreed: .agreed
        case .inProgress, .notProven: .underWay
        case .done: .done
        case .dropped: .dropped
        case .proven: .proven
        }
    }
}

/// A plan as somebody reads it.
struct PlanMaterial: Sendable {
    let plan: PlanRecord
    let voice: PlanVoice
    /// Those that they may read, as they were added.
    let entries: [PlanEntry]
    /// As the entries.
    let lines: [PlanLine]
    /// As it was last adopted; nothing where it never was.
    let adopted: PlanVersionRecord?
    let progress: PlanProgress
    let dates: PlanDates?
    /// What changed since it was last adopted.
    let change: PlanChange?
    /// As it was last adopted; empty where it never was, and for who does not read all of it.
    let before: [PlanLine]
    let today: String
    private let places: [PlanItem.ID: Int]

    /// - Throws: ``Refusal/notFound`` also for what they may not know of.
    init(_ visit: Visit, _ id: ProgrammePlan.ID, _ reading: any Reading) throws {
        let plan = try PlanRecordStore(reading).plan(id)
        let voice = try PlanVoice(visit, plan.programme, reading)
        guard voice.reads(plan) else { throw Refusal.notFound }
        try self.init(plan, voice, reading)
    }

    init(_ plan: PlanRecord, _ voice: PlanVoice, _ reading: any Reading) throws {
        (self.plan, self.voice, today) = (plan, voice, voice.standing.today)
        let all = try PlanItemStore(reading).items(of: [plan.id])
        let items = voice.visible(all, in: [plan])
        let entries = try PlanMaterial.entries(items, of: [plan.id], in: [plan], voice, reading)
        self.entries = entries
        places = Dictionary(
            entries.enumerated().map { ($1.item.id, $0) }, uniquingKeysWith: { first, _ in first })
        let adopted = plan.version == 0 ? nil : try PlanRecordStore(reading).version(plan.version, of: plan.id)
        self.adopted = adopted
        let day = CalendarDate(today) ?? CalendarDate(daysSince1970: 0)
        let lines = entries.map(\.line)
        self.lines = lines
        progress = PlanProgress(lines, today: day)
        do { dates = try PlanDates(lines, today: day) } catch { dates = nil }
        // Against a part of it, the difference would tell of what is held back.
        let before = entries.count == all.count ? PlanMaterial.lines(of: adopted) : []
        self.before = before
        change = before.isEmpty ? nil : PlanChange(from: before, to: lines, today: day)
    }

    /// The version that was adopted is kept as a table.
    private static func lines(of version: PlanVersionRecord?) -> [PlanLine] {
        guard let version else { return [] }
        do { return try PlanFile(Array(version.table.utf8)).lines } catch { return [] }
    }

    /// Those whose actions may be read, too.
    /// - Parameters:
    ///   - plans: those of which the items are all; else each is read by its id.
    ///   - known: the plans in which they stand, where they were read already.
    static func entries(
        _ items: [PlanItemRecord], of plans: [ProgrammePlan.ID]? = nil, in known: [PlanRecord] = [],
        _ voice: PlanVoice, _ reading: any Reading
    ) throws -> [PlanEntry] {
        let all = try whole(items, of: plans, voice, reading)
        guard !voice.isServer, !all.isEmpty else { return all }
        let homes = try known.isEmpty ? PlanRecordStore(reading).plans(Set(items.map(\.plan)).sorted()) : known
        let byID = Dictionary(homes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return all.filter { entry in byID[entry.item.plan].map { voice.reads(entry.action, of: $0) } ?? false }
    }

    /// Whoever may read them.
    fileprivate static func whole(
        _ items: [PlanItemRecord], of plans: [ProgrammePlan.ID]? = nil, _ voice: PlanVoice, _ reading: any Reading
    ) throws -> [PlanEntry] {
        guard !items.isEmpty else { return [] }
        let store = PlanItemStore(reading)
        let found = try plans.map { try store.actions(of: $0) } ?? ActionStore(reading).actions(items.map(\.action))
        let actions = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        // Nothing else can have been shown by a later exercise.
        let proofs = try ActionProofs(found.filter { $0.state == .done }, reading)
        let steps = try plans.map { try store.steps(ofPlans: $0) } ?? store.steps(of: items.map(\.id))
        return items.compactMap { item in
            guard let action = actions[item.action] else { return nil }
            return PlanEntry(
                item: item, action: action, standing: proofs.standing(action, for: voice.actions),
                steps: steps[item.id] ?? [])
        }
    }

    func entry(_ id: PlanItem.ID) -> PlanEntry? { places[id].map { entries[$0] } }

    func date(of id: PlanItem.ID) -> PlanDates.Item? {
        guard let place = places[id], let dates, dates.items.indices.contains(place) else { return nil }
        return dates.items[place]
    }

    func isLate(_ entry: PlanEntry) -> Bool {
        guard let day = CalendarDate(today), let line = places[entry.item.id].map({ lines[$0] }) else { return false }
        return line.state.isOpen && line.isLate(on: day)
    }
}

/// What one item of a plan gathers of others', as somebody reads it.
struct PlanGathered: Sendable {
    enum Part: Sendable {
        case shown(PlanEntry, PlanRecord)
        /// Withdrawn by its owner, or not shared any more.
        case gone
        /// It is shared, but not with whoever looks.
        case hidden
    }

    struct Counts: Sendable {
        let done: Int
        let late: Int
        let shown: Int
        let gone: Int
        /// Of whom something is late, and who agreed that this is told by name.
        let namedLate: [MemberRef]

        /// "gathers 4: done 1, late 2 (late: Croatia)"; nothing where it gathers none.
        func told(_ words: PlanWords) -> String {
            guard shown > 0 else { return "" }
            let told = L("gathers \(shown): done \(done), late \(late)").string()
            guard !namedLate.isEmpty else { return told }
            return "\(told) (\(L("late: \(list: namedLate.map { words.member($0).string() })").string()))"
        }
    }

    let parts: [PlanItem.ID: [(id: PlanItem.ID, part: Part)]]
    /// Countries that agreed to be named where something of theirs is late.
    private let named: Set<String>

    /// Of one item.
    init(_ item: PlanItem.ID, in plan: PlanRecord, _ voice: PlanVoice, _ reading: any Reading) throws {
        let links = plan.kind.gathers == nil ? [:] : try PlanItemStore(reading).gathered(by: [item])
        try self.init(links, in: plan.programme, voice, reading)
    }

    /// Of all items of a plan.
    init(_ plan: PlanRecord, _ voice: PlanVoice, _ reading: any Reading) throws {
        try self.init(
            plan.kind.gathers == nil ? [:] : PlanItemStore(reading).gathered(in: plan.id), in: plan.programme, voice,
            reading)
    }

    private init(
        _ links: [PlanItem.ID: [PlanItem.ID]], in programme: Programme.ID, _ voice: PlanVoice, _ reading: any Reading
    ) throws {
        named = links.isEmpty ? [] : try PlansNaming.countries(in: programme, reading)
        let store = PlanItemStore(reading)
        let records = try store.items(Set(links.values.flatMap { $0 }).sorted())
        let plans = Dictionary(
            try PlanRecordStore(reading).plans(Set(records.map(\.plan)).sorted()).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
        let entries = Dictionary(
            try PlanMaterial.whole(records, voice, reading).map { ($0.item.id, $0) },
            uniquingKeysWith: { first, _ in first })
        parts = links.mapValues { ids in
            ids.map { id in (id: id, part: Self.part(entries[id], plans, voice)) }
        }
    }

    private static func part(_ entry: PlanEntry?, _ plans: [ProgrammePlan.ID: PlanRecord], _ voice: PlanVoice) -> Part {
        guard let entry, let plan = plans[entry.item.plan] else { return .gone }
        if entry.standing == .dropped || entry.item.isHeldBack || plan.sharing == .owner {
            return .gone
        }
        let isShown = voice.reads(entry.item, in: plan) && voice.reads(entry.action, of: plan)
        return isShown ? .shown(entry, plan) : .hidden
    }

    /// The closest of the marking of a thing and of what it gathers, as far as that is shown.
    func marking(over marking: String, of item: PlanItem.ID? = nil) -> String {
        let all = item.map { parts(of: $0) } ?? parts.values.flatMap { $0 }
        return all.reduce(marking) { result, one in
            guard case .shown(let entry, let plan) = one.part else { return result }
            return TLP.stricter(TLP.stricter(result, entry.action.marking), plan.marking)
        }
    }

    func parts(of item: PlanItem.ID) -> [(id: PlanItem.ID, part: Part)] { parts[item] ?? [] }

    /// Of those that are shown: done, late, and all; and how many are gone or hidden.
    func counts(of item: PlanItem.ID, today: String) -> Counts {
        var (done, overdue, shown, gone) = (0, 0, 0, 0)
        var late: Set<MemberRef> = []
        let day = CalendarDate(today)
        for one in parts(of: item) {
            switch one.part {
            case .shown(let entry, let plan):
                shown += 1
                if entry.line.state.isDone { done += 1 }
                guard let day, entry.line.state.isOpen, entry.line.isLate(on: day) else { continue }
                overdue += 1
                if let owner = plan.owner, owner.country.map(named.contains) ?? false { late.insert(owner) }
            case .gone: gone += 1
            case .hidden: break
            }
        }
        return Counts(done: done, late: overdue, shown: shown, gone: gone, namedLate: late.sorted())
    }
}
