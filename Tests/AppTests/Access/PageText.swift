/// A page as text, as somebody reads it who sees no colours: headings, labels, fields, buttons, links with their addresses, cells of
/// tables, names of pictures. It reads the HTML that ``HTML`` writes, well formed and with quotes.
struct PageText {
    /// The title and language of the page, then what stands in `<main>`; all of it where there is none.
    static func of(_ page: String) -> String {
        let bytes = Array(page.utf8)
        var head = PageText(bytes)
        head.read(upTo: "body")
        var body = PageText(bytes)
        body.at = Self.find("<main", in: bytes) ?? Self.find("<body", in: bytes) ?? 0
        body.read(upTo: "/main")
        return "\(head.title) (\(head.language))\n\n" + body.lines.joined(separator: "\n") + "\n"
    }

    private let bytes: [UInt8]
    private var at = 0
    private var title = ""
    private var language = ""
    private var lines: [String] = []
    private var line = ""
    /// Cells of tables that are open: what stands in them stays on the line of their row.
    private var cells = 0
    /// One piece ends where the next begins: what stands side by side on the page is not one word.
    private var isBetween = false
    /// What is to be written behind the text of the open links and buttons.
    private var endings: [(name: String, text: String)] = []
    private var choices: (name: String, all: [String], chosen: [String])?

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    private static let blocks: Set<String> = [
        "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "label", "legend", "li", "main",
        "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "title", "tr", "ul",
    ]
    private static let beginnings: [String: String] = [
        "h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "h5": "##### ", "h6": "###### ", "li": "- ", "dd": "  ",
        "summary": "> ", "tr": "|", "legend": "= ", "caption": "= ", "figcaption": "= ", "option": " ",
    ]

    private mutating func read(upTo end: String) {
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "<") {
                let tag = tag()
                if tag.name == end { break }
                if isBetween, !tag.name.hasPrefix("/") { write(" ") }
                isBetween = tag.name.hasPrefix("/")
                if isBetween { close(String(tag.name.dropFirst())) } else { open(tag) }
            } else {
                let start = at
                while at < bytes.count, bytes[at] != UInt8(ascii: "<") { at += 1 }
                write(Self.plain(bytes[start..<at]))
                isBetween = false
            }
        }
        flush()
    }

    private mutating func open(_ tag: Tag) {
        if Self.blocks.contains(tag.name) { flush() }
        // What a script shows later.
        if tag["hidden"] != nil, tag.name != "input" { return skip(tag.name) }
        switch tag.name {
        case "html": language = [tag["lang"], tag["dir"]].compactMap { $0 }.joined(separator: ", ")
        case "script", "style", "template", "datalist": skip(tag.name)
        case "svg": write(drawing(tag))
        case "img": write("(picture: \(tag["alt"] ?? "without a name"))")
        case "a":
            write("[")
            endings.append(("a", "\(name(tag))](\(tag["href"] ?? ""))"))
        case "button":
            write("[[")
            endings.append(("button", "\(name(tag))\(tag["disabled"] == nil ? "" : ", disabled")]]"))
        case "form":
            let target = "\(tag["method"]?.uppercased() ?? "GET") \(tag["action"] ?? "")"
            if cells > 0 { write("(form \(target)) ") } else { add("form \(target)") }
        case "input": field(tag)
        case "textarea": write("[\(tag["name"] ?? ""): \(words(upTo: "/textarea"))]")
        case "select": choices = (tag["name"] ?? "", [], [])
        case "option": choose(tag)
        case "td", "th":
            cells += 1
            write(" ")
        default:
            if let label = tag["aria-label"] { add("\(tag.name): \(label)") }
            if let begin = Self.beginnings[tag.name], cells == 0 { line = begin }
        }
    }

    private mutating func close(_ name: String) {
        switch name {
        case "a", "button":
            if let ending = endings.last, ending.name == name {
                endings.removeLast()
                line += ending.text
            }
        case "select": closeChoices()
        case "td", "th":
            cells -= 1
            line += " |"
        case "title":
            if title.isEmpty { title = line.trimmed }
            line = ""
        default: if Self.blocks.contains(name) { flush() }
        }
    }

    private mutating func field(_ tag: Tag) {
        let name = tag["name"] ?? ""
        switch tag["type"] ?? "text" {
        case "hidden": break
        case "checkbox": line += tag["checked"] == nil ? "[ ] " : "[x] "
        case "radio": line += tag["checked"] == nil ? "( ) " : "(x) "
        case "submit": write("[[\(tag["value"] ?? "")]]")
        default: write("[\(name)\(tag["required"] == nil ? "" : "*"): \(tag["value"] ?? "")]")
        }
    }

    private mutating func choose(_ tag: Tag) {
        let text = words(upTo: "/option")
        choices?.all.append(text)
        if tag["selected"] != nil { choices?.chosen.append(text) }
    }

    /// Short lists whole; of long ones what is chosen, and how many there are.
    private mutating func closeChoices() {
        guard let list = choices else { return }
        choices = nil
        let chosen = list.chosen.isEmpty ? Array(list.all.prefix(1)) : list.chosen
        let all =
            list.all.count > 12
            ? "*\(chosen.joined(separator: ", ")), one of \(list.all.count)"
            : list.all.map { chosen.contains($0) ? "*\($0)" : $0 }.joined(separator: " / ")
        write("[\(list.name): \(all)]")
    }

    /// Its name; nothing for what only decorates.
    private mutating func drawing(_ tag: Tag) -> String {
        var label = tag["aria-label"] ?? ""
        let isDecoration = tag["aria-hidden"] == "true"
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "<") else {
                at += 1
                continue
            }
            let inner = self.tag()
            if inner.name == "/svg" { break }
            if inner.name == "title", label.isEmpty { label = words(upTo: "/title") }
        }
        return isDecoration ? "" : "(drawing: \(label.isEmpty ? "without a name" : label))"
    }

    /// What an accessible name adds to a link or button.
    private func name(_ tag: Tag) -> String { tag["aria-label"].map { " {\($0)}" } ?? "" }

    private mutating func write(_ text: String) {
        // Two buttons side by side have no space between them in the page's text.
        if text.hasPrefix("["), let last = line.last, last == ")" || last == "]" { line += " " }
        for character in text {
            if character.isWhitespace {
                if let last = line.last, last != " ", last != "[" { line += " " }
            } else {
                line.append(character)
            }
        }
    }

    private mutating func add(_ text: String) {
        flush()
        lines.append(text)
    }

    private mutating func flush() {
        guard cells == 0 else {
            if let last = line.last, last != " " { line += " " }
            return
        }
        let text = line.trimmedEnd
        line = ""
        if !text.isEmpty, !Self.beginnings.values.contains(where: { $0.trimmedEnd == text }) { lines.append(text) }
    }

    /// All of an element that is open.
    private mutating func skip(_ name: String) {
        var depth = 1
        while at < bytes.count, depth > 0 {
            guard bytes[at] == UInt8(ascii: "<") else {
                at += 1
                continue
            }
            let inner = tag().name
            if inner == name { depth += 1 } else if inner == "/\(name)" { depth -= 1 }
        }
    }

    /// The text up to a tag, which is read too.
    private mutating func words(upTo end: String) -> String {
        var text = ""
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "<") {
                if tag().name == end { break }
            } else {
                let start = at
                while at < bytes.count, bytes[at] != UInt8(ascii: "<") { at += 1 }
                text += Self.plain(bytes[start..<at])
            }
        }
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private struct Tag {
        var name = ""
        var attributes: [String: String] = [:]
        subscript(_ key: String) -> String? { attributes[key] }
    }

    /// At `<`; afterwards behind `>`.
    private mutating func tag() -> Tag {
        at += 1
        if bytes[at...].starts(with: "!--".utf8) {
            while at < bytes.count, !bytes[at...].starts(with: "-->".utf8) { at += 1 }
            at += 3
            return Tag()
        }
        var tag = Tag(name: word { $0 != UInt8(ascii: ">") && !Self.isSpace($0) }.lowercased())
        while at < bytes.count, bytes[at] != UInt8(ascii: ">") {
            if Self.isSpace(bytes[at]) {
                at += 1
                continue
            }
            let key = word { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">") && !Self.isSpace($0) }
            guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else {
                tag.attributes[key] = ""
                continue
            }
            at += 2  // The sign and the quote.
            let quote = bytes[at - 1]
            tag.attributes[key] = word { $0 != quote }
            at += 1
        }
        at += 1
        return tag
    }

    private mutating func word(_ belongs: (UInt8) -> Bool) -> String {
        let start = at
        while at < bytes.count, belongs(bytes[at]) { at += 1 }
        return Self.plain(bytes[start..<at])
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 10 || byte == 9 || byte == 13 }

    private static func plain(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.contains(UInt8(ascii: "&")) else { return text }
        return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")].reduce(
            text
        ) {
            $0.replacing($1.0, with: $1.1)
        }
    }

    private static func find(_ text: String, in bytes: [UInt8]) -> Int? {
        let wanted = Array(text.utf8)
        return bytes.indices.first { bytes[$0] == wanted[0] && bytes[$0...].starts(with: wanted) }
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    fileprivate var trimmed: String { String(trimmedEnd.drop { $0 == " " }) }
}
