import Domain
import Storage
import Web

struct NeedsCycleFields: FieldRecord {
    var title = ""
    var opensOn = ""
    var closesOn = ""
    /// `GCC+MIE`, several separated by semicolons.
    var pools = ""

    static let isSentWithKey = true

    static let fields: [Field<NeedsCycleFields>] = [
        .line("title", \.title, L("Title"), limit: 200, isRequired: true),
        .date("opens_on", \.opensOn, L("Opens on"), isRequired: false),
        .date("closes_on", \.closesOn, L("Closes on"), isRequired: false, isBeside: true),
        .line(
            "pools", \.pools, L("Regions joined in the picture"),
            hint: L("So that small ones can be shown: GCC+MIE. Several with semicolons."), limit: 300),
    ]
}

/// How far a country has come.
enum NeedsState: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable, ChoiceType {
    case invited, answering
    /// The focal point makes the national values.
    case consolidating
    case submitted, returned

    var label: Message {
        switch self {
        case .invited: L("asked", context: "assessment")
        case .answering: L("sectors answer")
        case .consolidating: L("with the focal point")
        case .submitted: L("submitted", context: "assessment")
        case .returned: L("returned with questions")
        }
    }

    /// Whether something can be changed.
    var isOpen: Bool { self != .submitted }
}

/// What others learn of a country's values.
enum NeedsSharing: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable, ChoiceType {
    case closed = "private"
    case counted, region, programme

    var label: Message {
        switch self {
        case .closed: L("Nobody: it is not counted either")
        case .counted: L("Nobody; it is counted in pictures that hide countries")
        case .region: L("Your region, by name")
        case .programme: L("The programme, by name")
        }
    }

    var isCounted: Bool { self != .closed }
    var isNamed: Bool { self == .region || self == .programme }

    func isCloser(than other: NeedsSharing) -> Bool {
        let order = Self.allCases
        return order.firstIndex(of: self) ?? 0 < order.firstIndex(of: other) ?? 0
    }
}

enum NeedsEvidence: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable, ChoiceType {
    case none, text, pointer, exercise

    var label: Message {
        switch self {
        case .none: L("None")
        case .text: L("In words")
        case .pointer: L("Held elsewhere: by whom, under which reference")
        case .exercise: L("An exercise or a past event")
        }
    }
}
