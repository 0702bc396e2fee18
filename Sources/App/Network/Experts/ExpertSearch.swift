import Domain
import Storage
import Web

/// What somebody looks for among the experts.
struct ExpertFilter: Sendable, Hashable {
    /// An area's code or id.
    var area = ""
    var query = ""
    /// BCP 47, or a language's name as somebody typed it.
    var language = ""
    /// A sector's code.
    var sector = ""
    /// ISO 3166-1 alpha-2.
    var country = ""
    var willing = ""
    /// For which days; empty for any.
    var from = ""
    var to = ""

    init() {}

    /// - Throws: a refusal at `from` or `to` for what is no day.
    init(_ visit: Visit) throws {
        let query = visit.inbound.query
        area = FieldCheck.line(query.text("area").prefix(100))
        self.query = FieldCheck.line(query.text("q").prefix(200))
        language = FieldCheck.line(query.text("language").prefix(60))
        sector = FieldCheck.line(query.text("sector").prefix(60))
        country = FieldCheck.line(query.text("country").prefix(2)).uppercased()
        willing = FieldCheck.line(query.text("willing").prefix(20))
        from = try AskedDay.asked(visit, at: "from") ?? ""
        to = try AskedDay.asked(visit, at: "to") ?? ""
    }

    var isEmpty: Bool { self == ExpertFilter() }

    /// As a form shows it, and for a link.
    var pairs: [(String, String)] {
        [
            ("q", query), ("area", area), ("language", language), ("sector", sector), ("country", country),
            ("willing", willing), ("from", from), ("to", to),
        ]
    }

    var link: String { QueryText.of(pairs.map { ($0.0, $0.1.nilIfEmpty) }) }
}

/// Somebody who is found, as far as the visitor sees them.
struct FoundExpert: Sendable {
    let person: PersonRecord
    let profile: ProfileRecord
    let ranked: RankedExpert
    let isFresh: Bool

    var id: Person.ID { person.id }
}

/// Somebody who agreed to be found, whoever looks for them.
struct KnownExpert: Sendable {
    let person: PersonRecord
    let profile: ProfileRecord
    let row: ExpertRow

    /// Made once for each commit and day.
    static func all(on now: Int64, _ reading: any Reading) throws -> [KnownExpert] {
        let today = CalendarDate.today(now)
        return try reading.remember("experts on \(today)") {
            let store = ProfileStore(reading)
            let ids = try store.experts()
            let (people, profiles) = (try PersonStore(reading).people(ids), try store.profiles(of: ids))
            let more = ExpertStore(reading)
            let (groups, events) = (try more.groups(on: today), try more.events(since: now - 2 * ProfileRecord.year))
            return people.map { person in
                let profile = profiles[person.id] ?? ProfileRecord()
                let row = ExpertRow(
                    id: person.id.description, name: person.fields.sortKey, country: person.fields.country,
                    organisation: person.organisation?.description, areas: Set(profile.areas.keys.map(\.description)),
                    expertise: person.fields.expertise.flatMap { WordMatch.words(of: $0) },
                    languages: person.fields.languages, sector: person.fields.sector, groups: groups[person.id] ?? [],
                    events: events[person.id] ?? [:], isFresh: profile.isFresh(at: now))
                return KnownExpert(person: person, profile: profile, row: row)
            }
        }
    }
}

/// Experts in the order in which they are proposed, of those whom the visitor sees (``mayRead``), who agreed to be found, and who are free.
/// Nothing else of anybody has a part in the order, the numbers or the time.
struct ExpertSearch: Sendable {
    static let most = 100

    let filter: ExpertFilter
    let tree: AreaTree
    /// What is asked for: by the choice, or by a word that is the name of areas.
    let areas: [AreaRecord]
    let found: [FoundExpert]
    /// How many were found, also beyond those that are shown.
    let count: Int
    /// Codes of those that somebody whom the visitor sees speaks.
    let languages: Set<String>

    init(_ filter: ExpertFilter, _ visit: Visit, limit: Int = ExpertSearch.most, _ reading: any Reading) throws {
        self.filter = filter
        let tree = try AreaTree(reading)
        self.tree = tree
        areas = Self.areas(filter, tree)
        let query = Self.query(filter, areas, tree)
        // Who is not seen stands before nobody, and is counted by nobody.
        let seen = try SightStore(reading, visit).experts()
        let known = try KnownExpert.all(on: visit.now, reading).filter { seen.contains($0.person.id) }
        languages = known.reduce(into: []) { $0.formUnion($1.row.languages) }
        let everybody = try Self.rows(known, query, filter, visit, reading)
        let ranked = ExpertRanking.ranked(everybody.map(\.row), query, limit: limit)
        count = everybody.count
        let byID = Dictionary(everybody.map { ($0.row.id, $0) }) { first, _ in first }
        found = ranked.compactMap { one in
            byID[one.row.id].map {
                FoundExpert(person: $0.person, profile: $0.profile, ranked: one, isFresh: one.row.isFresh)
            }
        }
    }

    private static func areas(_ filter: ExpertFilter, _ tree: AreaTree) -> [AreaRecord] {
        if let chosen = tree.area(told: filter.area) { return [tree.current(chosen.id) ?? chosen] }
        return tree.matching(filter.query).reduce(into: []) { found, area in
            let now = tree.current(area.id) ?? area
            if !found.contains(now) { found.append(now) }
        }
    }

    private static func query(_ filter: ExpertFilter, _ areas: [AreaRecord], _ tree: AreaTree) -> ExpertQuery {
        let exact = areas.reduce(into: Set<Area.ID>()) { $0.formUnion(tree.within($1.id)) }
        let near = areas.reduce(into: Set<Area.ID>()) { found, area in
            for neighbour in tree.neighbours(of: area.id) { found.formUnion(tree.within(neighbour.id)) }
        }.subtracting(exact)
        return ExpertQuery(
            exact: Set(exact.map(\.description)), near: Set(near.map(\.description)),
            words: WordMatch.words(of: filter.query),
            language: filter.language.nilIfEmpty.map { Languages.code($0) ?? $0 }, sector: filter.sector.nilIfEmpty)
    }

    private static func rows(
        _ known: [KnownExpert], _ query: ExpertQuery, _ filter: ExpertFilter, _ visit: Visit, _ reading: any Reading
    ) throws -> [KnownExpert] {
        let busy = try ExpertRequestStore(reading).asked(from: filter.from, to: filter.to)
        return known.filter { one in
            guard !busy.contains(one.person.id) else { return false }
            guard filter.country.isEmpty || one.row.country == filter.country else { return false }
            return isFree(one.profile, filter, at: visit.now) && ExpertRanking.reasons(one.row, query) != nil
        }
    }

    /// Whether somebody can be asked for these days, and for this.
    private static func isFree(_ profile: ProfileRecord, _ filter: ExpertFilter, at now: Int64) -> Bool {
        if let willing = Willingness(rawValue: filter.willing), !profile.willing.contains(willing) { return false }
        guard let weeks = profile.noticeWeeks, let from = CalendarDate(filter.from),
            let today = CalendarDate(CalendarDate.today(now))
        else { return true }
        return from.daysSince1970 - today.daysSince1970 >= 7 * weeks
    }
}
