import Domain
import Web

/// The document as Markdown that can be read as it is, and that pandoc converts: metadata in front, ids at the headings, pipe
/// tables, figures as the tables behind them.
struct DocumentMarkdown {
    let document: Document
    private let words: DocumentWords

    init(_ document: Document) {
        self.document = document.numbered()
        words = DocumentWords(document.interface)
    }

    var text: String {
        var parts = [metadata, "**TLP:\(document.marking)**", Self.escaped(document.kind)]
        parts.append("# " + Self.escaped(document.title) + " {.unnumbered}")
        if !document.subtitle.isEmpty { parts.append("*\(Self.escaped(document.subtitle))*") }
        if !document.facts.isEmpty {
            parts.append(
                document.facts.map { "- **\(Self.escaped($0.label)):** \(inline($0.value))" }.joined(separator: "\n"))
        }
        parts += document.note.map(block) + document.blocks.map(block)
        parts.append("**TLP:\(document.marking)**")
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private var metadata: String {
        let lines = [
            "title: \(JSONValue.quote(document.title))", "subtitle: \(JSONValue.quote(document.subtitle))",
            "lang: \(JSONValue.quote(document.language))", "dir: \(document.direction)",
            "marking: \(JSONValue.quote("TLP:\(document.marking)"))",
        ]
        return "---\n" + lines.joined(separator: "\n") + "\n---"
    }

    private func block(_ block: Document.Block) -> String {
        switch block {
        case .heading(let level, let id, let text):
            return String(repeating: "#", count: min(6, level + 1)) + " \(inline(text)) {#\(id)}"
        case .paragraph(let text): return inline(text)
        case .list(let list): return self.list(list)
        case .quote(let blocks, let source):
            let end = source.isEmpty ? [] : ["— " + inline(source)]
            return Self.indented((blocks.map(self.block) + end).joined(separator: "\n\n"), first: "> ", rest: "> ")
        case .code(let text):
            let fence = String(repeating: "`", count: max(3, Self.longestRun(of: "`", in: text) + 1))
            return "\(fence)\n\(text.trimmed)\n\(fence)"
        case .notice(let text, _): return Self.indented(inline(text), first: "> ", rest: "> ")
        case .figures(let facts):
            return facts.map { "- **\(inline($0.value))** \(Self.escaped($0.label))" }.joined(separator: "\n")
        case .table(let table): return self.table(table, caption: table.number > 0 ? words.table(table.number) : nil)
        case .figure(let figure):
            let caption = "\(words.figure(figure.number)) \(figure.caption)"
            return "**\(Self.escaped(caption))**\n\n" + table(figure.table, caption: nil)
        case .sources(let sources): return sources.map(source).joined(separator: "\n\n")
        case .foreign(let blocks, let language):
            return "::: {lang=\"\(language)\"}\n" + blocks.map(self.block).joined(separator: "\n\n") + "\n:::"
        case .rule: return "* * *"
        case .pageBreak: return ""
        }
    }

    private func list(_ list: Document.List) -> String {
        list.items.enumerated().map { index, blocks in
            let mark = list.isOrdered ? "\(list.start + index). " : "- "
            let content = blocks.map(block).joined(separator: "\n\n")
            return Self.indented(content, first: mark, rest: String(repeating: " ", count: mark.count))
        }.joined(separator: "\n")
    }

    private func table(_ table: Document.Table, caption: String?) -> String {
        guard !table.columns.isEmpty else { return "" }
        let head = "| " + table.columns.map { Self.cell(inline($0.title)) }.joined(separator: " | ") + " |"
        // Pandoc sets a pipe table by the lengths of these dashes where a line is long.
        let dashes = zip(table.columns, table.shares).map { column, share in
            let line = String(repeating: "-", count: max(3, Int(share * 100)))
            let begins = column.align == .left || column.align == .center
            let ends = column.isNumber || column.align == .right || column.align == .center
            return (begins ? ":" : "") + line + (ends ? ":" : "")
        }
        let rows = table.rows.map { row in
            "| " + row.map { Self.cell(inline($0)) }.joined(separator: " | ") + " |"
        }
        let lines = [head, "|" + dashes.joined(separator: "|") + "|"] + rows
        let title = caption.map { ": \(Self.escaped("\($0) \(table.caption)"))\n\n" } ?? ""
        return title + lines.joined(separator: "\n")
    }

    private func source(_ source: Document.Source) -> String {
        let marking = source.marking.map { " (TLP:\($0))" } ?? ""
        let first = "[]{#\(source.id)}\\[\(source.number)\\] **\(Self.escaped(source.kind))**"
        let lines = ["\(first) \(inline(source.text))\(marking)"] + source.details.map { inline($0) }
        return lines.joined(separator: "\\\n")
    }

    // MARK: Pieces of a line

    private func inline(_ parts: [Document.Inline]) -> String {
        parts.map { part in
            switch part {
            case .text(let text): return Self.escaped(text)
            case .strong(let parts): return "**\(inline(parts))**"
            case .emphasis(let parts): return "*\(inline(parts))*"
            case .struck(let parts): return "~~\(inline(parts))~~"
            case .code(let text):
                let ticks = String(repeating: "`", count: Self.longestRun(of: "`", in: text) + 1)
                return "\(ticks) \(Self.oneLine(text)) \(ticks)"
            case .link(let parts, let address, _): return "[\(inline(parts))](<\(Self.address(address))>)"
            case .reference(let parts, let id): return "[\(inline(parts))](#\(id))"
            case .uncited(let key): return Self.escaped(CitationMarkers.text(key))
            case .citation(let number): return "[\\[\(number)\\]](#e\(number))"
            case .foreign(let parts, let language): return "[\(inline(parts))]{lang=\"\(language)\"}"
            case .lineBreak: return "\\\n"
            }
        }.joined()
    }

    /// Everything that Markdown could take for its own, with a backslash; on one line.
    static func escaped(_ text: String) -> String {
        var output = ""
        let line = oneLine(text)
        var isStart = true
        for character in line {
            let isMark = "\\`*_{}[]<>|#$^~@\"'".contains(character)
            // A list, a heading's line or a definition is one only at the start of a line.
            let opens = isStart && "+-=:.".contains(character)
            if isMark || opens { output += "\\" }
            output.append(character)
            isStart = isStart && (character.isNumber || character == " ")
        }
        return output
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    private static func address(_ text: String) -> String {
        text.replacing("<", with: "%3C").replacing(">", with: "%3E").replacing("\\", with: "%5C")
            .replacing(/\s/, with: "%20")
    }

    private static func cell(_ text: String) -> String { text.replacing("\\\n", with: " ").replacing("\n", with: " ") }

    private static func indented(_ text: String, first: String, rest: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
            line.isEmpty && index > 0 ? rest.trimmed : (index == 0 ? first : rest) + line
        }.joined(separator: "\n")
    }

    private static func longestRun(of mark: Character, in text: String) -> Int {
        var (longest, run) = (0, 0)
        for character in text {
            run = character == mark ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
