import Web

/// Which of two is meant where the clock shows a typed time twice: before or after it goes back.
enum ClockTurn: String, CaseIterable, Sendable {
    case first, second

    /// The moment of a typed time; nil if it has to be asked which of two.
    static func moment(_ text: String, _ turn: ClockTurn?, _ clock: EventClock) -> Int64? {
        let moments = clock.moments(text)
        guard moments.count > 1 else { return clock.milliseconds(text) }
        return turn.flatMap { moments[$0 == .first ? 0 : 1] }
    }

    /// Which of two a stored moment is; nil if the clock shows its time once.
    init?(_ moment: Int64, _ clock: EventClock) {
        let moments = clock.moments(clock.text(moment))
        guard moments.count > 1 else { return nil }
        self = moment - moment % 60_000 <= moments[0] ? .first : .second
    }

    /// For each of the two, what its clock is called: `UTC+2`.
    static func labels(_ text: String, _ clock: EventClock) -> [(value: String, label: Message)] {
        let moments = clock.moments(text)
        guard moments.count > 1 else { return [] }
        let offsets = moments.map { MomentWords.utc(MomentWords(clock.zone).offset($0)) }
        return [
            (value: first.rawValue, label: L("the first, before the clocks go back (\(offsets[0]))")),
            (value: second.rawValue, label: L("the second, after the clocks went back (\(offsets[1]))")),
        ]
    }

    static let question = L("The clocks go back that night and show this time twice. Say which of the two is meant.")

    /// A time as a program sends it, `2026-10-25T02:30`; with its offset, `2026-10-25T02:30+02:00`, where the clock shows it twice.
    /// - Throws: at the field, in words.
    static func moment(_ local: String, field: String, _ clock: EventClock) throws -> Int64 {
        let (text, offset) = parts(local)
        switch clock.typed(text) {
        case .unreadable: throw Refusal.invalid([field: L("Write day and time as 2026-11-27T18:00.")])
        case .skipped(let next):
            throw Refusal.invalid([field: skipped(MomentWords(clock.zone).string(next))])
        case .moment(let first, let isTwice):
            guard let offset else {
                guard isTwice else { return first }
                throw Refusal.invalid([
                    field: L("\(question) Write its offset after it, as 2026-11-27T18:00+01:00.")
                ])
            }
            let words = MomentWords(clock.zone)
            guard let moment = clock.moments(text).first(where: { words.offset($0) == offset }) else {
                throw Refusal.invalid([
                    field: L(
                        "The clock of \(clock.zone) shows this time with the offset \(MomentWords.utc(words.offset(first)))."
                    )
                ])
            }
            return moment
        }
    }

    /// As ``moment(_:field:_:)`` takes it.
    static func told(_ moment: Int64, _ clock: EventClock) -> String {
        let text = clock.text(moment)
        guard ClockTurn(moment, clock) != nil else { return text }
        let minutes = MomentWords(clock.zone).offset(moment) / 60
        let digits = [abs(minutes) / 60, abs(minutes) % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(text)\(minutes < 0 ? "-" : "+")\(digits.joined(separator: ":"))"
    }

    static func skipped(_ next: String) -> Message {
        L("The clocks go forward that night and leave this time out; after it comes \(next). Choose another time.")
    }

    /// The clock's time, and the seconds of its offset from UTC where it has one: what stands behind the time of day.
    private static func parts(_ text: String) -> (String, Int?) {
        if text.hasSuffix("Z") { return (String(text.dropLast()), 0) }
        let tail = text.suffix(6)
        guard text.utf8.count > 16, tail.utf8.count == 6, let sign = tail.first, "+-".contains(sign) else {
            return (text, nil)
        }
        let numbers = tail.dropFirst().split(separator: ":").map { Int($0) }
        guard numbers.count == 2, let hours = numbers[0], let minutes = numbers[1], (0...14).contains(hours),
            (0..<60).contains(minutes)
        else { return (text, nil) }
        return (String(text.dropLast(6)), (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60))
    }
}
