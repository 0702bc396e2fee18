import Markup
import Web

extension ProgrammeNews {
    func html(_ events: [EventSummary]) -> HTML {
        let title = last.map { L("Since “\($0.title)”") } ?? L("In the last 30 days")
        guard !lines.isEmpty else {
            return "<p class=\"muted\">\(title): \(L("nothing has changed."))</p>"
        }
        var order: [Event.ID?] = []
        for line in lines where !order.contains(line.event) { order.append(line.event) }
        return """
            <p class="muted">\(title)</p><ul class="lines">\(order.html { id in
                let event = events.first { $0.id == id }
                return """
                    <li>\(event.map { "<p class=\"title\" dir=\"auto\"><a href=\"\(Paths.event($0.id))\">\($0.title)</a></p>" as HTML })\
                    \(lines.filter { $0.event == id && $0.title != nil }.html { line in named(line) })\
                    <p class="meta">\(lines.filter { $0.event == id && $0.title == nil }.html { line in
                        chip(line)
                    })</p></li>
                    """
            })</ul>
            """
    }

    private func named(_ line: Line) -> HTML {
        """
        <p><a href="\(line.path ?? "")" dir="auto">\(line.title ?? "")</a> <span class="muted small">\(line.words)</span></p>
        """
    }

    private func chip(_ line: Line) -> HTML {
        let words: HTML = "\(line.words)\(line.count > 1 ? " × \(line.count)" as HTML : .empty)"
        guard let path = line.path else { return "<span class=\"chip wrap\">\(words)</span> " }
        return "<a class=\"chip wrap\" href=\"\(path)\">\(words)</a> "
    }
}
