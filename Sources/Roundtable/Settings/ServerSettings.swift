import App
import Foundation
import Logging
import Storage

/// What the administrator decided, whole and checked.
struct ServerSettings: Sendable {
    let location: DatabaseLocation
    let host: String
    let port: Int
    let baseURL: String
    /// Whether somebody has said where the server is reached; else ``baseURL`` is where `serve` would listen with these settings.
    let namesBaseURL: Bool
    let trustsProxy: Bool
    /// Nil if no mail server is named.
    let mail: MailSettings?
    /// Nil if accounts sign in by password only.
    let openID: OpenIDSettings?
    let logLevel: Logger.Level
    let logFormat: LogFormat
    /// What opens `/metrics`; nil if nobody may read it.
    let metricsToken: String?
    /// Requests a minute; 0 is no limit.
    let apiLimit: Int
    let files: FileSettings
    /// Milliseconds.
    let mailPause: Int64
    let exerciseMailDomains: Set<String>
    /// The file that some of them stand in.
    let file: String?
    let givenTwice: [(stronger: String, weaker: String)]

    /// - Throws: ``Failure`` with a sentence that names the setting's source.
    init(_ sources: SettingSources) throws {
        file = sources.file
        givenTwice = sources.givenTwice
        location = try Self.location(sources)
        host = sources.text(.host) ?? Setting.host.told.standard
        port = try sources.number(.port)
        guard !host.isEmpty, !host.contains(where: \.isWhitespace) else {
            throw sources.refusal(.host, "an address such as 127.0.0.1")
        }
        baseURL = try Self.baseURL(sources, host: host, port: port)
        namesBaseURL = sources.text(.baseURL) != nil
        trustsProxy = sources.flag(.trustProxy)
        mail = try Self.mail(sources)
        openID = try Self.openID(sources)
        logLevel = try sources.choice(.logLevel)
        logFormat = try sources.choice(.logFormat)
        apiLimit = try sources.number(.apiLimit)
        mailPause = Int64(try sources.number(.mailPause)) * 60_000
        exerciseMailDomains = try Self.domains(sources)
        files = FileSettings(
            most: try sources.number(.fileSize) << 20, mostOfEvent: try sources.number(.eventFilesSize) << 20,
            scanner: (sources.text(.scanCommand) ?? "").split(separator: " ").map(String.init))
        metricsToken = sources.text(.metricsToken).flatMap { $0.isEmpty ? nil : $0 }
        if let metricsToken, metricsToken.count < 16 || metricsToken.contains(where: \.isWhitespace) {
            throw sources.refusal(.metricsToken, "at least 16 characters without spaces")
        }
    }

    /// Whether only this machine can reach the server.
    var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

    var logger: Logger {
        var logger = Logger(label: "roundtable") { label in
            switch logFormat {
            case .text: OneLineLogHandler(StreamLogHandler.standardError(label: label))
            case .json: JSONLogHandler()
            }
        }
        logger.logLevel = logLevel
        return logger
    }

    private static func location(_ sources: SettingSources) throws -> DatabaseLocation {
        guard let text = sources.text(.database) else {
            let folder = sources.text(.data) ?? Setting.data.told.standard
            guard !folder.isEmpty else { throw sources.refusal(.data, "a folder") }
            return .sqlite(path: folder + (folder.hasSuffix("/") ? "" : "/") + "roundtable.sqlite3")
        }
        do {
            return try DatabaseLocation(parsing: text)
        } catch {
            throw Failure("\(error)", .badConfiguration)
        }
    }

    private static func mail(_ sources: SettingSources) throws -> MailSettings? {
        guard let text = sources.text(.smtpURL), !text.isEmpty else { return nil }
        guard let parts = URLComponents(string: text), let scheme = parts.scheme, ["smtp", "smtps"].contains(scheme),
            let host = parts.host, !host.isEmpty, parts.path.isEmpty || parts.path == "/", parts.query == nil
        else { throw sources.refusal(.smtpURL, "an address such as smtp://user:password@mail.example:587") }
        guard let from = sources.text(.mailFrom).flatMap({ MailAddress($0) }) else {
            throw sources.refusal(.mailFrom, "an address such as Roundtable <roundtable@example.org>")
        }
        let port = parts.port ?? (scheme == "smtps" ? 465 : 587)
        return MailSettings(
            server: "\(scheme)://\(host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host):\(port)",
            user: parts.user,
            password: parts.password, from: from)
    }

    /// Whole domains: what stands below one is not meant by it.
    private static func domains(_ sources: SettingSources) throws -> Set<String> {
        let parts = (sources.text(.exerciseMailDomains) ?? "").split(separator: ",").map {
            $0.trimmingCharacters(in: .whitespaces).lowercased()
        }
        for part in parts where !isDomain(part) {
            throw sources.refusal(
                .exerciseMailDomains, "domains with commas between, such as health.example, police.example")
        }
        return Set(parts)
    }

    private static func isDomain(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.count <= 253 && labels.count > 1
            && labels.allSatisfy { label in
                (1...63).contains(label.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.allSatisfy { $0 == "-" || $0.isASCII && ($0.isLetter || $0.isNumber) }
            }
    }

    private static func baseURL(_ sources: SettingSources, host: String, port: Int) throws -> String {
        guard let text = sources.text(.baseURL) else {
            let name = host == "0.0.0.0" || host == "::" ? "localhost" : host.contains(":") ? "[\(host)]" : host
            return "http://\(name):\(port)"
        }
        let address = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard let parts = URLComponents(string: address), ["http", "https"].contains(parts.scheme),
            parts.host?.isEmpty == false,
            parts.path.isEmpty, parts.query == nil, parts.fragment == nil
        else { throw sources.refusal(.baseURL, "an address such as https://roundtable.example, without a path") }
        return address
    }
}

extension ServerSettings {
    /// Opens the database and brings its schema up to date.
    func openDatabase(watch: LongWork? = nil) async throws -> Database {
        do {
            return try await Database.open(location, migrations: Migrations.all, watch: watch)
        } catch let error as StorageError {
            throw Failure("\(location): \(error)", .unavailable)
        }
    }

    /// Opens a database that must be there already: SQLite would silently make an empty one.
    func openExistingDatabase() async throws -> Database {
        if case .sqlite(let path) = location, !FileManager.default.fileExists(atPath: path) {
            throw Failure("There is no database at \(path).", .noInput)
        }
        return try await openDatabase()
    }

    /// Runs a body on the database and closes it, whatever happens.
    func withDatabase<Value>(
        existing: Bool = true, watch: LongWork? = nil, _ body: (Database) async throws -> Value
    ) async throws -> Value {
        let database = existing ? try await openExistingDatabase() : try await openDatabase(watch: watch)
        do {
            let value = try await body(database)
            await database.close()
            return value
        } catch {
            await database.close()
            throw error
        }
    }
}
