import Markup
import Web

/// What a list of records shows whose fields are told once.
enum FieldList {
    /// All fields that hold something, but for the first, which stands as title.
    static func facts<Record: FieldRecord>(_ record: Record) -> HTML {
        let shown = Record.fields.dropFirst().filter { !$0.value(record).text.isEmpty }
        guard !shown.isEmpty else { return .empty }
        return """
            <dl class="facts">\(shown.html { field in
                "<dt>\(field.label)</dt><dd class=\"lines-kept\" dir=\"auto\">\(field.value(record).text)</dd>"
            })</dl>
            """
    }

    static var empty: HTML { "<div class=\"empty\"><h2>\(L("Nothing here yet"))</h2></div>" }

    static func workbook(_ path: String) -> HTML {
        "<a class=\"button plain\" href=\"\(path)\">\(L("As a workbook"))</a>"
    }
}
