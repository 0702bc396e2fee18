import Markup

/// Form tokens: a keyed hash of the visitor's session (or guest) cookie, so that nothing need be stored.
///
/// Each token is masked anew (random bytes, and the hash xor these): a page that is compressed never holds the same secret twice, so
/// that its length tells nothing of it (BREACH; Y. Gluck, N. Harris, A. Prado 2013).
public struct CSRF: Sendable {
    public static let field = "_form"
    private let key: [UInt8]

    /// - Parameter key: the installation's secret, 32 bytes.
    public init(key: [UInt8]) { self.key = key }

    /// 64 hexadecimal digits, other ones each time.
    public func token(for cookie: String) -> String {
        let mask = Sodium.random(16)
        return Secret.hex(mask + zip(mask, hash(of: cookie)).map { $0 ^ $1 })
    }

    public func accepts(_ token: String?, for cookie: String) -> Bool {
        guard let token, !cookie.isEmpty, let bytes = Secret.bytes(hex: token), bytes.count == 32 else { return false }
        return Sodium.areEqual(zip(bytes.prefix(16), bytes.suffix(16)).map { $0 ^ $1 }, hash(of: cookie))
    }

    /// The hidden field of a page's forms.
    public static func field(_ token: String) -> HTML {
        "<input type=\"hidden\" name=\"\(field)\" value=\"\(token)\">"
    }

    /// The token of the page that is made in this task, for the forms that belong to its frame; empty where nobody asked for a page.
    @TaskLocal public static var page = ""

    private func hash(of cookie: String) -> [UInt8] {
        Array(Sodium.hash("form:\(cookie)".utf8, key: key).prefix(16))
    }
}
