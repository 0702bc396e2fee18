import Domain
import Foundation
import Markup
import Web

/// A moment as people read it: the clock of a place, with the name of its zone. **Every** time that is shown, mailed or printed is
/// made here. Beside it the browser puts the reader's own time where that differs (`time[data-moment]` in roundtable.js); a mail
/// gets it from ``beside(_:_:in:)``. Without JavaScript the time of the place stands, and says of which place it is.
struct MomentWords: Sendable {
    enum Length: String, Sendable {
        /// `14:03`, where the day is plain.
        case time
        /// `27 November 2026, 14:03`
        case day
        /// `Friday 27 November, 14:03`
        case weekday
    }

    /// An IANA name.
    let zone: String

    /// - Parameter zone: an IANA name; nothing is UTC.
    init(_ zone: String? = nil) { self.zone = zone ?? "UTC" }

    /// `27 November 2026, 18:00 (Zagreb time)`
    func string(_ milliseconds: Int64, _ length: Length = .day, in language: Language = .current) -> String {
        "\(plain(milliseconds, length, in: language)) (\(name(at: milliseconds, in: language)))"
    }

    /// The same as a `<time>` that programs can read, to which the browser adds the reader's own.
    func html(_ milliseconds: Int64, _ length: Length = .day) -> HTML {
        let words = plain(milliseconds, length, in: .current)
        return """
            <time datetime="\(Self.iso(milliseconds))" data-moment="\(length.rawValue)" data-zone="\(zone)">\
            \(words) <span class="zone">(\(name(at: milliseconds)))</span></time>
            """
    }

    /// `27 November 2026, 18:00 (Zagreb time) – your time: 21:00 (Tbilisi time)`: for a reader whose own zone is known.
    func beside(_ milliseconds: Int64, own: String?, in language: Language = .current) -> String {
        let there = string(milliseconds, in: language)
        guard let own, wallClock(milliseconds) != MomentWords(own).wallClock(milliseconds) else { return there }
        let isSameDay = wallClock(milliseconds).date == MomentWords(own).wallClock(milliseconds).date
        let here = MomentWords(own).string(milliseconds, isSameDay ? .time : .day, in: language)
        return L("\(there) – your time: \(here)").string(in: language)
    }

    /// Without its zone, for where that is said once for all.
    func plain(_ milliseconds: Int64, _ length: Length, in language: Language = .current) -> String {
        let shown = wallClock(milliseconds)
        let comma = language == .arabic ? "،" : ","
        switch length {
        case .time: return shown.clock
        case .day: return "\(DateText.day(shown.date, in: language))\(comma) \(shown.clock)"
        case .weekday:
            let day = DateText.weekday(shown.weekday, in: language)
            return "\(day) \(DateText.dayAndMonth(shown.date, in: language))\(comma) \(shown.clock)"
        }
    }

    // MARK: Zones

    /// `Zagreb time`, in the hour that the clocks show twice `Zagreb time, UTC+2`; without a place `UTC`, `UTC+1`.
    func name(at milliseconds: Int64, in language: Language = .current) -> String {
        guard let name = ZoneNames.place(zone, in: language) else {
            return zone == "UTC" ? zone : Self.utc(offset(milliseconds))
        }
        let words = L("\(name) time").string(in: language)
        return isTwice(milliseconds) ? "\(words), \(Self.utc(offset(milliseconds)))" : words
    }

    /// Seconds east of Greenwich.
    func offset(_ milliseconds: Int64) -> Int {
        ZoneNames.zone(zone).secondsFromGMT(for: Self.date(milliseconds))
    }

    func wallClock(_ milliseconds: Int64) -> WallClock { WallClock(milliseconds, in: ZoneNames.zone(zone)) }

    /// Whether the clocks show this time a second time, an hour or less before or after.
    private func isTwice(_ milliseconds: Int64) -> Bool {
        let moment = WallClock.bounded(milliseconds)
        let here = offset(moment)
        let nearby: [Int64] = [-3_600_000, 3_600_000]
        return nearby.contains { step in
            let other = offset(moment + step)
            // The clocks went back between the two, by as much as the shown time is repeated.
            return other != here && (step > 0 ? here > other : other > here)
                && wallClock(moment) == wallClock(moment + Int64(here - other) * 1000)
        }
    }

    /// `UTC+5:30`
    static func utc(_ seconds: Int) -> String {
        let minutes = abs(seconds) / 60
        let rest = minutes % 60 == 0 ? "" : ":\(two(minutes % 60))"
        return minutes == 0 ? "UTC" : "UTC\(seconds < 0 ? "−" : "+")\(minutes / 60)\(rest)"
    }

    static func iso(_ milliseconds: Int64) -> String {
        date(milliseconds).ISO8601Format()
    }

    static func date(_ milliseconds: Int64) -> Date {
        Date(timeIntervalSince1970: Double(WallClock.bounded(milliseconds).floored(by: 1000)))
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// Names of places that stand for their zones, in the languages of the interface.
enum ZoneNames {
    static func zone(_ identifier: String) -> TimeZone { zones[identifier] ?? TimeZone(identifier: identifier) ?? .gmt }

    /// `Zagreb`; nothing for a zone that no place stands for.
    static func place(_ identifier: String, in language: Language = .current) -> String? {
        places[language]?[identifier]
    }

    static let identifiers: Set<String> = Set(zones.keys)

    /// The names that places have in the time zone database today, where the system lists an older one only.
    private static let modern: [String] = [
        "Africa/Asmara", "America/Argentina/Buenos_Aires", "America/Ciudad_Juarez", "America/Nuuk", "Asia/Ho_Chi_Minh",
        "Asia/Kathmandu", "Asia/Kolkata", "Asia/Qostanay", "Asia/Yangon", "Atlantic/Faroe", "Europe/Kyiv",
        "Pacific/Chuuk",
        "Pacific/Kanton", "Pacific/Pohnpei",
    ]

    private static let zones: [String: TimeZone] = {
        let identifiers = Set(TimeZone.knownTimeZoneIdentifiers).union(["UTC"]).union(modern)
        return Dictionary(
            uniqueKeysWithValues: identifiers.compactMap { name in TimeZone(identifier: name).map { (name, $0) } })
    }()

    /// Asked of the Unicode locale data (CLDR), once.
    private static let places: [Language: [String: String]] = {
        var result: [Language: [String: String]] = [:]
        for language in Language.allCases {
            let formatter = DateFormatter()
            formatter.locale = Locale(identifier: language.rawValue)
            formatter.dateFormat = "VVV"
            formatter.timeZone = .gmt
            let unknown = formatter.string(from: Date(timeIntervalSince1970: 0))
            for (identifier, zone) in zones where identifier.contains("/") && !identifier.hasPrefix("Etc/") {
                formatter.timeZone = zone
                let name = formatter.string(from: Date(timeIntervalSince1970: 0))
                if name != unknown { result[language, default: [:]][identifier] = name }
            }
        }
        return result
    }()
}
