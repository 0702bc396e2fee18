import Web

extension ImportFacts: NoticeFeature {
    static var notices: [Done] { [.imported] }
}

extension Done {
    static let imported = Done("imported", L("The import is done."))
}
