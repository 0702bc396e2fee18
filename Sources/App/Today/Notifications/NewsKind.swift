import Domain
import Storage
import Web

/// What somebody can turn off as one: in the list of notifications and in the daily digest.
struct NotificationKind: Sendable {
    /// As it is stored, and in JSON.
    let code: String
    /// Among the others, the least first.
    let order: Int
    let label: Message
    /// What it tells.
    let hint: Message
    /// About the reader's own account, or of the server itself: nobody can turn it off.
    var isService = false

    static let all: [NotificationKind] = TodayFeatures.all.flatMap { $0.notificationKinds }.sorted {
        $0.order < $1.order
    }

    static func named(_ code: String) -> NotificationKind? { all.first { $0.code == code } }
}

/// A kind of entry of the journal that is news to somebody.
struct NewsKind: Sendable {
    enum Readers: Int, Sendable, Comparable {
        /// The person whom the entry is about: its subject is a seat or an account.
        case subject
        /// Who follows an item that the entry names.
        case itemFollowers
        /// Who follows the event or the programme.
        case followers

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// Where it happened.
    enum Place: Sendable, Hashable {
        case event(Event.ID), programme(Programme.ID)

        /// - Parameter scope: of a journal entry; also of a part of an event.
        init?(_ scope: String) {
            let whole = String(scope.prefix { $0 != "/" })
            if whole.hasPrefix("event:"), let id = Event.ID(String(whole.dropFirst(6))) {
                self = .event(id)
            } else if whole.hasPrefix("programme:"), let id = Programme.ID(String(whole.dropFirst(10))) {
                self = .programme(id)
            } else {
                return nil
            }
        }

        /// As it is followed.
        var subject: String {
            switch self {
            case .event(let id): "event:\(id)"
            case .programme(let id): "programme:\(id)"
            }
        }
    }

    /// ``JournalKind/kind``.
    let entry: String
    /// ``NotificationKind/code``.
    let kind: String
    /// Who is told of it at all.
    let permission: Permission
    let readers: Readers
    /// What happened, so many times.
    let words: @Sendable (Int) -> Message
    let path: @Sendable (Place) -> String?
    /// Whether a reader who may be told of such things may be told of this one: by the entry's subject, its place and the reader.
    var isFor: @Sendable (String, Place, AccountReader, any Reading) throws -> Bool = { _, _, _, _ in true }
    /// The same of a text that is written in a room of its own; as elsewhere where nothing is said.
    var roomWords: (@Sendable (Int) -> Message)?

    /// What happened, so many times, in a room of this kind.
    func told(_ count: Int, inRoom isRoom: Bool) -> Message { (isRoom ? roomWords : nil)?(count) ?? words(count) }

    /// With other words where a publication is written.
    func inRoom(_ words: @escaping @Sendable (Int) -> Message) -> NewsKind {
        var news = self
        news.roomWords = words
        return news
    }

    /// What happened in an event.
    static func event(
        _ entry: String, _ kind: String, to permission: Permission = .attend, _ readers: Readers = .followers,
        at path: @escaping @Sendable (Event.ID) -> String = { Paths.event($0) },
        isFor: @escaping @Sendable (String, Event.ID, AccountReader, any Reading) throws -> Bool = { _, _, _, _ in true
        },
        _ words: @escaping @Sendable (Int) -> Message
    ) -> NewsKind {
        NewsKind(entry: entry, kind: kind, permission: permission, readers: readers, words: words) { place in
            if case .event(let id) = place { path(id) } else { nil }
        } isFor: { subject, place, reader, reading in
            if case .event(let id) = place { try isFor(subject, id, reader, reading) } else { false }
        }
    }

    /// What happened in a programme.
    static func programme(
        _ entry: String, _ kind: String, to permission: Permission = .seeProgramme, _ readers: Readers = .followers,
        at path: @escaping @Sendable (Programme.ID) -> String, _ words: @escaping @Sendable (Int) -> Message
    ) -> NewsKind {
        NewsKind(entry: entry, kind: kind, permission: permission, readers: readers, words: words) { place in
            if case .programme(let id) = place { path(id) } else { nil }
        }
    }

    /// What a notification was made of.
    static func of(_ entry: String, _ readers: Readers) -> NewsKind? { byEntry[entry]?.first { $0.readers == readers } }

    /// The same entry may be news to followers in one way, and to the person whom it is about in another.
    static let byEntry: [String: [NewsKind]] = Dictionary(
        grouping: TodayFeatures.all.flatMap { $0.news }, by: \.entry)
}
