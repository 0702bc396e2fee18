import Domain
import Storage
import Web

/// A field of a record, told once: what it is called in the table, in JSON and in a form, what stands beside it, and what it may hold.
/// Column, form, JSON, OpenAPI, checks, workbook and file rule follow from it, so that a new field is written in four places: the
/// migration, the property, its line in `fields`, and the translation of its label.
struct Field<Record: Sendable>: Sendable {
    /// As in the table: `happened_on`.
    let column: String
    let label: Message
    var hint: Message?
    let rule: FieldRule
    var isRequired = false
    /// On the form it stands in one row with the field before.
    var isBeside = false
    /// Whether the record may know nothing of it, which is other than an empty text.
    var mayBeNothing = false
    /// What is offered, where a choice is offered that does not depend on what is stored.
    var options: (@Sendable () -> [FieldOption])?
    let value: @Sendable (Record) -> FieldValue
    let set: @Sendable (inout Record, FieldValue) -> Void
    /// Cleans it and says what is wrong with it.
    var clean: @Sendable (inout Record, inout FieldCheck) -> Void = { _, _ in }

    /// In a form, and where an error stands: `happened-on`.
    var name: String { column.replacing("_", with: "-") }
    /// In JSON: `happenedOn`.
    var json: String { FieldKey.json(column) }
}

typealias FieldOption = (value: String, label: Message)
typealias TextPath<Record> = any WritableKeyPath<Record, String> & Sendable
typealias MaybePath<Record> = any WritableKeyPath<Record, String?> & Sendable
typealias LanguagePath<Record> = any WritableKeyPath<Record, Language?> & Sendable
typealias NumberPath<Record> = any WritableKeyPath<Record, Int?> & Sendable

/// What a field may hold.
enum FieldRule: Sendable, Hashable {
    /// One line of so many characters, or several.
    case line(Int), lines(Int)
    case number(ClosedRange<Int>)
    /// One of these: the description of the API lists them.
    case choice([String])
    /// One of these, said in words only.
    case word([String])
    /// Empty, or an http or https address.
    case link(Int)
    /// ISO 8601, also only a year or a month.
    case partialDate
    /// A day, ISO 8601.
    case date
    /// A time of the day, `09:30`.
    case time
    /// An IANA name of a time zone.
    case zone
    /// ISO 3166-1 alpha-2.
    case country
    /// A sector's code.
    case sector
    /// BCP 47.
    case language
}

enum FieldValue: Sendable, Hashable {
    case text(String), number(Int), nothing

    var text: String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        case .nothing: ""
        }
    }

    /// Nil if nothing is known, other than a text that is empty.
    var word: String? { if case .nothing = self { nil } else { text } }
    var number: Int? { if case .number(let number) = self { number } else { nil } }
}

/// A record whose fields are told once.
protocol FieldRecord: Sendable, Hashable {
    /// With what its fields hold before anything is told.
    init()
    /// In the order of the form, of the table's columns and of the workbook's.
    static var fields: [Field<Self>] { get }
    /// Whether a sending as JSON may name itself by a `key`.
    static var isSentWithKey: Bool { get }
    /// Whether two records with the same first field are the same, so that a row of a file changes the one that is there.
    static var isNamedByFirst: Bool { get }
}

extension FieldRecord {
    static var isSentWithKey: Bool { false }
    static var isNamedByFirst: Bool { true }

    /// All that it says, for ``SendingStore``.
    var words: [String?] { Self.fields.map { $0.value(self).word } }

    /// Whether all words of a search stand in it, without case and diacritics.
    func matches(_ query: String) -> Bool {
        let words = Folded.text(query).split { !$0.isLetter && !$0.isNumber }
        guard !words.isEmpty else { return true }
        let text = Folded.text(Self.fields.map { $0.value(self).text }.joined(separator: " "))
        return words.allSatisfy(text.contains)
    }

    /// Holds each field against its rule. What only the database knows is asked later (``Cleaned/checked(_:)``).
    mutating func clean(_ check: inout FieldCheck) {
        for field in Self.fields { field.clean(&self, &check) }
    }

    /// The same, ahead of the transaction.
    var cleaned: Cleaned<Self> { Cleaned(self) { $0.clean(&$1) } }
}

extension Cleaned where Fields: FieldRecord {
    /// Held against the codes that the directory knows.
    func checked(countries: Set<String>, sectors: Set<String> = []) throws -> Fields {
        try checked { fields, check in
            for field in Fields.fields {
                switch field.rule {
                case .country: check.country(field.value(fields).word, of: countries, at: field.name)
                case .sector: check.sector(field.value(fields).word, of: sectors, at: field.name)
                default: break
                }
            }
        }
    }
}

extension Field {
    /// One line of text.
    static func line(
        _ column: String, _ path: TextPath<Record>, _ label: Message, hint: Message? = nil, limit: Int,
        isRequired: Bool = false, isBeside: Bool = false
    ) -> Field {
        var field = text(column, path, label, hint, .line(limit), isRequired, isBeside)
        field.clean = { [name = field.name] record, check in
            record[keyPath: path] = check.line(name, record[keyPath: path], limit: limit, isRequired: isRequired)
        }
        return field
    }

    /// Text with line breaks.
    static func lines(
        _ column: String, _ path: TextPath<Record>, _ label: Message, hint: Message? = nil, limit: Int,
        isRequired: Bool = false
    ) -> Field {
        var field = text(column, path, label, hint, .lines(limit), isRequired, false)
        field.clean = { [name = field.name] record, check in
            record[keyPath: path] = check.lines(name, record[keyPath: path], limit: limit, isRequired: isRequired)
        }
        return field
    }

    /// An address of the web, or nothing.
    static func link(
        _ column: String, _ path: TextPath<Record>, _ label: Message, hint: Message? = nil, limit: Int,
        isBeside: Bool = false
    ) -> Field {
        var field = text(column, path, label, hint, .link(limit), false, isBeside)
        field.clean = { [name = field.name] record, check in
            let link = check.line(name, record[keyPath: path], limit: limit)
            if !link.isEmpty && !FieldCheck.isWebAddress(link) {
                check.fail(name, L("Write the whole address, beginning with https://."))
            }
            record[keyPath: path] = link
        }
        return field
    }

    /// A year, a month or a day.
    static func partialDate(
        _ column: String, _ path: TextPath<Record>, _ label: Message, hint: Message? = nil, isRequired: Bool = true,
        isBeside: Bool = false
    ) -> Field {
        var field = text(column, path, label, hint, .partialDate, isRequired, isBeside)
        field.clean = { [name = field.name] record, check in
            record[keyPath: path] = check.line(name, record[keyPath: path], limit: 20)
            if !isRequired, record[keyPath: path].isEmpty { return }
            if PartialDate(record[keyPath: path]) == nil {
                check.fail(name, L("Write a year, a month or a day: 2019, 2019-05 or 2019-05-14."))
            }
        }
        return field
    }

    /// A day.
    static func date(
        _ column: String, _ path: TextPath<Record>, _ label: Message, hint: Message? = nil, isRequired: Bool = true,
        isBeside: Bool = false
    ) -> Field {
        var field = text(column, path, label, hint, .date, isRequired, isBeside)
        field.clean = { [name = field.name] record, check in
            record[keyPath: path] = check.date(name, record[keyPath: path], isRequired: isRequired)
        }
        return field
    }

    /// A time of the day, `09:30`; `9.30` and `9:30:00` are the same.
    static func time(
        _ column: String, _ path: TextPath<Record>, _ label: Message, isRequired: Bool = false, isBeside: Bool = false
    ) -> Field {
        var field = text(column, path, label, nil, .time, isRequired, isBeside)
        field.clean = { [name = field.name] record, check in
            let typed = check.line(name, record[keyPath: path], limit: 20, isRequired: isRequired)
            guard !typed.isEmpty else { return record[keyPath: path] = "" }
            if let time = ClockTime(typed) {
                record[keyPath: path] = time.description
            } else {
                check.fail(name, L("Write the time as 09:30."))
            }
        }
        return field
    }

    /// A whole number, or none.
    static func number(
        _ column: String, _ path: NumberPath<Record>, _ label: Message, hint: Message? = nil,
        in range: ClosedRange<Int>, isBeside: Bool = false
    ) -> Field {
        var field = Field(
            column: column, label: label, hint: hint, rule: .number(range), isBeside: isBeside, mayBeNothing: true,
            value: { $0[keyPath: path].map { .number($0) } ?? .nothing }, set: { $0[keyPath: path] = $1.number })
        field.clean = { [name = field.name] record, check in
            if let number = record[keyPath: path], !range.contains(number) {
                check.fail(name, WholeText.words(range))
            }
        }
        return field
    }

    /// A country of the directory, which alone knows whether there is one of this code; the page offers them.
    static func country(
        _ column: String, _ path: MaybePath<Record>, _ label: Message, isBeside: Bool = false
    ) -> Field {
        code(column, path, label, .country, isBeside) { $0.uppercased() }
    }

    /// A sector of the directory, as a country.
    static func sector(
        _ column: String, _ path: MaybePath<Record>, _ label: Message, isBeside: Bool = false
    ) -> Field {
        code(column, path, label, .sector, isBeside) { $0 }
    }

    private static func code(
        _ column: String, _ path: MaybePath<Record>, _ label: Message, _ rule: FieldRule, _ isBeside: Bool,
        _ written: @escaping @Sendable (String) -> String
    ) -> Field {
        Field(
            column: column, label: label, rule: rule, isBeside: isBeside, mayBeNothing: true,
            value: { $0[keyPath: path].map { .text($0) } ?? .nothing }, set: { $0[keyPath: path] = $1.word },
            clean: { record, _ in
                record[keyPath: path] = record[keyPath: path].flatMap { $0.isEmpty ? nil : written($0) }
            })
    }

    /// A language of the interface, or none chosen.
    static func interface(
        _ column: String, _ path: LanguagePath<Record>, _ label: Message, hint: Message? = nil,
        options: @escaping @Sendable () -> [FieldOption]
    ) -> Field {
        Field(
            column: column, label: label, hint: hint, rule: .choice(Language.allCases.map(\.rawValue)),
            mayBeNothing: true, options: options,
            value: { $0[keyPath: path].map { .text($0.rawValue) } ?? .nothing },
            set: { $0[keyPath: path] = $1.word.flatMap { Language(rawValue: $0) } })
    }

    /// One of several words.
    /// - Parameter fault: what is wrong with a word that is none of them.
    static func choice(
        _ column: String, _ path: TextPath<Record>, _ label: Message, hint: Message? = nil, _ rule: FieldRule,
        isRequired: Bool = false, isBeside: Bool = false, options: @escaping @Sendable () -> [FieldOption],
        fault: @escaping @Sendable (String) -> Message?
    ) -> Field {
        var field = text(column, path, label, hint, rule, isRequired, isBeside)
        field.options = options
        field.clean = { [name = field.name] record, check in
            if let words = fault(record[keyPath: path]) { check.fail(name, words) }
        }
        return field
    }

    private static func text(
        _ column: String, _ path: TextPath<Record>, _ label: Message, _ hint: Message?, _ rule: FieldRule,
        _ isRequired: Bool, _ isBeside: Bool
    ) -> Field {
        Field(
            column: column, label: label, hint: hint, rule: rule, isRequired: isRequired, isBeside: isBeside,
            value: { .text($0[keyPath: path]) }, set: { $0[keyPath: path] = $1.text })
    }
}
