import App
import ArgumentParser
import Storage
import Web

/// `roundtable account`: for somebody who is locked out, on the machine itself.
struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Helps accounts that are locked out.", subcommands: [SecondFactorOff.self])

    struct SecondFactorOff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "second-factor-off",
            abstract: "Turns the second factor of an account off: phone and recovery codes are lost.",
            discussion: """
                Make sure first that it is the owner who asks: the password alone then signs in. The owner is told by mail. Where this \
                server asks for a second factor, the next sign-in leads to setting up a new one.
                """)

        @OptionGroup var storage: StorageOptions

        @Argument(help: "E-mail address of the account.")
        var email: String

        func run() async throws {
            try await Failure.told {
                let settings = try await storage.settings()
                let wasOn = try await settings.withDatabase { database in
                    try await SecondFactorOperations.turnOff(
                        database, environment: .live,
                        settings: Settings(baseURL: settings.baseURL, mail: settings.mail), email: email)
                }
                switch wasOn {
                case .none: throw Failure("No account has the address “\(email)”. Nothing was changed.", .noInput)
                case false?: Terminal.say("The account \(email) has no second factor. Nothing was changed.")
                case true?: Terminal.say("The second factor of \(email) is off: the password alone signs in.")
                }
            }
        }
    }
}
