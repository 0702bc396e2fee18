import Domain
import HTTPTypes
import Storage
import Web

/// # The directory: countries, regions, sectors, organisations, people
///
/// Kept by administrators and by organisers of programmes, who see of it what ``mayRead`` says; sectors and regions by administrators only. People are added one by one
/// here, or from a file (ImportRoutes.swift). `PersonStore` holds the SQL of people and organisations, `RegionStore` and
/// `SectorStore` theirs; pages are `PeoplePage`, `PersonPage`, `OrganisationPages` and `RegionPages`.
enum DirectoryRoutes {
    static let all: [Route] = [
        .get(Paths.directory, .keepDirectory) { _ in .redirect(to: Paths.people()) },
        .get(Paths.people, .keepDirectory, people),
        .get(Paths.newPerson, .keepDirectory, newPerson),
        .post(Paths.people, .keepDirectory, createPerson),
        .get(Paths.peopleExport, .keepDirectory, exportPeople),
        .get(Paths.person, .keepDirectory) { visit, id in try await personPage(visit, id) },
        .get(Paths.personEditing, .keepDirectory, editPerson),
        .post(Paths.person, .keepDirectory, changePerson),
        .get(Paths.organisations, .keepDirectory, organisations),
        .get(Paths.newOrganisation, .keepDirectory) { visit in
            try await organisationForm(visit, nil, FormState(visit.inbound.query))
        },
        .post(Paths.organisations, .keepDirectory, createOrganisation),
        .get(Paths.organisation, .keepDirectory, organisation),
        .post(Paths.organisation, .keepDirectory, changeOrganisation),
    ]

    // MARK: People

    private static func people(_ visit: Visit) async throws -> Answer {
        let query = visit.inbound.query
        let filter = PersonFilter(query)
        let (answer, shown) = try await visit.read { reading in
            let store = try SightStore(reading, visit)
            let found = try store.people(filter, after: Person.ID(query.text("after")), limit: PeoplePage.size + 1)
            let page = PeoplePage(
                visit: visit, filter: filter, isFirst: !query.has("after"),
                people: Array(found.prefix(PeoplePage.size)),
                hasMore: found.count > PeoplePage.size, total: try store.count(filter),
                names: try DirectoryNames(reading),
                organisation: try filter.organisation.map { try store.organisation($0).name })
            return (page.answer, page.people)
        }
        try await AddressReading.noteList(visit, of: shown)
        return answer
    }

    private static func newPerson(_ visit: Visit) async throws -> Answer {
        try await personForm(visit, nil, FormState(visit.inbound.query), .ok)
    }

    private static func createPerson(_ visit: Visit) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let id = try await DirectoryOperations.createPerson(
                visit, personFields(form), knowsNamesake: form.isOn("another-person"))
            let wished = WishedMandate(form)
            return .redirect(
                to: Done.created.at(
                    wished.isWished ? Paths.newMandate() + wished.query(for: id) : Paths.person(id)))
        } catch {
            return try await personForm(visit, nil, try .refused(form, error), .wrong)
        }
    }

    /// - Parameters:
    ///   - state: of the forms below, for administrators.
    ///   - invitation: the path of one that was just made.
    static func personPage(
        _ visit: Visit, _ id: Person.ID, state: FormState = FormState(), invitation: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Answer {
        let (answer, hasEmail) = try await visit.read { reading in
            let store = try SightStore(reading, visit)
            let seen = try store.person(id)
            var answer = try PersonPage(
                visit: visit, seen: seen, events: try store.events(of: seen), names: try DirectoryNames(reading),
                keeping: try PersonKeepingSection(visit, seen.person, reading, state: state, invitation: invitation),
                functions: try MandateSight(visit, reading).all(of: id), mandateNames: try MandateNames(reading),
                areas: try seen.sight.hasProfile
                    ? AreaTree(reading).names(ProfileStore(reading).profile(of: id)?.areas.map(\.key) ?? []) : []
            ).answer
            answer.status = status
            return (answer, seen.person.fields.email != nil)
        }
        if hasEmail { try await AddressReading.note(visit, of: id) }
        return answer
    }

    private static func editPerson(_ visit: Visit, _ id: Person.ID) async throws -> Answer {
        let person = try await visit.read { try SightStore($0, visit).personToKeep(id).person }
        let stored = PersonField.allCases.map { field in
            (
                field.rawValue,
                field == .languages ? PersonForm.languages(person.fields.languages) : field.text(of: person.fields)
            )
        }
        return try await personForm(visit, id, FormState(stored: stored), .ok)
    }

    private static func changePerson(_ visit: Visit, _ id: Person.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            try await DirectoryOperations.changePerson(
                visit, id, personFields(form), knowsNamesake: form.isOn("another-person"))
            return .redirect(to: Done.saved.at(Paths.person(id)))
        } catch {
            return try await personForm(visit, id, try .refused(form, error), .wrong)
        }
    }

    private static func personForm(
        _ visit: Visit, _ id: Person.ID?, _ state: FormState, _ status: DeskFrame.FormStatus
    ) async throws -> Answer {
        try await visit.read { reading in
            let store = try SightStore(reading, visit)
            let fields = personFields(state.values)
            let kept = try id.map { try store.personToKeep($0) }
            let others = try store.people(nameKey: fields.nameKey, country: fields.country)
            let owner = try state.errors["email"].flatMap { _ in
                try fields.email.flatMap { try store.person(email: $0.lowercased()) }
            }
            return PersonForm(
                visit: visit, person: kept?.person, hidesEmail: kept?.hidesEmail ?? false,
                mayChangeEmail: kept?.sight.mayChangeEmail ?? true, state: state,
                namesakes: state.errors["namesake"] == nil ? [] : others.filter { $0.id != id },
                owner: owner, names: try DirectoryNames(reading),
                organisations: try PersonStore(reading).organisationNames(limit: 500)
            ).answer(status)
        }
    }

    private static func personFields(_ form: FormValues) -> PersonFields {
        PersonFields(
            givenName: form.text("given-name"), familyName: form.text("family-name"),
            email: form.text("email").nilIfEmpty,
            country: form.text("country").nilIfEmpty, sector: form.text("sector").nilIfEmpty,
            organisation: form.text("organisation"),
            languages: Languages.list(form.text("languages")),
            expertise: form.text("expertise").split { ListMarks.separators.contains($0) || $0.isNewline }.map {
                $0.trimmed
            },
            note: form.text("note"))
    }

    private static func exportPeople(_ visit: Visit, _ format: String) async throws -> Answer {
        guard let format = TableFormat(rawValue: format) else { throw Refusal.notFound }
        let filter = PersonFilter(visit.inbound.query)
        let (table, addresses) = try await visit.read { reading in
            let names = try DirectoryNames(reading)
            let people = try SightStore(reading, visit).people(filter, limit: SheetFile.rowLimit)
            return (PeopleTable(names: names).rows(people), people.count { $0.fields.email != nil })
        }
        try await AddressReading.noteFile(visit, addresses)
        return try format.answer(name: "roundtable-people", header: PeopleTable.header, rows: table)
    }

    // MARK: Organisations

    private static func organisations(_ visit: Visit) async throws -> Answer {
        let query = visit.inbound.query
        return try await visit.read { reading in
            let found = try SightStore(reading, visit).organisations(
                query: FieldCheck.line(query.text("q").prefix(200)), country: query.text("country").nilIfEmpty,
                sector: query.text("sector").nilIfEmpty, after: Organisation.ID(query.text("after")),
                limit: PeoplePage.size + 1)
            return OrganisationsPage(
                visit: visit, organisations: Array(found.prefix(PeoplePage.size)),
                hasMore: found.count > PeoplePage.size,
                names: try DirectoryNames(reading)
            ).answer
        }
    }

    private static func createOrganisation(_ visit: Visit) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let id = try await DirectoryOperations.createOrganisation(visit, OrganisationFields(form))
            return .redirect(
                to: Done.created.at(MemberReturnSection(form)?.path(.organisation(id)) ?? Paths.organisation(id)))
        } catch {
            return try await organisationForm(visit, nil, try .refused(form, error))
        }
    }

    private static func organisation(_ visit: Visit, _ id: Organisation.ID) async throws -> Answer {
        try await organisation(visit, id, placeState: nil)
    }

    static func organisation(_ visit: Visit, _ id: Organisation.ID, placeState: FormState?) async throws -> Answer {
        let stored = try await visit.read { try SightStore($0, visit).organisation(id) }
        return try await organisationForm(
            visit, id, FormState(stored: FieldForm.stored(stored.fields)), placeState: placeState)
    }

    private static func changeOrganisation(_ visit: Visit, _ id: Organisation.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            try await DirectoryOperations.changeOrganisation(visit, id, OrganisationFields(form))
            return .redirect(to: Done.saved.at(Paths.organisation(id)))
        } catch {
            return try await organisationForm(visit, id, try .refused(form, error))
        }
    }

    /// - Parameter placeState: of the form that says what became of it; nothing for what is stored.
    static func organisationForm(
        _ visit: Visit, _ id: Organisation.ID?, _ state: FormState, placeState: FormState? = nil
    ) async throws -> Answer {
        try await visit.read { reading in
            let store = try SightStore(reading, visit)
            var answer = OrganisationPage(
                visit: visit, organisation: try id.map { try store.organisation($0) }, state: state,
                people: try id.map { try store.people(PersonFilter(organisation: $0), limit: 200) } ?? [],
                names: try DirectoryNames(reading), cities: try CityStore(reading).cities(),
                place: try id.map { try OrganisationPlaceSection($0, placeState, reading).html } ?? .empty
            ).answer
            if let placeState, !placeState.errors.isEmpty { answer.status = .unprocessableContent }
            return answer
        }
    }
}

extension String {
    var nilIfEmpty: String? { isEmpty ? nil : self }
}
