import Domain
import Markup
import Storage
import Web

/// What the members of a programme share.
enum SharingFacts: RoutedFeature, StoredFeature, JournalFeature, NoticeFeature, ProgrammeTabFeature {
    static var routes: [Route] { SharingRoutes.all + InformationRouteRoutes.all }
    static var api: [APIRoute] { SharingAPI.routes + InformationRouteAPI.routes }
    static var programmeTabs: [ProgrammeTab] { [.sharing] }
    static var notices: [Done] { [.noticePosted, .noticeAnswered, .needNamed, .needStudied, .recordWithdrawn] }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "notice", search: .found(["title", "text"]), person: .rows(363, [.actor("created_by")]),
                texts: ["title", "text"], seats: [.actor("created_by")], lookalikes: ["answer_by"], file: .stays(here)),
            TableFacts(
                "notice_answer", search: .left("it stands with its question, by who reads that"),
                person: .rows(364, [.actor("created_by")]), texts: ["text"], seats: [.actor("created_by")],
                file: .stays(here)),
            TableFacts(
                "shared_need", search: .found(["title", "text"]), person: .rows(365, [.actor("created_by")]),
                texts: ["title", "text", "outcome"], seats: [.actor("created_by")], file: .stays(here)),
            TableFacts(
                "need_naming", search: .left("it stands with its need, by who reads that"),
                person: .rows(366, [.actor("named_by")]), texts: ["note"],
                seats: [.actor("named_by", by: ["need_id", "member_kind", "member"])], file: .stays(here)),
            TableFacts(
                "information_route", search: .left("it is read beside those of other countries"),
                person: .rows(367, [.actor("created_by")]), texts: ["title", "note"], seats: [.actor("created_by")],
                file: .stays(here)),
            TableFacts(
                "route_step", search: .left("it is read with its route"), texts: ["teller", "told", "means"],
                file: .stays(here)),
        ]
    }

    private static let here = "what members share belongs to the network of a server"

    static var journal: [JournalKind] {
        [
            JournalKind("notice.posting", L("Notice posted")),
            JournalKind("notice.change", L("Notice changed")),
            JournalKind("notice.ending", L("Notice ended")),
            JournalKind("notice.withdrawal", L("Notice withdrawn")),
            JournalKind("notice.answer", L("Member answered a question")),
            JournalKind("shared-need.proposal", L("Need named")),
            JournalKind("shared-need.change", L("Need changed")),
            JournalKind("shared-need.naming", L("Need named by another member")),
            JournalKind("shared-need.unnaming", L("Member no longer has a need")),
            JournalKind("shared-need.study", L("Need made a topic of an event")),
            JournalKind("shared-need.closing", L("Need closed")),
            JournalKind("shared-need.withdrawal", L("Need withdrawn")),
            JournalKind("route.drawing", L("Information route drawn")),
            JournalKind("route.change", L("Information route changed")),
            JournalKind("route.retirement", L("Information route taken away")),
            JournalKind("route.withdrawal", L("Information route withdrawn")),
        ]
    }
}

extension ProgrammeTab {
    static let sharing = ProgrammeTab(id: "sharing", order: 50, label: L("Sharing"), path: { Paths.sharing($0) })
}

extension Done {
    static let noticePosted = Done("noticePosted", L("Posted. Those who may read it find it here."))
    static let noticeAnswered = Done("noticeAnswered", L("Answered."))
    static let needNamed = Done("needNamed", L("Named."))
    static let recordWithdrawn = Done("recordWithdrawn", L("Withdrawn: whoever had it is told why."))
    static let needStudied = Done("needStudied", L("It is a topic of the event now."))
}
