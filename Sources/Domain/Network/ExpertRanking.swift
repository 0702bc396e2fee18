/// Who is asked for: what counts, and nothing else. No age, no rank, no popularity.
public struct ExpertQuery: Sendable, Hashable {
    /// The ids of the area that is asked for, with those below it and those that are found by it; empty where none is.
    public var exact: Set<String>
    /// Areas with the same parent.
    public var near: Set<String>
    /// In folded letters; the first three count.
    public var words: [String]
    /// BCP 47.
    public var language: String?
    /// A sector's code.
    public var sector: String?

    public static let mostWords = 3

    public init(
        exact: Set<String> = [], near: Set<String> = [], words: [String] = [], language: String? = nil,
        sector: String? = nil
    ) {
        self.exact = exact
        self.near = near
        self.words = Array(words.prefix(Self.mostWords))
        self.language = language
        self.sector = sector
    }

    public var isEmpty: Bool { exact.isEmpty && words.isEmpty && language == nil && sector == nil }
}

/// What is known of somebody who may be asked.
public struct ExpertRow: Sendable, Hashable {
    public let id: String
    /// By which equals are ordered.
    public let name: String
    public let country: String?
    public let organisation: String?
    /// Ids of the areas that the person knows.
    public let areas: Set<String>
    /// What the person wrote of their expertise, in folded words.
    public let expertise: [String]
    /// BCP 47.
    public let languages: [String]
    public let sector: String?
    /// Areas in whose working groups the person holds a mandate today.
    public let groups: Set<String>
    /// How many events on each area the person came to in the last 24 months.
    public let events: [String: Int]
    /// Whether the person said within a year that this is still so.
    public let isFresh: Bool

    public init(
        id: String, name: String, country: String? = nil, organisation: String? = nil, areas: Set<String> = [],
        expertise: [String] = [], languages: [String] = [], sector: String? = nil, groups: Set<String> = [],
        events: [String: Int] = [:], isFresh: Bool = true
    ) {
        self.id = id
        self.name = name
        self.country = country
        self.organisation = organisation
        self.areas = areas
        self.expertise = expertise
        self.languages = languages
        self.sector = sector
        self.groups = groups
        self.events = events
        self.isFresh = isFresh
    }
}

/// One thing that speaks for somebody, or against, with its points.
public enum ExpertReason: Sendable, Hashable {
    case area
    /// A neighbour of the area, by id.
    case near(String)
    case word(String)
    case language(String)
    case sector(String)
    case group
    case events(Int)
    /// Not confirmed within a year.
    case stale
    /// So many of the same country, or of the same organisation, stand before them.
    case sameCountry(Int)
    case sameOrganisation(Int)

    public var points: Int {
        switch self {
        case .area: 10
        case .near: 4
        case .word: 3
        case .language: 2
        case .sector: 2
        case .group: 3
        case .events(let number): number
        case .stale: -5
        case .sameCountry(let number): -4 * number
        case .sameOrganisation(let number): -2 * number
        }
    }
}

public struct RankedExpert: Sendable, Hashable {
    public let row: ExpertRow
    /// What speaks for the person, without who stands before them.
    public let reasons: [ExpertReason]
    /// Who stands before them.
    public let spread: [ExpertReason]

    public var points: Int { reasons.reduce(0) { $0 + $1.points } }
    /// By which they stand where they stand.
    public var rank: Int { points + spread.reduce(0) { $0 + $1.points } }
}

/// Experts in the order in which they are proposed: integer points that are shown, and a spread over countries and organisations.
///
/// Source: our own rule (participation.md, B2-R5). The order is greedy: the next one is who has the most points after four are taken off for
/// each that stands before them from the same country, and two for each from the same organisation; equals by name.
public enum ExpertRanking {
    public static let mostEvents = 3

    /// - Parameter limit: how many are wanted; the order of the first is the same however many are.
    public static func ranked(_ rows: [ExpertRow], _ query: ExpertQuery, limit: Int = .max) -> [RankedExpert] {
        var open = rows.compactMap { row in scored(row, query) }.sorted(by: isBefore)
        var listed: [RankedExpert] = []
        var (countries, organisations): ([String: Int], [String: Int]) = ([:], [:])
        while listed.count < limit, !open.isEmpty {
            var best = (index: 0, rank: Int.min)
            for (index, candidate) in open.enumerated() {
                // They stand by points: nobody behind has more than this one, even with nothing taken off.
                if candidate.points < best.rank { break }
                let rank =
                    candidate.points - 4 * (candidate.row.country.map { countries[$0, default: 0] } ?? 0)
                    - 2 * (candidate.row.organisation.map { organisations[$0, default: 0] } ?? 0)
                if rank > best.rank || (rank == best.rank && isNamedBefore(candidate.row, open[best.index].row)) {
                    best = (index, rank)
                }
            }
            let next = open.remove(at: best.index)
            var spread: [ExpertReason] = []
            if let country = next.row.country {
                if let number = countries[country] { spread.append(.sameCountry(number)) }
                countries[country, default: 0] += 1
            }
            if let organisation = next.row.organisation {
                if let number = organisations[organisation] { spread.append(.sameOrganisation(number)) }
                organisations[organisation, default: 0] += 1
            }
            listed.append(RankedExpert(row: next.row, reasons: next.reasons, spread: spread))
        }
        return listed
    }

    /// What speaks for somebody; nothing where they know neither the area nor a word that is asked for.
    public static func reasons(_ row: ExpertRow, _ query: ExpertQuery) -> [ExpertReason]? {
        var reasons: [ExpertReason] = []
        // Once, however many areas somebody names: who names nine of them is no better at the one that is asked for.
        if !row.areas.isDisjoint(with: query.exact) {
            reasons.append(.area)
        } else if let near = row.areas.intersection(query.near).min() {
            reasons.append(.near(near))
        }
        for word in query.words where row.expertise.contains(where: { WordMatch.isFound(word, in: $0) }) {
            reasons.append(.word(word))
        }
        if reasons.isEmpty, !query.exact.isEmpty || !query.words.isEmpty { return nil }
        if let language = query.language, row.languages.contains(where: { isSame($0, language) }) {
            reasons.append(.language(language))
        }
        if let sector = query.sector, row.sector == sector { reasons.append(.sector(sector)) }
        if reasons.isEmpty, !query.isEmpty { return nil }
        if !row.groups.isDisjoint(with: query.exact) { reasons.append(.group) }
        let events = min(mostEvents, query.exact.reduce(0) { $0 + row.events[$1, default: 0] })
        if events > 0 { reasons.append(.events(events)) }
        if !row.isFresh { reasons.append(.stale) }
        return reasons
    }

    private typealias Scored = (row: ExpertRow, reasons: [ExpertReason], points: Int)

    private static func scored(_ row: ExpertRow, _ query: ExpertQuery) -> Scored? {
        reasons(row, query).map { (row, $0, $0.reduce(0) { $0 + $1.points }) }
    }

    private static func isBefore(_ left: Scored, _ right: Scored) -> Bool {
        left.points != right.points ? left.points > right.points : isNamedBefore(left.row, right.row)
    }

    private static func isNamedBefore(_ left: ExpertRow, _ right: ExpertRow) -> Bool {
        (left.name, left.id) < (right.name, right.id)
    }

    /// `ru` and `ru-KZ` are the same.
    private static func isSame(_ spoken: String, _ asked: String) -> Bool {
        spoken.prefix { $0 != "-" }.lowercased() == asked.prefix { $0 != "-" }.lowercased()
    }
}
