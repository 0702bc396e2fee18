/// What a closed round leaves: the choices, each with its sector and country and no person.
///
/// Compact because a box may hold 45,000 ballots on 2,000 items: a ballot lists only what it marked, by index.
public struct BallotBox: Sendable, Hashable {
    /// What was voted on, each once; marks point into it.
    public var items: [String]
    public var ballots: [CountedBallot]

    /// Each mark's item must be an index of `items`.
    public init(items: [String], ballots: [CountedBallot]) {
        self.items = items
        self.ballots = ballots
    }

    /// How many ballots there are; one in a PrefLib file may stand for many.
    public var ballotCount: Int { ballots.reduce(0) { $0 + $1.count } }

    /// The ballots as approvals: the marks of at least `support` (1 for dots and approvals, 7 for ratings) become 1.
    public func approvals(from support: Int = 1) -> BallotBox {
        var box = self
        for index in box.ballots.indices {
            box.ballots[index].marks = ballots[index].marks.filter { $0.value >= support }
                .map { Mark(item: $0.item, value: 1) }
        }
        return box
    }
}

/// One person's choice.
public struct CountedBallot: Sendable, Hashable {
    public var sector: String?
    public var country: String?
    /// At most one per item, ascending by item. An item without a mark is 0 dots, not approved, "cannot judge" or
    /// unranked.
    public private(set) var ordered: [Mark]
    /// How many equal ballots this stands for.
    public var count: Int

    public var marks: [Mark] {
        get { ordered }
        set { ordered = newValue.sorted { $0.item < $1.item } }
    }

    public init(sector: String? = nil, country: String? = nil, marks: [Mark], count: Int = 1) {
        self.sector = sector
        self.country = country
        self.ordered = marks.sorted { $0.item < $1.item }
        self.count = count
    }

    /// The group that this ballot belongs to in a reading; blank text is no group.
    public func group(in reading: TallyReading) -> String? {
        let name =
            switch reading {
            case .people: String?.none
            case .sectors: sector
            case .countries: country
            }
        return name == "" ? nil : name
    }
}

/// What one ballot says of one item: dots, a rating 1...9, 1 for approved, or a rank with 1 the best.
public struct Mark: Sendable, Hashable {
    private let itemIndex: Int32
    private let number: Int32

    public var item: Int { Int(itemIndex) }
    public var value: Int { Int(number) }

    /// `item` and `value` must fit 32 bits; the readers and the validation make sure.
    public init(item: Int, value: Int) {
        itemIndex = Int32(item)
        number = Int32(value)
    }

    /// The largest value that a reader lets through.
    public static let largestValue = 1_000_000
}
