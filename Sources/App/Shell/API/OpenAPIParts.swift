import Domain
import HTTPTypes

/// What the description tells once and refers to by name: schemas, parameters, answers.
struct OpenAPIParts {
    /// Two things that would have one name.
    struct Doubled: Error, CustomStringConvertible {
        let name: String
        var description: String { "Two different parts of the API's description are called \(name)." }
    }

    private var schemas: [String: (schema: JSONSchema, json: JSONText)] = [:]
    private var parameters: [String: JSONText] = [:]
    private var responses: [String: JSONText] = [:]

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
            ])
        _ = try schema(.named("Problem", problem), isRead: false)
    }

    var json: JSONText {
        .sorted([
            "securitySchemes": .sorted(["token": .sorted(["type": .string("http"), "scheme": .string("bearer")])]),
            "schemas": .sorted(schemas.mapValues(\.json)), "parameters": .sorted(parameters),
            "responses": .sorted(responses),
        ])
    }

    /// - Parameter isRead: of a body that is read: an object has no other fields than these. Its name ends in `Input` then.
    mutating func schema(_ schema: JSONSchema, isRead: Bool) throws -> JSONText {
        switch schema {
        case .named(let own, let inner):
            var name = own
            if isRead, case .object = inner, !own.hasSuffix("Input") { name += "Input" }
            if let known = schemas[name] {
                guard known.schema == inner else { throw Doubled(name: name) }
            } else {
                schemas[name] = (inner, try self.schema(inner, isRead: isRead))
            }
            return .reference("schemas", name)
        case .string: return .sorted(["type": .string("string")])
        case .uuid: return .sorted(["type": .string("string"), "format": .string("uuid")])
        case .integer: return .sorted(["type": .string("integer")])
        case .whole(let range):
            return .sorted([
                "type": .string("integer"), "minimum": .whole(range.lowerBound), "maximum": .whole(range.upperBound),
            ])
        case .number: return .sorted(["type": .string("number")])
        case .boolean: return .sorted(["type": .string("boolean")])
        case .null: return .sorted(["type": .string("null")])
        case .choice(let values): return .sorted(["type": .string("string"), "enum": .strings(values)])
        case .array(let element):
            return .sorted(["type": .string("array"), "items": try self.schema(element, isRead: isRead)])
        case .map(let value):
            return .sorted([
                "type": .string("object"), "additionalProperties": try self.schema(value, isRead: isRead),
            ])
        case .optional(let wrapped):
            return .sorted([
                "anyOf": .array([try self.schema(wrapped, isRead: isRead), .sorted(["type": .string("null")])])
            ])
        case .object(let properties): return try object(properties, isRead: isRead)
        case .any: return .object([])
        }
    }

    private mutating func object(_ properties: [JSONSchema.Property], isRead: Bool) throws -> JSONText {
        var members: [String: JSONText] = [:]
        for property in properties { members[property.name] = try schema(property.schema, isRead: isRead) }
        var json: [String: JSONText] = [
            "type": .string("object"), "properties": .sorted(members),
            "required": .strings(properties.filter(\.isRequired).map(\.name)),
        ]
        if isRead { json["additionalProperties"] = .boolean(false) }
        return .sorted(json)
    }
}

extension OpenAPIParts {
    mutating func inPath(_ name: String, _ type: Any.Type) throws -> JSONText {
        let schema = try schema((type as? any IdentifierType.Type)?.schema ?? .string, isRead: true)
        let json: [String: JSONText] = [
            "name": .string(name), "in": .string("path"), "required": .boolean(true), "schema": schema,
        ]
        return try Self.once(name, .sorted(json), &parameters, "parameters")
    }

    /// A name that means something else in another list stands with it.
    mutating func inQuery(_ parameter: APIRoute.QueryParameter) throws -> JSONText {
        let json = JSONText.sorted([
            "name": .string(parameter.name), "in": .string("query"), "description": .string(parameter.meaning),
            "schema": try schema(parameter.schema, isRead: true),
        ])
        return (try? Self.once("query-\(parameter.name)", json, &parameters, "parameters")) ?? json
    }

    /// What a row answers with when all is well.
    mutating func answer(_ row: APIRoute) throws -> JSONText {
        if let mediaType = row.mediaType {
            return .sorted([
                "description": .string("The file."), "content": .sorted([mediaType: .object([])]),
            ])
        }
        let schema = row.response ?? .any
        let json = JSONText.sorted([
            "description": .string("Done."),
            "content": .content("application/json", try self.schema(schema, isRead: false)),
        ])
        guard case .named(let name, _) = schema else { return json }
        return try Self.once(name, json, &responses, "responses")
    }

    /// A refusal of this status, as a problem.
    mutating func refusal(_ status: HTTPResponse.Status, _ meaning: String) throws -> JSONText {
        let name = status.reasonPhrase.filter(\.isLetter)
        let json = JSONText.sorted([
            "description": .string(meaning),
            "content": .content("application/problem+json", .reference("schemas", "Problem")),
        ])
        return try Self.once(name, json, &responses, "responses")
    }

    private static func once(_ name: String, _ json: JSONText, _ parts: inout [String: JSONText], _ kind: String)
        throws -> JSONText
    {
        if let known = parts[name], known.line != json.line { throw Doubled(name: name) }
        parts[name] = json
        return .reference(kind, name)
    }
}
