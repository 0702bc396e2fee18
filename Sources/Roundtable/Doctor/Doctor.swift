import App
import ArgumentParser
import Storage
import Web

/// `roundtable doctor`: looks at everything that a server needs, and says what to do about what is not well.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Looks at database, disk, clock, mail, sign-in provider, certificate and programs, and says what to do.",
        discussion: """
            Give it the flags, variables or file that the server gets. It changes nothing, and the server may run meanwhile. Exit \
            status 0 where nothing is wrong, also with advice; 1 where something is.
            """)

    @OptionGroup var storage: StorageOptions
    @OptionGroup var address: AddressOptions

    func run() async throws {
        try await Failure.told {
            let settings = try await address.settings(storage)
            var findings: [Finding] = []
            findings.append(.good("version", "this is Roundtable \(Version.text)."))
            findings += SettingsCheck.run(settings)
            let facts = try? await Health.facts(of: settings.location)  // What is wrong with it the next line says.
            findings += await DatabaseCheck.run(settings)
            findings += PeopleCheck.run(facts)
            if case .sqlite(let path) = settings.location { findings += DiskCheck.run(databaseAt: path) }
            findings += ClockCheck.run()
            findings += SystemCheck.run(settings)
            findings += await SystemCheck.fonts()
            findings += ZoneCheck.run()
            findings += await MailCheck.run(settings)
            findings += await ProviderCheck.run(settings)
            findings += AddressCheck.run(settings, instance: facts?.instance)
            for finding in findings { Terminal.say(finding.line) }
            let problems = findings.count { $0.state == .problem }
            guard problems == 0 else { throw Failure("\(problems) of \(findings.count) checks found something wrong.") }
        }
    }
}

/// What one check found.
struct Finding {
    enum State: String {
        case good = "ok     "
        /// Works, and could be better.
        case advice = "advice "
        case problem = "PROBLEM"
    }

    let state: State
    let subject: String
    /// A sentence, and what to do where that is needed.
    let words: String

    var line: String { "\(state.rawValue)  \(subject): \(words)" }

    static func good(_ subject: String, _ words: String) -> Finding {
        Finding(state: .good, subject: subject, words: words)
    }
    static func advice(_ subject: String, _ words: String) -> Finding {
        Finding(state: .advice, subject: subject, words: words)
    }
    static func problem(_ subject: String, _ words: String) -> Finding {
        Finding(state: .problem, subject: subject, words: words)
    }
}
