import Domain
import Storage
import Web

/// Information routes as JSON, on the same operations as the pages.
enum InformationRouteAPI {
    struct More: Codable, Sendable {
        /// ISO 3166-1 alpha-2; where one is changed it stays.
        let country: String?
        let marking: String?
        /// `country:KZ`, or `account:ID`; left out for everybody whom the marking lets read it.
        let audience: [String]?
        /// Left out where they are drawn later, or stay.
        let steps: [RouteStep]?
    }

    struct Known: Codable, Sendable {
        let id: InformationRoute.ID
        let programme: Programme.ID
        let country: String
        let marking: String
        let steps: [RouteStep]
        /// Of the steps of which it is said.
        let minutes: Int
    }

    struct WithdrawalInput: Codable, Sendable { let note: String }

    typealias RouteInput = FieldSending<InformationRouteFields, More>
    typealias RouteBody = FieldBody<InformationRouteFields, Known>

    static let routes: [APIRoute] = [
        .get(
            Paths.apiRoutes, .seeProgramme, "Information routes", "Routes of a programme that you may read.",
            query: Cursor.parameters
        ) { visit, programme in
            let found = try await visit.read { reading in
                try SharedReading(visit, reading).seen(InformationRouteStore(reading).routes(of: programme))
            }
            let page = try Cursor(visit).page(of: found.map(body)) { $0.facts.id.description }
            try await RecordFetching.note(
                visit, page.items.map { (RecordSubject(.route, $0.facts.id), $0.facts.marking) }, "api")
            return page
        },
        .send(
            .post, Paths.apiRoutes, .seeProgramme, "Information routes",
            "Draws a route of a country for which you act.",
            success: .created
        ) { (visit, input: RouteInput, programme) in
            let standard = try await SharedFormSection.standard(of: programme, visit)
            let draft = SharedDraft(
                fields: input.told.fields(), member: input.more.country.flatMap { MemberRef("country:\($0)") },
                choice: AudienceChoice(marking: input.more.marking ?? standard, named: input.more.audience ?? []))
            return body(
                try await InformationRouteOperations.draw(
                    visit, in: programme, draft, input.more.steps ?? [], key: input.told.key))
        },
        .send(
            .put, Paths.apiRoute, .seeProgramme, "Information routes",
            "Changes a route: who acts for its country, and organisers."
        ) { (visit, input: RouteInput, programme, id) in
            let (stored, steps) = try await visit.read { reading in
                let route = try InformationRouteOperations.seen(visit, programme, id, reading).0
                let audience = try AudienceStore(reading).audience(of: route.recordSubject)
                return (AudienceChoice(marking: route.marking, audience: audience), route.steps)
            }
            let choice = AudienceChoice(
                marking: input.more.marking ?? stored.marking, named: input.more.audience ?? stored.named)
            return body(
                try await InformationRouteOperations.change(
                    visit, programme, id, input.told.fields(), choice, input.more.steps ?? steps))
        },
        .act(.delete, Paths.apiRoute, .seeProgramme, "Information routes", "Takes a route away.") {
            visit, programme, id in
            try await InformationRouteOperations.retire(visit, programme, id)
            return EmptyBody()
        },
        .send(
            .post, Paths.apiRouteWithdrawal, .seeProgramme, "Information routes",
            "Withdraws a route; whoever had it is told why."
        ) { (visit, input: WithdrawalInput, programme, id) in
            try await InformationRouteOperations.withdraw(visit, programme, id, input.note)
            return EmptyBody()
        },
    ]

    private static func body(_ route: InformationRouteRecord) -> RouteBody {
        RouteBody(
            Known(
                id: route.id, programme: route.programme, country: route.country, marking: route.marking,
                steps: route.steps, minutes: RouteTime(route.steps).minutes), route.fields)
    }
}
