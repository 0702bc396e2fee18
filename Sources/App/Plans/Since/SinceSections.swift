import Domain
import Markup
import Web

/// What a meeting hears of one region as lists: on its page, and on a screen one list after the other.
struct SinceSections {
    let part: SincePart
    let words: SinceWords
    /// On a screen nothing can be pressed.
    var isOnWall = false

    /// Titles with what stands below each; only those with something in them.
    var all: [(id: String, title: Message, body: HTML)] {
        var sections: [(id: String, title: Message, body: HTML)] = []
        if !part.pressing.isEmpty || !part.counted.isEmpty { sections.append(("first", L("Comes first"), pressing)) }
        for (id, title, found) in [
            ("done", L("Done"), part.done), ("new", L("New"), part.new),
            ("moved", L("Moved", context: "since"), part.moved),
            ("gone", L("Withdrawn"), part.gone),
        ] where !found.isEmpty {
            sections.append((id, title, list(found)))
        }
        if !part.proven.isEmpty {
            let lines = part.proven.html { "<li>\(title($0))</li>" }
            sections.append(("proven", L("Proven by an exercise"), "<ul class=\"lines\">\(lines)</ul>"))
        }
        if let answers = part.answers {
            sections.append(("answers", L("Answers"), "<p>\(SinceWords.answers(answers))</p>"))
        }
        return sections
    }

    /// As many lines as the last row of a room reads.
    private static let most = 5

    /// The same for a screen: no list longer than fits.
    var slides: [(title: Message, body: HTML)] {
        var slides: [(title: Message, body: HTML)] = []
        func add<Line>(_ title: Message, _ found: [Line], _ body: ([Line]) -> HTML) {
            for start in stride(from: 0, to: found.count, by: Self.most) {
                slides.append((title, body(Array(found[start..<min(start + Self.most, found.count)]))))
            }
        }
        if !part.counted.isEmpty { slides.append((L("Comes first"), numbers)) }
        add(L("Comes first"), part.pressing, late)
        add(L("Done"), part.done, list)
        add(L("New"), part.new, list)
        add(L("Moved", context: "since"), part.moved, list)
        add(L("Withdrawn"), part.gone, list)
        add(L("Proven by an exercise"), part.proven) {
            "<ul class=\"lines\">\($0.html { "<li>\(title($0))</li>" })</ul>"
        }
        if let answers = part.answers {
            slides.append((L("Answers"), "<p class=\"lede\">\(SinceWords.answers(answers))</p>"))
        }
        return slides
    }

    var html: HTML {
        """
        \(all.html { section in
            "<section id=\"\(section.id)\"><h2>\(section.title)</h2>\(section.body)</section>"
        })\(foot)
        """
    }

    var foot: HTML {
        let foot = SinceWords.foot(part)
        return foot.isEmpty ? .empty : "<p class=\"muted\" id=\"foot\">\(foot.html { "<span>\($0)</span> " })</p>"
    }

    private func title(_ thing: SinceThing) -> HTML {
        let link: HTML =
            isOnWall || thing.path == nil
            ? "\(thing.title)" : "<a href=\"\(thing.path ?? "")\">\(thing.title)</a>"
        return """
            <p class="title"><span class="muted">\(SinceWords.noun(thing))</span> <span lang="\(thing.language)" dir="auto">\(link)</span> \
            \(isOnWall ? .empty : TLP.chip(thing.marking))</p>
            """
    }

    private func list(_ lines: [SincePart.Line]) -> HTML {
        """
        <ul class="lines">\(lines.html { line in
            let parts = words.parts(line)
            return "<li>\(title(line.thing))\(parts.isEmpty ? .empty : "<p class=\"meta\">\(parts.html { "<span>\($0)</span> " })</p>" as HTML)</li>"
        })</ul>
        """
    }

    private var pressing: HTML { "\(part.pressing.isEmpty ? .empty : late(part.pressing))\(numbers)" }

    private func late(_ found: [SincePart.Pressing]) -> HTML {
        """
        <ul class="lines">\(found.html { one in
            "<li>\(title(one.thing))<p class=\"meta\">\(SinceWords.parts(one).html { "<span class=\"state warn\">\($0)</span> " })</p></li>"
        })</ul>
        """
    }

    private var numbers: HTML {
        let counted = SinceWords.counted(part)
        return counted.isEmpty
            ? .empty
            : "<p>\(L("Of countries, without their names:")) \(counted.html { "<span class=\"state warn\">\($0)</span> " })</p>"
    }
}
