import Domain
import Storage
import Web

/// Something that a programme could do, before anybody has promised it.
public enum ProjectIdea { public typealias ID = Identifier<ProjectIdea> }

/// How far an idea has come, as it is stored. That it is supported follows from its endorsements.
enum IdeaState: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable {
    case draft, shared
    /// A proposal is written.
    case developing
    /// A project names it.
    case taken
    case parked, closed
}

/// How it stands: what is stored, with what countries say. The second is never typed.
enum IdeaStanding: String, CaseIterable, Sendable, Codable, ChoiceType {
    case draft, shared, supported, developing, taken, parked, closed

    var label: Message {
        switch self {
        case .draft: L("draft", context: "idea")
        case .shared: L("shared", context: "idea")
        case .supported: L("supported", context: "idea")
        case .developing: L("in development", context: "idea")
        case .taken: L("taken up", context: "idea")
        case .parked: L("parked", context: "idea")
        case .closed: L("closed", context: "idea")
        }
    }

    /// A class of the interface's chips.
    var tone: String {
        switch self {
        case .draft, .closed: ""
        case .shared, .developing: " open"
        case .supported, .taken: " good"
        case .parked: " warn"
        }
    }
}

/// What is told of an idea.
struct IdeaFields: FieldRecord {
    var title = ""
    var need = ""
    var text = ""
    var difference = ""
    var cost = ""
    var months: Int?
    /// Of `C`, `B`, `R`, `N`, in this order.
    var cbrn = ""
    /// BCP 47.
    var language = "en"

    static let isSentWithKey = true

    static let fields: [Field<IdeaFields>] = [
        .line(
            "title", \.title, L("What is the idea?"), hint: L("One sentence that says what would be done."), limit: 200,
            isRequired: true),
        .lines("need", \.need, L("What is missing today, and for whom?"), limit: 2_000),
        .lines("text", \.text, L("What would be done?"), limit: 2_000),
        .lines("difference", \.difference, L("What would be different afterwards?"), limit: 1_000),
        .line("cost", \.cost, L("About how much would it cost?"), limit: 100),
        .number("months", \.months, L("How many months would it take?"), in: 1...120, isBeside: true),
        .letters("cbrn", \.cbrn),
        .choice(
            "language", \.language, L("Written in"), .language, isBeside: true,
            options: { ContributionLanguage.options }, fault: ContributionLanguage.fault),
    ]
}

extension Field {
    /// Of `C`, `B`, `R`, `N`, kept in this order.
    static func letters(_ column: String, _ path: TextPath<Record>, isBeside: Bool = false) -> Field {
        var field = Field.line(
            column, path, L("Which of C, B, R, N?"), hint: L("The letters alone, such as CB."), limit: 20,
            isBeside: isBeside)
        field.clean = { [name = field.name] record, check in
            let letters = check.line(name, record[keyPath: path], limit: 20).uppercased().filter {
                $0.isLetter || $0.isNumber
            }
            if letters.contains(where: { !"CBRN".contains($0) }) {
                check.fail(name, L("Write the letters C, B, R and N alone."))
            }
            record[keyPath: path] = "CBRN".filter(letters.contains)
        }
        return field
    }
}

/// What is said of an idea besides its fields.
struct IdeaDraft: Sendable, Equatable {
    /// Codes of countries for which it is.
    var countries: Set<String> = []
    var regions: Set<App.Region.ID> = []
    /// As told: codes or names of areas.
    var areas: [String] = []
    /// From what it comes: `need:ID`, `finding:ID` …
    var sources: Set<String> = []
    /// It comes from nothing that stands here.
    var isDirect = false
    /// Who stands behind it.
    var sponsor: MemberRef?
    var marking: String

    static let mostSources = 20
    static let markings = SharedMarkings.all.filter { $0 != "RED" }
}

/// An idea as stored.
@dynamicMemberLookup
struct IdeaRecord: Sendable, Hashable {
    let id: ProjectIdea.ID
    let programme: Programme.ID
    let fields: IdeaFields
    let state: IdeaState
    let sponsor: MemberRef?
    let isDirect: Bool
    let marking: String
    /// When it is looked at again: an ISO 8601 date.
    let parkedUntil: String
    /// Why it was parked or closed.
    let outcome: String
    /// The idea in which it goes on.
    let joinedInto: ProjectIdea.ID?
    /// When it was shared first.
    let sharedAt: Int64?
    let createdBy: String?
    let createdAt: Int64
    let changedAt: Int64
    var countries: Set<String> = []
    var regions: Set<App.Region.ID> = []
    var areas: Set<Area.ID> = []
    var sources: Set<String> = []
    var endorsements: [IdeaEndorsement] = []

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        fields = try IdeaFields(row)
        state = IdeaState(rawValue: try row.get("state")) ?? .closed
        sponsor = try row.member("sponsor_kind", "sponsor")
        isDirect = try row.get("is_direct")
        marking = try row.get("marking")
        parkedUntil = try row.get("parked_until")
        outcome = try row.get("outcome")
        joinedInto = try row.get("joined_into")
        sharedAt = try row.get("shared_at")
        createdBy = try row.get("created_by")
        createdAt = try row.get("created_at")
        changedAt = try row.get("changed_at")
    }

    subscript<Value>(dynamicMember path: KeyPath<IdeaFields, Value>) -> Value { fields[keyPath: path] }

    /// As the journal names it.
    var subject: String { "idea:\(id)" }

    func support(_ rule: IdeaSupport.Rule) -> IdeaSupport {
        let stances = Dictionary(endorsements.map { ($0.country, $0.stance) }) { first, _ in first }
        return IdeaSupport(stances, named: countries, rule: rule)
    }

    func standing(_ rule: IdeaSupport.Rule) -> IdeaStanding {
        switch state {
        case .draft: .draft
        case .shared: support(rule).isSupported ? .supported : .shared
        case .developing: .developing
        case .taken: .taken
        case .parked: .parked
        case .closed: .closed
        }
    }

    var author: Account.ID? {
        guard let createdBy, case .account(let id) = EventActor(createdBy) else { return nil }
        return id
    }

    /// Whoever wrote it for a member acts by the mandate of the day.
    var ownAuthor: Account.ID? { sponsor == nil ? author : nil }

    var readable: Readable {
        // What is for named members is for the countries that it names.
        let named = Set(countries.map { MemberRef.country($0) })
        return Readable(
            marking: marking, programme: programme, audience: marking == "AMBER+STRICT" ? .members(named) : .programme,
            originators: Set([sponsor].compactMap { $0 }), owner: ownAuthor)
    }
}

/// What a country says of an idea; one of each.
struct IdeaEndorsement: Sendable, Hashable {
    let country: String
    let stance: IdeaSupport.Stance
    let words: String
    let account: Account.ID?
    let saidAt: Int64

    static let longest = 1_000

    init(_ row: Row) throws {
        country = try row.get("country")
        stance = IdeaSupport.Stance(rawValue: try row.get("stance")) ?? .notNow
        words = try row.get("words")
        account = try row.get("account_id")
        saidAt = try row.get("said_at")
    }
}

extension IdeaSupport.Stance: ChoiceType {
    var label: Message {
        switch self {
        case .support: L("Supports it")
        case .supportIf: L("Supports it if")
        case .notNow: L("Not now")
        }
    }
}

/// Somebody who may fund it, and was given its sheet.
struct IdeaFunder: Sendable, Hashable {
    enum Answer: String, CaseIterable, Sendable, Codable, ChoiceType {
        case interested, ask, decline

        var label: Message {
            switch self {
            case .interested: L("Interested", context: "funder")
            case .ask: L("Asks something", context: "funder")
            case .decline: L("Declines", context: "funder")
            }
        }
    }

    let id: String
    let idea: ProjectIdea.ID
    let account: Account.ID
    let name: String
    let releasedAt: Int64
    let answer: Answer?
    let words: String
    let answeredAt: Int64?
    let reply: String
    /// The two pages as they were given.
    let told: IdeaSheet.Told?

    init(_ row: Row) throws {
        id = try row.get("id")
        idea = try row.get("idea_id")
        account = try row.get("account_id")
        name = try row.get("name")
        releasedAt = try row.get("released_at")
        answer = Answer(rawValue: try row.get("answer"))
        words = try row.get("words")
        answeredAt = try row.get("answered_at")
        reply = try row.get("reply")
        let released: String = try row.get("released")
        told = try released.isEmpty ? nil : JSONCoding.value(released)
    }
}
