import Markup
import Web

/// The rail as it is drawn.
extension Rail {
    /// How many stand in the bar of a phone. Where there are more, the last place opens what is left over.
    private static let places = 5

    /// - Parameter path: where the page is.
    static func html(_ account: Visitor.AccountSession, at path: String) -> HTML {
        let address = path.prefix { $0 != "?" && $0 != "#" }
        let shown = entries.filter { $0.isFor(account) }
        guard !shown.isEmpty else { return .empty }
        let folded = folded(shown)
        func item(_ entry: RailEntry, _ style: String?) -> HTML {
            let current = address == entry.path ? "page" : entry.covers(address) ? "true" : nil
            return """
                <li\("class", value: style)><a href="\(entry.path)" data-go="\(entry.key)"\("aria-current", value: current)>\
                \(Icon.svg(entry.icon))<span>\(entry.label(for: account))</span></a></li>
                """
        }
        let more: HTML = """
            <li class="more"><details class="menu"><summary>\(Icon.svg("more"))<span>\(L("More …"))</span></summary>\
            <ul>\(folded.html { "<li><a href=\"\($0.path)\">\(Icon.svg($0.icon)) \($0.label(for: account))</a></li>" })</ul></details></li>
            """
        return """
            <nav class="house" aria-label="\(L("Main ways").string())"><ul>\
            \(shown.html { entry in item(entry, folded.contains { $0.path == entry.path } ? "wide" : nil) })\
            \(folded.isEmpty ? .empty : more)</ul></nav>
            """
    }

    private static func folded(_ shown: [RailEntry]) -> [RailEntry] {
        guard shown.count > places else { return [] }
        let kept = shown.filter { $0.key != searchKey }.prefix(
            places - (shown.contains { $0.key == searchKey } ? 2 : 1))
        return shown.filter { entry in entry.key != searchKey && !kept.contains { $0.path == entry.path } }
    }
}
