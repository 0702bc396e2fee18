import ArgumentParser
import Configuration
import Foundation

/// The flags of every command that opens the database.
struct StorageOptions: ParsableArguments {
    @Option(help: "Folder of the embedded database (default: data).")
    var data: String?

    @Option(help: "postgres://user:password@host:port/name, or sqlite:PATH (default: the data folder's SQLite file).")
    var database: String?

    @Option(help: "JSON file with settings; flags and ROUNDTABLE_… variables are stronger.")
    var config: String?

    @Option(help: "trace, debug, info, notice, warning, error or critical (default: info).")
    var logLevel: String?

    @Option(help: "text, or json: one object a line (default: text).")
    var logFormat: String?

    func settings() async throws -> ServerSettings { try await Self.settings(flags: flags, file: config) }

    var flags: [String: ConfigValue] {
        var flags: [String: ConfigValue] = [:]
        flags[Setting.data.name] = data.map { ConfigValue(stringLiteral: $0) }
        flags[Setting.database.name] = database.map { ConfigValue(stringLiteral: $0) }
        flags[Setting.logLevel.name] = logLevel.map { ConfigValue(stringLiteral: $0) }
        flags[Setting.logFormat.name] = logFormat.map { ConfigValue(stringLiteral: $0) }
        return flags
    }

    static func settings(flags: [String: ConfigValue], file: String?) async throws -> ServerSettings {
        try ServerSettings(
            await SettingSources(flags: flags, variables: ProcessInfo.processInfo.environment, file: file))
    }
}

/// The flags of commands that must know where the server is reached.
struct AddressOptions: ParsableArguments {
    @Option(help: "Port to listen on; 0 takes a free one (default: 8080).")
    var port: Int?

    @Option(help: "Address to listen on (default: 127.0.0.1).")
    var host: String?

    @Option(name: .customLong("base-url"), help: "Where people reach the server (default: http://HOST:PORT).")
    var baseURL: String?

    @Option(
        name: .customLong("smtp-url"), help: "Mail server, smtp://user:password@host:587 (default: no mail is sent).")
    var smtpURL: String?

    @Option(help: "Who mail comes from, as Roundtable <roundtable@example.org>.")
    var mailFrom: String?

    @Option(help: "OpenID Connect provider for signing in, as https://id.example.org (default: passwords only).")
    var oidcIssuer: String?

    @Option(name: .customLong("oidc-client-id"), help: "What Roundtable is called at the provider.")
    var oidcClientID: String?

    @Option(help: "The secret that the provider gave Roundtable; better in a file.")
    var oidcClientSecret: String?

    @Option(help: "A file with this secret and nothing else.")
    var oidcClientSecretFile: String?

    @Option(help: "How people call the provider: “Sign in with NAME” (default: its host).")
    var oidcName: String?

    @Option(help: "What Prometheus shows as a bearer token to read /metrics (default: no such page).")
    var metricsToken: String?

    @Option(help: "Requests to the API that one person may make in a minute; 0 is no limit (default: 600).")
    var apiLimit: Int?

    @Flag(help: "Believe X-Forwarded-For, which a reverse proxy sets.")
    var trustProxy = false

    func settings(_ storage: StorageOptions) async throws -> ServerSettings {
        var flags = storage.flags
        flags[Setting.port.name] = port.map { ConfigValue(integerLiteral: $0) }
        flags[Setting.host.name] = host.map { ConfigValue(stringLiteral: $0) }
        flags[Setting.baseURL.name] = baseURL.map { ConfigValue(stringLiteral: $0) }
        flags[Setting.smtpURL.name] = smtpURL.map { ConfigValue(stringLiteral: $0) }
        flags[Setting.mailFrom.name] = mailFrom.map { ConfigValue(stringLiteral: $0) }
        flags[Setting.metricsToken.name] = metricsToken.map { ConfigValue(stringLiteral: $0) }
        flags[Setting.apiLimit.name] = apiLimit.map { ConfigValue(integerLiteral: $0) }
        for (setting, value) in [
            (Setting.oidcIssuer, oidcIssuer), (.oidcClientID, oidcClientID), (.oidcClientSecret, oidcClientSecret),
            (.oidcClientSecretFile, oidcClientSecretFile), (.oidcName, oidcName),
        ] {
            flags[setting.name] = value.map { ConfigValue(stringLiteral: $0) }
        }
        if trustProxy { flags[Setting.trustProxy.name] = true }
        return try await StorageOptions.settings(flags: flags, file: storage.config)
    }
}
