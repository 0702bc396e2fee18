import Domain
import Markup
import Storage
import Web

/// The library: practices, publications, cases and materials of all programmes that an account sees, by area, language and marking.
struct LibraryPage {
    let visit: Visit
    let programmes: [ProgrammeRecord]
    let items: [LibraryItem]
    /// Those that the filter lets through.
    let shown: [LibraryItem]
    let tree: AreaTree
    let mayShare: Bool

    private static let most = 200

    init(_ visit: Visit, _ reading: any Reading) throws {
        guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
        self.visit = visit
        let programmes = try ProgrammeStore(reading).programmes(of: account)
        self.programmes = programmes
        let tree = try AreaTree(reading)
        self.tree = tree
        let asked = try LibraryAsked(visit, programmes, reading)
        let items = try LibraryShelves.items(asked, reading)
        self.items = items
        let query = visit.inbound.query
        let (kind, language, marking) = (query.text("kind"), query.text("language"), query.text("marking"))
        let words = SearchQuery(query.text("q"))
        let within = tree.area(told: query.text("area")).map { tree.within($0.id) }
        shown = items.filter { item in
            guard kind.isEmpty || item.shelf.code == kind, language.isEmpty || item.language == language,
                marking.isEmpty || item.marking == marking
            else { return false }
            if let within, within.isDisjoint(with: item.areas) { return false }
            return item.matches(words)
        }
        mayShare = programmes.contains { MemberVoice(visit.visitor, $0.id, asked.roster).speaks }
    }

    var answer: Answer {
        DeskFrame(
            visit: visit, title: L("Library"), path: Paths.library(), crumbs: [.init(L("Library"), nil)],
            styles: ["tables", "guide"]
        ).answer(
            """
            <div class="head"><h1>\(L("Library"))</h1>\
            <p class="lede">\(L("What the networks know: practices, publications, past events and exercises."))</p>\
            \(mayShare ? "<div class=\"actions\"><a class=\"button primary\" href=\"\(Paths.practiceStart())\">\(Icon.svg("plus")) \(L("Share a practice"))</a></div>" : .empty)</div>\
            \(programmes.isEmpty ? "<p class=\"muted\">\(L("You have no role in a programme yet. An organiser gives you one."))</p>" : content)
            """)
    }

    private var content: HTML {
        """
        \(items.isEmpty ? .empty : filter)\
        \(items.isEmpty ? "<p class=\"muted\">\(L("Nothing is in the library yet."))</p>" : shown.isEmpty ? nothing : list)\
        <section id="programmes"><h2>\(L("By programme"))</h2><ul class="lines">\(programmes.html { programme in
            let count = items.count { $0.programme == programme.id }
            return """
                <li><p class="title" dir="auto"><a href="\(Paths.cases(programme.id))">\(programme.title)</a></p>\
                <p class="meta">\(L(count, one: "\(count) entry", other: "\(count) entries"))</p></li>
                """
        })</ul></section>
        """
    }

    private var filter: HTML {
        let form = FormState(visit.inbound.query)
        let every: FieldOption = (value: "", label: L("All"))
        let kinds: [FieldOption] = LibraryShelves.all.map { (value: $0.code, label: $0.label) }
        let languages: [FieldOption] = Set(items.map(\.language)).sorted().map {
            (value: $0, label: .verbatim(ContributionLanguage.name($0)))
        }
        let markings: [FieldOption] = TLP.all.filter { label in items.contains { $0.marking == label } }.map {
            (value: $0, label: .verbatim("TLP:\($0)"))
        }
        return """
            <form class="inline" id="filter" method="get" action="\(Paths.library())" role="search" data-auto>\
            \(form.text("q", L("Search"), type: "search"))\(form.select("kind", L("Kind"), options: [every] + kinds))\
            \(tree.inUse.isEmpty ? .empty : form.select("area", L("Area"), options: tree.options(first: L("All"))))\
            \(languages.count < 2 ? .empty : form.select("language", L("Language"), options: [every] + languages))\
            \(markings.count < 2 ? .empty : form.select("marking", L("Marking"), options: [every] + markings))\
            <button>\(L("Show"))</button></form>
            """
    }

    private var nothing: HTML {
        """
        <div class="empty"><h2>\(L("Nothing found"))</h2><p class="muted">\(L("Try fewer words, or another filter."))</p>\
        <a class="button" href="\(Paths.library())">\(L("Show all"))</a></div>
        """
    }

    private var list: HTML {
        let titles = Dictionary(programmes.map { ($0.id, $0.title) }) { first, _ in first }
        return """
            <ul class="lines" id="items">\(shown.prefix(Self.most).html { line($0, titles) })</ul>\
            \(shown.count > Self.most ? "<p class=\"muted\">\(L("The first \(Self.most) of \(shown.count). Search for the others."))</p>" : .empty)
            """
    }

    private func line(_ item: LibraryItem, _ titles: [Programme.ID: String]) -> HTML {
        let areas = tree.names(item.areas)
        return """
            <li><p class="title" lang="\(item.language)" dir="auto"><a href="\(item.path)">\(item.title)</a></p>\
            <p class="meta"><span>\(item.shelf.label)</span> \(item.date.isEmpty ? .empty : "<span>\(DateText.partial(item.date))</span> ")\
            \(item.details.html { "<span dir=\"auto\">\($0)</span> " })\
            \(areas.isEmpty ? .empty : "<span>\(areas.joined(separator: ", "))</span> ")\
            \(item.programme.flatMap { titles[$0] }.map { "<span dir=\"auto\">\($0)</span> " as HTML } ?? .empty)\(TLP.chip(item.marking))</p></li>
            """
    }
}
