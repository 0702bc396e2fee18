import Web

extension DirectoryFacts: NoticeFeature {
    static var notices: [Done] { [.ended] }
}

extension Done {
    static let ended = Done("ended", L("The membership was ended."))
}
