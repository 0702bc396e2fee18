import Web

extension EventFacts: NoticeFeature {
    static var notices: [Done] { [.invited, .clockKept, .momentKept] }
}

extension Done {
    static let invited = Done("invited", L("The role is given; it applies from their next sign-in."))
    static let clockKept = Done(
        "clockKept", L("Saved. The event has another time zone now; the steps keep the times on their clock."))
    static let momentKept = Done(
        "momentKept",
        L(
            "Saved. The event has another time zone now; the steps open and close when they would have, which is another time on the clock."
        ))
}
