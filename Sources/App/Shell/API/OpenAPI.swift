import Domain
import HTTPTypes

/// The OpenAPI 3.1 description, made from the rows of ``Routes/api``.
package enum OpenAPI {
    /// Sorted keys: the same text on every machine, so that `docs/openapi.json` can be checked to be fresh.
    /// - Throws: ``OpenAPIParts/Doubled``
    package static func document() throws -> String {
        var parts = try OpenAPIParts()
        var paths: [String: [String: JSONText]] = [:]
        for row in Routes.api {
            let path = row.route.pattern.split(separator: "/", omittingEmptySubsequences: false).map { segment in
                segment.hasPrefix(":") ? "{\(segment.dropFirst())}" : String(segment)
            }.joined(separator: "/")
            let parameters = try row.parameters.map { try parts.inPath($0.name, $0.type) }
            if !parameters.isEmpty { paths[path, default: [:]]["parameters"] = .array(parameters) }
            paths[path, default: [:]][row.route.method.rawValue.lowercased()] = try operation(row, &parts)
        }
        let about =
            "The plenary and its preparation as JSON. People are known by bearer tokens: an account's personal "
            + "token (page /account), or the token of a participant's personal link."
        let document = JSONText.sorted([
            "openapi": .string("3.1.0"),
            "info": .sorted([
                "title": .string("Roundtable"), "version": .string("1"), "description": .string(about),
                "license": .sorted(["name": .string("Apache-2.0"), "identifier": .string("Apache-2.0")]),
            ]),
            "servers": .array([.sorted(["url": .string("/")])]),
            "security": .array([.sorted(["token": .array([])])]),
            "paths": .sorted(paths.mapValues { .sorted($0) }),
            "components": parts.json,
        ])
        return document.text(width: 140) + "\n"
    }

    private static func operation(_ row: APIRoute, _ parts: inout OpenAPIParts) throws -> JSONText {
        var responses: [String: JSONText] = [String(success(row).code): try parts.answer(row)]
        for (status, meaning) in refusals(row) {
            responses[String(status.code)] = try parts.refusal(status, meaning)
        }
        var operation: [String: JSONText] = [
            "summary": .string(row.summary), "tags": .strings([row.tag]), "operationId": .string(operationID(row)),
            "x-permission": .string("\(row.route.permission)"), "responses": .sorted(responses),
        ]
        if !row.query.isEmpty { operation["parameters"] = .array(try row.query.map { try parts.inQuery($0) }) }
        if let request = row.request {
            operation["requestBody"] = .sorted([
                "required": .boolean(true),
                "content": .content("application/json", try parts.schema(request, isRead: true)),
            ])
        }
        if row.route.permission == .anyone { operation["security"] = .array([.object([])]) }
        return .sorted(operation)
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
        if row.route.method != .get || !row.query.isEmpty {
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
