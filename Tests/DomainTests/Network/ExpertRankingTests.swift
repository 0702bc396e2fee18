import Testing

@testable import Domain

/// B2-R5 of the design, as it stands there, and what else may happen to it.
struct ExpertRankingTests {
    private static let query = ExpertQuery(
        exact: ["water"], near: ["food", "chemical"], words: ["sampling", "reservoir"], language: "ru")

    private static let people = [
        ExpertRow(
            id: "1", name: "obraztsova", country: "KZ", organisation: "lab", areas: ["water"],
            expertise: ["sampling", "of", "reservoirs"], languages: ["kk", "ru"], groups: ["water"],
            events: ["water": 2]),
        ExpertRow(
            id: "2", name: "namunayev", country: "KZ", organisation: "lab", areas: ["water"],
            expertise: ["sampling"], languages: ["ru"], events: ["water": 1]),
        ExpertRow(
            id: "3", name: "namunov", country: "UZ", areas: ["water"], expertise: ["reservoir"], languages: ["ru"]),
        ExpertRow(
            id: "4", name: "misol", country: "TJ", areas: ["food"], expertise: ["reservoir", "sampling"],
            languages: ["ru"], groups: ["water"]),
        ExpertRow(id: "5", name: "jisheev", country: "MN", areas: ["chemical"], languages: ["mn"]),
        ExpertRow(id: "6", name: "primer", country: "KG", areas: ["law"], languages: ["ru"]),
    ]

    @Test func `the example of the design gives the order of the design`() {
        let listed = ExpertRanking.ranked(Self.people.reversed(), Self.query)
        #expect(listed.map(\.row.name) == ["obraztsova", "misol", "namunov", "namunayev", "jisheev"])
        #expect(listed.map(\.points) == [23, 15, 15, 16, 4])
        #expect(listed.map(\.rank) == [23, 15, 15, 10, 4])
        #expect(listed[3].spread == [.sameCountry(1), .sameOrganisation(1)])
        #expect(
            listed[0].reasons == [.area, .word("sampling"), .word("reservoir"), .language("ru"), .group, .events(2)])
    }

    @Test func `who knows neither the area nor a word is not proposed`() {
        #expect(!ExpertRanking.ranked(Self.people, Self.query).contains { $0.row.name == "primer" })
        let speakers = ExpertRanking.ranked(Self.people, ExpertQuery(language: "ru-KZ"))
        #expect(speakers.count == 5 && speakers.contains { $0.row.name == "primer" })
        #expect(ExpertRanking.ranked(Self.people, ExpertQuery()).count == 6)
    }

    @Test func `of nine areas only the one that is asked for scores`() {
        let areas = Set((1...8).map { "area-\($0)" } + ["water"])
        let row = ExpertRow(id: "9", name: "nine", areas: areas)
        let query = ExpertQuery(exact: ["water"], near: Set((1...8).map { "area-\($0)" }))
        #expect(ExpertRanking.reasons(row, query) == [.area])
    }

    @Test func `what was not confirmed for a year counts five less`() {
        let row = ExpertRow(id: "1", name: "a", areas: ["water"], isFresh: false)
        let listed = ExpertRanking.ranked([row], ExpertQuery(exact: ["water"]))
        #expect(listed.first?.reasons == [.area, .stale] && listed.first?.points == 5)
    }

    @Test func `at most three words and three events count`() {
        let row = ExpertRow(
            id: "1", name: "a", areas: ["water"], expertise: ["a", "b", "c", "d"], events: ["water": 9])
        let query = ExpertQuery(exact: ["water"], words: ["a", "b", "c", "d"])
        #expect(ExpertRanking.ranked([row], query).first?.points == 10 + 9 + 3)
    }

    @Test func `the first of many are the same however many are asked for`() {
        let rows = (0..<300).map { number in
            ExpertRow(
                id: "\(number)", name: "n\(number % 37)", country: "C\(number % 5)", organisation: "o\(number % 11)",
                areas: number % 3 == 0 ? ["water"] : ["food"], expertise: number % 2 == 0 ? ["sampling"] : [],
                isFresh: number % 7 != 0)
        }
        let all = ExpertRanking.ranked(rows, Self.query)
        #expect(all.count == 300)
        #expect(ExpertRanking.ranked(rows, Self.query, limit: 40) == Array(all.prefix(40)))
        // By the words of the rule, without its shortcut.
        var open = all.map { ($0.row, $0.points) }
        var listed: [ExpertRow] = []
        while !open.isEmpty {
            func rank(_ one: (ExpertRow, Int)) -> Int {
                one.1 - 4 * listed.count { $0.country == one.0.country }
                    - 2 * listed.count { $0.organisation == one.0.organisation }
            }
            let best = open.enumerated().min { left, right in
                let (a, b) = (rank(left.element), rank(right.element))
                return a != b
                    ? a > b : (left.element.0.name, left.element.0.id) < (right.element.0.name, right.element.0.id)
            }
            listed.append(open.remove(at: best?.offset ?? 0).0)
        }
        #expect(listed == all.map(\.row))
    }

    @Test(arguments: [
        ("вода", "воды", true), ("вода", "водой", true), ("water", "waterworks", true), ("water", "waste", false),
        ("food", "foot", false), ("мы", "мя", false), ("مياه", "المياه", true), ("лаборатория", "лаборатории", true),
    ])
    func `a word is found in another form of it`(word: String, written: String, isFound: Bool) {
        #expect(WordMatch.isFound(word, in: written) == isFound)
    }
}
