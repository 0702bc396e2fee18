import Domain
import Markup
import Storage
import Web

/// The practices that an event is about: offered there, and those of the library.
struct EventPracticesPage {
    let frame: EventFrame
    let offered: [CaseRecord]
    let others: [CaseRecord]
    let adoptions: [Case.ID: [PracticeAdoptionRecord]]
    let questions: [Case.ID: Int]
    let mayOffer: Bool
    private let names: DirectoryNames

    init(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        frame = try EventFrame(visit, event, reading)
        let programme = try EventStore(reading).programmeOfLibrary(in: event)
        let practices = try CaseStore(reading).casesAtEvents(of: programme).filter { $0.kind == .practice }
        offered = practices.filter { $0.event == event }
        others = practices.filter { $0.event != event }
        let store = PracticeStore(reading)
        adoptions = try Dictionary(uniqueKeysWithValues: practices.map { ($0.id, try store.adoptions(of: $0.id)) })
        questions = try EventPracticeStore(reading).counts(at: event)
        mayOffer = try visit.membership(in: event, reading).roles.contains { $0.contributes || $0.runsTheRoom }
        names = try DirectoryNames(reading)
    }

    var answer: Answer {
        let event = frame.event.id
        var layout = frame.layout(L("Practices"), path: Paths.eventPractices(event), tab: EventTab.practices.id)
        layout.styles = ["tables"]
        return layout.answer(
            """
            <div class="head"><h1>\(L("Practices"))</h1>\
            <p class="lede">\(L("Delegations offer what works; others ask, and say what they take over."))</p>\
            \(mayOffer ? "<div class=\"actions\"><a class=\"button primary\" href=\"\(Paths.newEventPractice(event))\">\(Icon.svg("plus")) \(L("Offer a practice"))</a></div>" : .empty)</div>
            <section id="offered"><h2>\(L("Offered here"))</h2>\(offered.isEmpty ? "<p class=\"muted\">\(L("No practice is offered yet."))</p>" : FieldList.lines(offered, line))</section>\
            \(others.isEmpty ? .empty : "<section id=\"others\"><h2>\(L("Of the library"))</h2>\(FieldList.lines(others, line))</section>")
            """, DeskFrame.FormStatus.ok)
    }

    private func line(_ record: CaseRecord) -> HTML {
        let taken = adoptions[record.id, default: []].filter { $0.decision == .adopt || $0.decision == .adapt }.count
        let asked = questions[record.id, default: 0]
        return """
            <li><p class="title" lang="\(record.language)" dir="auto"><a href="\(Paths.eventPractice(frame.event.id, record.id))">\(record.title)</a></p>\
            <p class="meta">\(names.chip(record.country)) \(taken == 0 ? .empty : "<span>\(L(taken, one: "taken over by \(taken) member", other: "taken over by \(taken) members"))</span> ")\
            \(asked == 0 ? .empty : "<span>\(L(asked, one: "\(asked) question", other: "\(asked) questions"))</span> ")\(TLP.chip(record.marking))</p>\
            <p class="small clamp" lang="\(record.language)" dir="auto">\(record.summary)</p></li>
            """
    }
}

/// The form with which a delegation offers a practice.
struct EventPracticeFormPage {
    let frame: EventFrame
    let state: FormState
    /// In whose name.
    let country: String?
    private let tree: AreaTree
    private let names: DirectoryNames

    init(_ visit: Visit, _ event: Event.ID, _ state: FormState?, _ reading: any Reading) throws {
        try CaseOperations.requireWriter(visit, event, reading)
        let frame = try EventFrame(visit, event, reading)
        self.frame = frame
        country = try EventPracticeOperations.country(visit, event, reading)
        tree = try AreaTree(reading)
        names = try DirectoryNames(reading)
        let begun: [(String, String)] = [
            ("marking", CaseMarking.standard(of: frame.event.marking)), ("language", Language.current.rawValue),
        ]
        self.state = state ?? FormState(stored: begun)
    }

    var answer: Answer {
        let event = frame.event.id
        let title = L("Offer a practice")
        let layout = frame.layout(
            title, path: Paths.newEventPractice(event), tab: EventTab.practices.id,
            between: [.init(L("Practices"), Paths.eventPractices(event))])
        let markings: [FieldOption] = EventPracticeOperations.markings.map {
            (value: $0, label: L("TLP:\($0), \(MarkingWords.atEvents($0))"))
        }
        let areas: HTML =
            tree.inUse.isEmpty ? .empty : state.select("area", L("Area"), options: tree.options())
        return layout.answer(
            """
            <div class="head"><h1>\(title)</h1>\(names.country(country).map { "<p class=\"muted\">\(L("In the name of: \($0)"))</p>" as HTML } ?? .empty)</div>
            <form class="form" id="practice" method="post" action="\(Paths.eventPractices(event))">\
            <input type="hidden" name="idempotency" value="\(state.values.text("idempotency"))">\
            \(state.summary(PracticeFields.fields.map { (field: $0.name, label: $0.label) } + [("area", L("Area")), ("marking", L("Marking"))]))\
            \(FieldForm<PracticeFields>(state: state).html)\(areas)\
            \(state.select("marking", L("Who may read it"), options: markings))\
            <div class="actions"><button class="primary">\(L("Offer it"))</button>\
            <a class="button plain" href="\(Paths.eventPractices(event))">\(L("Cancel"))</a></div></form>
            """, state.errors.isEmpty ? DeskFrame.FormStatus.ok : .wrong)
    }
}

/// One practice at an event: what it is, what is asked of it, and what the delegations do with it.
struct EventPracticePage {
    let frame: EventFrame
    let record: CaseRecord
    let adoptions: [PracticeAdoptionRecord]
    /// Under which mandates members decided, in words; at the event nobody needs one.
    private let acting: [Mandate.ID: Message]
    let questions: [PracticeQuestionRecord]
    let mayAsk: Bool
    let mayAnswer: Bool
    /// The delegation that decides here; nothing for who is of none, and for the one that offers it.
    let country: String?
    let state: FormState
    private let names: DirectoryNames
    private let called: MemberCalled

    init(_ visit: Visit, _ event: Event.ID, _ id: Case.ID, _ state: FormState, _ reading: any Reading) throws {
        frame = try EventFrame(visit, event, reading)
        let record = try EventPracticeOperations.seen(event, id, reading)
        (self.record, self.state) = (record, state)
        adoptions = try PracticeStore(reading).adoptions(of: id)
        acting = try MandateWords.acting(adoptions.compactMap(\.mandate), reading)
        questions = try EventPracticeStore(reading).questions(of: id, at: event)
        let membership = try visit.membership(in: event, reading)
        mayAsk = membership.roles.contains { $0.contributes || $0.runsTheRoom }
        mayAnswer = try EventPracticeOperations.mayAnswer(record, visit, event, reading)
        let own = membership.contributes ? membership.delegations.sorted().first : nil
        country = own == record.owner?.country ? nil : own
        let names = try DirectoryNames(reading)
        self.names = names
        called = try MemberCalled(record.programme, names, reading)
    }

    private var event: Event.ID { frame.event.id }

    var answer: Answer {
        var layout = frame.layout(
            .verbatim(record.title), path: Paths.eventPractice(event, record.id), tab: EventTab.practices.id,
            between: [.init(L("Practices"), Paths.eventPractices(event))])
        layout.styles = ["tables"]
        return layout.answer(
            """
            <div class="head"><h1 lang="\(record.language)" dir="auto">\(record.title)</h1>\(record.meta(names))</div>
            <div class="split"><div class="stack-4">\(text(L("What is done"), record.summary))\(text(L("What it needs to work"), record.conditions))\(asked)</div>\
            <div class="stack-4">\(used)</div></div>
            """, state.errors.isEmpty ? DeskFrame.FormStatus.ok : .wrong)
    }

    private func text(_ title: Message, _ text: String) -> HTML {
        guard !text.isEmpty else { return .empty }
        return """
            <section><h2>\(title)</h2><p class="lines-kept" lang="\(record.language)" dir="auto">\(text)</p></section>
            """
    }

    private var asked: HTML {
        let form: HTML = """
            <form class="form" id="asking" method="post" action="\(Paths.eventPracticeQuestions(event, record.id))">\
            \(state.area("text", L("What do you want to know?"), maxLength: 1_000))\
            <div class="actions"><button>\(L("Ask"))</button></div></form>
            """
        return """
            <section id="questions"><h2>\(L("Questions"))</h2>\
            \(questions.isEmpty ? "<p class=\"muted\">\(L("Nobody has asked yet."))</p>" : "<ul class=\"lines\">\(questions.html(question))</ul>" as HTML)\(mayAsk ? form : .empty)</section>
            """
    }

    private func question(_ one: PracticeQuestionRecord) -> HTML {
        let answer: HTML =
            one.answer.isEmpty
            ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(L("Answer:")) \(one.answer)</p>"
        let form: HTML = """
            <form class="form" id="answer-\(one.id)" method="post" action="\(Paths.eventPracticeAnswer(event, one.id))">\
            \(state.placed(one.id.description).area("answer", L("Answer"), maxLength: 2_000))\
            <div class="actions"><button>\(L("Answer"))</button></div></form>
            """
        return """
            <li><p lang="\(one.language)" dir="auto">\(names.chip(one.country)) \(one.text)</p>\(answer)\
            \(mayAnswer && one.answer.isEmpty ? form : .empty)</li>
            """
    }

    private var used: HTML {
        let list: HTML =
            adoptions.isEmpty
            ? "<p class=\"muted\">\(L("No member has said yet what it does with it."))</p>"
            : """
            <ul class="lines">\(adoptions.html { adoption in
                    """
                    <li><p class="title" dir="auto">\(called.name(adoption.member))</p>\
                    <p class="meta"><span class="state">\(adoption.decision.label)</span>\
                    \(adoption.mandate.flatMap { acting[$0] }.map { words -> HTML in " <span>\(words)</span>" })</p>\
                    \(adoption.note.isEmpty ? .empty : "<p class=\"small lines-kept\" dir=\"auto\">\(adoption.note)</p>")</li>
                    """
                })</ul>
            """
        return "<section id=\"decision\"><h2>\(L("What members do with it"))</h2>\(list)\(deciding)</section>"
    }

    private var deciding: HTML {
        guard let country, let name = names.country(country) else { return .empty }
        let now = adoptions.first { $0.member == .country(country) }
        return """
            <form class="form" id="deciding" method="post" action="\(Paths.eventPracticeDecision(event, record.id))">\
            <fieldset class="options"><legend>\(L("\(name): what do you do with it?"))</legend>\
            \(PracticeDecision.allCases.html { decision in
                "<label><input type=\"radio\" name=\"decision\" value=\"\(decision.rawValue)\"\("checked", when: decision == now?.decision) required> <span>\(decision.label)</span></label>"
            })</fieldset>\(state.error("decision"))\
            \(FormState(stored: [("note", now?.note ?? "")]).area("note", L("Why, and what was changed"), maxLength: 1_000))\
            <div class="actions"><button>\(L("Keep our decision"))</button></div></form>
            """
    }
}

extension MarkingWords {
    /// Of what everybody at an event reads.
    static func atEvents(_ marking: String) -> Message {
        switch marking {
        case "CLEAR": L("anybody, also outside the network")
        case "GREEN": L("everybody in the network and at its events")
        default: L("members of the network, and who comes to its events")
        }
    }
}
