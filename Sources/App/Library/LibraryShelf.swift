import Domain
import Storage
import Web

/// A feature with something that belongs in the library: cases, practices, publications, materials. What is told is what the visitor may read.
protocol LibraryShelfFeature: Feature {
    static var shelves: [LibraryShelf] { get }
    static func tellLibrary(_ asked: LibraryAsked, _ reading: any Reading) throws -> [LibraryItem]
}

/// A kind of thing in the library.
struct LibraryShelf: Sendable, Hashable {
    /// As an address has it: `practice`.
    let code: String
    /// From the first: Practices 10, Publications 20, Cases 30, Materials 40.
    let order: Int
    let label: Message
}

/// Who asks, and of what programmes.
struct LibraryAsked: Sendable {
    let visit: Visit
    let roster: NetworkRoster
    let programmes: [ProgrammeRecord]

    init(_ visit: Visit, _ programmes: [ProgrammeRecord], _ reading: any Reading) throws {
        self.visit = visit
        self.programmes = programmes
        roster = try NetworkRoster.read(visit.visitor, reading, now: visit.now)
    }
}

/// One thing in the library, as somebody sees it there.
struct LibraryItem: Sendable {
    let shelf: LibraryShelf
    let id: String
    let programme: Programme.ID?
    let title: String
    /// BCP 47.
    let language: String
    let marking: String
    let path: String
    /// ISO 8601, also only a year or a month.
    var date = ""
    var areas: Set<Area.ID> = []
    var details: [Message] = []
    /// Searched, besides the title.
    var text = ""

    func matches(_ query: SearchQuery) -> Bool { query.isIn("\(title) \(text)") }
}

enum LibraryShelves {
    private static let features: [any LibraryShelfFeature.Type] = Features.all { $0 as? any LibraryShelfFeature.Type }

    static let all: [LibraryShelf] = features.flatMap { $0.shelves }.sorted { $0.order < $1.order }

    /// Newest first.
    static func items(_ asked: LibraryAsked, _ reading: any Reading) throws -> [LibraryItem] {
        try features.flatMap { try $0.tellLibrary(asked, reading) }
            .sorted { ($0.date, $0.title, $0.id) > ($1.date, $1.title, $1.id) }
    }
}

/// Cases and practices of the programmes.
extension CaseFacts: LibraryShelfFeature {
    private static let practices = LibraryShelf(code: "practice", order: 10, label: L("Practices"))
    private static let cases = LibraryShelf(code: "case", order: 30, label: L("Past events and exercises"))

    static var shelves: [LibraryShelf] { [practices, cases] }

    static func tellLibrary(_ asked: LibraryAsked, _ reading: any Reading) throws -> [LibraryItem] {
        let own = try CaseReading(asked.visit.visitor, now: asked.visit.now, reading)
        let tags = try AreaTags(reading).areas(of: .past)
        let names = try DirectoryNames(reading)
        return try asked.programmes.flatMap { programme -> [LibraryItem] in
            let called = try MemberCalled(programme.id, names, reading)
            let uses = try PracticeStore(reading).uses(in: programme.id)
            return try own.seen(CaseStore(reading).cases(of: programme.id)).map { record in
                var item = LibraryItem(
                    shelf: record.kind == .practice ? practices : cases, id: record.id.description,
                    programme: programme.id, title: record.title, language: record.language, marking: record.marking,
                    path: Paths.pastCase(programme.id, record.id))
                item.date = record.happenedOn
                item.areas = tags[record.id.description, default: []]
                item.text = [record.summary, record.conditions, record.place, record.source].joined(separator: " ")
                if let owner = record.owner { item.details.append(.verbatim(called.name(owner))) }
                if let country = names.country(record.country), record.owner?.kind != .country {
                    item.details.append(.verbatim(country))
                }
                if let count = uses[record.id] {
                    item.details.append(
                        L(count, one: "taken over by \(count) member", other: "taken over by \(count) members"))
                }
                return item
            }
        }
    }
}
