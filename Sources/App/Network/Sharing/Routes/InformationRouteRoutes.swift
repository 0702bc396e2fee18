import Domain
import Storage
import Web

/// # Information routes
///
/// How the authorities of a country tell each other of something, drawn by who acts for the country.
///
/// - `/programmes/P/routes` shows them side by side, by what is told, and names what was withdrawn; `/programmes/P/routes/ID` is the form
///   of one, which can be withdrawn there with a word.
enum InformationRouteRoutes {
    static let all: [Route] = [
        .get(Paths.routes, .seeProgramme) { visit, programme in
            let (answer, routes) = try await visit.read { reading in
                let page = try InformationRoutesPage(visit, programme, reading)
                return (page.answer, page.groups.flatMap { $0.routes })
            }
            try await RecordFetching.note(visit, routes.map { ($0.recordSubject, $0.marking) }, "page")
            return answer
        },
        .get(Paths.newRoute, .seeProgramme) { visit, programme in
            try await visit.read { try InformationRouteFormPage(visit, programme, nil, nil, $0).answer }
        },
        .post(Paths.routes, .seeProgramme) { visit, programme in
            let values = try visit.inbound.form()
            guard !values.isOn("preview") else { return try await form(visit, programme, nil, FormState(values)) }
            do {
                let marking = try await SharedFormSection.standard(of: programme, visit)
                _ = try await InformationRouteOperations.draw(
                    visit, in: programme, SharedFormSection.draft(values, marking: marking), steps(values),
                    key: visit.sendingName(values))
                return .redirect(to: Done.saved.at(Paths.routes(programme)))
            } catch {
                return try await form(visit, programme, nil, .refused(values, error))
            }
        },
        .get(Paths.route, .seeProgramme) { visit, programme, id in
            try await visit.read { try InformationRouteFormPage(visit, programme, id, nil, $0).answer }
        },
        .post(Paths.route, .seeProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            guard !values.isOn("preview") else { return try await form(visit, programme, id, FormState(values)) }
            do {
                let stored = try await visit.read {
                    try InformationRouteOperations.seen(visit, programme, id, $0).0.marking
                }
                _ = try await InformationRouteOperations.change(
                    visit, programme, id, InformationRouteFields(values), AudienceChoice(values, marking: stored),
                    steps(values))
                return .redirect(to: Done.saved.at(Paths.routes(programme)))
            } catch {
                return try await form(visit, programme, id, .refused(values, error))
            }
        },
        .post(Paths.routeRetirement, .seeProgramme) { visit, programme, id in
            try await InformationRouteOperations.retire(visit, programme, id)
            return .redirect(to: Done.removed.at(Paths.routes(programme)))
        },
        .post(Paths.routeWithdrawal, .seeProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            do {
                try await InformationRouteOperations.withdraw(visit, programme, id, values["note"] ?? "")
                return .redirect(to: Done.recordWithdrawn.at(Paths.routes(programme)))
            } catch {
                let state = try FormState.refused(values, error)
                return try await visit.read {
                    try InformationRouteFormPage(visit, programme, id, nil, withdrawing: state, $0).answer
                }
            }
        },
    ]

    private static func steps(_ values: FormValues) throws -> [RouteStep] {
        var check = FieldCheck()
        let steps = RouteStep.read(values, &check)
        try check.finish()
        return steps
    }

    private static func form(
        _ visit: Visit, _ programme: Programme.ID, _ id: InformationRoute.ID?, _ state: FormState
    ) async throws -> Answer {
        try await visit.read { try InformationRouteFormPage(visit, programme, id, state, $0).answer }
    }
}
