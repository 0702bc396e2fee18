import Configuration

/// One thing that an administrator may decide. This list is the only one: flags, variables and file keys are made from it, and
/// `docs/configuration.md` is held against it by a test.
struct Setting: Sendable {
    enum Form: String, Sendable {
        case text, number = "whole number", flag = "true or false"

        var type: ConfigType {
            switch self {
            case .text: .string
            case .number: .int
            case .flag: .bool
            }
        }
    }

    /// The key in the file; the flag is `--name`, the variable `ROUNDTABLE_NAME`.
    let name: String
    let form: Form
    /// As the table shows it.
    let standard: String
    let meaning: String
    /// Whether the value must never be shown, not even in an error.
    var isSecret = false

    var flag: String { "--\(name)" }
    var variable: String { Self.prefix + name.uppercased().replacing("-", with: "_") }
    var key: AbsoluteConfigKey { AbsoluteConfigKey([name]) }

    static let prefix = "ROUNDTABLE_"

    static let data = Setting(
        name: "data", form: .text, standard: "data",
        meaning: "Folder of the embedded database; made when it is missing.")
    static let database = Setting(
        name: "database", form: .text, standard: "sqlite:DATA/roundtable.sqlite3",
        meaning: "`postgres://user:password@host:port/name`, or `sqlite:PATH`.", isSecret: true)
    static let host = Setting(
        name: "host", form: .text, standard: "127.0.0.1",
        meaning:
            "Address to listen on. Behind a reverse proxy on the same machine leave it; `0.0.0.0` is all interfaces.")
    static let port = Setting(
        name: "port", form: .number, standard: "8080", meaning: "Port to listen on; 0 takes a free one and logs it.")
    static let baseURL = Setting(
        name: "base-url", form: .text, standard: "http://HOST:PORT",
        meaning:
            "Where people reach the server, for links and QR codes. With `https://`, cookies are sent over HTTPS only.")
    static let trustProxy = Setting(
        name: "trust-proxy", form: .flag, standard: "false",
        meaning: "Whether `X-Forwarded-For` tells the visitor's address. Only behind a proxy that sets it.")
    static let smtpURL = Setting(
        name: "smtp-url", form: .text, standard: "",
        meaning:
            "Mail server for reminders and personal links: `smtp://user:password@host:587` or `smtps://…:465`. Empty: no mail.",
        isSecret: true)
    static let mailFrom = Setting(
        name: "mail-from", form: .text, standard: "",
        meaning: "Who mail comes from: `Roundtable <roundtable@example.org>`. Needed with `smtp-url`.")
    static let logLevel = Setting(
        name: "log-level", form: .text, standard: "info",
        meaning: "`trace`, `debug`, `info`, `notice`, `warning`, `error` or `critical`; the log goes to standard error."
    )

    static let logFormat = Setting(
        name: "log-format", form: .text, standard: "text",
        meaning: "`text`, or `json`: one object a line, with the request’s id.")
    static let metricsToken = Setting(
        name: "metrics-token", form: .text, standard: "",
        meaning:
            "What Prometheus shows as a bearer token to read `/metrics`, at least 16 characters. Empty: there is no such page.",
        isSecret: true)

    static let apiLimit = Setting(
        name: "api-limit", form: .number, standard: "600",
        meaning:
            "Requests to the API that one person, or one address without a token, may make in a minute; 0 is no limit.")

    static let oidcIssuer = Setting(
        name: "oidc-issuer", form: .text, standard: "",
        meaning:
            "OpenID Connect provider at which accounts may sign in, exactly as it calls itself: `https://id.example.org/realms/house`. Empty: passwords only."
    )
    static let oidcClientID = Setting(
        name: "oidc-client-id", form: .text, standard: "",
        meaning: "What Roundtable is called at the provider. Needed with `oidc-issuer`.")
    static let oidcClientSecret = Setting(
        name: "oidc-client-secret", form: .text, standard: "",
        meaning: "The secret that the provider gave Roundtable. This or the file is needed with `oidc-issuer`.",
        isSecret: true)
    static let oidcClientSecretFile = Setting(
        name: "oidc-client-secret-file", form: .text, standard: "",
        meaning: "A file with this secret and nothing else, in its place.")
    static let oidcName = Setting(
        name: "oidc-name", form: .text, standard: "the issuer’s host",
        meaning: "How people call the provider: the button says “Sign in with NAME”.")

    static let all: [Setting] = [
        data, database, host, port, baseURL, trustProxy, smtpURL, mailFrom, oidcIssuer, oidcClientID, oidcClientSecret,
        oidcClientSecretFile, oidcName, logLevel, logFormat, metricsToken, apiLimit,
    ]

    /// One row of the table in `docs/configuration.md`.
    var row: String { "| `\(flag)` | `\(variable)` | `\(name)` | \(form.rawValue) | `\(standard)` | \(meaning) |" }
}
