import Domain
import Markup
import Storage
import Web

/// The rows of a plan's list, each already decided; nothing is asked of the database row by row.
struct InjectTable {
    struct Row {
        let inject: InjectRecord
        /// `0:26`; empty for what has no time on the exercise's clock.
        let elapsed: String
        let story: String
        let wall: String
        /// `M2+10`, `by hand`.
        let time: Message
        let tasks: String
        let hasPoint: Bool
        let rule: Message?
        /// Languages of the plan in which there is no text, or one that is out of date.
        let lacking: [String]
    }

    let plan: ExercisePlan
    let desk: InjectDesk
    let filter: InjectFilter
    let rows: [Row]

    init(_ desk: InjectDesk, _ filter: InjectFilter, _ reading: any Reading) throws {
        let plan = try ExercisePlan(desk.msel.id, reading)
        self.plan = plan
        self.desk = desk
        self.filter = filter
        let maker = RowMaker(plan, desk)
        rows = plan.injects.filter { filter.holds($0, plan) }.map(maker.row)
    }

    var count: Int { plan.injects.count }

    private struct RowMaker {
        let plan: ExercisePlan
        let desk: InjectDesk
        let story: StoryClock
        let wall: PlannedWall?
        let tasks: [CriticalTask.ID: String]
        let points: Set<Inject.ID>
        let rules: [Inject.ID: Message]
        private let storyWords: MomentWords
        private let wallWords: MomentWords
        private let firstDay: Int

        init(_ plan: ExercisePlan, _ desk: InjectDesk) {
            self.plan = plan
            self.desk = desk
            story = plan.plannedStory
            wall = desk.exercise?.plannedStartex.map(plan.plannedWall)
            tasks = Dictionary(plan.tasks.map { ($0.id, $0.code) }) { first, _ in first }
            points = Set(plan.points.map(\.inject))
            let words = InjectRuleWords(plan: plan)
            rules = Dictionary(plan.rules.map { ($0.inject, words.sentence($0)) }) { first, _ in first }
            storyWords = MomentWords(plan.msel.zone)
            wallWords = MomentWords(desk.zone)
            firstDay = CalendarDate(storyWords.wallClock(plan.msel.storyStart).date)?.daysSince1970 ?? 0
        }

        func row(_ inject: InjectRecord) -> Row {
            let due = plan.dueElapsed(inject)
            let planned = inject.anchor == .wall ? inject.wallAt : due.flatMap { wall?.wall(at: $0) }
            return Row(
                inject: inject, elapsed: due.map(InjectTime.clock) ?? "",
                story: due.flatMap(story.story(at:)).map(storyText) ?? "",
                wall: planned.map { wallWords.wallClock($0).clock } ?? "", time: time(inject),
                tasks: inject.tasks.compactMap { tasks[$0] }.joined(separator: " "),
                hasPoint: points.contains(inject.id), rule: rules[inject.id],
                lacking: desk.msel.languages.filter { code in
                    inject.texts.first { $0.language == code }?.revision != inject.revision
                })
        }

        private func time(_ inject: InjectRecord) -> Message {
            switch inject.anchor {
            case .hand: L("by hand")
            case .rule: L("by a rule")
            case .wall, .elapsed: .verbatim(desk.timeText(inject))
            }
        }

        /// `09:40`, `D3 06:00` from the second day on.
        private func storyText(_ moment: Int64) -> String {
            let clock = storyWords.wallClock(moment)
            let day = (CalendarDate(clock.date)?.daysSince1970 ?? firstDay) - firstDay + 1
            return day == 1 ? clock.clock : "D\(day) \(clock.clock)"
        }
    }
}
