extension DirectoryFacts: StoredFeature {
    static var tables: [TableFacts] {
        [country, region, regionCountry, sector, organisation, person]
    }

    private static let country = TableFacts(
        "country")

    private static let region = TableFacts(
        "region")

    private static let regionCountry = TableFacts(
        "region_country")

    private static let sector = TableFacts(
        "sector",
        file: .goes(
            20, key: ["code"], owner: .query,
            [
                .text("code", .code), .text("name", .line(60, isRequired: true)), .number("position"),
                .number("hue", 1...SectorOperations.limit), .number("retired_at", isOptional: true),
            ]))

    private static let organisation = TableFacts(
        "organisation")

    private static let person = TableFacts(
        "person",
        person: .rows(80, [.person("id")]),
        erasure: .deleted)
}
