import Domain
import Storage
import Web

/// What comes first: late, untouched for half a year, promised and not begun; and what was proven since.
struct SinceLate: Sendable {
    let named: [SincePart.Pressing]
    /// Those of countries that are told as a number, with what they are.
    private let unnamed: [(thing: SinceThing, reasons: [SincePressing.Reason])]
    /// Of them no line is shown: it would name them.
    let hidden: Set<SinceSubject>
    let proven: [SinceThing]

    init(_ reader: SinceReader, _ base: SinceBase, isPaper: Bool, _ reading: any Reading) throws {
        let all = try ActionStore(reading).actions(of: [reader.programme])
        let things = Dictionary(
            all.map { ($0.id, SinceActionFacts.thing($0, reader.standing.homes)) },
            uniquingKeysWith: { first, _ in first })
        let proofs = try ActionProofs(all, reading)
        let standings = Dictionary(
            all.map { ($0.id, proofs.standing($0, for: reader.actions)) }, uniquingKeysWith: { first, _ in first })
        let open = all.filter { standings[$0.id]?.isOpen ?? false }
        let pressing = try Self.pressing(open, reader, base, reading)
        let names = try SinceStore(reading).named(in: reader.programme)
        let byCountry = isPaper || reader.audience != .person
        var (named, unnamed): ([SincePart.Pressing], [(thing: SinceThing, reasons: [SincePressing.Reason])]) = ([], [])
        let byID = Dictionary(open.map { ($0.id.description, $0) }, uniquingKeysWith: { first, _ in first })
        for one in pressing {
            guard let action = byID[one.subject.id], let thing = things[action.id] else { continue }
            let isRead = reader.actions.reads(action) && reader.shows(thing)
            let isNamed = !byCountry || thing.country.map { names.contains($0) } ?? true
            if isRead, isNamed {
                named.append(.init(thing: thing, reasons: one.reasons, dueOn: action.dueOn))
            } else if thing.country != nil, byCountry, Self.isCounted(action, reader) {
                unnamed.append((thing, one.reasons))
            }
        }
        (self.named, self.unnamed) = (named, unnamed)
        hidden = Set(unnamed.map(\.thing.subject))
        proven = all.compactMap { action in
            guard standings[action.id] == .proven, reader.actions.reads(action), let thing = things[action.id],
                reader.shows(thing)
            else { return nil }
            let last = proofs.retests(of: action, for: reader.actions).last { $0.result == .proven }
            return last.map { $0.at > base.at } ?? false ? thing : nil
        }
    }

    /// A number is told of what the programme's people may know of: nothing of what is for few, or for named people alone.
    private static func isCounted(_ action: ActionRecord, _ reader: SinceReader) -> Bool {
        switch reader.audience {
        case .person: reader.actions.reads(action)
        case .wall, .everybody: action.isShared && !EventSummary.forNamed.contains(action.marking)
        }
    }

    private static func pressing(
        _ open: [ActionRecord], _ reader: SinceReader, _ base: SinceBase, _ reading: any Reading
    ) throws -> [SincePressing] {
        guard let today = CalendarDate(reader.standing.today) else { return [] }
        func day(_ time: Int64) -> CalendarDate { CalendarDate(CalendarDate.today(time)) ?? today }
        // A step done or a block lifted is a touch too.
        let quiet = open.filter {
            today.daysSince1970 - day($0.changedAt).daysSince1970 > SincePressing.untouchedDays
        }
        let said = try SinceStore(reading).lastSaid(of: quiet.map { "action:\($0.id)" })
        return SincePressing.all(
            open.map { action in
                let last = max(action.changedAt, said["action:\(action.id)"] ?? 0)
                let isPromise =
                    base.event != nil && action.state == .agreed && action.agreedAt.map { $0 <= base.at } ?? false
                return .init(
                    SinceSubject("action", action.id.description), due: CalendarDate(action.dueOn),
                    touched: day(last), isPromisedOnly: isPromise)
            }, today: today)
    }

    func counts(_ isHere: (SinceThing) -> Bool) -> [SincePressing.Reason: Int] {
        var counts: [SincePressing.Reason: Int] = [:]
        for one in unnamed where isHere(one.thing) { for reason in one.reasons { counts[reason, default: 0] += 1 } }
        return counts
    }
}

/// How many countries have answered the newest needs assessment, now and when the last meeting closed.
struct SinceAnswers: Sendable {
    static let kinds = ["needs-assessment.return", "needs-assessment.submission"]

    private let standing: PlansStanding
    private let cycles: [NeedsCycleRecord]
    private let assessments: [NeedsCycle.ID: [NeedsAssessmentRecord]]
    /// Countries by assessment, as the journal tells it: then and now.
    private let answered: (before: Set<String>, now: Set<String>)

    init(_ standing: PlansStanding, _ base: SinceBase, _ reading: any Reading) throws {
        self.standing = standing
        let store = NeedsStore(reading)
        let cycles = try store.cycles(of: standing.programme)
        self.cycles = cycles
        assessments = Dictionary(grouping: try store.assessments(of: cycles.map(\.id)), by: \.cycle)
        let entries = try SinceStore(reading).entries(of: standing.programme, Self.kinds, after: 0, upTo: base.upTo)
        let (before, now) = (
            Self.submitted(entries.filter { $0.sequence <= base.sequence }), Self.submitted(entries)
        )
        answered = (before, now)
    }

    /// Assessments that are submitted after these entries: `needs-assessment:ID`.
    static func submitted(_ entries: [SinceStore.Entry]) -> Set<String> {
        entries.reduce(into: []) { subjects, entry in
            if entry.kind == kinds[1] { subjects.insert(entry.subject) } else { subjects.remove(entry.subject) }
        }
    }

    /// - Parameter region: nothing for the whole programme.
    func of(_ region: App.Region.ID?) -> SinceFold.Answers? {
        let countries = region.map { Set(standing.countries(of: $0)) }
        let fitting = cycles.filter { $0.region == nil || $0.region == region }
        for cycle in fitting {
            let asked = (assessments[cycle.id] ?? []).filter { countries?.contains($0.country) ?? true }
            guard !asked.isEmpty else { continue }
            let subjects = asked.map { "needs-assessment:\($0.id)" }
            let (now, before) = (answered.now.intersection(subjects), answered.before.intersection(subjects))
            return SinceFold.Answers(now: now.count, before: before.count, members: asked.count)
        }
        return nil
    }
}
