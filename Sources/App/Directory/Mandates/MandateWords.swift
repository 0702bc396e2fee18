import Domain
import Markup
import Storage
import Web

extension MandateRole {
    var label: Message {
        switch self {
        case .focalPoint: L("National focal point")
        case .alternate: L("Alternate focal point")
        case .head: L("Head of the regional secretariat")
        }
    }
}

/// For what mandates are held, by name.
struct MandateNames: Sendable {
    let directory: DirectoryNames
    private let regions: [Region.ID: RegionRecord]
    let programmes: [Programme.ID: String]

    init(_ reading: any Reading) throws {
        directory = try DirectoryNames(reading)
        regions = Dictionary(uniqueKeysWithValues: try RegionStore(reading).regions().map { ($0.id, $0) })
        programmes = try MandateStore(reading).programmeTitles()
    }

    /// In the interface's language.
    func name(_ holder: MandateHolder) -> Message {
        switch holder {
        case .country(let code): .verbatim(directory.country(code) ?? code)
        case .region(let id): regions[id]?.label ?? .verbatim("–")
        }
    }

    func html(_ holder: MandateHolder) -> HTML {
        switch holder {
        case .country(let code): directory.place(code)
        case .region(let id): "<span class=\"chip\">\(regions[id]?.code)</span> <span>\(name(holder))</span>"
        }
    }

    /// The programme in which it holds; nothing for everywhere.
    func programme(_ id: Programme.ID?) -> String? { id.map { programmes[$0] ?? "–" } }

    /// Countries, then regions, for a choice.
    var holderOptions: [(value: String, label: Message)] {
        directory.allCountries.map { (value: MandateHolder.country($0.code).description, label: .verbatim($0.name)) }
            + regions.values.sorted { ($0.name, $0.id.description) < ($1.name, $1.id.description) }.map {
                (value: MandateHolder.region($0.id).description, label: L("Region: \($0.label)"))
            }
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
