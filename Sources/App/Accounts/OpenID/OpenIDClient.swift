import Domain
import Foundation
import Web

/// Speaks with the provider. Nothing here touches the database, and nothing is asked while a transaction is open.
struct OpenIDClient: Sendable {
    let settings: OpenIDSettings
    let documents: FetchedDocuments
    let returnAddress: String
    /// Milliseconds since 1970.
    let now: Int64

    /// How long what the provider says of itself, and its keys, are believed.
    private static let maxAge: Int64 = 3_600_000

    /// What a browser must bring back. All four are made from the one secret in its cookie.
    struct Attempt: Sendable {
        let secret: String
        let state: String
        let nonce: String
        /// Of 64 characters; the provider gets its hash first and itself later (RFC 7636).
        let verifier: String

        init(secret: String, key: [UInt8]) {
            func derived(_ use: String) -> String {
                Secret.hex(Sodium.hash("openid \(use):\(secret)".utf8, key: key))
            }
            self.secret = secret
            state = derived("state")
            nonce = derived("nonce")
            verifier = derived("verifier")
        }
    }

    /// Where the provider describes itself (OpenID Connect Discovery 1.0, 4).
    var descriptionAddress: String {
        let base = settings.issuer.hasSuffix("/") ? String(settings.issuer.dropLast()) : settings.issuer
        return base + "/.well-known/openid-configuration"
    }

    func description() async throws -> ProviderDescription {
        let address = descriptionAddress
        let bytes = try await document(address, maxAge: Self.maxAge)
        do {
            return try ProviderDescription(bytes, for: settings)
        } catch {
            await documents.forget(address)
            throw error
        }
    }

    /// Where the browser is sent (OpenID Connect Core 1.0, 3.1.2.1).
    func address(for attempt: Attempt, _ description: ProviderDescription) -> String {
        let query = Self.encoded([
            ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", returnAddress),
            ("scope", "openid email"), ("state", attempt.state), ("nonce", attempt.nonce),
            ("code_challenge", Base64URL.encode(Crypto.sha256(Array(attempt.verifier.utf8)))),
            ("code_challenge_method", "S256"),
        ])
        return description.authorization + (description.authorization.contains("?") ? "&" : "?") + query
    }

    struct Tokens: Sendable {
        let claims: JSONObject
        let person: ProviderPerson
        let access: String?
    }

    /// Changes the code that the browser brought for tokens, and checks what they say.
    func tokens(for code: String, _ attempt: Attempt, _ description: ProviderDescription) async throws -> Tokens {
        var form = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", returnAddress),
            ("code_verifier", attempt.verifier),
        ]
        var fetch = OpenIDFetch(address: description.token, settings: settings)
        if description.postsSecret {
            form += [("client_id", settings.clientID), ("client_secret", settings.clientSecret)]
        } else {
            // Each half is encoded as in a form (RFC 6749, 2.3.1).
            let pair = PercentCoding.encode(settings.clientID) + ":" + PercentCoding.encode(settings.clientSecret)
            fetch.authorization = "Basic " + Data(pair.utf8).base64EncodedString()
        }
        fetch.form = Self.encoded(form)
        let answer = try await fetch.run()
        let object = (try? JSONReader.outside(answer.body))?.object
        guard answer.status == 200 else {
            let code = OpenIDFailure.code(object?["error"]?.text).map { ", \($0)" } ?? ""
            throw OpenIDFailure.wrong("it refuses to give a token (\(answer.status)\(code))")
        }
        guard let text = object?["id_token"]?.text else { throw OpenIDFailure.wrong("it gives no ID token") }
        let token = try SignedToken(text)
        try await check(token, description)
        try TokenExpectation(issuer: settings.issuer, clientID: settings.clientID, nonce: attempt.nonce, now: now)
            .check(token.claims)
        return Tokens(
            claims: token.claims, person: try ProviderPerson(token.claims), access: object?["access_token"]?.text)
    }

    /// Where a key is not known, the provider may have changed its keys: they are fetched again, once.
    private func check(_ token: SignedToken, _ description: ProviderDescription) async throws {
        do {
            try token.check(try await keys(description, maxAge: Self.maxAge))
        } catch OpenIDFailure.unknownKey {
            try token.check(try await keys(description, maxAge: 0))
        }
    }

    func keys(_ description: ProviderDescription, maxAge: Int64) async throws -> [SigningKey] {
        do {
            return try SigningKey.read(try await document(description.keys, maxAge: maxAge))
        } catch {
            await documents.forget(description.keys)
            throw error
        }
    }

    /// Asks for the e-mail that the token does not hold (same, 5.3). The answer must be about the same person.
    func completed(_ tokens: Tokens, _ description: ProviderDescription) async throws -> ProviderPerson {
        guard tokens.person.email == nil, let address = description.userInfo, let access = tokens.access,
            access.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
        else { return tokens.person }
        var fetch = OpenIDFetch(address: address, settings: settings)
        fetch.authorization = "Bearer \(access)"
        let answer = try await fetch.run()
        guard answer.status == 200, let object = (try? JSONReader.outside(answer.body))?.object else {
            throw OpenIDFailure.wrong("it does not say the e-mail (\(answer.status))")
        }
        let person = try ProviderPerson(object)
        guard person.subject == tokens.person.subject else {
            throw OpenIDFailure.wrong("it answers about somebody else")
        }
        return person
    }

    private func document(_ address: String, maxAge: Int64) async throws -> [UInt8] {
        try await documents.document(address, now: now, maxAge: maxAge) {
            let answer = try await OpenIDFetch(address: address, settings: settings).run()
            guard answer.status == 200 else { throw OpenIDFailure.away("it answers with status \(answer.status)") }
            return answer.body
        }
    }

    private static func encoded(_ fields: [(name: String, value: String)]) -> String {
        fields.map { "\($0.name)=\(PercentCoding.encode($0.value))" }.joined(separator: "&")
    }
}
