internal import CLibPQ

public enum Engine: String, Sendable, Hashable, CaseIterable {
    case sqlite, postgres
}

/// Where the database is.
public enum DatabaseLocation: Sendable, Hashable {
    case sqlite(path: String)
    case postgres(url: String)

    /// Reads `postgres://user@host/name`, `sqlite:PATH` or a plain path with a `/` or ending in `.sqlite` or `.db`.
    ///
    /// - Throws: ``StorageError/invalidLocation(_:)`` with a sentence for the operator; it never repeats a password.
    public init(parsing text: String) throws {
        if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            if let problem = Self.problem(inPostgresURL: text) {
                throw StorageError.invalidLocation("The PostgreSQL address is not valid: \(problem)")
            }
            self = .postgres(url: text)
            return
        }
        var path = text
        if path.hasPrefix("sqlite:") {
            path.removeFirst("sqlite:".count)
            if path.hasPrefix("//") { path.removeFirst(2) }
        } else if text.contains("://") {
            let scheme = text.prefix { $0 != ":" }
            throw StorageError.invalidLocation(
                "“\(scheme)” is not a kind of database known here. Write sqlite:PATH or postgres://user@host/name.")
        } else if !text.contains("/") && !text.hasSuffix(".sqlite") && !text.hasSuffix(".db") {
            throw StorageError.invalidLocation(
                "“\(text)” is not a database address. Write sqlite:PATH or postgres://user@host/name.")
        }
        guard !path.isEmpty, !path.hasSuffix("/"), path != ":memory:" else {
            throw StorageError.invalidLocation(
                "The SQLite address must name a file, as in sqlite:data/roundtable.sqlite.")
        }
        self = .sqlite(path: path)
    }

    public var engine: Engine {
        switch self {
        case .sqlite: .sqlite
        case .postgres: .postgres
        }
    }

    private static func problem(inPostgresURL url: String) -> String? {
        var message: UnsafeMutablePointer<CChar>?
        let options = PQconninfoParse(url, &message)
        defer {
            PQconninfoFree(options)
            PQfreemem(message)
        }
        guard options == nil else { return nil }
        // libpq's message quotes the address with its password, so it is not passed on.
        return "write postgres://user:password@host:port/name, with special characters percent-encoded."
    }
}

extension DatabaseLocation: CustomStringConvertible {
    /// Without user name and password, for logs.
    public var description: String {
        switch self {
        case .sqlite(let path): return "sqlite:\(path)"
        case .postgres(let url):
            let scheme = url.prefix(upTo: url.firstRange(of: "://")?.upperBound ?? url.startIndex)
            let rest = url.dropFirst(scheme.count).prefix { $0 != "?" }
            let afterUser = rest.lastIndex(of: "@").map { rest[rest.index(after: $0)...] } ?? rest
            return String(scheme + afterUser)
        }
    }
}
