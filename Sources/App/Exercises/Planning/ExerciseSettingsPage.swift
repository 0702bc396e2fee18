import Domain
import Markup
import Storage
import Web

/// What is said of the exercise as a whole.
struct ExerciseSettingsPage {
    let frame: ExerciseFrame
    let state: FormState
    /// Of the programme, which this one may rehearse.
    let others: [(id: Event.ID, title: String)]

    init(_ frame: ExerciseFrame, _ state: FormState?, _ reading: any Reading) throws {
        try frame.standing.require(frame.standing.isDirector)
        self.frame = frame
        let plan = try PlanStore(reading).msel(frame.exercise.msel)
        others = try ExerciseSourceStore(reading).exercises(of: plan.programme, but: frame.event)
        let stored = ExerciseSettingsFields(plan, frame.exercise, eventZone: frame.frame.event.timeZone)
        self.state = state ?? FormState(stored: FieldForm.stored(stored))
    }

    private var rehearsing: HTML {
        guard !others.isEmpty else { return "<input type=\"hidden\" name=\"rehearses\" value=\"\">" }
        let none: [(value: String, label: Message)] = [(value: "", label: L("No other exercise"))]
        return state.select(
            "rehearses", L("Rehearses"),
            hint: L("What a rehearsal shows never enters results, the thread or cases."),
            options: none + others.map { (value: $0.id.description, label: .verbatim($0.title)) })
    }

    var answer: Answer {
        let path = ExercisePlanPaths.settings(frame.event)
        let form = FieldForm<ExerciseSettingsFields>(state: state)
        let story: Set<String> = [
            "title", "overview", "startex", "story-start", "zone", "languages", "marking", "rehearses",
        ]
        let all = Set(ExerciseSettingsFields.fields.map(\.name))
        let zone = frame.frame.event.timeZone
        return frame.answer(
            "settings", L("Settings of the exercise"), path: path,
            """
            <div class="head"><h1>\(L("Settings of the exercise"))</h1></div><form class="form" id="exercise" method="post" action="\(path)">\(form.summary)\
            <fieldset><legend>\(L("Story"))</legend>\(form.html(without: all.subtracting(["title", "overview"])))\
            <div class="row">\(state.text("startex", L("STARTEX is planned for"), hint: L("By the clock of the event’s place: \(zone)."), type: "datetime-local"))\
            \(state.text("story-start", L("The story begins on"), hint: L("By the story’s clock."), type: "datetime-local"))</div>\
            \(form.html(without: all.subtracting(["zone", "languages", "marking"])))</fieldset>\
            <fieldset><legend>\(L("How it is played"))</legend>\(form.html(without: story))\(rehearsing)</fieldset>\
            <div class="actions dock"><button class="primary">\(L("Save"))</button>\
            <a class="button plain" href="\(ExercisePaths.home(frame.event))">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }
}
