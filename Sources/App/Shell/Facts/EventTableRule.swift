import Domain
import Foundation
import Storage
import Web

/// What may stand in a column of an event's file, beyond its type: what the operations allow that write it.
enum EventTableRule: Sendable {
    /// A whole number.
    case range(ClosedRange<Int64>)
    /// One of these.
    case word([String])
    /// One line of text of at most so many characters.
    case line(Int, isRequired: Bool = false)
    /// Text with line breaks.
    case lines(Int)
    /// An ISO 8601 date.
    case date
    /// The same, also only a year or a month.
    case partialDate
    /// Empty, or an http or https address.
    case link(Int)
    /// Small letters, digits and dashes, at most 60.
    case code
    /// `account:ID`, `participant:ID` of the file, or ``EventActor/importedName``.
    case actor
    /// What a room below knows: what is expected, and whether a text is that.
    case told(String, @Sendable (String) -> Bool)
    /// Checked with the row, or with others: WorkshopFileChecks.swift.
    case elsewhere

    /// One of the words of a type.
    static func words<Word: CaseIterable & RawRepresentable>(_ type: Word.Type) -> EventTableRule
    where Word.RawValue == String {
        .word(Word.allCases.map(\.rawValue))
    }

    /// What is expected, where the value breaks the rule. For who wrote the file, so not translated.
    func problem(_ value: SQLValue) -> String? {
        switch value {
        case .integer(let number): numberProblem(number)
        case .text(let text): textProblem(text)
        default: nil
        }
    }

    private func numberProblem(_ number: Int64) -> String? {
        guard case .range(let range) = self, !range.contains(number) else { return nil }
        return "a number from \(range.lowerBound) to \(range.upperBound) is expected, found \(number)"
    }

    private func textProblem(_ text: String) -> String? {
        switch self {
        case .word(let words): words.contains(text) ? nil : "one of \(words.joined(separator: ", ")) is expected"
        case .line(let most, let isRequired):
            isRequired && text.isEmpty ? "a text is missing" : Self.problem(text, most, keepsLines: false)
        case .lines(let most): Self.problem(text, most, keepsLines: true)
        case .date: CalendarDate.isValid(text) ? nil : "a date is expected, such as 2026-11-30"
        case .partialDate: PartialDate(text) == nil ? "a year, a month or a date is expected" : nil
        case .link(let most):
            if !text.isEmpty && !FieldCheck.isWebAddress(text) {
                "an address that begins with https:// or http:// is expected"
            } else {
                Self.problem(text, most, keepsLines: false)
            }
        case .told(let expected, let holds): holds(text) ? nil : expected
        case .code:
            text.wholeMatch(of: /[a-z0-9]{1}[a-z0-9-]{0,59}/) == nil
                ? "a code of small letters, digits and dashes is expected" : nil
        case .actor:
            EventActor(text) == nil ? "account:ID, participant:ID or \(EventActor.importedName) is expected" : nil
        case .range, .elsewhere: nil
        }
    }

    private static func problem(_ text: String, _ most: Int, keepsLines: Bool) -> String? {
        guard TextLimit(most).holds(text) else { return "at most \(most) characters are expected" }
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x0A: keepsLines
            case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0xFEFF: false
            default: true
            }
        }
        return isPlain ? nil : "a text without control characters is expected"
    }
}

/// Who acted, as columns hold it: see ``Visitor/journalName``.
enum EventActor: Hashable {
    case account(Account.ID)
    case participant(Participant.ID)
    /// Somebody of the server that the file comes from.
    case imported

    /// Stands where a file named an account of another server.
    static let importedName = "imported"

    init?(_ text: String) {
        if text == Self.importedName {
            self = .imported
        } else if text.hasPrefix("account:"), let id = Account.ID(String(text.dropFirst(8))) {
            self = .account(id)
        } else if text.hasPrefix("participant:"), let id = Participant.ID(String(text.dropFirst(12))) {
            self = .participant(id)
        } else {
            return nil
        }
    }
}

extension EventTable {
    /// What may stand in a column; nothing for ids, flags and references, which are checked as such.
    func rule(of column: Column) -> EventTableRule? {
        if let rule = column.rule ?? TableFacts.columnRules["\(name).\(column.name)"] { return rule }
        guard column.refers == nil else { return nil }
        switch column.kind {
        case .id, .flag, .json: return nil
        case .number where column.name.hasSuffix("_at"): return .range(Self.times)
        case .number: return Self.counting.contains(column.name) ? .range(Self.counts) : nil
        case .text: return actors.contains(column.name) ? .actor : nil
        }
    }

    /// In the order of the columns.
    var rules: [EventTableRule?] { columns.map(rule(of:)) }

    /// Milliseconds since 1970, up to the year 128,000.
    private static let times: ClosedRange<Int64> = 0...EpochTime.latest
    /// What counts upwards: no operation comes near the end.
    private static let counts: ClosedRange<Int64> = 1...1_000_000_000
    private static let counting: Set<String> = [
        "position", "number", "revision", "source_revision", "decided_revision",
    ]
}
