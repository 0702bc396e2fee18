import Domain
import Markup
import Storage
import Web

/// A probe as it is written: one to six questions, each with its options and which of them is true.
struct ProbeFormPage {
    let frame: ExerciseFrame
    let probe: ExerciseProbeRecord?
    let languages: [String]
    let state: FormState

    init(_ frame: ExerciseFrame, _ id: ExerciseProbe.ID?, _ state: FormState?, _ reading: any Reading) throws {
        self.frame = frame
        try frame.standing.require(frame.standing.mayPlan)
        probe = try id.map { try ProbeStore(reading).probe($0, of: frame.event) }
        languages = try PlanStore(reading).msel(frame.exercise.msel).languages
        let draft = probe.map { ProbeDraft($0) } ?? ProbeDraft()
        self.state = state ?? FormState(stored: draft.stored(languages))
    }

    var answer: Answer {
        let event = frame.event
        let path = probe.map { ProbePaths.editing(event, $0.id) } ?? ProbePaths.new(event)
        let title = probe == nil ? L("Add a probe") : L("Change the probe")
        let places = Array(0..<ProbeDraft.mostQuestions)
        let order: [(field: String, label: Message)] =
            [("title", L("Title")), ("time", L("Exercise time")), ("questions", L("Questions"))]
            + places.flatMap { place -> [(field: String, label: Message)] in
                let name = L("Question \(place + 1)")
                return [("question-\(place)", name), ("truth-\(place)", name), ("from-\(place)", name)]
            }
        let ways: [FieldOption] = ReleaseWay.allCases.map { (value: $0.rawValue, label: $0.label) }
        return frame.answer(
            ProbesPage.tab, title, path: path, between: [.init(ProbesPage.label, ProbePaths.list(event))],
            """
            <div class="head"><h1>\(title)</h1></div>\
            <form class="form wide" id="probe" method="post" action="\(path)">\(state.summary(order))<div class="row">\
            \(state.text("title", L("Title"), maxLength: 120))\(state.text("time", L("Exercise time"), hint: L("Write hours and minutes, such as 1:25, or minutes alone.")))\
            \(state.select("release", L("Release"), options: ways))</div>\(places.html(question))\
            <div class="actions dock"><button class="primary">\(L("Save"))</button><a class="button plain" href="\(probe.map { ProbePaths.probe(event, $0.id) } ?? ProbePaths.list(event))">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private func isFilled(_ place: Int) -> Bool {
        let names = languages.map { "question-\(place)-\($0)" } + ["truth-\(place)"]
        return names.contains { !state.values.text($0).isEmpty }
            || state.errors.keys.contains { $0.hasSuffix("-\(place)") }
    }

    private func question(_ place: Int) -> HTML {
        let options: [FieldOption] =
            [("", L("None of them"))]
            + (0..<ProbeDraft.optionCounts.upperBound).map {
                (ProbeDraft.code($0), .verbatim(ProbeDraft.code($0).uppercased()))
            }
        return """
            <details id="question-\(place)"\("open", when: place == 0 || isFilled(place))><summary>\(L("Question \(place + 1)"))</summary>\
            <div class="row">\(languages.html { field("question-\(place)-\($0)", $0, L("Question"), 500) })</div>\(state.error("question-\(place)"))\
            \((0..<ProbeDraft.optionCounts.upperBound).html { number in
                "<div class=\"row\">\(languages.html { field("option-\(place)-\(number)-\($0)", $0, .verbatim(ProbeDraft.code(number).uppercased()), 300) })</div>"
            })<div class="row">\(state.select("truth-\(place)", L("What is true"), options: options))\
            \(state.text("from-\(place)", L("True from"), hint: L("Exercise time; asked before, no option is right.")))</div></details>
            """
    }

    private func field(_ name: String, _ language: String, _ label: Message, _ limit: Int) -> HTML {
        let own = Language(rawValue: language)?.ownName ?? language
        return state.text(
            name, languages.count == 1 ? label : .verbatim("\(label.string()) · \(own)"), maxLength: limit,
            language: language)
    }
}
