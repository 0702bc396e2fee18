import Domain
import Markup
import Web

/// The requests that somebody runs.
struct ExpertRequestsPage {
    let visit: Visit
    let requests: [ExpertRequestRecord]
    let titles: [Programme.ID: String]
    let mayMake: Bool

    var answer: Answer {
        ExpertFrame(visit: visit, tab: .requests).list(
            """
            \(mayMake ? "<div class=\"actions\"><a class=\"button primary\" href=\"\(Paths.newExpertRequest())\">\(Icon.svg("plus")) \(L("Ask for experts"))</a></div>" : .empty)\
            \(requests.isEmpty ? empty : "<ul class=\"lines\">\(requests.html(line))</ul>")
            """)
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("No requests yet"))</h2>\
        <p class="muted">\(L("Say for what you need somebody; you see who is proposed and why, and each is asked the way they chose."))</p></div>
        """
    }

    private func line(_ request: ExpertRequestRecord) -> HTML {
        let days: HTML =
            request.fields.startsOn.isEmpty
            ? .empty
            : "<span>\(DateText.span(request.fields.startsOn, request.fields.endsOn.isEmpty ? request.fields.startsOn : request.fields.endsOn))</span> "
        return """
            <li><p class="title"><a href="\(Paths.expertRequest(request.id))" dir="auto">\(request.fields.title)</a></p>\
            <p class="meta"><span class="state">\(request.state.label)</span> \(days)<bdi>\(titles[request.programme])</bdi></p></li>
            """
    }
}

/// For what, in which programme, when and how many.
struct ExpertRequestForm {
    let visit: Visit
    let programmes: [ProgrammeRecord]
    let tree: AreaTree
    let names: DirectoryNames
    let state: FormState

    var answer: Answer {
        let title = L("Ask for experts")
        let form = FieldForm<ExpertRequestFields>(state: state, options: [:])
        let options = programmes.map { (value: $0.id.description, label: Message.verbatim($0.title)) }
        return ExpertFrame(visit: visit, tab: .requests).detail(
            title, path: Paths.newExpertRequest(),
            programmes.isEmpty
                ? """
                <div class="empty"><h2>\(title)</h2><p class="muted">\
                \(L("Organisers of a programme ask for experts, and who acts for one of its members."))</p></div>
                """
                : """
                <div class="head"><h1>\(title)</h1></div>\
                <form class="form" id="request" method="post" action="\(Paths.expertRequests())">\(form.summary)\
                \(state.select("programme", L("Programme"), options: options))\
                \(state.select("area", L("Area"), options: tree.options(first: L("Any"))))\
                \(state.select("sector", L("Sector"), options: [(value: "", label: L("Any"))] + names.sectorOptions().dropFirst()))\
                \(form.html(without: ["area", "sector"]))\
                <div class="actions"><button class="primary">\(L("Show who is proposed"))</button>\
                <a class="button plain" href="\(Paths.expertRequests())">\(L("Cancel"))</a></div></form>
                """, status: state.errors.isEmpty ? .ok : .wrong)
    }
}

/// A request: who is on its list, and who is proposed.
struct ExpertRequestPage {
    let visit: Visit
    let request: ExpertRequestRecord
    let programme: String
    let candidates: [SeenCandidate]
    let search: ExpertSearch
    let names: DirectoryNames
    /// Whether the visitor acts in the programme today: who made it and does so no longer reads it.
    let mayAsk: Bool
    /// In whose name it was made, and answered.
    let acting: [Mandate.ID: Message]

    private var isOpen: Bool { request.state != .closed && mayAsk }
    private var agreed: Int { candidates.count { $0.candidate.state == .agreed } }

    var answer: Answer {
        ExpertFrame(visit: visit, tab: .requests).detail(
            .verbatim(request.fields.title), path: Paths.expertRequest(request.id),
            """
            <div class="head"><h1 dir="auto">\(request.fields.title)</h1><p class="meta"><span class="state">\(request.state.label)</span> \
            <span>\(L("\(agreed) of \(request.wanted) agreed"))</span> <bdi>\(programme)</bdi> \(told(request.mandate))</p></div>\
            <p class="lines-kept" dir="auto">\(request.fields.text)</p>\(criteria)\
            <section id="candidates"><h2>\(L("On the list"))</h2>\(list)</section>\
            \(isOpen ? "<section id=\"proposed\"><h2>\(L("Proposed"))</h2>\(proposed)</section>\(closing)" : .empty)
            """)
    }

    /// By what the people below are proposed.
    private var criteria: HTML {
        let fields = request.fields
        let days =
            fields.startsOn.isEmpty
            ? nil : DateText.span(fields.startsOn, fields.endsOn.isEmpty ? fields.startsOn : fields.endsOn)
        let area = Area.ID(fields.area).map { search.tree.path(of: $0) }
        let sector = fields.sector.nilIfEmpty.flatMap { names.sector($0)?.label }
        let language = fields.language.nilIfEmpty.map { Languages.name($0) }
        let rows: [HTML] = [
            area.map { "<dt>\(L("Area"))</dt><dd>\($0)</dd>" },
            fields.words.nilIfEmpty.map { "<dt>\(L("Words"))</dt><dd dir=\"auto\">\($0)</dd>" },
            language.map { "<dt>\(L("Language"))</dt><dd>\($0)</dd>" },
            sector.map { "<dt>\(L("Sector"))</dt><dd>\($0)</dd>" },
            days.map { "<dt>\(L("Days"))</dt><dd>\($0)</dd>" },
        ].compactMap { $0 }
        return rows.isEmpty
            ? .empty
            : "<section id=\"criteria\"><h2>\(L("Looked for"))</h2><dl class=\"facts\">\(rows.html { $0 })</dl></section>"
    }

    private func told(_ mandate: Mandate.ID?) -> HTML {
        mandate.flatMap { acting[$0] }.map { "<span>\($0)</span>" as HTML } ?? .empty
    }

    private var list: HTML {
        guard !candidates.isEmpty else {
            return "<p class=\"muted\">\(L("Nobody yet. Put people on the list from those proposed below."))</p>"
        }
        return "<ul class=\"lines\">\(candidates.html(line))</ul>"
    }

    private func line(_ seen: SeenCandidate) -> HTML {
        let one = seen.candidate
        guard let person = seen.person else {
            return """
                <li class="between"><span class="muted">\(L("Somebody who is no longer available"))</span>\
                \(one.state == .suggested && isOpen ? removal(one) : .empty)</li>
                """
        }
        let note: HTML = one.note.isEmpty ? .empty : "<p class=\"meta\" dir=\"auto\">\(one.note)</p>"
        return """
            <li class="between"><div><p class="title"><a href="\(Paths.expert(person.id))" dir="auto">\(person.fields.fullName)</a></p>\
            <p class="meta"><span class="state\(one.state == .agreed ? " good" : "")">\(one.label)</span> <span>\(names.place(person.fields.country))</span> \
            <bdi>\(person.fields.organisation)</bdi> \(told(one.mandate))</p>\(one.why.isEmpty ? .empty : "<p class=\"meta\" dir=\"auto\">\(one.why)</p>")\(note)</div>\
            \(one.state == .suggested && isOpen ? "<div class=\"actions\">\(asking(one, person))\(removal(one))</div>" : .empty)</li>
            """
    }

    private func asking(_ one: ExpertCandidateRecord, _ person: PersonRecord) -> HTML {
        """
        <form method="post" action="\(Paths.expertAsking(request.id, one.id))"><button>\(L("Ask"))\
        <span class="sr">: \(person.fields.fullName)</span></button></form>
        """
    }

    private func removal(_ one: ExpertCandidateRecord) -> HTML {
        """
        <form method="post" action="\(Paths.expertRemoval(request.id, one.id))"><button class="plain">\(L("Take off the list"))</button></form>
        """
    }

    private var proposed: HTML {
        let listed = Set(candidates.compactMap(\.candidate.person))
        let open = search.found.filter { !listed.contains($0.id) }
        guard !open.isEmpty else {
            return
                "<p class=\"muted\">\(L("Nobody else is found whom you see, who agreed to be found, and who is free on these days."))</p>"
        }
        return """
            <ol class="lines">\(open.html { found in
                let why = (found.ranked.reasons + found.ranked.spread).map { "\($0.words(search, names).string()) \($0.mark)" }
                return """
                    <li class="between"><div><p class="title"><a href="\(Paths.expert(found.id))" dir="auto">\(found.person.fields.fullName)</a></p>\
                    <p class="meta"><span>\(names.place(found.person.fields.country))</span> <bdi>\(found.person.fields.organisation)</bdi></p>\
                    <p class="meta">\(Message.list(why, .semicolons))</p></div>\
                    <form method="post" action="\(Paths.expertCandidates(request.id))"><input type="hidden" name="person" value="\(found.id.description)">\
                    <input type="hidden" name="why" value="\(why.joined(separator: "; "))"><button>\(L("Put on the list"))\
                    <span class="sr">: \(found.person.fields.fullName)</span></button></form></li>
                    """
            })</ol>
            """
    }

    private var closing: HTML {
        """
        <hr><form method="post" action="\(Paths.expertRequestClosure(request.id))"><p class="muted">\
        \(L("A closed request asks nobody any more; what was answered stays."))</p><button class="plain">\(L("Close the request"))</button></form>
        """
    }
}

/// What somebody is asked: as the focal point of a country, and as an expert.
struct ExpertQuestionsPage {
    let visit: Visit
    let questions: [ExpertQuestion]
    /// In whose name each request was made.
    let acting: [Mandate.ID: Message]
    let names: DirectoryNames
    let tree: AreaTree

    var answer: Answer {
        ExpertFrame(visit: visit, tab: .questions).list(
            questions.isEmpty
                ? """
                <div class="empty"><h2>\(L("Nobody asks you"))</h2>\
                <p class="muted">\(L("Who is asked as an expert answers here; focal points answer here for the experts of their country."))</p></div>
                """
                : "<ul class=\"lines\">\(questions.html(line))</ul>")
    }

    private func line(_ question: ExpertQuestion) -> HTML {
        let fields = question.request.fields
        let days: HTML =
            fields.startsOn.isEmpty
            ? .empty
            : "<span>\(DateText.span(fields.startsOn, fields.endsOn.isEmpty ? fields.startsOn : fields.endsOn))</span> "
        let who: HTML =
            question.isOwn
            ? .empty
            : "<p><b dir=\"auto\">\(question.name)</b> \(names.chip(question.candidate.country))</p>"
        return """
            <li><p class="title" dir="auto">\(fields.title)</p><p class="meta"><span class="state">\(question.candidate.label)</span> \
            \(days)<span>\(Area.ID(fields.area).map { tree.path(of: $0) })</span> <bdi>\(question.programme)</bdi> \
            \(question.request.mandate.flatMap { acting[$0] }.map { "<span>\($0)</span>" as HTML } ?? .empty)</p>\(who)\
            <p class="lines-kept" dir="auto">\(fields.text)</p>\(form(question))</li>
            """
    }

    private func form(_ question: ExpertQuestion) -> HTML {
        guard question.request.state != .closed,
            question.candidate.state == .asked || question.candidate.state == .agreed
        else {
            return .empty
        }
        let id = question.candidate.id
        let isAsked = question.candidate.state == .asked
        let pass: HTML =
            !question.isOwn && question.candidate.isAtFocalPoint
            ? "<button class=\"primary\" name=\"answer\" value=\"pass\">\(L("Pass it on"))</button>" : .empty
        let agree: HTML =
            isAsked
            ? "<button\("class", value: question.isOwn ? "primary" : nil) name=\"answer\" value=\"agree\">\(question.isOwn ? L("I agree") : L("They agree"))</button>"
            : .empty
        let decline: Message = question.isOwn ? L("I decline") : L("Decline for them")
        return """
            <form class="form" method="post" action="\(Paths.expertAnswer(id))"><div class="field"><label for="note-\(id.description)">\(L("A word with it"))</label>\
            <textarea id="note-\(id.description)" name="note" dir="auto" maxlength="1000">\(question.candidate.note)</textarea></div>\
            <div class="actions">\(pass)\(agree)<button class="plain" name="answer" value="decline">\(decline)</button></div></form>
            """
    }
}
