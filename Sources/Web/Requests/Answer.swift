import Foundation
import HTTPTypes
import Hummingbird
import Markup
import NIOCore

/// What a handler answers.
public struct Answer: Sendable {
    public enum Body: Sendable {
        case bytes([UInt8])
        /// Server-sent events, until the stream ends or the listener goes away.
        case events(EventStream)
    }

    public var status: HTTPResponse.Status
    public var headers: HTTPFields
    public var body: Body
    /// Held for as long as the body is sent.
    public var place: StreamPlaces.Place?

    public init(status: HTTPResponse.Status = .ok, headers: HTTPFields = [:], body: Body = .bytes([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    public init(_ status: HTTPResponse.Status = .ok, type: String, _ text: some StringProtocol) {
        self.init(status: status, headers: [.contentType: type], body: .bytes(Array(text.utf8)))
    }

    public static func html(_ html: HTML, status: HTTPResponse.Status = .ok) -> Answer {
        Answer(status, type: "text/html; charset=utf-8", html.text)
    }

    /// Markup that was made before.
    public static func html(_ bytes: [UInt8]) -> Answer {
        Answer(headers: [.contentType: "text/html; charset=utf-8"], body: .bytes(bytes))
    }

    /// After a form: see other (RFC 9110, 15.4.4).
    public static func redirect(to path: String) -> Answer { Answer(status: .seeOther, headers: [.location: path]) }

    public static func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, type: String = "application/json"
    ) throws -> Answer {
        Answer(status: status, headers: [.contentType: type], body: .bytes(try JSONCoding.bytes(value)))
    }

    /// A file to keep. The name is ASCII-safe in the header and complete in its RFC 6266 form.
    public static func download(_ bytes: [UInt8], type: String, name: String) -> Answer {
        let plain = String(
            name.unicodeScalars.map { $0.isASCII && $0 != "\"" && $0 != "\\" && $0.value >= 32 ? Character($0) : "_" })
        let disposition = "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(PercentCoding.encode(name))"
        return Answer(headers: [.contentType: type, .contentDisposition: disposition], body: .bytes(bytes))
    }

    public func setting(_ cookie: Cookie) -> Answer {
        var answer = self
        answer.headers.append(HTTPField(name: .setCookie, value: cookie.description))
        return answer
    }

    public func setting(_ name: HTTPField.Name, _ value: String) -> Answer {
        var answer = self
        answer.headers[name] = value
        return answer
    }
}

/// A cookie of ours: always `HttpOnly`, `SameSite=Lax` (a personal link opened from a mail must find its session) and for the
/// whole site; `Secure` where the site is served over HTTPS.
public struct Cookie: Sendable, CustomStringConvertible {
    let name: String
    let value: String
    let maxAge: Int
    let isSecure: Bool

    /// - Parameters:
    ///   - name: without the prefix of ``name(_:isSecure:)``.
    ///   - maxAge: seconds; 0 removes the cookie.
    public init(_ name: String, _ value: String, maxAge: Int, isSecure: Bool) {
        self.name = Self.name(name, isSecure: isSecure)
        self.value = value
        self.maxAge = maxAge
        self.isSecure = isSecure
    }

    /// What a cookie is called on the way. Over HTTPS browsers take a name with `__Host-` from this very host only, so that nobody
    /// with a neighbouring name can plant one (RFC 6265bis, 4.1.3.2).
    public static func name(_ plain: String, isSecure: Bool) -> String { isSecure ? "__Host-\(plain)" : plain }

    public var description: String {
        "\(name)=\(value); Path=/; Max-Age=\(maxAge); HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    }
}

/// A server-sent event, or several in one piece (WHATWG HTML, "Server-sent events").
public struct ServerEvent: Sendable, Hashable {
    /// The bytes on the wire.
    public let bytes: ByteBuffer

    public init(_ name: String, _ data: String) {
        var text = "event: \(name)\n"
        for line in data.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            text += "data: \(line)\n"
        }
        bytes = ByteBuffer(string: text + "\n")
    }

    /// Several, one behind the other.
    public init(_ events: [ServerEvent]) {
        var bytes = events.first?.bytes ?? ByteBuffer()
        for event in events.dropFirst() { bytes.writeImmutableBuffer(event.bytes) }
        self.bytes = bytes
    }

    /// Keeps proxies from closing a quiet connection, and tells the client that the line is alive.
    public static let heartbeat = ServerEvent("beat", "1")
}
