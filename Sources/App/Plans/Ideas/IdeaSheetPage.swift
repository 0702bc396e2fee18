import Domain
import Markup
import Storage
import Web

/// The two pages as who may fund it reads them, and answers.
struct IdeaSheetPage {
    let visit: Visit
    let idea: IdeaRecord
    let own: IdeaFunder
    let state: FormState
    private let document: Document
    private let told: IdeaSheet.Told

    init(_ visit: Visit, _ id: ProjectIdea.ID, _ state: FormState?, _ reading: any Reading) throws {
        self.visit = visit
        let (idea, own) = try IdeaSheetOperations.given(visit, id, reading)
        (self.idea, self.own) = (idea, own)
        let sheet = try IdeaSheet(idea, given: own, reading)
        (document, told) = (sheet.document, sheet.told)
        self.state =
            state
            ?? FormState(stored: [("answer", own.answer?.rawValue ?? ""), ("words", own.words)])
    }

    var answer: Answer {
        var layout = Layout(.desk, .verbatim(told.title), path: IdeaPaths.sheet(idea.id))
        layout.styles = ["guide"]
        layout.dress(visit)
        let chosen = state.values.text("answer")
        return layout.answer(
            """
            <div class="head"><h1 lang="\(told.language)" dir="auto">\(told.title)</h1>\
            <p class="meta">\(TLP.chip(told.marking))</p>\
            <p class="lede">\(L("You were given these two pages to say whether you would fund it."))</p></div>
            <dl class="facts">\(document.facts.html { "<dt>\($0.label)</dt><dd dir=\"auto\">\($0.value.plain)</dd>" })</dl>
            \(part(L("What is missing"), told.need))\(part(L("What would be done"), told.text))\(part(L("What would be different afterwards"), told.difference))
            \(own.reply.isEmpty ? .empty : "<section><h2>\(L("Answer to your question"))</h2><p class=\"lines-kept\" dir=\"auto\">\(own.reply)</p></section>")
            <section id="answer"><h2>\(L("What do you say?"))</h2><form class="form" method="post" action="\(IdeaPaths.sheet(idea.id))">\
            <fieldset class="options"><legend class="sr">\(L("What do you say?"))</legend>\(IdeaFunder.Answer.allCases.html { one in
                "<label><input type=\"radio\" name=\"answer\" value=\"\(one.rawValue)\"\("checked", when: chosen == one.rawValue)> <span>\(one.label)</span></label>"
            })\(state.error("answer"))</fieldset>\(state.area("words", L("In words"), maxLength: 2_000))\
            <div class="actions"><button class="primary">\(L("Say it"))</button></div></form></section>
            """, state.errors.isEmpty ? .ok : .wrong)
    }

    private func part(_ title: Message, _ text: String) -> HTML {
        guard !text.isEmpty else { return .empty }
        return """
            <section><h2>\(title)</h2><p class="lines-kept" lang="\(told.language)" dir="auto">\(text)</p></section>
            """
    }
}

/// A proposal: where it is written, how far it is, what was decided.
struct IdeaProposalPage {
    let frame: PlansFrame
    let proposal: IdeaProposalRecord
    let idea: IdeaRecord
    let state: FormState
    private let edits: Bool
    private let decides: Bool
    private let thread: HTML

    init(_ visit: Visit, _ id: IdeaProposal.ID, _ state: FormState, _ reading: any Reading) throws {
        let (proposal, idea, sight) = try IdeaProposalOperations.seen(visit, id, reading)
        (self.proposal, self.idea, self.state) = (proposal, idea, state)
        frame = try PlansFrame(visit, idea.programme, reading)
        (edits, decides) = (sight.edits(idea), sight.standing.coordinates)
        thread = try ThreadTrail(of: id, reading, visit).html
    }

    var answer: Answer {
        frame.answer(
            IdeaFacts.tab, L("Proposal"), path: IdeaPaths.proposal(proposal.id),
            between: [
                .init(L("Ideas"), IdeaPaths.board(idea.programme)),
                .init(.verbatim(idea.title), IdeaPaths.one(idea.id)),
            ], styles: ["guide"], status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1 lang="\(idea.language)" dir="auto">\(idea.title)</h1>\
            <p class="meta"><span class="state\(proposal.state.tone)">\(proposal.state.label)</span> <span>\(L("Version \(proposal.version)"))</span> \(TLP.chip(idea.marking))</p>\
            <p class="lede">\(next)</p></div>
            \(proposal.words.isEmpty ? .empty : "<section id=\"decision\"><h2>\(L("What was decided"))</h2><p class=\"lines-kept\" dir=\"auto\">\(proposal.words)</p></section>")
            <p><a class="button" href="\(PublicationPaths.one(proposal.publication))">\(L("Open the text"))</a></p>
            \(acts)\(thread)
            """)
    }

    private var next: Message {
        switch proposal.state {
        case .draft: L("Its members write the text together.")
        case .reviewed: L("It is read and agreed: it can go to the funder.")
        case .submitted: L("It is with the funder.")
        case .accepted: L("It was accepted: a project can name it.")
        case .returned: L("It came back: change it, and send it again.")
        case .rejected: L("It was rejected.")
        }
    }

    private static func label(_ state: IdeaProposalState) -> Message {
        switch state {
        case .draft: L("Go on writing")
        case .reviewed: L("It is reviewed")
        case .submitted: L("It was sent to the funder")
        case .accepted: L("The funder accepted it")
        case .returned: L("The funder returned it")
        case .rejected: L("The funder rejected it")
        }
    }

    private var acts: HTML {
        let open = proposal.state.next.filter { $0.isDecision ? decides : edits }
        guard !open.isEmpty else { return .empty }
        let asks = open.contains { $0.isDecision }
        return """
            <form class="form" id="state" method="post" action="\(IdeaPaths.proposalState(proposal.id))">\
            \(state.summary([("words", L("What was decided"))]))\
            \(asks ? state.area("words", L("What was decided"), maxLength: 4_000) : .empty)\
            <div class="actions">\(open.enumerated().html { one in
                "<button name=\"state\" value=\"\(one.element.rawValue)\"\("class", value: one.offset == 0 ? "primary" : nil)>\(Self.label(one.element))</button>"
            })</div></form>
            """
    }
}
