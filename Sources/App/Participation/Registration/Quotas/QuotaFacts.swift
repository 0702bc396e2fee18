import Web

enum QuotaFacts: RoutedFeature, ClockFeature, JournalFeature, NoticeFeature {
    static var routes: [Route] { QuotaRoutes.all }
    static var api: [APIRoute] { QuotaAPI.routes }
    static var clocks: [Clock] { [Clock { await OfferClock.watch($0) }] }
    static var notices: [Done] { [.allocated] }

    static var journal: [JournalKind] {
        [
            JournalKind("quota.change", L("Quota changed")),
            JournalKind("allocation.preview", L("Allocation looked at")),
            JournalKind("allocation.confirmation", L("Seats given"), news: .organisers),
            JournalKind("allocation.discard", L("Preview of an allocation put away")),
            JournalKind("registration.promotion", L("Somebody moved up to a seat"), news: .organisers),
            JournalKind("registration.offer", L("Seat offered")),
            JournalKind("registration.acceptance", L("Offer accepted"), news: .organisers),
            JournalKind("registration.lapse", L("Offer not answered")),
        ]
    }
}

extension Done {
    static let allocated = Done("allocated", L("The seats are given. Everybody is told in their language."))
}
