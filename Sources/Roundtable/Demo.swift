import App
import ArgumentParser
import Storage
import Web

/// `roundtable demo`: fills an empty database with the demo workshop.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fills an empty data folder with a workshop to try, and prints the links of its three screens.",
        discussion: """
            Give --port or --base-url as for “roundtable serve”, since the links begin with it. The command that serves it is said on \
            standard error, so that standard output holds the links and nothing else.
            """)

    @OptionGroup var storage: StorageOptions
    @OptionGroup var address: AddressOptions

    @Option(
        help: """
            collect (collecting is open), vote (two topics are merged, and a round is ready to be opened), result (two rounds are \
            revealed), or guide (the whole workshop has been held, and its guide is written).
            """)
    var until: DemoWorld.Point = .vote

    func run() async throws {
        try await Failure.told {
            let settings = try await address.settings(storage)
            try await settings.withDatabase(existing: false) { database in
                let app = try await RoundtableApp(
                    database: database, environment: .live, settings: Settings(baseURL: settings.baseURL),
                    logger: settings.logger)
                let links = try await DemoWorld.fill(app.services, until: until)
                Terminal.say("facilitator \(links.facilitator)")
                Terminal.say("projector \(links.projector)")
                Terminal.say("participant \(links.participant)")
                Terminal.complain("Serve it with: \(Self.nextCommand(CommandLine.arguments))")
            }
        }
    }

    /// The same words as this command's, since both take the same settings; without --until, which serving does not know.
    static func nextCommand(_ arguments: [String]) -> String {
        var words: [String] = []
        var isValue = false
        for word in arguments {
            if isValue || word == "--until" || word.hasPrefix("--until=") {
                isValue = word == "--until"
            } else {
                words.append(words.count == 1 && word == "demo" ? "serve" : quoted(word))
            }
        }
        return words.joined(separator: " ")
    }

    /// As a shell reads it back.
    private static func quoted(_ word: String) -> String {
        let isPlain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-:=,@%+".contains($0)) }
        return isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
    }
}

extension DemoWorld.Point: ExpressibleByArgument {}
