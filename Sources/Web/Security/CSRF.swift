/// Form tokens: a keyed hash of the visitor's session (or guest) cookie, so that nothing need be stored.
public struct CSRF: Sendable {
    public static let field = "_form"
    private let key: [UInt8]

    /// - Parameter key: the installation's secret, 32 bytes.
    public init(key: [UInt8]) { self.key = key }

    public func token(for cookie: String) -> String {
        Secret.hex(Sodium.hash("form:\(cookie)".utf8, key: key).prefix(16))
    }

    public func accepts(_ token: String?, for cookie: String) -> Bool {
        guard let token, !cookie.isEmpty else { return false }
        return Sodium.areEqual(Array(token.utf8), Array(self.token(for: cookie).utf8))
    }
}
