import Domain
import Foundation
import Storage
import Web

/// What is known of a city.
struct CityFields: FieldRecord {
    var name = ""
    /// As the people there write it.
    var localName = ""
    var country: String?
    /// UN/LOCODE: the country's code and three letters or digits.
    var locode: String?
    /// An IANA name.
    var timeZone = ""

    static let fields: [Field<CityFields>] = [
        .line("name", \.name, L("Name", context: "thing"), limit: 120, isRequired: true),
        .line(
            "local_name", \.localName, L("Local name"), hint: L("As the people there write it."), limit: 120,
            isBeside: true),
        .country("country", \.country, L("Country")),
        Field(
            column: "locode", label: L("UN/LOCODE"), hint: L("Five characters, such as HRZAG; may stay empty."),
            rule: .line(6), isBeside: true, mayBeNothing: true, value: { $0.locode.map { .text($0) } ?? .nothing },
            set: { $0.locode = $1.word.flatMap { $0.nilIfEmpty } },
            clean: { city, check in
                city.locode = city.locode.flatMap { $0.uppercased().filter { !$0.isWhitespace }.nilIfEmpty }
                if let code = city.locode, !Self.isLocode(code) {
                    check.fail("locode", L("Write five characters: the country's two letters and three more."))
                }
            }),
        .choice(
            "time_zone", \.timeZone, L("Time zone"), .zone, isRequired: true, isBeside: true,
            options: { TimeZones.sorted.map { (value: $0, label: .verbatim($0)) } },
            fault: {
                TimeZones.all.contains($0) ? nil : L("Choose a time zone from the list, such as Europe/Zagreb.")
            }),
    ]

    private static func isLocode(_ code: String) -> Bool {
        let (country, place) = (code.utf8.prefix(2), code.utf8.dropFirst(2))
        return code.utf8.count == 5 && country.allSatisfy { (65...90).contains($0) }
            && place.allSatisfy { (65...90).contains($0) || (50...57).contains($0) }
    }

    var cleaned: Cleaned<CityFields> {
        Cleaned(self) { fields, check in
            fields.clean(&check)
            guard let country = fields.country else { return check.fail("country", L("Choose a country.")) }
            if let code = fields.locode, !code.hasPrefix(country) {
                check.fail("locode", L("This code is of another country."))
            }
        }
    }
}

/// A city as stored.
@dynamicMemberLookup
struct CityRecord: Sendable, Hashable {
    let id: City.ID
    let fields: CityFields
    let isRetired: Bool

    init(_ row: Row) throws {
        id = try row.get("id")
        fields = try CityFields(row)
        isRetired = try row.get("retired_at", as: Int64?.self) != nil
    }

    subscript<Value>(dynamicMember path: KeyPath<CityFields, Value>) -> Value { fields[keyPath: path] }
}
