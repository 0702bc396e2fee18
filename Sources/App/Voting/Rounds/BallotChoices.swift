import Domain
import Storage
import Web

/// What one person chose, typed: the value that forms, the API and paper all become.
struct BallotChoices: Sendable, Hashable {
    /// By issue: dots; a rating of importance 1–9, or 0 for "cannot judge"; 1 for approved; or a rank from 1.
    var values: [Issue.ID: Int]
    /// Ratings of feasibility, where the round asks for them.
    var feasibility: [Issue.ID: Int]

    init(values: [Issue.ID: Int] = [:], feasibility: [Issue.ID: Int] = [:]) {
        self.values = values
        self.feasibility = feasibility
    }

    /// The choices under a criterion; everything but ratings has only the first.
    subscript(_ criterion: RatingCriterion) -> [Issue.ID: Int] {
        get { criterion == .importance ? values : feasibility }
        set { if criterion == .importance { values = newValue } else { feasibility = newValue } }
    }

    /// The marks that count, checked by the round's rules.
    /// - Throws: ``InvalidBallot``.
    /// - Parameter places: of the issues on the ballot (``RoundItem/places(_:)``).
    func marks(_ settings: RoundSettings, places: [String: Int], criterion: RatingCriterion = .importance) throws
        -> [Mark]
    {
        let isRating = settings.method == .rating
        let entries = self[criterion].filter { !isRating || $0.value != 0 }
            .map { BallotEntry(item: $0.key.description, value: $0.value) }.sorted { $0.item < $1.item }
        return try settings.marks(entries, places: places)
    }
}

// The column: canonical JSON, so that the same choice is the same text.
extension BallotChoices {
    private struct Stored: Codable {
        var values: [String: Int]
        var feasibility: [String: Int]
    }

    /// What was sent without saying anything (no dot, not approved) is not kept.
    var stored: String {
        var text = "{\"feasibility\":"
        Self.append(feasibility, to: &text)
        text += ",\"values\":"
        Self.append(values, to: &text)
        return text + "}"
    }

    /// By hand, as it is read: a room that votes at once spent a twentieth of its time on making JSON values of ids and numbers.
    private static func append(_ values: [Issue.ID: Int], to text: inout String) {
        let named = values.map { (id: $0.key.description, value: $0.value) }.sorted { $0.id < $1.id }
        text += "{"
        for (index, one) in named.enumerated() {
            text += index == 0 ? "\"" : ",\""
            text += one.id
            text += "\":"
            text += String(one.value)
        }
        text += "}"
    }

    init(stored text: String) throws {
        if let canonical = Self(canonical: text) {
            self = canonical
            return
        }
        let stored: Stored = try JSONCoding.value(text)
        self.init()
        for (name, value) in stored.values { if let id = Issue.ID(name) { values[id] = value } }
        for (name, value) in stored.feasibility { if let id = Issue.ID(name) { feasibility[id] = value } }
    }
}

extension BallotChoices {
    /// Reads what ``stored`` writes, byte for byte: a tally reads tens of thousands, and all its time would go into reading JSON of any form.
    /// - Returns: nothing for any other text.
    fileprivate init?(canonical text: String) {
        self.init()
        var rest = Substring(text).utf8
        guard Self.take("{\"feasibility\":", from: &rest), let feasibility = Self.object(from: &rest),
            Self.take(",\"values\":", from: &rest), let values = Self.object(from: &rest),
            Self.take("}", from: &rest), rest.isEmpty
        else { return nil }
        self.init(values: values, feasibility: feasibility)
    }

    private static func take(_ piece: StaticString, from text: inout Substring.UTF8View) -> Bool {
        piece.withUTF8Buffer { piece in
            guard text.starts(with: piece) else { return false }
            text = text.dropFirst(piece.count)
            return true
        }
    }

    /// `{"ID":3,"ID":-1}`
    private static func object(from text: inout Substring.UTF8View) -> [Issue.ID: Int]? {
        var values: [Issue.ID: Int] = [:]
        guard take("{", from: &text) else { return nil }
        if take("}", from: &text) { return values }
        repeat {
            guard take("\"", from: &text), let id = Issue.ID(String(Substring(text.prefix(36)))) else { return nil }
            text = text.dropFirst(36)
            guard take("\":", from: &text) else { return nil }
            let digits = text.prefix { $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard let value = Int(Substring(digits)), values.updateValue(value, forKey: id) == nil else { return nil }
            text = text.dropFirst(digits.count)
        } while take(",", from: &text)
        return take("}", from: &text) ? values : nil
    }
}

/// Reads a ballot from the fields of its form: `dots-3`, `importance-3` and `feasibility-3` (3 is the issue's place on the ballot),
/// `approve`, and `order` from the best to the last.
enum BallotFormReader {
    /// What was sent, and the fields that made no sense.
    static func read(_ form: FormValues, _ settings: RoundSettings, _ items: [RoundItem]) -> (
        BallotChoices, [String: Message]
    ) {
        var choices = BallotChoices()
        var errors: [String: Message] = [:]
        func number(_ field: String, _ item: RoundItem) -> Int? {
            let text = form.text(field)
            if text.isEmpty { return nil }
            if text == "unsure" && settings.method == .rating { return 0 }
            guard let value = WholeText.read(text, in: -999...9_999) else {
                errors["item-\(item.position)"] = L("Choose one of the values shown.")
                return nil
            }
            return value
        }
        switch settings.method {
        case .multivote:
            for item in items {
                if let dots = number("dots-\(item.position)", item), dots != 0 { choices.values[item.issue] = dots }
            }
        case .rating:
            for criterion in settings.criteria {
                for item in items {
                    if let value = number("\(criterion.rawValue)-\(item.position)", item) {
                        choices[criterion][item.issue] = value
                    }
                }
            }
        case .approval:
            let ticked = Set(form.all("approve"))
            for item in items where ticked.contains(String(item.position)) { choices.values[item.issue] = 1 }
            if !ticked.isSubset(of: items.map { String($0.position) }) {
                errors["ballot"] = L("An issue on this ballot is not part of the vote.")
            }
        case .ranking:
            for (place, position) in order(form).enumerated() {
                guard let item = items.first(where: { $0.position == position }) else {
                    errors["ballot"] = L("An issue on this ballot is not part of the vote.")
                    continue
                }
                if choices.values[item.issue] != nil { errors["ballot"] = L("An issue is on this ballot twice.") }
                choices.values[item.issue] = place + 1
            }
        }
        return (choices, errors)
    }

    /// The places of a ranking form from the best to the last, after a press of "move up" or "move down" where there was one.
    static func order(_ form: FormValues) -> [Int] {
        var order = form.all("order").prefix(64).compactMap { WholeText.read($0, in: 0...999) }
        let move = form.text("move").split(separator: ":").compactMap { WholeText.read($0, in: -999...999) }
        if move.count == 2, let index = order.firstIndex(of: move[0]), order.indices.contains(index + move[1].signum())
        {
            order.swapAt(index, index + move[1].signum())
        }
        return order
    }

    /// Whether the form asks to move an issue rather than to be sent.
    static func isMove(_ form: FormValues) -> Bool { form.has("move") }
}
