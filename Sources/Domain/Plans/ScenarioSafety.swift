/// What must not stand in the text of a scenario, which stays at the level of what the public would see: quantities, and names of sites
/// that an organiser listed (C7-17).
public enum ScenarioSafety {
    public enum Finding: Sendable, Hashable {
        /// A number with a unit: `5 kg`.
        case quantity(String)
        /// A name of the organiser's list.
        case name(String)
        /// An address of the web or of mail, outside the domains that belong to nobody.
        case address(String)

        public var text: String {
            switch self {
            case .quantity(let text), .name(let text), .address(let text): text
            }
        }
    }

    /// - Parameter names: of sites, as an organiser wrote them.
    /// - Returns: each finding once; at most 20.
    public static func findings(in texts: [String], names: [String]) -> [Finding] {
        var found: [Finding] = []
        var seen: Set<Finding> = []
        func add(_ finding: Finding) { if found.count < 20, seen.insert(finding).inserted { found.append(finding) } }
        let listed = names.map { (name: $0, words: tokens($0).filter(isWord)) }.filter { !$0.words.isEmpty }
        for text in texts {
            let tokens = tokens(text)
            quantities(tokens).forEach { add(.quantity($0)) }
            let words = tokens.filter(isWord)
            for one in listed where contains(words, one.words) { add(.name(one.name)) }
        }
        for finding in InjectSafety.findings(in: texts) where finding.kind == .address || finding.kind == .link {
            add(.address(finding.text))
        }
        return found
    }

    // MARK: Words

    /// Runs of digits, runs of letters and each sign apart, so that `5kg`, `5-kg` and `5 kg` read alike, and `2027, l'eau` is no amount.
    private static func tokens(_ text: String) -> [String] {
        var tokens: [String] = []
        var word = ""
        var isNumber = false
        func end() {
            if !word.isEmpty { tokens.append(word) }
            word = ""
        }
        for scalar in InjectLetters.scalars(text) {
            let isDigit = ("0"..."9").contains(scalar)
            if isDigit || scalar.properties.isAlphabetic {
                if isDigit != isNumber { end() }
                isNumber = isDigit
                word.unicodeScalars.append(scalar)
            } else if !(isNumber && !word.isEmpty && (scalar == "." || scalar == ",")) {
                end()
                if scalar != " ", scalar != "-" { tokens.append(String(scalar)) }
            } else {
                // A decimal sign; where no digit follows, the sentence goes on.
                end()
                tokens.append(String(scalar))
            }
        }
        end()
        return tokens
    }

    private static func isWord(_ token: String) -> Bool {
        token.unicodeScalars.first.map { $0.properties.isAlphabetic || ("0"..."9").contains($0) } ?? false
    }

    private static func contains(_ words: [String], _ part: [String]) -> Bool {
        guard words.count >= part.count else { return false }
        return (0...(words.count - part.count)).contains { words[$0..<($0 + part.count)].elementsEqual(part) }
    }

    private static func quantities(_ tokens: [String]) -> [String] {
        var found: [String] = []
        for (place, unit) in tokens.enumerated().dropFirst() where units.contains(unit) {
            let (number, next) = (tokens[place - 1], place + 1 < tokens.count ? tokens[place + 1] : "")
            let isDigits = number.utf8.allSatisfy { (48...57).contains($0) }
            guard isDigits || numerals.contains(number) else { continue }
            // An elided article; a year.
            if next == "'" || unit == "г" && isDigits && number.utf8.count == 4 { continue }
            found.append("\(number) \(unit)")
        }
        return found
    }

    private static func folded(_ words: String) -> Set<String> {
        Set(words.split(separator: " ").map { InjectLetters.folded($0) })
    }

    /// Of weight, volume, concentration, dose and activity; not of people, distance or time.
    private static let units: Set<String> = folded(
        """
        mg g kg gram grams gramme grammes kilo kilos kilogram kilograms kilogramme kilogrammes milligram milligrams ton tons tonne tonnes \
        lb lbs pound pounds ounce ounces µg μg microgram micrograms ml l cl litre litres liter liters millilitre millilitres milliliter \
        milliliters gallon gallons ppm ppb mol moles bq kbq mbq gbq tbq becquerel becquerels curie curies ci sv msv μsv sievert \
        sieverts gray grays gy milligramme milligrammes \
        г кг мг мкг т грамм грамма граммов килограмм килограмма килограммов миллиграмм миллиграмма миллиграммов тонна тонны тонн л мл литр \
        литра литров миллилитр миллилитра миллилитров бк кбк мбк гбк тбк беккерель беккереля беккерелей кюри зв мзв мкзв зиверт зиверта \
        зивертов \
        غرام غراما جرام جراما كيلوغرام كيلوغراما كيلوغرامات كيلوجرام كيلو كغ كجم كلغ ملغ مغ ملغم طن طنا أطنان لتر لترا لترات مل بيكريل سيفرت
        """)

    private static let numerals: Set<String> = folded(
        """
        one two three four five six seven eight nine ten twelve twenty fifty hundred hundreds thousand thousands half \
        un une deux trois quatre cinq six sept huit neuf dix vingt cinquante cent cents mille \
        один одна два две три четыре пять шесть семь восемь девять десять двадцать пятьдесят сто тысяча тысячи \
        خمسة خمس عشرة عشر مئة مائة ألف
        """)
}
