import Domain
import Storage
import Web

/// A notification as its reader sees it: what happened, where, when, why they are told, and the way to it.
struct NotificationLine: Sendable {
    let id: Notification.ID
    /// ``NotificationKind/code``.
    let kind: String
    let what: Message
    /// The event, the programme, or the item.
    let place: String
    let why: Message
    let path: String
    let at: Int64
    let isRead: Bool
    /// The TLP label where it is too close for what it is about to be named in a mail.
    let close: String?

    /// Nothing where the reader may no longer see it, or nobody knows what it was.
    init?(_ record: NotificationRecord, for reader: AccountReader, _ reading: any Reading) throws {
        let readers: NewsKind.Readers =
            switch record.reason {
            case .you: .subject
            case .item: .itemFollowers
            case .part, .follow: .followers
            }
        guard let place = NewsKind.Place(record.scope),
            let news = NewsKind.of(record.entry, readers),
            let placePath = news.path(place),
            let scope = try FollowedKind.find(record.scope, for: reader, reading),
            try Self.isShown(news, place, item: record.item, to: reader, reading)
        else { return nil }
        let item = record.item.isEmpty ? nil : try FollowedKind.find(record.item, for: reader, reading)
        id = record.id
        kind = news.kind
        what = news.told(record.number, inRoom: scope.isWritten)
        self.place = item?.title ?? scope.title
        path = item?.path ?? placePath
        at = record.lastAt
        close = [scope.marking, item?.marking].compactMap { $0 }.first(where: TLP.isDiscreet)
        isRead = record.readAt != nil
        why =
            switch record.reason {
            case .part: L("You take part in it, or run it.")
            case .follow, .item: L("You follow it.")
            case .you: L("It is about you.")
            }
    }

    /// Whether the reader may be told: asked when it is made, and again whenever it is shown.
    static func isShown(
        _ news: NewsKind, _ place: NewsKind.Place, item: String, to reader: AccountReader, _ reading: any Reading
    ) throws -> Bool {
        let isAllowed =
            switch place {
            case .event(let id): reader.allows(news.permission, in: id)
            case .programme(let id): try reader.allows(news.permission, in: id, reading)
            }
        guard isAllowed else { return false }
        return try item.isEmpty || FollowedKind.find(item, for: reader, reading) != nil
    }

    /// Newest first.
    static func all(of reader: AccountReader, onlyUnread: Bool = false, _ reading: any Reading) throws
        -> [NotificationLine]
    {
        try NotificationStore(reading).notifications(of: reader.id, onlyUnread: onlyUnread).compactMap {
            try NotificationLine($0, for: reader, reading)
        }
    }
}
