import Domain
import Markup
import Storage
import Web

/// What became of an event: how far its issues came, what stands still and why, and where it has arrived.
struct BecamePage {
    private let frame: EventFrame
    private let became: Became
    private let words: ThreadWords
    /// Of a kind; the rest is on the page of the thread.
    static let most = 12

    init(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        frame = try EventFrame(visit, event, reading)
        became = try Became(event, programme: frame.event.programme, visit, reading)
        words = ThreadWords(names: try DirectoryNames(reading))
    }

    var answer: Answer {
        var layout = frame.layout(
            L("What became of it"), path: BecamePaths.page(frame.event.id), tab: EventTab.threadID,
            between: [.init(L("The thread"), ThreadPaths.event(frame.event.id))])
        layout.styles = ["tables", "guide"]
        return .html(
            layout.document(
                """
                <div class="head"><h1>\(L("What became of it"))</h1><p class="lede">\(Self.sentence(became))</p>\(files)</div>\
                <section id="numbers"><h2>\(L("In numbers"))</h2>\(numbers)</section>\(arrived)\(standing)
                """))
    }

    /// The answer first.
    static func sentence(_ became: Became) -> Message {
        let (agreed, proven) = (became.count(.agreed)?.items ?? 0, became.count(.proven)?.items ?? 0)
        let results = became.count(.results)?.items ?? 0
        guard became.issues > 0 else {
            return L("Issues: none. Actions agreed: \(agreed). Proven: \(proven). Results of projects: \(results).")
        }
        return L(
            "Issues: \(became.issues). Actions agreed: \(agreed). Proven: \(proven). Results of projects: \(results).")
    }

    private var files: HTML {
        """
        <div class="actions">\(["pdf", "docx", "odt"].html { format in
            "<a class=\"button\" href=\"\(BecamePaths.file(frame.event.id, "report.\(format)"))\">\(Icon.svg("download")) \(format.uppercased())</a>"
        })</div>
        """
    }

    private var numbers: HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(L("In numbers").string())"><table><caption class="sr">\(L("In numbers"))</caption><thead><tr><th scope="col">\(L("Step"))</th>\
        <th scope="col" class="num">\(L("How many"))</th><th scope="col" class="num">\(L("Of issues"))</th></tr></thead><tbody>\(became.counts.html { count in
            """
            <tr><th scope="row">\(count.step.label)</th><td class="num">\(count.items)</td><td class="num">\(L("\(count.issues) of \(became.issues)"))</td></tr>
            """
        })</tbody></table></div>
        """
    }

    private var arrived: HTML {
        guard !became.arrived.isEmpty else { return .empty }
        return """
            <section id="arrived"><h2>\(L("Where it has arrived"))</h2><ul class="lines">\(became.arrived.prefix(Self.most * 4).map { $0 }.html { item in
                "<li><a href=\"\(ThreadWords.address(item))\">\(words.titleHTML(item))</a> <span class=\"muted\">\(words.kind(item.kind))</span></li>"
            })</ul></section>
            """
    }

    private var standing: HTML {
        guard !became.standing.isEmpty else {
            return "<section id=\"standing\"><h2>\(L("What stands still"))</h2><p class=\"muted\">\(L("Nothing."))</p></section>"
        }
        return """
            <section id="standing"><h2>\(L("What stands still"))</h2>\(became.standing.html { kind, items in
                let rest = items.count - min(items.count, Self.most)
                return """
                    <details\("open", when: items.count <= Self.most)><summary>\(words.kinds(kind)) <span class="num">(\(items.count))</span></summary>\
                    <ul class="lines losses">\(items.prefix(Self.most).map { $0 }.html(line))\
                    \(rest == 0 ? .empty : "<li><a href=\"\(ThreadPaths.event(frame.event.id))\">\(L(rest, one: "and \(rest) more", other: "and \(rest) more"))</a></li>")</ul></details>
                    """
            })</section>
            """
    }

    private func line(_ item: ThreadItem) -> HTML {
        """
        <li><a href="\(ThreadWords.address(item))">\(words.titleHTML(item))</a>\
        <p class="muted">\(became.book.ending(of: item.id).map { words.ending($0) })</p></li>
        """
    }
}
