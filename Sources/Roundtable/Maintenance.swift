import App
import ArgumentParser
import Foundation
import Storage
import Web

/// `roundtable migrate`: brings the schema up to date without starting the server.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Brings the database's schema up to date.",
        discussion: "“roundtable serve” does the same when it starts.")

    @OptionGroup var storage: StorageOptions

    func run() async throws {
        try await Failure.told {
            let settings = try await storage.settings()
            try await Watching.run(
                "The steps that are done stay done; the rest is done by the next “migrate” or “serve”."
            ) {
                watch in try await Self.run(settings, watch)
            }
        }
    }

    private static func run(_ settings: ServerSettings, _ watch: LongWork) async throws {
        try await settings.withDatabase(existing: false, watch: watch) { database in
            if let change = database.schemaChange { Terminal.say("Schema \(SchemaChange.words(change)).") }
            Terminal.say("The schema of \(settings.location) is up to date.")
        }
    }
}

/// `roundtable verify`: has the engine look through its file, and walks the hash chain of the journal. Exit status 0 where both are
/// sound, 1 otherwise.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks the database file, and that nobody changed or removed what the journal holds.",
        discussion: "Note the last hash outside the server: the next check then also shows whether the end was cut off."
    )

    @OptionGroup var storage: StorageOptions

    func run() async throws {
        try await Failure.told {
            let settings = try await storage.settings()
            let (damage, result) = try await settings.withDatabase { database in
                try await Watching.run("Nothing was changed, and nothing is known of the rest.") { watch in
                    try watch.begin("Looking through the file")
                    let damage = try await database.damage()
                    return (damage, try await Journal.verify(database, watch: watch))
                }
            }
            if let damage {
                throw Failure("The database file is damaged: \(damage). Stop the server and put a backup back.")
            }
            if let problem = result.firstBreak {
                throw Failure(
                    "The journal is broken at entry \(problem.sequence): \(problem.reason) "
                        + "The \(result.checked) entries before it are sound.")
            }
            let entries = result.checked == 1 ? "1 entry is" : "\(result.checked) entries are"
            Terminal.say(
                "The journal is sound: \(entries) unbroken, and the last hash is \(Secret.hex(result.lastHash)).")
        }
    }
}

/// `roundtable routes`: the routing table, which `docs/routes.txt` is made from.
struct RouteListing: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routes", abstract: "Lists every address of the server, and what it needs.")

    func run() {
        Terminal.say(String(Routes.listing().dropLast()))
    }
}

/// `roundtable schema`: the tables on both engines, which `docs/schema.sql` is made from.
struct SchemaListing: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Prints the database's tables, as SQLite and as PostgreSQL get them.")

    func run() throws {
        for engine in Engine.allCases {
            Terminal.say(
                "-- \(engine == .sqlite ? "SQLite" : "PostgreSQL") " + String(repeating: "-", count: 100) + "\n")
            Terminal.say(try Migrations.all.schemaText(for: engine))
        }
    }
}

/// `roundtable openapi`: the description of the JSON interface, which `docs/openapi.json` is made from.
struct OpenAPIListing: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi", abstract: "Prints the description of the JSON interface (OpenAPI 3.1).")

    func run() throws {
        FileHandle.standardOutput.write(Data(try OpenAPI.document().utf8))
    }
}

/// “0013 → 0014”, as a log tells of an upgrade.
enum SchemaChange {
    static func words(_ change: (from: String?, to: String)) -> String {
        func number(_ id: String) -> Substring { id.prefix { $0 != "-" } }
        return "\(change.from.map(number) ?? "empty") → \(number(change.to))"
    }
}
