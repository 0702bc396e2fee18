import App
import ArgumentParser
import Foundation
import Storage
import Web

/// `roundtable admin`: what can only be done on the machine itself.
struct Admin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes accounts of administrators.", subcommands: [Create.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes an account that administers this server.",
            discussion:
                "What is not given is asked for. The password is never an argument, which other users could see.")

        @OptionGroup var storage: StorageOptions

        @Option(help: "E-mail address to sign in with.")
        var email: String?

        @Option(help: "Name as it is shown.")
        var name: String?

        @Flag(help: "Read the password from the first line of standard input.")
        var passwordStdin = false

        func run() async throws {
            try await Failure.told {
                let settings = try await storage.settings()
                let email = try email ?? Prompt.line("E-mail: ")
                let name = try name ?? Prompt.line("Name: ")
                let password = try passwordStdin ? Prompt.firstLine() : Prompt.newPassword()
                try await settings.withDatabase(existing: false) { database in
                    try await create(email: email, name: name, password: password, database)
                }
                // This command listens nowhere: without a base URL it does not know where the server does.
                let place =
                    settings.namesBaseURL ? "at \(settings.baseURL)/sign-in" : "at the server's address, under /sign-in"
                Terminal.say("The account \(email) is made. Sign in \(place).")
            }
        }

        private func create(email: String, name: String, password: String, _ database: Database) async throws {
            do {
                try await AccountOperations.create(
                    database, environment: .live, email: email, name: name, password: password, isAdministrator: true)
            } catch let refusal as Refusal {
                let reasons = refusal.fields.sorted { $0.key < $1.key }.map {
                    "\($0.key): \($0.value.string(in: .english))"
                }
                throw Failure(
                    ([refusal.title.string(in: .english)] + reasons).joined(separator: " ") + " Nothing was made.",
                    .badData)
            }
        }
    }
}

/// Questions on the terminal.
private enum Prompt {
    static func line(_ question: String) throws -> String {
        FileHandle.standardError.write(Data(question.utf8))
        return try firstLine()
    }

    static func firstLine() throws -> String {
        guard let line = readLine(), !line.isEmpty else {
            throw Failure("Nothing was entered, so nothing was made.", .noInput)
        }
        return line
    }

    /// Asked twice, not shown.
    static func newPassword() throws -> String {
        let first = try hidden("Password: ")
        guard try hidden("The same once more: ") == first else {
            throw Failure("The two passwords differ, so nothing was made.", .badData)
        }
        return first
    }

    private static func hidden(_ question: String) throws -> String {
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else {
            throw Failure("There is no terminal to ask for the password: use --password-stdin.", .noInput)
        }
        var quiet = before
        quiet.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        return try line(question)
    }
}
