import Domain
import HTTPTypes

/// What the description tells once and refers to by name: schemas, parameters, answers.
struct OpenAPIParts {
    /// Two things that would have one name.
    struct Doubled: Error, CustomStringConvertible {
        let name: String
        let parts: [any Sendable]

        var description: String {
            let told = parts.map { String(describing: $0) }.joined(separator: "\nand\n")
            return "Two different parts of the API's description are called \(name):\n\(told)"
        }
    }

    private var schemas: [String: (schema: JSONSchema, json: JSONValue)] = [:]
    private var parameters: [String: JSONValue] = [:]
    private var responses: [String: JSONValue] = [:]

    /// RFC 9457, as ``Problem`` writes it.
    init() throws {
        let text = JSONSchema.string
        func property(_ name: String, _ schema: JSONSchema) -> JSONSchema.Property {
            .init(name: name, schema: schema, isRequired: true)
        }
        let error = JSONSchema.object([property("field", text), property("detail", text)])
        let problem = JSONSchema.object(
            [
                property("type", text), property("title", text), property("status", .integer),
                property("detail", text), property("instance", text),
                .init(name: "errors", schema: .array(.named("ProblemField", error)), isRequired: false),
                .init(name: "exercise", schema: .boolean, isRequired: false),
            ])
        _ = try schema(.named("Problem", problem), isRead: false)
    }

    var json: JSONValue {
        .object([
            "securitySchemes": .object(["token": .object(["type": .text("http"), "scheme": .text("bearer")])]),
            "schemas": .object(schemas.mapValues(\.json)), "parameters": .object(parameters),
            "responses": .object(responses),
        ])
    }

    /// - Parameter isRead: of a body that is read: an object has no other fields than these. Its name ends in `Input` then.
    mutating func schema(_ schema: JSONSchema, isRead: Bool) throws -> JSONValue {
        switch schema {
        case .named(let own, let inner):
            var name = own
            if isRead, case .object = inner, !own.hasSuffix("Input") { name += "Input" }
            if let known = schemas[name] {
                guard known.schema == inner else { throw Doubled(name: name, parts: [known.schema, inner]) }
            } else {
                schemas[name] = (inner, try self.schema(inner, isRead: isRead))
            }
            return .reference("schemas", name)
        case .string: return .object(["type": .text("string")])
        case .uuid: return .object(["type": .text("string"), "format": .text("uuid")])
        case .integer: return .object(["type": .text("integer")])
        case .whole(let range):
            return .object([
                "type": .text("integer"), "minimum": .whole(range.lowerBound), "maximum": .whole(range.upperBound),
            ])
        case .number: return .object(["type": .text("number")])
        case .boolean: return .object(["type": .text("boolean")])
        case .null: return .object(["type": .text("null")])
        case .choice(let values): return .object(["type": .text("string"), "enum": JSONValue(values)])
        case .array(let element):
            return .object(["type": .text("array"), "items": try self.schema(element, isRead: isRead)])
        case .map(let value):
            return .object([
                "type": .text("object"), "additionalProperties": try self.schema(value, isRead: isRead),
            ])
        case .optional(let wrapped):
            return .object([
                "anyOf": .list([try self.schema(wrapped, isRead: isRead), .object(["type": .text("null")])])
            ])
        case .object(let properties): return try object(properties, isRead: isRead)
        case .either(let ways):
            return .object(["anyOf": .list(try ways.map { try self.schema($0, isRead: isRead) })])
        case .any: return .object([:])
        }
    }

    private mutating func object(_ properties: [JSONSchema.Property], isRead: Bool) throws -> JSONValue {
        var members: [String: JSONValue] = [:]
        for property in properties { members[property.name] = try schema(property.schema, isRead: isRead) }
        var json: [String: JSONValue] = [
            "type": .text("object"), "properties": .object(members),
            "required": JSONValue(properties.filter(\.isRequired).map(\.name)),
        ]
        if isRead { json["additionalProperties"] = .flag(false) }
        return .object(json)
    }
}

extension OpenAPIParts {
    mutating func inPath(_ name: String, _ type: Any.Type) throws -> JSONValue {
        let schema = try schema((type as? any IdentifierType.Type)?.schema ?? .string, isRead: true)
        let json: [String: JSONValue] = [
            "name": .text(name), "in": .text("path"), "required": .flag(true), "schema": schema,
        ]
        return try Self.once(name, .object(json), &parameters, "parameters")
    }

    /// A name that means something else in another list stands with it.
    mutating func inQuery(_ parameter: APIRoute.QueryParameter) throws -> JSONValue {
        let json = JSONValue.object([
            "name": .text(parameter.name), "in": .text("query"), "description": .text(parameter.meaning),
            "schema": try schema(parameter.schema, isRead: true),
        ])
        return (try? Self.once("query-\(parameter.name)", json, &parameters, "parameters")) ?? json
    }

    /// What a row answers with when all is well.
    mutating func answer(_ row: APIRoute) throws -> JSONValue {
        if let mediaType = row.mediaType {
            return .object([
                "description": .text("The file."), "content": .object([mediaType: .object([:])]),
            ])
        }
        let schema = row.response ?? .any
        let json = JSONValue.object([
            "description": .text("Done."),
            "content": .content("application/json", try self.schema(schema, isRead: false)),
        ])
        guard case .named(let name, _) = schema else { return json }
        return try Self.once(name, json, &responses, "responses")
    }

    /// A refusal of this status, as a problem.
    mutating func refusal(_ status: HTTPResponse.Status, _ meaning: String) throws -> JSONValue {
        let name = status.reasonPhrase.filter(\.isLetter)
        let json = JSONValue.object([
            "description": .text(meaning),
            "content": .content("application/problem+json", .reference("schemas", "Problem")),
        ])
        return try Self.once(name, json, &responses, "responses")
    }

    private static func once(_ name: String, _ json: JSONValue, _ parts: inout [String: JSONValue], _ kind: String)
        throws -> JSONValue
    {
        if let known = parts[name], known.json != json.json {
            throw Doubled(name: name, parts: [known.json, json.json])
        }
        parts[name] = json
        return .reference(kind, name)
    }
}
