import Foundation
import Hummingbird
import Logging
import Synchronization
import Testing
import TestSupport

@testable import App
@testable import Web

/// A small OpenID Connect provider on a loopback port, which checks what a real one checks and lies where a test wants it to.
final class FakeProvider: Sendable {
    /// What it does; a test changes it in between.
    struct Behaviour: Sendable {
        var signing: TestKey
        var published: [TestKey]
        /// The clock of ``TestSite``.
        var seconds = 1_701_248_400
        var email: String? = "stan@example.org"
        var isVerified: (any Sendable)? = true
        var subject = "u-1"
        /// The e-mail stands in the answer about the person only.
        var tellsLater = false
        var laterSubject: String?
        /// Written over the claims of the token.
        var claims: [String: any Sendable] = [:]
        /// Written over what it says of itself.
        var description: [String: any Sendable] = [:]
        /// The body of the token's answer, where it is no token at all.
        var tokenBody: String?
        var status = 200
    }

    private struct Grant: Sendable { let nonce: String, challenge: String, back: String }

    private struct State: Sendable {
        var behaviour: Behaviour
        var grants: [String: Grant] = [:]
        var asked: [String] = []
    }

    static let secret = "a secret: with / signs + and spaces"
    private let state: Mutex<State>
    private let port = Mutex(0)

    var issuer: String { "http://127.0.0.1:\(port.withLock { $0 })" }
    var settings: OpenIDSettings {
        OpenIDSettings(issuer: issuer, clientID: "round table", clientSecret: Self.secret, name: "House of Ines")
    }
    /// The paths that were asked for, in order.
    var asked: [String] { state.withLock { $0.asked } }

    private init(_ behaviour: Behaviour) { state = Mutex(State(behaviour: behaviour)) }

    func set(_ change: (inout Behaviour) -> Void) { state.withLock { change(&$0.behaviour) } }

    /// Runs the body while the provider answers.
    static func with<Value>(_ body: (FakeProvider) async throws -> Value) async throws -> Value {
        let key = try TestKeys.rsa.get()
        let provider = FakeProvider(Behaviour(signing: key, published: [key]))
        let (ready, continuation) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            responder: provider.router().buildResponder(),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { continuation.yield($0.localAddress?.port ?? 0) },
            logger: Logger(label: "provider") { _ in SwiftLogNoOpLogHandler() })
        let running = Task { try await application.run() }
        defer { running.cancel() }
        let port = try #require(await ready.first { _ in true })
        provider.port.withLock { $0 = port }
        return try await body(provider)
    }

    /// What a person does at the provider: reads who asks, and agrees.
    /// - Parameter address: where the browser was sent.
    /// - Returns: the path to which the browser is sent back.
    func agree(to address: String, more: String = "") throws -> String {
        let query = try Self.query(address)
        #expect(address.hasPrefix("\(issuer)/authorize?"))
        #expect(query["response_type"] == "code" && query["client_id"] == "round table")
        #expect(query["scope"]?.split(separator: " ").contains("openid") == true)
        #expect(query["code_challenge_method"] == "S256")
        let back = try #require(query["redirect_uri"])
        #expect(back == "https://roundtable.test/sign-in/provider/return")
        let code = UUID().uuidString
        let grant = Grant(
            nonce: try #require(query["nonce"]), challenge: try #require(query["code_challenge"]), back: back)
        state.withLock { $0.grants[code] = grant }
        return "/sign-in/provider/return?code=\(code)&state=\(try #require(query["state"]))\(more)"
    }

    static func query(_ address: String) throws -> FormValues {
        let text = try #require(address.split(separator: "?", maxSplits: 1).last)
        return try #require(FormValues(urlEncoded: String(text)))
    }

    private func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("/.well-known/openid-configuration") { [self] request, _ in
            let behaviour = note(request)
            let own: [String: any Sendable] = [
                "issuer": issuer, "authorization_endpoint": "\(issuer)/authorize", "token_endpoint": "\(issuer)/token",
                "jwks_uri": "\(issuer)/keys", "userinfo_endpoint": "\(issuer)/userinfo",
            ]
            return try Self.json(own.merging(behaviour.description) { $1 }, behaviour.status)
        }
        router.get("/keys") { [self] request, _ in
            try Self.json(["keys": note(request).published.map(\.published)])
        }
        router.post("/token") { [self] request, _ in
            let behaviour = note(request)
            let body = try await request.body.collect(upTo: 100_000)
            let form = try #require(FormValues(urlEncoded: String(buffer: body)))
            if let text = behaviour.tokenBody { return Self.answer(text) }
            if let error = try refusal(form, request.headers[.authorization], behaviour) {
                return try Self.json(["error": error], 400)
            }
            return try Self.json([
                "access_token": "access-1", "token_type": "Bearer",
                "id_token": try token(form["code"] ?? "", behaviour),
            ])
        }
        router.get("/userinfo") { [self] request, _ in
            let behaviour = note(request)
            guard request.headers[.authorization] == "Bearer access-1" else { return try Self.json([:], 401) }
            var person: [String: any Sendable] = ["sub": behaviour.laterSubject ?? behaviour.subject]
            person["email"] = behaviour.email
            person["email_verified"] = behaviour.isVerified
            return try Self.json(person)
        }
        router.get("/elsewhere") { _, _ in Response(status: .found, headers: [.location: "/keys"]) }
        return router
    }

    private func note(_ request: Request) -> Behaviour {
        state.withLock { state in
            state.asked.append(request.uri.path)
            return state.behaviour
        }
    }

    /// What a provider looks at before it gives a token: who asks, for what, and whether it is who began (RFC 7636).
    private func refusal(_ form: FormValues, _ authorization: String?, _ behaviour: Behaviour) throws -> String? {
        let pair = "round%20table:" + PercentCoding.encode(Self.secret)
        let isPosted =
            (behaviour.description["token_endpoint_auth_methods_supported"] as? [String])?.first == "client_secret_post"
        let isKnown =
            isPosted
            ? form["client_id"] == "round table" && form["client_secret"] == Self.secret && authorization == nil
            : authorization == "Basic " + Data(pair.utf8).base64EncodedString() && form["client_secret"] == nil
        guard isKnown else { return "invalid_client" }
        guard let grant = state.withLock({ $0.grants[form["code"] ?? ""] }),
            form["grant_type"] == "authorization_code",
            form["redirect_uri"] == grant.back,
            Base64URL.encode(Crypto.sha256(Array((form["code_verifier"] ?? "").utf8))) == grant.challenge
        else { return "invalid_grant" }
        return nil
    }

    private func token(_ code: String, _ behaviour: Behaviour) throws -> String {
        let nonce = state.withLock { $0.grants.removeValue(forKey: code)?.nonce } ?? ""
        var claims: [String: any Sendable] = [
            "iss": issuer, "aud": "round table", "sub": behaviour.subject, "nonce": nonce, "iat": behaviour.seconds,
            "exp": behaviour.seconds + 300,
        ]
        if !behaviour.tellsLater {
            claims["email"] = behaviour.email
            claims["email_verified"] = behaviour.isVerified
        }
        return try behaviour.signing.token(claims.merging(behaviour.claims) { $1 })
    }

    private static func json(_ object: [String: any Sendable], _ status: Int = 200) throws -> Response {
        answer(String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self), status)
    }

    private static func answer(_ text: String, _ status: Int = 200) -> Response {
        Response(
            status: .init(code: status), headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
