import Domain
import Markup
import Storage
import Web

/// What the event is to achieve: seen by all who take part, written by its organisers.
struct ObjectivesPage {
    let frame: EventFrame
    let objectives: [ObjectiveRecord]
    /// Those that the visitor may read.
    let answers: [AnswerLine]
    let topics: [TopicRecord]
    let names: DirectoryNames
    let editing: Objective.ID?
    let state: FormState

    init(_ frame: EventFrame, editing: Objective.ID?, _ state: FormState, _ reading: any Reading) throws {
        self.frame = frame
        self.editing = editing
        self.state = state
        let event = frame.event.id
        objectives = try ObjectiveStore(reading).objectives(of: [event])
        answers = try ObjectiveStore(reading).answers(of: [event]).filter {
            AnswerSight.mayRead($0.marking, roles: frame.roles)
        }
        topics = try EventStore(reading).topics(of: event)
        names = try DirectoryNames(reading)
    }

    private var event: Event.ID { frame.event.id }
    private var mayWrite: Bool { frame.allows(.organise) }

    var answer: Answer {
        let title = L("Objectives")
        let runs = frame.allows(.facilitate)
        let layout = frame.layout(
            title, path: ConsultationPaths.objectives(event), tab: runs ? Around.tab : EventTab.overview.id)
        return layout.answer(
            """
            \(Around.tabs(frame, "objectives"))<div class="head"><h1>\(title)</h1>\
            <p class="muted">\(L("What this event is to achieve. Each objective can name the answers of the consultation that it rests on, and the topics that serve it: so everybody sees in the thread where it comes from and what became of it."))</p></div>\
            \(objectives.isEmpty ? nothing : list)\(mayWrite && editing == nil ? add : .empty)
            """, state.errors.isEmpty ? .ok : .wrong)
    }

    private var nothing: HTML {
        """
        <div class="empty"><h2>\(L("No objective yet"))</h2><p class="muted">\(mayWrite
            ? L("Write the first one, or ask focal points and institutions first.") : L("Whoever organises this adds them."))</p>\
        \(mayWrite ? "<a class=\"button\" href=\"\(ConsultationPaths.all(event))\">\(L("Consultation"))</a>" : .empty)</div>
        """
    }

    private var list: HTML {
        let last = objectives.count - 1
        return """
            <ol class="lines">\(objectives.enumerated().map { $0 }.html { index, objective in
                objective.id == editing && mayWrite
                    ? "<li id=\"objective-\(objective.id)\">\(form(objective))</li>" : line(index, objective, isLast: index == last)
            })</ol>
            """
    }

    private func line(_ index: Int, _ objective: ObjectiveRecord, isLast: Bool) -> HTML {
        let rests = answers.filter { objective.answers.contains($0.id) }
        let serves = topics.filter { objective.topics.contains($0.id.description) }
        return """
            <li id="objective-\(objective.id)"><p class="title" lang="\(objective.language)" dir="auto">\(index + 1). \(objective.text)</p>\
            \(rests.isEmpty ? .empty : "<p class=\"meta\"><span>\(L("Rests on answers of:"))</span> \(rests.html { "<span><bdi>\($0.name)</bdi> \(names.chip($0.country))</span> " })</p>")\
            \(serves.isEmpty ? .empty : "<p class=\"meta\"><span>\(L("Served by:"))</span> \(serves.html { "<span dir=\"auto\">\($0.title)</span> " })</p>")\
            \(mayWrite ? actions(index, objective, isLast: isLast) : .empty)</li>
            """
    }

    private func actions(_ index: Int, _ objective: ObjectiveRecord, isLast: Bool) -> HTML {
        func move(_ by: Int, _ icon: String, _ word: Message, isDisabled: Bool) -> HTML {
            """
            <form method="post" action="\(ConsultationPaths.objectiveOrder(event, objective.id))"><input type="hidden" name="by" value="\(by)">\
            <button class="square plain"\("disabled", when: isDisabled)>\(Icon.svg(icon))<span class="sr">\(word): \(index + 1)</span></button></form>
            """
        }
        return """
            <div class="actions">\(move(-1, "up", L("Move up"), isDisabled: index == 0))\(move(1, "down", L("Move down"), isDisabled: isLast))\
            <a class="button plain" href="\(ConsultationPaths.objectives(event))?objective=\(objective.id)#objective-\(objective.id)">\(Icon.svg("edit")) \(L("Edit"))<span class="sr">: \(index + 1)</span></a>\
            <form method="post" action="\(ConsultationPaths.objectiveRemoval(event, objective.id))"><button class="plain danger">\(L("Remove"))<span class="sr">: \(index + 1)</span></button></form></div>
            """
    }

    private var add: HTML {
        """
        <details id="new"\("open", when: objectives.isEmpty || !state.errors.isEmpty)><summary>\(L("Add an objective"))</summary>\(form(nil))</details>
        """
    }

    private func form(_ objective: ObjectiveRecord?) -> HTML {
        let stored: [(String, String)] =
            [("text", objective?.text ?? ""), ("language", objective?.language ?? Language.current.rawValue)]
            + (objective?.answers ?? []).map { ("answer", $0) } + (objective?.topics ?? []).map { ("topic", $0) }
        let begin = state.values.fields.isEmpty ? FormState(stored: stored) : state
        let (chosen, served) = (Set(begin.values.all("answer")), Set(begin.values.all("topic")))
        let target = objective.map { ConsultationPaths.objective(event, $0.id) } ?? ConsultationPaths.objectives(event)
        let rests: HTML =
            answers.isEmpty
            ? .empty
            : """
            <fieldset class="options"><legend>\(L("Rests on answers of"))</legend>\(answers.html { one in
                """
                <label><input type="checkbox" name="answer" value="\(one.id)"\("checked", when: chosen.contains(one.id))> \
                <span><bdi>\(one.name)</bdi> \(names.chip(one.country)) <span class="muted" dir="auto">\(one.consultation)</span></span></label>
                """
            })</fieldset>
            """
        let serves: HTML =
            topics.isEmpty
            ? .empty
            : """
            <fieldset class="options"><legend>\(L("Topics that serve it"))</legend>\(topics.html { topic in
                """
                <label><input type="checkbox" name="topic" value="\(topic.id)"\("checked", when: served.contains(topic.id.description))> <span dir="auto">\(topic.title)</span></label>
                """
            })</fieldset>
            """
        return """
            <form class="form" id="objective" method="post" action="\(target)">\(begin.summary([("text", L("Objective"))]))\
            \(begin.area("text", L("Objective"), hint: L("In one sentence: what is different after the event?"), maxLength: 2 * ObjectiveOperations.limit))\
            \(begin.select("language", L("Language"), options: ContributionLanguage.options))\(rests)\(serves)\
            <div class="actions"><button class="primary">\(objective == nil ? L("Add the objective") : L("Save"))</button>\
            \(objective == nil ? .empty : "<a class=\"button plain\" href=\"\(ConsultationPaths.objectives(event))\">\(L("Cancel"))</a>")</div></form>
            """
    }
}
