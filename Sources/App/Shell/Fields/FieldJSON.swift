import Domain
import Web

/// The fields of a record as a body of the API brings them. What it leaves out stays as it began.
struct FieldInput<Record: FieldRecord>: Codable, Sendable, DescribedType {
    private let values: [String: FieldValue]
    /// Names this sending: the same key again is answered with the first result.
    let key: String?

    /// - Parameter begin: what the fields hold that the body leaves out.
    func fields(over begin: Record = Record()) -> Record {
        var record = begin
        for field in Record.fields { if let value = values[field.column] { field.set(&record, value) } }
        return record
    }

    init(from decoder: any Decoder) throws {
        let json = try decoder.container(keyedBy: FieldKey.self)
        var values: [String: FieldValue] = [:]
        for field in Record.fields { values[field.column] = try field.read(json) }
        self.values = values
        key = Record.isSentWithKey ? try json.decodeIfPresent(String.self, forKey: .key) : nil
    }

    func encode(to encoder: any Encoder) throws {
        var json = encoder.container(keyedBy: FieldKey.self)
        let record = fields()
        for field in Record.fields { try field.write(record, &json) }
        try json.encodeIfPresent(key, forKey: .key)
    }

    static var schemaName: String { "\(SchemaName.of(Record.self))Input" }

    static var schema: JSONSchema {
        let key = JSONSchema.Property(name: "key", schema: .optional(.string), isRequired: false)
        return .object(
            Record.fields.map { $0.property(isRequired: $0.isRequired) } + (Record.isSentWithKey ? [key] : []))
    }
}

/// The same, with what else such a body brings, in one object.
struct FieldSending<Record: FieldRecord, More: Codable & Sendable>: Codable, Sendable, DescribedType {
    let told: FieldInput<Record>
    let more: More

    init(from decoder: any Decoder) throws {
        told = try FieldInput(from: decoder)
        more = try More(from: decoder)
    }

    func encode(to encoder: any Encoder) throws {
        try more.encode(to: encoder)
        try told.encode(to: encoder)
    }

    /// That of the record, unless what else it brings has a name of its own.
    static var schemaName: String {
        (More.self as? any NamedType.Type)?.schemaName ?? FieldInput<Record>.schemaName
    }

    static var schema: JSONSchema {
        guard case .object(let told) = FieldInput<Record>.schema,
            case .object(let more) = JSONSchema.of(More.self).plain
        else { return .any }
        return .object(told + more)
    }
}

/// A record as the API answers with it: its fields, with what else is known of it, in one object.
struct FieldBody<Record: FieldRecord, Facts: Codable & Sendable>: Codable, Sendable, DescribedType {
    let facts: Facts
    let fields: Record

    init(_ facts: Facts, _ fields: Record) {
        self.facts = facts
        self.fields = fields
    }

    init(from decoder: any Decoder) throws {
        facts = try Facts(from: decoder)
        let json = try decoder.container(keyedBy: FieldKey.self)
        var record = Record()
        for field in Record.fields { if let value = try field.read(json) { field.set(&record, value) } }
        fields = record
    }

    func encode(to encoder: any Encoder) throws {
        try facts.encode(to: encoder)
        var json = encoder.container(keyedBy: FieldKey.self)
        for field in Record.fields { try field.write(fields, &json) }
    }

    static var schemaName: String { SchemaName.of(Record.self) }

    static var schema: JSONSchema {
        guard case .object(let properties) = JSONSchema.of(Facts.self).plain else { return .any }
        return .object(properties + Record.fields.map { $0.property(isRequired: !$0.mayBeNothing) })
    }
}

struct FieldKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    static let key = FieldKey(stringValue: "key")

    /// What a form or a table calls `happened-on` or `happened_on` is `happenedOn` in JSON.
    static func json(_ name: String) -> String {
        let words = name.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
        return words.dropFirst().reduce(words.first.map { String($0) } ?? "") { text, word in
            "\(text)\(word.prefix(1).uppercased())\(word.dropFirst())"
        }
    }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension Field {
    private var key: FieldKey { FieldKey(stringValue: json) }

    /// - Returns: nil if the body does not name it.
    fileprivate func read(_ json: KeyedDecodingContainer<FieldKey>) throws -> FieldValue? {
        if case .number(let range) = rule {
            let number =
                isRequired ? try json.decode(Int.self, forKey: key) : try json.decodeIfPresent(Int.self, forKey: key)
            guard let number else { return nil }
            guard range.contains(number) else { throw OutsideRange(path: json.codingPath + [key], range: range) }
            return .number(number)
        }
        let text =
            isRequired ? try json.decode(String.self, forKey: key) : try json.decodeIfPresent(String.self, forKey: key)
        guard let text else { return nil }
        if case .choice(let words) = rule, !words.contains(text) {
            throw DecodingError.dataCorruptedError(forKey: key, in: json, debugDescription: "not one of \(words)")
        }
        return .text(text)
    }

    fileprivate func write(_ record: Record, _ json: inout KeyedEncodingContainer<FieldKey>) throws {
        switch value(record) {
        case .text(let text): try json.encode(text, forKey: key)
        case .number(let number): try json.encode(number, forKey: key)
        case .nothing: break
        }
    }

    fileprivate func property(isRequired: Bool) -> JSONSchema.Property {
        let schema: JSONSchema =
            switch rule {
            case .number(let range): .whole(range)
            case .choice(let words): .choice(words)
            default: .string
            }
        return .init(name: json, schema: isRequired ? schema : .optional(schema), isRequired: isRequired)
    }
}
