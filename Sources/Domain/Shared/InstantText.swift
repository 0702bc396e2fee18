/// A moment written with its offset from UTC (ISO 8601, as RFC 3339 narrows it): `2027-05-01T00:00:00+05:00`, `2027-05-01T10:00Z`.
public enum InstantText {
    /// - Returns: epoch milliseconds; nil for a text without an offset, a day that is none, or a year outside ``EpochTime/years``.
    public static func read(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 17, bytes.count <= 40, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
            let date = CalendarDate(String(decoding: bytes[..<10], as: UTF8.self)),
            EpochTime.years.contains(date.year)
        else { return nil }
        var clock = Clock(bytes: bytes, at: 11)
        guard let hour = clock.number(below: 24), clock.take(":"), let minute = clock.number(below: 60) else {
            return nil
        }
        var second = 0
        var fraction: Int64 = 0
        if clock.take(":") {
            guard let read = clock.number(below: 60) else { return nil }
            second = read
            if clock.take(".") {
                guard let read = clock.milliseconds() else { return nil }
                fraction = read
            }
        }
        guard let offset = clock.offset(), clock.isAtEnd else { return nil }
        let minutes = Int64(date.daysSince1970) * 24 * 60 + Int64(hour * 60 + minute - offset)
        return minutes * EpochTime.minute + Int64(second) * 1000 + fraction
    }

    /// In UTC, to the second: `2027-03-01T10:00:00Z`. Texts of the same length stand in the order of their moments.
    public static func write(_ time: Int64) -> String {
        let seconds = EpochTime.bounded(time).floored(by: 1000)
        let days = seconds.floored(by: 86_400)
        let clock = Int(seconds - days * 86_400)
        let parts = [clock / 3600, clock / 60 % 60, clock % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(CalendarDate(daysSince1970: Int(days)))T\(parts.joined(separator: ":"))Z"
    }

    private struct Clock {
        let bytes: [UInt8]
        var at: Int

        var isAtEnd: Bool { at == bytes.count }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
            at += 1
            return true
        }

        /// Two digits.
        mutating func number(below bound: Int) -> Int? {
            guard at + 2 <= bytes.count, let tens = digit(at), let ones = digit(at + 1), tens * 10 + ones < bound else {
                return nil
            }
            at += 2
            return tens * 10 + ones
        }

        /// Digits behind the point; the fourth and later are cut.
        mutating func milliseconds() -> Int64? {
            var value = 0
            var count = 0
            while at < bytes.count, let digit = digit(at) {
                if count < 3 { value = value * 10 + digit }
                count += 1
                at += 1
            }
            guard count > 0 else { return nil }
            for _ in count..<max(count, 3) { value *= 10 }
            return Int64(value)
        }

        /// In minutes east of Greenwich.
        mutating func offset() -> Int? {
            if take("Z") { return 0 }
            let sign = take("+") ? 1 : take("-") ? -1 : 0
            guard sign != 0, let hours = number(below: 24) else { return nil }
            _ = take(":")
            guard let minutes = number(below: 60) else { return nil }
            return sign * (hours * 60 + minutes)
        }

        private func digit(_ index: Int) -> Int? {
            (48...57).contains(bytes[index]) ? Int(bytes[index]) - 48 : nil
        }
    }
}
