import Domain
import Markup
import Storage
import Web

/// A jump of the story: to which day and time, how fast it goes on, and why.
struct ExconStoryPage {
    private let frame: ExerciseFrame
    private let plan: MselRecord
    private let moment: ExerciseMoment
    private let seen: Int
    private let form: FormState

    init(_ visit: Visit, _ event: Event.ID, form: FormState? = nil, _ reading: any Reading) throws {
        frame = try ExerciseFrame(visit, event, reading)
        try frame.standing.require(frame.standing.isDirector)
        plan = try PlanStore(reading).msel(frame.exercise.msel)
        moment = try ExerciseMoment(event, now: visit.now, reading)
        seen = try ReleaseStore(reading).lastMark(of: event)?.number ?? 0
        let story = moment.story ?? plan.storyStart
        let clock = MomentWords(plan.zone).wallClock(story)
        let time = clock.hour < 10 ? "0\(clock.clock)" : clock.clock
        self.form =
            form
            ?? FormState(stored: [
                ("story", "\(clock.date)T\(time)"), ("rate", "\(moment.rate.numerator)/\(moment.rate.denominator)"),
            ])
    }

    /// Times as fast as the exercise's clock, and standing still.
    private static let rates = ["0/1", "1/1", "2/1", "4/1", "10/1", "60/1"]

    var answer: Answer {
        let title = L("Jump in the story")
        let own = "\(moment.rate.numerator)/\(moment.rate.denominator)"
        let rates = Self.rates.contains(own) ? Self.rates : Self.rates + [own]
        let main: HTML = """
            <div class="head"><h1>\(title)</h1><p class="muted">\(L("What was released stays; countdowns go on as they are. All pages show the new time at once."))</p></div>\
            <form class="form" id="jump" method="post" action="\(PlayPaths.jump(frame.event))"><input type="hidden" name="seen" value="\(seen)">\
            \(form.summary([("story", L("Day and time of the story")), ("rate", L("It goes on")), ("reason", L("Why"))]))\
            \(form.text("story", L("Day and time of the story"), hint: L("By the clock of the story: \(MomentWords(plan.zone).name(at: plan.storyStart))"), type: "datetime-local", isRequired: true))\
            \(form.select("rate", L("It goes on"), options: rates.map { (value: $0, label: Self.words($0)) }))\
            \(form.text("reason", L("Why"), maxLength: 200, isRequired: true))\
            <div class="actions"><button class="primary">\(title)</button>\
            <a class="button plain" href="\(ExercisePaths.console(frame.event))">\(L("Cancel"))</a></div></form>
            """
        return frame.answer(
            ExconFacts.tab, title, path: PlayPaths.jump(frame.event),
            between: [.init(ExconPage.label, ExercisePaths.console(frame.event))], main,
            status: form.errors.isEmpty ? .ok : .wrong)
    }

    private static func words(_ rate: String) -> Message {
        switch rate {
        case "0/1": L("not at all: it stands still")
        case "1/1": L("as fast as the exercise")
        default: L("\(rate.hasSuffix("/1") ? String(rate.dropLast(2)) : rate) times as fast")
        }
    }
}
