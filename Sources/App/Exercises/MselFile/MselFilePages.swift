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
            <a class="button" href="\(MselFilePaths.csv(frame.event))" download>\(Icon.svg("download")) CSV</a></div></form>\
            <p><a href="\(ExercisePaths.alertImport(frame.event))">\(L("Inject from an alert"))</a></p>
            """, status: error == nil ? .ok : .wrong)
    }
}

/// What the file would do, what it asks, and every row.
struct MselPreviewPage {
    private static let pageSize = 200

    let frame: ExerciseFrame
    let draft: MselDraftRecord
    let intake: MselIntake
    /// Of answers that were refused.
    var typed: FormState?

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
            \(isDone ? .empty : rows)
            """, status: typed?.errors.isEmpty ?? true ? .ok : .wrong)
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
        // What a column holds is answered where all columns stand.
        let asked = MselAsked.all(intake).filter { !$0.name.hasPrefix("field:") }
        let lists = intake.isReturn ? [] : intake.reading.sheets
        let sheets = lists.count < 2 ? HTML.empty : lists.html(sheet)
        let hasQuestions = !asked.isEmpty || lists.count > 1
        return """
            <section>\(hasQuestions ? "<h2>\(L("Questions"))</h2>" : .empty)\
            <form class="form" id="questions" method="post" action="\(MselFilePaths.answers(event, draft.id))">\
            \(typed?.errors.isEmpty ?? true ? .empty : "<div class=\"notice bad\" role=\"alert\" tabindex=\"-1\"><ul>\(problems.html { "<li><a href=\"#columns\">\($0)</a></li>" })</ul></div>")\
            \(sheets)\(asked.enumerated().html { number, one in question(number, one) })\
            \(MselColumnsSection(intake: intake, typed: typed).html)\
            <div class="actions"><button>\(hasQuestions ? L("Answer") : L("Read it"))</button></div></form></section>
            """
    }

    private var problems: [Message] {
        (typed?.errors ?? [:]).sorted { $0.key < $1.key }.map(\.value)
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
        let told = typed?.values[one.name] ?? draft.answers.told[one.name] ?? one.preset
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
