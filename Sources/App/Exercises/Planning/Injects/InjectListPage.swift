import Domain
import Markup
import Storage
import Web

/// The plan as a table: every inject in a line, one of them open for a change in its place.
struct InjectListPage {
    let frame: ExerciseFrame
    let table: InjectTable
    /// Whose line is a form.
    let edited: Inject.ID?
    /// What was typed into that line, or into the one for a new inject.
    let rowState: FormState?
    let newState: FormState

    init(
        _ frame: ExerciseFrame, edited: Inject.ID? = nil, rowState: FormState? = nil, newState: FormState? = nil,
        _ reading: any Reading
    ) throws {
        self.frame = frame
        try frame.standing.require(frame.standing.mayPlan)
        let query = frame.visit.inbound.query
        table = try InjectTable(InjectDesk(frame.event, reading), InjectFilter(query), reading)
        self.edited = edited ?? query["edit"].flatMap { Inject.ID($0) }
        self.rowState = rowState
        self.newState = newState ?? FormState()
    }

    private var event: Event.ID { frame.event }
    private var isOpen: Bool { !frame.exercise.state.isOver && frame.exercise.state != .cancelled }

    var answer: Answer {
        InjectFrame.answer(
            frame, "table", L("MSEL"), path: InjectPaths.msel(event),
            """
            <div class="between"><h1>\(L("MSEL"))</h1><div class="actions">\
            \(isOpen ? "<a class=\"button\" href=\"\(InjectPaths.paste(event))\">\(L("Paste from a spreadsheet"))</a><a class=\"button\(edited == nil ? " primary" : "")\" href=\"\(InjectPaths.new(event))\">\(Icon.svg("plus")) \(L("Add an inject"))</a>" : .empty)\
            </div></div>\(table.count == 0 ? empty : "\(filters)\(beside)")\(isOpen ? quick : .empty)
            """, status: (rowState?.errors.isEmpty ?? true) && newState.errors.isEmpty ? .ok : .wrong)
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("No inject is written yet"))</h2>\
        <p class="muted">\(L("Write the first one below, paste lines from a spreadsheet, or import the list that you have."))</p></div>
        """
    }

    // MARK: Filters

    private var filters: HTML {
        InjectFilterBar(filter: table.filter, plan: table.plan, controllers: table.desk.seats).html
    }

    // MARK: One beside the list

    /// The list, and the inject that is looked at beside it.
    private var beside: HTML {
        let id = Inject.ID(frame.visit.inbound.query.text("look"))
        guard let row = id.flatMap({ id in table.rows.first { $0.inject.id == id } }) else { return list }
        let inject = row.inject
        return """
            <div class="split">\(list)<aside id="look" class="sheet-card stack-2" aria-label="\(InjectRuleWords.number(inject.label)) \(inject.title)"><div class="between"><h2><bdi>\(InjectRuleWords.number(inject.label))</bdi> <span dir="auto">\(inject.title)</span></h2>\
            <a class="button plain" href="\(table.filter.at(InjectPaths.msel(event)))#inject-\(inject.id)">\(L("Close"))</a></div>\
            \(InjectLookSection(plan: table.plan, row: row).html)\
            <p class="actions"><a class="button" href="\(InjectPaths.inject(event, inject.id))">\(L("Open the inject"))</a></p></aside></div>
            """
    }

    private var caption: Message {
        let (shown, all) = (table.rows.count, table.count)
        return shown == all
            ? L(all, one: "\(all) inject", other: "\(all) injects") : L("\(shown) of \(all) injects")
    }

    // MARK: Lines

    private var list: HTML {
        let path = InjectPaths.msel(event)
        let words = Words()
        let query = table.filter.query
        let prefix = query.isEmpty ? "?" : "?\(query)&"
        return """
            \(edited.map { "<form id=\"row\" method=\"post\" action=\"\(InjectPaths.row(event, $0))\(query.isEmpty ? "" : "?\(query)")\"></form>" } ?? .empty)\
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("MSEL").string())"><table class="stack msel"><caption>\(caption)</caption>\
            <thead><tr><th scope="col">\(L("No."))</th><th scope="col" class="num">\(words.time)</th><th scope="col" class="num">\(words.story)</th>\
            <th scope="col" class="num">\(words.planned)</th><th scope="col">\(L("Inject"))</th><th scope="col">\(words.channel)</th>\
            <th scope="col">\(words.tasks)</th><th scope="col">\(words.status)</th></tr></thead><tbody>\
            \(table.rows.html { row in
                row.inject.id == edited && isOpen
                    ? editing(row) : line(row, words, edit: "\(path)\(prefix)edit=\(row.inject.id)#inject-\(row.inject.id)",
                        look: "\(path)\(prefix)look=\(row.inject.id)#inject-\(row.inject.id)")
            })</tbody></table></div>
            """
    }

    /// What stands in every line, said once.
    private struct Words {
        let time = L("Exercise time").string()
        let story = L("Story time").string()
        let planned = L("Planned").string()
        let channel = L("Channel and recipients").string()
        let tasks = L("Tasks").string()
        let status = L("Status").string()
        let edit = L("Edit").string()
        let look = L("Look at it").string()
        let nobody: HTML = "<span class=\"state warn\">\(L("nobody"))</span>"
        let decision: HTML = "<span>\(L("Decision"))</span>"
        let statuses: [InjectStatus: HTML]
        let channels: [ExerciseChannel: HTML]
        let types: [InjectKind: HTML]

        init() {
            statuses = Dictionary(
                uniqueKeysWithValues: InjectStatus.allCases.map {
                    ($0, "<span class=\"state \($0.mark)\">\($0.label)</span>" as HTML)
                })
            channels = Dictionary(uniqueKeysWithValues: ExerciseChannel.allCases.map { ($0, $0.label.html()) })
            types = Dictionary(
                uniqueKeysWithValues: InjectKind.allCases.map { ($0, "<span>\($0.label)</span>" as HTML) })
        }
    }

    private func line(_ row: InjectTable.Row, _ words: Words, edit: String, look: String) -> HTML {
        let inject = row.inject
        return """
            <tr id="inject-\(inject.id)"><th scope="row"><bdi>\(inject.label)</bdi></th><td class="num" data-label="\(words.time)">\(row.elapsed.isEmpty ? row.time.html() : "<bdi>\(row.elapsed)</bdi>")\
            \(inject.move != nil && !row.elapsed.isEmpty ? " <span class=\"small muted\"><bdi>\(row.time)</bdi></span>" : .empty)</td>\
            <td class="num" data-label="\(words.story)"><bdi>\(row.story)</bdi></td><td class="num" data-label="\(words.planned)"><bdi>\(row.wall)</bdi></td>\
            <td><a href="\(InjectPaths.inject(event, inject.id))" dir="auto">\(inject.title)</a> <a class="small" href="\(look)">\(words.look)<span class="sr"> \(inject.label)</span></a>\(isOpen ? " <a class=\"small\" href=\"\(edit)\">\(words.edit)<span class=\"sr\"> \(inject.label)</span></a>" : .empty)\
            \(marks(row, words))</td>\
            <td data-label="\(words.channel)">\(words.channels[inject.channel] ?? .empty) · \(inject.recipients.isEmpty ? words.nobody : Message.list(table.desk.recipientWords(inject), .commas).html())</td>\
            <td data-label="\(words.tasks)"><bdi>\(row.tasks)</bdi></td><td data-label="\(words.status)">\(words.statuses[inject.status] ?? .empty)</td></tr>
            """
    }

    private func marks(_ row: InjectTable.Row, _ words: Words) -> HTML {
        let inject = row.inject
        var parts: [HTML] = []
        if inject.type != .standard { parts.append(words.types[inject.type] ?? .empty) }
        if row.hasPoint { parts.append(words.decision) }
        if !row.lacking.isEmpty, !inject.status.isOut {
            parts.append("<span>\(L("Text to do: \(list: row.lacking, .commas)"))</span>")
        }
        if inject.status == .draft, !inject.reason.isEmpty {
            parts.append("<span class=\"state warn\">\(L("Returned"))</span>")
        }
        let rule = row.rule.map { "<p class=\"small muted\">\($0)</p>" as HTML } ?? .empty
        return parts.isEmpty ? rule : "<p class=\"meta\">\(parts.html { "\($0) " })</p>\(rule)"
    }

    /// Label, time and title in their places; Enter keeps them and opens the next line.
    private func editing(_ row: InjectTable.Row) -> HTML {
        let inject = row.inject
        let form =
            rowState
            ?? FormState(
                stored: [
                    ("label", inject.label), ("title", inject.title), ("time", table.desk.timeText(inject)),
                    ("revision", "\(inject.revision)"),
                ])
        let next = table.rows.firstIndex { $0.inject.id == inject.id }.map { $0 + 1 }
            .flatMap { table.rows.indices.contains($0) ? table.rows[$0].inject.id.description : nil }
        return """
            <tr id="inject-\(inject.id)"><td colspan="8"><div class="row">\(field(form, "label", L("Number or label"), width: 6))\
            \(field(form, "time", L("Exercise time"), width: 14))\(field(form, "title", L("Title"), width: 60, isFirst: true))</div>\
            <input type="hidden" name="revision" form="row" value="\(form.values.text("revision"))">\(next.map { "<input type=\"hidden\" name=\"next\" form=\"row\" value=\"\($0)\">" } ?? .empty)\
            <div class="actions"><button form="row" name="then" value="next" class="primary">\(next == nil ? L("Save") : L("Save, and the next one"))</button>\
            \(next == nil ? .empty : "<button form=\"row\" name=\"then\" value=\"list\">\(L("Save"))</button>")\
            <a class="button plain" href="\(InjectPaths.msel(event))#inject-\(inject.id)">\(L("Cancel"))</a></div></td></tr>
            """
    }

    private func field(_ form: FormState, _ name: String, _ label: Message, width: Int, isFirst: Bool = false) -> HTML {
        """
        <div class="field"><label for="row-\(name)">\(label)</label><input id="row-\(name)" name="\(name)" form="row" type="text" dir="auto" size="\(width)" \
        value="\(form.values[name] ?? "")"\("autofocus", when: isFirst)\("aria-invalid", value: form.errors[name] == nil ? nil : "true")>\
        \(form.errors[name].map { "<p class=\"error\">\($0)</p>" } ?? .empty)</div>
        """
    }

    // MARK: A new line

    private var quick: HTML {
        let form = newState.placed("new")
        let recipients: [FieldOption] =
            [("", L("Nobody yet")), ("all", L("All"))]
            + table.plan.cells.map { ("cell:\($0.id)", .verbatim("\($0.code) \($0.name)")) }
        return """
            <form class="form wide" id="new" method="post" action="\(InjectPaths.msel(event))"><h2>\(L("Add a line"))</h2>\
            \(form.summary([("title", L("Title")), ("time", L("Exercise time")), ("label", L("Number or label")), ("recipients", L("Recipients"))]))\
            <div class="row">\(form.text("label", L("Number or label"), maxLength: 40))\(form.text("time", L("Exercise time"), maxLength: 60))\(form.text("title", L("Title"), maxLength: 400))</div>\
            <div class="row">\(form.select("channel", L("Channel"), options: ExerciseChannel.allCases.map { ($0.rawValue, $0.label) }))\(form.select("recipients", L("Recipients"), options: recipients))</div>\
            <div class="actions"><button>\(L("Add"))</button></div></form>
            """
    }
}

/// The pages of the MSEL beside each other.
enum InjectFrame {
    static let tab = "msel"

    static func answer(
        _ frame: ExerciseFrame, _ chosen: String, _ title: Message, path: String, between: [Layout.Crumb] = [],
        _ main: HTML,
        status: DeskFrame.FormStatus = .ok, scripts: [String] = []
    ) -> Answer {
        let event = frame.event
        let own: [SubTabs.Item] = [
            .init(id: "table", label: L("Table", context: "view"), path: InjectPaths.msel(event)),
            .init(id: "timeline", label: L("Timeline"), path: InjectPaths.timeline(event)),
            .init(id: "approval", label: L("To approve"), path: InjectPaths.approval(event)),
        ]
        let items = own + frame.beside(tab)
        let tabs = chosen.isEmpty ? .empty : SubTabs(label: L("MSEL"), items: items, chosen: chosen).html
        var layout = frame.layout(tab, title, path: path, between: between)
        layout.scripts += scripts
        return layout.answer(frame.dressed(tab, "\(tabs)\(main)"), status)
    }

    static func list(_ event: Event.ID) -> Layout.Crumb { .init(L("MSEL"), InjectPaths.msel(event)) }
}
