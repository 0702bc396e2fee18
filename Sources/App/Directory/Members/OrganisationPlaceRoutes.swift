import Domain
import Web

/// What became of an organisation, as a form and as JSON.
enum OrganisationPlaceRoutes {
    struct OrganisationPlaceInput: Codable, Sendable {
        /// The ids of other organisations; nothing takes them away.
        let parent: Organisation.ID?
        let successor: Organisation.ID?
        /// A date: the first day on which it is no more.
        let endedOn: String?
        /// Whether its people belong to the successor from now on.
        let movesPeople: Bool?
    }

    struct OrganisationPlaceBody: Codable, Sendable {
        let id: Organisation.ID
        let parent: Organisation.ID?
        let successor: Organisation.ID?
        let endedOn: String?
    }

    static let all: [Route] = [
        .post(Paths.organisationPlace, .keepDirectory) { visit, id in
            let form = try visit.inbound.form()
            do {
                try await OrganisationPlaceOperations.set(
                    visit, id,
                    OrganisationPlaceFields(
                        parent: form.text("parent"), successor: form.text("successor"), endedOn: form.text("ended-on"),
                        movesPeople: form.isOn("moves-people")))
                return .redirect(to: Done.saved.at(Paths.organisation(id)))
            } catch {
                return try await DirectoryRoutes.organisation(visit, id, placeState: try .refused(form, error))
            }
        }
    ]

    static let api: [APIRoute] = [
        .send(
            .put, Paths.apiOrganisationPlace, .keepDirectory, "Directory",
            "Says what an organisation is a part of, and what became of it."
        ) { (visit, input: OrganisationPlaceInput, id) in
            try await OrganisationPlaceOperations.set(
                visit, id,
                OrganisationPlaceFields(
                    parent: input.parent?.description ?? "", successor: input.successor?.description ?? "",
                    endedOn: input.endedOn ?? "", movesPeople: input.movesPeople ?? false))
            let place = try await visit.read { try OrganisationPlaceStore($0).place(of: id) }
            return OrganisationPlaceBody(
                id: id, parent: place.parent, successor: place.successor, endedOn: place.endedOn)
        }
    ]
}
