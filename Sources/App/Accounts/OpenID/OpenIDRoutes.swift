import Domain
import HTTPTypes
import Web

/// Signing in at the institution's OpenID Connect provider: authorization code flow with PKCE, state and nonce.
///
/// `/sign-in/provider` is a plain link that leads away (a form would need the provider in the content policy's `form-action`), and
/// `/sign-in/provider/return` is where the provider sends the browser back. In between there is one random secret in a cookie, from
/// which state, nonce and verifier are derived with the installation's key, and a row that it uses up (OpenIDStore).
///
/// - `OpenIDOperations`: begins and ends a sign-in, finds the account. `OpenIDClient`: speaks with the provider (`OpenIDFetch`:
///   libcurl). `SignedToken`, `TokenExpectation`, `SigningKey`: whether a token is true (`Signature`: libcrypto).
/// - Only accounts that exist get in. The first time the confirmed e-mail finds the account; then issuer and subject do.
/// - What happens is journalled in the scope `accounts`; why something failed stands in the log, without what was sent.
enum OpenIDRoutes {
    static let all: [Route] = [
        .get(OpenIDPaths.start, .anyone, start),
        .get(OpenIDPaths.comeBack, .anyone, comeBack),
        .post(OpenIDPaths.removal, .account) { visit, identity in
            try await OpenIDOperations.unlink(visit, identity)
            return .redirect(to: AccountPaths.account() + "#identity")
        },
    ]

    private static func start(_ visit: Visit) async throws -> Answer {
        _ = try OpenIDOperations.settings(visit)
        let back = OwnPath.checked(visit.inbound.query["back"])
        if visit.visitor.account != nil { return .redirect(to: back ?? "/") }
        do {
            let (address, cookie) = try await OpenIDOperations.begin(visit, back: back)
            return .redirect(to: address).setting(cookie)
        } catch let refusal as Refusal {
            return ProviderRefusalPage(visit: visit, refusal: refusal, back: back).answer
        }
    }

    private static func comeBack(_ visit: Visit) async throws -> Answer {
        _ = try OpenIDOperations.settings(visit)
        var back: String?
        do {
            let (attempt, path) = try await OpenIDOperations.take(visit)
            back = path
            return try await OpenIDOperations.finish(visit, attempt, back: path).answer
                .setting(OpenIDOperations.noCookie(visit))
        } catch let refusal as Refusal {
            visit.tellOperator("Sign-in refused", refusal.code)
            return ProviderRefusalPage(visit: visit, refusal: refusal, back: back).answer
                .setting(OpenIDOperations.noCookie(visit))
        }
    }
}
