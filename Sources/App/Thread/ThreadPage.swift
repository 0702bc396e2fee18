import Domain
import Markup
import Storage
import Web

/// The surroundings of the thread's pages, for everybody who has a part in the event.
struct ThreadFrame {
    let visit: Visit
    let event: EventRecord
    private let place: EventFrame

    init(_ event: Event.ID, visit: Visit, _ reading: any Reading) throws {
        self.visit = visit
        place = try EventFrame(visit, event, reading)
        self.event = place.event
    }

    /// - Parameter crumb: between the event and this page.
    func answer(_ title: Message, path: String, crumb: Layout.Crumb? = nil, _ main: HTML) -> Answer {
        var layout = place.layout(title, path: path, tab: EventTab.threadID, between: [crumb].compactMap { $0 })
        layout.styles = ["guide"]
        return .html(layout.document(main))
    }
}

/// One item with its whole thread in both directions, and filters.
struct ThreadItemPage {
    private enum Place {
        case event(ThreadFrame)
        case programme(ProgrammeFrame)
    }

    private let place: Place
    private let book: ThreadBook
    private let words: ThreadWords
    private let item: ThreadItem
    private let query: ThreadQuery
    /// What may be begun from it.
    private let acts: [HTML]
    private let path: String

    init(_ event: Event.ID, _ reference: ThreadReference, visit: Visit, _ reading: any Reading) throws {
        let frame = try ThreadFrame(event, visit: visit, reading)
        let book = try ThreadBook(around: event, visitor: visit.visitor, now: visit.now, reading)
        try self.init(
            .event(frame), frame.event.programme, book, reference, ThreadPaths.item(event, reference), visit, reading)
    }

    /// Of what a programme plans.
    init(planned programme: Programme.ID, _ reference: ThreadReference, visit: Visit, _ reading: any Reading) throws {
        let frame = try ProgrammeFrame(visit, programme, reading)
        let book = try ThreadBook(planned: programme, visitor: visit.visitor, now: visit.now, reading)
        try self.init(
            .programme(frame), programme, book, reference, ThreadPaths.programmeItem(programme, reference), visit,
            reading)
    }

    private init(
        _ place: Place, _ programme: Programme.ID, _ book: ThreadBook, _ reference: ThreadReference, _ path: String,
        _ visit: Visit, _ reading: any Reading
    ) throws {
        guard let item = book.item(reference) else { throw Refusal.notFound }
        (self.place, self.book, self.item, self.path) = (place, book, item, path)
        words = ThreadWords(names: try DirectoryNames(reading))
        query = ThreadQuery(visit)
        acts = try ThreadActs.all(on: item, in: programme, visit, reading)
    }

    var answer: Answer {
        switch place {
        case .event(let frame):
            frame.answer(
                words.kind(item.kind), path: path, crumb: .init(L("The thread"), ThreadPaths.event(frame.event.id)),
                main)
        case .programme(let frame):
            frame.page(
                words.kind(item.kind), path: path, tab: "",
                between: [.init(L("The thread"), ThreadPaths.programme(frame.id))], styles: ["guide"], main)
        }
    }

    private var main: HTML {
        let up = query.filter(book.way(.up, of: item.id, steps: query.steps))
        let down = query.filter(book.way(.down, of: item.id, steps: query.steps))
        return
            """
            <div class="head"><p class="eyebrow">\(words.label(item))</p><h1>\(words.titleHTML(item))</h1>\(origin)\(acts)</div>\
            \(filters)<section id="thread" class="thread"><h2 class="sr">\(L("The thread"))</h2>\
            \(ThreadWaysSection(book: book, words: words, item: item, up: up, down: down, most: .max, whole: path).html)</section>
            """
    }

    private var origin: HTML {
        var parts: [HTML] = []
        if item.sector != nil || item.country != nil {
            parts.append("<span>\(words.names.origin(sector: item.sector, country: item.country))</span>")
        }
        if let group = item.group { parts.append("<span dir=\"auto\">\(group)</span>") }
        if let author = item.author { parts.append("<span dir=\"auto\">\(author)</span>") }
        if item.isWithdrawn { parts.append("<span class=\"state warn\">\(L("withdrawn"))</span>") }
        let own = ThreadWords.address(item)
        if own != path { parts.append("<a href=\"\(own)\">\(L("Open its page"))</a>") }
        return parts.isEmpty ? .empty : "<p class=\"meta\">\(parts.joined(separator: " "))</p>"
    }

    private var filters: HTML {
        let steps: [(value: String, label: Message)] =
            [("", L("All steps"))]
            + (1...4).map { (String($0), L($0, one: "\($0) step", other: "\($0) steps", context: "thread")) }
        let kinds: [(value: String, label: Message)] =
            [("", L("All kinds"))] + ThreadKind.allCases.map { ($0.rawValue, words.kinds($0)) }
        func select(_ name: String, _ label: Message, _ options: [(value: String, label: Message)], _ chosen: String)
            -> HTML
        {
            """
            <div class="field"><label for="\(name)">\(label)</label><select id="\(name)" name="\(name)">\(options.html {
                "<option value=\"\($0.value)\"\("selected", when: $0.value == chosen)>\($0.label)</option>"
            })</select></div>
            """
        }
        return """
            <form class="inline" id="filter" method="get" action="\(path)" role="search" data-auto>\
            \(select("steps", L("How far"), steps, query.steps.map(String.init) ?? ""))\
            \(select("kind", L("Kind"), kinds, query.kind?.rawValue ?? ""))<button>\(L("Show"))</button></form>
            """
    }
}

/// What a request wants of a thread.
struct ThreadQuery: Sendable {
    let steps: Int?
    let kind: ThreadKind?

    /// Of a page: what is not understood is not filtered by.
    init(_ visit: Visit) {
        steps = visit.inbound.query.wish("steps", in: 1...99)
        kind = ThreadKind(rawValue: visit.inbound.query.text("kind"))
    }

    /// Of the API: what is not understood is refused.
    init(checking visit: Visit) throws {
        var errors: [String: Message] = [:]
        let query = visit.inbound.query
        steps = query.wish("steps", in: 1...99)
        kind = query["kind"].flatMap(ThreadKind.init(rawValue:))
        if query.has("steps"), steps == nil {
            errors["steps"] = L("Write a whole number from 1 to 99.")
        }
        if query["kind"] != nil && kind == nil {
            errors["kind"] = L("One of: \(ThreadKind.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        if !errors.isEmpty { throw Refusal.invalid(errors) }
    }

    func filter(_ ways: [ThreadWay]) -> [ThreadWay] {
        guard let kind else { return ways }
        return ways.filter { $0.item.kind == kind }
    }
}
