import Domain
import Storage
import Web

/// Mails to those who own actions of plans: given to you, due in 30 and in 7 days, overdue once a week for four weeks and then no more; and
/// where what it waits for was moved so far that it can no longer be met.
enum PlanMails: ClockFeature {
    static var clocks: [Clock] { [Clock { await watch($0) }] }

    enum Reason: Sendable, Hashable {
        case given
        /// Days before it is due.
        case due(Int)
        /// Weeks after it was, from 0.
        case overdue(Int)
        /// What it waits for ends so late that it can no longer be met: the first day on which it can.
        case unreachable(String)

        var key: String {
            switch self {
            case .given: "given"
            case .due(let days): "due-\(days)"
            case .overdue(let week): "overdue-\(week)"
            case .unreachable(let day): "unreachable-\(day)"
            }
        }
    }

    static let weeks = 4
    /// Days within which a new action is told to its owner.
    static let newDays = 7

    static func watch(_ services: Services) async {
        guard services.settings.mail != nil else { return }
        await services.again(
            every: .seconds(600), waitsFirst: true, failing: "Mails about actions of plans could not be written"
        ) { try await run(services) }
    }

    static func run(_ services: Services) async throws {
        let now = services.environment.now()
        let tasks = try await services.database.read { reading -> [Task] in
            let all = try due(at: now, reading) + moved(at: now, reading)
            let written = try PlanItemStore(reading).written(all.map(\.key))
            return all.filter { !written.contains($0.key) }
        }
        for task in tasks {
            try await services.database.write { tx in
                try tellIn(Work(tx, services.environment), task, services.settings)
            }
        }
    }

    struct Task: Sendable {
        let item: PlanItem.ID
        let action: ActionRecord
        let reason: Reason

        /// A mail with the same key is written once; another owner or another day is another mail. It names nobody.
        var key: String {
            let owner = Secret.hex(Sodium.hash((action.owner?.description ?? "").utf8)).prefix(16)
            return "plan-action:\(action.id):\(reason.key):\(owner):\(action.dueOn)"
        }
    }

    static func due(at now: Int64, _ reading: any Reading) throws -> [Task] {
        let today = CalendarDate.today(now)
        let items = try PlanItemStore(reading).pressing(
            from: EventChanges.later(today, days: -7 * weeks), until: EventChanges.later(today, days: 30),
            madeSince: now - Int64(newDays) * EpochTime.day)
        let actions = Dictionary(
            try ActionStore(reading).actions(items.map(\.action)).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
        return items.compactMap { item in
            guard let action = actions[item.action], action.owner != nil, let reason = reason(action, today) else {
                return nil
            }
            return Task(item: item.id, action: action, reason: reason)
        }
    }

    /// Where a plan was changed within a day: those that can no longer be met by what they wait for. Nothing but dates counts here, so that a
    /// mail comes once for each that was moved, and not each day anew.
    static func moved(at now: Int64, _ reading: any Reading) throws -> [Task] {
        let store = PlanItemStore(reading)
        let ids = try store.plansChanged(since: now - EpochTime.day)
        let items = Dictionary(grouping: try store.items(of: ids), by: \.plan)
        return try PlanRecordStore(reading).plans(ids).filter { $0.stage != .closed }.flatMap { plan -> [Task] in
            let own = items[plan.id] ?? []
            guard own.contains(where: { !$0.dependsOn.isEmpty }) else { return [] }
            let voice = try PlanVoice(serverOf: plan.programme, now: now, reading)
            let entries = try PlanMaterial.entries(own, voice, reading)
            let dates: PlanDates
            do { dates = try PlanDates(entries.map(\.line)) } catch { return [] }
            return zip(entries, dates.items).compactMap { entry, date in
                guard [.agreed, .inProgress].contains(entry.action.state), entry.action.owner != nil, date.late > 0,
                    date.waitsFor != nil, let earliest = date.earliest
                else { return nil }
                return Task(item: entry.item.id, action: entry.action, reason: .unreachable(earliest.description))
            }
        }
    }

    /// The nearest alone; nothing for what is not its time.
    static func reason(_ action: ActionRecord, _ today: String) -> Reason? {
        if action.state == .proposed { return .given }
        guard action.state == .agreed || action.state == .inProgress, let due = CalendarDate(action.dueOn),
            let day = CalendarDate(today)
        else { return nil }
        let left = due.daysSince1970 - day.daysSince1970
        switch left {
        case ..<0:
            let week = (-left - 1) / 7
            return week < weeks ? .overdue(week) : nil
        case 0...7: return .due(7)
        case 8...30: return .due(30)
        default: return nil
        }
    }

    private static func tellIn(_ work: Work, _ task: Task, _ settings: Settings) throws {
        let action = try ActionStore(work.tx).action(task.action.id)
        guard action.state == task.action.state, action.owner == task.action.owner else { return }
        for reader in try readers(of: action, work)
        where action.createdBy != "account:\(reader.id)" || task.reason != .given {
            try send(work, task, action, to: reader, settings)
        }
        try PlanItemStore.setWritten(task.key, work)
    }

    private static func readers(of action: ActionRecord, _ work: Work) throws -> [AccountRecord] {
        switch action.owner {
        case .account(let id): try [AccountStore(work.tx).known(id)].compactMap { $0 }.filter { !$0.isDisabled }
        case .member(let member):
            try speakers(for: member, in: action.programme, on: CalendarDate.today(work.now), work.tx)
        case nil: []
        }
    }

    /// Who acts for a member; of a region those of its secretariat, also where the region itself is no member.
    static func speakers(for member: MemberRef, in programme: Programme.ID, on day: String, _ reading: any Reading)
        throws -> [AccountRecord]
    {
        member.kind == .region
            ? try PlansDelegationStore(reading).secretariat(of: member.ref, in: programme, on: day)
            : try PublicationStore(reading).speakers(for: member, in: programme, on: day)
    }

    /// Subject and sentence.
    private static func words(_ reason: Reason, _ name: Message, _ day: String, _ language: Language)
        -> (Message, Message)
    {
        switch reason {
        case .given:
            return (
                L("Will you do it? \(name)"),
                L("you are named as the owner of \(name). Say whether you will do it:")
            )
        case .due: return (L("Due on \(day): \(name)"), L("\(name) is due on \(day). Say how far it is:"))
        case .overdue:
            return (
                L("Overdue since \(day): \(name)"),
                L("\(name) was due on \(day). Say how far it is, or choose another day:")
            )
        case .unreachable(let earliest):
            let first = DateText.day(earliest, in: language)
            return (
                L("It can no longer be met: \(name)"),
                L(
                    "\(name) is due on \(day), but what it waits for lets it end on \(first) at the earliest. Choose another day:"
                )
            )
        }
    }

    private static func send(
        _ work: Work, _ task: Task, _ action: ActionRecord, to reader: AccountRecord, _ settings: Settings
    ) throws {
        let language = reader.language ?? .english
        let programme = try ProgrammeStore(work.tx).programme(action.programme).title
        // Of what is AMBER or closer no mail says what it is called.
        let name: Message =
            TLP.isDiscreet(action.marking) ? L("an action of \(programme)") : .verbatim(action.title)
        let day = action.dueOn.isEmpty ? "" : DateText.day(action.dueOn, in: language)
        let (subject, said) = words(task.reason, name, day, language)
        let text = [L("Hello \(reader.name),"), said].map { $0.string(in: language) }
        try Outbox.writeIn(
            work,
            MailDraft(
                event: nil, kind: "plan-action", key: "\(task.key):\(reader.id)",
                to: MailAddress(name: reader.name, address: reader.email), language: language.rawValue,
                subject: subject.string(in: language),
                text: text.joined(separator: "\n\n") + "\n" + settings.baseURL + PlanPaths.item(task.item),
                mailClass: .reminder))
    }
}
