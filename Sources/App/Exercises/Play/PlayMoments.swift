import Domain
import Web

/// A moment of the wall to the second, for whoever runs an exercise.
enum PlayMoments {
    /// `10:41:07 (Zagreb time)`
    static func seconds(_ wall: Int64, zone: String) -> String {
        let words = MomentWords(zone)
        return "\(clock(wall, zone: zone)) (\(words.name(at: wall)))"
    }

    /// `10:41:07`
    static func clock(_ wall: Int64, zone: String) -> String {
        let second = (EpochTime.bounded(wall) / 1_000 % 60 + 60) % 60
        return "\(MomentWords(zone).plain(wall, .time)):\(second < 10 ? "0" : "")\(second)"
    }
}
