import Markup
import Web

extension TableFormat {
    /// Above a list: how many it holds, and the files that hold the same.
    /// - Parameter path: of the file in a format.
    static func line(_ counted: Message, path: (TableFormat) -> String) -> HTML {
        """
        <div class="between"><p class="muted">\(counted)</p>\
        <details class="menu"><summary class="button plain">\(Icon.svg("download")) \(L("Download"))</summary>\
        <ul>\(allCases.html { "<li><a href=\"\(path($0))\" download>\($0.label)</a></li>" })</ul></details></div>
        """
    }
}
