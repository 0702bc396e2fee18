import Domain
import HTTPTypes

/// The OpenAPI 3.1 description, made from the rows of ``Routes/api``.
package enum OpenAPI {
    /// Sorted keys: the same text on every machine, so that `docs/openapi.json` can be checked to be fresh.
    /// - Throws: ``OpenAPIParts/Doubled``
    package static func document() throws -> String {
        var parts = try OpenAPIParts()
        var paths: [String: [String: JSONValue]] = [:]
        for row in Routes.api {
            let path = row.route.pattern.split(separator: "/", omittingEmptySubsequences: false).map { segment in
                segment.hasPrefix(":") ? "{\(segment.dropFirst())}" : String(segment)
            }.joined(separator: "/")
            let parameters = try row.parameters.map { try parts.inPath($0.name, $0.type) }
            if !parameters.isEmpty { paths[path, default: [:]]["parameters"] = .list(parameters) }
            paths[path, default: [:]][row.route.method.rawValue.lowercased()] = try operation(row, &parts)
        }
        let about =
            "The plenary and its preparation as JSON. People are known by bearer tokens: an account's personal "
            + "token (page /account), or the token of a participant's personal link."
        let document = JSONValue.object([
            "openapi": .text("3.1.0"),
            "info": .object([
                "title": .text("Roundtable"), "version": .text("1"), "description": .text(about),
                "license": .object(["name": .text("Apache-2.0"), "identifier": .text("Apache-2.0")]),
            ]),
            "servers": .list([.object(["url": .text("/")])]),
            "security": .list([.object(["token": .list([])])]),
            "paths": .object(paths.mapValues { .object($0) }),
            "components": parts.json,
        ])
        return document.json(width: 140) + "\n"
    }

    private static func operation(_ row: APIRoute, _ parts: inout OpenAPIParts) throws -> JSONValue {
        var responses: [String: JSONValue] = [String(success(row).code): try parts.answer(row)]
        for (status, meaning) in refusals(row) {
            responses[String(status.code)] = try parts.refusal(status, meaning)
        }
        var operation: [String: JSONValue] = [
            "summary": .text(row.summary), "tags": JSONValue([row.tag]), "operationId": .text(operationID(row)),
            "x-permission": .text("\(row.route.permission)"), "responses": .object(responses),
        ]
        if !row.query.isEmpty { operation["parameters"] = .list(try row.query.map { try parts.inQuery($0) }) }
        if let request = row.request {
            operation["requestBody"] = .object([
                "required": .flag(true),
                "content": .content("application/json", try parts.schema(request, isRead: true)),
            ])
        }
        if row.route.permission == .anyone { operation["security"] = .list([.object([:])]) }
        return .object(operation)
    }

    /// The statuses that the description announces for a row.
    static func statuses(_ row: APIRoute) -> Set<Int> {
        Set(refusals(row).map(\.0.code) + [success(row).code])
    }

    private static func success(_ row: APIRoute) -> HTTPResponse.Status { row.mediaType == nil ? row.success : .ok }

    private static func refusals(_ row: APIRoute) -> [(HTTPResponse.Status, String)] {
        let isOfAPI = row.route.pattern.hasPrefix("/api/")
        var refusals: [(HTTPResponse.Status, String)] = [
            (.serviceUnavailable, "The database cannot be reached."),
            // Also where anybody may ask: who shows a token is held to it.
            (.unauthorized, "No token, or one that is not valid any more."),
        ]
        if isOfAPI {
            refusals.append(
                (.tooManyRequests, "Too many requests in a minute: Retry-After says how many seconds to wait."))
            refusals.append(
                (
                    .badRequest,
                    "The request cannot be read: an unknown query parameter, broken text, or a body that is no JSON."
                ))
        }
        if row.route.permission != .anyone { refusals.append((.forbidden, "The role does not allow it.")) }
        if !row.parameters.isEmpty || row.route.permission != .anyone {
            refusals.append((.notFound, "Nothing there, for this person."))
        }
        if row.request != nil {
            refusals += [(.contentTooLarge, "Too large."), (.unsupportedMediaType, "Not JSON.")]
        }
        if row.route.method != .get || !row.query.isEmpty || row.refuses {
            refusals += [
                (.conflict, "It has changed meanwhile."), (.unprocessableContent, "Some fields need another look."),
            ]
        }
        return refusals
    }

    private static func operationID(_ row: APIRoute) -> String {
        let words = row.route.pattern.split(separator: "/").map {
            $0.replacing(":", with: "by-").replacing(".", with: "-")
        }
        .filter { $0 != "api" && $0 != "v1" }
        return ([row.route.method.rawValue.lowercased()] + words.map { String($0) }).joined(separator: "-")
    }
}
