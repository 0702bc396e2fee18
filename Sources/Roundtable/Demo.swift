import App
import ArgumentParser
import Storage
import Web

/// `roundtable demo`: fills an empty database with the demo workshop.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fills an empty data folder with a workshop to try, and prints the links of its three screens.",
        discussion: "Give --port or --base-url as for “roundtable serve”, since the links begin with it.")

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
                let links = try await DemoWorld.fill(app, until: until)
                Terminal.say("facilitator \(links.facilitator)")
                Terminal.say("projector \(links.projector)")
                Terminal.say("participant \(links.participant)")
            }
        }
    }
}

extension DemoWorld.Point: ExpressibleByArgument {}
