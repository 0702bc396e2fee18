/// Ratings of several people as a file: one rater's value for one unit on each line. Read with commas, semicolons or tabs.
public struct RatingFile: Sendable {
    static let columns: [String] = ["unit", "rater", "value"]
    public static let mostValues = 1_000

    public let ratings: [RatingAgreement.Rating]
    /// Words of the scale, or the numbers that were met, ascending.
    public let scale: [String]
    public let agreement: RatingAgreement

    /// - Parameter scale: its words in their order; nil where values are numbers. An empty value is none, and so is "N" (not observed) where the
    ///   scale has words and no "N".
    /// - Throws: ``FileProblem`` with the line for: not CSV, a column that is missing, unknown or there twice, a unit or rater that is empty, a
    ///   value that is not of the scale or no number, a rater's second value for a unit.
    public init(_ bytes: [UInt8], scale words: [String]? = nil) throws(FileProblem) {
        var table = try SeatTable(bytes, required: Self.columns, optional: [])
        var lines: [[ExactText]: Int] = [:]
        var read: [(unit: String, rater: String, value: Rational)] = []
        while let row = try table.next() {
            for column in ["unit", "rater"] where row[column].isEmpty {
                throw row.problem(column, "\(column) in each line")
            }
            if let before = lines.updateValue(row.line, forKey: [ExactText(row["unit"]), ExactText(row["rater"])]) {
                throw FileProblem(
                    line: row.line, expected: "one value of each rater for a unit",
                    found: "another, after line \(before)")
            }
            if let value = try Self.value(row, words) { read.append((row["unit"], row["rater"], value)) }
        }
        var steps = words.map { $0.indices.map { Rational($0) } } ?? []
        if words == nil {
            steps = Set(read.map(\.value)).sorted()
            guard steps.count <= Self.mostValues else {
                throw FileProblem(
                    line: nil, expected: "at most \(Self.mostValues) different values", found: "\(steps.count)")
            }
        }
        let places = Dictionary(steps.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        ratings = read.map { RatingAgreement.Rating(unit: $0.unit, rater: $0.rater, value: places[$0.value] ?? 0) }
        scale = words ?? steps.map(\.description)
        agreement = RatingAgreement(ratings, scale: steps)
    }

    private static func value(_ row: SeatTable.Row, _ words: [String]?) throws(FileProblem) -> Rational? {
        let text = row["value"]
        if text.isEmpty { return nil }
        guard let words else {
            guard let value = number(text) else { throw row.problem("value", "a number such as 3 or -0.5") }
            return value
        }
        if let place = words.firstIndex(where: { ExactText($0) == ExactText(text) }) { return Rational(place) }
        if text == "N" { return nil }
        throw row.problem("value", "one of \(words.joined(separator: ","))")
    }

    private static func number(_ text: String) -> Rational? {
        guard text.hasPrefix("-") else { return RequestFile.minutes(text) }
        return RequestFile.minutes(String(text.dropFirst())).map { -$0 }
    }
}

/// Agreement as JSON with exact fractions; what cannot be told is null, with a reason beside it.
public struct AgreementReport: Sendable {
    private let agreement: RatingAgreement
    private let scale: [String]

    public init(_ file: RatingFile) { self.init(file.agreement, scale: file.scale) }

    public init(_ agreement: RatingAgreement, scale: [String]) {
        self.agreement = agreement
        self.scale = scale
    }

    public var json: String { value.json(.indented) + "\n" }

    public var value: JSONValue {
        let alphas = RatingAgreement.Metric.allCases.map { ($0.rawValue, agreement.alpha($0)) }
        let kappas = RatingAgreement.Weights.allCases.map { ($0.rawValue, agreement.kappa($0)) }
        var pairs: [(String, JSONValue)] = [
            ("n", .whole(agreement.count)), ("units", .whole(agreement.unitCount)),
            ("raters", .list(agreement.raters.map { .text($0) })),
            ("counts", .ordered(zip(scale, agreement.counts).map { ($0, .whole($1)) })),
            ("alpha", .ordered(alphas.map { ($0, fraction($1)) })), ("raw_agreement", fraction(agreement.raw)),
            ("kappa", .ordered(kappas.map { ($0, fraction($1)) })),
            ("apart", .list(agreement.apart.map { .text($0) })),
        ]
        let reasons =
            alphas.map { ("alpha.\($0)", $1) } + [("raw_agreement", agreement.raw)]
            + kappas.map { ("kappa.\($0)", $1) }
        let told = reasons.compactMap { name, figure in figure.reason.map { (name, JSONValue.text($0)) } }
        if !told.isEmpty { pairs.append(("reasons", .ordered(told))) }
        if agreement.isOneSided {
            pairs.append(("note", .text("almost all ratings are alike: alpha and kappa tell little")))
        }
        return .ordered(pairs)
    }

    private func fraction(_ figure: RatingAgreement.Figure) -> JSONValue { JSONValue(figure.value?.description) }
}
