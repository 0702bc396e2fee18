import Domain
import Markup
import Web

/// Choosing the file.
struct MselUploadPage {
    let frame: ExerciseFrame
    let state: FormState

    var answer: Answer {
        let title = L("Import injects")
        let path = MselFilePaths.upload(frame.event)
        let error = state.errors["file"]
        return frame.answer(
            MselFileFacts.tab, title, path: path,
            """
            <div class="head"><h1>\(title)</h1>\
            <p class="lede">\(L("You see what becomes of each row before anything is stored."))</p></div>
            <form class="form" id="import" method="post" action="\(path)" enctype="multipart/form-data">\
            \(state.summary([("file", L("File"))]))\
            <div class="field"><label for="file">\(L("File"))</label>\
            <p class="hint" id="file-hint">\(L("Excel (.xlsx) or CSV, up to 10 MB: any list of injects, or one that was exported here and edited."))</p>\
            <input type="file" id="file" name="file" accept=".csv,.xlsx" required aria-describedby="file-hint\(error == nil ? "" : " file-error")"\
            \("aria-invalid", value: error == nil ? nil : "true")>\
            \(error.map { "<p class=\"error\" id=\"file-error\">\($0)</p>" } ?? .empty)</div>\
            <div class="actions"><button class="primary">\(L("Read the file"))</button>\
            <a class="button" href="\(MselFilePaths.workbook(frame.event))" download>\(Icon.svg("download")) XLSX</a>\
            <a class="button" href="\(MselFilePaths.csv(frame.event))" download>\(Icon.svg("download")) CSV</a></div></form>
            """, status: error == nil ? .ok : .wrong)
    }
}

/// What the file would do, what it asks, and every row.
struct MselPreviewPage {
    private static let pageSize = 200

    let frame: ExerciseFrame
    let draft: MselDraftRecord
    let intake: MselIntake

    private var isDone: Bool { draft.confirmedAt != nil }
    private var event: Event.ID { frame.event }

    var answer: Answer {
        let counts = isDone ? draft.counts : intake.counts
        let title = isDone ? L("The file is taken over") : L("What becomes of the file")
        return frame.answer(
            MselFileFacts.tab, title, path: MselFilePaths.draft(event, draft.id),
            between: [.init(L("Import injects"), MselFilePaths.upload(event))],
            """
            <div class="head"><h1>\(title)</h1><p class="meta"><span dir="auto">\(draft.fileName)</span></p></div>
            <dl class="figures">\(figure(counts.added, L("New")))\(figure(counts.changed, L("Changed")))\
            \(figure(counts.deleted, L("Deleted")))\(figure(counts.same, L("No change")))\(figure(counts.leftOut, L("Left out")))</dl>
            \(counts.emptied == 0 ? .empty : "<p>\(L(counts.emptied, one: "The file empties \(counts.emptied) field.", other: "The file empties \(counts.emptied) fields."))</p>")\
            \(isDone ? .empty : "\(questions)\(actions)")\
            \(isDone ? .empty : understood)\(isDone ? .empty : rows)
            """)
    }

    private func figure(_ number: Int, _ label: Message) -> HTML { "<div><dt>\(label)</dt><dd>\(number)</dd></div>" }

    private var actions: HTML {
        let count = intake.counts.added + intake.counts.changed + intake.counts.deleted
        let confirm: HTML =
            count == 0
            ? "<p>\(L("There is nothing to take over."))</p>"
            : """
            <form method="post" action="\(MselFilePaths.confirmation(event, draft.id))"><button class="primary">\
            \(L(count, one: "Take over \(count) row", other: "Take over \(count) rows"))</button></form>
            """
        return """
            <div class="actions">\(confirm)\
            \(intake.leftOut.isEmpty ? .empty : "<a class=\"button\" href=\"\(MselFilePaths.leftOut(event, draft.id))\" download>\(Icon.svg("download")) \(L("What is left out"))</a>")\
            <form method="post" action="\(MselFilePaths.withdrawal(event, draft.id))"><button class="plain">\(L("Discard the file"))</button></form></div>
            """
    }

    // MARK: Questions

    private var questions: HTML {
        let asked = MselAsked.all(intake)
        let lists = intake.isReturn ? [] : intake.reading.sheets
        let sheets = lists.count < 2 ? HTML.empty : lists.html(sheet)
        guard !asked.isEmpty || lists.count > 1 else { return .empty }
        return """
            <section><h2>\(L("Questions"))</h2><form class="form" id="questions" method="post" action="\(MselFilePaths.answers(event, draft.id))">\
            \(sheets)\(asked.enumerated().html { number, one in question(number, one) })\
            <div class="actions"><button>\(L("Answer"))</button></div></form></section>
            """
    }

    private func sheet(_ sheet: MselListing) -> HTML {
        let name = "sheet:\(sheet.name)"
        let isOn = MselIntake.isOn(sheet, intake.answers)
        return """
            <div class="field"><label for="\(name)">\(L("Sheet"))&nbsp;<span dir="auto">\(sheet.name)</span></label>\
            <select id="\(name)" name="\(name)"><option value="on"\("selected", when: isOn)>\(L("Read it"))</option>\
            <option value="off"\("selected", when: !isOn)>\(L("Leave it out"))</option></select></div>
            """
    }

    private func question(_ number: Int, _ one: MselAsked) -> HTML {
        let id = "question-\(number)"
        let told = draft.answers.told[one.name] ?? one.preset
        let samples: HTML =
            one.samples.isEmpty
            ? .empty : "<p class=\"hint\" id=\"\(id)-hint\" dir=\"auto\">\(one.samples.joined(separator: " · "))</p>"
        let control: HTML
        if let options = one.options {
            control = """
                <select id="\(id)" name="\(one.name)" dir="auto">\(options.html { value, label in
                    "<option value=\"\(value)\"\("selected", when: value == told)>\(label)</option>"
                })</select>
                """
        } else {
            control = "<input id=\"\(id)\" name=\"\(one.name)\" type=\"\(one.kind)\" value=\"\(told)\">"
        }
        return "<div class=\"field\"><label for=\"\(id)\">\(one.label)</label>\(samples)\(control)</div>"
    }

    // MARK: How it is understood

    private var understood: HTML {
        """
        <details><summary>\(L("How the columns are understood"))</summary>\
        \(intake.reading.sheets.filter { $0.name != MselFileColumns.baseSheet }.html(columns))</details>
        """
    }

    private func columns(_ sheet: MselListing) -> HTML {
        let told = MselField.allCases.compactMap { field in
            sheet.mapping[field].map { (field.words, sheet.headings[$0]) }
        }
        let skipped = sheet.skipped.values.reduce(0, +)
        return """
            \(sheet.name.isEmpty ? .empty : "<h3 dir=\"auto\">\(sheet.name)</h3>")<dl class="facts">\(told.html { field, heading in
                "<div><dt>\(field)</dt><dd dir=\"auto\">\(heading)</dd></div>"
            })</dl>\
            \(sheet.extra.isEmpty ? .empty : "<p>\(L("Kept as they are: \(list: sheet.extra)."))</p>")\
            \(skipped == 0 ? .empty : "<p>\(L(skipped, one: "\(skipped) row holds no inject.", other: "\(skipped) rows hold no inject."))</p>")
            """
    }

    private var rows: HTML {
        let all = intake.rows
        let from = frame.visit.inbound.query.wish("from", in: 0...all.count) ?? 0
        let shown = Array(all.dropFirst(from).prefix(Self.pageSize))
        let next = from + Self.pageSize
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Rows").string())"><table class="stack"><thead><tr>\
            <th scope="col" class="num">\(L("Row"))</th><th scope="col">\(L("Title"))</th><th scope="col">\(L("Time"))</th>\
            <th scope="col">\(L("To"))</th><th scope="col">\(L("What will happen"))</th></tr></thead>\
            <tbody>\(shown.html(line))</tbody></table></div>\
            \(next < all.count ? "<nav class=\"actions\" aria-label=\"\(L("Pages").string())\"><a class=\"button\" href=\"\(MselFilePaths.draft(event, draft.id))?from=\(next)\">\(L("Next rows"))</a></nav>" : .empty)
            """
    }

    private func line(_ row: MselIntakeRow) -> HTML {
        let told = row.row
        return """
            <tr\("class", value: row.isTaken ? nil : "bad")><td data-label="\(L("Row").string())" class="num">\(told.number)</td>\
            <th scope="row" dir="auto">\(told[.label].isEmpty ? .empty : "\(told[.label]) · ")\(String(told[.title].prefix(200)))</th>\
            <td data-label="\(L("Time").string())"><span dir="ltr">\(told.time.value ?? "–")</span></td>\
            <td data-label="\(L("To").string())" dir="auto">\(told.to.joined(separator: ", "))</td>\
            <td data-label="\(L("What will happen").string())"><div class="stack-2"><p><span class="state \(mark(row))">\(row.act.label)</span></p>\
            \(row.reasons.isEmpty ? .empty : "<ul class=\"plain-list small\">\(row.reasons.html { "<li>\($0)</li>" })</ul>")</div></td></tr>
            """
    }

    private func mark(_ row: MselIntakeRow) -> String {
        switch row.act {
        case .add: "good"
        case .change, .delete: "open"
        case .same: "plain"
        case .leave: row.asks ? "warn" : "bad"
        }
    }
}
