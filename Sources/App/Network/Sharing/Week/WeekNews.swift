import Domain
import Storage
import Web

/// A feature of which a network is told once a week: what is new, as far as the reader may read it.
protocol WeekFeature: Feature {
    static func tellWeek(_ asked: WeekAsked, _ reading: any Reading) throws -> [WeekItem]
}

/// Who is told, of which programmes, and of what time.
struct WeekAsked {
    let reader: AccountReader
    let programmes: [Programme.ID]
    /// Epoch milliseconds: after the one, up to the other.
    let since: Int64
    let until: Int64

    func isNew(_ time: Int64) -> Bool { since < time && time <= until }
}

/// One new thing.
struct WeekItem: Sendable {
    enum Kind: Int, Sendable, Comparable {
        case member, publication, practice, notice, need

        var label: Message {
            switch self {
            case .member: L("New members")
            case .publication: L("Publications")
            case .practice: L("Practices")
            case .notice: L("Notices and questions")
            case .need: L("Shared needs")
            }
        }

        static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
    }

    let kind: Kind
    let programme: Programme.ID
    /// Not told in a mail where it is AMBER or closer.
    let title: String
    /// BCP 47; nothing for a name.
    var language: String?
    var marking = "GREEN"
    let path: String
}

/// Once a week, on Monday morning where the reader is, one mail of what is new in their networks (N1); none where nothing is.
enum WeekNews {
    /// ``NotificationKind/code``: whoever turns it off gets none.
    static let kind = "network-week"
    private static let hour = 7
    private static let features = Features.all { $0 as? any WeekFeature.Type }

    static func watch(_ services: Services) async {
        guard services.settings.mail != nil else { return }
        await services.again(every: .seconds(600), waitsFirst: true, failing: "The weekly mail could not be written") {
            try await run(services)
        }
    }

    /// - Returns: how many mails were written.
    @discardableResult
    static func run(_ services: Services) async throws -> Int {
        let now = services.environment.now()
        // Nowhere is it a week that has not begun on the first of all clocks.
        let latest = monday(of: CalendarDate.today(now, timeZone: "Pacific/Kiritimati"))
        let candidates = try await services.database.read { try WeekStore($0).candidates(before: latest) }
        var written = 0
        for account in candidates {
            let clock = MomentWords(account.timeZone).wallClock(now)
            let week = monday(of: clock.date)
            guard clock.date > week || clock.hour >= hour else { continue }
            // Read first: while it is looked through what is new, nobody waits to write.
            let items = try await services.database.read { try Self.items(for: account.id, now: now, $0) }
            let isWritten = try await services.database.write { tx in
                try writeIn(Work(tx, services.environment), account.id, week, items, services.settings)
            }
            if isWritten { written += 1 }
        }
        return written
    }

    private static func writeIn(
        _ work: Work, _ id: Account.ID, _ week: String, _ items: [WeekItem], _ settings: Settings
    ) throws -> Bool {
        let tx = work.tx
        guard let account = try AccountStore(tx).known(id), !account.isDisabled else { return false }
        guard try WeekStore.claim(id, week, now: work.now, tx) else { return false }
        guard !items.isEmpty else { return false }
        let language = try language(of: account, tx)
        let titles = try MandateStore(tx).programmeTitles()
        let words = WeekWords(language: language, titles: titles, baseURL: settings.baseURL)
        return try Outbox.writeIn(
            work,
            MailDraft(
                event: nil, kind: kind, key: "week:\(id):\(week)",
                to: MailAddress(name: account.name, address: account.email), language: language.rawValue,
                subject: words.subject(items.count), text: words.text(account.name, items), mailClass: .news))
    }

    private static func language(of account: AccountRecord, _ reading: any Reading) throws -> Language {
        try account.language ?? AccountStore(reading).usualLanguage(of: account.id) ?? .english
    }

    /// What is new of the last seven days in the programmes to which the account belongs.
    static func items(for id: Account.ID, now: Int64, _ reading: any Reading) throws -> [WeekItem] {
        guard let account = try AccountStore(reading).known(id), !account.isDisabled else { return [] }
        let reader = try AccountReader(account, now: now, reading)
        let roster = try NetworkRoster.read(reader.visitor, reading, now: now)
        let programmes = Set(roster.belongs.keys).union(roster.organises).sorted()
        guard !programmes.isEmpty else { return [] }
        let asked = WeekAsked(
            reader: reader, programmes: programmes, since: now - 7 * EpochTime.day, until: now)
        return try Language.$current.withValue(language(of: account, reading)) { try Self.items(asked, reading) }
    }

    static func items(_ asked: WeekAsked, _ reading: any Reading) throws -> [WeekItem] {
        try features.flatMap { try $0.tellWeek(asked, reading) }
    }

    private static func monday(of date: String) -> String {
        guard let day = CalendarDate(date) else { return date }
        // 1 January 1970 was a Thursday.
        let weekday = ((day.daysSince1970 + 3) % 7 + 7) % 7
        return CalendarDate(daysSince1970: day.daysSince1970 - weekday).description
    }
}

/// What the weekly mail says.
struct WeekWords {
    let language: Language
    let titles: [Programme.ID: String]
    let baseURL: String

    private func say(_ message: Message) -> String { message.string(in: language) }

    func subject(_ count: Int) -> String {
        say(
            L(
                count, one: "This week in your networks: \(count) new thing",
                other: "This week in your networks: \(count) new things"))
    }

    func text(_ name: String, _ items: [WeekItem]) -> String {
        var parts = [say(L("Hello \(name),"))]
        let programmes = Dictionary(grouping: items, by: \.programme).sorted {
            (titles[$0.key] ?? "", $0.key) < (titles[$1.key] ?? "", $1.key)
        }
        for (programme, items) in programmes {
            parts.append((titles[programme] ?? "–").uppercased())
            for (kind, items) in Dictionary(grouping: items, by: \.kind).sorted(by: { $0.key < $1.key }) {
                parts.append(([say(kind.label) + ":"] + items.map(line)).joined(separator: "\n"))
            }
        }
        parts.append(
            say(L("You get at most one such mail a week. Whether it comes: \(baseURL + TodayPaths.settings())")))
        return parts.joined(separator: "\n\n")
    }

    /// No subject leaves the server of what is AMBER or closer. What is in another language says so.
    private func line(_ item: WeekItem) -> String {
        let isOther = item.language.map { $0 != language.rawValue } ?? false
        let title = TLP.isDiscreet(item.marking) ? "TLP:\(item.marking)" : item.title
        let named = isOther ? "\(title) (\(ContributionLanguage.name(item.language ?? "")))" : title
        return "- \(named)\n  \(baseURL + item.path)"
    }
}
