import Domain
import Markup
import Web

/// One box, and what it finds: each kind with its best, or one kind page by page.
struct SearchPage {
    /// Of each kind, where all are shown.
    static let best = 5
    static let size = 25
    private static let few = 4

    let visit: Visit
    let finding: SearchFinding
    /// The only kind that is shown.
    let kind: SearchKind?
    let number: Int

    private var query: SearchQuery { finding.query }

    var answer: Answer {
        var layout = visit.layout(.desk, L("Search"), crumbs: [.init(L("Search"), nil)])
        layout.path = SearchPaths.page(query.text, kind: kind)
        // Only who has an account has something to find in its menu.
        if visit.visitor.account == nil { layout.tools = .empty }
        return .html(
            layout.document(
                """
                <div class="head"><h1>\(L("Search"))</h1></div>\(box)<div class="found" id="found" data-announce="\(said.string())">\(content)</div>
                """))
    }

    private var box: HTML {
        let form = FormState(stored: [("q", query.text)])
        return """
            <form class="inline search" id="search" method="get" action="\(SearchPaths.page())" role="search" data-typed="found">\
            \(form.text("q", L("Words"), type: "search", maxLength: SearchQuery.limit))\
            <button class="primary">\(Icon.svg("search")) \(L("Search"))</button></form>
            """
    }

    private var said: Message {
        let all = finding.count
        return query.isEmpty
            ? L("What are you looking for?")
            : all == 0 ? L("Nothing found") : L(all, one: "\(all) thing found", other: "\(all) things found")
    }

    private var content: HTML {
        if query.isEmpty { return beginning }
        if finding.count == 0 { return nothing }
        return "\(tabs)\(kind.map(only) ?? everything)"
    }

    private var beginning: HTML {
        """
        <div class="empty"><h2>\(L("What are you looking for?"))</h2>\
        <p class="muted">\(L("People, events, issues, cases, sections of guides and whatever else you may see. Several words must all be there; capitals and accents do not matter."))</p></div>
        """
    }

    private var nothing: HTML {
        """
        <div class="empty"><h2>\(L("Nothing found"))</h2>\
        <p class="muted">\(L("Try fewer words, or only the beginning of a word. What you may not see is not searched."))</p>\
        \(visit.visitor.account == nil ? .empty : "<a class=\"button\" href=\"\(Paths.programmes())\">\(L("Programmes"))</a>")</div>
        """
    }

    private var tabs: HTML {
        let all = finding.count
        return """
            <nav aria-label="\(L("Kinds").string())"><ul class="tabs kinds">\
            <li><a href="\(SearchPaths.page(query.text))"\("aria-current", value: kind == nil ? "page" : nil)>\(L("All")) <span class="num">\(all)</span></a></li>\
            \(finding.kinds.html { found in
                """
                <li><a href="\(SearchPaths.page(query.text, kind: found.kind))"\("aria-current", value: found.kind == kind ? "page" : nil)>\
                \(found.kind.label) <span class="num">\(found.count)</span></a></li>
                """
            })</ul></nav>
            """
    }

    private var everything: HTML {
        finding.kinds.html { found in
            let best = finding.best(Self.best, of: found.kind)[...]
            let rest: HTML = """
                <p><a href="\(SearchPaths.page(query.text, kind: found.kind))">\(L("All \(found.count)"))\
                <span class="sr">: \(found.kind.label)</span></a></p>
                """
            return """
                <section id="found-\(found.kind.name)"><h2>\(found.kind.label) <span class="num">\(found.count)</span></h2>\(list(best))\
                \(found.count > best.count ? rest : .empty)</section>
                """
        }
    }

    private func only(_ kind: SearchKind) -> HTML {
        let count = finding.count(of: kind)
        guard count > 0 else {
            return """
                <div class="empty"><h2>\(L("Nothing of this kind"))</h2>\
                <a class="button" href="\(SearchPaths.page(query.text))">\(L("Show all that was found"))</a></div>
                """
        }
        let pages = (count + Self.size - 1) / Self.size
        let number = min(number, pages)
        let first = (number - 1) * Self.size
        let last = min(first + Self.size, count)
        // Of the first pages only what is shown is put in order.
        let found = number <= Self.few ? finding.best(last, of: kind) : finding.entries(of: kind)
        let shown = found[first..<last]
        return """
            <section id="found-\(kind.name)"><h2>\(kind.label)</h2>\
            \(pages > 1 ? "<p class=\"muted\">\(L("\(first + 1)–\(first + shown.count) of \(count)"))</p>" : .empty)\
            \(list(shown))</section>\
            \(pages > 1 ? turning(kind, number, of: pages) : .empty)
            """
    }

    private func turning(_ kind: SearchKind, _ number: Int, of pages: Int) -> HTML {
        let back: HTML = """
            <a class="button" rel="prev" href="\(SearchPaths.page(query.text, kind: kind, page: number - 1))">\(L("Previous page"))</a>
            """
        let on: HTML = """
            <a class="button" rel="next" href="\(SearchPaths.page(query.text, kind: kind, page: number + 1))">\(L("Next page"))</a>
            """
        return """
            <nav class="actions" aria-label="\(L("Pages").string())">\(number > 1 ? back : .empty)\(number < pages ? on : .empty)</nav>
            """
    }

    private func list(_ entries: ArraySlice<SearchEntry>) -> HTML {
        "<ul class=\"lines\">\(entries.html(line))</ul>"
    }

    private func line(_ entry: SearchEntry) -> HTML {
        let title = Self.html(SearchMarks(entry.title, query, most: 200))
        let name: HTML = entry.path.map { "<a href=\"\($0)\">\(title)</a>" } ?? title
        let text = SearchMarks.first(entry.texts, query, most: 220)
        // What was found is not said twice. In English nothing is put around a name.
        let shown = text?.parts.map(\.text).joined()
        let details = entry.details.filter { $0.string(in: .english) != shown }
        return """
            <li><p class="title">\(name)</p>\(text.map { "<p class=\"excerpt\">\(Self.html($0))</p>" as HTML })\
            <p class="meta">\(details.html { "<bdi>\($0)</bdi>" })\(home(entry))</p></li>
            """
    }

    private func home(_ entry: SearchEntry) -> HTML {
        switch entry.home {
        case .server: return entry.marking.map { TLP.chip($0) } ?? .empty
        case .programme(let id):
            let title = finding.asked?.programmes[id]?.title
            return "\(title.map { "<bdi>\($0)</bdi>" as HTML })\(entry.marking.map { TLP.chip($0) })"
        case .event(let id):
            let place = finding.asked?.places[id]
            let marking = entry.marking ?? place?.marking
            // An event is not told to stand in itself.
            let title = entry.id == id.description ? nil : place?.title
            return "\(title.map { "<bdi>\($0)</bdi>" as HTML })\(marking.map { TLP.chip($0) })"
        }
    }

    /// In its own direction, where the page's has it begin.
    private static func html(_ marks: SearchMarks) -> HTML {
        let words = marks.parts.html { part in part.isFound ? "<mark>\(part.text)</mark>" : "\(part.text)" }
        return """
            <bdi\("lang", value: marks.language)>\(marks.isCutBefore ? "… " : "")\(words)\(marks.isCutAfter ? " …" : "")</bdi>
            """
    }
}
