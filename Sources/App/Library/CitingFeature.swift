import Domain
import Storage
import Web

/// A feature of which something rests on cases: on a case's page stands where it is cited, and a case may be chosen for what shall cite it.
protocol CitingFeature: Feature {
    /// Where a case is cited, by event; also by what was withdrawn and may come back.
    static func citations(of id: Case.ID, _ reading: any Reading) throws -> [CaseCitation]
    /// How much of what stands rests on each case of a programme; a case on which nothing rests is missing.
    static func uses(in programme: Programme.ID, _ reading: any Reading) throws -> [Case.ID: Int]
    /// `SELECT` of the ids of the cases on which something of these events rests.
    static func cited(in events: [Event.ID]) -> SQL

    /// The field of an address or a form that says for what a case is chosen; nil if the feature chooses by pages of its own.
    static var citingField: String? { get }
    /// For what a case is chosen; nil if the text is no id.
    /// - Throws: ``Refusal/notFound`` where it is not of the event.
    static func citing(_ id: String, in event: Event.ID, _ reading: any Reading) throws -> Citing?
    /// Lets it rest on a case.
    static func cite(_ visit: Visit, _ event: Event.ID, _ id: String, _ record: Case.ID, _ tx: Transaction) throws
}

extension CitingFeature {
    static func uses(in programme: Programme.ID, _ reading: any Reading) throws -> [Case.ID: Int] { [:] }
    static var citingField: String? { nil }
    static func citing(_ id: String, in event: Event.ID, _ reading: any Reading) throws -> Citing? { nil }
    static func cite(_ visit: Visit, _ event: Event.ID, _ id: String, _ record: Case.ID, _ tx: Transaction) throws {
        throw Refusal.malformedForm
    }
}

/// What a case is chosen for.
struct Citing: Sendable {
    let reference: CitingReference
    /// In its author's words.
    let text: String
    /// BCP 47.
    let language: String
    /// On what it rests already.
    let cases: [Case.ID]
    /// Where it stands.
    let home: String
    let homeName: Message
    let back: Message
    /// Takes the choice: the field `case`.
    let choice: String
}

/// Names what a case is chosen for.
struct CitingReference: Sendable {
    let feature: any CitingFeature.Type
    let field: String
    /// As it was sent.
    let id: String

    var query: String { "?\(field)=\(id)" }
}

/// Where a case is cited.
struct CaseCitation: Sendable, Hashable {
    let event: Event.ID
    let eventTitle: String
    /// What cites it.
    let title: Message
    /// BCP 47, where the title is its author's words.
    var language: String?
    /// Its page.
    var page: String?
    /// Whose it is.
    var owner: Message?
    /// All of it within a sentence.
    let words: Message
    /// Whether it is counted to who may not open it: a text that is being written is not.
    var isCounted = true
}

/// All that may rest on a case.
enum Citings {
    private static let features: [any CitingFeature.Type] = Features.all { $0 as? any CitingFeature.Type }

    static func citations(of id: Case.ID, _ reading: any Reading) throws -> [CaseCitation] {
        try features.flatMap { try $0.citations(of: id, reading) }
    }

    static func uses(in programme: Programme.ID, _ reading: any Reading) throws -> [Case.ID: Int] {
        try features.reduce(into: [:]) { all, feature in
            all.merge(try feature.uses(in: programme, reading)) { $0 + $1 }
        }
    }

    /// `SELECT`s of the ids of cases.
    static func cited(in events: [Event.ID]) -> [SQL] { features.map { $0.cited(in: events) } }

    /// What the address of a page, or the hidden field of its form, names.
    static func reference(_ values: FormValues) -> CitingReference? {
        for feature in features {
            guard let field = feature.citingField else { continue }
            let id = values.text(field)
            if !id.isEmpty { return CitingReference(feature: feature, field: field, id: id) }
        }
        return nil
    }
}
