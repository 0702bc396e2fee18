import Markup
import Storage
import Web

/// The small button that follows something, or no longer does.
struct FollowButton {
    let html: HTML

    /// Nothing for who has no account.
    init(_ subject: String, _ visit: Visit, _ reading: any Reading) throws {
        guard visit.visitor.account != nil else {
            html = .empty
            return
        }
        let isOn = try Following.isOn(subject, for: AccountReader(visit, reading), reading)
        let path = isOn ? TodayPaths.followEnd(subject) : TodayPaths.follow(subject)
        html = """
            <form class="follow" id="follow" method="post" action="\(path)"><button class="plain" aria-pressed="\(isOn ? "true" : "false")">\
            \(Icon.svg(isOn ? "check" : "plus")) \(isOn ? L("Following") : L("Follow"))</button></form>
            """
    }
}
