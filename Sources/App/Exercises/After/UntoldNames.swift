import Domain
import Storage
import Web

/// What would tell, in somebody's words, of which cell they are: names of cells, whom they play, and their countries in every language.
/// Of cells that are named outside, nothing is held back (``ExerciseLadder``).
struct UntoldNames: Sendable {
    /// Shorter ones are words of other things.
    private static let shortest = 3

    private let names: [(shown: String, sought: String)]

    /// - Parameter own: the cell for which the words are: it knows its own name.
    init(_ exercise: ExerciseRecord, _ plan: ExercisePlan, own: ExerciseCell.ID? = nil, _ reading: any Reading) throws {
        let ladder = ExerciseLadder(exercise, plan, own: own)
        let hidden = plan.players.filter { !ladder.names($0.id) }
        let told = Set(plan.cells.filter { ladder.names($0.id) }.flatMap { [$0.name, $0.plays] })
        let languages = try Language.allCases.map { try DirectoryNames(reading, language: $0) }
        let countries = Set(hidden.compactMap(\.country)).subtracting(
            plan.cells.filter { ladder.names($0.id) }.compactMap(\.country))
        let all =
            hidden.flatMap { [$0.name, $0.plays] }
            + countries.sorted().flatMap { code in languages.compactMap { $0.country(code) } }
        names =
            Set(all).subtracting(told).sorted().compactMap { name in
                let words = Self.words(name)
                guard words.joined().count >= Self.shortest else { return nil }
                return (name, Self.sought(words))
            } + Self.peoples(countries)
    }

    /// Words for people of a country that do not begin like its name.
    private static func peoples(_ countries: Set<String>) -> [(shown: String, sought: String)] {
        countries.sorted().flatMap { code in
            (CountryPeople.words[code] ?? []).map { ($0, " \(Folded.text($0))") }
        }
    }

    /// The names that stand in these texts, as the plan writes them.
    func told(in texts: [String]) -> [String] {
        let text = " \(Self.words(texts.joined(separator: "\n")).joined(separator: " ")) "
        return names.filter { text.contains($0.sought) }.map(\.shown)
    }

    private static func words(_ text: String) -> [String] {
        Folded.text(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// One long word also at the beginning of another ("Latvian", "croate"), without its ending, in Arabic also behind an article; all else
    /// as it is.
    private static func sought(_ words: [String]) -> String {
        guard words.count == 1, let word = words.first, word.count >= 4 else {
            return " \(words.joined(separator: " ")) "
        }
        let first = word.unicodeScalars.first?.value ?? 0
        if (0x0600...0x06FF).contains(first) {
            let bare = word.hasPrefix("ال") ? String(word.dropFirst(2)) : word
            return bare.hasSuffix("يا") && bare.count > 4 ? String(bare.dropLast()) : bare
        }
        if (0x0400...0x04FF).contains(first) { return " \(word.dropLast(word.count >= 6 ? 2 : 1))" }
        return " \(stem(word))"
    }

    /// "Croatia", "Croatie" as in "Croat", "croate"; "Uzbekistan" as in "Uzbek".
    private static func stem(_ word: String) -> String {
        for ending in ["istan", "stan", "ia", "ie", "y"] where word.hasSuffix(ending) {
            let stem = word.dropLast(ending.count)
            if stem.count >= 4 { return String(stem) }
        }
        return word
    }
}
