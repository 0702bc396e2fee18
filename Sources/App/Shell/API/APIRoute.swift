import Foundation
import HTTPTypes
import Web

/// One row of the JSON interface: a route with what its description tells. The OpenAPI document is made from these rows and from
/// the types of the bodies, so it cannot say anything else than the code does.
///
/// The API knows people by bearer tokens only: an account's personal token, or the token of a participant's personal link.
struct APIRoute: Sendable {
    let route: Route
    let summary: String
    let tag: String
    let parameters: [(name: String, type: Any.Type)]
    let query: [QueryParameter]
    let request: JSONSchema?
    let response: JSONSchema?
    let success: HTTPResponse.Status
    /// Set where the answer is not JSON.
    let mediaType: String?
    /// Headers that each of its answers carries besides the usual ones.
    var headers: [String] = []
    /// Whether what is there may be refused with a list of what is missing (422).
    var refuses = false

    struct QueryParameter: Sendable {
        let name: String
        let meaning: String
        let schema: JSONSchema

        /// Yes or no: read by ``FormValues/flag(_:)``.
        static func flag(_ name: String, _ meaning: String) -> QueryParameter {
            QueryParameter(name: name, meaning: "\(meaning) 1 or 0; 0 by default.", schema: .choice(["0", "1"]))
        }
    }

    /// Reads something.
    /// - Parameters:
    ///   - instead: what a room below answers at this address for what is its own; nothing where it is not.
    ///   - also: what such answers look like.
    static func get<Body: Codable & Sendable, each P: PathParameter>(
        _ path: PathPattern<repeat each P>, _ permission: Permission, _ tag: String, _ summary: String,
        query: [QueryParameter] = [],
        instead: (@Sendable (Visit, repeat each P) async throws -> Answer?)? = nil, also: [JSONSchema] = [],
        _ handler: @escaping @Sendable (Visit, repeat each P) async throws -> Body
    ) -> APIRoute {
        let route = Route.on(.get, path, permission, limit: 0) { (visit: Visit, parameter: repeat each P) in
            try refuseUnknown(query, visit)
            if let answer = try await instead?(visit, repeat each parameter) { return answer }
            return try Answer.json(try await handler(visit, repeat each parameter))
        }
        let body = JSONSchema.of(Body.self)
        return APIRoute(
            route: route, summary: summary, tag: tag, parameters: path.parameterTypes, query: query, request: nil,
            response: also.isEmpty ? body : .either([body] + also), success: .ok, mediaType: nil)
    }

    /// Changes something, with a body, and answers with what is there now.
    static func send<Input: Codable & Sendable, Body: Codable & Sendable, each P: PathParameter>(
        _ method: HTTPRequest.Method, _ path: PathPattern<repeat each P>, _ permission: Permission, _ tag: String,
        _ summary: String, success: HTTPResponse.Status = .ok, limit: Int = Route.formLimit,
        _ handler: @escaping @Sendable (Visit, Input, repeat each P) async throws -> Body
    ) -> APIRoute {
        let request = JSONSchema.of(Input.self)
        let names = request.names
        let route = Route.on(method, path, permission, limit: limit) { (visit: Visit, parameter: repeat each P) in
            try refuseUnknown([], visit)
            let input = try JSONBody.read(Input.self, visit.inbound, names)
            return try Answer.json(try await handler(visit, input, repeat each parameter), status: success)
        }
        return APIRoute(
            route: route, summary: summary, tag: tag, parameters: path.parameterTypes, query: [],
            request: request, response: JSONSchema.of(Body.self), success: success, mediaType: nil)
    }

    /// Changes something that needs no body.
    static func act<Body: Codable & Sendable, each P: PathParameter>(
        _ method: HTTPRequest.Method, _ path: PathPattern<repeat each P>, _ permission: Permission, _ tag: String,
        _ summary: String, success: HTTPResponse.Status = .ok,
        _ handler: @escaping @Sendable (Visit, repeat each P) async throws -> Body
    ) -> APIRoute {
        let route = Route.on(method, path, permission) { (visit: Visit, parameter: repeat each P) in
            try refuseUnknown([], visit)
            return try Answer.json(try await handler(visit, repeat each parameter), status: success)
        }
        return APIRoute(
            route: route, summary: summary, tag: tag, parameters: path.parameterTypes, query: [], request: nil,
            response: JSONSchema.of(Body.self), success: success, mediaType: nil)
    }

    /// Answers with a file that is not JSON of ours.
    static func file<each P: PathParameter>(
        _ path: PathPattern<repeat each P>, _ permission: Permission, _ tag: String, _ summary: String,
        mediaType: String,
        query: [QueryParameter] = [], refuses: Bool = false,
        _ handler: @escaping @Sendable (Visit, repeat each P) async throws -> Answer
    ) -> APIRoute {
        let route = Route.on(.get, path, permission, limit: 0) { (visit: Visit, parameter: repeat each P) in
            try refuseUnknown(query, visit)
            return try await handler(visit, repeat each parameter)
        }
        return APIRoute(
            route: route, summary: summary, tag: tag,
            parameters: path.parameterTypes, query: query, request: nil, response: nil, success: .ok,
            mediaType: mediaType, refuses: refuses)
    }
}

extension APIRoute {
    /// What a program asks for and the server does not know is refused rather than left out: a misspelt filter would answer with
    /// everything. The known ones are those of the description.
    private static func refuseUnknown(_ known: [QueryParameter], _ visit: Visit) throws {
        // Monitors that ask after the server's health may add what they like.
        guard visit.inbound.path.utf8.starts(with: "/api/".utf8) else { return }
        var seen: Set<String> = []
        for name in visit.inbound.query.fields.map(\.name) {
            guard known.contains(where: { $0.name == name }) else { throw Refusal.unknownParameter(name) }
            guard seen.insert(name).inserted else { throw Refusal.repeatedParameter(name) }
        }
    }
}

extension FormValues {
    /// - Throws: ``Refusal/invalid(_:)`` where it is neither 1 nor 0.
    func flag(_ name: String) throws(Refusal) -> Bool {
        guard has(name) else { return false }
        guard let isOn = ["1": true, "0": false][text(name)] else { throw .invalid([name: L("Write 1 or 0.")]) }
        return isOn
    }
}

/// Nothing to say: `{}`.
struct EmptyBody: Codable, Sendable {}

/// One page of a list, and the cursor of the next.
struct ListBody<Item: Codable & Sendable>: Codable, Sendable, NamedType {
    static var schemaName: String { "\(SchemaName.of(Item.self))List" }

    let items: [Item]
    /// Give it as `cursor` to get what follows; absent on the last page.
    let next: String?
}

/// Where a list request begins and how much it wants.
struct Cursor {
    let after: String?
    /// 1 to 200; 50 by default.
    let limit: Int

    static let parameters: [APIRoute.QueryParameter] = [
        .init(name: "cursor", meaning: "The `next` of the page before.", schema: .string),
        .init(name: "limit", meaning: "Items on a page, 1 to 200; 50 by default.", schema: .whole(sizes)),
    ]

    init(_ visit: Visit) throws {
        let query = visit.inbound.query
        after = query["cursor"]
        guard query.has("limit") else {
            limit = 50
            return
        }
        guard let number = query.wish("limit", in: Self.sizes) else {
            throw Refusal.invalid(["limit": WholeText.words(Self.sizes)])
        }
        limit = number
    }

    private static let sizes = 1...200

    static var unknown: Refusal { Refusal.invalid(["cursor": L("This cursor is unknown; begin again without it.")]) }

    /// Cuts a list that was read one longer than the limit.
    func page<Item: Codable & Sendable>(_ items: [Item], id: (Item) -> String) -> ListBody<Item> {
        ListBody(items: Array(items.prefix(limit)), next: items.count > limit ? id(items[limit - 1]) : nil)
    }

    /// The page of a list that is in memory as a whole, in its order.
    /// - Throws: ``Refusal`` for a cursor that names none of the items.
    func page<Item: Codable & Sendable>(of all: [Item], id: (Item) -> String) throws -> ListBody<Item> {
        let (items, next) = try cut(all, id: id)
        return ListBody(items: items, next: next)
    }

    /// The same of what is no item of an answer yet: where each costs something, only those of the page are made.
    /// - Throws: ``Refusal`` for a cursor that names none of them.
    func cut<Element>(_ all: [Element], id: (Element) -> String) throws -> (items: [Element], next: String?) {
        var start = 0
        if let after {
            guard let index = all.firstIndex(where: { id($0) == after }) else { throw Self.unknown }
            start = index + 1
        }
        let rest = all[start...].prefix(limit + 1)
        let items = Array(rest.prefix(limit))
        return (items, rest.count > limit ? items.last.map(id) : nil)
    }
}

/// Reads a JSON body into its type, with errors that name the field.
enum JSONBody {
    /// - Parameter names: the fields that the type knows; others are refused by name, as unknown query parameters are.
    static func read<Input: Decodable>(_ type: Input.Type, _ inbound: Inbound, _ names: OutsideJSON.Names) throws
        -> Input
    {
        let contentType = inbound.headers[.contentType] ?? "application/json"
        guard contentType.hasPrefix("application/json") else { throw Refusal.unsupportedMediaType }
        try OutsideJSON.check(inbound.body, names: names)
        do {
            return try JSONDecoder().decode(Input.self, from: Data(inbound.body))
        } catch DecodingError.keyNotFound(let key, let context) {
            throw malformed(context.codingPath + [key], L("This field is missing."))
        } catch DecodingError.typeMismatch(let type, let context) {
            throw malformed(context.codingPath, L("This field must be of the type \(JSONSchema.plainName(of: type))."))
        } catch DecodingError.valueNotFound(let type, let context) {
            throw malformed(context.codingPath, L("This field must be of the type \(JSONSchema.plainName(of: type))."))
        } catch let error as OutsideRange {
            throw malformed(error.path, WholeText.words(error.range))
        } catch DecodingError.dataCorrupted(let context) {
            guard !context.codingPath.isEmpty else { throw Refusal.notJSON }
            throw malformed(context.codingPath, L("This value is not one of those allowed."))
        } catch {
            throw Refusal.notJSON
        }
    }

    private static func malformed(_ path: [any CodingKey], _ message: Message) -> Refusal {
        let name = path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        return Refusal.invalid([name.isEmpty ? "body" : name: message])
    }
}
