import Domain
import Markup
import Web

/// What a file leaves open: which sheet, which row is the heading, what the columns and spellings mean. Works as one plain form.
struct ImportQuestionsPage {
    let frame: ImportFrame
    let draft: ImportDraftRecord
    let shape: ImportShape
    let vocabulary: any ImportVocabulary
    var errors: [String: Message] = [:]

    private var content: ImportContent { draft.content }

    var answer: Answer {
        let title = L("How is the file meant?")
        return frame.answer(
            title, path: frame.target.questions(draft.id),
            """
            <div class="head"><h1>\(title)</h1><p class="meta"><span dir="auto">\(draft.fileName)</span></p>\
            <p class="lede">\(L("Nothing is stored yet. Your answers are remembered for the next file with the same headings."))</p></div>
            \(notices)
            <form class="form" id="questions" method="post" action="\(frame.target.questions(draft.id))">\
            \(isPlaceOpen ? place : .empty)\(columns)\(names)\(damage)\(spellings)\
            \(isPlaceOpen ? .empty : "<details><summary>\(L("The table"))</summary>\(place)</details>")\
            <div class="actions"><button class="primary">\(L("Show the preview"))</button>\
            <button class="plain" form="discard">\(L("Discard the file"))</button></div></form>
            <form id="discard" method="post" action="\(frame.target.withdrawal(draft.id))"></form>
            """, status: errors.isEmpty ? .ok : .wrong)
    }

    private var notices: HTML {
        """
        \(errors.isEmpty ? .empty : """
            <div class="notice bad" role="alert" tabindex="-1"><ul>\(errors.sorted { $0.key < $1.key }.html { "<li>\($0.value)</li>" })</ul></div>
            """)\
        \(content.missing.isEmpty ? .empty : """
            <div class="notice warn" role="alert" tabindex="-1"><p><b>\(L("One column is needed and was not found."))</b> \
            \(L("Choose the column that holds it, or the row that holds the headings."))</p><ul>\(content.missing.html { group in
                let labels = group.compactMap { shape.field($0)?.label.string() }
                return "<li>\(labels.joined(separator: " / "))</li>"
            })</ul></div>
            """)\
        \(content.isRemembered ? "<div class=\"notice\"><p>\(L("The columns are understood as in the last file with these headings."))</p></div>" : .empty)\
        \(content.notes.html { "<div class=\"notice\"><p>\($0)</p></div>" })
        """
    }

    // MARK: Where the table is

    /// Whether the sheet, the encoding or the row of the headings is a question; else they fold.
    private var isPlaceOpen: Bool {
        (content.sheets.count > 1 && content.file.sheet == nil) || content.isEncodingGuessed || !content.missing.isEmpty
    }

    private var place: HTML {
        """
        <section>\(isPlaceOpen ? "<h2>\(L("The table"))</h2>" : .empty)\
        \(content.sheets.count < 2 ? .empty : select(
            "sheet", L("Worksheet"), content.sheets.map { ($0, .verbatim($0)) }, chosen: content.sheet))\
        \(content.file.encoding.map { encoding in select(
            "encoding", L("Encoding"), TextEncoding.allCases.map { ($0.rawValue, $0.label) }, chosen: encoding.rawValue,
            hint: L("Look at the samples below: are the letters right?")) } ?? .empty)\
        \(select("heading", L("Row of the headings"), content.firstRows.map { line in
            let words = line.cells.filter { !$0.isEmpty }.joined(separator: " · ")
            return (String(line.number), .verbatim("\(line.number): \(words)"))
        }, chosen: String(content.headingRow)))</section>
        """
    }

    private func select(
        _ name: String, _ label: Message, _ options: [(value: String, label: Message)], chosen: String,
        hint: Message? = nil
    ) -> HTML {
        """
        <div class="field"><label for="\(name)">\(label)</label>\(hint.map { "<p class=\"hint\" id=\"\(name)-hint\">\($0)</p>" })\
        <select id="\(name)" name="\(name)" dir="auto"\("aria-describedby", value: hint == nil ? nil : "\(name)-hint")>\(options.html {
            "<option value=\"\($0.value)\"\("selected", when: $0.value == chosen)>\($0.label)</option>"
        })</select></div>
        """
    }

    // MARK: Columns

    private var columns: HTML {
        let open = content.columns.filter { $0.certainty == .likely || $0.certainty == .unknown }
        let settled = content.columns.filter { $0.certainty != .likely && $0.certainty != .unknown }
        let loose = settled.filter(\.isLoose)
        let known = settled.filter { !$0.isLoose }
        return """
            <section><h2>\(L("Columns"))</h2>\
            \(open.isEmpty ? "<p class=\"muted\">\(L("Every column is understood."))</p>" : table(open))\
            \(loose.isEmpty ? .empty : "<h3>\(L("Columns without a field of their own"))</h3>\(table(loose))")\
            \(shape.takesNotes && !(open + loose).isEmpty ? """
                <p class="hint">\(L("Notes are seen by everybody who maintains the directory. Leave out what the work does not need, above all about health."))</p>
                """ : .empty)\
            \(known.isEmpty ? .empty : """
                <details\("open", when: !content.missing.isEmpty)><summary>\
                \(L(known.count, one: "\(known.count) column that is understood", other: "\(known.count) columns that are understood"))</summary>\
                \(table(known))</details>
                """)</section>
            """
    }

    private func table(_ columns: [ImportContent.Column]) -> HTML {
        """
        <table class="stack"><thead><tr><th scope="col">\(L("Column"))</th><th scope="col">\(L("In the file"))</th>\
        <th scope="col">\(L("Means"))</th></tr></thead><tbody>\(columns.html { column in
            """
            <tr><th scope="row"><bdi>\(column.heading)</bdi></th>\
            <td data-label="\(L("In the file").string())"><ul class="plain-list small">\(column.samples.html { "<li><bdi>\($0)</bdi></li>" })</ul></td>\
            <td data-label="\(L("Means").string())"><label class="sr" for="column-\(column.letters)">\(L("What column \(column.letters) means"))</label>\
            <select id="column-\(column.letters)" name="column-\(column.letters)">\(meanings.html { value, label in
                "<option value=\"\(value)\"\("selected", when: value == column.field)>\(label)</option>"
            })</select></td></tr>
            """
        })</tbody></table>
        """
    }

    private var meanings: [(String, Message)] {
        [(ImportShape.nothing, L("Leave out"))]
            + shape.fields.filter { $0.name != ImportShape.note }.map { ($0.name, $0.label) }
            + (shape.takesNotes ? [(ImportShape.note, L("Keep as a note"))] : [])
    }

    // MARK: Names

    private var names: HTML {
        guard let name = content.openNames.first else { return .empty }
        let chosen = content.nameOrder ?? .givenFirst
        return """
            <section><h2>\(L("Names"))</h2><fieldset><legend>\(L("Which part is the family name?"))</legend>\
            \(ImportAnswers.NameOrder.allCases.html { order in
                let parts = PersonName.parts(name, order)
                return """
                    <label class="check"><input type="radio" name="order" value="\(order.rawValue)"\("checked", when: order == chosen)> \
                    <span>\(order == .givenFirst ? L("Given name first") : L("Family name first")): \
                    <bdi>\(order == .givenFirst ? "\(parts.given) <b>\(parts.family)</b>" : "<b>\(parts.family)</b> \(parts.given)" as HTML)</bdi></span></label>
                    """
            })<p class="hint"><bdi>\(content.openNames.joined(separator: " · "))</bdi></p></fieldset></section>
            """
    }

    // MARK: Damaged letters

    private var damage: HTML {
        guard let cells = content.damagedCells else { return .empty }
        return """
            <section><h2>\(L("Letters that look damaged"))</h2>\
            <p>\(L("Something was lost before the file came here. Look at each; where you are not sure, leave it out and correct the file."))</p>\
            <table class="stack"><thead><tr><th scope="col">\(L("In the file"))</th><th scope="col">\(L("Rows"))</th>\
            <th scope="col">\(L("What to do"))</th></tr></thead><tbody>\(cells.enumerated().html { number, cell in
                """
                <tr><th scope="row"><bdi>\(cell.shown)</bdi></th>\
                <td data-label="\(L("Rows").string())">\(Message.list(cell.rows))</td>\
                <td data-label="\(L("What to do").string())"><input type="hidden" name="damaged-\(number)" value="\(cell.shown)">\
                <label class="sr" for="damage-\(number)">\(L("What to do with “\(cell.shown)”"))</label>\
                <select id="damage-\(number)" name="damage-\(number)" dir="auto">\(choices(cell).html { value, label in
                    "<option value=\"\(value.rawValue)\"\("selected", when: value == cell.answer ?? cell.proposal)>\(label)</option>"
                })</select></td></tr>
                """
            })</tbody></table></section>
            """
    }

    private func choices(_ cell: ImportContent.DamagedCell) -> [(ImportAnswers.Damage, Message)] {
        let mended = cell.mended.map { FieldCheck.line($0.prefix(80)) }
        return (mended.map { [(.mend, L("Read it as “\($0)”"))] } ?? [])
            + [(.leave, L("Leave these rows out")), (.keep, L("Keep it as it is written"))]
    }

    // MARK: Spellings

    private var spellings: HTML {
        shape.fields.html { field in
            guard let list = content.spellings[field.name], !list.isEmpty else { return .empty }
            let numbered = list.enumerated().map { (number: $0.offset, spelling: $0.element) }
            let open = numbered.filter { $0.spelling.code == nil }
            let known = numbered.filter { $0.spelling.code != nil }
            return """
                <section><h2>\(field.label)</h2>\
                \(open.isEmpty ? .empty : "<p>\(L("These spellings are not known. What do they stand for?"))</p>\(table(open, field))")\
                \(known.isEmpty ? .empty : """
                    <details><summary>\(L(known.count, one: "\(known.count) spelling that is understood", other: "\(known.count) spellings that are understood"))</summary>\
                    \(table(known, field))</details>
                    """)</section>
                """
        }
    }

    private func table(_ rows: [(number: Int, spelling: ImportContent.Spelling)], _ field: ImportField) -> HTML {
        let options =
            [(ImportAnswers.leaveOut, L("Leave these rows out")), ("", L("Leave it empty"))]
            + vocabulary.options(field.name).map { ($0.value, $0.label) }
        return """
            <table class="stack"><thead><tr><th scope="col">\(L("In the file"))</th><th scope="col" class="num">\(L("Rows"))</th>\
            <th scope="col">\(L("Means"))</th></tr></thead><tbody>\(rows.html { row in
                let id = "value-\(field.name)-\(row.number)"
                return """
                    <tr><th scope="row"><bdi>\(row.spelling.text)</bdi></th><td data-label="\(L("Rows").string())" class="num">\(row.spelling.rows)</td>\
                    <td data-label="\(L("Means").string())"><input type="hidden" name="spelling-\(field.name)-\(row.number)" value="\(row.spelling.text)">\
                    <label class="sr" for="\(id)">\(L("What “\(row.spelling.text)” means"))</label>\
                    <select id="\(id)" name="\(id)">\(options.html { value, label in
                        "<option value=\"\(value)\"\("selected", when: value == (row.spelling.code ?? ImportAnswers.leaveOut))>\(label)</option>"
                    })</select></td></tr>
                    """
            })</tbody></table>
            """
    }
}

extension ImportAnswers {
    /// The answers of the form; columns and spellings are asked anew where another sheet, heading or encoding was chosen.
    init(_ form: FormValues, of draft: ImportDraftRecord, _ shape: ImportShape) {
        self.init()
        let content = draft.content
        file = SheetFile.Choice(
            sheet: form["sheet"] ?? content.file.sheet,
            encoding: form["encoding"].flatMap { TextEncoding(rawValue: $0) } ?? content.file.encoding)
        heading = form.wish("heading", in: Numbers.Row.range)
        let isElsewhere =
            (form.has("sheet") && form["sheet"] != content.sheet)
            || (form.has("encoding") && file.encoding != content.file.encoding)
            || (heading != nil && heading != content.headingRow)
        if heading == content.headingRow, draft.answers.heading == nil { heading = nil }
        guard !isElsewhere else { return }
        isAnswered = true
        nameOrder = form["order"].flatMap { NameOrder(rawValue: $0) } ?? content.nameOrder
        for column in content.columns {
            if let field = form["column-\(column.letters)"] { columns[column.letters] = field }
        }
        for (number, cell) in (content.damagedCells ?? []).enumerated() {
            guard form["damaged-\(number)"] == cell.shown,
                let answer = form["damage-\(number)"].flatMap({ Damage(rawValue: $0) })
            else { continue }
            damaged = (damaged ?? [:]).merging([cell.text: answer]) { $1 }
        }
        for field in shape.fields {
            for (number, spelling) in (content.spellings[field.name] ?? []).enumerated() {
                guard let value = form["value-\(field.name)-\(number)"],
                    form["spelling-\(field.name)-\(number)"] == spelling.text,
                    value != spelling.code || spelling.isAnswered
                else { continue }
                values[field.name, default: [:]][Folded.text(spelling.text)] = value
            }
        }
    }
}
