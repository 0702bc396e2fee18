/// The heading of a column, as it is compared: what stands in brackets is a hint.
public struct MselHeading: Sendable, Hashable {
    public let text: String
    /// Words, `#` being one of them.
    let words: [String]
    /// The words in one line: `event #`.
    let plain: String

    public init(_ text: String) {
        self.text = MselText.trimmed(text)
        let folded = MselText.folded(String(text.prefix(300)))
        var (outside, inside, depth) = ("", "", 0)
        for character in folded {
            switch character {
            case "(", "[": depth += 1
            case ")", "]": depth = max(0, depth - 1)
            default: if depth == 0 { outside.append(character) } else { inside.append(character) }
            }
        }
        if MselText.trimmed(outside).isEmpty { outside = inside }
        // `No.`, `N°` and `№` are one.
        let clean = outside.filter { !":*.".contains($0) }.replacing("#", with: " # ").replacing(" / ", with: "/")
        words = Self.words(clean)
        plain = words.joined(separator: " ")
    }

    private static let numbers: Set<String> = ["no", "nr", "num", "number", "numéro", "numero", "n", "номер"]

    static func words(_ text: String) -> [String] {
        text.split { !($0.isLetter || $0.isNumber || $0 == "+" || $0 == "#") }.map { word in
            numbers.contains(String(word)) ? "#" : String(word)
        }
    }

    /// 3: it is named exactly so; 2: all words of a name stand in it; 1: a telling word does; 0 else. With how many words said it.
    func score(_ field: MselField) -> (score: Int, words: Int) {
        guard !words.isEmpty else { return (0, 0) }
        if let named = MselVocabulary.exact[plain], named.contains(field) { return (3, words.count) }
        if field == .time, words.contains(where: { MselField.otherTimes.contains($0) }) { return (0, 0) }
        var best = (score: 0, words: 0)
        let own = Set(words)
        for name in MselVocabulary.names[field] ?? [] {
            if name.count > 1 {
                if name.count > best.words || best.score < 2, name.allSatisfy({ own.contains($0) }) {
                    best = (2, name.count)
                }
            } else if best.score < 1, let word = name.first, own.contains(word), !MselField.onlyAlone.contains(word) {
                best = (1, 1)
            }
        }
        return best
    }
}

/// The names of fields, made once.
private enum MselVocabulary {
    static let names: [MselField: [[String]]] = Dictionary(
        uniqueKeysWithValues: MselField.allCases.map { field in (field, field.names.map { MselHeading($0).words }) })

    static let exact: [String: Set<MselField>] = {
        var all: [String: Set<MselField>] = [:]
        for field in MselField.allCases {
            for name in field.names { all[MselHeading(name).plain, default: []].insert(field) }
        }
        return all
    }()
}

/// Which column holds what: each column at most one field, each field one column, and the best sum of all.
public struct MselMapping: Sendable, Hashable {
    /// Columns of each field, from 0; more than one only where texts are joined.
    public private(set) var columns: [MselField: [Int]] = [:]
    /// Of the best assignment.
    public private(set) var score = 0
    /// Fields that only a telling word found: a person looks at them.
    public private(set) var unsure: Set<MselField> = []

    public var isList: Bool {
        columns.count >= 3 && [.title, .text, .time].contains { columns[$0] != nil }
    }

    public init(columns: [MselField: [Int]], unsure: Set<MselField> = []) {
        self.columns = columns
        self.unsure = unsure
    }

    /// What a person said of columns wins over what was found; what says which inject it is stays.
    func corrected(_ headings: [String], _ told: [String: MselColumnUse]) -> (mapping: MselMapping, leftOut: Set<Int>) {
        guard !told.isEmpty else { return (self, []) }
        var (all, leftOut, open) = (columns, Set<Int>(), unsure)
        let fixed = Set([MselField.id, .revision, .delete].flatMap { all[$0] ?? [] })
        var chosen: [MselField: [Int]] = [:]
        for (column, heading) in headings.enumerated() where !heading.isEmpty && !fixed.contains(column) {
            guard let use = told[MselOptions.key(heading)] else { continue }
            for field in MselField.allCases where all[field]?.contains(column) == true {
                all[field]?.removeAll { $0 == column }
                open.remove(field)
            }
            switch use {
            case .field(let field): chosen[field, default: []].append(column)
            case .leftOut: leftOut.insert(column)
            case .extra: break
            }
        }
        for (field, own) in chosen {
            all[field] = field.joins ? ((all[field] ?? []) + own).sorted() : [own[0]]
            open.remove(field)
        }
        return (MselMapping(columns: all.filter { !$0.value.isEmpty }, unsure: open), leftOut)
    }

    public init(_ headings: [String]) {
        if headings.contains(MselOwnColumns.id) {
            for (field, heading) in MselOwnColumns.all + MselOwnColumns.last {
                if let column = headings.firstIndex(of: heading) { columns[field] = [column] }
            }
            return
        }
        let read = headings.prefix(200).map { MselHeading($0.utf8.count <= 600 ? $0 : "") }
        let fields = MselField.allCases
        var weights = [[Int]](repeating: [Int](repeating: 0, count: read.count), count: fields.count)
        var scores = weights
        for (row, field) in fields.enumerated() {
            for (column, heading) in read.enumerated() {
                let (score, words) = heading.score(field)
                scores[row][column] = score
                // Longer names first, then the column further left.
                weights[row][column] = score == 0 ? 0 : score * 1_000_000 + min(words, 9) * 1_000 + (500 - column)
            }
        }
        var taken: Set<Int> = []
        for (row, column) in MselAssignment.best(weights).enumerated() {
            guard let column, scores[row][column] > 0 else { continue }
            columns[fields[row]] = [column]
            taken.insert(column)
            score += scores[row][column]
            if scores[row][column] == 1 { unsure.insert(fields[row]) }
        }
        for (row, field) in fields.enumerated() where field.joins && columns[field] != nil {
            for column in read.indices where !taken.contains(column) && scores[row][column] >= 2 {
                columns[field, default: []].append(column)
                taken.insert(column)
            }
            columns[field]?.sort()
        }
    }

    public subscript(_ field: MselField) -> Int? { columns[field]?.first }
    public var taken: Set<Int> { Set(columns.values.flatMap { $0 }) }
}

/// The columns of our own export, by which it is read again.
public enum MselOwnColumns {
    public static let id = "Roundtable ID"
    public static let all: [(field: MselField, heading: String)] = [
        (.label, "No"), (.time, "Time (T+)"), (.move, "Move"), (.storyline, "Storyline"), (.type, "Type"),
        (.channel, "Channel"), (.from, "From"), (.to, "To"), (.title, "Title"), (.text, "Text"),
        (.expected, "Expected action"), (.objective, "Objective"), (.note, "Notes"), (.status, "Status"),
    ]
    public static let last: [(field: MselField, heading: String)] = [
        (.delete, "Delete"), (.id, id), (.revision, "Revision"),
    ]
}

/// The assignment of rows to columns with the greatest sum (Kuhn and Munkres, with potentials).
enum MselAssignment {
    /// - Returns: for each row its column; nothing where there are more rows than columns.
    static func best(_ weights: [[Int]]) -> [Int?] {
        let rows = weights.count
        let width = max(weights.first?.count ?? 0, rows)
        guard rows > 0 else { return [] }
        func cost(_ row: Int, _ column: Int) -> Int {
            weights[row].indices.contains(column) ? -weights[row][column] : 0
        }
        var (left, right) = ([Int](repeating: 0, count: rows + 1), [Int](repeating: 0, count: width + 1))
        var (match, way) = ([Int](repeating: 0, count: width + 1), [Int](repeating: 0, count: width + 1))
        for row in 1...rows {
            match[0] = row
            var column = 0
            var least = [Int](repeating: .max, count: width + 1)
            var used = [Bool](repeating: false, count: width + 1)
            repeat {
                used[column] = true
                let current = match[column]
                var (delta, next) = (Int.max, 0)
                for other in 1...width where !used[other] {
                    let reduced = cost(current - 1, other - 1) - left[current] - right[other]
                    if reduced < least[other] { (least[other], way[other]) = (reduced, column) }
                    if least[other] < delta { (delta, next) = (least[other], other) }
                }
                for other in 0...width {
                    if used[other] {
                        left[match[other]] += delta
                        right[other] -= delta
                    } else if least[other] < .max {
                        least[other] -= delta
                    }
                }
                column = next
            } while match[column] != 0
            repeat {
                let before = way[column]
                match[column] = match[before]
                column = before
            } while column != 0
        }
        var found = [Int?](repeating: nil, count: rows)
        let real = weights.first?.count ?? 0
        for column in 1...width where match[column] > 0 && column <= real { found[match[column] - 1] = column - 1 }
        return found
    }
}
