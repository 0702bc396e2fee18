import Domain
import Markup
import Storage
import Web

/// A new inject, or all that is told of one.
struct InjectFormPage {
    let frame: ExerciseFrame
    let desk: InjectDesk
    let inject: InjectRecord?
    let state: FormState

    init(_ frame: ExerciseFrame, _ id: Inject.ID?, _ state: FormState?, _ reading: any Reading) throws {
        self.frame = frame
        try frame.standing.require(frame.standing.mayPlan)
        let desk = try InjectDesk(frame.event, reading)
        self.desk = desk
        inject = try id.map { try InjectStore(reading).inject($0, of: frame.exercise.msel) }
        var begin = InjectDraft()
        begin.fields.release = frame.exercise.releaseDefault.rawValue
        let draft = inject.map { InjectDraft($0, desk) } ?? begin
        let revision = inject.map { "\($0.revision)" } ?? ""
        self.state = state ?? FormState(stored: draft.stored + [("revision", revision)])
    }

    private var event: Event.ID { frame.event }

    var answer: Answer {
        let path = inject.map { InjectPaths.editing(event, $0.id) } ?? InjectPaths.new(event)
        let back = inject.map { InjectPaths.inject(event, $0.id) } ?? InjectPaths.msel(event)
        let title = inject == nil ? L("Add an inject") : L("Change the inject")
        let form = FieldForm<InjectFields>(state: state)
        let order =
            InjectFields.fields.map { (field: $0.name, label: $0.label) } + [
                ("time", L("Exercise time")), ("recipients", L("Recipients")), ("tasks", L("Tasks")),
                ("move", L("Move")), ("actor", L("From", context: "sender")), ("storyline", L("Storyline")),
                ("controller", L("Controller")),
            ]
        return InjectFrame.answer(
            frame, "", title, path: path, between: [InjectFrame.list(event)],
            """
            <div class="head"><h1>\(title)</h1>\(inject?.status.isOut == true ? "<p class=\"muted\">\(L("It was released: only the note and the controller can be changed."))</p>" : .empty)</div>\
            <form class="form wide" id="inject" method="post" action="\(path)">\(state.summary(order))<input type="hidden" name="revision" value="\(state.values.text("revision"))">\
            \(form.html(without: ["incident", "expected", "note"]))<div class="row">\(state.text("time", L("Exercise time"), hint: L("0:26, M2+10 (ten minutes into move 2), @11:00, “rule”; empty: by hand."), maxLength: 60))\
            \(select("move", L("Move"), desk.moves.map { ($0.id.description, .verbatim("\($0.number) \($0.title)")) }))</div>\
            \(checks("recipients", L("Recipients"), recipients))<div class="row">\(select("actor", L("From", context: "sender"), desk.actors.map { ($0.id.description, .verbatim($0.name)) }))\
            \(select("storyline", L("Storyline"), desk.storylines.map { ($0.id.description, .verbatim($0.title)) }))\(state.text("incident", L("Incident"), maxLength: 400))</div>\
            \(checks("tasks", L("Tasks"), desk.tasks.map { ($0.id.description, .verbatim("\($0.code) \($0.text)")) }))\
            \(state.area("expected", L("Expected response"), maxLength: 8_000))\(state.area("note", L("Note for controllers"), hint: L("What to say if asked, and if nobody answers."), maxLength: 8_000))\
            \(select("controller", L("Controller"), desk.seats.map { ($0.id.description, .verbatim($0.name)) }))\(state.check("shows-observers", L("Observers and the wall see it once its move is closed")))\
            <div class="actions dock"><button class="primary">\(L("Save"))</button><a class="button plain" href="\(back)">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var recipients: [FieldOption] {
        var options: [FieldOption] = [("all", L("All")), ("simcell", CellKind.simcell.label)]
        options += desk.cells.map { ("cell:\($0.id)", .verbatim("\($0.code) \($0.name)")) }
        options += desk.functions.map { ("function:\($0.id)", .verbatim($0.name)) }
        return options
    }

    private func select(_ name: String, _ label: Message, _ options: [FieldOption]) -> HTML {
        options.isEmpty ? .empty : state.select(name, label, options: [("", .verbatim("–"))] + options)
    }

    private func checks(_ name: String, _ label: Message, _ options: [FieldOption]) -> HTML {
        InjectChecks.html(name, label, options, state)
    }
}

/// Several of a list to tick.
enum InjectChecks {
    static func html(_ name: String, _ label: Message, _ options: [FieldOption], _ state: FormState) -> HTML {
        guard !options.isEmpty else { return .empty }
        let chosen = Set(state.values.all(name))
        return """
            <fieldset class="options across" id="\(name)"><legend>\(label)</legend>\(options.html { option in
                "<label class=\"check\"><input type=\"checkbox\" name=\"\(name)\" value=\"\(option.value)\"\("checked", when: chosen.contains(option.value))> <span dir=\"auto\">\(option.label)</span></label>"
            })\(state.error(name))</fieldset>
            """
    }
}

/// The question of an inject: its options, its time, and who must agree.
struct InjectPointPage {
    let frame: ExerciseFrame
    let desk: InjectDesk
    let inject: InjectRecord
    let point: PointRecord?
    let state: FormState

    init(_ frame: ExerciseFrame, _ id: Inject.ID, _ state: FormState?, _ reading: any Reading) throws {
        self.frame = frame
        try frame.standing.require(frame.standing.mayPlan)
        desk = try InjectDesk(frame.event, reading)
        inject = try InjectStore(reading).inject(id, of: frame.exercise.msel)
        point = try PlanStore(reading).points(of: frame.exercise.msel).first { $0.inject == id }
        let draft = point.map { InjectPointDraft($0) } ?? InjectPointDraft()
        self.state = state ?? FormState(stored: draft.stored(languages: desk.msel.languages))
    }

    private var languages: [String] { desk.msel.languages }

    var answer: Answer {
        let path = InjectPaths.point(frame.event, inject.id)
        let title = Message.verbatim("\(InjectRuleWords.number(inject.label)) \(inject.title)")
        return InjectFrame.answer(
            frame, "", L("Decision"), path: path,
            between: [InjectFrame.list(frame.event), .init(title, InjectPaths.inject(frame.event, inject.id))],
            """
            <div class="head"><h1>\(L("Decision"))</h1><p class="muted" dir="auto">\(title)</p></div>\
            <form class="form wide" id="point" method="post" action="\(path)">\(state.summary([("question", L("Question")), ("options", L("Options")), ("deadline", L("Time to decide")), ("consent", L("Functions that must agree")), ("incompatible", L("Do not go together"))]))\
            <fieldset id="question"><legend>\(L("Question"))</legend><div class="row">\(languages.html { field("question-\($0)", $0) })</div>\(state.error("question"))</fieldset>\
            <fieldset id="options"><legend>\(L("Options"))</legend><p class="hint">\(L("Two to six, each with a short code; none for a free answer."))</p>\((0..<InjectPointDraft.rows).html(option))\(state.error("options"))</fieldset>\
            \(state.check("allows-other", L("A cell may also answer in its own words")))\(state.text("deadline", L("Time to decide"), hint: L("Minutes after the release; empty: no deadline."), inputMode: "numeric"))\
            \(InjectChecks.html("consent", L("Functions that must agree"), desk.functions.map { ($0.code, .verbatim($0.name)) }, state))\
            \(InjectChecks.html("pair", L("Do not go together in neighbouring cells"), pairs, state))\(state.error("incompatible"))\
            <div class="actions dock"><button class="primary">\(L("Save"))</button>\(point == nil ? .empty : "<button class=\"plain danger\" name=\"act\" value=\"removal\">\(L("Remove the decision"))</button>")\
            <a class="button plain" href="\(InjectPaths.inject(frame.event, inject.id))">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private func field(_ name: String, _ language: String) -> HTML {
        state.text(
            name, .verbatim(Language(rawValue: language)?.ownName ?? language), maxLength: 1_000, language: language)
    }

    private func option(_ index: Int) -> HTML {
        """
        <div class="row">\(state.text("code-\(index)", L("Code"), maxLength: 20))\(languages.html { field("option-\(index)-\($0)", $0) })</div>
        """
    }

    /// Of the options that are stored, or were just typed.
    private var pairs: [FieldOption] {
        let codes = (0..<InjectPointDraft.rows).map { state.values.text("code-\($0)").lowercased() }.filter {
            !$0.isEmpty
        }
        return codes.indices.flatMap { one in
            codes[(one + 1)...].map { other in ("\(codes[one]):\(other)", .verbatim("\(codes[one]) – \(other)")) }
        }
    }
}

/// The rule of an inject, with the sentence that it makes.
struct InjectRulePage {
    let frame: ExerciseFrame
    let plan: ExercisePlan
    let inject: InjectRecord
    let rule: RuleRecord?
    let state: FormState

    init(_ frame: ExerciseFrame, _ id: Inject.ID, _ state: FormState?, _ reading: any Reading) throws {
        self.frame = frame
        try frame.standing.require(frame.standing.mayPlan)
        plan = try ExercisePlan(frame.exercise.msel, reading)
        guard let inject = plan.inject(id) else { throw Refusal.notFound }
        self.inject = inject
        rule = plan.rule(of: id)
        let draft = rule.map { InjectRuleDraft($0) } ?? InjectRuleDraft()
        self.state = state ?? FormState(stored: draft.stored(plan))
    }

    var answer: Answer {
        let path = InjectPaths.rule(frame.event, inject.id)
        let title = Message.verbatim("\(InjectRuleWords.number(inject.label)) \(inject.title)")
        let scopes: [FieldOption] = [
            (RuleScope.eachCell.rawValue, L("For each cell by itself")),
            (RuleScope.all.rawValue, L("For all, once it is so in every cell")),
            (RuleScope.someOf.rawValue, L("For all, once it is so in some cells")),
        ]
        return InjectFrame.answer(
            frame, "", L("Rule"), path: path,
            between: [InjectFrame.list(frame.event), .init(title, InjectPaths.inject(frame.event, inject.id))],
            """
            <div class="head"><h1>\(L("Rule"))</h1><p class="muted" dir="auto">\(title)</p></div>\(rule.map { "<p class=\"lede\">\(InjectRuleWords(plan: plan).sentence($0))</p>" } ?? .empty)\
            <form class="form wide" id="rule" method="post" action="\(path)">\(state.summary([("conditions", L("Conditions")), ("count", L("How many cells")), ("delay", L("Minutes later"))]))\
            <fieldset id="conditions"><legend>\(L("Conditions"))</legend>\((0..<InjectRuleDraft.rows(state.values)).html(condition))\(state.error("conditions"))</fieldset>\
            <div class="row">\(state.select("match", L("Several conditions"), options: [(RuleMatch.all.rawValue, L("All of them")), (RuleMatch.any.rawValue, L("Any of them"))]))\
            \(state.select("scope", L("Counts"), options: scopes))\(state.text("count", L("How many cells"), inputMode: "numeric"))</div>\
            <div class="row">\(state.select("effect", L("Then"), options: [(RuleEffect.due.rawValue, L("It is due, and a controller releases it")), (RuleEffect.release.rawValue, L("It goes out by itself"))]))\
            \(state.text("delay", L("Minutes later"), inputMode: "numeric"))</div>\
            <div class="actions dock"><button class="primary">\(L("Save"))</button>\(rule == nil ? .empty : "<button class=\"plain danger\" name=\"act\" value=\"removal\">\(L("Remove the rule"))</button>")\
            <a class="button plain" href="\(InjectPaths.inject(frame.event, inject.id))">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private func condition(_ index: Int) -> HTML {
        let events: [FieldOption] = [("", .verbatim("–"))] + RuleEvent.allCases.map { ($0.rawValue, $0.label) }
        let subjects: [FieldOption] =
            [("", .verbatim("–"))]
            + plan.injects.filter { $0.id != inject.id }.map {
                ($0.id.description, .verbatim("\(InjectRuleWords.number($0.label)) \($0.title)"))
            } + plan.moves.map { ($0.id.description, L("Move \($0.number)")) }
        let options = plan.points.flatMap { $0.options.map(\.code) }
        let list = "codes-\(index)"
        return """
            <div class="row">\(state.select("event-\(index)", L("What happens"), options: events))\(state.select("subject-\(index)", L("With what"), options: subjects))\
            \(state.text("value-\(index)", L("Option, or type of request"), list: list))\(state.text("after-\(index)", L("Within minutes"), inputMode: "numeric"))</div>\
            <datalist id="\(list)">\(InjectRuleWords.requestTypes.html { "<option value=\"\($0)\">\(InjectRuleWords.request($0))</option>" })\(Array(Set(options)).sorted().html { "<option value=\"\($0)\"></option>" })</datalist>
            """
    }
}
