import Domain
import Storage
import TestSupport
import Web

@testable import App

/// Something long that the organiser began, and that has been done.
enum AccessWork {
    static let id = "5ca1ab1e"

    static func begin(on site: TestSite, as organiser: Account.ID) {
        var watched = LongWorks.Watched(
            id: id, owner: "account:\(organiser)", title: L("Importing people"), leaves: L("Stopped"), back: "/",
            work: LongWork(), beganAt: 0)
        watched.outcome = .answered(.html("done"))
        site.services.longWorks.add(watched, now: 0)
    }
}
