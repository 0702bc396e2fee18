import Domain
import Storage
import Web

/// For what experts are asked.
struct ExpertRequestFields: FieldRecord {
    var title = ""
    var text = ""
    /// An area's code or id; stored as its id.
    var area = ""
    var words = ""
    /// BCP 47, or as somebody typed it.
    var language = ""
    /// A sector's code.
    var sector = ""
    var startsOn = ""
    var endsOn = ""
    var number: Int?

    static let fields: [Field<ExpertRequestFields>] = [
        .line("title", \.title, L("What for"), limit: 150, isRequired: true),
        .lines("text", \.text, L("What they would do"), hint: L("Who is asked reads this."), limit: 2_000),
        .line("area", \.area, L("Area"), limit: 60),
        .line(
            "words", \.words, L("Words"), hint: L("What they should have written of: sampling, reservoirs."), limit: 100
        ),
        .line("language", \.language, L("Language"), limit: 60),
        .line("sector", \.sector, L("Sector"), limit: 60),
        .date("starts_on", \.startsOn, L("First day"), isRequired: false),
        .date("ends_on", \.endsOn, L("Last day"), isRequired: false, isBeside: true),
        .number("number", \.number, L("How many"), in: 1...50),
    ]
}

struct ExpertRequestRecord: Sendable, Hashable {
    enum State: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable {
        case open, filled, closed

        var label: Message {
            switch self {
            case .open: L("Open", context: "request")
            case .filled: L("Filled", context: "request")
            case .closed: L("Closed", context: "request")
            }
        }
    }

    let id: ExpertRequest.ID
    let programme: Programme.ID
    let fields: ExpertRequestFields
    let state: State
    /// Under which it was made; nothing for an organiser.
    let mandate: Mandate.ID?
    let createdBy: String?
    let createdAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        fields = try ExpertRequestFields(row)
        state = try row.get("state")
        mandate = try row.get("mandate_id")
        createdBy = try row.get("created_by")
        createdAt = try row.get("created_at")
    }

    var wanted: Int { fields.number ?? 1 }

    /// What is looked for.
    var filter: ExpertFilter {
        var filter = ExpertFilter()
        (filter.area, filter.query, filter.language) = (fields.area, fields.words, fields.language)
        (filter.sector, filter.from, filter.to) = (fields.sector, fields.startsOn, fields.endsOn)
        return filter
    }
}

/// Somebody on the list of a request.
struct ExpertCandidateRecord: Sendable, Hashable {
    enum State: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable {
        case suggested, asked, agreed, declined
    }

    let id: ExpertCandidate.ID
    let request: ExpertRequest.ID
    /// Nothing where they asked to be forgotten.
    let person: Person.ID?
    /// Whose focal point is asked first; nothing where the person is asked directly.
    let country: String?
    let state: State
    /// What spoke for them, in the words of who put them on the list.
    let why: String
    let askedAt: Int64?
    /// Since when the person is asked.
    let passedAt: Int64?
    let answeredAt: Int64?
    /// Under which a focal point passed it on or answered.
    let mandate: Mandate.ID?
    let note: String

    init(_ row: Row) throws {
        id = try row.get("id")
        request = try row.get("request_id")
        person = try row.get("person_id")
        country = try row.get("country")
        state = try row.get("state")
        why = try row.get("why")
        askedAt = try row.get("asked_at")
        passedAt = try row.get("passed_at")
        answeredAt = try row.get("answered_at")
        mandate = try row.get("mandate_id")
        note = try row.get("note")
    }

    /// Whether it waits for the focal point.
    var isAtFocalPoint: Bool { state == .asked && passedAt == nil }
    /// Whether it waits for the person.
    var isAtPerson: Bool { state == .asked && passedAt != nil }

    var label: Message {
        switch state {
        case .suggested: L("on the list")
        case .asked: passedAt == nil ? L("asked: the focal point answers first") : L("asked")
        case .agreed: L("agreed")
        case .declined: L("declined")
        }
    }
}
