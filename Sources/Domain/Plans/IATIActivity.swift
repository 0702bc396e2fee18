/// A project as the International Aid Transparency Initiative's standard 2.03 tells it (iatistandard.org): what ``IATIFile`` writes.
/// Codes are those of IATI's lists. Texts by language (BCP 47); an empty text is none.
public struct IATIActivity: Sendable, Hashable {
    /// What is written in some languages.
    public typealias Words = [String: String]

    public struct Organisation: Sendable, Hashable {
        /// 1 funding, 2 accountable, 3 extending, 4 implementing.
        public var role: Int
        /// OrganisationType: 10 government, 21 international NGO, 40 multilateral, 60 foundation, 70 private, 80 academic, 90 other.
        public var type: Int
        /// Its identifier, where it has one.
        public var ref: String
        public var name: Words

        public init(role: Int, type: Int, ref: String = "", name: Words) {
            (self.role, self.type, self.ref, self.name) = (role, type, ref, name)
        }
    }

    /// A country or a region with its part; the parts of all make 100 exactly.
    public struct Place: Sendable, Hashable {
        public enum Kind: Sendable, Hashable {
            /// ISO 3166-1, two letters.
            case country
            /// Of the reporter's own list (vocabulary 99), with its name.
            case region(Words)
        }

        public var kind: Kind
        public var code: String
        /// As somebody typed it, `33.34`; nothing where nobody has said.
        public var percentage: String

        public init(_ kind: Kind, code: String, percentage: String) {
            (self.kind, self.code, self.percentage) = (kind, code, percentage)
        }
    }

    /// With its part of the whole; the parts of all make 100.
    public struct Sector: Sendable, Hashable {
        public var code: String
        public var percentage: String

        public init(_ code: String, percentage: String = "100") { (self.code, self.percentage) = (code, percentage) }
    }

    public struct Budget: Sendable, Hashable {
        /// ISO 8601 dates; no more than a year apart.
        public var start: String
        public var end: String
        public var amount: Money
        /// Committed, else indicative.
        public var isCommitted: Bool
        /// Revised, else the first one.
        public var isRevised: Bool

        public init(start: String, end: String, amount: Money, isCommitted: Bool = false, isRevised: Bool = false) {
            (self.start, self.end, self.amount) = (start, end, amount)
            (self.isCommitted, self.isRevised) = (isCommitted, isRevised)
        }
    }

    /// In the order of IATI's ActivityDateType: 1 to 4. Empty where unknown.
    public struct Dates: Sendable, Hashable {
        public var plannedStart = ""
        public var actualStart = ""
        public var plannedEnd = ""
        public var actualEnd = ""

        public init(
            plannedStart: String = "", actualStart: String = "", plannedEnd: String = "", actualEnd: String = ""
        ) {
            (self.plannedStart, self.actualStart) = (plannedStart, actualStart)
            (self.plannedEnd, self.actualEnd) = (plannedEnd, actualEnd)
        }
    }

    public enum Measure: Int, Sendable, Hashable, CaseIterable {
        case unit = 1
        case percentage, nominal, ordinal, qualitative
    }

    /// A target, an actual value, or a baseline's: a number as typed, and words.
    public struct Value: Sendable, Hashable {
        public var value: String
        public var comment: Words

        public init(_ value: String = "", comment: Words = [:]) { (self.value, self.comment) = (value, comment) }
    }

    public struct Period: Sendable, Hashable {
        public var start: String
        public var end: String
        public var target: Value?
        public var actual: Value?

        public init(start: String, end: String, target: Value? = nil, actual: Value? = nil) {
            (self.start, self.end, self.target, self.actual) = (start, end, target, actual)
        }
    }

    public struct Baseline: Sendable, Hashable {
        public var year: Int
        /// ISO 8601 date or empty.
        public var date: String
        public var value: Value

        public init(year: Int, date: String = "", value: Value) {
            (self.year, self.date, self.value) = (year, date, value)
        }
    }

    public struct Indicator: Sendable, Hashable {
        public var measure: Measure
        public var isAscending: Bool
        public var title: Words
        public var baseline: Baseline?
        public var periods: [Period]

        public init(
            _ measure: Measure, isAscending: Bool = true, title: Words, baseline: Baseline? = nil,
            periods: [Period] = []
        ) {
            (self.measure, self.isAscending, self.title) = (measure, isAscending, title)
            (self.baseline, self.periods) = (baseline, periods)
        }
    }

    public enum ResultType: Int, Sendable, Hashable, CaseIterable {
        case output = 1
        case outcome = 2
        case impact = 3
        case other = 9
    }

    public struct Result: Sendable, Hashable {
        public var type: ResultType
        public var title: Words
        public var description: Words
        public var indicators: [Indicator]

        public init(_ type: ResultType, title: Words, description: Words = [:], indicators: [Indicator]) {
            (self.type, self.title, self.description, self.indicators) = (type, title, description, indicators)
        }
    }

    public var identifier: String
    /// BCP 47: texts in it stand without a language.
    public var language: String
    public var currency: Currency
    /// Epoch milliseconds.
    public var changedAt: Int64
    public var title: Words
    public var description: Words
    public var participants: [Organisation]
    /// ActivityStatus: 1 identification, 2 implementation, 3 finalisation, 4 closed, 5 cancelled, 6 suspended.
    public var status: Int
    public var dates: Dates
    public var places: [Place]
    /// OECD DAC's purpose codes of five digits, with their parts.
    public var sectors: [Sector]
    public var budgets: [Budget]
    /// Identifiers of activities of which this one is a part.
    public var parents: [String]
    public var results: [Result]

    public init(identifier: String, language: String, currency: Currency, changedAt: Int64) {
        (self.identifier, self.language, self.currency, self.changedAt) = (identifier, language, currency, changedAt)
        (title, description, participants, status, dates) = ([:], [:], [], 1, Dates())
        (places, sectors, budgets, parents, results) = ([], [], [], [], [])
    }
}
