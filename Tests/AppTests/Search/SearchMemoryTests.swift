import Testing
import Web

@testable import App

@Suite struct SearchMemoryTests {
    private static let kind = SearchKind("thing", order: 1, .verbatim("Things"))

    private func entry(_ words: String) -> SearchEntry {
        SearchEntry(Self.kind, "1", SearchText(words), in: .server, path: nil)
    }

    @Test func `an entry is made once of the same words, and anew of others`() {
        let memory = SearchMemory<Int>(most: 10)
        var made = 0
        func told(_ words: String) -> [String] {
            memory.entries([(key: 1, words: words, row: words)]) { words in
                made += 1
                return entry(words)
            }.map(\.title.words)
        }
        #expect(told("Water") == ["Water"] && told("Water") == ["Water"] && made == 1)
        #expect(told("Food") == ["Food"] && made == 2)
    }

    @Test func `what is kept is found as what is made anew`() {
        let memory = SearchMemory<Int>(most: 2)
        let words = ["Étude", "Вода", "ماء", "Water"]
        for text in words + words {
            let found = memory.entries([(key: text.count, words: text, row: text)]) { entry($0) }
            #expect(found.allSatisfy { SearchQuery(text.lowercased()).rank($0) == SearchQuery(text).rank(entry(text)) })
        }
    }
}
