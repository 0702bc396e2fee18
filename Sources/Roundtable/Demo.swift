import App
import ArgumentParser
import Storage
import Web

/// `roundtable demo`: fills an empty database with the demo workshop.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fills an empty data folder with a story to try, and prints its links.",
        discussion: """
            Give --port or --base-url as for “roundtable serve”, since the links begin with it. The command that serves it is said on \
            standard error, so that standard output holds the links and nothing else.
            """)

    @OptionGroup var storage: StorageOptions
    @OptionGroup var address: AddressOptions

    @Option(
        help: """
            zagreb (a workshop, with the links of its three screens), infrastructure (an initiative: three workshops, two study visits and \
            an exercise, with links of an organiser, a focal point, a person, a desk, of the room's three screens, and once the exercise \
            is planned of its director, a controller, an evaluator, a player, the projector and an observer), \
            working-groups (secretariats and focal points, four working groups of six countries, and a call for experts), cities (thirteen \
            cities and three partners, a seminar, two reports by pairs of cities, what they need in common, and a table-top that goes on, with \
            two hundred who look on); both with links of a coordinator, a city, a head, a focal point and an expert, cities with those of \
            its exercise, too; secretariats (eight secretariats and their 62 countries: what they need, risks, priorities, plans and the \
            roadmap, ideas, projects, a course, and the heads' meetings), with links of a head, a focal point, a respondent, a coordinator \
            and a project officer; or year (all of them in one world, with one thread from a topic to a result), with these and links of an \
            organiser, a director, a city and an expert.
            """)
    var story: Story = .zagreb

    @Option(
        help: """
            Of the story zagreb: collect (collecting is open), vote (two topics are merged, and a round is ready to be opened), result (two rounds are \
            revealed), or guide (the whole workshop has been held, and its guide is written); vote is usual. Of the story infrastructure: \
            nominations (countries nominate for the exercise; usual), planned (the exercise is ready), running (it is in the middle of its \
            second move), ended (it is over and rated), or reviewed (it has findings, actions and a report, and a second exercise has \
            proven one of them). Of the story secretariats: network (countries say what they need) or plan (they plan as well; usual).
            """)
    var until: Until?

    /// Of which story each is.
    enum Until: String, CaseIterable, ExpressibleByArgument {
        case collect, vote, result, guide
        case nominations, planned, running, ended, reviewed
        case network, plan
    }

    func validate() throws {
        guard let until else { return }
        let isKnown =
            switch story {
            case .zagreb: DemoWorld.Point(rawValue: until.rawValue) != nil
            case .infrastructure: InfrastructureWorld.Point(rawValue: until.rawValue) != nil
            case .secretariats: SecretariatsWorld.Point(rawValue: until.rawValue) != nil
            case .cities, .workingGroups, .year: false
            }
        guard !isKnown else { return }
        throw ValidationError("The story \(story.rawValue) does not go until \(until.rawValue).")
    }

    enum Story: String, CaseIterable, ExpressibleByArgument {
        case zagreb, infrastructure, cities, secretariats, year
        case workingGroups = "working-groups"
    }

    func run() async throws {
        try await Failure.told {
            let settings = try await address.settings(storage)
            try await settings.withDatabase(existing: false) { database in
                let app = try await RoundtableApp(
                    database: database, environment: .live, settings: Settings(baseURL: settings.baseURL),
                    logger: settings.logger)
                for link in try await tell(app.services) { Terminal.say("\(link.role) \(link.address)") }
                Terminal.complain("Serve it with: \(Self.nextCommand(CommandLine.arguments))")
            }
        }
    }

    private func tell(_ services: Services) async throws -> [(role: String, address: String)] {
        let word = until?.rawValue ?? ""
        switch story {
        case .zagreb:
            let links = try await DemoWorld.fill(services, until: DemoWorld.Point(rawValue: word) ?? .vote)
            return [
                ("facilitator", links.facilitator), ("projector", links.projector), ("participant", links.participant),
            ]
        case .infrastructure:
            let point = InfrastructureWorld.Point(rawValue: word) ?? .nominations
            return try await InfrastructureWorld.fill(services, until: point).map { ($0.role, $0.address) }
        case .cities: return try await CitiesWorld.fill(services)
        case .workingGroups: return try await WorkingGroupsWorld.fill(services)
        case .year: return try await YearWorld.fill(services)
        case .secretariats:
            return try await SecretariatsWorld.fill(services, until: SecretariatsWorld.Point(rawValue: word) ?? .plan)
        }
    }

    /// The same words as this command's, since both take the same settings; without --story and --until, which serving does not know.
    static func nextCommand(_ arguments: [String]) -> String {
        var words: [String] = []
        var isValue = false
        for word in arguments {
            let isOwn = ["--until", "--story"].contains { word == $0 || word.hasPrefix("\($0)=") }
            if isValue || isOwn {
                isValue = word == "--until" || word == "--story"
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
