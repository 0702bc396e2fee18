@testable import App
import Domain
import Foundation
import HTTPTypes
import Storage
import Testing
import Web

/// A program that talks to the API and holds every answer against the description.
public struct APIClient {
    public let browser: Browser
    public let token: String?

    public init(browser: Browser, token: String?) {
        self.browser = browser
        self.token = token
    }

    public struct Reply {
        public let status: Int
        public let type: String
        public let json: Any

        public subscript(_ key: String) -> Any? { (json as? [String: Any])?[key] }
        public func text(_ key: String) -> String { self[key] as? String ?? "" }
        public var items: [[String: Any]] { self["items"] as? [[String: Any]] ?? [] }
    }

    public func send(_ method: HTTPRequest.Method, _ path: String, _ body: Any? = nil, raw: String? = nil) async throws
        -> Reply
    {
        var headers: HTTPFields = [.contentType: "application/json"]
        if let token { headers[.authorization] = "Bearer \(token)" }
        var bytes: [UInt8] = []
        if let body { bytes = [UInt8](try JSONSerialization.data(withJSONObject: body)) }
        if let raw { bytes = Array(raw.utf8) }
        let page = try await browser.send(method, path, headers, bytes)
        let json = (try? JSONSerialization.jsonObject(with: Data(page.bytes), options: .fragmentsAllowed)) ?? ""
        let reply = Reply(status: page.status, type: page.headers[.contentType] ?? "", json: json)
        describe(method, path, reply)
        return reply
    }

    /// Fails for an answer that the OpenAPI document does not announce.
    private func describe(_ method: HTTPRequest.Method, _ path: String, _ reply: Reply) {
        let plain = String(path.prefix { $0 != "?" })
        guard let row = Routes.api.first(where: { $0.route.method == method && Self.matches($0.route.pattern, plain) })
        else { return }
        let announced = OpenAPI.statuses(row)
        #expect(announced.contains(reply.status), "\(method) \(row.route.pattern) answered \(reply.status)")
        if reply.status >= 400 {
            #expect(reply.type == "application/problem+json")
        } else if let schema = row.response {
            let problems = schema.problems(reply.json)
            #expect(problems.isEmpty, "\(method) \(row.route.pattern): \(problems)")
        }
    }

    private static func matches(_ pattern: String, _ path: String) -> Bool {
        let (one, other) = (pattern.split(separator: "/"), path.split(separator: "/"))
        return one.count == other.count && zip(one, other).allSatisfy { $0.hasPrefix(":") || $0 == $1 }
    }
}

extension JSONSchema {
    /// Where a value is not of this schema.
    public func problems(_ value: Any, at path: String = "$") -> [String] {
        switch self {
        case .optional(let wrapped): return value is NSNull ? [] : wrapped.problems(value, at: path)
        case .named(_, let schema): return schema.problems(value, at: path)
        case .string: return value is String ? [] : ["\(path) is no text"]
        case .uuid: return (value as? String).map { UUID(uuidString: $0) != nil } == true ? [] : ["\(path) is no id"]
        case .integer, .number, .whole: return value is NSNumber ? [] : ["\(path) is no number"]
        case .boolean: return value is Bool ? [] : ["\(path) is not true or false"]
        case .null: return value is NSNull ? [] : ["\(path) is not null"]
        case .choice(let values):
            return (value as? String).map(values.contains) == true ? [] : ["\(path) is none of \(values)"]
        case .array(let element):
            guard let list = value as? [Any] else { return ["\(path) is no list"] }
            return list.enumerated().flatMap { element.problems($1, at: "\(path)[\($0)]") }
        case .map(let element):
            guard let map = value as? [String: Any] else { return ["\(path) is no object"] }
            return map.flatMap { element.problems($1, at: "\(path).\($0)") }
        case .object(let properties):
            guard let object = value as? [String: Any] else { return ["\(path) is no object"] }
            let names = Set(properties.map(\.name))
            let unknown = object.keys.filter { !names.contains($0) }.map { "\(path).\($0) is not described" }
            return unknown
                + properties.flatMap { property -> [String] in
                    guard let found = object[property.name] else {
                        return property.isRequired ? ["\(path).\(property.name) is missing"] : []
                    }
                    return property.schema.problems(found, at: "\(path).\(property.name)")
                }
        case .either(let schemas):
            return schemas.map { $0.problems(value, at: path) }.min { $0.count < $1.count } ?? []
        case .any: return []
        }
    }
}

extension World {
    public func api(_ seat: TestSeat) -> APIClient { APIClient(browser: site.browser(), token: seat.link) }

    public func api(_ account: TestAccount) async throws -> APIClient {
        let token = Secret.token(random: site.environment.random)
        let id: AccessToken.ID = site.environment.id()
        let now = site.clock.now
        try await site.database.write { tx in
            try tx.execute(
                """
                INSERT INTO access_token (id, account_id, name, digest, kind, created_at)
                VALUES (\(id), \(account.id), 'test', \(Secret.digest(token)), 'personal', \(now))
                """)
        }
        return APIClient(browser: site.browser(), token: token)
    }
}
