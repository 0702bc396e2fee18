import Testing
import Web

@testable import App

@Suite struct SearchMemoryTests {
    private static let kind = SearchKind("thing", order: 1, .verbatim("Things"))

    private static func entry(_ stored: SearchStored) -> SearchEntry {
        let texts = stored.words.split(separator: "|").map(String.init)
        var entry = SearchEntry(kind, stored.id, SearchText(texts[0]), in: .server, path: nil)
        entry.texts = texts.dropFirst().map { SearchText($0) }
        return entry
    }

    private static func rows(_ words: [String]) -> [SearchStored] {
        words.enumerated().map { SearchStored(id: "\($0.offset)", words: $0.element) }
    }

    @Test func `an entry is made once of the same words, and anew of others`() {
        let memory = SearchMemory<String>(most: 10)
        var made = 0
        func told(_ words: String..., in edition: String = "en") -> [String] {
            memory.told(Self.rows(words), in: edition) { missing in
                made += missing.count
                return missing.map(Self.entry)
            }.map(\.entry.title.words)
        }
        #expect(told("Water") == ["Water"] && told("Water") == ["Water"] && made == 1)
        #expect(told("Food") == ["Food"] && made == 2)
        #expect(told("Food", "Water") == ["Food", "Water"] && made == 3)
        #expect(told("Food", in: "fr") == ["Food"] && made == 4)
    }

    @Test func `what cannot be made is left out, and the others stay in their order`() {
        let memory = SearchMemory<Int>(most: 10)
        let told = memory.told(Self.rows(["A", "B", "C"]), in: 1) { $0.filter { $0.words != "B" }.map(Self.entry) }
        #expect(told.map(\.entry.title.words) == ["A", "C"])
    }

    @Test(arguments: [1, 2, 3, 100])
    func `what is kept is found as what is told anew, however few are kept`(most: Int) {
        let memory = SearchMemory<Int>(most: most)
        let words = [
            "Étude", "Вода|сети воды", "ماء", "Water|drinking water|a network", "Network|water works|underwater",
            "Other|nothing|waterworks and water",
        ]
        for _ in 1...2 {
            let told = memory.told(Self.rows(words), in: 1) { $0.map(Self.entry) }
            #expect(told.count == words.count && told.allSatisfy { $0.folded != nil })
            for query in [
                "water", "ater", "network water", "вода", "etude", "works a", "water|a", "ماء", "nothing waterworks",
            ] {
                let asked = SearchQuery(query)
                #expect(told.map { asked.rank($0) } == told.map { asked.rank(SearchTold($0.entry)) }, "\(query)")
            }
        }
    }

    @Test func `nothing is found across two texts, and the best of them counts`() {
        let entry = Self.entry(SearchStored(id: "1", words: "Title|underwater|fresh water|water first"))
        for told in [SearchTold(entry), SearchTold(entry, folded: FoldedTexts(entry))] {
            #expect(SearchQuery("water").rank(told) == 3)
            #expect(SearchQuery("fresh").rank(told) == 3)
            #expect(SearchQuery("nderwa").rank(told) == 1)
            #expect(SearchQuery("waterfresh").rank(told) == nil && SearchQuery("underwaterf").rank(told) == nil)
        }
    }
}
