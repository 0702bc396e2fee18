import Domain
import Markup
import Storage
import Web

/// # Badges: see ``AttendanceRoutes``
enum BadgeRoutes {
    static let all: [Route] = [
        .get(DoorPaths.badges, .organise) { visit, event in try await choice(visit, event, isNobodyChosen: false) },
        .post(DoorPaths.badges, .organise) { visit, event in
            let form = try visit.inbound.form()
            guard let layout = BadgeLayout(rawValue: form.text("layout")) else {
                return try await choice(visit, event, isNobodyChosen: true)
            }
            let fields = Set(form.all("field").compactMap(BadgeField.init(rawValue:)))
            let chosen = Set(form.all("participant").compactMap { Participant.ID($0) })
            let badges = try await JoiningOperations.nameCards(visit, event, form["for"] == "all" ? nil : chosen)
            guard !badges.isEmpty else { return try await choice(visit, event, isNobodyChosen: true) }
            return try await visit.read { reading in
                BadgeSheetPage(
                    frame: try EventFrame(visit, event, reading), layout: layout, fields: fields, badges: badges,
                    names: try DirectoryNames(reading), numbers: try CardNumberStore(reading).numbers(of: event),
                    lines: try NameCardLines.all(of: event, reading)
                ).answer
            }
        },
    ]

    private static func choice(_ visit: Visit, _ event: Event.ID, isNobodyChosen: Bool) async throws -> Answer {
        try await visit.read { reading in
            BadgesPage(
                frame: try EventFrame(visit, event, reading),
                people: try AttendanceStore(reading).people(of: event).map(\.person),
                names: try DirectoryNames(reading), isNobodyChosen: isNobodyChosen
            ).answer
        }
    }
}
