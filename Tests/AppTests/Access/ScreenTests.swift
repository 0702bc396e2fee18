@testable import App
import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

/// The screens as text (``PageText``), one file each in Tests/Screens, as somebody read and approved them. Whoever changes a screen runs
///
///     ROUNDTABLE_SCREENS=write swift test --filter ScreenTests
///
/// and reads what `git diff` shows, as a stranger would. A feature tells its screens in its own tests: `let …Screens = """`.
struct ScreenTests {
    /// A line of such a table: the stage in which the event stands (`-` where it does not matter), who looks, in which language, the
    /// file's name, the address.
    private struct Screen {
        let stage: String
        let who: AccessTests.Who
        let language: String
        let name: String
        let pattern: String

        init?(_ line: Substring) {
            let words = line.split(separator: " ").map { String($0) }
            guard words.count == 5, let who = AccessTests.Who(rawValue: words[1]) else { return nil }
            (stage, self.who, language, name, pattern) = (words[0], who, words[2], words[3], words[4])
        }

        var file: String { "\(name).\(language).txt" }
    }

    private static let screens: [Screen] = TestTables.lines(named: "Screens").compactMap { line in
        guard let screen = Screen(line) else { fatalError("Not a screen: \(line)") }
        return screen
    }.sorted { ($0.stage, $0.file) < ($1.stage, $1.file) }

    private static let folder = TestTables.root.appending(path: "Tests/Screens")
    private static let isWriting = ProcessInfo.processInfo.environment["ROUNDTABLE_SCREENS"] == "write"

    /// One world for all: they are only looked at.
    @Test(.enabled(if: TestEngine.allCases.contains(.sqlite)))
    func `every screen reads as it was approved`() async throws {
        try await TestSite.with(.sqlite, apiLimit: 0, ordersIds: true) { site in
            let world = try await AccessWorld(site)
            var stage = "-"
            for screen in Self.screens {
                if screen.stage != stage {
                    stage = screen.stage
                    try await world.world.stand(at: stage)
                }
                let page = try await world.look(screen.pattern, as: screen.who, language: screen.language, on: site)
                #expect(page.status == 200, "\(screen.name)")
                try Self.compare(screen, world.named(PageText.of(page.text)))
            }
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
            $0.hasSuffix(".txt")
        }
        #expect(Set(files).subtracting(Self.screens.map(\.file)) == [], "These are of no screen: remove them.")
        #expect(Set(Self.screens.map(\.file)).count == Self.screens.count, "Two screens have one name.")
    }

    private static func compare(_ screen: Screen, _ text: String) throws {
        let file = folder.appending(path: screen.file)
        if isWriting { return try text.write(to: file, atomically: true, encoding: .utf8) }
        let approved = try? String(contentsOf: file, encoding: .utf8)
        guard approved != text else { return }
        let (old, new) = ((approved ?? "").split(separator: "\n"), text.split(separator: "\n"))
        let changes = new.difference(from: old).map { change in
            switch change {
            case .insert(let offset, let line, _): (offset, "+ \(line)")
            case .remove(let offset, let line, _): (offset, "- \(line)")
            }
        }.sorted { $0.0 < $1.0 }
        let told = changes.prefix(20).map { "\($0.0 + 1) \($0.1)" }.joined(separator: "\n")
        let more = changes.count > 20 ? "\n… and \(changes.count - 20) lines more" : ""
        Issue.record(
            "\(screen.file) reads otherwise now; if it is right, ROUNDTABLE_SCREENS=write keeps it:\n\(told)\(more)")
    }
}

let plainScreens = """
    - guest         en home             /
    - guest         ar home             /
    - guest         en sign-in          /sign-in
    - guest         fr sign-in          /sign-in
    - guest         en help             /help
    - organiser     en account          /account
    - administrator en accounts         /accounts
    - organiser     en people           /directory/people
    - organiser     fr people           /directory/people
    - organiser     en person           /directory/people/:person
    - organiser     en person-edit      /directory/people/:person/edit
    - organiser     en organisation     /directory/organisations/:organisation
    - organiser     en region           /directory/regions/:region
    - administrator en sectors          /directory/sectors
    - administrator en retention        /directory/retention
    - organiser     en import-questions /directory/people/import/:draft/questions
    - organiser     en import-draft     /directory/people/import/:draft
    - organiser     en programmes       /programmes
    - organiser     en programme        /programmes/:programme
    - organiser     en programme-thread /programmes/:programme/thread
    - organiser     en cases            /programmes/:programme/cases
    - organiser     ar cases            /programmes/:programme/cases
    - organiser     en case             /programmes/:programme/cases/:case
    - organiser     en case-edit        /programmes/:programme/cases/:case/edit
    - organiser     en designs          /programmes/:programme/designs
    - organiser     en event            /events/:event
    - organiser     en settings         /events/:event/settings
    - organiser     en steps            /events/:event/steps
    - organiser     en event-people     /events/:event/people
    - organiser     fr event-people     /events/:event/people
    - organiser     en event-person     /events/:event/people/:participant
    - organiser     en speakers         /events/:event/speakers
    - organiser     en reports          /events/:event/reports
    - organiser     en mail             /events/:event/mail
    """

let workshopScreens = """
    - member        en issues           /events/:event/issues
    - facilitator   en issue            /events/:event/issues/:issue
    - member        en round            /events/:event/rounds/:round
    - facilitator   en round-paper      /events/:event/rounds/:round/paper
    - facilitator   en round-edit       /events/:event/rounds/:round/edit
    - facilitator   en paper-ballot     /events/:event/rounds/:round/paper/:paper
    - facilitator   en group-plan       /events/:event/group-plans/:plan
    - member        en tables           /events/:event/tables
    - member        en table            /events/:event/tables/:group
    - member        en aspect           /events/:event/aspects/:aspect
    - member        en sheet            /events/:event/sheets/:sheet
    - member        en intervention     /events/:event/interventions/:intervention
    - member        en exchange         /events/:event/exchange
    - member        en decisions        /events/:event/decisions
    - member        en thread           /events/:event/thread
    - member        en thread-of-issue  /events/:event/thread/:item
    - rapporteur    en outline          /events/:event/outline
    - member        en guide            /events/:event/guide
    - rapporteur    en guide-edit       /events/:event/guide/edit
    - member        en guide-review     /events/:event/guide/review
    - member        en guide-version    /events/:event/guide/versions/:version
    collect  member      en phone-collect     /e/:code
    collect  member      fr phone-collect     /e/:code
    collect  facilitator en console-collect   /events/:event/console
    collect  guest       en projector-collect /events/:event/projector/:token
    merge    facilitator en console-merge     /events/:event/console
    vote     member      en phone-vote        /e/:code
    vote     member      ar phone-vote        /e/:code
    vote     facilitator en console-vote      /events/:event/console
    vote     guest       en projector-vote    /events/:event/projector/:token
    groups   member      en phone-groups      /e/:code
    groups   facilitator en console-groups    /events/:event/console
    analyse  guest       en projector-analyse /events/:event/projector/:token
    exchange member      en phone-exchange    /e/:code
    exchange facilitator en console-exchange  /events/:event/console
    outline  member      en phone-outline     /e/:code
    guide    member      en phone-guide       /e/:code
    """
