import Domain
import Markup
import Storage
import Web

/// The list of injects on the screen of a planning conference: ten lines, or one inject with its texts beside each other; it renews itself
/// when somebody changes the plan, and has nothing to press by mistake.
struct ExconPresentPage {
    static let audience = "present"
    private static let most = 10

    private let visit: Visit
    private let frame: ExerciseFrame
    private let table: InjectTable
    /// From which line on.
    private let from: Int
    private let chosen: Int?

    init(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        self.visit = visit
        frame = try ExerciseFrame(visit, event, reading)
        try frame.standing.require(frame.standing.mayPlan)
        let query = visit.inbound.query
        let table = try InjectTable(InjectDesk(event, reading), InjectFilter(query), reading)
        self.table = table
        let wished = Inject.ID(query.text("inject"))
        chosen = wished.flatMap { id in table.rows.firstIndex { $0.inject.id == id } }
        from = min(query.wish("from", in: 0...2_000) ?? 0, max(0, table.rows.count - 1))
    }

    /// Changes with what the page shows.
    static func state(_ plan: ExercisePlan) -> String {
        let injects = plan.injects.map {
            "\($0.id)\($0.status.rawValue)\($0.revision)\($0.label)\(plan.dueElapsed($0) ?? -1)\($0.position)\($0.note.count)"
        }
        let moves = plan.moves.map { "\($0.id)\($0.start)\($0.title)" }
        return ExconDesk.hash((injects + moves).joined())
    }

    private var event: Event.ID { frame.event }

    private func path(from: Int? = nil, inject: Int? = nil) -> String {
        let place = from.map { "from=\($0)" } ?? inject.map { "inject=\(table.rows[$0].inject.id)" } ?? ""
        let query = [table.filter.query, place].filter { !$0.isEmpty }.joined(separator: "&")
        return ExconPaths.present(event) + (query.isEmpty ? "" : "?\(query)")
    }

    var answer: Answer {
        let state = Self.state(table.plan)
        guard !visit.inbound.wantsFragment else { return Answer.html(body).setting(.pageState, state) }
        var layout = Layout(
            .desk, .verbatim(ExerciseMark.title(L("MSEL").string())), path: ExconPaths.present(event))
        layout.heading = "<span dir=\"auto\">\(table.plan.msel.title)</span>"
        layout.styles = ["tables", "exercise", "excon"]
        layout.live = ExconPaths.presentLive(event)
        layout.state = state
        return .html(layout.document("\(ExerciseMark.bar())\(body)\(ExerciseMark.bar("bottom"))"))
    }

    private var body: HTML {
        "<section id=\"activity\" class=\"present\">\(chosen.map(one) ?? list)</section>"
    }

    // MARK: Ten lines

    private var list: HTML {
        let all = table.rows.count
        let shown = table.rows.dropFirst(from).prefix(Self.most)
        let count: Message =
            all == 0
            ? L(0, one: "\(0) inject", other: "\(0) injects")
            : L("\(from + 1)–\(from + shown.count) of \(all) injects")
        return """
            <div class="between"><h1>\(L("MSEL"))</h1><p class="muted">\(count)</p></div>\
            \(shown.isEmpty ? "<p>\(L("No inject is written yet"))</p>" : lines(Array(shown)))\
            \(ways(before: from > 0 ? path(from: max(0, from - Self.most)) : nil, after: from + Self.most < all ? path(from: from + Self.most) : nil, up: nil))
            """
    }

    private func lines(_ rows: [InjectTable.Row]) -> HTML {
        let (time, story, to, status) = (
            L("Exercise time").string(), L("Story time").string(), L("Recipients").string(), L("Status").string()
        )
        return """
            <table class="stack"><thead><tr><th scope="col">\(L("No."))</th><th scope="col" class="num">\(time)</th>\
            <th scope="col" class="num">\(story)</th><th scope="col">\(L("Title"))</th><th scope="col">\(to)</th>\
            <th scope="col">\(status)</th></tr></thead><tbody>\(rows.html { row in
                let inject = row.inject
                let place = table.rows.firstIndex { $0.inject.id == inject.id } ?? 0
                return """
                    <tr id="present-\(inject.id)"><th scope="row"><bdi>\(inject.label)</bdi></th>\
                    <td class="num" data-label="\(time)">\(row.elapsed.isEmpty ? row.time.html() : "<bdi>\(row.elapsed)</bdi>")</td>\
                    <td class="num" data-label="\(story)"><bdi>\(row.story)</bdi></td>\
                    <td><a href="\(path(inject: place))" dir="auto">\(inject.title)</a></td>\
                    <td data-label="\(to)">\(inject.channel.label) → \(Message.list(table.desk.recipientWords(inject), .commas))</td>\
                    <td data-label="\(status)"><span class="state \(inject.status.mark)">\(inject.status.label)</span></td></tr>
                    """
            })</tbody></table>
            """
    }

    // MARK: One inject

    private func one(_ place: Int) -> HTML {
        let row = table.rows[place]
        let inject = row.inject
        return """
            <div class="between"><h1><bdi>\(InjectRuleWords.number(inject.label))</bdi> <span dir="auto">\(inject.title)</span></h1>\
            <p class="muted">\(L("\(place + 1) of \(table.rows.count) injects"))</p></div>\
            <p class="lede">\(row.elapsed.isEmpty ? row.time.html() : "<bdi>\(row.elapsed)</bdi>")\(row.story.isEmpty ? .empty : " · \(L("Story time")) <bdi>\(row.story)</bdi>")\
             · \(inject.channel.label) → \(Message.list(table.desk.recipientWords(inject), .commas)) \
            <span class="state \(inject.status.mark)">\(inject.status.label)</span></p>\
            \(InjectLookSection(plan: table.plan, row: row).html)\
            \(ways(before: place > 0 ? path(inject: place - 1) : nil, after: place + 1 < table.rows.count ? path(inject: place + 1) : nil, up: path(from: place / Self.most * Self.most)))
            """
    }

    private func ways(before: String?, after: String?, up: String?) -> HTML {
        """
        <p class="actions">\(before.map { "<a class=\"button\" data-key=\"k\" href=\"\($0)\">\(L("Previous page"))</a>" as HTML } ?? .empty)\
        \(after.map { "<a class=\"button primary\" data-key=\"j\" href=\"\($0)\">\(L("Next page"))</a>" as HTML } ?? .empty)\
        \(up.map { "<a class=\"button plain\" href=\"\($0)\">\(L("Back to the list"))</a>" as HTML } ?? .empty)\
        <a class="button plain" href="\(table.filter.at(InjectPaths.msel(event)))">\(L("Back to the table"))</a></p>
        """
    }
}
