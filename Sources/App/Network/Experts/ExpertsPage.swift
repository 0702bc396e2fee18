import Domain
import Markup
import Web

/// Experts with why they stand where they stand.
struct ExpertsPage {
    /// As many as are shown at once.
    static let size = 25

    let visit: Visit
    let search: ExpertSearch
    let names: DirectoryNames

    private var filter: ExpertFilter { search.filter }

    var answer: Answer {
        ExpertFrame(visit: visit, tab: .list).list(
            """
            \(form)<div class="narrowed" id="experts" data-announce="\(counted.string())">\(search.found.isEmpty ? nobody : list)</div>
            """)
    }

    private var counted: Message {
        L(search.count, one: "\(search.count) expert", other: "\(search.count) experts")
    }

    private var form: HTML {
        let form = FormState(stored: filter.pairs.map { ($0.0, $0.0 == "language" ? asked : $0.1) })
        let all: [(value: String, label: Message)] = [(value: "", label: L("All"))]
        return """
            <form class="inline search" id="filter" method="get" action="\(Paths.experts())" role="search" data-auto data-typed="experts">\
            \(form.text("q", L("What do they know?"), type: "search"))<button>\(L("Search"))</button>\
            \(form.select("area", L("Area"), options: search.tree.options(first: L("All"))))\
            \(form.select("language", L("Language"), options: all + languages))\
            \(form.select("sector", L("Sector"), options: all + names.sectorOptions(kept: filter.sector.nilIfEmpty).dropFirst()))\
            \(form.select("country", L("Country"), options: all + names.countryOptions.dropFirst()))\
            \(form.select("willing", L("Willing"), options: all + Willingness.allCases.map { (value: $0.rawValue, label: $0.label) }))\
            <details\("open", when: !filter.from.isEmpty || !filter.to.isEmpty)><summary>\(L("For certain days"))</summary>\
            \(form.text("from", L("First day"), type: "date"))\(form.text("to", L("Last day"), type: "date"))</details></form>
            """
    }

    /// Those that somebody speaks, and what is asked for.
    private var languages: [FieldOption] {
        let codes = search.languages.union([asked].compactMap(\.nilIfEmpty))
        let named = codes.map { (value: $0, label: Languages.name($0)) }
        return Folded.ordered(named) { $0.label }.map { (value: $0.value, label: .verbatim($0.label)) }
    }

    /// As a code, also where somebody wrote a name in the address.
    private var asked: String { Languages.code(filter.language) ?? filter.language }

    private var nobody: HTML {
        """
        <div class="empty"><h2>\(filter.isEmpty ? L("No experts yet") : L("Nobody found"))</h2>\
        <p class="muted">\(filter.isEmpty
            ? L("People say on their profile what they know, and that they may be found. You see those who let you see them.")
            : L("Try fewer words, or a wider area. You see those who let you see them."))</p>\
        <a class="button" href="\(filter.isEmpty ? Paths.profile() : Paths.experts())">\(filter.isEmpty ? L("My profile") : L("Show everybody"))</a></div>
        """
    }

    private var list: HTML {
        let cut = search.count > search.found.count
        return """
            <p class="meta"><span>\(cut ? L("The first \(search.found.count) of \(search.count) experts") : counted)</span> \
            \(search.areas.isEmpty ? .empty : "<span>\(L("Looked for: \(list: search.areas.map { $0.name() }, .commas)"))</span>")</p>\
            <ol class="lines">\(search.found.html(line))</ol>\
            \(cut && search.found.count == Self.size ? "<p><a href=\"\(everybody)\">\(L("Show all"))</a></p>" : .empty)\(asking)
            """
    }

    private var everybody: String {
        var pairs: [(String, String?)] = filter.pairs.map { ($0.0, $0.1.nilIfEmpty) }
        pairs.append(("all", "1"))
        return Paths.experts() + QueryText.of(pairs)
    }

    /// To a request for what is looked for.
    private var asking: HTML {
        guard let account = visit.visitor.account, account.organisesProgrammes || !account.mandates.isEmpty else {
            return .empty
        }
        let told: [(String, String?)] = [
            ("area", search.areas.first?.code), ("words", filter.query.nilIfEmpty),
            ("language", filter.language.nilIfEmpty), ("starts-on", filter.from.nilIfEmpty),
            ("ends-on", filter.to.nilIfEmpty),
        ]
        return """
            <div class="actions"><a class="button" href="\(Paths.newExpertRequest() + QueryText.of(told))">\(Icon.svg("plus")) \(L("Ask for experts"))</a></div>
            """
    }

    private func line(_ found: FoundExpert) -> HTML {
        let fields = found.person.fields
        return """
            <li><div class="between"><div><p class="title"><a href="\(Paths.expert(found.id))" dir="auto">\(fields.fullName)</a></p>\
            <p class="meta"><span>\(names.place(fields.country))</span> \(names.sector(fields.sector)?.html) \
            <bdi>\(fields.organisation)</bdi> <span>\(PersonForm.languages(fields.languages))</span></p>\
            <p class="meta">\(Message.list(search.tree.names(found.profile.areas.keys), .commas))</p></div>\
            \(filter.isEmpty ? .empty : "<p class=\"num\"><b>\(found.ranked.rank)</b> <span class=\"sr\">\(L("points"))</span></p>")</div>\
            \(filter.isEmpty ? .empty : why(found))</li>
            """
    }

    private func why(_ found: FoundExpert) -> HTML {
        let reasons = found.ranked.reasons + found.ranked.spread
        guard !reasons.isEmpty else { return .empty }
        return """
            <p class="meta">\(reasons.html { reason in
                "<span>\(reason.words(search, names)) <b>\(reason.mark)</b></span> "
            })</p>
            """
    }
}

/// The tabs of what has to do with experts.
struct ExpertFrame {
    enum Tab: CaseIterable {
        case list, coverage, requests, questions

        var link: (path: String, label: Message) {
            switch self {
            case .list: (Paths.experts(), L("Experts"))
            case .coverage: (Paths.expertCoverage(), L("Who knows what, by country"))
            case .requests: (Paths.expertRequests(), L("Requests"))
            case .questions: (Paths.expertQuestions(), L("What I am asked"))
            }
        }
    }

    let visit: Visit
    let tab: Tab

    func list(_ main: HTML, status: DeskFrame.FormStatus = .ok) -> Answer {
        DeskFrame(visit: visit, title: tab.link.label, path: tab.link.path).answer(
            """
            <div class="head"><h1>\(L("Experts"))</h1></div>\
            <nav aria-label="\(L("Experts").string())"><ul class="tabs">\(Tab.allCases.html { other in
                "<li><a href=\"\(other.link.path)\"\("aria-current", value: other == tab ? "page" : nil)>\(other.link.label)</a></li>"
            })</ul></nav>\(main)
            """, status: status)
    }

    /// A page below the list.
    func detail(_ title: Message, path: String, _ main: HTML, status: DeskFrame.FormStatus = .ok) -> Answer {
        DeskFrame(
            visit: visit, title: title, path: path,
            crumbs: [.init(L("Experts"), Paths.experts()), .init(title, nil)]
        ).answer(main, status: status)
    }
}
