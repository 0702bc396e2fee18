import Markup
import Web

/// The surroundings of the import's pages, in the directory or in an event.
struct ImportFrame {
    let visit: Visit
    let target: ImportOperations.Target
    /// Nothing in the directory.
    let place: EventFrame?

    var event: EventRecord? { place?.event }

    func answer(_ title: Message, path: String, _ main: HTML, status: DeskFrame.FormStatus = .ok) -> Answer {
        guard let place else {
            return DirectoryFrame(visit: visit, tab: .people).detail(title, path: path, main, status: status)
        }
        return place.peopleDetail(title, path: path, main, status: status)
    }
}

/// Choosing the file.
struct ImportUploadPage {
    let frame: ImportFrame
    let state: FormState

    var answer: Answer {
        let target = frame.target
        let title = frame.event == nil ? L("Import people") : L("Import participants")
        let error = state.errors["file"]
        return frame.answer(
            title, path: target.upload,
            """
            <div class="head"><h1>\(title)</h1>\
            <p class="lede">\(L("You see what will happen with every row before anything is stored."))</p></div>
            <form class="form" id="import" method="post" action="\(target.upload)" enctype="multipart/form-data">\
            \(state.summary([("file", L("File"))]))\
            <div class="field"><label for="file">\(L("File"))</label>\
            <p class="hint" id="file-hint">\(L("Excel (.xlsx) or CSV, up to 10 MB. Titles above the table do no harm; you are asked about what is not clear."))</p>\
            <input type="file" id="file" name="file" accept=".csv,.xlsx" required aria-describedby="file-hint\(error == nil ? "" : " file-error")"\
            \("aria-invalid", value: error == nil ? nil : "true")>\(state.error("file"))</div>\
            <div class="actions"><button class="primary">\(L("Show the preview"))</button>\
            <a class="button plain" href="\(target.list)">\(L("Cancel"))</a></div></form>
            <section><h2>\(L("Template"))</h2><p class="muted">\(L("An empty table with the headings that are understood and one invented person."))</p>\
            <div class="actions">\(TableFormat.allCases.html { format in
                "<a class=\"button\" href=\"\(target.template(format))\" download>\(Icon.svg("download")) \(format.label)</a>"
            })</div></section>
            """, status: error == nil ? .ok : .wrong)
    }
}

/// What will happen with every row; afterwards, what has happened.
struct ImportPreviewPage {
    static let pageSize = 200

    let frame: ImportFrame
    let draft: ImportDraftRecord
    let names: DirectoryNames

    enum Show: String, CaseIterable { case all, new, update, namesake, same, out }

    private var show: Show { Show(rawValue: frame.visit.inbound.query.text("show")) ?? .all }
    private var changed: Set<Int> {
        Set(
            frame.visit.inbound.query.text("changed").split(separator: ",").compactMap {
                WholeText.read($0, in: 1...10 * SheetFile.rowLimit)
            })
    }
    private var isDone: Bool { draft.confirmedAt != nil }

    var answer: Answer {
        let counts = Dictionary(grouping: draft.plan, by: Self.kind).mapValues(\.count)
        let out = counts[.out] ?? 0
        let taken = draft.plan.count - out
        let title = isDone ? L("What was imported") : L("Preview of the import")
        return frame.answer(
            title, path: frame.target.draft(draft.id),
            """
            <div class="head"><h1>\(title)</h1><p class="meta"><span dir="auto">\(draft.fileName)</span> \
            <span>\(L(draft.plan.count, one: "\(draft.plan.count) row", other: "\(draft.plan.count) rows"))</span></p></div>
            \(notices)
            <dl class="figures">\(figure(counts[.new] ?? 0, isDone ? L("added") : L("new people")))\
            \(figure(counts[.update] ?? 0, isDone ? L("updated") : L("updates")))\
            \(counts[.namesake].map { figure($0, L("of the same name")) })\
            \(figure(counts[.same] ?? 0, L("without a change")))\(figure(out, L("left out")))</dl>
            \(out == 0 ? .empty : """
                <div class="notice warn"><p>\(L(out, one: "\(out) row is left out.", other: "\(out) rows are left out.")) \
                \(L("Download them with their reasons, correct them, and import that file."))</p>\
                <div class="actions">\(TableFormat.allCases.html { format in
                    "<a class=\"button\" href=\"\(frame.target.leftOut(draft.id, format))\" download>\(Icon.svg("download")) \(format.label)</a>"
                })</div></div>
                """)
            \(newOrganisations)
            \(tabs(counts))
            \(isDone ? table : form(taken))
            \(isDone ? "<div class=\"actions\"><a class=\"button primary\" href=\"\(frame.target.list)\">\(L("Show the people"))</a></div>" : discard)
            """)
    }

    private var notices: HTML {
        let said = isDone ? [] : draft.content.notes.map { Message.verbatim($0) }
        return """
            \(isDone ? .empty : """
                <p><a href="\(frame.target.questions(draft.id))">\(L("Change how the file is understood"))</a></p>
                """)\
            \(said.isEmpty ? .empty : "<div class=\"notice\">\(said.html { "<p>\($0)</p>" })</div>")\
            \(loose)\
            \(changed.isEmpty || isDone ? .empty : """
                <div class="notice warn" role="alert" tabindex="-1"><p><b>\(L("The directory has changed since the preview."))</b> \
                \(L("Nothing was stored. These rows have changed: \(list: changed.sorted()). Look at them and confirm again."))</p></div>
                """)
            """
    }

    /// What becomes of the columns that no field holds: said before anything is stored.
    private var loose: HTML {
        let columns = draft.content.columns.filter(\.isLoose)
        guard !columns.isEmpty else { return .empty }
        let notes = columns.filter { $0.field == ImportShape.note }
        let unused = columns.filter { $0.field.isEmpty }
        func names(_ columns: [ImportContent.Column]) -> Message { .list(columns.map(\.heading), .commas) }
        return """
            <div class="notice warn"><p><b>\(L("Columns without a field of their own"))</b></p>\
            \(notes.isEmpty ? .empty : """
                <p>\(L("Columns that are kept as notes: \(names(notes)).")) \
                \(L("Notes are seen by everybody who maintains the directory. Leave out what the work does not need, above all about health."))</p>
                """)\
            \(unused.isEmpty ? .empty : "<p>\(L("Columns that are not used: \(names(unused))."))</p>")\
            \(isDone ? .empty : "<p><a href=\"\(frame.target.questions(draft.id))\">\(L("Choose which are kept"))</a></p>")</div>
            """
    }

    private func figure(_ number: Int, _ label: Message) -> HTML { "<div><dt>\(label)</dt><dd>\(number)</dd></div>" }

    private var newOrganisations: HTML {
        let names = draft.plan.filter(\.isOrganisationNew).map(\.fields.organisation)
        guard !names.isEmpty, !isDone else { return .empty }
        let unique = Array(Set(names)).sorted()
        return """
            <details><summary>\(L(unique.count, one: "\(unique.count) organisation is added", other: "\(unique.count) organisations are added"))</summary>\
            <ul class="lines">\(unique.prefix(500).html { "<li dir=\"auto\">\($0)</li>" })</ul></details>
            """
    }

    private func tabs(_ counts: [Show: Int]) -> HTML {
        let labels: [(Show, Message)] = [
            (.all, L("All rows")), (.new, L("New")), (.update, L("Updates")), (.namesake, L("Same name")),
            (.same, L("No change")),
            (.out, L("Left out")),
        ]
        return """
            <nav aria-label="\(L("Rows").string())"><ul class="tabs">\(labels.html { tab, label in
                let count = tab == .all ? draft.plan.count : counts[tab] ?? 0
                guard count > 0 else { return .empty }
                return """
                    <li><a href="\(frame.target.draft(draft.id))?show=\(tab.rawValue)"\("aria-current", value: tab == show ? "page" : nil)>\
                    \(label)&nbsp;<span class="muted">\(count)</span></a></li>
                    """
            })</ul></nav>
            """
    }

    private func form(_ taken: Int) -> HTML {
        """
        <form id="confirm" method="post" action="\(frame.target.confirmation(draft.id))" class="stack-2">\
        \(table)\
        <div class="actions">\(confirmation(taken))<button class="plain" form="discard">\(L("Discard the file"))</button></div></form>
        """
    }

    private func confirmation(_ taken: Int) -> HTML {
        guard taken > 0 else {
            return "<p class=\"muted\">\(L("There is nothing to import: every row is left out."))</p>"
        }
        let label = L(taken, one: "Import \(taken) row", other: "Import \(taken) rows")
        return "<button class=\"primary\">\(label)</button>"
    }

    private var discard: HTML {
        "<form id=\"discard\" method=\"post\" action=\"\(frame.target.withdrawal(draft.id))\"></form>"
    }

    private var table: HTML {
        let all = draft.plan.filter { show == .all || Self.kind($0) == show }
        let from = frame.visit.inbound.query.wish("from", in: 0...all.count) ?? 0
        let rows = Array(all.dropFirst(from).prefix(Self.pageSize))
        let more = from + Self.pageSize < all.count
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Rows").string())"><table class="stack">\
            <thead><tr><th scope="col" class="num">\(L("Row"))</th><th scope="col">\(L("Name"))</th><th scope="col">\(happens)</th>\
            <th scope="col">\(L("Country"))</th><th scope="col">\(L("Sector"))</th><th scope="col">\(L("Organisation"))</th>\
            <th scope="col">\(L("E-mail"))</th></tr></thead><tbody>\(rows.html(line))</tbody></table></div>
            \(more || from > 0 ? """
                <nav class="actions" aria-label="\(L("Pages").string())">\
                \(from > 0 ? page(max(0, from - Self.pageSize), L("Previous rows")) : .empty)\
                \(more ? page(from + Self.pageSize, L("Next rows")) : .empty)</nav>
                """ : .empty)
            """
    }

    private func page(_ from: Int, _ label: Message) -> HTML {
        "<a class=\"button\" href=\"\(frame.target.draft(draft.id))?show=\(show.rawValue)&amp;from=\(from)\">\(label)</a>"
    }

    private var happens: Message { isDone ? L("What happened") : L("What will happen") }

    private func line(_ row: PlannedRow) -> HTML {
        let fields = row.fields
        return """
            <tr\("class", value: row.isLeftOut ? "bad" : nil) id="row-\(row.number)"><td data-label="\(L("Row").string())" class="num">\(row.number)</td>\
            <th scope="row" dir="auto">\(fields.fullName)</th>\
            <td data-label="\(happens.string())"><div class="stack-2">\(changed.contains(row.number) ? "<b>\(L("Changed since the preview"))</b>" : .empty)\
            \(outcome(row))\(seat(row))\
            \(row.leavesEmail == true ? "<p class=\"muted small\">\(DirectoryOperations.fixedEmail)</p>" : .empty)</div></td>\
            <td data-label="\(L("Country").string())"><span>\(names.place(fields.country))</span></td>\
            <td data-label="\(L("Sector").string())">\(names.sector(fields.sector)?.html)</td>\
            <td data-label="\(L("Organisation").string())" dir="auto">\(fields.organisation)\(row.isOrganisationNew ? " <span class=\"chip\">\(L("new"))</span>" : .empty)</td>\
            <td data-label="\(L("E-mail").string())">\(fields.email)</td></tr>
            """
    }

    private func outcome(_ row: PlannedRow) -> HTML {
        switch row.outcome {
        case .new: return "<p><span class=\"state good\">\(L("New person"))</span></p>"
        case .same(let id) where !row.seat.changes.isEmpty:
            return
                "<p><span class=\"state open\">\(L("Update"))</span> <a href=\"\(Paths.person(id))\">\(L("Open the entry"))</a></p>"
        case .same(let id):
            return "<span><a href=\"\(Paths.person(id))\">\(L("In the directory, no change"))</a></span>"
        case .update(let id, let changes):
            return
                "<p><span class=\"state open\">\(L("Update"))</span> <a href=\"\(Paths.person(id))\">\(L("Open the entry"))</a></p>\(list(changes))"
        case .namesake(let id, let changes, let emailsDiffer):
            return """
                <p><span class="state warn">\(L("Same name and country"))</span> <a href="\(Paths.person(id))">\(L("Open the entry"))</a></p>\(list(changes))\
                \(isDone ? .empty : choice(row, emailsDiffer))
                """
        case .duplicate, .wrong, .leftByChoice:
            return """
                <p><span class="state bad">\(L("Left out"))</span></p><ul class="plain-list">\
                \(ImportWords.reasons(row).html { "<li>\($0)</li>" })</ul>
                """
        }
    }

    private func choice(_ row: PlannedRow, _ emailsDiffer: Bool) -> HTML {
        let options: [(NamesakeChoice, Message)] = [
            (.same, L("It is this person: update")), (.another, L("Another person: add")),
            (.leave, L("Leave the row out")),
        ]
        let preset: NamesakeChoice = emailsDiffer ? .another : .same
        return """
            <label class="sr" for="choice-\(row.number)">\(L("Row \(row.number): who is it?"))</label>\
            <select id="choice-\(row.number)" name="choice-\(row.number)">\(options.html { value, label in
                "<option value=\"\(value.rawValue)\"\("selected", when: value == preset)>\(label)</option>"
            })</select>
            """
    }

    private func list(_ changes: [PlannedRow.Change]) -> HTML {
        """
        <ul class="plain-list small">\(changes.html { change in
            """
            <li>\(ImportWords.label(change.field)): \(change.before.isEmpty ? .empty : "<del dir=\"auto\">\(ImportWords.shown(change.field, change.before, names))</del> → ")\
            <ins dir="auto">\(ImportWords.shown(change.field, change.after, names))</ins></li>
            """
        })</ul>
        """
    }

    private func seat(_ row: PlannedRow) -> HTML {
        guard frame.event != nil, !row.isLeftOut else { return .empty }
        if case .namesake = row.outcome, row.isInEvent {
            return
                "<span class=\"small muted\">\(L("The person of the directory is in the event already; another person joins it."))</span>"
        }
        switch row.seat {
        case .none: return .empty
        case .joins: return "<span class=\"small\">\(L("Joins the event as: \(row.role.label)"))</span>"
        case .returns(_, let changes):
            return "<span class=\"small\">\(L("Was removed from the event, and comes back"))</span>\(list(changes))"
        case .stays(_, let changes):
            return changes.isEmpty
                ? "<span class=\"small muted\">\(L("In the event already"))</span>"
                : "<span class=\"small\">\(L("In the event already; the seat changes:"))</span>\(list(changes))"
        }
    }

    static func kind(_ row: PlannedRow) -> Show {
        switch row.outcome {
        case .new: .new
        case .update: .update
        case .namesake: .namesake
        case .same: row.seat.changes.isEmpty ? .same : .update
        case .duplicate, .wrong, .leftByChoice: .out
        }
    }
}
