/// Whether a word that somebody looks for is meant by one that stands written: `water` by `waterworks`, `вода` by `воды`. Both come in
/// folded letters: lower case, without accents.
public enum WordMatch {
    /// The words of a folded text.
    public static func words(ofFolded text: String) -> [String] {
        text.split { !$0.isLetter && !$0.isNumber }.map { String($0) }
    }

    /// In Cyrillic, words end differently by their place in a sentence: all but the last two letters are enough, three at least.
    public static func isFound(_ word: String, in written: String) -> Bool {
        if written.contains(word) { return true }
        guard word.unicodeScalars.allSatisfy({ (0x0400...0x04FF).contains($0.value) }) else { return false }
        let shared = zip(word, written).prefix { $0 == $1 }.count
        return shared >= max(3, max(word.count, written.count) - 2)
    }
}
