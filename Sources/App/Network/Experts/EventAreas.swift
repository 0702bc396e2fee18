import Domain
import Storage
import Web

/// On which areas an event is: who came to it is proposed sooner for them.
enum EventAreas {
    static let tab = EventTab(
        id: "areas", order: 92, label: L("Areas"), path: { Paths.eventAreas($0.event.id) }, permission: .organise,
        under: EventTab.settings.id)

    static let most = 10

    /// - Parameter told: codes or ids, in place of those that it had.
    static func set(_ visit: Visit, _ event: Event.ID, _ told: [String]) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let areas = try AreaList.known(told, at: "areas", most: most, tx)
            try AreaTags(tx).set(areas, on: .event, id: event, tx)
            try Work(tx, visit).record(
                .event(event), "event:\(event)", "event.areas",
                ["areas": .list(areas.sorted().map { .text($0.description) })])
        }
    }

    static let routes: [Route] = [
        .get(Paths.eventAreas, .organise) { visit, event in try await page(visit, event, FormState()) },
        .post(Paths.eventAreas, .organise) { visit, event in
            let form = try visit.inbound.form()
            do {
                try await set(visit, event, form.fields.filter { $0.name == "area" }.map(\.value))
                return .redirect(to: Done.saved.at(Paths.eventAreas(event)))
            } catch {
                return try await page(visit, event, try .refused(form, error))
            }
        },
    ]

    private static func page(_ visit: Visit, _ event: Event.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            EventAreasPage(
                frame: try EventFrame(visit, event, reading), tree: try AreaTree(reading),
                chosen: try AreaTags(reading).areas(of: .event, id: event), state: state
            ).answer
        }
    }

    struct AreasInput: Codable, Sendable {
        /// Codes of areas.
        let areas: [String]
    }

    struct AreasBody: Codable, Sendable {
        /// Codes of areas.
        let areas: [String]
    }

    static let api: [APIRoute] = [
        .get(Paths.apiEventAreas, .attend, "Events", "On which areas of work an event is.") { visit, event in
            try await body(visit, event)
        },
        .send(.put, Paths.apiEventAreas, .organise, "Events", "Says on which areas of work an event is.") {
            (visit, input: AreasInput, event) in
            try await set(visit, event, input.areas)
            return try await body(visit, event)
        },
    ]

    private static func body(_ visit: Visit, _ event: Event.ID) async throws -> AreasBody {
        try await visit.read { reading in
            let chosen = try AreaTags(reading).areas(of: .event, id: event)
            return AreasBody(areas: try AreaTree(reading).all.filter { chosen.contains($0.id) }.map(\.code))
        }
    }
}
