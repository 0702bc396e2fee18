import Markup
import Web

/// What a list of records shows whose fields are told once.
enum FieldList {
    static let shownAtOnce = 100

    /// All fields that hold something, but for the first, which stands as title.
    /// - Parameter isShort: in a list, where texts of several lines are left to the record's own page.
    static func facts<Record: FieldRecord>(
        _ record: Record, isShort: Bool = false, options: [String: [FieldOption]] = [:]
    ) -> HTML {
        let shown = Record.fields.dropFirst().filter { field in
            if isShort, case .lines = field.rule { return false }
            return !field.value(record).text.isEmpty
        }
        guard !shown.isEmpty else { return .empty }
        return """
            <dl class="facts">\(shown.html { field in
                "<dt>\(field.label)</dt><dd class=\"lines-kept\" dir=\"auto\">\(told(field, record, options[field.name]))</dd>"
            })</dl>
            """
    }

    private static func told<Record: FieldRecord>(_ field: Field<Record>, _ record: Record, _ options: [FieldOption]?)
        -> HTML
    {
        let value = field.value(record)
        if let number = value.number {
            let grouped: Message = "\(number)"
            return "\(grouped)"
        }
        if case .link = field.rule { return "<a href=\"\(value.text)\" rel=\"noreferrer\">\(value.text)</a>" }
        let option = (options ?? field.options?() ?? []).first { $0.value == value.text }
        if let option { return "\(option.label)" }
        return "\(value.text)"
    }

    /// The first hundred, each as `line` shows it, and how many more there are.
    static func lines<Item>(_ items: [Item], _ line: (Item) -> HTML) -> HTML {
        """
        <ul class="lines">\(items.prefix(shownAtOnce).html(line))</ul>\
        \(items.count > shownAtOnce ? "<p class=\"muted\">\(L("The first \(shownAtOnce) of \(items.count). Search for the others."))</p>" : .empty)
        """
    }

    /// Words to search for, and whether those that are retired are shown too.
    static func filter(_ path: String, _ query: FormValues, retired: Message) -> HTML {
        let form = FormState(query)
        return """
            <form class="inline" id="filter" method="get" action="\(path)" role="search" data-auto>\
            \(form.text("q", L("Search"), type: "search"))\(form.check("retired", retired))<button>\(L("Show"))</button></form>
            """
    }

    /// - Parameter action: for who may add.
    static func empty(_ title: Message, action: HTML?) -> HTML {
        """
        <div class="empty"><h2>\(title)</h2><p class="muted">\(action == nil
            ? L("Whoever organises this adds them.") : L("Add the first one, or bring in a workbook."))</p>\(action ?? .empty)</div>
        """
    }

    /// - Parameter all: the list without a filter.
    static func nothing(_ all: String) -> HTML {
        """
        <div class="empty"><h2>\(L("Nothing found"))</h2><p class="muted">\(L("Try fewer words, or show also those that are retired."))</p>\
        <a class="button" href="\(all)">\(L("Show all"))</a></div>
        """
    }

    static func workbook(_ path: String) -> HTML {
        "<a class=\"button plain\" href=\"\(path)\">\(L("As a workbook"))</a>"
    }
}
