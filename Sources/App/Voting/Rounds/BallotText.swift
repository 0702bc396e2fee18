import Domain
import Web

/// The marks of one ballot under each criterion.
struct BallotMarks: Sendable, Hashable {
    var values: [Mark] = []
    /// Where the round asks for it.
    var feasibility: [Mark] = []

    subscript(_ criterion: RatingCriterion) -> [Mark] {
        get { criterion == .importance ? values : feasibility }
        set { if criterion == .importance { values = newValue } else { feasibility = newValue } }
    }
}

/// Reads and writes the choices of one round's ballots as their column has them: a tally reads tens of thousands.
///
/// A closed round's ballots say nothing but what counts: no "cannot judge", no 0 dots, each by its issue's id in the order of the ids. So a
/// ballot cannot be known by how it was written.
struct BallotText {
    let settings: RoundSettings
    private let places: [String: Int]
    /// By place: the issue's id as the column has it, and its rank among the ids.
    private let names: [(text: String, rank: Int)]

    /// - Parameter issues: in the order of the ballot.
    init(_ settings: RoundSettings, issues: [Issue.ID]) {
        self.settings = settings
        let texts = issues.map(\.description)
        places = RoundSettings.places(texts)
        let ranks = Dictionary(
            texts.sorted().enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        names = texts.map { ($0, ranks[$0] ?? 0) }
    }

    private var criteria: [RatingCriterion] { settings.asked }

    /// - Returns: the marks that count; nil if the text is no ballot of this round.
    func read(_ text: String) -> BallotMarks? {
        guard let marks = marks(text), isInOrder(marks) else { return nil }
        return marks
    }

    /// What counts of a text that may say more: what the round did not ask for is left out.
    func keeping(_ text: String) -> BallotMarks {
        guard let choices = try? BallotChoices(stored: text) else { return BallotMarks() }
        var marks = BallotMarks()
        for criterion in criteria {
            marks[criterion] = choices[criterion].compactMap { issue, value in
                guard let place = places[issue.description], value > 0, value <= settings.largestValue else {
                    return nil
                }
                return Mark(item: place, value: value)
            }.sorted { $0.item < $1.item }
        }
        return marks
    }

    /// As ``read(_:)`` reads it.
    func text(_ marks: BallotMarks) -> String {
        func object(_ marks: [Mark]) -> String {
            let pairs = marks.sorted { names[$0.item].rank < names[$1.item].rank }
                .map { "\"\(names[$0.item].text)\":\($0.value)" }
            return "{\(pairs.joined(separator: ","))}"
        }
        return "{\"feasibility\":\(object(marks.feasibility)),\"values\":\(object(marks.values))}"
    }

    private func isInOrder(_ marks: BallotMarks) -> Bool {
        RatingCriterion.allCases.allSatisfy { criterion in
            criteria.contains(criterion)
                ? settings.accepts(marks[criterion], issues: names.count) : marks[criterion].isEmpty
        }
    }

    // MARK: The text by its bytes

    private func marks(_ text: String) -> BallotMarks? {
        var text = text
        return text.withUTF8 { bytes in
            var at = 0
            guard take("{\"feasibility\":", bytes, &at), let feasibility = object(bytes, &at),
                take(",\"values\":", bytes, &at), let values = object(bytes, &at), take("}", bytes, &at),
                at == bytes.count
            else { return nil }
            return BallotMarks(values: values, feasibility: feasibility)
        }
    }

    private func take(_ piece: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Bool {
        guard at + piece.utf8CodeUnitCount <= bytes.count else { return false }
        for index in 0..<piece.utf8CodeUnitCount where bytes[at + index] != piece.utf8Start[index] { return false }
        at += piece.utf8CodeUnitCount
        return true
    }

    /// `{"ID":3,"ID":9}` with each id once and in its order; 0 says nothing.
    private func object(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> [Mark]? {
        guard take("{", bytes, &at) else { return nil }
        if take("}", bytes, &at) { return [] }
        var marks: [Mark] = []
        var last = -1
        repeat {
            guard take("\"", bytes, &at), at + 36 <= bytes.count,
                let place = places[String(decoding: bytes[at..<(at + 36)], as: UTF8.self)], names[place].rank > last
            else { return nil }
            last = names[place].rank
            at += 36
            guard take("\":", bytes, &at) else { return nil }
            var (value, digits) = (0, 0)
            while at < bytes.count, (48...57).contains(bytes[at]), digits < 8 {
                value = value * 10 + Int(bytes[at] - 48)
                (at, digits) = (at + 1, digits + 1)
            }
            guard digits > 0 else { return nil }
            if value > 0 { marks.append(Mark(item: place, value: value)) }
        } while take(",", bytes, &at)
        return take("}", bytes, &at) ? marks.sorted { $0.item < $1.item } : nil
    }
}
