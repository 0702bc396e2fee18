import Domain
import Markup
import Storage
import Web

/// What owners of actions are called.
struct ActionWords: Sendable {
    private let called: MemberCalled
    private let people: [Account.ID: String]
    private let organisations: [String: String]
    private let regions: [String: Message]
    let countries: [(code: String, name: String)]
    private let places: [String: String]

    init(_ programme: Programme.ID, _ actions: [ActionRecord], _ reading: any Reading) throws {
        let names = try DirectoryNames(reading)
        called = try MemberCalled(programme, names, reading)
        countries = names.allCountries
        places = Dictionary(countries.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
        let owners = Set(actions.compactMap(\.owner))
        people = try ActionOwnerNames(reading).people(owners.compactMap(\.account))
        organisations = try ActionOwnerNames(reading).organisations(
            owners.compactMap { $0.member?.kind == .organisation ? $0.member?.ref : nil })
        // Also one that is no member itself.
        let hasRegions = actions.contains { $0.owner?.member?.kind == .region }
        regions = Dictionary(
            try hasRegions ? RegionStore(reading).regions().map { ($0.id.description, $0.label) } : [],
            uniquingKeysWith: { first, _ in first })
    }

    func owner(_ owner: ActionOwner?) -> Message {
        switch owner {
        case nil: L("no owner yet")
        case .account(let id): .verbatim(people[id] ?? "—")
        case .member(let member):
            switch member.kind {
            case .country: .verbatim(places[member.ref] ?? member.ref)
            case .organisation: .verbatim(organisations[member.ref] ?? called.name(member))
            case .region: regions[member.ref] ?? .verbatim(called.name(member))
            case .city: .verbatim(called.name(member))
            }
        }
    }

    static func chip(_ standing: ActionStanding) -> HTML {
        let tone =
            switch standing {
            case .proven: " good"
            case .notProven: " bad"
            case .proposed: " warn"
            case .agreed, .inProgress: " open"
            case .done, .dropped: ""
            }
        return "<span class=\"state\(tone)\">\(standing.label)</span>"
    }
}
