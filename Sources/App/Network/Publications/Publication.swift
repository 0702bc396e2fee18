import Domain
import Storage
import Web

/// From a plan to what is withdrawn.
enum PublicationState: String, CaseIterable, Sendable, Codable, ChoiceType, SQLBindable, SQLDecodable {
    case planned, drafting, review, released, withdrawn

    var label: Message {
        switch self {
        case .planned: L("Planned", context: "publications")
        case .drafting: L("Being written", context: "publications")
        case .review: L("In review", context: "publications")
        case .released: L("Released", context: "publications")
        case .withdrawn: L("Withdrawn", context: "publications")
        }
    }

    /// A class of the interface's chips.
    var mark: String {
        switch self {
        case .planned: "muted"
        case .drafting: "open"
        case .review: "warn"
        case .released: "good"
        case .withdrawn: "bad"
        }
    }
}

/// With what a text begins.
enum PublicationStructure: String, CaseIterable, Sendable, Codable, ChoiceType, SQLBindable, SQLDecodable {
    case report, guide, proposal, empty

    var label: Message {
        switch self {
        case .report: L("A report: summary, what was done and found, good practices, recommendations")
        case .guide: L("A guide: scope, audience, purpose, recommendations with their evidence")
        case .proposal: L("A proposal: context, objectives, activities, results, duration, locations, budget")
        case .empty: L("One empty section")
        }
    }

    var sections: [GuideStructure.Heading] {
        let recommendations = (1...3).map {
            GuideStructure.Heading(title: L("Recommendation \($0)"), kind: .recommendation)
        }
        switch self {
        case .report:
            return [
                .init(title: L("Summary"), kind: .front), .init(title: L("Why this report")),
                .init(title: L("What was done")), .init(title: L("What was found")), .init(title: L("Good practices")),
                .init(title: L("Recommendations"), below: recommendations), .init(title: L("What comes next")),
            ]
        case .guide:
            return [
                .init(title: L("Scope"), kind: .front), .init(title: L("Target audience"), kind: .front),
                .init(title: L("Purpose"), kind: .front), .init(title: L("Introduction")),
                .init(title: L("Recommendations"), below: recommendations), .init(title: L("What comes next")),
            ]
        case .proposal:
            return [
                .init(title: L("Context")), .init(title: L("Overall objective")),
                .init(title: L("Specific objectives")), .init(title: L("Activities")),
                .init(title: L("Expected results")), .init(title: L("Duration")), .init(title: L("Locations")),
                .init(title: L("Budget")),
            ]
        case .empty: return [.init(title: L("Introduction"))]
        }
    }
}

/// A publication as it is stored.
struct PublicationRecord: Sendable, Hashable {
    let id: Publication.ID
    let programme: Programme.ID
    let title: String
    /// Its writing room; nothing while it is planned.
    let event: Event.ID?
    let state: PublicationState
    /// ISO 8601 dates.
    let due: String?
    let releasedOn: String?
    /// A TLP 2.0 label without "TLP:".
    let marking: String
    /// BCP 47; the one in which it is written first.
    let languages: [String]
    let structure: PublicationStructure
    let withdrawnNote: String
    /// As ``Visitor/journalName``.
    let createdBy: String?
    let createdAt: Int64
    let changedAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        title = try row.get("title")
        event = try row.get("event_id")
        state = try row.get("state")
        due = try row.get("due")
        releasedOn = try row.get("released_on")
        marking = try row.get("marking")
        languages = try row.get("languages", as: String.self).split(separator: " ").map { String($0) }
        structure = try row.get("structure")
        withdrawnNote = try row.get("withdrawn_note")
        createdBy = try row.get("created_by")
        createdAt = try row.get("created_at")
        changedAt = try row.get("changed_at")
    }

    var language: String { languages.first ?? "en" }
    /// As the journal names it.
    var subject: String { "publication:\(id)" }
    var record: RecordSubject { RecordSubject(.publication, id) }
    var isRed: Bool { marking == Marking.red.rawValue }
    /// Whether it has been before readers, as it stands.
    var isReleased: Bool { state == .released }

    var owner: Account.ID? {
        createdBy.flatMap { $0.hasPrefix("account:") ? Account.ID(String($0.dropFirst(8))) : nil }
    }
}

/// A member of which a publication is.
struct PublicationLead: Sendable, Hashable {
    let member: MemberRef
    /// Who speaks for it here, where one person is named.
    let account: Account.ID?
}

/// An account that acts for one of its leads on a day: the member is one of the programme's, and the mandate holds.
struct PublicationSpeaker: Sendable, Hashable {
    let member: MemberRef
    let account: Account.ID
    /// Whether the member has nobody named, or names this one: where another person is named, nobody else speaks for it here.
    let speaks: Bool
    let isNamed: Bool
}

/// A lead's word on a release.
struct PublicationWord: Sendable, Hashable {
    let number: Int
    let member: MemberRef
    let account: Account.ID
    /// Of the account.
    let name: String
    /// Under which it was said.
    let mandate: Mandate.ID?
    let saidAt: Int64
}

struct PublicationRelease: Sendable, Hashable {
    /// From 1.
    let number: Int
    let version: GuideVersion.ID
    let marking: String
    let releasedAt: Int64
    let withdrawnAt: Int64?

    init(_ row: Row) throws {
        number = try row.get("number")
        version = try row.get("version_id")
        marking = try row.get("marking")
        releasedAt = try row.get("released_at")
        withdrawnAt = try row.get("withdrawn_at")
    }
}

/// What may be said of one, by a form or a program.
struct PublicationPlan: Sendable {
    var title = ""
    var due = ""
    var marking = Marking.green.rawValue
    /// BCP 47; the one in which it is written first.
    var languages = ["en"]
    var structure = PublicationStructure.report
    var audience = RecordAudience.programme
    /// Codes or names of areas; nothing leaves them as they are.
    var areas: [String]?
    /// At its planning only.
    var leads: [PublicationLead] = []

    static let mostLanguages = 8
    static let mostLeads = 20
    static let mostAreas = 20

    var cleaned: Cleaned<PublicationPlan> {
        Cleaned(self) { fields, check in
            fields.title = check.line("title", title, limit: GuideText.titleLimit, isRequired: true)
            fields.due = check.date("due", due, isRequired: false)
            if Marking(rawValue: marking) == nil { check.fail("marking", L("Choose one of the markings.")) }
            var known: [String] = []
            // What is told too often is refused before anybody looks at it.
            for tag in languages.prefix(Self.mostLanguages * 4) {
                switch WrittenText.language(tag) {
                case .success(let tag): if !known.contains(tag) { known.append(tag) }
                case .failure(let error): check.fail("languages", error.message)
                }
            }
            if known.isEmpty { check.fail("languages", L("Choose the language in which it is written.")) }
            if known.count > Self.mostLanguages || languages.count > Self.mostLanguages * 4 {
                check.fail("languages", L("At most \(Self.mostLanguages) languages."))
            }
            fields.languages = known
            if leads.count > Self.mostLeads {
                check.fail("leads", L("At most \(Self.mostLeads) members."))
                fields.leads = []
            }
            if let told = areas, told.count > Self.mostAreas {
                check.fail("area", L("At most \(Self.mostAreas) areas."))
                fields.areas = []
            }
        }
    }
}
