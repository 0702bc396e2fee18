/// One person as the division into breakout groups sees them.
public struct GroupPerson: Sendable, Hashable {
    /// A code; nil where it is not stated, which counts as a sector of its own.
    public var sector: String?
    /// ISO 3166-1; nil belongs to no delegation.
    public var country: String?
    /// BCP 47; empty where nothing is known, which leaves nobody out.
    public var languages: [String]
    /// Has come to write for a group.
    public var isRapporteur: Bool

    public init(sector: String?, country: String?, languages: [String] = [], isRapporteur: Bool = false) {
        self.sector = sector
        self.country = country
        self.languages = languages
        self.isRapporteur = isRapporteur
    }
}

/// What a division costs, in whole numbers; 0 is as good as it can be. A **pair** is two people of the same sector (country, or both
/// rapporteurs) in one group. Where t people of a kind go to g groups, g·C(q, 2) + r·q pairs (q, r = t ÷ g) cannot be avoided;
/// only those beyond are counted. Counting pairs punishes three in a group more than twice two, so that a kind spreads.
public struct GroupCost: Sendable, Hashable, Comparable {
    public var sectorPairs = 0
    public var countryPairs = 0
    public var rapporteurPairs = 0
    /// People who do not share the language that most of their group speak.
    public var withoutLanguage = 0

    /// The weights: who cannot follow at all weighs most, then a delegation that talks among itself.
    public var total: Int {
        Self.sector * sectorPairs + Self.country * countryPairs + Self.rapporteur * rapporteurPairs
            + Self.language * withoutLanguage
    }

    static let sector = 2
    static let country = 3
    static let rapporteur = 4
    static let language = 12

    public init() {}

    public static func < (left: Self, right: Self) -> Bool { left.total < right.total }
}

/// How balanced groups are: the facts behind the words of an explanation. For what was proposed, and for what became of it by hand.
public struct GroupBalance: Sendable, Hashable {
    public struct Delegation: Sendable, Hashable {
        public let country: String
        /// Two or more.
        public let count: Int
        /// The delegation has so many people that no division keeps fewer of them together.
        public let isUnavoidable: Bool
    }

    public struct Part: Sendable, Hashable {
        public let size: Int
        /// By code; nil for those who state none.
        public let sectors: [String?: Int]
        /// Countries with two people or more in this group, most first.
        public let delegations: [Delegation]
        /// What most of the group speak, of those whose languages are known.
        public let language: String?
        /// Positions of those who do not speak it.
        public let withoutLanguage: [Int]
        /// Whether anything is known of anybody's languages.
        public let knowsLanguages: Bool
    }

    public let parts: [Part]
    public let cost: GroupCost

    public var smallest: Int { parts.map(\.size).min() ?? 0 }
    public var largest: Int { parts.map(\.size).max() ?? 0 }

    /// - Parameter groups: positions in `people`.
    public init(_ people: [GroupPerson], groups: [[Int]]) {
        let overall = Self.speakers(people.indices.map { $0 }, people)
        let delegations = Dictionary(
            groups.joined().compactMap { people[$0].country }.map { ($0, 1) }, uniquingKeysWith: +)
        parts = groups.map { members in
            let language = Self.language(of: members, people, overall)
            let countries = Dictionary(members.compactMap { people[$0].country }.map { ($0, 1) }, uniquingKeysWith: +)
            return Part(
                size: members.count,
                sectors: Dictionary(members.map { (people[$0].sector, 1) }, uniquingKeysWith: +),
                delegations: countries.filter { $0.value > 1 }.map { country, count in
                    let most = (delegations[country, default: 0] + groups.count - 1) / groups.count
                    return Delegation(country: country, count: count, isUnavoidable: count <= most)
                }.sorted { ($1.count, $0.country) < ($0.count, $1.country) },
                language: language,
                withoutLanguage: members.filter { member in
                    let own = people[member].languages
                    return !own.isEmpty && !own.contains { $0 == language }
                },
                knowsLanguages: members.contains { !people[$0].languages.isEmpty })
        }
        var cost = GroupCost()
        cost.sectorPairs = Self.excess(people.map { Optional($0.sector ?? "") }, groups)
        cost.countryPairs = Self.excess(people.map(\.country), groups)
        cost.rapporteurPairs = Self.excess(people.map { $0.isRapporteur ? "" : nil }, groups)
        cost.withoutLanguage = parts.map(\.withoutLanguage.count).reduce(0, +)
        self.cost = cost
    }

    /// The group for somebody who comes late: of the smallest groups the one that stays most balanced; the first of equal ones.
    public static func place(for person: GroupPerson, among people: [GroupPerson], groups: [[Int]]) -> Int? {
        guard let smallest = groups.map(\.count).min() else { return nil }
        let all = people + [person]
        let choices = groups.indices.filter { groups[$0].count == smallest }.map { group in
            var tried = groups
            tried[group].append(people.count)
            return (group: group, cost: GroupBalance(all, groups: tried).cost.total)
        }
        return choices.min { ($0.cost, $0.group) < ($1.cost, $1.group) }?.group
    }

    /// Spoken by most of the members; of equal ones the one that more people speak overall, then by the tag.
    static func language(of members: [Int], _ people: [GroupPerson], _ overall: [String: Int]) -> String? {
        speakers(members, people).max { left, right in
            (left.value, overall[left.key, default: 0], right.key) < (
                right.value, overall[right.key, default: 0], left.key
            )
        }?.key
    }

    static func speakers(_ members: [Int], _ people: [GroupPerson]) -> [String: Int] {
        Dictionary(members.flatMap { Set(people[$0].languages) }.map { ($0, 1) }, uniquingKeysWith: +)
    }

    private static func excess(_ kinds: [String?], _ groups: [[Int]]) -> Int {
        var totals: [String: Int] = [:]
        var pairs = 0
        for members in groups {
            let counts = Dictionary(members.compactMap { kinds[$0] }.map { ($0, 1) }, uniquingKeysWith: +)
            for (kind, count) in counts {
                totals[kind, default: 0] += count
                pairs += count * (count - 1) / 2
            }
        }
        return pairs - totals.values.map { unavoidablePairs($0, groups: groups.count) }.reduce(0, +)
    }

    static func unavoidablePairs(_ total: Int, groups: Int) -> Int {
        guard groups > 0 else { return 0 }
        let (q, r) = total.quotientAndRemainder(dividingBy: groups)
        return groups * (q * (q - 1) / 2) + r * q
    }
}
