import Domain
import Web

/// One column that a kind of import understands.
struct ImportField: Sendable, Hashable {
    enum Content: Sendable, Hashable {
        /// Any text.
        case text
        case email
        /// One of the words that the kind's vocabulary knows.
        case choice
    }

    /// As in answers and in the API.
    let name: String
    let label: Message
    /// Other headings by which it is recognised, in any language.
    let aliases: [String]
    var content = Content.text
    /// Whether it says what no other column of a row says: never filled from a merged cell beside it.
    var isOwn = false
    /// Whether a question mark in it stands for a lost letter.
    var isName = false
}

/// What a kind of import understands: its columns, and which of them it needs. Each kind supplies one; nothing else has to know it.
struct ImportShape: Sendable {
    /// Stands for a column that is kept as a note.
    static let note = "note"
    /// Stands for a column that is left out.
    static let nothing = ""

    /// By which the answers for one kind are told from those of another.
    let kind: String
    let fields: [ImportField]
    /// Of each group one column must be there.
    let needed: [[String]]
    /// Headings whose meaning depends on another column.
    var beside: [Beside] = []
    /// Whether columns that are not understood can be kept as notes.
    let takesNotes: Bool
    /// Headings that our own files have, and that mean nothing here.
    let passedOver: [String]
    private let byHeading: [String: String]
    private let byFirstWord: [String: [String]]

    /// A column that means something else where another column is there: "Name" beside "First name" is the family name.
    struct Beside: Sendable, Hashable {
        let field: String
        let other: String
        let becomes: String
    }

    init(kind: String, fields: [ImportField], needed: [[String]], takesNotes: Bool, passedOver: [Message]) {
        self.kind = kind
        self.fields = fields
        self.needed = needed
        self.takesNotes = takesNotes
        self.passedOver = passedOver.flatMap { label in Language.allCases.map { Self.key(label.string(in: $0)) } }
        var byHeading: [String: String] = [:]
        for field in fields {
            let labels = Language.allCases.map { field.label.string(in: $0) }
            for heading in (labels + field.aliases + [field.name]).map({ Self.key($0) }) where byHeading[heading] == nil
            {
                byHeading[heading] = field.name
            }
        }
        self.byHeading = byHeading
        byFirstWord = Dictionary(grouping: byHeading.keys.filter { $0.count > 2 }) { heading in
            String(heading.prefix { $0 != " " })
        }
    }

    func field(_ name: String) -> ImportField? { fields.first { $0.name == name } }

    /// Headings are compared without case, accents, punctuation and what stands in brackets.
    static func key(_ heading: String) -> String {
        let plain = String(heading.prefix { $0 != "(" && $0 != "[" })
        let text = Folded.text(plain.trimmed.isEmpty ? heading : plain)
        return String(text.prefix(200)).split { !$0.isLetter && !$0.isNumber && $0 != "'" }.joined(separator: " ")
    }

    enum Recognition: Sendable, Hashable {
        case sure(String)
        /// Part of the heading says so.
        case likely(String)
        /// One of our own columns that an import does not use.
        case passedOver
        case unknown
    }

    func recognise(_ heading: String) -> Recognition {
        let key = Self.key(heading)
        guard !key.isEmpty else { return .unknown }
        if let field = byHeading[key] { return .sure(field) }
        if passedOver.contains(key) { return .passedOver }
        // "Country of residence", "Work e-mail": the longest heading that is part of it.
        guard key.count <= 60 else { return .unknown }
        let words = " \(key) "
        let parts = key.split(separator: " ").flatMap { byFirstWord[String($0)] ?? [] }.filter {
            words.contains(" \($0) ")
        }
        guard let longest = parts.max(by: { ($0.count, $1) < ($1.count, $0) }), let field = byHeading[longest] else {
            return .unknown
        }
        return .likely(field)
    }
}

/// The words that the choices of a kind are written in.
protocol ImportVocabulary: Sendable {
    /// What a spelling stands for; nil if nobody knows.
    func code(_ field: String, _ spelling: String) -> String?
    /// What can be chosen for a spelling that is not known.
    func options(_ field: String) -> [(value: String, label: Message)]
}

/// What the person who imports has said about a file.
struct ImportAnswers: Sendable, Hashable, Codable {
    enum NameOrder: String, Sendable, Codable, CaseIterable {
        case givenFirst = "given-first"
        case familyFirst = "family-first"
    }

    /// Stands for a spelling whose rows are left out; the empty text for one whose cell is left empty.
    static let leaveOut = "-"

    var file = SheetFile.Choice()
    /// What to do with a text that looks damaged.
    enum Damage: String, Sendable, Codable, CaseIterable {
        /// Leave its rows out.
        case leave
        /// Take it as it is written.
        case keep
        /// Take it as it was probably meant.
        case mend
    }

    /// The row of the file that holds the heading.
    var heading: Int?
    /// By the column's letters: a field, ``ImportShape/note`` or ``ImportShape/nothing``.
    var columns: [String: String] = [:]
    /// By field and spelling, folded.
    var values: [String: [String: String]] = [:]
    var nameOrder: NameOrder?
    /// By the text in the file; nothing in answers from before this was asked.
    var damaged: [String: Damage]?
    /// Whether the questions were answered: what is still open then is left out.
    var isAnswered = false

    /// - Throws: where a column or a spelling is said to be something that there is not.
    func check(_ shape: ImportShape, _ vocabulary: any ImportVocabulary) throws {
        var check = FieldCheck()
        for (letters, field) in columns where !field.isEmpty && field != ImportShape.note && shape.field(field) == nil {
            check.fail("columns", L("Column \(letters): there is nothing called “\(field)”."))
        }
        for (field, values) in values {
            let known = Set(vocabulary.options(field).map(\.value) + ["", Self.leaveOut])
            for (spelling, value) in values where !known.contains(value) {
                check.fail("values", L("“\(spelling)” cannot mean “\(value)”."))
            }
        }
        try check.finish()
    }
}

/// A file as it was understood: its heading, what the columns mean, its rows, and what is open.
struct ImportContent: Sendable, Hashable, Codable {
    struct Column: Sendable, Hashable, Codable {
        enum Certainty: String, Sendable, Codable {
            /// By its heading, or by a file of before.
            case sure
            /// To be asked.
            case likely, unknown
            case answered
        }

        /// Its place in a row, from 0.
        let place: Int
        let letters: String
        let heading: String
        var field: String
        var certainty: Certainty
        let samples: [String]
        /// Whether the heading says "notes": then its cells need no heading of their own.
        var isForNotes = false

        /// Whether no field holds it: it is kept as a note, or not at all.
        var isLoose: Bool { field == ImportShape.note || field.isEmpty && !samples.isEmpty }
    }

    struct Spelling: Sendable, Hashable, Codable {
        let text: String
        let rows: Int
        /// Nothing while nobody knows.
        var code: String?
        /// Whether it was answered, rather than known.
        var isAnswered: Bool
    }

    /// A row that is no entry.
    struct Skipped: Sendable, Hashable, Codable {
        enum Reason: String, Sendable, Codable { case heading, total, title }

        let number: Int
        let reason: Reason
    }

    var file = SheetFile.Choice()
    var sheets: [String] = []
    /// The sheet that was read; empty for CSV.
    var sheet = ""
    /// Whether the encoding was guessed by the letters.
    var isEncodingGuessed = false
    /// What a person should know of how the file was read, in the language of who sent it.
    var notes: [String] = []
    var headingRow = 0
    /// The rows that the heading may stand in, with their first words.
    var firstRows: [FileTable.Line] = []
    var header: [String] = []
    var columns: [Column] = []
    /// By field, each spelling once.
    var spellings: [String: [Spelling]] = [:]
    /// By field and folded spelling.
    var codes: [String: [String: String]] = [:]
    var lines: [FileTable.Line] = []
    var skipped: [Skipped] = []
    /// What looks damaged; nil if nothing does.
    var damagedCells: [DamagedCell]?
    /// By row: the columns' letters whose cell holds an error.
    var errors: [Int: [String]] = [:]
    var nameOrder: ImportAnswers.NameOrder?
    /// Names that can be cut in two ways.
    var openNames: [String] = []
    /// What is missing of what the kind needs: groups of fields.
    var missing: [[String]] = []
    var isRemembered = false
    var isAnswered = false

    /// Whether something is to be asked before the preview.
    var isOpen: Bool {
        if !missing.isEmpty { return true }
        guard !isAnswered else { return false }
        if let damagedCells, damagedCells.contains(where: { $0.answer == nil }) { return true }
        return (sheets.count > 1 && file.sheet == nil)
            || columns.contains { $0.certainty == .likely || $0.certainty == .unknown }
            || spellings.values.contains { $0.contains { $0.code == nil } } || (!openNames.isEmpty && nameOrder == nil)
    }

    func column(_ field: String) -> Column? { columns.first { $0.field == field } }

    func cell(_ field: String, _ line: FileTable.Line) -> String {
        column(field).map { text(line, $0.place) } ?? ""
    }

    /// What a row says in the columns that are kept as notes, `Heading: text` on lines of their own.
    func note(_ line: FileTable.Line) -> String {
        columns.filter { $0.field == ImportShape.note }.compactMap { column -> String? in
            guard line.values.indices.contains(column.place) else { return nil }
            let lines = line.values[column.place].text.split(whereSeparator: \.isNewline).map { FieldCheck.line($0) }
            let text = lines.filter { !$0.isEmpty }.joined(separator: column.isForNotes ? "\n" : " ")
            return text.isEmpty ? nil : column.isForNotes ? text : "\(column.heading): \(text)"
        }.joined(separator: "\n")
    }

    /// A choice as a code; the spelling where it is not known.
    func choice(_ field: String, _ line: FileTable.Line) -> (text: String, code: String?) {
        let text = cell(field, line)
        guard !text.isEmpty else { return ("", nil) }
        return (text, codes[field]?[Folded.text(text)])
    }

    private func text(_ line: FileTable.Line, _ place: Int) -> String {
        guard line.values.indices.contains(place) else { return "" }
        var text = FieldCheck.line(line.values[place].text)
        // An apostrophe that our own export put before a formula.
        if text.hasPrefix("'"), let second = text.dropFirst().first, "=+-@".contains(second) { text.removeFirst() }
        return text
    }

    /// By which a file with the same heading is known again.
    static func fingerprint(_ header: [String]) -> String {
        Secret.hex(Sodium.hash(header.map { ImportShape.key($0) }.joined(separator: "\n").utf8))
    }
}
