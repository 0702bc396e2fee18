import Domain
import Foundation
import Web

/// The part of JSON Schema 2020-12 that describes our bodies, read from the Swift types themselves.
indirect enum JSONSchema: Sendable, Hashable {
    case string, uuid, integer, number, boolean, null
    case whole(ClosedRange<Int>)
    case choice([String])
    case array(JSONSchema)
    case map(JSONSchema)
    case optional(JSONSchema)
    /// Properties in the order in which the type decodes them.
    case object([Property])
    /// With the name under which the description tells it once (``SchemaName``).
    case named(String, JSONSchema)
    /// One of these, where one address answers for rooms of several kinds.
    case either([JSONSchema])
    case any

    struct Property: Sendable, Hashable {
        let name: String
        let schema: JSONSchema
        let isRequired: Bool
    }

    /// The schema of a type, found by letting it decode from a decoder that notes what it asks for.
    static func of<T: Decodable>(_ type: T.Type) -> JSONSchema {
        if let known = known(type) { return known }
        let notes = Notes()
        // Fails for many types after the notes are taken: that is fine.
        _ = try? T(from: NotingDecoder(notes: notes, path: []))
        return notes.schema.named(after: type)
    }

    private func named(after type: Any.Type) -> JSONSchema {
        switch self {
        case .object, .choice: .named(SchemaName.of(type), self)
        default: self
        }
    }

    /// Without its name.
    var plain: JSONSchema { if case .named(_, let schema) = self { schema } else { self } }

    static func plainName(of type: Any.Type) -> String {
        switch type {
        case is String.Type: "text"
        case is Int.Type, is Int64.Type, is any RangedNumber.Type: "whole number"
        case is Double.Type: "number"
        case is Bool.Type: "true or false"
        case is [Any].Type: "list"
        default: "object"
        }
    }

    fileprivate static func known(_ type: Any.Type) -> JSONSchema? {
        switch type {
        case is String.Type: .string
        case is Int.Type, is Int64.Type: .integer
        case is Double.Type: .number
        case is Bool.Type: .boolean
        case let type as any IdentifierType.Type: type.schema
        case let type as any RangedNumber.Type: .whole(type.range)
        case let type as any ChoiceType.Type: type.schema.named(after: type)
        case let type as any DescribedType.Type: type.schema.named(after: type)
        case let type as any OptionalType.Type: .optional(type.wrapped)
        case let type as any ListType.Type: .array(type.element)
        case let type as any MapType.Type: .map(type.value)
        default: nil
        }
    }

    /// The fields that a body may have.
    var names: OutsideJSON.Names {
        switch self {
        case .object(let properties):
            .object(Dictionary(uniqueKeysWithValues: properties.map { ($0.name, $0.schema.names) }))
        case .array(let element): .list(element.names)
        case .map(let value): .map(value.names)
        case .optional(let wrapped): wrapped.names
        case .named(_, let schema): schema.names
        default: .any
        }
    }
}

// What the reader of schemas can recognise at run time.
protocol IdentifierType { static var schema: JSONSchema { get } }
extension Identifier: IdentifierType { static var schema: JSONSchema { .uuid } }

private protocol OptionalType { static var wrapped: JSONSchema { get } }
extension Optional: OptionalType where Wrapped: Decodable { static var wrapped: JSONSchema { .of(Wrapped.self) } }

private protocol ListType { static var element: JSONSchema { get } }
extension Array: ListType where Element: Decodable { static var element: JSONSchema { .of(Element.self) } }

private protocol MapType { static var value: JSONSchema { get } }
extension Dictionary: MapType where Key == String, Value: Decodable { static var value: JSONSchema { .of(Value.self) } }

/// Enumerations in API bodies: declare them so and their cases appear in the description.
protocol ChoiceType: CaseIterable, RawRepresentable, Codable where RawValue == String {}
extension ChoiceType { static var schema: JSONSchema { .choice(allCases.map(\.rawValue)) } }

/// A body that knows its own description.
protocol DescribedType: NamedType { static var schema: JSONSchema { get } }

/// What a type asked its decoder for.
private final class Notes {
    var properties: [JSONSchema.Property] = []
    var single: JSONSchema?

    var schema: JSONSchema { single ?? .object(properties) }

    func note(_ name: String, _ schema: JSONSchema, isRequired: Bool) {
        if !properties.contains(where: { $0.name == name }) {
            properties.append(.init(name: name, schema: schema, isRequired: isRequired))
        }
    }
}

private struct NotingDecoder: Decoder {
    let notes: Notes
    let path: [any CodingKey]
    var codingPath: [any CodingKey] { path }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(NotingKeyed<Key>(notes: notes))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        notes.single = .array(.any)
        throw Unread()
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        notes.single = .string
        throw Unread()
    }
}

private struct Unread: Error {}

private struct NotingKeyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let notes: Notes
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) throws -> Bool { true }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { sample(key, .boolean, false) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { sample(key, .string, "") }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { sample(key, .number, 0) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { sample(key, .integer, 0) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { sample(key, .integer, 0) }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        notes.note(key.stringValue, .of(type), isRequired: true)
        return try Sample.of(type)
    }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { absent(key, .boolean) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { absent(key, .string) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { absent(key, .number) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { absent(key, .integer) }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { absent(key, .integer) }
    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? { absent(key, .of(type)) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws
        -> KeyedDecodingContainer<Nested>
    {
        throw Unread()
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw Unread() }
    func superDecoder() throws -> any Decoder { throw Unread() }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw Unread() }

    private func sample<T>(_ key: Key, _ schema: JSONSchema, _ value: T) -> T {
        notes.note(key.stringValue, schema, isRequired: true)
        return value
    }

    private func absent<T>(_ key: Key, _ schema: JSONSchema) -> T? {
        notes.note(key.stringValue, .optional(schema), isRequired: false)
        return nil
    }
}

/// Some value of a type, so that decoding goes on to the next property.
private enum Sample {
    static func of<T: Decodable>(_ type: T.Type) throws -> T {
        let json =
            switch JSONSchema.of(type).plain {
            case .uuid: "\"00000000-0000-7000-8000-000000000000\""
            case .choice(let values): "\"\(values.first ?? "")\""
            case .whole(let range): "\(range.lowerBound)"
            case .array: "[]"
            case .map: "{}"
            case .optional, .null: "null"
            default: nil as String?
            }
        if let json { return try JSONDecoder().decode(T.self, from: Data(json.utf8)) }
        return try T(from: NotingDecoder(notes: Notes(), path: []))
    }
}
