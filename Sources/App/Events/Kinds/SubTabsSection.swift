import Markup
import Web

/// Pages that stand behind one tab of an event, beside each other.
struct SubTabs {
    struct Item {
        let id: String
        let label: Message
        let path: String
    }

    let label: Message
    let items: [Item]
    let chosen: String

    var html: HTML {
        guard items.count > 1 else { return .empty }
        return """
            <nav class="sub-tabs" aria-label="\(label.string())"><ul class="tabs">\(items.html { item in
                "<li><a href=\"\(item.path)\"\("aria-current", value: item.id == chosen ? "page" : nil)>\(item.label)</a></li>"
            })</ul></nav>
            """
    }
}
