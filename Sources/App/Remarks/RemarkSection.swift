import Domain
import Markup
import Storage
import Web

/// On the page of an action, an idea, a plan: what people say of it, and where they say something.
///
///     RemarkSection("idea:\(id)", visit, reading).html
struct RemarkSection {
    /// The newest stand on the page of the thing; all on a page of their own.
    static let shown = 20

    let found: RemarkSubject
    private let remarks: [RemarkRecord]
    private let account: Account.ID?
    private let state: FormState
    private let isWhole: Bool

    /// - Parameter isWhole: all of them, not only the newest.
    init(
        _ subject: String, _ visit: Visit, _ reading: any Reading, state: FormState? = nil, isWhole: Bool = false
    ) throws {
        found = try RemarkSubject.find(subject, visit, reading)
        remarks = try RemarkStore(reading).remarks(on: found.subject)
        account = visit.visitor.account?.id
        self.state =
            (state ?? FormState(stored: [("language", Language.current.rawValue)])).placed("comment")
        self.isWhole = isWhole
    }

    var html: HTML {
        guard !remarks.isEmpty || found.mayWrite else { return .empty }
        let told = isWhole ? remarks : remarks.suffix(Self.shown)
        let before: HTML =
            told.count == remarks.count
            ? .empty
            : "<p><a href=\"\(RemarkPaths.all(found.subject))\">\(L(remarks.count, one: "\(remarks.count) comment", other: "All \(remarks.count) comments"))</a></p>"
        return """
            <section id="comments"><h2>\(L("Comments"))</h2>\(before)\
            \(told.isEmpty ? .empty : "<ul class=\"lines\">\(told.html(line))</ul>")\(form)</section>
            """
    }

    private func line(_ one: RemarkRecord) -> HTML {
        let mayRemove = found.keeps || account != nil && one.account == account
        let removing: HTML =
            mayRemove
            ? """
            <form method="post" action="\(RemarkPaths.removal(found.subject))"><button class="plain" name="comment" value="\(one.id)">\(L("Remove"))</button></form>
            """ : .empty
        return """
            <li id="comment-\(one.id)"><p class="lines-kept" lang="\(one.fields.language)" dir="auto">\(one.fields.text)</p>\
            <p class="meta"><span dir="auto">\(one.author ?? L("somebody who is no longer here").string())</span> \
            <span>\(DateText.day(CalendarDate.today(one.createdAt)))</span></p>\(removing)</li>
            """
    }

    private var form: HTML {
        guard found.mayWrite else { return .empty }
        return """
            <form class="form" id="comment" method="post" action="\(RemarkPaths.all(found.subject))">\
            <input type="hidden" name="idempotency" value=""><input type="hidden" name="language" value="\(state.values.text("language"))">\
            \(state.area("text", L("Your comment"), hint: L("Whoever reads this page reads it, and nobody else."), maxLength: 4_000))\
            <div class="actions"><button>\(L("Say it"))</button></div></form>
            """
    }
}

/// All that was said of one thing.
struct RemarkPage {
    let frame: ProgrammeFrame
    let section: RemarkSection
    let isWrong: Bool

    init(_ subject: String, _ visit: Visit, _ state: FormState?, _ reading: any Reading) throws {
        section = try RemarkSection(subject, visit, reading, state: state, isWhole: true)
        frame = try ProgrammeFrame(visit, section.found.programme, reading)
        isWrong = state.map { !$0.errors.isEmpty } ?? false
    }

    var answer: Answer {
        frame.page(
            L("Comments"), path: RemarkPaths.all(section.found.subject), tab: "",
            between: [.init(.verbatim(section.found.title), section.found.path)], status: isWrong ? .wrong : .ok,
            """
            <div class="head"><h1 dir="auto">\(section.found.title)</h1><p class="meta">\(TLP.chip(section.found.marking))</p></div>
            \(section.html)
            """)
    }
}

/// On a list: the filters that somebody keeps for it, and how the one that is on is kept.
struct KeptFilterSection {
    private let filters: [KeptFilterRecord]
    private let path: String
    private let query: String

    /// - Parameters:
    ///   - path: of the list.
    ///   - names: of what its filter asks for; nothing else of the address is kept.
    init(_ path: String, _ names: [String], _ visit: Visit, _ reading: any Reading) throws {
        self.path = path
        filters =
            try visit.visitor.account.map { account in
                try KeptFilterStore(reading).filters(of: account.id).filter { $0.page == path }
            } ?? []
        let asked = names.map { ($0, visit.inbound.query.text($0)) }.filter { !$0.1.isEmpty }
        query = visit.visitor.account == nil ? "" : String(QueryText.of(asked).drop { $0 == "?" })
    }

    var html: HTML {
        let isKept = filters.contains { $0.query == query }
        guard !filters.isEmpty || !query.isEmpty else { return .empty }
        let list: HTML =
            filters.isEmpty
            ? .empty
            : """
            <ul class="tabs">\(filters.html { "<li><a href=\"\($0.address)\"\("aria-current", value: $0.query == query ? "page" : nil) dir=\"auto\">\($0.name)</a></li>" })</ul>
            """
        return
            "<nav id=\"kept\" aria-label=\"\(L("Kept filters").string())\">\(list)\(query.isEmpty ? .empty : isKept ? removing : keeping)</nav>"
    }

    private var keeping: HTML {
        """
        <details><summary>\(L("Keep this filter"))</summary><form class="inline" method="post" action="\(RemarkPaths.filters())">\
        <input type="hidden" name="page" value="\(path)"><input type="hidden" name="query" value="\(query)">\
        \(FormState().placed("kept").text("name", L("Name"), maxLength: 2 * KeptFilterOperations.longestName, isRequired: true))\
        <button>\(L("Keep it"))</button></form></details>
        """
    }

    private var removing: HTML {
        """
        <form class="inline" method="post" action="\(RemarkPaths.filterRemoval())">\(filters.filter { $0.query == query }.html { "<button class=\"plain\" name=\"filter\" value=\"\($0.id)\">\(L("Keep it no longer"))</button>" })</form>
        """
    }
}
