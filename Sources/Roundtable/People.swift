import App
import ArgumentParser
import Foundation
import Storage
import Web

/// `roundtable export-person`: all that the server keeps of one person.
struct ExportPerson: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export-person",
        abstract: "Writes all that is kept of one person into a JSON file, for that person.",
        discussion: "Without the secrets that open doors. Ballots are not in it: nobody can tell whose they are.")

    @OptionGroup var storage: StorageOptions

    @Argument(
        help: "E-mail address; or the id of an account, of a person of the directory, of a seat, or of a registration.")
    var person: String

    @Option(help: ArgumentHelp("Where to write.", valueName: "file"))
    var out: String

    func run() async throws {
        try await Failure.told {
            let settings = try await storage.settings()
            try OutputFile.require(out)
            guard let copy = try await settings.withDatabase({ try await PrivacyOperations.export($0, person) }) else {
                throw Failure.nobody(person)
            }
            do {
                try Data(copy.json.utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
            } catch {
                throw Failure("\(out) could not be written: \(error.localizedDescription)")
            }
            for (table, rows) in copy.counts { Terminal.say("\(rows)\t\(table)") }
            Terminal.say("\(out) holds it.")
        }
    }
}

/// `roundtable erase-person`: takes away what names one person.
struct ErasePerson: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase-person", abstract: "Takes away what names one person; what the group decided stays.",
        discussion: """
            Account, entry in the directory, sessions, links, mail and the name at each seat go, for good. Contributions, tallies and \
            the journal stay, without a name, with country and sector. Texts that mention the person are counted, for you to look \
            at. Backups made before still hold the name: let them run out.
            """)

    @OptionGroup var storage: StorageOptions

    @Argument(
        help: "E-mail address; or the id of an account, of a person of the directory, of a seat, or of a registration.")
    var person: String

    @Flag(help: "Do it. Without this word it only tells what would go.")
    var yes = false

    func run() async throws {
        try await Failure.told {
            let settings = try await storage.settings()
            try await settings.withDatabase { database in
                guard yes else { return try await tell(database) }
                guard let done = try await PrivacyOperations.erase(database, .live, person) else {
                    throw Failure.nobody(person)
                }
                Terminal.say(
                    """
                    Erased: \(done.accounts) accounts, \(done.people) entries of the directory, names at \(done.seats) seats, \
                    \(done.records) registrations and other entries that stand for the person.
                    """
                )
                for (name, texts) in done.mentions {
                    Terminal.say("\(texts) texts that people wrote hold “\(name)”. Look whether they mean this person.")
                }
            }
        }
    }

    private func tell(_ database: Database) async throws {
        guard let copy = try await PrivacyOperations.export(database, person) else {
            throw Failure.nobody(person)
        }
        for (table, rows) in copy.counts { Terminal.say("\(rows)\t\(table)") }
        Terminal.say("Nothing was changed. With --yes what names this person goes, for good.")
    }
}

extension Failure {
    fileprivate static func nobody(_ wanted: String) -> Failure {
        Failure("Nobody here has the address or id “\(wanted)”.", .noInput)
    }
}
