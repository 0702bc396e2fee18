import Domain
import Storage
import Web

/// Once a year the person is asked whether it is still so.
extension ProfileFacts: ClockFeature, TodayFeature {
    static var clocks: [Clock] { [Clock { await ProfileReviews.watch($0) }] }

    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "profile", order: 44, label: L("My profile"),
                hint: L("Once a year, whether what you tell of yourself is still so."))
        ]
    }

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        guard let person = try ProfileOperations.own(reader.visitor, reading),
            let profile = try ProfileStore(reading).profile(of: person), profile.consentAt != nil,
            !profile.isFresh(at: reader.now)
        else { return [] }
        return [
            TodayTask(
                id: "profile-\(person)", kind: "profile", what: L("Confirm your profile"), place: "",
                why: L("You may be found as an expert."), path: Paths.profile())
        ]
    }
}
