import Domain
import Markup
import Storage
import Web

/// One idea: who supports it, what can be done with it, what it says.
struct IdeaPage {
    let frame: PlansFrame
    let idea: IdeaRecord
    let states: [String: FormState]
    let sight: IdeaSight
    let support: IdeaSupport
    let standing: IdeaStanding
    let edits: Bool
    private let own: [String]
    let names: DirectoryNames
    private let regions: [Message]
    private let areas: [String]
    private let sources: [ActionSource]
    private let sponsor: String
    private let parents: [IdeaRecord]
    private let into: IdeaRecord?
    let proposals: [IdeaProposalRecord]
    private let follow: HTML
    private let remarks: HTML
    let funders: [IdeaFunder]
    private let thread: HTML

    init(_ visit: Visit, _ id: ProjectIdea.ID, _ states: [String: FormState], _ reading: any Reading) throws {
        let (idea, sight) = try IdeaSight.seen(visit, id, reading)
        (self.idea, self.sight, self.states) = (idea, sight, states)
        frame = try PlansFrame(visit, idea.programme, reading)
        support = idea.support(sight.rule)
        standing = sight.standing(idea)
        edits = sight.edits(idea)
        own = sight.endorses(idea)
        names = try DirectoryNames(reading)
        regions = try RegionStore(reading).regions().filter { idea.regions.contains($0.id) }
            .map { RegionWords.name($0.code, $0.name) }
        areas = try AreaTree(reading).names(idea.areas)
        sources = try idea.sources.sorted().compactMap {
            try IdeaSources.source($0, in: idea.programme, visit, reading)
        }
        let called = try MemberCalled(idea.programme, names, reading)
        sponsor = idea.sponsor.map { called.name($0) } ?? ""
        parents = try IdeaStore(reading).parents(of: id).filter(sight.reads)
        into = try idea.joinedInto.flatMap { try IdeaStore(reading).ideas([$0]).first { sight.reads($0) } }
        proposals = try IdeaProposalStore(reading).proposals(of: id)
        follow = idea.state == .draft ? .empty : try FollowButton(idea.subject, visit, reading).html
        remarks = idea.state == .draft ? .empty : try RemarkSection(idea.subject, visit, reading).html
        thread = try ThreadTrail(of: id, reading, visit).html
        funders = edits ? try IdeaFunderStore(reading).funders(of: id) : []
    }

    /// Whether the first thing to do is a country's answer.
    var asksCountry: Bool {
        own.contains { country in !idea.endorsements.contains { $0.country == country } }
    }

    var answer: Answer {
        frame.answer(
            IdeaFacts.tab, .verbatim(idea.title), path: IdeaPaths.one(idea.id),
            between: [.init(L("Ideas"), IdeaPaths.board(idea.programme))], styles: ["guide"],
            status: states.values.contains { !$0.errors.isEmpty } ? .wrong : .ok,
            """
            <div class="head"><h1 lang="\(idea.language)" dir="auto">\(idea.title)</h1>\
            <p class="meta"><span class="state\(standing.tone)">\(standing.label)</span> \
            \(sponsor.isEmpty ? .empty : "<span dir=\"auto\">\(sponsor)</span> ")\(TLP.chip(idea.marking))</p>\
            <p class="lede">\(next)</p>\(follow)</div>
            \(joined)\(own.html(endorsing))\(IdeaActsSection(page: self).html)
            <div class="split"><div>\(told)\(proposed)\(given)</div><div>\(said)\(origin)\(before)</div></div>\(remarks)\(thread)
            """)
    }

    /// In one sentence what happens now.
    private var next: Message {
        if idea.joinedInto != nil { return L("This idea goes on in another one.") }
        switch standing {
        case .draft: return L("Nobody else reads it until it is shared.")
        case .shared:
            if support.isStopped {
                let names = support.stopping.map { self.names.country($0) ?? $0 }
                return L("Put off by \(list: names).")
            }
            return L(
                support.missing, one: "\(support.missing) more country has to support it.",
                other: "\(support.missing) more countries have to support it.")
        case .supported: return L("It is supported: a proposal can be written.")
        case .developing:
            return support.isSupported
                ? L("A proposal is written.") : L("A proposal is written, and the idea is no longer supported.")
        case .taken: return L("A project does it.")
        case .parked: return L("It is looked at again on \(DateText.day(idea.parkedUntil)).")
        case .closed: return L("It was closed: see why below.")
        }
    }

    private var joined: HTML {
        guard let into else { return .empty }
        return """
            <div class="notice" id="joined"><p><a href="\(IdeaPaths.one(into.id))" dir="auto">\(into.title)</a></p>\
            \(edits ? "<form method=\"post\" action=\"\(IdeaPaths.joining(idea.id))\"><button class=\"plain\">\(L("It stands for itself again"))</button></form>" : .empty)</div>
            """
    }

    private func endorsing(_ country: String) -> HTML {
        let known = idea.endorsements.first { $0.country == country }
        let key = "endorsement-\(country)"
        let stored = FormState(stored: [("stance", known?.stance.rawValue ?? ""), ("words", known?.words ?? "")])
        let form = (states[key] ?? stored).placed(key)
        let chosen = form.values.text("stance")
        return """
            <section id="\(key)"><h2>\(L("What does \(names.country(country) ?? country) say?"))</h2>\
            <form class="form" method="post" action="\(IdeaPaths.endorsement(idea.id))">\
            <input type="hidden" name="country" value="\(country)">\
            <fieldset class="options"><legend class="sr">\(L("Your country’s answer"))</legend>\(IdeaSupport.Stance.allCases.html { one in
                "<label><input type=\"radio\" name=\"stance\" value=\"\(one.rawValue)\"\("checked", when: chosen == one.rawValue)> <span>\(one.label)</span></label>"
            })\(form.error("stance"))</fieldset>\
            \(form.area("words", L("In words"), maxLength: 2 * IdeaEndorsement.longest))\
            <div class="actions"><button\("class", value: known == nil ? "primary" : nil)>\(L("Say it"))</button>\
            \(known == nil ? .empty : "<button class=\"plain\" name=\"back\" value=\"1\" formnovalidate>\(L("Take it back"))</button>")</div></form></section>
            """
    }

    private var told: HTML {
        let outcome: HTML =
            idea.outcome.isEmpty
            ? .empty : "<h3>\(L("Why"))</h3><p class=\"lines-kept\" dir=\"auto\">\(idea.outcome)</p>"
        let countries = idea.countries.sorted()
        return """
            <section id="told"><h2>\(L("What it says"))</h2>\(FieldList.facts(idea.fields))\
            <dl class="facts">\(countries.isEmpty ? .empty : "<dt>\(L("Countries"))</dt><dd>\(countries.html { "\(names.chip($0)) " })</dd>")\
            \(regions.isEmpty ? .empty : "<dt>\(L("Regions"))</dt><dd dir=\"auto\">\(regions.map { $0.string() }.joined(separator: ", "))</dd>")\
            \(areas.isEmpty ? .empty : "<dt>\(L("Areas"))</dt><dd dir=\"auto\">\(areas.joined(separator: ", "))</dd>")</dl>\(outcome)\
            <div class="actions"><a class="button" href="\(IdeaPaths.file(idea.id, "sheet.pdf"))" download>\(Icon.svg("download")) \(L("Two pages as PDF"))</a>\
            <a class="button" href="\(IdeaPaths.file(idea.id, "sheet.docx"))" download>\(Icon.svg("download")) \(L("As DOCX"))</a></div></section>
            """
    }

    private var said: HTML {
        guard !idea.endorsements.isEmpty || !support.silent.isEmpty else { return .empty }
        let silent = support.silent.map { names.country($0) ?? $0 }
        return """
            <section id="support"><h2>\(L("What countries say"))</h2><ul class="lines">\(idea.endorsements.html { one in
                """
                <li><p class="title">\(names.chip(one.country)) \(names.country(one.country) ?? one.country)</p>\
                <p class="meta"><span class="state\(one.stance == .support ? " good" : one.stance == .notNow ? " warn" : "")">\(one.stance.label)</span> \
                <span>\(DateText.day(CalendarDate.today(one.saidAt)))</span>\(one.saidAt < idea.changedAt ? " <span>\(L("before the idea was changed"))</span>" : .empty)</p>\
                \(one.words.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(one.words)</p>")</li>
                """
            })</ul>\(silent.isEmpty ? .empty : "<p class=\"muted\">\(L("Asked and silent so far: \(list: silent)"))</p>")</section>
            """
    }

    private var origin: HTML {
        let hidden = idea.sources.count - sources.count
        guard !sources.isEmpty || idea.isDirect || hidden > 0 else { return .empty }
        return """
            <section id="origin"><h2>\(L("Where it comes from"))</h2><ol class="trail">\(sources.html { one in
                let title: HTML = one.path.map { "<a class=\"chip\" href=\"\($0)\">\(one.label): \(one.title)</a>" } ?? "<span class=\"chip\">\(one.label): \(one.title)</span>"
                return "<li dir=\"auto\">\(title)</li>"
            })</ol>\(idea.isDirect ? "<p class=\"muted\">\(L("Entered directly."))</p>" : .empty)\
            \(hidden > 0 ? "<p class=\"muted\">\(L("And from what you do not see: \(hidden)"))</p>" : .empty)</section>
            """
    }

    private var before: HTML {
        guard !parents.isEmpty else { return .empty }
        return """
            <section id="parents"><h2>\(L("These go on in it"))</h2><ul class="lines">\(parents.html { one in
                "<li><p class=\"title\" lang=\"\(one.language)\" dir=\"auto\"><a href=\"\(IdeaPaths.one(one.id))\">\(one.title)</a></p></li>"
            })</ul></section>
            """
    }

    private var proposed: HTML {
        guard !proposals.isEmpty else { return .empty }
        return """
            <section id="proposals"><h2>\(L("Proposal"))</h2><ul class="lines">\(proposals.html { one in
                "<li><p class=\"title\"><a href=\"\(IdeaPaths.proposal(one.id))\">\(L("Version \(one.version)"))</a></p><p class=\"meta\"><span class=\"state\(one.state.tone)\">\(one.state.label)</span></p></li>"
            })</ul></section>
            """
    }

    private var given: HTML {
        guard edits, idea.state != .draft, idea.joinedInto == nil else { return .empty }
        let form = (states["funder"] ?? FormState()).placed("funder")
        return """
            <section id="funders"><h2>\(L("Who has the two pages"))</h2><ul class="lines">\(funders.html(funder))</ul>\
            <form class="form" method="post" action="\(IdeaPaths.funders(idea.id))">\
            \(form.text("email", L("E-mail of who may fund it"), hint: L("An account of this server; it reads the two pages and nothing else."), type: "email", maxLength: 254))\
            <div class="actions"><button>\(L("Give the two pages"))</button></div></form></section>
            """
    }

    private func funder(_ one: IdeaFunder) -> HTML {
        let key = "reply-\(one.id)"
        let form = (states[key] ?? FormState(stored: [("words", one.reply)])).placed(key)
        let words: HTML = one.words.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(one.words)</p>"
        let reply: HTML =
            one.answer != .ask
            ? .empty
            : """
            <form class="form" method="post" action="\(IdeaPaths.reply(idea.id))"><input type="hidden" name="entry" value="\(one.id)">\
            \(form.area("words", L("Answer to the question"), maxLength: 2_000))<div class="actions"><button>\(L("Save"))</button></div></form>
            """
        return """
            <li><p class="title" dir="auto">\(one.name)</p><p class="meta"><span>\(one.answer?.label ?? L("no answer yet"))</span> \
            <span>\(DateText.day(CalendarDate.today(one.answeredAt ?? one.releasedAt)))</span></p>\(words)\(reply)\
            <form method="post" action="\(IdeaPaths.funders(idea.id))"><button class="plain" name="remove" value="\(one.id)">\(L("Take it back"))</button></form></li>
            """
    }
}

/// What can be done with an idea now: one thing first.
struct IdeaActsSection {
    let page: IdeaPage

    private var idea: IdeaRecord { page.idea }

    var html: HTML {
        guard page.edits, idea.joinedInto == nil else { return .empty }
        var parts: [HTML] = []
        if IdeaOperations.from(.share).contains(idea.state) {
            parts.append(
                button(IdeaPaths.state(idea.id), "share", idea.state == .draft ? L("Share it") : L("Take it up again")))
        }
        if page.standing == .supported {
            parts.append(button(IdeaPaths.proposals(idea.id), "propose", L("Write the proposal together")))
        }
        if IdeaOperations.from(.park).contains(idea.state) { parts.append(parking) }
        if IdeaOperations.from(.close).contains(idea.state) { parts.append(closing) }
        let errors = page.states["state"]?.summary([("day", L("Look at it again on")), ("words", L("Why"))]) ?? .empty
        return """
            <section id="acts"><h2 class="sr">\(L("What you can do"))</h2>\(errors)<div class="actions">\(parts.html { $0 })\
            <a class="button" href="\(IdeaPaths.editing(idea.id))">\(Icon.svg("edit")) \(L("Edit the idea"))</a></div></section>
            """
    }

    private func button(_ path: String, _ move: String, _ label: Message) -> HTML {
        """
        <form id="\(move)" method="post" action="\(path)"><button\("class", value: page.asksCountry ? nil : "primary") name="move" value="\(move)">\(label)</button></form>
        """
    }

    private func form(_ move: IdeaMove) -> FormState {
        let sent = page.states["state"]
        return (sent?.values.text("move") == move.rawValue ? sent ?? FormState() : FormState()).placed(move.rawValue)
    }

    private var parking: HTML {
        let form = form(.park)
        return folded(
            .park, L("Park it"), isOpen: !form.errors.isEmpty,
            "\(form.text("day", L("Look at it again on"), type: "date"))\(form.area("words", L("Why"), maxLength: 2_000))"
        )
    }

    private var closing: HTML {
        let form = form(.close)
        return folded(
            .close, L("Close it"), isOpen: !form.errors.isEmpty, form.area("words", L("Why"), maxLength: 2_000))
    }

    private func folded(_ move: IdeaMove, _ label: Message, isOpen: Bool, _ fields: HTML) -> HTML {
        """
        <details id="\(move.rawValue)"\("open", when: isOpen)><summary class="button">\(label)</summary>\
        <form class="form" method="post" action="\(IdeaPaths.state(idea.id))"><input type="hidden" name="move" value="\(move.rawValue)">\
        \(fields)<div class="actions"><button>\(label)</button></div></form></details>
        """
    }
}
