import Domain
import Testing

/// Keys of voters such that everything released leaves each ballot five possible owners (decision 18).
struct SafeGroupTests {
    private func decide(_ voters: [(String?, String?, Int)]) -> SafeGroups {
        SafeGroups.decide(
            Dictionary(voters.map { (SafeGroups.Origin(sector: $0.0, country: $0.1), $0.2) }, uniquingKeysWith: +))
    }

    @Test func `six, five and one: the one is counted with the five`() {
        let groups = decide([("health", nil, 6), ("security", nil, 5), ("civil", nil, 1)])
        #expect(groups.sectors.map(\.members) == [["health"], ["civil", "security"]])
        #expect(groups.sectors.map(\.people) == [6, 6] && groups.sectors.map(\.weight) == [1, 2])
        #expect(groups.sectors.map(\.name) == ["health", nil])
    }

    @Test func `sectors of five and more stand by themselves, smaller ones together`() {
        let groups = decide([("a", nil, 9), ("b", nil, 5), ("c", nil, 3), ("d", nil, 2), (nil, nil, 1)])
        #expect(groups.sectors.map(\.names) == [["a"], ["b"], ["", "c", "d"]])
        #expect(decide([("a", nil, 9), ("b", nil, 4)]).sectors.map(\.members) == [["a", "b"]])
        #expect(!SafeGroups.hasReading(decide([("a", nil, 9), ("b", nil, 4)]).sectors))
    }

    @Test func `who names no sector stands apart where five do, and weighs nothing`() {
        let groups = decide([("a", nil, 9), ("b", nil, 5), (nil, nil, 6)])
        #expect(groups.sectors.map(\.weight).sorted() == [0, 1, 1])
        #expect(!SafeGroups.hasReading(decide([("a", nil, 9), (nil, nil, 6)]).sectors))
    }

    @Test func `countries of the same number of ballots are one group, joined where they are fewer than five`() {
        let room = (0..<13).map { ("health", Optional("c\($0)"), $0 < 6 ? 4 : 3) as (String?, String?, Int) }
        let groups = decide(room)
        #expect(groups.countries.map(\.people) == [21, 24] && groups.countries.map(\.weight) == [7, 6])
        let small = decide([("h", "x", 1), ("h", "y", 2), ("h", "z", 4), ("h", "w", 9)])
        #expect(small.countries.map(\.members) == [["x", "y", "z"], ["w"]])
    }

    @Test func `every pair of groups that occurs has five people`() {
        // Each country alone has five, but in two sectors.
        let groups = decide([("a", "x", 4), ("b", "x", 4), ("a", "y", 5), ("b", "y", 5)])
        #expect(groups.sectors.count == 2)
        #expect(groups.countries.count == 1 && !SafeGroups.hasReading(groups.countries))
    }

    @Test func `every class of voters has five and more, whatever the room`() {
        var generator = SeededGenerator(3)
        for _ in 0..<2_000 {
            var voters: [SafeGroups.Origin: Int] = [:]
            let (sectors, countries) = (1 + generator.below(6), 1 + generator.below(14))
            let people = 5 + generator.below(56)
            for _ in 0..<people {
                // Skewed, so that there are small ones.
                let sector = min(generator.below(sectors), generator.below(sectors))
                let country = min(generator.below(countries), generator.below(countries))
                let origin = SafeGroups.Origin(
                    sector: generator.below(12) == 0 ? nil : "s\(sector)",
                    country: generator.below(12) == 0 ? nil : "c\(country)")
                voters[origin, default: 0] += 1
            }
            let groups = SafeGroups.decide(voters)
            #expect(groups.sectors.reduce(0) { $0 + $1.people } == people)
            #expect(groups.countries.reduce(0) { $0 + $1.people } == people)
            var classes: [[Int?]: Int] = [:]
            for (origin, count) in voters {
                let sector = groups.sectors.firstIndex { $0.names.contains(origin.sector ?? "") }
                let country = groups.countries.firstIndex { $0.names.contains(origin.country ?? "") }
                #expect(sector != nil && country != nil)
                classes[[sector, country], default: 0] += count
            }
            #expect(classes.values.allSatisfy { $0 >= 5 }, "\(voters)")
        }
    }

    @Test func `countries of equal size weigh exactly the same`() {
        // Four countries of three, each of one mind: the mean of their means is (9 + 1 + 5 + 3) / 4; two of four weigh twice as much a head.
        var voters: [SafeGroups.Origin: Int] = [:]
        var ballots: [(origin: SafeGroups.Origin, marks: [Mark])] = []
        for (country, size, rating) in [("a", 3, 9), ("b", 3, 1), ("c", 6, 5), ("d", 6, 3)] {
            let origin = SafeGroups.Origin(sector: "s", country: country)
            voters[origin] = size
            ballots += (0..<size).map { _ in (origin, [Mark(item: 0, value: rating)]) }
        }
        let counts = RoundCounts.make(SafeGroups.decide(voters), items: 1, isRanking: false, ballots)
        let reading = counts.readings(.rating, items: 1).first { $0.reading == .countries }
        #expect(reading?.scores == [Rational(9, 2)])
    }

    @Test func `sectors counted together weigh as many as they are`() {
        var ballots: [(origin: SafeGroups.Origin, marks: [Mark])] = []
        var voters: [SafeGroups.Origin: Int] = [:]
        for (sector, size, dots) in [("a", 10, 4), ("b", 3, 1), ("c", 3, 1)] {
            let origin = SafeGroups.Origin(sector: sector, country: nil)
            voters[origin] = size
            ballots += (0..<size).map { _ in (origin, [Mark(item: 0, value: dots)]) }
        }
        let counts = RoundCounts.make(SafeGroups.decide(voters), items: 1, isRanking: false, ballots)
        #expect(counts.readings(.multivote, items: 1).map(\.scores) == [[Rational(2)]])
    }
}
