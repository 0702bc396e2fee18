import Domain
import Storage
import Web

/// Which offices are to meet, when and for how long, as an address tells it, and what was found.
struct SlotSearch: Sendable {
    /// Somebody who can be chosen: a secretariat, a country, a city.
    struct Office: Sendable {
        /// `region:ID`, `country:KZ`, `city:ID`.
        let key: String
        let office: SlotOffice
    }

    static let mostDays = 14
    static let mostOffices = 60
    static let lengths = [30, 60, 90, 120, 180, 240]
    /// So many are shown where no hour suits all.
    static let bestShown = 5

    let chosen: [Office]
    let first: CalendarDate
    let days: Int
    let minutes: Int
    /// Hours of the day.
    let opens: Int
    let closes: Int

    /// - Throws: ``Refusal/invalid(_:)``.
    init(keys: [String], _ query: FormValues, now: Int64, _ reading: any Reading) throws {
        var check = FieldCheck()
        let today = CalendarDate.today(now)
        let day = query.text("day").nilIfEmpty ?? today
        guard let first = CalendarDate(day), EpochTime.years.contains(first.year) else {
            throw Refusal.invalid(["day": AskedDay.notADay])
        }
        self.first = first
        days = Self.whole(query, "days", 1...Self.mostDays, 1, &check)
        minutes = Self.whole(query, "minutes", 15...600, 120, &check)
        opens = Self.whole(query, "from", 0...23, 8, &check)
        closes = Self.whole(query, "to", 1...24, 18, &check)
        if closes * 60 < opens * 60 + minutes {
            check.fail("to", L("The meeting does not fit between these hours."))
        }
        if keys.count > Self.mostOffices {
            check.fail("offices", L("Choose \(Self.mostOffices) offices at most."))
        }
        try check.finish()
        chosen = try SlotOffices(reading).offices(keys, opens: opens * 60, closes: closes * 60)
    }

    private static func whole(
        _ query: FormValues, _ name: String, _ range: ClosedRange<Int>, _ usual: Int, _ check: inout FieldCheck
    ) -> Int {
        guard !query.text(name).isEmpty else { return usual }
        guard let number = query.wish(name, in: range) else {
            check.fail(name, WholeText.words(range))
            return usual
        }
        return number
    }

    private var finder: SlotFinder {
        SlotFinder(chosen.map(\.office), minutes: minutes) { zone, time in MomentWords(zone).offset(time) }
    }

    private var dates: [CalendarDate] { (0..<days).compactMap { first.adding(days: $0) } }

    /// In order of time; nothing is searched for fewer than two.
    func fitting() -> [MeetingSlot] {
        guard chosen.count > 1 else { return [] }
        let finder = finder
        return dates.flatMap { finder.fitting(on: $0) }
    }

    /// Where none fits: those that leave out the fewest.
    func best() -> [MeetingSlot] {
        guard chosen.count > 1 else { return [] }
        let finder = finder
        return finder.best(of: dates.flatMap { finder.slots(on: $0) }, most: Self.bestShown)
    }
}

/// Whom a search can ask: the regions' secretariats, countries, and the cities that are there.
struct SlotOffices {
    private let regions: [RegionRecord]
    private let names: DirectoryNames
    private let cities: [City.ID: (name: String, country: String, zone: String)]

    init(_ reading: any Reading) throws {
        regions = try RegionStore(reading).regions()
        names = try DirectoryNames(reading)
        cities = try WorkingGroupStore(reading).cityZones()
    }

    var secretariats: [(key: String, label: Message)] {
        regions.filter { zone(of: $0) != nil }.map { region -> (key: String, label: Message) in
            let words = [region.seat?.string(), region.label.string()].compactMap { $0 }.joined(separator: " – ")
            return (key: "region:\(region.id)", label: .verbatim(words))
        }
    }

    var countries: [(key: String, label: Message)] {
        names.allCountries.filter { CountryZones.zone(of: $0.code) != nil }.map {
            (key: "country:\($0.code)", label: .verbatim($0.name))
        }
    }

    var allCities: [(key: String, label: Message)] {
        cities.sorted { ($0.value.name, $0.key) < ($1.value.name, $1.key) }.map {
            (key: "city:\($0.key)", label: .verbatim($0.value.name))
        }
    }

    private func zone(of region: RegionRecord) -> String? { CountryZones.zone(of: region.host) }

    /// - Throws: ``Refusal/invalid(_:)`` for one that is not there.
    func offices(_ keys: [String], opens: Int, closes: Int) throws -> [SlotSearch.Office] {
        var seen: Set<String> = []
        return try keys.filter { !$0.isEmpty && seen.insert($0).inserted }.map { key in
            guard let told = told(key) else {
                throw Refusal.invalid([
                    "offices": L("“\(String(key.prefix(60)))” is not known here, or nobody knows its time zone.")
                ])
            }
            return SlotSearch.Office(
                key: key,
                office: SlotOffice(
                    name: told.name, zone: told.zone, country: told.country, opens: opens, closes: closes))
        }
    }

    private func told(_ key: String) -> (name: String, zone: String, country: String?)? {
        switch MandateHolder(key) {
        case .country(let code):
            guard let zone = CountryZones.zone(of: code) else { return nil }
            return (names.country(code) ?? code, zone, code)
        case .region(let id):
            guard let region = regions.first(where: { $0.id == id }), let zone = zone(of: region) else { return nil }
            return ((region.seat ?? region.label).string(), zone, region.host)
        case .city(let id):
            guard let city = cities[id] else { return nil }
            return (city.name, city.zone, city.country)
        case .organisation, .programme, .group, nil: return nil
        }
    }
}
