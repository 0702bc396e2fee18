import Domain
import Markup
import Storage
import Web

extension MandateRole {
    var label: Message {
        switch self {
        case .focalPoint: L("National focal point")
        case .alternate: L("Alternate focal point")
        case .nationalTeam: L("Member of the national team")
        case .head: L("Head of the regional secretariat")
        case .deputy: L("Deputy head of the regional secretariat")
        case .regionalCoordinator: L("Regional coordinator")
        case .onSiteExpert: L("On-site expert")
        case .groupChair: L("Chair of the working group")
        case .groupMember: L("Member of the working group")
        case .contact: L("Contact person")
        case .programmeOfficer: L("Programme officer")
        case .networkCoordinator: L("Network coordinator")
        }
    }

    /// As it stands within a sentence: "as alternate".
    var word: Message {
        switch self {
        case .focalPoint: L("focal point", context: "as")
        case .alternate: L("alternate", context: "as")
        case .nationalTeam: L("member of the national team", context: "as")
        case .head: L("head of the secretariat", context: "as")
        case .deputy: L("deputy head of the secretariat", context: "as")
        case .regionalCoordinator: L("regional coordinator", context: "as")
        case .onSiteExpert: L("on-site expert", context: "as")
        case .groupChair: L("chair of the working group", context: "as")
        case .groupMember: L("member of the working group", context: "as")
        case .contact: L("contact person", context: "as")
        case .programmeOfficer: L("programme officer", context: "as")
        case .networkCoordinator: L("network coordinator", context: "as")
        }
    }
}

extension MandateHolder.Kind {
    var label: Message {
        switch self {
        case .country: L("Country")
        case .region: L("Region")
        case .city: L("City")
        case .organisation: L("Organisation")
        case .programme: L("Programme")
        case .group: L("Working group")
        }
    }
}

/// In whose name somebody did something.
enum MandateWords {
    /// "on behalf of Kazakhstan, as alternate".
    static func acting(_ role: MandateRole, _ holder: MandateHolder, _ names: MandateNames) -> Message {
        L("on behalf of \(names.name(holder)), as \(role.word)")
    }

    /// The same of acts, by the mandates under which they were done.
    static func acting(_ mandates: [Mandate.ID], _ reading: any Reading) throws -> [Mandate.ID: Message] {
        guard !mandates.isEmpty else { return [:] }
        let names = try MandateNames(reading)
        let found = try MandateStore(reading).mandates(Array(Set(mandates)))
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, acting($0.role, $0.holder, names)) })
    }
}

/// For what mandates are held, by name.
struct MandateNames: Sendable {
    let directory: DirectoryNames
    private let regions: [Region.ID: RegionRecord]
    let programmes: [Programme.ID: String]
    private let cities: [City.ID: String]
    /// Those for which a mandate was ever held.
    private let organisations: [Organisation.ID: String]
    private let groups: [WorkingGroup.ID: WorkingGroupRecord]

    init(_ reading: any Reading) throws {
        directory = try DirectoryNames(reading)
        regions = Dictionary(uniqueKeysWithValues: try RegionStore(reading).regions().map { ($0.id, $0) })
        let store = MandateStore(reading)
        programmes = try store.programmeTitles()
        cities = try store.cityNames()
        organisations = try store.organisationNames()
        groups = Dictionary(uniqueKeysWithValues: try WorkingGroupStore(reading).groups().map { ($0.id, $0) })
    }

    /// In the interface's language.
    func name(_ holder: MandateHolder) -> Message {
        switch holder {
        case .country(let code): .verbatim(directory.country(code) ?? code)
        case .region(let id): regions[id]?.label ?? .verbatim("–")
        case .city(let id): .verbatim(cities[id] ?? "–")
        case .organisation(let id): .verbatim(organisations[id] ?? "–")
        case .programme(let id): .verbatim(programmes[id] ?? "–")
        case .group(let id): .verbatim(groups[id]?.title ?? "–")
        }
    }

    func group(_ id: WorkingGroup.ID) -> WorkingGroupRecord? { groups[id] }

    func html(_ holder: MandateHolder) -> HTML {
        switch holder {
        case .country(let code): directory.place(code)
        case .region(let id): "<span class=\"chip\">\(regions[id]?.code)</span> <span>\(name(holder))</span>"
        case .city, .organisation, .programme, .group: "<span dir=\"auto\">\(name(holder))</span>"
        }
    }

    /// The programme in which it holds; nothing for everywhere.
    func programme(_ id: Programme.ID?) -> String? { id.map { programmes[$0] ?? "–" } }

    /// Countries, then all others by kind, for a choice.
    /// - Parameter kinds: those that can be chosen.
    func holderOptions(_ kinds: Set<MandateHolder.Kind>, in known: Set<Programme.ID>) -> [(
        value: String, label: Message
    )] {
        MandateHolder.Kind.allCases.filter(kinds.contains).flatMap { kind in
            holders(kind, in: known).map { holder -> (value: String, label: Message) in
                (value: holder.description, label: told(holder))
            }
        }
    }

    /// With its kind before it, except for countries.
    func told(_ holder: MandateHolder) -> Message {
        let name = name(holder)
        return switch holder {
        case .country: name
        case .region: L("Region: \(name)")
        case .city: L("City: \(name)")
        case .organisation: L("Organisation: \(name)")
        case .programme: L("Programme: \(name)")
        case .group: L("Working group: \(name)")
        }
    }

    private func holders(_ kind: MandateHolder.Kind, in known: Set<Programme.ID>) -> [MandateHolder] {
        switch kind {
        case .country: directory.allCountries.map { .country($0.code) }
        case .region: sorted(regions.mapValues(\.name)).map { .region($0) }
        case .city: sorted(cities).map { .city($0) }
        case .organisation: sorted(organisations).map { .organisation($0) }
        case .programme: sorted(programmes.filter { known.contains($0.key) }).map { .programme($0) }
        case .group:
            sorted(groups.filter { known.contains($0.value.programme) && $0.value.state != .closed }.mapValues(\.title))
                .map { .group($0) }
        }
    }

    private func sorted<Noun>(_ names: [Identifier<Noun>: String]) -> [Identifier<Noun>] {
        names.sorted { ($0.value, $0.key.description) < ($1.value, $1.key.description) }.map(\.key)
    }
}

/// The days of a mandate. What is stored as `until` is the first day on which it no longer holds; people read and write the last.
enum MandateDays {
    /// The day before; nothing where there is no end.
    static func last(_ until: String?) -> String? { until.flatMap { moved($0, by: -1) } }

    /// The day after; nothing for what is no date.
    static func until(afterLast day: String) -> String? { moved(day, by: 1) }

    private static func moved(_ day: String, by days: Int) -> String? {
        CalendarDate(day).map { CalendarDate(daysSince1970: $0.daysSince1970 + days).description }
    }

    /// `since 1 July 2026`, `1 July 2026 – 30 June 2027`.
    static func words(_ since: String, _ until: String?) -> Message {
        guard let last = last(until) else { return L("since \(DateText.day(since))") }
        if last < since { return L("ended before it began") }
        return .verbatim(DateText.span(since, last))
    }
}
