import Domain

extension FrameworkFacts: StoredFeature {
    static var tables: [TableFacts] {
        [
            TableFacts(
                "framework", search: .left("stands on the page of the programme's frameworks"),
                person: .rows(520, [.actor("created_by")]), texts: ["title"], seats: [.actor("created_by")],
                file: .stays(here)),
            TableFacts(
                "framework_crosswalk", search: .left("read with its framework"), texts: ["note"], file: .stays(here)),
            TableFacts("framework_version", search: .left("read with its framework"), file: .stays(here)),
        ]
    }

    private static let here = "what countries are asked belongs to the network of a server"
}
