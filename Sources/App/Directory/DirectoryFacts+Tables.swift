extension DirectoryFacts: StoredFeature {
    static var tables: [TableFacts] {
        [country, region, regionCountry, sector, organisation, knownAddress, person]
    }

    private static let country = TableFacts(
        "country", search: .found(["name_en", "name_fr", "name_ru", "name_ar", "iso3"]))

    private static let region = TableFacts(
        "region", search: .found(["name", "code", "city"]))

    private static let regionCountry = TableFacts(
        "region_country", search: .left("remarks on a membership are read on the region’s page"))

    private static let sector = TableFacts(
        "sector", search: .found(["name"]),
        file: .goes(
            20, key: ["code"], owner: .query,
            [
                .text("code", .code), .text("name", .line(60, isRequired: true)), .number("position"),
                .number("hue", 1...SectorOperations.limit), .number("retired_at", isOptional: true),
            ]))

    private static let organisation = TableFacts(
        "organisation", search: .found(["name"]))

    /// Given out and forgotten before the person, to whom it refers.
    private static let knownAddress = TableFacts(
        "known_address",
        person: .rows(79, [.person("person_id")], ["programme_id", "known_at"]),
        erasure: .deleted)

    private static let person = TableFacts(
        "person", search: .found(["given_name", "family_name", "expertise", "note"]),
        person: .rows(80, [.person("id")]),
        erasure: .deleted)
}
