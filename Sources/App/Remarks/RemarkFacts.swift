import Domain
import Storage
import Web

/// What people say of actions, ideas and plans.
enum RemarkFacts: RoutedFeature, StoredFeature, JournalFeature, TodayFeature {
    static var routes: [Route] { RemarkRoutes.all }
    static var api: [APIRoute] { RemarkAPI.routes }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "remark", search: .left("stands on the page of what it is about"),
                person: .rows(587, [.account("account_id")]), erasure: .blanked(["account_id": .nothing]),
                texts: ["text"], file: .stays("what a programme plans belongs to its server")),
            TableFacts(
                "kept_filter", search: .left("what somebody keeps is their own"),
                person: .rows(588, [.account("account_id")], ["page", "name", "query", "created_at"]),
                erasure: .deleted, texts: ["name", "query"]),
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("remark.creation", L("Comment written")),
            JournalKind("remark.removal", L("Comment removed")),
        ]
    }

    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "remark", order: 73, label: L("Comments"),
                hint: L("What others say of actions, ideas and plans that I follow."))
        ]
    }

    static var news: [NewsKind] {
        [
            .programme("remark.creation", "remark", .itemFollowers, at: { Paths.programme($0) }) { count in
                L(count, one: "\(count) new comment", other: "\(count) new comments")
            }
        ]
    }

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] { [] }
}
