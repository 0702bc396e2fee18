import HTTPTypes
import Hummingbird
import NIOCore

/// A request as handlers read it: parsed, bounded, and without the server's machinery. Nothing in it changes, so that many may hold it.
public final class Inbound: Sendable {
    public let method: HTTPRequest.Method
    /// The path without query, percent-decoded.
    public let path: String
    public let query: FormValues
    public let headers: HTTPFields
    /// The host that was asked, with its port where the request names one.
    public let host: String?
    /// Cookies by name.
    public let cookies: [String: String]
    public let body: [UInt8]
    /// Names this request in the log and in the error page.
    public let id: String
    /// The peer's address, or what a trusted proxy says it is.
    public let address: String
    /// Whether something is asked for, and nothing done: GET, or HEAD, which is GET without the content.
    public var isLooking: Bool { method == .get || method == .head }
    /// Whether the browser reads compressed answers.
    public var takesGzip: Bool { headers.takesGzip }
    private let parameters: [String: String]

    public init(
        method: HTTPRequest.Method, path: String, query: FormValues = .init(), headers: HTTPFields = [:],
        host: String? = nil, body: [UInt8] = [],
        id: String = "", address: String = "", parameters: [String: String] = [:]
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.host = host
        self.body = body
        self.id = id
        self.address = address
        self.parameters = parameters
        cookies = Self.cookies(in: headers)
    }

    public func parameter(_ name: String) -> String? { parameters[name] }

    /// Whether the client module asks for regions rather than a whole page.
    public var wantsFragment: Bool { headers[.fragment] == "fragment" }

    /// The form in the body: `application/x-www-form-urlencoded` or `multipart/form-data`.
    /// - Throws: ``Refusal`` 400 where the body is malformed, 415 for another type.
    public func form() throws -> FormValues {
        let type = headers[.contentType] ?? ""
        if type.hasPrefix("multipart/form-data") { return try Multipart.read(body, contentType: type) }
        guard type.hasPrefix("application/x-www-form-urlencoded") || body.isEmpty else {
            throw Refusal.unsupportedMediaType
        }
        guard let text = String(validating: body, as: UTF8.self) else { throw Refusal.malformedForm }
        return try FormValues.read(urlEncoded: text)
    }

    /// Without the blanks around it (RFC 9110, 5.6.3).
    private static func text(_ bytes: Substring.UTF8View) -> String {
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        var bytes = bytes.drop(while: isBlank)
        while let last = bytes.last, isBlank(last) { bytes.removeLast() }
        return String(Substring(bytes))
    }

    private static func cookies(in headers: HTTPFields) -> [String: String] {
        var result: [String: String] = [:]
        for header in headers[values: .cookie] {
            // By bytes: by characters it was the dearest step of a small request.
            for pair in header.utf8.split(separator: UInt8(ascii: ";")) {
                guard let equals = pair.firstIndex(of: UInt8(ascii: "=")) else { continue }
                let (name, value) = (pair[..<equals], pair[pair.index(after: equals)...])
                if !name.isEmpty, !value.isEmpty { result[text(name)] = text(value) }
            }
        }
        return result
    }
}

extension HTTPField.Name {
    /// What the client module sends with a fetch. The literal is a valid field name, so the fallback is never used.
    public static let fragment: HTTPField.Name = .init("X-Roundtable") ?? .accept
}

/// The fields of a form or a query: several values under a name are kept in their order.
public struct FormValues: Sendable {
    public struct Upload: Sendable {
        public let fileName: String
        public let bytes: [UInt8]
    }

    public private(set) var fields: [(name: String, value: String)] = []
    public private(set) var uploads: [String: Upload] = [:]

    public init() {}

    public init(_ fields: [(name: String, value: String)], uploads: [String: Upload] = [:]) {
        self.fields = fields
        self.uploads = uploads
    }

    /// As ``read(urlEncoded:)``, nil if that refuses.
    public init?(urlEncoded text: some StringProtocol) {
        do { self = try Self.read(urlEncoded: text) } catch { return nil }
    }

    static let mostFields = 5_000

    /// Reads `a=1&b=2`: at most ``mostFields``, each of them as ``OutsideText`` allows.
    /// - Throws: ``Refusal`` 400, naming the field; also where an escape is malformed.
    public static func read(urlEncoded text: some StringProtocol) throws(Refusal) -> FormValues {
        var values = FormValues()
        // By bytes: nothing is known yet of the text.
        for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
            let end = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let value = end == pair.endIndex ? pair[end...] : pair[pair.index(after: end)...]
            let name = try field(pair[..<end], nil)
            guard name.utf8.count <= OutsideText.longestName else { throw .brokenText(.tooLong) }
            guard values.fields.count < mostFields else { throw .malformedForm }
            values.fields.append((name, try field(value, name)))
        }
        return values
    }

    private static func field(_ bytes: some Sequence<UInt8>, _ name: String?) throws(Refusal) -> String {
        do {
            return try PercentCoding.read(bytes: bytes, plusIsSpace: true)
        } catch {
            throw error.fault == .notUTF8 ? .malformedForm : .brokenText(error.fault, field: name)
        }
    }

    /// The first value under a name.
    public subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// The first value under a name, trimmed; empty where there is none.
    public func text(_ name: String) -> String { self[name]?.trimmed ?? "" }

    public func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    public func has(_ name: String) -> Bool { fields.contains { $0.name == name } }

    /// Whether a checkbox is ticked.
    public func isOn(_ name: String) -> Bool { has(name) && self[name] != "0" && self[name] != "" }
}

extension HTTPFields {
    var takesGzip: Bool {
        guard let text = self[.acceptEncoding] else { return false }
        return text.utf8.split(separator: UInt8(ascii: ",")).contains { coding in
            let coding = coding.drop { $0 == UInt8(ascii: " ") }
            let isGzip = coding.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }.elementsEqual("gzip".utf8)
            // `gzip;q=0` refuses it (RFC 9110, 12.5.3).
            return isGzip && !(coding.contains(UInt8(ascii: "q")) && Substring(coding).hasSuffix("q=0"))
        }
    }
}
