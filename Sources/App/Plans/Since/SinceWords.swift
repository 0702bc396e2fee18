import Domain
import Web

/// Why something comes first.
enum SinceReason: String, CaseIterable, Sendable, Codable, ChoiceType {
    case late, untouched
    case notBegun = "not_begun"

    init(_ reason: SincePressing.Reason) {
        switch reason {
        case .late: self = .late
        case .untouched: self = .untouched
        case .notBegun: self = .notBegun
        }
    }

    var reason: SincePressing.Reason {
        switch self {
        case .late: .late
        case .untouched: .untouched
        case .notBegun: .notBegun
        }
    }

    var label: Message {
        switch self {
        case .late: L("late")
        case .untouched: L("untouched for half a year")
        case .notBegun: L("promised last time, not begun")
        }
    }
}

/// What is said of one thing, on a page, a screen and on paper alike.
struct SinceWords: Sendable {
    private let countries: DirectoryNames

    init(_ countries: DirectoryNames) { self.countries = countries }

    func country(_ code: String) -> String { countries.country(code) ?? code }

    static func noun(_ thing: SinceThing) -> Message {
        SinceMaterial.byNoun[thing.subject.kind]?.sinceNoun.label ?? L("Other")
    }

    private static func state(_ raw: String, _ kind: String) -> String {
        (SinceMaterial.byNoun[kind]?.sinceState(raw) ?? .verbatim(raw)).string()
    }

    /// "now under way, before: agreed", "due 30 April 2027 instead of 31 March 2027: 30 days later, moved twice".
    func parts(_ line: SincePart.Line) -> [Message] {
        var parts: [Message] = []
        let kind = line.net.subject.kind
        if let state = line.net.state {
            let (now, before) = (Self.state(state.to, kind), Self.state(state.from, kind))
            parts.append(before.isEmpty ? .verbatim(now) : L("now \(now), before: \(before)"))
        }
        if let due = line.net.due { parts += Self.due(due) }
        if let blocked = line.net.blocked { parts.append(blocked ? L("blocked") : L("no longer blocked")) }
        if !line.net.endorsed.isEmpty {
            let names = line.net.endorsed.map { countries.country($0) ?? $0 }
            parts.append(
                L(
                    names.count, one: "\(names.count) new endorsement: \(list: names)",
                    other: "\(names.count) new endorsements: \(list: names)"))
        }
        if !line.net.unendorsed.isEmpty {
            let names = line.net.unendorsed.map { countries.country($0) ?? $0 }
            parts.append(L("no longer endorsed by \(list: names)"))
        }
        return parts
    }

    private static func due(_ due: SinceFold.Due) -> [Message] {
        var parts: [Message] = []
        switch (due.from, due.to) {
        case (let from?, let to?):
            parts.append(L("due \(DateText.day(to.description)) instead of \(DateText.day(from.description))"))
        case (nil, let to?): parts.append(L("due \(DateText.day(to.description))"))
        case (_, nil): parts.append(L("without a day now"))
        }
        if let days = due.days, days != 0 {
            let count = abs(days)
            parts.append(
                days > 0
                    ? L(count, one: "\(count) day later", other: "\(count) days later")
                    : L(count, one: "\(count) day earlier", other: "\(count) days earlier"))
        }
        if due.times > 1 {
            parts.append(L(due.times, one: "moved \(due.times) time", other: "moved \(due.times) times"))
        }
        return parts
    }

    /// "late · untouched for half a year · due 3 May 2026"
    static func parts(_ pressing: SincePart.Pressing) -> [Message] {
        pressing.reasons.map { SinceReason($0).label }
            + (pressing.dueOn.isEmpty ? [] : [L("due \(DateText.day(pressing.dueOn))")])
    }

    /// What is told of countries in numbers alone.
    static func counted(_ part: SincePart) -> [Message] {
        SinceReason.allCases.compactMap { reason in
            part.counted[reason.reason].map { .verbatim("\(reason.label.string()): \($0)") }
        }
    }

    /// The answer first.
    static func sentence(_ part: SincePart) -> Message {
        if part.isEmpty { return L("Nothing has changed since then.") }
        let late = part.pressing.count { $0.reasons.contains(.late) } + (part.counted[.late] ?? 0)
        let (done, new, moved) = (part.done.count, part.new.count, part.moved.count)
        return L("Done: \(done), new: \(new), moved: \(moved), late: \(late).")
    }

    static func answers(_ answers: SinceFold.Answers) -> Message {
        L("\(answers.now) of \(answers.members) countries answered, \(answers.before) before")
    }

    static func foot(_ part: SincePart) -> [Message] {
        var foot: [Message] = []
        if part.cameAndWent > 0 {
            foot.append(
                L(
                    part.cameAndWent, one: "\(part.cameAndWent) came and went",
                    other: "\(part.cameAndWent) came and went"
                ))
        }
        if part.wasBlocked > 0 {
            foot.append(
                L(
                    part.wasBlocked, one: "\(part.wasBlocked) was blocked and is not",
                    other: "\(part.wasBlocked) were blocked and are not"))
        }
        return foot
    }

    static func name(_ part: SincePart) -> Message { part.region?.label ?? L("The whole programme") }

    static func since(_ material: SinceMaterial) -> Message {
        guard let before = material.before else {
            return L("It follows no meeting: everything since the beginning.")
        }
        return L(
            "Since \(before.title), \(DateText.day(CalendarDate.today(material.base.at, timeZone: before.timeZone)))")
    }
}
