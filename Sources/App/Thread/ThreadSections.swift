import Domain
import Markup
import Storage
import Web

/// Where an item comes from and what became of it, for the item's own page: chips, a picture, and the table behind it.
/// The page loads the style `guide`.
struct ThreadTrail {
    private let book: ThreadBook
    private let words: ThreadWords
    private let item: ThreadItem?
    /// Chips in one direction; the rest is on the thread's own page.
    private static let most = 14

    init(book: ThreadBook, words: ThreadWords, item: String) {
        self.book = book
        self.words = words
        self.item = book.items[item]
    }

    /// - Parameter item: the id of any item of the event.
    init(_ item: some LosslessStringConvertible, event: Event.ID, _ reading: any Reading, _ visit: Visit) throws {
        self.init(
            book: try ThreadBook(around: event, visitor: visit.visitor, now: visit.now, reading),
            words: ThreadWords(names: try DirectoryNames(reading)), item: item.description)
    }

    /// Of something that may stand outside the thread: then it is empty.
    init(of item: some LosslessStringConvertible, _ reading: any Reading, _ visit: Visit) throws {
        let words = ThreadWords(names: try DirectoryNames(reading))
        guard let reference = ThreadReference(item.description),
            let home = try ThreadStore(reading).home(of: reference)?.home
        else {
            self.init(book: ThreadBook(ThreadMaterial(), ThreadAccess(rooms: [])), words: words, item: "")
            return
        }
        let book =
            switch home {
            case .event(let id): try ThreadBook(around: id, visitor: visit.visitor, now: visit.now, reading)
            case .programme(let id): try ThreadBook(planned: id, visitor: visit.visitor, now: visit.now, reading)
            }
        self.init(book: book, words: words, item: item.description)
    }

    /// Of a case, which belongs to all events of its programme.
    /// - Parameter events: those to be told of; the ones in which the visitor has no part are left out.
    init(pastCase: Case.ID, events: [Event.ID], _ reading: any Reading, _ visit: Visit) throws {
        let access = try ThreadAccess(visit.visitor, events: events, reading)
        let facts = try ThreadStore(reading).facts(
            of: access.events, for: visit.visitor, pastCase: pastCase.description, now: visit.now)
        self.init(
            book: ThreadBook(facts, access), words: ThreadWords(names: try DirectoryNames(reading)),
            item: pastCase.description)
    }

    /// Nil if the visitor may not see the item.
    var html: HTML {
        guard let item else { return .empty }
        let (up, down) = (book.way(.up, of: item.id), book.way(.down, of: item.id))
        let whole = ThreadPaths.address(item)
        return """
            <section id="thread" class="thread"><div class="between"><h2>\(L("The thread"))</h2>\
            <a href="\(whole)">\(L("Show it alone"))</a></div>\
            \(ThreadWaysSection(book: book, words: words, item: item, up: up, down: down, most: Self.most, whole: whole).html)</section>
            """
    }
}

/// Chips up and down, the ending in words, the picture and its table.
struct ThreadWaysSection {
    let book: ThreadBook
    let words: ThreadWords
    let item: ThreadItem
    let up: [ThreadWay]
    let down: [ThreadWay]
    let most: Int
    /// Where the rest stands.
    let whole: String

    /// The same is told once: as a picture where there is room for it, as chips where there is not; the table behind holds all.
    var html: HTML {
        let chart = ThreadChart(book: book, words: words, item: item, up: up, down: down)
        let picture = chart.html(id: "thread-picture").map { svg -> HTML in
            let hint: HTML =
                chart.isWide ? "<figcaption class=\"hint\">\(L("The chart scrolls sideways."))</figcaption>" : .empty
            return """
                <figure class="threadpicture"><div class="moves" tabindex="0" role="group" aria-label="\(L("The thread as a chart").string())">\(svg)</div>\(hint)</figure>
                """
        }
        return """
            \(picture)\(picture == nil ? .empty : "<div class=\"beside-picture\">\(ending)</div>")\
            <div class="split even\(picture == nil ? "" : " in-place-of-picture")"><section><h3>\(L("Where it comes from"))</h3>\
            \(up.isEmpty ? "<p class=\"muted\">\(L("It begins here."))</p>" : chips(up, words.source))</section>\
            <section><h3>\(L("What became of it"))</h3>\(down.isEmpty ? .empty : chips(down, words.via))\(ending)</section></div>\
            \(up.isEmpty && down.isEmpty ? .empty : "<details><summary>\(L("Show as a table"))</summary>\(table)</details>")
            """
    }

    private var ending: HTML {
        guard let ending = book.ending(of: item.id) else {
            return down.isEmpty ? "<p class=\"muted\">\(L("Nothing yet."))</p>" : .empty
        }
        return "<p class=\"stop\">\(words.ending(ending))</p>"
    }

    private func chips(_ ways: [ThreadWay], _ link: (ThreadLink) -> Message) -> HTML {
        let kinds = ThreadKind.allCases.filter { kind in ways.contains { $0.item.kind == kind } }
        let each = max(2, most / max(1, kinds.count))
        return """
            <dl class="ways">\(kinds.html { kind in
                let own = ways.filter { $0.item.kind == kind }
                let rest = own.count - min(own.count, each)
                return """
                    <dt>\(own.count == 1 ? words.kind(kind) : words.kinds(kind))</dt><dd><ul>\(own.prefix(each).html { chip($0, link) })\
                    \(rest == 0 ? .empty : "<li><a href=\"\(whole)\">\(L(rest, one: "and \(rest) more", other: "and \(rest) more"))</a></li>")</ul></dd>
                    """
            })</dl>
            """
    }

    private func chip(_ way: ThreadWay, _ link: (ThreadLink) -> Message) -> HTML {
        """
        <li><a class="chip wrap" href="\(ThreadWords.address(way.item))"><span><span class="muted">\(link(way.step.link))</span> \
        \(words.titleHTML(way.item))\(way.item.isWithdrawn ? " <span class=\"muted\">(\(L("withdrawn")))</span>" : HTML.empty)</span></a></li>
        """
    }

    private var table: HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(L("The thread").string())"><table class="stack">\
        <caption>\(L("Everything connected with it"))</caption><thead><tr><th scope="col">\(L("Item"))</th>\
        <th scope="col">\(L("Kind"))</th><th scope="col">\(L("Relation"))</th><th scope="col">\(L("Distance"))</th>\
        <th scope="col">\(L("Where it stops"))</th></tr></thead><tbody>\
        \(up.reversed().html { row($0, L("up"), words.source($0.step.link)) })\(down.html { row($0, L("down"), words.via($0.step.link)) })\
        </tbody></table></div>
        """
    }

    private func row(_ way: ThreadWay, _ direction: Message, _ link: Message) -> HTML {
        """
        <tr><th scope="row"><a href="\(ThreadWords.address(way.item))">\(words.titleHTML(way.item))</a></th>\
        <td data-label="\(L("Kind").string())"><span>\(words.label(way.item))</span></td>\
        <td data-label="\(L("Relation").string())"><span>\(link)\(source(way))</span></td>\
        <td data-label="\(L("Distance").string())"><span>\(way.step.steps) \(direction)</span></td>\
        <td data-label="\(L("Where it stops").string())"><span>\(book.ending(of: way.item.id).map { words.ending($0) })</span></td></tr>
        """
    }

    /// Through which item it was found, where that is not the page's own.
    private func source(_ way: ThreadWay) -> HTML {
        guard way.step.from != item.id, let from = book.items[way.step.from] else { return .empty }
        return " <span class=\"muted small\">\(words.label(from)): \(words.titleHTML(from))</span>"
    }
}
