import Domain
import Storage
import Web

/// Whoever keeps the whole register is told of what nobody has confirmed; the holders are told on the pages of their country or region.
extension MandateFacts: ClockFeature, TodayFeature, MenuFeature {
    static var menu: [MenuEntry] {
        [
            MenuEntry(
                order: 28, path: Paths.ownMandates(), label: { L("My mandates") }, isFor: { !$0.mandates.isEmpty })
        ]
    }

    static var clocks: [Clock] { [Clock { await MandateReviews.watch($0) }, Clock { await MandateNews.watch($0) }] }

    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "mandates", order: 42, label: L("Mandates"),
                hint: L("What nobody has confirmed in the register of mandates."))
        ]
    }

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let own = try ofMyself(reader, reading) + proposed(for: reader, reading)
        guard reader.visitor.account?.isAdministrator ?? false else { return own }
        let today = CalendarDate.today(reader.now)
        let due = try MandateStore(reading).mandates(seenIn: nil).filter {
            $0.person != nil && ($0.isReviewDue(on: today) || $0.holds(on: today) && $0.state == .suspended)
        }
        guard !due.isEmpty else { return own }
        return own + [
            TodayTask(
                id: "mandates-review", kind: "mandates",
                what: L(
                    due.count, one: "\(due.count) mandate to be confirmed",
                    other: "\(due.count) mandates to be confirmed"),
                place: "", why: L("You keep the register of mandates."), path: Paths.mandates() + "?show=review")
        ]
    }

    /// Those of which no page of a country or region asks. No names: this goes into the daily mail.
    private static func ofMyself(_ reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let asked = reader.visitor.mandates.filter { $0.mayAct && !$0.role.nominates && $0.role != .head }.map(\.id)
        guard !asked.isEmpty else { return [] }
        let soon = MandateReviews.moved(CalendarDate.today(reader.now), by: -MandateReviews.Stage.soon.rawValue)
        let due = try MandateStore(reading).mandates(asked).filter { $0.reviewBy.map { $0 <= soon } ?? false }
        return due.map { mandate in
            TodayTask(
                id: "mandate-\(mandate.id)", kind: "mandates", what: L("Confirm what you are appointed for"), place: "",
                why: L("You hold this mandate."), path: Paths.ownMandates())
        }
    }

    /// What countries have proposed, for who keeps the register, or a programme.
    private static func proposed(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        guard let account = reader.visitor.account, account.isAdministrator || account.organisesProgrammes else {
            return []
        }
        let own = try SightStore.roster(of: reader.visitor, reading).organisesProgrammes
        let waiting = try MandateStore(reading).proposed().filter { mandate in
            account.isAdministrator || mandate.programme.map(own.contains) ?? false
        }
        guard !waiting.isEmpty else { return [] }
        return [
            TodayTask(
                id: "mandates-proposed", kind: "mandates",
                what: L(
                    waiting.count, one: "\(waiting.count) person proposed by their country to be confirmed",
                    other: "\(waiting.count) people proposed by their countries to be confirmed"),
                place: "", why: L("You keep the register of mandates."), path: Paths.mandates() + "?show=proposed")
        ]
    }
}
