import Domain
import Storage
import Web

/// Whoever keeps the whole register is told of what nobody has confirmed; the holders are told on the pages of their country or region.
extension MandateFacts: ClockFeature, TodayFeature {
    static var clocks: [Clock] { [Clock { await MandateReviews.watch($0) }, Clock { await MandateNews.watch($0) }] }

    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "mandates", order: 42, label: L("Mandates"),
                hint: L("What nobody has confirmed in the register of mandates."))
        ]
    }

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        guard reader.visitor.account?.isAdministrator ?? false else { return [] }
        let today = CalendarDate.today(reader.now)
        let due = try MandateStore(reading).mandates(seenIn: nil).filter {
            $0.person != nil && ($0.isReviewDue(on: today) || $0.holds(on: today) && $0.state == .suspended)
        }
        guard !due.isEmpty else { return [] }
        return [
            TodayTask(
                id: "mandates-review", kind: "mandates",
                what: L(
                    due.count, one: "\(due.count) mandate to be confirmed",
                    other: "\(due.count) mandates to be confirmed"),
                place: "", why: L("You keep the register of mandates."), path: Paths.mandates() + "?show=review")
        ]
    }
}
