import Domain

/// What a provider says of itself at `/.well-known/openid-configuration` (OpenID Connect Discovery 1.0, 3).
struct ProviderDescription: Sendable {
    let authorization: String
    let token: String
    let keys: String
    let userInfo: String?
    /// The secret goes into the form, because the provider does not take it in the head.
    let postsSecret: Bool
    /// It names itself when it sends the browser back (RFC 9207).
    let namesItself: Bool

    /// - Throws: ``OpenIDFailure/wrong(_:)`` that says what is missing.
    init(_ bytes: [UInt8], for settings: OpenIDSettings) throws {
        guard let object = (try? JSONReader.outside(bytes))?.object else {
            throw OpenIDFailure.wrong("what it says of itself is no JSON object")
        }
        guard object["issuer"]?.text == settings.issuer else {
            throw OpenIDFailure.wrong("it calls itself by another name than --oidc-issuer, which must be the same text")
        }
        func address(_ name: String) throws -> String {
            guard let text = object[name]?.text, settings.allows(text) else {
                throw OpenIDFailure.wrong("it names no https address as \(name)")
            }
            return text
        }
        authorization = try address("authorization_endpoint")
        token = try address("token_endpoint")
        keys = try address("jwks_uri")
        userInfo = object["userinfo_endpoint"] == nil ? nil : try address("userinfo_endpoint")
        // Where nothing is said, it is the head (same, 3).
        let ways = object["token_endpoint_auth_methods_supported"]?.list?.compactMap(\.text) ?? ["client_secret_basic"]
        guard ways.contains("client_secret_basic") || ways.contains("client_secret_post") else {
            throw OpenIDFailure.wrong("it takes no client secret")
        }
        postsSecret = !ways.contains("client_secret_basic")
        if let signed = object["id_token_signing_alg_values_supported"]?.list?.compactMap(\.text),
            !signed.contains(where: { SigningAlgorithm(rawValue: $0) != nil })
        {
            throw OpenIDFailure.wrong("it signs with neither RS256 nor ES256")
        }
        namesItself = object["authorization_response_iss_parameter_supported"]?.flag ?? false
    }
}
