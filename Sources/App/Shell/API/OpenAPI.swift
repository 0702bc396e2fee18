import Foundation
import Web

/// The OpenAPI 3.1 description, made from the rows of ``Routes/api``.
package enum OpenAPI {
    /// Sorted keys, two spaces: the same text on every machine, so that `docs/openapi.json` can be checked to be fresh.
    package static func document() throws -> String {
        var paths: [String: [String: Any]] = [:]
        for row in Routes.api {
            let path = row.route.pattern.split(separator: "/", omittingEmptySubsequences: false).map { segment in
                segment.hasPrefix(":") ? "{\(segment.dropFirst())}" : String(segment)
            }.joined(separator: "/")
            paths[path, default: [:]][row.route.method.rawValue.lowercased()] = operation(row)
        }
        let document: [String: Any] = [
            "openapi": "3.1.0",
            "info": [
                "title": "Roundtable", "version": "1",
                "description":
                    "The plenary and its preparation as JSON. People are known by bearer tokens: an account's personal "
                    + "token (page /account), or the token of a participant's personal link.",
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": "/"]],
            "security": [["token": [String]()]],
            "paths": paths,
            "components": [
                "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
                "schemas": ["Problem": problem],
            ],
        ]
        let data = try JSONSerialization.data(
            withJSONObject: document, options: [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private static func operation(_ row: APIRoute) -> [String: Any] {
        var operation: [String: Any] = [
            "summary": row.summary, "tags": [row.tag], "operationId": operationID(row),
            "x-permission": "\(row.route.permission)", "responses": responses(row),
        ]
        let inPath = row.parameters.map { parameter -> [String: Any] in
            [
                "name": parameter.name, "in": "path", "required": true,
                "schema": ((parameter.type as? any IdentifierType.Type)?.schema ?? .string).json,
            ]
        }
        let inQuery = row.query.map { parameter -> [String: Any] in
            ["name": parameter.name, "in": "query", "description": parameter.meaning, "schema": parameter.schema.json]
        }
        if !(inPath + inQuery).isEmpty { operation["parameters"] = inPath + inQuery }
        if let request = row.request {
            operation["requestBody"] = ["required": true, "content": ["application/json": ["schema": request.closed]]]
        }
        if row.route.permission == .anyone { operation["security"] = [[String: Any]()] }
        return operation
    }

    /// The statuses that the description announces for a row.
    static func statuses(_ row: APIRoute) -> Set<Int> { Set(responses(row).keys.compactMap { Int($0) }) }

    private static func responses(_ row: APIRoute) -> [String: Any] {
        var result: [String: Any] = [:]
        if let mediaType = row.mediaType {
            result["200"] = ["description": "The file.", "content": [mediaType: [String: Any]()]]
        } else {
            result[String(row.success.code)] = [
                "description": "Done.", "content": ["application/json": ["schema": (row.response ?? .any).json]],
            ]
        }
        var refusals: [(String, String)] = [("503", "The database cannot be reached.")]
        if row.route.pattern.hasPrefix("/api/") {
            refusals.append(("429", "Too many requests in a minute: Retry-After says how many seconds to wait."))
        }
        // Also where anybody may ask: who shows a token is held to it.
        refusals.append(("401", "No token, or one that is not valid any more."))
        if row.route.permission != .anyone { refusals.append(("403", "The role does not allow it.")) }
        if !row.parameters.isEmpty || row.route.permission != .anyone {
            refusals.append(("404", "Nothing there, for this person."))
        }
        if row.route.pattern.hasPrefix("/api/") {
            refusals.append(
                (
                    "400",
                    "The request cannot be read: an unknown query parameter, broken text, or a body that is no JSON."
                ))
        }
        if row.request != nil { refusals += [("413", "Too large."), ("415", "Not JSON.")] }
        if row.route.method != .get || !row.query.isEmpty {
            refusals += [("409", "It has changed meanwhile."), ("422", "Some fields need another look.")]
        }
        for (status, meaning) in refusals {
            result[status] = [
                "description": meaning,
                "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
            ]
        }
        return result
    }

    private static func operationID(_ row: APIRoute) -> String {
        let words = row.route.pattern.split(separator: "/").map {
            $0.replacing(":", with: "by-").replacing(".", with: "-")
        }
        .filter { $0 != "api" && $0 != "v1" }
        return ([row.route.method.rawValue.lowercased()] + words.map { String($0) }).joined(separator: "-")
    }

    /// RFC 9457, as ``Problem`` writes it.
    private static var problem: [String: Any] {
        let text = JSONSchema.string.json
        let fieldError: [String: Any] = [
            "type": "object", "required": ["field", "detail"], "properties": ["field": text, "detail": text],
        ]
        let properties: [String: Any] = [
            "type": text, "title": text, "status": JSONSchema.integer.json, "detail": text, "instance": text,
            "errors": ["type": "array", "items": fieldError],
        ]
        return [
            "type": "object", "required": ["type", "title", "status", "detail", "instance"], "properties": properties,
        ]
    }
}
