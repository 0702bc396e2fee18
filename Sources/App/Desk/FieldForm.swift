import Markup
import Web

/// The form of a record whose fields are told once.
struct FieldForm<Record: FieldRecord> {
    let state: FormState
    /// Before the names of its fields, where a page holds several forms.
    var prefix = ""
    /// By the field's name: what it offers, where that is known to the page only.
    var options: [String: [FieldOption]] = [:]

    /// What is wrong, with a link to each field.
    var summary: HTML { state.summary(Record.fields.map { (field: prefix + $0.name, label: $0.label) }) }

    var html: HTML { html(without: []) }

    /// - Parameter left: names of fields that are not asked.
    func html(without left: Set<String>) -> HTML {
        var rows: [[Field<Record>]] = []
        for field in Record.fields where !left.contains(field.name) {
            if field.isBeside, !rows.isEmpty { rows[rows.count - 1].append(field) } else { rows.append([field]) }
        }
        return rows.html { row in
            row.count == 1 ? row.html(control) : "<div class=\"row\">\(row.html(control))</div>"
        }
    }

    /// What a form begins with.
    static func stored(_ record: Record, prefix: String = "") -> [(String, String)] {
        Record.fields.map { (prefix + $0.name, $0.value(record).text) }
    }

    private func control(_ field: Field<Record>) -> HTML {
        let (name, label, hint) = (prefix + field.name, field.label, field.hint)
        // Cleaning takes white space away, so that a little more may be typed.
        return switch field.rule {
        case .line(let limit):
            state.text(name, label, hint: hint, maxLength: 2 * limit, isRequired: field.isRequired)
        case .lines(let limit): state.area(name, label, hint: hint, maxLength: 2 * limit)
        case .link(let limit): state.text(name, label, hint: hint, type: "url", maxLength: limit)
        case .partialDate: state.text(name, label, hint: hint, maxLength: 10, isRequired: field.isRequired)
        case .number: state.text(name, label, hint: hint, isRequired: field.isRequired, inputMode: "numeric")
        case .date: state.text(name, label, hint: hint, type: "date", isRequired: field.isRequired)
        case .choice, .word, .country, .sector, .language, .zone:
            state.select(name, label, hint: hint, options: options[field.name] ?? field.options?() ?? [])
        }
    }
}

extension FieldRecord {
    /// As a form brings it; what it does not name stays as it begins.
    /// - Parameter prefix: before the names of its fields.
    /// - Throws: ``Refusal/invalid(_:)`` with all that is wrong, where a number is none.
    init(_ form: FormValues, prefix: String = "") throws {
        self.init()
        var check = FieldCheck()
        for field in Self.fields where form.has(prefix + field.name) {
            let name = prefix + field.name
            switch field.rule {
            case .line, .lines: field.set(&self, .text(form[name] ?? ""))
            case .number(let range):
                let number = WholeText.read(form.text(name), in: range)
                if number == nil && !form.text(name).isEmpty { check.fail(field.name, WholeText.words(range)) }
                field.set(&self, number.map { .number($0) } ?? .nothing)
            case .country, .sector: field.set(&self, form.text(name).isEmpty ? .nothing : .text(form.text(name)))
            default: field.set(&self, .text(form.text(name)))
            }
        }
        guard !check.errors.isEmpty else { return }
        clean(&check)
        try check.finish()
    }
}
