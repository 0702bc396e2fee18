import HTTPTypes

/// Headers on every answer. The policy allows nothing inline and nothing from elsewhere.
enum SecurityHeaders {
    private static let all: [(HTTPField.Name, String)] = [
        (
            .contentSecurityPolicy,
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
                + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
        ),
        (.xContentTypeOptions, "nosniff"),
        (name("Referrer-Policy"), "same-origin"),
        (name("X-Frame-Options"), "DENY"),
        (name("Cross-Origin-Opener-Policy"), "same-origin"),
        (name("Cross-Origin-Resource-Policy"), "same-origin"),
        (name("Permissions-Policy"), "camera=(), geolocation=(), microphone=(), payment=()"),
        (.cacheControl, "no-store"),
    ]

    /// What an answer's own headers are laid over.
    static func base(isSecure: Bool) -> HTTPFields { isSecure ? secure : plain }

    private static let plain = HTTPFields(all.map { HTTPField(name: $0, value: $1) })
    private static let secure = HTTPFields((all + [strictTransport]).map { HTTPField(name: $0, value: $1) })

    /// Where the site is served over HTTPS: browsers ask for nothing else for a year (RFC 6797). Not for its subdomains, which may
    /// be other people's.
    private static let strictTransport = (name("Strict-Transport-Security"), "max-age=31536000")

    /// The names above are valid by RFC 9110; the fallback is never used.
    private static func name(_ text: String) -> HTTPField.Name { .init(text) ?? .accept }
}
