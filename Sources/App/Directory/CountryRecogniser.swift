import Domain
import Foundation
import Storage
import Web

/// Words for countries, sectors and roles beyond the names of the directory: data of ours, in `names.csv`.
enum NameWords {
    /// By kind: the key of a word, and what it stands for.
    private static let all: [String: [String: String]] = {
        var reader = CSVReader(Asset.named("names.csv")?.text ?? "", separator: ",")
        var all: [String: [String: String]] = [:]
        do {
            for record in try reader.all() where record.fields.count >= 3 {
                for word in record.fields[2...] { all[record.fields[0], default: [:]][key(word)] = record.fields[1] }
            }
        } catch {
            assertionFailure("names.csv: \(error)")
        }
        return all
    }()

    static func words(_ kind: String) -> [String: String] { all[kind] ?? [:] }

    /// Words that join or introduce others, in the languages of the names: left out when names are compared.
    private static let joining: Set<String> = [
        "the", "and", "of", "et", "und", "y", "e", "i", "и", "da", "de", "la", "le", "les", "el", "du", "des", "della",
        "del", "do", "dos", "l",
        "d", "och", "og", "ja", "si", "a",
    ]

    /// Without case, accents, punctuation and joining words.
    static func key(_ text: String) -> String {
        let words = Folded.text(text.prefix(300)).split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let kept = words.filter { !joining.contains($0) }
        return (kept.isEmpty ? words : kept).joined(separator: " ")
    }
}

/// Finds a country by its codes, or by its name in the languages of the world and its official forms.
struct CountryRecogniser: Sendable {
    private let codes: [String: String]
    private let known: Set<String>

    init(_ reading: any Reading) throws {
        var codes: [String: String] = [:]
        let rows = try RegionStore(reading).countryNames()
        for row in rows {
            for name in row.names where codes[NameWords.key(name)] == nil { codes[NameWords.key(name)] = row.code }
        }
        // Codes win over names.
        for row in rows {
            codes[row.code.lowercased()] = row.code
            codes[row.iso3.lowercased()] = row.code
        }
        self.codes = codes
        known = Set(rows.map(\.code))
    }

    func code(_ text: String) -> String? {
        let key = NameWords.key(text)
        guard !key.isEmpty else { return nil }
        var found = codes[key] ?? NameWords.words("country")[key]
        if found == nil, !Self.ambiguous.contains(key) { found = Self.inManyLanguages[key] ?? plain(key) }
        return found.flatMap { known.contains($0) ? $0 : nil }
    }

    /// "Republic of Moldova", "Moldova, Republic of": the words for the form of the state are left out, where what remains is one country.
    private func plain(_ key: String) -> String? {
        let words = key.split(separator: " ").map(String.init)
        let kept = words.filter { !Self.forms.contains($0) }
        guard !kept.isEmpty, kept.count < words.count else { return nil }
        let rest = kept.joined(separator: " ")
        guard !Self.ambiguous.contains(rest) else { return nil }
        return codes[rest] ?? NameWords.words("country")[rest] ?? Self.inManyLanguages[rest]
    }

    private static let forms: Set<String> = [
        "republic", "kingdom", "federation", "federal", "state", "states", "islamic", "arab", "principality", "grand",
        "duchy", "union",
        "republique", "royaume", "federale", "islamique", "republik", "konigreich", "bundesrepublik", "republica",
        "reino", "repubblica",
        "regno", "республика", "королевство", "федерация", "государство", "republika", "جمهورية", "مملكة", "الجمهورية",
        "المملكة", "دولة",
    ]
    /// What two states share.
    private static let ambiguous: Set<String> = [
        "korea", "congo", "china", "guinea", "coree", "conge", "корея", "конго", "كوريا", "الكونغو",
    ]

    /// As the Unicode CLDR of Foundation names countries.
    private static let inManyLanguages: [String: String] = {
        let languages = [
            "en", "fr", "ru", "ar", "de", "es", "it", "pt", "nl", "pl", "cs", "sk", "hu", "ro", "bg", "el", "tr", "uk",
            "be", "sr", "sr-Latn", "hr", "bs", "sl", "mk",
            "sq", "lt", "lv", "et", "fi", "sv", "da", "nb", "is", "ka", "hy", "az", "kk", "uz", "ky", "tg", "mn", "fa",
            "ur", "hi", "th", "vi",
            "id", "ms", "km", "lo", "my", "zh", "ja", "ko", "sw", "am", "he", "ca", "ga", "mt",
        ]
        let regions = Locale.Region.isoRegions.map(\.identifier).filter { $0.count == 2 && $0.allSatisfy(\.isLetter) }
        var result: [String: String] = [:]
        for language in languages {
            let locale = Locale(identifier: language)
            for region in regions {
                guard let name = locale.localizedString(forRegionCode: region), name != region else { continue }
                let key = NameWords.key(name)
                if !key.isEmpty, result[key] == nil { result[key] = region }
            }
        }
        return result
    }()
}
