import TestSupport

/// A line of the tables `let …Scenarios = """`: a route, who gets through, and how those are answered.
///
///     GET  /events/:event/people            runners
///     POST /events/:event/people            owners  422
///     POST /events/:event/issues/:issue     room    303,observer=403
///
/// Nothing for the 200 of who opens a page. What is sent is an empty form or `{}`, to rows that are there: 422 says which fields are
/// missing, 303 that it is done. Who does not get through is answered by one rule for all routes (``AccessTests``).
struct AccessScenario {
    let passing: Set<AccessTests.Who>
    let statuses: [AccessTests.Who: Int]

    init?(group: String, statuses text: String?) {
        guard let passing = Self.groups[group] else { return nil }
        var statuses = Dictionary(uniqueKeysWithValues: passing.map { ($0, 200) })
        for part in (text ?? "200").split(separator: ",") {
            let sides = part.split(separator: "=")
            guard let status = sides.last.flatMap({ Int($0) }) else { return nil }
            if sides.count == 1 {
                for who in passing { statuses[who] = status }
            } else {
                guard let who = AccessTests.Who(rawValue: String(sides[0])), passing.contains(who) else { return nil }
                statuses[who] = status
            }
        }
        (self.passing, self.statuses) = (passing, statuses)
    }

    /// The words for these answers: the commonest first, then who is answered otherwise.
    static func words(_ statuses: [AccessTests.Who: Int]) -> String {
        let counts = Dictionary(grouping: statuses.values) { $0 }.mapValues(\.count)
        let common = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 200
        let others = AccessTests.Who.allCases.compactMap { who in
            statuses[who].flatMap { $0 == common ? nil : ",\(who.rawValue)=\($0)" }
        }
        return "\(common)\(others.joined())"
    }

    /// The words of the table.
    private static let groups: [String: Set<AccessTests.Who>] = [
        "everyone": Set(AccessTests.Who.allCases),
        "accounts": [.stranger, .facilitator, .organiser, .administrator],
        "keepers": [.organiser, .administrator],
        "administrators": [.administrator],
        "programme": [.facilitator, .organiser],
        "owners": [.organiser],
        "room": [.observer, .member, .rapporteur, .facilitator, .organiser],
        "voices": [.member, .rapporteur],
        "paper": [.rapporteur, .facilitator, .organiser],
        "runners": [.facilitator, .organiser],
    ]

    /// Of every file of these tests that tells some, by method and pattern.
    static let all: [String: AccessScenario] = {
        var result: [String: AccessScenario] = [:]
        for line in TestTables.lines(named: "Scenarios") {
            let words = line.split(separator: " ").map { String($0) }
            guard 3...4 ~= words.count,
                let scenario = AccessScenario(group: words[2], statuses: words.count == 4 ? words[3] : nil)
            else { fatalError("Not a scenario: \(line)") }
            result["\(words[0]) \(words[1])"] = scenario
        }
        return result
    }()
}
