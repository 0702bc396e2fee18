/// A time of the day to the minute, as people type it: `9:30`, `09.30`, `9:30:00`.
struct ClockTime: Sendable, Hashable, CustomStringConvertible {
    let hour: Int
    let minute: Int

    init?(_ text: String) {
        let pieces = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }
        guard (2...3).contains(pieces.count), (1...2).contains(pieces[0].utf8.count),
            pieces.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
            pieces.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }), let hour = Int(pieces[0]),
            let minute = Int(pieces[1]), hour < 24, minute < 60
        else { return nil }
        self.hour = hour
        self.minute = minute
    }

    /// `09:30`
    var description: String { [hour, minute].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":") }
}
