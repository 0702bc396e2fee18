import Domain
import Storage
import Web

/// Mails to heads of secretariats: fourteen days before a meeting that looks back, and two days before.
enum SinceMails {
    static let early = 14
    static let late = 2

    static func watch(_ services: Services) async {
        guard services.settings.mail != nil else { return }
        await services.again(
            every: .seconds(3_600), waitsFirst: true, failing: "Mails about pages of regions could not be written"
        ) { try await run(services) }
    }

    struct Letter: Sendable {
        let event: EventRecord
        let region: App.Region.ID
        let account: AccountRecord
        let isLast: Bool

        /// One with the same key is written once; another day of the meeting is another one. It names nobody.
        var key: String { "since:\(event.id):\(event.startsOn):\(isLast ? "last" : "first"):\(region):\(account.id)" }
    }

    static func run(_ services: Services) async throws {
        let now = services.environment.now()
        let letters = try await services.database.read { reading -> [Letter] in
            let all = try due(at: now, reading)
            let written = try SinceMailStore(reading).written(all.map(\.key))
            return all.filter { !written.contains($0.key) }
        }
        guard !letters.isEmpty else { return }
        try await services.database.write { tx in
            let work = Work(tx, services.environment)
            for letter in letters { try send(letter, services.settings, work) }
        }
    }

    static func due(at now: Int64, _ reading: any Reading) throws -> [Letter] {
        let today = CalendarDate.today(now)
        let store = SinceMailStore(reading)
        let events = try store.looking(from: today, until: EventChanges.later(today, days: early))
        let last = EventChanges.later(today, days: late)
        return try events.flatMap { id -> [Letter] in
            let event = try EventStore(reading).event(id)
            return try store.heads(in: event.programme, on: today).map {
                Letter(event: event, region: $0.region, account: $0.account, isLast: event.startsOn <= last)
            }
        }
    }

    private static func send(_ letter: Letter, _ settings: Settings, _ work: Work) throws {
        let (event, account) = (letter.event, letter.account)
        let language = account.language ?? .english
        // Of what is AMBER or closer no mail says what it is called.
        let name: Message = TLP.isDiscreet(event.marking) ? L("the next meeting") : .verbatim(event.title)
        let day = DateText.day(event.startsOn, in: language)
        let subject =
            letter.isLast ? L("Last look at your region’s page: \(name)") : L("Your region’s page is ready: \(name)")
        let said = L(
            "what has become of everything since the last meeting stands on your region’s page for \(name) on \(day). Check it, and add what the system cannot know:"
        )
        let path = SincePaths.at(SincePaths.since(event.programme), event.id, letter.region)
        let words = [L("Hello \(account.name),"), said].map { $0.string(in: language) }
        try Outbox.writeIn(
            work,
            MailDraft(
                event: nil, kind: "since", key: letter.key,
                to: MailAddress(name: account.name, address: account.email), language: language.rawValue,
                subject: subject.string(in: language),
                text: words.joined(separator: "\n\n") + "\n" + settings.baseURL + path, mailClass: .reminder))
        try SinceMailStore.setWritten(letter.key, work)
    }
}
