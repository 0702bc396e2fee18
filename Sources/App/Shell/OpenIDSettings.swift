import Foundation

/// The OpenID Connect provider of the institution, as the administrator set it.
public struct OpenIDSettings: Sendable {
    /// Exactly as the provider calls itself: `https://id.example.org/realms/house`.
    public let issuer: String
    public let clientID: String
    public let clientSecret: String
    /// On the button: “Sign in with NAME”.
    public let name: String

    public init(issuer: String, clientID: String, clientSecret: String, name: String) {
        self.issuer = issuer
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.name = name
    }

    /// Where the provider sends the browser back to; it is told this address when Roundtable is registered there.
    public static func returnAddress(baseURL: String) -> String { baseURL + "/sign-in/provider/return" }

    /// Whether the provider runs on this machine: only then anything may go over plain HTTP.
    var isLoopback: Bool { Self.isLoopback(host: URLComponents(string: issuer)?.host) }

    /// Whether an address may be asked, or browsers sent there.
    func allows(_ address: String) -> Bool { Self.isAddress(address, plainAllowed: isLoopback) }

    /// Whether a text is an address that can be an issuer (OpenID Connect Discovery 1.0, 3): `https`, no query, no fragment; `http`
    /// on a loopback address only.
    public static func isIssuer(_ text: String) -> Bool {
        guard let parts = URLComponents(string: text), parts.query == nil else { return false }
        return isAddress(text, plainAllowed: isLoopback(host: parts.host))
    }

    private static func isAddress(_ text: String, plainAllowed: Bool) -> Bool {
        guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty, parts.user == nil,
            parts.password == nil, parts.fragment == nil, text.utf8.count <= 2_000,
            text.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
        else { return false }
        return parts.scheme == "https" || (parts.scheme == "http" && plainAllowed && isLoopback(host: host))
    }

    private static func isLoopback(host: String?) -> Bool {
        guard let host else { return false }
        if host == "localhost" || host == "::1" || host == "[::1]" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
    }
}
