/// Whether a priority still holds, from one answer a country, by a rule fixed before. The meeting decides; the poll proposes.
public struct PriorityPoll: Sendable, Hashable {
    public enum Stance: String, Sendable, Hashable, CaseIterable, Codable {
        case valid, reword
        case noLonger = "no_longer"
        /// Outside of all that is counted.
        case cannotSay = "cannot_say"
    }

    public enum Outcome: String, Sendable, Hashable, CaseIterable, Codable {
        case tooFew = "too_few"
        case confirmed
        case toDrop = "to_drop"
        case toReword = "to_reword"
        case discuss
    }

    /// Answers in judgement below which nothing follows.
    public static let least = 5

    public let valid: Int
    public let reword: Int
    public let noLonger: Int
    public let cannotSay: Int
    /// Countries that are asked.
    public let members: Int

    /// Numbers below 0 count as 0.
    public init(valid: Int, reword: Int, noLonger: Int, cannotSay: Int = 0, members: Int) {
        self.valid = max(0, valid)
        self.reword = max(0, reword)
        self.noLonger = max(0, noLonger)
        self.cannotSay = max(0, cannotSay)
        self.members = max(0, members)
    }

    public init(_ stances: [Stance], members: Int) {
        func count(_ stance: Stance) -> Int { stances.count { $0 == stance } }
        self.init(
            valid: count(.valid), reword: count(.reword), noLonger: count(.noLonger), cannotSay: count(.cannotSay),
            members: members)
    }

    /// Answers that count.
    public var judged: Int { valid + reword + noLonger }
    public var answered: Int { judged + cannotSay }

    /// A region of fewer members is asked only by name, with all agreeing.
    public static func mayBeUnnamed(members: Int) -> Bool { members >= least }

    public var outcome: Outcome {
        let n = judged
        if n < Self.least || 2 * n < members { return .tooFew }
        if 3 * valid >= 2 * n { return .confirmed }
        if 3 * noLonger >= 2 * n { return .toDrop }
        if 3 * (valid + reword) >= 2 * n, 3 * reword >= n { return .toReword }
        return .discuss
    }
}
