import Foundation
import Synchronization
import Web

/// What all players share: the present activity, the clock, and the one place that prints.
final class Theatre: Sendable {
    let cast: Casting.Cast
    let seed: UInt64
    /// How much faster than a real room.
    let speed: Double
    private let start = ContinuousClock.now
    private let ending: ContinuousClock.Instant
    private let present = Mutex<SimulatedActivity?>(nil)
    private let stage = Mutex(())

    init(cast: Casting.Cast, seed: UInt64, speed: Double, minutes: Double) {
        self.cast = cast
        self.seed = seed
        self.speed = speed
        ending = start + .seconds(minutes * 60)
    }

    var isOver: Bool { ContinuousClock.now >= ending }
    var activity: SimulatedActivity? { present.withLock { $0 } }

    /// Seconds of play since the beginning, as a real room would count them.
    var time: Double {
        let passed = ContinuousClock.now - start
        return (Double(passed.components.seconds) + Double(passed.components.attoseconds) / 1e18) * speed
    }

    /// Waits for seconds of play, or until the play is over.
    func wait(_ seconds: Double) {
        let until = time + seconds
        while time < until, !isOver { Thread.sleep(forTimeInterval: min(0.2, max(0.01, (until - time) / speed))) }
    }

    /// One line an act: when, who, what.
    func tell(_ sentence: String) {
        let line = String(format: "%7.1f s  ", time) + sentence
        stage.withLock { _ in Terminal.say(line) }
    }

    /// Asks the server once a second what the room does, for everybody. Returns when the play is over.
    func direct() throws {
        let client = WebClient(base: cast.base)
        var failures = 0
        var said = ""
        while !isOver {
            do {
                let reply = try client.call("GET", "/api/v1/events/\(cast.event)/activity", token: cast.seats[0].token)
                guard reply.status == 200 else { throw WebClient.Unreachable(description: "status \(reply.status)") }
                let activity = try JSONCoding.value(reply.body, as: SimulatedActivity.self)
                present.withLock { $0 = activity }
                if activity.sentence != said, activity.round?.state != "closed" || !said.hasSuffix("have answered.") {
                    said = activity.sentence
                    tell(said)
                }
                failures = 0
            } catch {
                failures += 1
                if failures == 1 { tell("The server does not answer (\(error)); trying again.") }
                if failures > 60 {
                    throw Failure("The server has not answered for a minute; the play is over.", .unavailable)
                }
            }
            Thread.sleep(forTimeInterval: max(0.2, 1 / speed))
        }
    }
}
