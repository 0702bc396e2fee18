import Domain
import Markup
import Web

extension TimeLeft {
    /// A countdown while the clock runs, else how much is left when it goes on.
    var html: HTML {
        if isOver { return "<span class=\"play-overdue\">\(L("The time is over"))</span>" }
        guard let wall = moment.clock.wall(reaching: deadline, from: moment.wall) else {
            return "<span>\(L("left: \(ElapsedText.long(deadline - moment.elapsed))"))</span>"
        }
        return """
            <time data-countdown="\(wall)" data-server-now="\(moment.wall)" data-quiet>\(Self.clock(wall - moment.wall))</time>
            """
    }

    /// As the browser counts on: minutes and seconds.
    private static func clock(_ milliseconds: Int64) -> String {
        let seconds = max(0, (milliseconds + 999) / 1_000)
        let rest = seconds % 60
        return "\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
    }
}
