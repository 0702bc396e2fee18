import Domain
import Storage
import Web

/// What a feature has to say on somebody's first page: told in its own `…Facts+Today.swift`. What is told is the reader's own, or what
/// the reader may see; Today, the notifications and the daily digest ask nothing further.
protocol TodayFeature: Feature {
    /// What of its news somebody can turn off as one.
    static var notificationKinds: [NotificationKind] { get }
    /// Entries of the journal that are news to who follows.
    static var news: [NewsKind] { get }
    /// What waits for the reader.
    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask]
    /// What is on at this moment.
    static func running(for reader: AccountReader, _ reading: any Reading) throws -> [TodayOccasion]
    /// What somebody can begin for whom nothing waits.
    static func firstSteps(for reader: AccountReader, _ reading: any Reading) throws -> [TodayStep]
}

extension TodayFeature {
    static var notificationKinds: [NotificationKind] { [] }
    static var news: [NewsKind] { [] }
    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] { [] }
    static func running(for reader: AccountReader, _ reading: any Reading) throws -> [TodayOccasion] { [] }
    static func firstSteps(for reader: AccountReader, _ reading: any Reading) throws -> [TodayStep] { [] }
}

enum TodayFeatures {
    static let all: [any TodayFeature.Type] = Features.all { $0 as? any TodayFeature.Type }
}

/// Something that waits for somebody.
struct TodayTask: Sendable {
    /// The same each time that it is told: `signing-EVENT`. By it the digest knows what it has told before.
    let id: String
    /// Of the notifications that it belongs to: ``NotificationKind/code``.
    let kind: String
    /// What to do.
    let what: Message
    /// Where: the title of an event; empty where it is in none.
    let place: String
    /// Why it is this reader's.
    let why: Message
    let path: String
    /// Until when, epoch milliseconds; nothing where nobody set an end.
    var due: Int64?
    /// On whose clock that is: an IANA name; nothing is the reader's own.
    var zone: String?
    /// TLP, of an event that the reader has no part in yet: what is AMBER or closer is named in no mail.
    var marking: String?
    /// Whether it is due on a day, at no time of it.
    var isDay = false

    /// In which event it is to be done, as far as its address says.
    var event: Event.ID? {
        let parts = path.split(separator: "/").prefix(2)
        return parts.first == "events" ? parts.last.flatMap { Event.ID(String($0)) } : nil
    }
}

/// Something that is on now, with the way in.
struct TodayOccasion: Sendable {
    let id: String
    let title: String
    /// What happens in it at this moment.
    let what: Message
    /// Epoch milliseconds, and on whose clock.
    var until: (time: Int64, zone: String)?
    let path: String
    let button: Message
    /// Whether the reader runs it; these come first.
    let isOwn: Bool
}

/// Something to begin with.
struct TodayStep: Sendable {
    /// From the first.
    let order: Int
    let label: Message
    let words: Message
    let path: String
}
