/// Why a project cannot be told as IATI: where, and what. The words are the product's.
public struct IATIFault: Sendable, Hashable {
    /// Of what in the activity it is told.
    public enum Place: Sendable, Hashable {
        case file, activity, dates, places, sectors
        /// From 1.
        case organisation(Int)
        case budget(Int)
        case result(Int)
        case indicator(Int, result: Int)
        case baseline(indicator: Int, result: Int)
        case period(Int, indicator: Int, result: Int)
    }

    public enum Kind: Sendable, Hashable {
        case noIdentifier
        /// Spaces and `& | ? /` are not allowed in it.
        case badIdentifier(String)
        case sameIdentifier(String)
        case noReporter
        case noTitle
        case noDescription
        case noParticipant
        case badRole(Int)
        case badType(Int)
        case badStatus(Int)
        case noStart
        case badDate(String)
        case endBeforeStart(String, String)
        /// An actual date that lies ahead.
        case actualAhead(String)
        case noPlace
        case badCode(String)
        case sameCode(String)
        case badPercentage(String)
        /// The exact sum, and what is missing to 100; negative where it is too much.
        case percentages(sum: String, missing: String)
        case noSector
        case overAYear(String, String)
        case negative(String)
        case noIndicator
        case noYear
        case noValue
        case notANumber(String)
        case noWords
        /// A period with neither a target nor an actual value.
        case emptyPeriod
        /// Not of this calendar's languages: a tag of BCP 47.
        case badLanguage(String)
    }

    /// The identifier of the activity; empty for the file.
    public let activity: String
    public let place: Place
    public let kind: Kind

    public init(_ activity: String, _ place: Place, _ kind: Kind) {
        (self.activity, self.place, self.kind) = (activity, place, kind)
    }
}
