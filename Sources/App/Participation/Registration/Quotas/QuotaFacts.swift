import Markup
import Storage
import Web

enum QuotaFacts: RoutedFeature, ClockFeature, JournalFeature, NoticeFeature, RegistrationPageFeature {
    static var routes: [Route] { QuotaRoutes.all }
    static var api: [APIRoute] { QuotaAPI.routes }
    static var clocks: [Clock] { [Clock { await OfferClock.watch($0) }] }
    static var notices: [Done] { [.allocated] }

    static var registrationPages: [RegistrationPage] {
        [
            RegistrationPage(
                id: "quotas", order: 20, label: L("Quotas"), path: { Paths.quotas($0) }, permission: .facilitate),
            RegistrationPage(
                id: "allocation", order: 40, label: L("Allocation"), path: { Paths.allocation($0) },
                permission: .facilitate),
        ]
    }

    static func strips(_ frame: EventFrame, _ rule: RegistrationRule, _ reading: any Reading) throws -> HTML {
        let standing = try SeatStanding(frame.event, rule, now: frame.visit.now, reading)
        return standing.strips.isEmpty ? .empty : QuotaTable(strips: standing.strips, isGiven: rule.seatsAtOnce).html
    }

    /// Quotas before anybody is asked; the allocation once nominations have closed.
    static func due(_ frame: EventFrame, _ rule: RegistrationRule, _ reading: any Reading) throws -> [RegistrationDue] {
        try quotas(frame, reading) + seats(frame, rule, reading)
    }

    private static func quotas(_ frame: EventFrame, _ reading: any Reading) throws -> [RegistrationDue] {
        let event = frame.event.id
        guard try QuotaStore(reading).quotas(of: event).isEmpty, !frame.event.isOver(at: frame.visit.now),
            try InvitationStore(reading).invitations(of: event).isEmpty,
            try RegistrationStore(reading).registrations(of: event).isEmpty
        else { return [] }
        return [RegistrationDue(order: 5, label: L("Set quotas"), path: Paths.quotas(event))]
    }

    private static func seats(_ frame: EventFrame, _ rule: RegistrationRule, _ reading: any Reading) throws
        -> [RegistrationDue]
    {
        guard !rule.seatsAtOnce, rule.nominationsClose.map({ $0.at <= frame.visit.now }) ?? true else { return [] }
        let path = Paths.allocation(frame.event.id)
        if try QuotaStore(reading).allocations(of: frame.event.id).contains(where: { $0.state == .previewed }) {
            return [RegistrationDue(order: 30, label: L("Confirm the allocation"), path: path)]
        }
        guard try SeatPlan(frame.event.id, rule, reading).asking > 0 else { return [] }
        return [RegistrationDue(order: 30, label: L("Preview the allocation"), path: path)]
    }

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
    static let allocated = Done(
        "allocated", L("The seats are given. Everybody is told in their language."),
        withoutMail: L(
            "The seats are given. This server sends no mail, so nobody was told: hand the links over, on the page of invitations."
        ))
}
