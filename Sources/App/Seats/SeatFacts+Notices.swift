import Web

extension SeatFacts: NoticeFeature {
    static var notices: [Done] { [.joined, .parted, .toldApart] }
}

extension Done {
    static let joined = Done("joined", L("The two seats are merged."))
    static let parted = Done("parted", L("They are two seats again."))
    static let toldApart = Done("toldApart", L("They are two people. Below you can still merge the two seats."))
}
