/// The words of an issue as near-duplicate search sees them.
struct IssueWords {
    struct Word: Hashable {
        let original: String
        let stem: String
        /// Character 4-grams of the folded word between two borders; a short word is its own.
        var grams: [String] {
            let padded = Array("_" + folded + "_")
            guard padded.count > 4 else { return [String(padded)] }
            return (0...(padded.count - 4)).map { String(padded[$0..<($0 + 4)]) }
        }
        let folded: String
    }

    let words: [Word]

    init(_ text: String) {
        var words: [Word] = []
        var current = ""
        // A word ends at anything that is no letter or digit; an apostrophe too, so "d'information" gives two.
        for character in text + " " {
            if character.isLetter || character.isNumber {
                current.append(character)
            } else if !current.isEmpty {
                let folded = Self.fold(current)
                if folded.count > 1 && !Self.stopWords.contains(folded) {
                    words.append(Word(original: current, stem: Self.stem(folded), folded: folded))
                }
                current = ""
            }
        }
        self.words = words
    }

    /// Lower case without the diacritics that people leave out when they type in haste.
    static func fold(_ word: String) -> String {
        var folded = ""
        for scalar in word.lowercased().unicodeScalars {
            if let plain = plainLetters[scalar] { folded += plain } else if !(0x300...0x36f).contains(scalar.value) {
                folded.unicodeScalars.append(scalar)
            }
        }
        return folded
    }

    /// Not a linguist's stem: endings that carry inflection or a noun's form, then the first six letters.
    static func stem(_ word: String) -> String {
        for ending in endings where word.count >= ending.count + 4 && word.hasSuffix(ending) {
            return String(word.dropLast(ending.count).prefix(6))
        }
        return String(word.prefix(6))
    }

    private static let plainLetters: [Unicode.Scalar: String] = {
        var letters: [Unicode.Scalar: String] = ["œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ё": "е"]
        let rows: [(String, String)] = [
            ("a", "àáâãäåāăą"), ("c", "çćĉċč"), ("d", "ď"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("i", "ìíîïĩīĭįı"),
            ("n", "ñńņň"), ("o", "òóôõöōŏő"), ("r", "ŕŗř"), ("s", "śŝşšș"), ("t", "ţťț"), ("u", "ùúûüũūŭůűų"),
            ("y", "ýÿ"), ("z", "źżž"), ("и", "й"),
        ]
        for (plain, accented) in rows {
            for scalar in accented.unicodeScalars { letters[scalar] = plain }
        }
        return letters
    }()

    /// Longest first.
    private static let endings: [String] = [
        "ational", "ization", "isation", "ements", "ations", "ation", "ement", "ments", "ities", "ment", "ings", "tion", "ence", "ance", "ости", "ость", "ение", "ения", "ании", "ание", "ания", "ами", "ями",
        "ого", "его", "ому", "ему", "ных", "ing", "ion", "ies", "ity", "ers", "ées", "ed", "es", "er", "ly", "al",
        "ый", "ая", "ое", "ые", "ой", "ов", "ев", "ам", "ям", "ах", "ях", "ом", "ем", "ей", "ия", "ии", "s", "e", "y",
        "а", "я", "о", "е", "ы", "и", "у", "ю", "ь",
    ].sorted { ($1.count, $0) < ($0.count, $1) }

    private static let stopWords: Set<String> = Set(
        """
        a an and any are as at be been between both but by can do does each for from had has have how if in into is it \
        its more most need needs needed no not of on only or other our out over same should so some such than that \
        the their them there these they this those to too under up us very was we were what when where which who will \
        with within without would you your lack lacking missing absence \
        au aux avec ce ces cette dans de des du elle en entre est et il ils la le les leur leurs mais ne ni nos notre \
        nous on ou par pas plus pour qu que qui sa sans se ses son sont sous sur un une vos votre vous manque absence \
        а без бы в во для до его ее за и из или им их к как ко мы на не нет но о об обо она они оно от по под при с со \
        та так также то только у уже что это нам между недостаток отсутствие
        """.split(whereSeparator: \.isWhitespace).map { IssueWords.fold(String($0)) })
}

/// TF-IDF vectors of length 1 with an inverted index over them.
struct SparseVectors {
    private var postings: [[(text: Int32, weight: Double)]] = []
    /// By text: feature and weight, ascending by feature.
    private var vectors: [[(feature: Int, weight: Double)]] = []
    private var names: [String] = []

    init(_ documents: [[String]]) {
        var index: [String: Int] = [:]
        var counts: [[Int: Int]] = []
        var documentCounts: [Int] = []
        for document in documents {
            var count: [Int: Int] = [:]
            for feature in document {
                let id = index[feature] ?? names.count
                if id == names.count {
                    index[feature] = id
                    names.append(feature)
                    documentCounts.append(0)
                }
                if count[id, default: 0] == 0 { documentCounts[id] += 1 }
                count[id, default: 0] += 1
            }
            counts.append(count)
        }
        let total = Double(documents.count)
        postings = Array(repeating: [], count: names.count)
        for (text, count) in counts.enumerated() {
            var vector: [(feature: Int, weight: Double)] = count.map { feature, times in
                (feature, Self.weight(times: times, total: total, documents: Double(documentCounts[feature])))
            }
            vector.sort { $0.feature < $1.feature }
            let length = vector.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
            for position in vector.indices where length > 0 {
                vector[position].weight /= length
                postings[vector[position].feature].append((Int32(text), vector[position].weight))
            }
            vectors.append(vector)
        }
    }

    /// Adds `weight` times the cosine with each *later* text; `touched` gathers those that were 0.
    func addSimilarities(of text: Int, weight: Double, to scores: inout [Double], touched: inout [Int]) {
        for (feature, own) in vectors[text] {
            let list = postings[feature]
            // Lists are ascending by text: what comes later is at the end.
            var position = list.count - 1
            while position >= 0 && list[position].text > text {
                let other = Int(list[position].text)
                if scores[other] == 0 { touched.append(other) }
                scores[other] += weight * own * list[position].weight
                position -= 1
            }
        }
    }

    /// The features that two texts share, by what they add to the cosine, most first.
    func shared(_ first: Int, _ second: Int) -> [String] {
        let other = Dictionary(uniqueKeysWithValues: vectors[second].map { ($0.feature, $0.weight) })
        let parts = vectors[first].compactMap { feature, weight in other[feature].map { (feature, weight * $0) } }
        return parts.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map { names[$0.0] }
    }

    /// Smoothed so that a feature of every text still counts a little: in a room on one topic most words are common.
    private static func weight(times: Int, total: Double, documents: Double) -> Double {
        (1 + Agreement.logarithm(Double(times))) * (1 + Agreement.logarithm((1 + total) / (1 + documents)))
    }
}
