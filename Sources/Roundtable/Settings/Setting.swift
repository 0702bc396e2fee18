import Configuration
import Logging

/// One thing that an administrator may decide, told here and nowhere else: its flag, its variable, its key in the file, its help, its
/// row in `docs/configuration.md`, its default and the sentence that refuses a wrong value follow.
enum Setting: String, CaseIterable, Sendable {
    case data, database
    case host, port
    case baseURL = "base-url"
    case trustProxy = "trust-proxy"
    case smtpURL = "smtp-url"
    case mailFrom = "mail-from"
    case oidcIssuer = "oidc-issuer"
    case oidcClientID = "oidc-client-id"
    case oidcClientSecret = "oidc-client-secret"
    case oidcClientSecretFile = "oidc-client-secret-file"
    case oidcName = "oidc-name"
    case logLevel = "log-level"
    case logFormat = "log-format"
    case metricsToken = "metrics-token"
    case apiLimit = "api-limit"
    case mailPause = "mail-pause"
    case exerciseMailDomains = "exercise-mail-domains"
    case fileSize = "file-size"
    case eventFilesSize = "event-files-size"
    case scanCommand = "scan-command"

    enum Form: Sendable {
        case text, flag
        case choice([String])
        /// - Parameter what: as in "a port from 0 to 65535".
        case number(ClosedRange<Int>, _ what: String)
    }

    /// What is told of a setting.
    struct Told: Sendable {
        let form: Form
        /// As the table shows it.
        let standard: String
        let meaning: String
        /// Whether the value must never be shown, not even in an error.
        let isSecret: Bool
        /// Whether every command takes it that opens the database; the others are for those that know where the server is reached.
        let isOfStorage: Bool

        init(
            _ form: Form, _ standard: String = "", isSecret: Bool = false, isOfStorage: Bool = false,
            means meaning: String
        ) {
            (self.form, self.standard, self.meaning) = (form, standard, meaning)
            (self.isSecret, self.isOfStorage) = (isSecret, isOfStorage)
        }
    }

    /// Longer than a function should be: it is the list.
    var told: Told {
        switch self {
        case .data:
            Told(.text, "data", isOfStorage: true, means: "Folder of the embedded database; made when it is missing.")
        case .database:
            Told(
                .text, "sqlite:DATA/roundtable.sqlite3", isSecret: true, isOfStorage: true,
                means: "`postgres://user:password@host:port/name`, or `sqlite:PATH`.")
        case .host:
            Told(
                .text, "127.0.0.1",
                means:
                    "Address to listen on. Behind a reverse proxy on the same machine leave it; `0.0.0.0` is all interfaces."
            )
        case .port:
            Told(.number(0...65535, "a port"), "8080", means: "Port to listen on; 0 takes a free one and logs it.")
        case .baseURL:
            Told(
                .text, "http://HOST:PORT",
                means:
                    "Where people reach the server, for links and QR codes. With `https://`, cookies are sent over HTTPS only."
            )
        case .trustProxy:
            Told(
                .flag, "false",
                means: "Whether `X-Forwarded-For` tells the visitor's address. Only behind a proxy that sets it.")
        case .smtpURL:
            Told(
                .text, isSecret: true,
                means:
                    "Mail server for reminders and personal links: `smtp://user:password@host:587` or `smtps://…:465`. Empty: no mail."
            )
        case .mailFrom:
            Told(.text, means: "Who mail comes from: `Roundtable <roundtable@example.org>`. Needed with `smtp-url`.")
        case .oidcIssuer:
            Told(
                .text,
                means:
                    "OpenID Connect provider at which accounts may sign in, exactly as it calls itself: `https://id.example.org/realms/house`. Empty: passwords only."
            )
        case .oidcClientID: Told(.text, means: "What Roundtable is called at the provider. Needed with `oidc-issuer`.")
        case .oidcClientSecret:
            Told(
                .text, isSecret: true,
                means: "The secret that the provider gave Roundtable. This or the file is needed with `oidc-issuer`.")
        case .oidcClientSecretFile: Told(.text, means: "A file with this secret and nothing else, in its place.")
        case .oidcName:
            Told(
                .text, "the issuer’s host", means: "How people call the provider: the button says “Sign in with NAME”.")
        case .logLevel:
            Told(
                .choice(Logger.Level.allCases.map(\.rawValue)), "info", isOfStorage: true,
                means:
                    "`trace`, `debug`, `info`, `notice`, `warning`, `error` or `critical`; the log goes to standard error."
            )
        case .logFormat:
            Told(
                .choice(LogFormat.allCases.map(\.rawValue)), "text", isOfStorage: true,
                means: "`text`, or `json`: one object a line, with the request’s id.")
        case .metricsToken:
            Told(
                .text, isSecret: true,
                means:
                    "What Prometheus shows as a bearer token to read `/metrics`, at least 16 characters. Empty: there is no such page."
            )
        case .apiLimit:
            Told(
                .number(0...1_000_000, "a number"), "600",
                means:
                    "Requests to the API that one person, or one address without a token, may make in a minute; 0 is no limit."
            )
        case .mailPause:
            Told(
                .number(0...1_440, "minutes"), "10",
                means:
                    "Minutes that a change of somebody’s place waits for the next, so that both are told in one mail.")
        case .exerciseMailDomains:
            Told(
                .text,
                means:
                    "Domains, with commas between, at which participants of an exercise may get its mail once its director has turned that on: `health.example, police.example`. Empty: exercises send none."
            )
        case .fileSize:
            Told(.number(1...100, "megabytes"), "20", means: "Megabytes that one file of the materials may have.")
        case .eventFilesSize:
            Told(.number(1...100_000, "megabytes"), "500", means: "Megabytes that all files of one event may have.")
        case .scanCommand:
            Told(
                .text,
                means:
                    "Program that looks at every file before it is kept, with its arguments; the path comes last. It ends with 0 where all is well, with 1 where it found something: `clamdscan --fdpass --no-summary`. Empty: none looks."
            )
        }
    }

    // MARK: What follows

    /// The key in the file; the flag is `--name`, the variable `ROUNDTABLE_NAME`.
    var name: String { rawValue }
    var flag: String { "--\(name)" }
    var variable: String { Self.prefix + name.uppercased().replacing("-", with: "_") }
    var key: AbsoluteConfigKey { AbsoluteConfigKey([name]) }
    var isSecret: Bool { told.isSecret }

    static let prefix = "ROUNDTABLE_"

    /// In the list of a command's flags.
    var help: String {
        let meaning = told.meaning.replacing("`", with: "")
        let standard = told.standard
        guard !standard.isEmpty, !isFlag else { return meaning }
        return "\(meaning.hasSuffix(".") ? String(meaning.dropLast()) : meaning) (default: \(standard))."
    }

    /// One row of the table in `docs/configuration.md`.
    var row: String { "| `\(flag)` | `\(variable)` | `\(name)` | \(form) | `\(told.standard)` | \(told.meaning) |" }

    private var form: String {
        switch told.form {
        case .text, .choice: "text"
        case .number: "whole number"
        case .flag: "true or false"
        }
    }

    private var isFlag: Bool { if case .flag = told.form { true } else { false } }

    var type: ConfigType {
        switch told.form {
        case .text, .choice: .string
        case .number: .int
        case .flag: .bool
        }
    }

    /// Of what is no value of the form at all.
    var expectedForm: String {
        switch told.form {
        case .text, .choice: "text"
        case .number: "a whole number"
        case .flag: "true or false"
        }
    }

    /// Of what has the form and is still none of the values.
    var expectedValue: String {
        switch told.form {
        case .text, .flag: expectedForm
        case .number(let range, let what): "\(what) from \(range.lowerBound) to \(range.upperBound)"
        case .choice(let values) where values.count == 2: values.joined(separator: " or ")
        case .choice(let values): "one of \(values.joined(separator: ", "))"
        }
    }
}
