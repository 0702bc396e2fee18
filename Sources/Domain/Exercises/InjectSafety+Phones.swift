/// Telephone numbers: which of them could ring at somebody's.
extension InjectSafety {
    /// Beginnings of ranges that are kept for drama, digits only, with their country code, and how many digits are open behind: United
    /// Kingdom (Ofcom), France (ARCEP), Germany (BNetzA), Australia (ACMA).
    private static let fictitious: [(start: String, open: Int)] = [
        ("442079460", 3), ("441134960", 3), ("441144960", 3), ("441154960", 3), ("441164960", 3), ("441174960", 3),
        ("441184960", 3), ("441214960", 3), ("441314960", 3), ("441414960", 3), ("441514960", 3), ("441614960", 3),
        ("441632960", 3), ("447700900", 3), ("448081570", 3), ("449098790", 3), ("443069990", 3),
        ("3319900", 4), ("3326191", 4), ("3335301", 4), ("3346571", 4), ("3353649", 4), ("3363998", 4),
        ("493023125", 3), ("496990009", 3), ("494066969", 3), ("492214710", 3), ("498999998", 3),
        ("61491570", 3), ("61255501", 3), ("61355501", 3),
    ]

    /// - Parameter digits: without signs. - Parameter isWhole: a plus or a double zero stood before them.
    static func isFictitious(_ digits: String, isWhole: Bool) -> Bool {
        // North America: 555-0100 to 555-0199 behind any area code; "(555)…" as in films.
        let local = digits.hasPrefix("1") && digits.utf8.count == 11 ? String(digits.dropFirst()) : digits
        if local.utf8.count == 10, local.dropFirst(3).hasPrefix("55501") || local.hasPrefix("555") { return true }
        if local.utf8.count == 7, local.hasPrefix("55501") { return true }
        return fictitious.contains { start, open in
            if digits.utf8.count == start.utf8.count + open, digits.hasPrefix(start) { return true }
            // Inside its country: a zero in place of the code.
            guard !isWhole, digits.hasPrefix("0") else { return false }
            let national = "0" + start.dropFirst(2)
            return digits.utf8.count == national.utf8.count + open && digits.hasPrefix(national)
        }
    }

    private static let callWords: [[Unicode.Scalar]] = [
        "call", "dial", "phone", "tel", "tel.", "telephone", "appelez", "composez", "звоните", "позвоните",
        "телефон", "тел.", "тел", "номер", "номеру", "اتصل", "هاتف", "الرقم", "رقم",
    ].map { InjectLetters.scalars($0) }
    private static let emergency: Set<String> = ["112", "911", "999", "101", "102", "103", "104", "15", "17", "18"]

    static func phones(in letters: [Unicode.Scalar]) -> [Finding] {
        var found: [Finding] = []
        var index = 0
        while index < letters.count {
            guard isStart(letters, index) else {
                index += 1
                continue
            }
            let end = runEnd(letters, from: index)
            let run = letters[index..<end]
            if let finding = phone(run, before: letters[..<index]) { found.append(finding) }
            index = max(end, index + 1)
        }
        return found
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func isStart(_ letters: [Unicode.Scalar], _ index: Int) -> Bool {
        let scalar = letters[index]
        let isLone = index == 0 || !isDigit(letters[index - 1]) && !letters[index - 1].properties.isAlphabetic
        if isDigit(scalar) { return isLone }
        guard scalar == "+" || scalar == "(", index + 1 < letters.count else { return false }
        return isDigit(letters[index + 1])
    }

    /// Digits with at most two signs between them.
    private static func runEnd(_ letters: [Unicode.Scalar], from start: Int) -> Int {
        var (end, gap) = (start, 0)
        for index in start..<letters.count {
            if isDigit(letters[index]) {
                (end, gap) = (index + 1, 0)
            } else if index == start || " -.()/".unicodeScalars.contains(letters[index]) {
                gap += 1
                if gap > 2 { break }
            } else {
                break
            }
        }
        return end
    }

    private static func phone(_ run: ArraySlice<Unicode.Scalar>, before: ArraySlice<Unicode.Scalar>) -> Finding? {
        let text = String(String.UnicodeScalarView(run))
        let digits = String(String.UnicodeScalarView(run.filter(isDigit)))
        let follows = follows(before)
        if follows, emergency.contains(digits) { return Finding(.phone, text) }
        let isWhole = text.hasPrefix("+") || digits.hasPrefix("00")
        guard (isWhole || follows ? 5...18 : 7...15).contains(digits.utf8.count) else { return nil }
        if !isWhole, !follows, isDateOrAmount(text) { return nil }
        let number = digits.hasPrefix("00") ? String(digits.dropFirst(2)) : digits
        return isFictitious(number, isWhole: isWhole) ? nil : Finding(.phone, text)
    }

    /// Whether the word before is one that a number to call follows.
    private static func follows(_ before: ArraySlice<Unicode.Scalar>) -> Bool {
        let words = before.suffix(32).split(separator: " ").suffix(2).map { word in
            word.last == ":" ? Array(word.dropLast()) : Array(word)
        }
        guard let last = words.last else { return false }
        return callWords.contains(last) || articles.contains(last) && callWords.contains(words[0])
    }

    private static let articles: [[Unicode.Scalar]] = ["le", "au", "the", "on", "по", "على"].map {
        InjectLetters.scalars($0)
    }

    /// `2027-06-18`, `18.06.2027`, `18/06/2027 07`, `12 000 000`, `1.500.000`, and a long number without any sign.
    private static func isDateOrAmount(_ text: String) -> Bool {
        let parts: [Int] = text.utf8.split { !(48...57).contains($0) }.map(\.count)
        let signs = Set(text.filter { !$0.isNumber })
        // Written in one piece it is a number to call only where it begins with a zero.
        if parts.count == 1 { return !text.hasPrefix("0") }
        if parts.count >= 3, parts.prefix(3) == [4, 2, 2] || parts[2] == 4 && parts[0] <= 2 && parts[1] <= 2 {
            return true
        }
        if let first = parts.first, first <= 3, parts.dropFirst().allSatisfy({ $0 == 3 }), !text.hasPrefix("0") {
            return signs == [" "] || signs == ["."]
        }
        return false
    }
}
