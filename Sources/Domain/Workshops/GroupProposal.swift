/// A division of people into breakout groups that is balanced over sectors and countries, and over languages when they are given.
///
/// The maximally diverse grouping problem (Lotfi and Cerveny 1991, doi 10.1057/jors.1991.118), which has no quick exact answer:
/// people are placed one by one where they cost least (largest delegations first), then exchanged two by two as long as an exchange
/// lowers the cost; this from several seeded orders, of which the best is kept. Sizes differ by at most one. The same people, number
/// of groups and seed always give the same groups. What is minimised is told at ``GroupCost``.
public struct GroupProposal: Sendable, Hashable {
    public struct Group: Sendable, Hashable {
        /// Positions in the list of people, ascending.
        public let members: [Int]
        /// Who has come as a rapporteur comes first; else spread over sectors and countries. Nil for an empty group.
        public let rapporteur: Int?
        /// Another person, of another sector where there is one. Nil for a group of one.
        public let facilitator: Int?
        /// What most of the group speak; nil where languages are not known or not considered.
        public let language: String?
    }

    public let groups: [Group]
    public let balance: GroupBalance

    /// - Parameters:
    ///   - count: from 1; at most as many groups as people are made, one where there is nobody.
    ///   - considersLanguages: whether it matters that everybody shares a language with their group.
    public static func propose(
        _ people: [GroupPerson], groups count: Int, considersLanguages: Bool = false, seed: UInt64 = 1
    ) -> GroupProposal {
        let count = max(1, min(count, max(1, people.count)))
        var known = people
        if !considersLanguages { for index in known.indices { known[index].languages = [] } }
        var generator = SplitMix64(state: seed)
        var best: [[Int]] = Array(repeating: [], count: count)
        var bestCost: Int?
        for _ in 0..<max(1, min(100, 800 / max(1, people.count))) {
            var table = GroupTable(known, count: count)
            table.fill(generator.shuffled(people.count))
            table.improve()
            let cost = table.cost
            if bestCost.map({ cost < $0 }) ?? true { (best, bestCost) = (table.groups, cost) }
        }
        let groups = best.map { $0.sorted() }
        return GroupProposal(
            groups: appoint(groups, known), balance: GroupBalance(considersLanguages ? people : known, groups: groups))
    }

    /// Chooses rapporteurs and facilitators, so that no sector or country writes everything.
    private static func appoint(_ groups: [[Int]], _ people: [GroupPerson]) -> [Group] {
        let overall = GroupBalance.speakers(people.indices.map { $0 }, people)
        var sectors: [String?: Int] = [:]
        var countries: [String?: Int] = [:]
        func pick(_ members: [Int], apartFrom other: Int?, prefersRapporteur: Bool) -> Int? {
            let chosen = members.filter { $0 != other }.min { left, right in
                func rank(_ member: Int) -> [Int] {
                    let person = people[member]
                    return [
                        prefersRapporteur == person.isRapporteur ? 0 : 1,
                        other.map { people[$0].sector == person.sector } ?? false ? 1 : 0,
                        sectors[person.sector, default: 0], countries[person.country, default: 0], member,
                    ]
                }
                return rank(left).lexicographicallyPrecedes(rank(right))
            }
            if let chosen {
                sectors[people[chosen].sector, default: 0] += 1
                countries[people[chosen].country, default: 0] += 1
            }
            return chosen
        }
        let rapporteurs = groups.map { pick($0, apartFrom: nil, prefersRapporteur: true) }
        (sectors, countries) = ([:], [:])
        return zip(groups, rapporteurs).map { members, rapporteur in
            Group(
                members: members, rapporteur: rapporteur,
                facilitator: pick(members, apartFrom: rapporteur, prefersRapporteur: false),
                language: GroupBalance.language(of: members, people, overall))
        }
    }

    /// Which priorities each group works on when nobody chooses: round robin, so that every priority has a group and every group one.
    /// - Returns: for each group positions of priorities.
    public static func spread(priorities: Int, over groups: Int) -> [[Int]] {
        var result: [[Int]] = Array(repeating: [], count: groups)
        guard priorities > 0, groups > 0 else { return result }
        for turn in 0..<max(priorities, groups) { result[turn % groups].append(turn % priorities) }
        return result
    }
}

/// Groups while they are made, with what each holds, so that an exchange is judged without counting anew.
private struct GroupTable {
    /// One property in which a group should be mixed: kinds by person (-1: none), and how many of each kind a group holds.
    private struct Property {
        let weight: Int
        let kinds: [Int]
        var counts: [[Int]]

        init(_ values: [String?], weight: Int, groups: Int) {
            let known = Array(Set(values.compactMap { $0 })).sorted()
            let places = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($1, $0) })
            self.weight = weight
            kinds = values.map { $0.flatMap { places[$0] } ?? -1 }
            counts = Array(repeating: Array(repeating: 0, count: known.count), count: groups)
        }

        func adding(_ person: Int, to group: Int) -> Int {
            kinds[person] < 0 ? 0 : weight * counts[group][kinds[person]]
        }

        mutating func move(_ person: Int, _ group: Int, by step: Int) {
            if kinds[person] >= 0 { counts[group][kinds[person]] += step }
        }

        /// What it costs that two people of two groups change places.
        func exchange(_ one: Int, of first: Int, _ other: Int, of second: Int) -> Int {
            let (a, b) = (kinds[one], kinds[other])
            guard a != b else { return 0 }
            var change = 0
            if a >= 0 { change += counts[second][a] - counts[first][a] + 1 }
            if b >= 0 { change += counts[first][b] - counts[second][b] + 1 }
            return weight * change
        }
    }

    /// Judged exchanges before the search ends where it is: thousands of people take a part of a second.
    private static let patience = 3_000_000

    private(set) var groups: [[Int]]
    private let sizes: [Int]
    private var properties: [Property]
    /// Of each person; and how many of a group speak each, and how many of it have any.
    private let languages: [[Int]]
    private var speakers: [[Int]]
    private var speaking: [Int]
    private let delegation: [Int]

    init(_ people: [GroupPerson], count: Int) {
        groups = Array(repeating: [], count: count)
        let (share, rest) = people.count.quotientAndRemainder(dividingBy: count)
        sizes = (0..<count).map { share + ($0 < rest ? 1 : 0) }
        properties = [
            Property(people.map { $0.sector ?? "" }, weight: GroupCost.sector, groups: count),
            Property(people.map(\.country), weight: GroupCost.country, groups: count),
            Property(people.map { $0.isRapporteur ? "" : nil }, weight: GroupCost.rapporteur, groups: count),
        ]
        let tags = Array(Set(people.flatMap(\.languages))).sorted()
        let places = Dictionary(uniqueKeysWithValues: tags.enumerated().map { ($1, $0) })
        languages = people.map { Set($0.languages).compactMap { places[$0] }.sorted() }
        speakers = Array(repeating: Array(repeating: 0, count: tags.count), count: count)
        speaking = Array(repeating: 0, count: count)
        let seats = Dictionary(people.compactMap(\.country).map { ($0, 1) }, uniquingKeysWith: +)
        delegation = people.map { $0.country.flatMap { seats[$0] } ?? 0 }
    }

    /// Of this division, up to a constant.
    var cost: Int {
        let mixed = properties.map { property in
            property.weight * property.counts.joined().map { $0 * ($0 - 1) / 2 }.reduce(0, +)
        }
        return mixed.reduce(0, +) + groups.indices.map(silent).reduce(0, +)
    }

    /// Places everybody, the largest delegations first, each where it costs least.
    mutating func fill(_ order: [Int]) {
        let sorted = order.enumerated().sorted {
            (delegation[$1.element], $0.offset) < (delegation[$0.element], $1.offset)
        }
        for person in sorted.map(\.element) {
            var best = (cost: Int.max, size: Int.max, group: 0)
            for group in groups.indices where groups[group].count < sizes[group] {
                let before = silent(group)
                speak(person, group, by: 1)
                let cost = properties.map { $0.adding(person, to: group) }.reduce(0, +) + silent(group) - before
                speak(person, group, by: -1)
                let candidate = (cost: cost, size: groups[group].count, group: group)
                if candidate < best { best = candidate }
            }
            groups[best.group].append(person)
            for index in properties.indices { properties[index].move(person, best.group, by: 1) }
            speak(person, best.group, by: 1)
        }
    }

    /// Exchanges people as long as an exchange helps.
    mutating func improve() {
        var judged = 0
        var isImproved = true
        while isImproved, judged < Self.patience {
            isImproved = false
            for first in groups.indices {
                for second in groups.indices.dropFirst(first + 1) {
                    for place in groups[first].indices {
                        for other in groups[second].indices {
                            judged += 1
                            if exchange(place, of: first, other, of: second) { isImproved = true }
                        }
                    }
                }
            }
        }
    }

    /// - Returns: whether it helped; otherwise nothing is changed.
    private mutating func exchange(_ place: Int, of first: Int, _ other: Int, of second: Int) -> Bool {
        let (one, two) = (groups[first][place], groups[second][other])
        let change = properties.map { $0.exchange(one, of: first, two, of: second) }.reduce(0, +)
        let before = silent(first) + silent(second)
        tell(one, two, first, second)
        guard change + silent(first) + silent(second) - before < 0 else {
            tell(two, one, first, second)
            return false
        }
        (groups[first][place], groups[second][other]) = (two, one)
        for index in properties.indices {
            properties[index].move(one, first, by: -1)
            properties[index].move(one, second, by: 1)
            properties[index].move(two, second, by: -1)
            properties[index].move(two, first, by: 1)
        }
        return true
    }

    private mutating func tell(_ one: Int, _ two: Int, _ first: Int, _ second: Int) {
        speak(one, first, by: -1)
        speak(one, second, by: 1)
        speak(two, second, by: -1)
        speak(two, first, by: 1)
    }

    private mutating func speak(_ person: Int, _ group: Int, by step: Int) {
        guard !languages[person].isEmpty else { return }
        speaking[group] += step
        for language in languages[person] { speakers[group][language] += step }
    }

    /// What it costs that people of a group do not speak what most of it do.
    private func silent(_ group: Int) -> Int {
        speaking[group] == 0 ? 0 : GroupCost.language * (speaking[group] - (speakers[group].max() ?? 0))
    }
}

/// Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators": the same numbers on every machine.
private struct SplitMix64 {
    var state: UInt64

    private mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// 0 ..< count in an order of chance (Fisher and Yates).
    mutating func shuffled(_ count: Int) -> [Int] {
        var order = Array(0..<count)
        for place in order.indices.dropFirst().reversed() {
            order.swapAt(place, Int(next() % UInt64(place + 1)))
        }
        return order
    }
}
