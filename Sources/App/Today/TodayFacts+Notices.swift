import Web

extension TodayFacts: NoticeFeature {
    static var notices: [Done] { [.followed, .unfollowed, .read] }
}

extension Done {
    static let followed = Done("followed", L("You follow this now: Today and the daily mail tell you what is new."))
    static let unfollowed = Done("unfollowed", L("You no longer follow this."))
    static let read = Done("read", L("All notifications are read."))
}
