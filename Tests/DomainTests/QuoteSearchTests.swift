import Domain
import Testing

struct QuoteSearchCostTests {
    private static let text = String(repeating: "a", count: 40_000)

    /// A quote of 4,000 letters in a text of 40,000 was 160 million comparisons, inside of the transaction that adds the comment.
    @Test
    func `a passage that nearly repeats is searched for once through the text`() {
        let quote = String(repeating: "a", count: 4_000)
        #expect(QuoteSearch.find(quote + "b", in: Self.text) == .missing)
        #expect(QuoteSearch.find(quote, in: Self.text) == .ambiguous)
        #expect(QuoteSearch.replacing(quote + "b", with: "c", in: Self.text + "b" + Self.text) != nil)
    }

    @Test(arguments: [
        ("abab", "xababab", 2), ("aab", "aaab", 1), ("abcabd", "abcabcabd abcabe", 1), ("aa", "a", 0), ("ab", "ba", 0),
        ("a b", "a  b a\nb", 2), ("one two", "**one** two", 1),
    ])
    func `also where a beginning repeats within the passage`(quote: String, text: String, count: Int) {
        switch QuoteSearch.find(quote, in: text) {
        case .missing: #expect(count == 0)
        case .found: #expect(count == 1)
        case .ambiguous: #expect(count == 2)
        }
    }
}
