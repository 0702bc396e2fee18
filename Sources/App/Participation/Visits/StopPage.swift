import Domain
import Markup
import Storage
import Web

/// One stop, on the phone: where and when, what to bring, what is asked there and what was seen.
struct StopPage {
    let frame: EventFrame
    let stop: StopRecord
    let questions: [StopQuestionRecord]
    let observations: [ObservationRecord]
    /// Nothing where whoever looks only looks on.
    let writer: StopTalkOperations.Writer?
    let endorsed: Set<StopQuestion.ID>
    /// By seat as the journal names it; for who runs the event.
    let authors: [String: String]
    /// Of the form that comes back, by its name.
    let states: [String: FormState]

    init(_ frame: EventFrame, _ id: VisitStop.ID, _ states: [String: FormState], _ reading: any Reading) throws {
        self.frame = frame
        self.states = states
        let event = frame.event.id
        stop = try VisitStore(reading).stop(id, of: event)
        let talk = StopTalkStore(reading)
        questions = try talk.questions(at: id)
        observations = try talk.observations(of: event).filter { $0.stop == id }
        let writes = frame.roles.contains { $0.contributes || $0.runsTheRoom }
        writer = try writes ? StopTalkOperations.Writer(frame.visit, event, reading) : nil
        endorsed = try writer?.seat.map { try talk.endorsed(by: [$0], at: id) } ?? []
        authors =
            try frame.allows(.facilitate)
            ? Dictionary(
                EventStore(reading).participants(of: event).map { ("participant:\($0.id)", $0.name) }
            ) { first, _ in first } : [:]
    }

    private var event: Event.ID { frame.event.id }

    var answer: Answer {
        let fields = stop.fields
        let isWrong = states.values.contains { !$0.errors.isEmpty }
        return VisitFrame.answer(
            frame, "visit", .verbatim(fields.title), path: VisitPaths.stop(event, stop.id),
            between: [.init(L("Visit"), VisitPaths.visit(event))],
            """
            <div class="between"><h1 dir="auto">\(fields.title)</h1>\(frame.allows(.organise) ? "<div class=\"actions\"><a class=\"button plain\" href=\"\(VisitPaths.stopEditing(event, stop.id))\">\(Icon.svg("edit")) \(L("Change the stop"))</a></div>" : .empty)</div>\
            <p class="meta">\(VisitFrame.time(fields)) <bdi>\(fields.place)</bdi></p>\(facts)\
            <div class="split even"><section id="questions"><h2>\(L("Questions"))</h2>\(questionList)\(asking)</section>\
            <section id="observations"><h2>\(L("Observations"))</h2>\(observationList)\(observing)</section></div>
            """, status: isWrong ? .wrong : .ok)
    }

    private var isPast: Bool {
        stop.fields.day < CalendarDate.today(frame.visit.now, timeZone: frame.event.timeZone)
    }

    private var facts: HTML {
        let shown: [(Message, String)] = [
            (L("Who receives you"), stop.fields.hostPerson), (L("Who escorts the group"), stop.fields.escort),
            (L("How many the site takes"), stop.fields.capacity.map { String($0) } ?? ""),
            (L("What is to be seen"), stop.fields.programme),
            (L("What to bring, and the rules of the site"), stop.fields.rules),
        ].filter { !$0.1.isEmpty }
        guard !shown.isEmpty else { return .empty }
        return """
            <details id="facts"\("open", when: !isPast)><summary>\(L("What to know"))</summary><dl class="facts">\(shown.html { "<dt>\($0.0)</dt><dd class=\"lines-kept\" dir=\"auto\">\($0.1)</dd>" })</dl></details>
            """
    }

    // MARK: Questions

    private var asking: HTML {
        guard writer != nil else { return .empty }
        let state = states["question"] ?? FormState()
        return """
            <details id="asking"\("open", when: questions.isEmpty || states["question"] != nil)><summary>\(L("Ask a question here"))</summary>\
            <form class="form" id="question" method="post" action="\(VisitPaths.questions(event, stop.id))">\(state.summary([("text", L("What do you want to know here?"))]))\
            \(state.area("text", L("What do you want to know here?"), maxLength: 1_000))<div class="actions"><button>\(L("Add the question"))</button></div></form></details>
            """
    }

    private var questionList: HTML {
        guard !questions.isEmpty else {
            return
                "<p class=\"muted\">\(L("No question yet. Write yours before you go, so that the host can prepare."))</p>"
        }
        return "<ul class=\"lines\">\(questions.html(question))</ul>"
    }

    private func question(_ one: StopQuestionRecord) -> HTML {
        let isOwn = writer?.owns(one.author, frame.visit) ?? false
        return """
            <li id="question-\(one.id)"><p lang="\(one.language)" dir="auto">\(one.text)</p>\
            <p class="meta"><span class="state \(one.state.mark)">\(one.state.label)</span> \(by(one.author, isOwn: isOwn))\
            <span>\(L(one.endorsements, one: "\(one.endorsements) more asks this", other: "\(one.endorsements) more ask this"))</span></p>\
            \(one.answer.isEmpty ? .empty : "<blockquote class=\"lines-kept\" dir=\"auto\">\(one.answer)</blockquote>")\
            \(acts(one, isOwn: isOwn))</li>
            """
    }

    private func acts(_ one: StopQuestionRecord, isOwn: Bool) -> HTML {
        let isEndorsed = endorsed.contains(one.id)
        let endorse: HTML =
            writer?.seat != nil && !isOwn && one.state != .answered
            ? """
            <form method="post" action="\(VisitPaths.endorsement(event, one.id))"><input type="hidden" name="on" value="\(isEndorsed ? "0" : "1")">\
            <button class="plain" aria-pressed="\(isEndorsed ? "true" : "false")">\(L("I ask this too"))<span class="sr">: \(one.text)</span></button></form>
            """ : .empty
        let remove: HTML =
            isOwn || writer?.runs == true
            ? """
            <form method="post" action="\(VisitPaths.questionRemoval(event, one.id))"><button class="plain danger">\(L("Remove"))<span class="sr">: \(one.text)</span></button></form>
            """ : .empty
        // Beside what else is done with it, and not under each.
        if frame.allows(.writeGuide) {
            return "\(endorse.isEmpty ? .empty : "<div class=\"actions\">\(endorse)</div>")\(answering(one, remove))"
        }
        return endorse.isEmpty && remove.isEmpty ? .empty : "<div class=\"actions\">\(endorse)\(remove)</div>"
    }

    private func answering(_ one: StopQuestionRecord, _ remove: HTML) -> HTML {
        let back = states["answer-\(one.id)"]
        let state = (back ?? FormState(stored: [("answer", one.answer), ("state", one.state.rawValue)])).placed(
            "q-\(one.id)")
        return """
            <details\("open", when: back != nil)><summary>\(L("What became of it"))</summary><form class="form" method="post" action="\(VisitPaths.answer(event, one.id))">\
            \(state.select("state", L("State"), options: StopQuestionRecord.State.allCases.map { (value: $0.rawValue, label: $0.label) }))\
            \(state.area("answer", L("The answer, in short"), maxLength: 4_000))<div class="actions"><button>\(L("Save"))</button></div></form>\(remove)</details>
            """
    }

    /// Names are for who runs the event.
    private func by(_ author: String?, isOwn: Bool) -> HTML {
        if isOwn { return "<span>\(L("yours"))</span> " }
        return author.flatMap { authors[$0] }.map { "<bdi>\($0)</bdi> " } ?? .empty
    }

    // MARK: Observations

    private var observing: HTML {
        guard writer != nil else { return .empty }
        let state =
            states["observation"] ?? FormState(stored: [("marking", CaseMarking.standard(of: frame.event.marking))])
        let isOpen = observations.isEmpty || states["observation"] != nil
        return """
            <details id="observing"\("open", when: isOpen)><summary>\(L("Write down an observation"))</summary>\
            <form class="form" id="observation" method="post" action="\(VisitPaths.observations(event, stop.id))">\(ObservationForm.html(state))\
            <div class="actions"><button class="primary">\(L("Add the observation"))</button></div></form></details>
            """
    }

    private var observationList: HTML {
        guard !observations.isEmpty else { return "<p class=\"muted\">\(L("Nothing was written down yet."))</p>" }
        return "<ul class=\"lines\">\(observations.html(observation))</ul>"
    }

    private func observation(_ one: ObservationRecord) -> HTML {
        let isOwn = writer?.owns(one.author, frame.visit) ?? false
        let edit: HTML =
            isOwn || writer?.runs == true
            ? "<a class=\"button plain\" href=\"\(VisitPaths.observation(event, one.id))\">\(L("Change"))<span class=\"sr\">: \(one.fields.seen)</span></a>"
            : .empty
        return """
            <li id="observation-\(one.id)"><p class="lines-kept" lang="\(one.language)" dir="auto">\(one.fields.seen)</p>\
            \(one.fields.useful.isEmpty ? .empty : "<p><b>\(L("At home:"))</b> <span class=\"lines-kept\" lang=\"\(one.language)\" dir=\"auto\">\(one.fields.useful)</span></p>")\
            <p class="meta">\(TLP.chip(one.fields.marking)) \(by(one.author, isOwn: isOwn))\(practice(one))</p>\
            <div class="actions">\(edit)\(frame.allows(.organise) && one.offered == nil ? "<a class=\"button plain\" href=\"\(VisitPaths.practice(event, one.id))\">\(L("Offer as a practice"))<span class=\"sr\">: \(one.fields.seen)</span></a>" : .empty)</div></li>
            """
    }

    private func practice(_ one: ObservationRecord) -> HTML {
        if let offered = one.offered {
            return "<a href=\"\(Paths.eventCase(event, offered))\">\(L("offered as a practice"))</a>"
        }
        return one.isPractice ? "<span class=\"state open\">\(L("a practice to offer"))</span>" : .empty
    }
}

enum ObservationForm {
    static func html(_ state: FormState) -> HTML {
        let form = FieldForm<ObservationFields>(state: state)
        return "\(form.summary)\(form.html)\(state.check("practice", L("A practice that others could take up")))"
    }
}

/// An observation in other words.
struct ObservationPage {
    let frame: EventFrame
    let observation: ObservationRecord
    let state: FormState

    init(_ frame: EventFrame, _ id: Observation.ID, _ state: FormState?, _ reading: any Reading) throws {
        self.frame = frame
        observation = try StopTalkOperations.editable(frame.visit, frame.event.id, id, reading).1
        self.state =
            state
            ?? FormState(
                stored: FieldForm.stored(observation.fields) + (observation.isPractice ? [("practice", "1")] : []))
    }

    var answer: Answer {
        let (event, id) = (frame.event.id, observation.id)
        let back = VisitPaths.stop(event, observation.stop)
        let title = L("Change the observation")
        return VisitFrame.answer(
            frame, "visit", title, path: VisitPaths.observation(event, id),
            between: [.init(L("Visit"), VisitPaths.visit(event))],
            """
            <div class="head"><h1>\(title)</h1></div><form class="form" id="observation" method="post" action="\(VisitPaths.observation(event, id))">\(ObservationForm.html(state))\
            <div class="actions"><button class="primary">\(L("Save"))</button><a class="button plain" href="\(back)#observation-\(id)">\(L("Cancel"))</a></div></form>\
            <form id="removal" method="post" action="\(VisitPaths.observationRemoval(event, id))"><button class="plain danger">\(L("Remove this observation"))</button></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }
}

/// An observation becomes a case of the library, in the organiser's words.
struct PracticePage {
    let frame: EventFrame
    let observation: ObservationRecord
    let state: FormState
    let names: DirectoryNames

    init(_ frame: EventFrame, _ id: Observation.ID, _ state: FormState?, _ reading: any Reading) throws {
        self.frame = frame
        observation = try StopTalkStore(reading).observation(id, of: frame.event.id)
        let stop = try VisitStore(reading).stop(observation.stop, of: frame.event.id)
        let today = CalendarDate.today(frame.visit.now, timeZone: frame.event.timeZone)
        names = try DirectoryNames(reading)
        self.state =
            state
            ?? FormState(
                stored: FieldForm.stored(
                    StopTalkOperations.practice(observation, at: stop, of: frame.event, today: today)))
    }

    static let left: Set<String> = ["kind", "happened-on", "link", "language"]

    var answer: Answer {
        let (event, id) = (frame.event.id, observation.id)
        let title = L("Offer as a practice")
        let form = FieldForm<CaseFields>(state: state, options: ["country": names.countryOptions])
        return VisitFrame.answer(
            frame, "visit", title, path: VisitPaths.practice(event, id),
            between: [.init(L("Visit"), VisitPaths.visit(event))],
            """
            <div class="head"><h1>\(title)</h1><p class="muted">\(L("It becomes a case of the programme’s library, where every event and guide can rest on it. Say it so that somebody understands it who was not there."))</p></div>\
            <form class="form" id="practice" method="post" action="\(VisitPaths.practice(event, id))">\(form.summary)\(form.html(without: Self.left))\
            <div class="actions"><button class="primary">\(L("Put it into the library"))</button>\
            <a class="button plain" href="\(VisitPaths.stop(event, observation.stop))#observation-\(id)">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }
}
