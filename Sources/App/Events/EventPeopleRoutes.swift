import Domain
import Storage
import Web

/// # The people of an event
///
/// One table with role, state and link; people come from the directory, by typing, from a file, or as accounts invited by e-mail.
enum EventPeopleRoutes {
    static let all: [Route] = [
        .get(Paths.eventPeople, .facilitate) { visit, id in try await list(visit, id) },
        .post(Paths.eventPeople, .organise, addTyped),
        .get(Paths.eventPeopleFromDirectory, .organise) { visit, id in
            try await directory(visit, id, visit.inbound.query, FormState())
        },
        .post(Paths.eventPeopleFromDirectory, .organise, addFromDirectory),
        .get(Paths.eventPeopleExport, .facilitate, export),
        .post(Paths.eventInvitations, .organise, invite),
        .get(Paths.participant, .organise) { visit, id, participant in
            try await participantForm(visit, id, participant, nil)
        },
        .post(Paths.participant, .organise, changeParticipant),
        .post(Paths.participantRemoval, .organise) { visit, id, participant in
            try await EventOperations.remove(visit, id, participant)
            return .redirect(to: Done.removed.at(Paths.eventPeople(id)) + "&who=\(participant)")
        },
        .post(Paths.participantReturn, .organise) { visit, id, participant in
            try await EventOperations.restore(visit, id, participant)
            return .redirect(to: Done.restored.at(Paths.eventPeople(id)))
        },
    ]

    private static func list(
        _ visit: Visit, _ id: Event.ID, typed: FormState = FormState(), invited: FormState = FormState()
    ) async throws -> Answer {
        try await visit.read { reading in
            let frame = try EventFrame(visit, id, reading)
            return EventPeoplePage(
                frame: frame, participants: try EventStore(reading).participants(of: id),
                removed: try ProgrammeStore(reading).removedParticipants(of: id),
                doubles: try SeatDoubles.find(in: id, reading), apart: try SeatDoubles.apart(in: id, reading),
                joinings: try JoiningStore(reading).joinings(of: id),
                names: try DirectoryNames(reading),
                typed: typed,
                invited: invited
            ).answer
        }
    }

    private static func addTyped(_ visit: Visit, _ id: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            _ = try await EventOperations.addParticipant(visit, id, try fields(form))
            return .redirect(to: Done.added.at(Paths.eventPeople(id)))
        } catch {
            return try await list(visit, id, typed: try .refused(form, error))
        }
    }

    private static func invite(_ visit: Visit, _ id: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            guard let role = Role(rawValue: form.text("invited-role")) else {
                throw Refusal.invalid(["invited-role": L("Choose a role.")])
            }
            _ = try await EventOperations.invite(visit, id, email: form.text("email"), role: role)
            return .redirect(to: Done.invited.at(Paths.eventPeople(id)))
        } catch {
            return try await list(visit, id, invited: try .refused(form, error))
        }
    }

    static func fields(_ form: FormValues) throws -> ParticipantFields {
        guard let role = Role(rawValue: form.text("role")) else { throw Refusal.invalid(["role": L("Choose a role.")]) }
        return ParticipantFields(
            name: form.text("name"), organisation: form.text("organisation"), country: form.text("country").nilIfEmpty,
            sector: form.text("sector").nilIfEmpty, language: Language(rawValue: form.text("language")), role: role)
    }

    // MARK: From the directory

    private static func directory(_ visit: Visit, _ id: Event.ID, _ query: FormValues, _ state: FormState) async throws
        -> Answer
    {
        let filter = PersonFilter(query)
        return try await visit.read { reading in
            let store = try SightStore(reading, visit)
            return EventDirectoryPage(
                frame: try EventFrame(visit, id, reading), filter: filter,
                people: try store.people(filter, limit: EventDirectoryPage.limit), total: try store.count(filter),
                seated: Set(try EventStore(reading).participants(of: id).compactMap(\.person)),
                names: try DirectoryNames(reading),
                state: state
            ).answer
        }
    }

    /// The ticked people, or all that the filter finds.
    private static func addFromDirectory(_ visit: Visit, _ id: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        let role = Role(rawValue: form.text("role")) ?? .participant
        var people = form.all("person").compactMap { Person.ID($0) }
        if form.has("all") {
            let filter = PersonFilter(form)
            people = try await visit.read { reading in
                _ = try visit.require(.organise, in: id, reading)
                return try SightStore(reading, visit).people(filter, limit: 2_000).map(\.id)
            }
        }
        do {
            if people.isEmpty { throw Refusal.invalid(["person": L("Tick at least one person.")]) }
            _ = try await EventOperations.addPeople(visit, id, people, role: role)
            return .redirect(to: Done.added.at(Paths.eventPeople(id)))
        } catch {
            return try await directory(visit, id, form, try .refused(form, error))
        }
    }

    // MARK: One participant

    private static func participantForm(
        _ visit: Visit, _ id: Event.ID, _ participant: Participant.ID, _ state: FormState?
    ) async throws -> Answer {
        try await visit.read { reading in
            ParticipantFormPage(
                frame: try EventFrame(visit, id, reading),
                participant: try EventOperations.seat(participant, of: id, reading),
                names: try DirectoryNames(reading), state: state
            ).answer
        }
    }

    private static func changeParticipant(_ visit: Visit, _ id: Event.ID, _ participant: Participant.ID) async throws
        -> Answer
    {
        let form = try visit.inbound.form()
        do {
            try await EventOperations.changeParticipant(visit, id, participant, try fields(form))
            return .redirect(to: Done.saved.at(Paths.eventPeople(id)))
        } catch {
            return try await participantForm(visit, id, participant, try .refused(form, error))
        }
    }

    private static func export(_ visit: Visit, _ id: Event.ID, _ format: String) async throws -> Answer {
        guard let format = TableFormat(rawValue: format) else { throw Refusal.notFound }
        let rows = try await visit.read { reading in
            let names = try DirectoryNames(reading)
            return try EventStore(reading).participants(of: id).map { person in
                [
                    person.name, person.organisation, person.country ?? "", names.country(person.country) ?? "",
                    names.sector(person.sector)?.label.string() ?? "", person.role.label.string(),
                    person.state.label.string(),
                ]
            }
        }
        let header = [
            L("Name"), L("Organisation"), L("Country code"), L("Country"), L("Sector"), L("Role"), L("State"),
        ].map { $0.string() }
        return try format.answer(name: "roundtable-participants", header: header, rows: rows)
    }
}
