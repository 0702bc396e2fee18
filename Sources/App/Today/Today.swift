import Domain
import Storage
import Web

/// What an account finds first: what waits for it, what is on now, and what changed in what it follows.
struct Today: Sendable {
    /// What is due comes first, the earliest before; then what has no end.
    let tasks: [TodayTask]
    let occasions: [TodayOccasion]
    /// Unread, newest first.
    let changes: [NotificationLine]
    /// At most three, where nothing waits.
    let steps: [TodayStep]

    init(_ reader: AccountReader, _ reading: any Reading) throws {
        tasks = try Self.tasks(for: reader, reading)
        occasions = try TodayFeatures.all.flatMap { try $0.running(for: reader, reading) }
            .sorted { ($0.isOwn ? 0 : 1, $0.title, $0.id) < ($1.isOwn ? 0 : 1, $1.title, $1.id) }
        changes = try NotificationLine.all(of: reader, onlyUnread: true, reading)
        steps =
            tasks.isEmpty
            ? Array(
                try TodayFeatures.all.flatMap { try $0.firstSteps(for: reader, reading) }
                    .sorted { $0.order < $1.order }.prefix(3)) : []
    }

    /// What waits, in the order in which it is due.
    static func tasks(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        try TodayFeatures.all.flatMap { try $0.waiting(for: reader, reading) }
            .sorted { ($0.due ?? .max, $0.place, $0.id) < ($1.due ?? .max, $1.place, $1.id) }
    }
}
