import Domain
import Storage
import Web

/// What “Only of” offers: what has codes, by what it is; with it, of whom the quota is, is said too.
struct QuotaChoice: Sendable, Hashable {
    let attribute: SeatAttribute
    let code: String

    init(_ attribute: SeatAttribute, _ code: String) { (self.attribute, self.code) = (attribute, code) }

    /// From `sector:health`; nothing for what was written by hand.
    init?(_ text: String) {
        let sides = text.split(separator: ":", maxSplits: 1).map { String($0) }
        guard sides.count == 2, let attribute = SeatAttribute(rawValue: sides[0]) else { return nil }
        self.init(attribute, sides[1])
    }

    var value: String { "\(attribute.rawValue):\(code)" }

    struct Group: Sendable {
        let attribute: SeatAttribute
        let options: [(code: String, label: Message)]
    }

    static func groups(_ reading: any Reading) throws -> [Group] {
        let names = try DirectoryNames(reading)
        let regions = try DirectoryNames.regions(reading).map {
            (code: $0.code, label: RegionWords.name($0.code, $0.name))
        }
        let all = [
            Group(attribute: .sector, options: names.sectors.map { (code: $0.code, label: $0.label) }),
            Group(attribute: .region, options: regions),
            Group(attribute: .mode, options: AttendanceMode.allCases.map { (code: $0.rawValue, label: $0.label) }),
            Group(
                attribute: .funding, options: RegistrationFunding.allCases.map { (code: $0.rawValue, label: $0.label) }),
            Group(
                attribute: .country,
                options: names.allCountries.map { (code: $0.code, label: Message.verbatim($0.name)) }),
        ]
        return all.filter { !$0.options.isEmpty }
    }
}
