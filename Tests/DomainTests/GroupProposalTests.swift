import Domain
import Testing

struct GroupProposalTests {
    private static let sectors: [String] = ["health", "security", "civil-protection"]

    /// The workshop that the product comes from: 45 people of 13 countries, 2 to 5 from each, in 3 sectors.
    private static let room: [GroupPerson] = {
        let sizes: [(String, Int)] = [
            ("HR", 5), ("AT", 3), ("BE", 3), ("LV", 2), ("ES", 4), ("SI", 3), ("FR", 4), ("IE", 3), ("PT", 3), ("FI", 3),
            ("RO", 4), ("CZ", 3), ("HU", 5),
        ]
        let countries = sizes.flatMap { country, count in Array(repeating: country, count: count) }
        return countries.enumerated().map { number, country in
            GroupPerson(
                sector: sectors[number * 7 / 5 % 3], country: country, languages: number % 5 == 0 ? ["fr"] : ["en", "fr"],
                isRapporteur: number % 5 == 1)
        }
    }()

    @Test func `45 people in 9 groups sit without their delegation, and with every sector`() {
        let proposal = GroupProposal.propose(Self.room, groups: 9, considersLanguages: true)
        #expect(proposal.groups.map(\.members.count) == Array(repeating: 5, count: 9))
        #expect(Set(proposal.groups.flatMap(\.members)) == Set(0..<45))
        #expect(proposal.balance.cost == GroupCost())
        for part in proposal.balance.parts {
            #expect(part.delegations.isEmpty && part.withoutLanguage.isEmpty)
            #expect(Self.sectors.allSatisfy { (1...2).contains(part.sectors[$0] ?? 0) })
        }
        // Nine people have come as rapporteurs: each group has one of them, and somebody else of another sector to lead it.
        for group in proposal.groups {
            let (rapporteur, facilitator) = (group.rapporteur ?? -1, group.facilitator ?? -1)
            #expect(Self.room[rapporteur].isRapporteur && rapporteur != facilitator)
            #expect(Self.room[rapporteur].sector != Self.room[facilitator].sector)
            #expect(group.members.contains(rapporteur) && group.members.contains(facilitator))
        }
    }

    @Test func `the same people and seed give the same groups, another seed may give others`() {
        let first = GroupProposal.propose(Self.room, groups: 9, seed: 4)
        #expect(GroupProposal.propose(Self.room, groups: 9, seed: 4) == first)
        #expect(GroupProposal.propose(Self.room, groups: 9, seed: 5).groups != first.groups)
    }

    @Test(arguments: 1...20)
    func `sizes differ by at most one`(count: Int) {
        let sizes = GroupProposal.propose(Array(Self.room.prefix(17)), groups: count).groups.map(\.members.count)
        #expect(sizes.count == min(count, 17) && sizes.reduce(0, +) == 17)
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    }

    @Test(arguments: 1...30)
    func `small rooms are divided as well as any division could`(seed: Int) {
        var generator = SeededGenerator(UInt64(seed))
        let people = (0..<(4 + generator.below(5))).map { _ in
            GroupPerson(
                sector: [nil, "a", "b", "c"][generator.below(4)], country: [nil, "X", "Y", "Z"][generator.below(4)],
                languages: [[], ["en"], ["fr"], ["en", "fr"]][generator.below(4)], isRapporteur: generator.below(4) == 0)
        }
        let count = 2 + generator.below(2)
        let best = Self.leastCost(people, count)
        let found = GroupProposal.propose(people, groups: count, considersLanguages: true, seed: 7)
        #expect(found.balance.cost.total == best)
    }

    /// Every division into groups whose sizes differ by at most one.
    private static func leastCost(_ people: [GroupPerson], _ count: Int) -> Int {
        let (least, rest) = people.count.quotientAndRemainder(dividingBy: count)
        var best = Int.max
        var groups: [[Int]] = Array(repeating: [], count: count)
        func place(_ person: Int) {
            guard person < people.count else {
                if groups.allSatisfy({ $0.count >= least }) {
                    best = min(best, GroupBalance(people, groups: groups).cost.total)
                }
                return
            }
            for group in groups.indices where groups[group].count < least + (group < rest ? 1 : 0) {
                groups[group].append(person)
                place(person + 1)
                groups[group].removeLast()
            }
        }
        place(0)
        return best
    }

    @Test func `odd rooms do not trouble it`() {
        let alike = Array(repeating: GroupPerson(sector: "health", country: "HR"), count: 7)
        let one = GroupProposal.propose(alike, groups: 3)
        #expect(one.groups.map(\.members.count) == [3, 2, 2] && one.balance.cost.total == 0)
        #expect(one.balance.parts.allSatisfy { $0.delegations.allSatisfy(\.isUnavoidable) })
        let unknown = GroupProposal.propose(Array(repeating: GroupPerson(sector: nil, country: nil), count: 3), groups: 3)
        #expect(unknown.groups.map(\.members.count) == [1, 1, 1])
        #expect(unknown.groups.allSatisfy { $0.rapporteur != nil && $0.facilitator == nil && $0.language == nil })
        #expect(GroupProposal.propose([], groups: 4).groups.map(\.members) == [[]])
        #expect(GroupProposal.propose(Array(alike.prefix(2)), groups: 9).groups.count == 2)
    }

    @Test func `people who share no language with the others are put together`() {
        let people = (0..<8).map { GroupPerson(sector: nil, country: nil, languages: [$0 < 4 ? "ru" : "en"]) }
        let proposal = GroupProposal.propose(people, groups: 2, considersLanguages: true)
        #expect(Set(proposal.groups.map(\.language)) == ["ru", "en"] && proposal.balance.cost.withoutLanguage == 0)
        // Where languages are not considered nothing is said of them.
        let blind = GroupProposal.propose(people, groups: 2)
        #expect(blind.groups.allSatisfy { $0.language == nil } && !blind.balance.parts.contains(where: \.knowsLanguages))
    }

    @Test func `whoever comes late sits in the smallest group that fits best`() {
        let people = [
            GroupPerson(sector: "health", country: "HR"), GroupPerson(sector: "security", country: "AT"),
            GroupPerson(sector: "security", country: "BE"), GroupPerson(sector: "health", country: "AT"),
            GroupPerson(sector: "health", country: "ES"),
        ]
        let groups = [[0, 1], [2, 3], [4]]
        let late = GroupPerson(sector: "health", country: "ES")
        // The third is smaller, although somebody of the same sector and country sits there.
        #expect(GroupBalance.place(for: late, among: people, groups: groups) == 2)
        #expect(GroupBalance.place(for: late, among: Array(people.prefix(4)), groups: [[0, 1], [2, 3]]) == 0)
        #expect(GroupBalance.place(for: GroupPerson(sector: "x", country: "HR"), among: people, groups: [[0, 1], [2, 3]]) == 1)
        #expect(GroupBalance.place(for: late, among: [], groups: []) == nil)
    }

    @Test func `the balance tells of delegations and languages`() {
        let people = [
            GroupPerson(sector: "a", country: "HR", languages: ["en"]), GroupPerson(sector: "a", country: "HR", languages: ["en"]),
            GroupPerson(sector: "b", country: "AT", languages: ["de"]), GroupPerson(sector: "b", country: "BE"),
        ]
        let balance = GroupBalance(people, groups: [[0, 1, 2], [3]])
        #expect(balance.smallest == 1 && balance.largest == 3)
        #expect(balance.parts[0].delegations.map(\.country) == ["HR"] && !balance.parts[0].delegations[0].isUnavoidable)
        #expect(balance.parts[0].language == "en" && balance.parts[0].withoutLanguage == [2])
        #expect(balance.parts[1].language == nil && balance.parts[1].withoutLanguage.isEmpty)
        // a: 1 pair that 2 groups could avoid; HR the same; one person without the language: 2 + 3 + 12.
        #expect(balance.cost.total == 17)
    }

    @Test func `priorities go round until each has a group and each group one`() {
        #expect(GroupProposal.spread(priorities: 2, over: 5) == [[0], [1], [0], [1], [0]])
        #expect(GroupProposal.spread(priorities: 5, over: 2) == [[0, 2, 4], [1, 3]])
        #expect(GroupProposal.spread(priorities: 0, over: 2) == [[], []])
    }
}

struct DesignStepTests {
    @Test func `a block of steps per topic is repeated as a whole, and folded again`() {
        let steps = [
            DesignStep(.collect, minutes: 30), DesignStep(.merge, isPerTopic: true),
            DesignStep(.vote, isPerTopic: true, settings: StepSettings(method: .rating)), DesignStep(.groups),
        ]
        let placed = DesignStep.expand(steps, topics: 2)
        #expect(placed.map(\.step.stage) == [.collect, .merge, .vote, .merge, .vote, .groups])
        #expect(placed.map(\.topic) == [nil, 0, 0, 1, 1, nil])
        #expect(DesignStep.collapse(placed) == steps)
        #expect(DesignStep.expand(steps, topics: 0).map(\.step) == steps)
        #expect(DesignStep.expand([], topics: 3).isEmpty && DesignStep.collapse([]).isEmpty)
    }
}
