import Markup
import Web

/// Below a list that shows its first only, so that a page stays one that a phone can open.
struct ShortListSection {
    let shown: Int
    let count: Int
    /// Where all are shown.
    let all: String

    var html: HTML {
        guard shown < count else { return .empty }
        return """
            <p class="between"><span class="muted">\(L("the first \(shown) of \(count)"))</span> \
            <a class="button plain" href="\(all)">\(L("Show all"))</a></p>
            """
    }
}
