import Domain
import Storage
import Web

/// # Programmes
///
/// A cooperation with its organisers and its events. Administrators begin one and become its first organiser; organisers of a programme
/// are organisers of all its events. Somebody with a role in one of its events sees the programme, too.
enum ProgrammeRoutes {
    static let all: [Route] = [
        .get(Paths.programmes, .account, list),
        .get(Paths.newProgramme, .administer) { visit in
            ProgrammeForm(
                visit: visit, programme: nil, state: FormState(stored: FieldForm.stored(ProgrammeFields()))
            ).answer
        },
        .post(Paths.programmes, .administer, create),
        .get(Paths.programme, .seeProgramme) { visit, id in try await show(visit, id, FormState()) },
        .get(Paths.programmePeople, .seeProgramme) { visit, id in
            try await visit.read { reading in
                let store = ProgrammeStore(reading)
                let listed = try listed(visit, id, reading)
                guard listed != .nobody else { throw Refusal.forbidden }
                return ProgrammePeoplePage(
                    visit: visit, programme: try store.programme(id),
                    people: try store.people(of: id, at: listed.events, limit: 500),
                    names: try DirectoryNames(reading)
                ).answer
            }
        },
        .get(Paths.programmeEditing, .organiseProgramme, edit),
        .post(Paths.programme, .organiseProgramme, change),
        .post(Paths.programmeOrganisers, .organiseProgramme, addOrganiser),
        .post(Paths.programmeOrganiserRemoval, .organiseProgramme) { visit, id, account in
            try await ProgrammeOperations.removeOrganiser(visit, id, account)
            return .redirect(to: Done.removed.at(Paths.programme(id)))
        },
        .get(Paths.newEvent, .organiseProgramme, newEvent),
        .post(Paths.programmeEvents, .organiseProgramme, createEvent),
    ]

    /// Of whose people somebody sees the list.
    private enum Listed: Hashable {
        case nobody, everybody
        /// Who only comes to an event sees those who come to it, and nobody of another one.
        case those(Set<Event.ID>)

        /// Nothing for all.
        var events: Set<Event.ID>? { if case .those(let events) = self { events } else { nil } }
    }

    /// A list of names is for who organises the programme or has a part in a meeting of it; a mandate for a member, and a place in a
    /// writing room, open none.
    private static func listed(_ visit: Visit, _ id: Programme.ID, _ reading: any Reading) throws -> Listed {
        let roster = try NetworkRoster.read(visit.visitor, reading, now: visit.now)
        if roster.organises.contains(id) { return .everybody }
        guard let account = visit.visitor.account, roster.attends.contains(id) else { return .nobody }
        let store = ProgrammeStore(reading)
        let own = Set(try store.events(of: id, with: account.id))
        return try store.events(of: id).contains { own.contains($0.id) } ? .those(own) : .nobody
    }

    private static func list(_ visit: Visit) async throws -> Answer {
        guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
        return try await visit.read { reading in
            let store = ProgrammeStore(reading)
            let programmes = try store.programmes(of: account)
            return ProgrammesPage(
                visit: visit,
                programmes: try programmes.map { ($0, try store.events(of: $0.id, seenBy: visit.visitor)) },
                mayCreate: Policy.allows(.administer, visitor: visit.visitor, roles: [])
            ).answer
        }
    }

    private static func create(_ visit: Visit) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let id = try await ProgrammeOperations.create(visit, ProgrammeFields(form))
            return .redirect(to: Done.created.at(Paths.programme(id)))
        } catch {
            return ProgrammeForm(visit: visit, programme: nil, state: try .refused(form, error)).answer
        }
    }

    private static func show(_ visit: Visit, _ id: Programme.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            let store = ProgrammeStore(reading)
            let frame = try ProgrammeFrame(visit, id, reading)
            let mayOrganise = frame.allows(.organiseProgramme)
            let events = try store.events(of: id, seenBy: visit.visitor)
            let own = try visit.visitor.account.map { try store.events(of: id, with: $0.id) } ?? []
            let open = mayOrganise ? Set(events.map(\.id)) : own
            return ProgrammePage(
                frame: frame, events: events, open: open,
                organisers: try store.organisers(of: id), people: try store.countPeople(of: id),
                due: try visit.visitor.account == nil ? [] : Today.tasks(for: AccountReader(visit, reading), reading),
                news: try ProgrammeNews(
                    id, events.filter { open.contains($0.id) }, forOrganisers: mayOrganise, of: visit, reading),
                state: state,
                counts: mayOrganise ? try Overview.counts(of: events.map(\.id), reading) : [:],
                listsPeople: try listed(visit, id, reading) != .nobody,
                follow: try FollowButton("programme:\(id)", visit, reading).html,
                more: try Overview.sections(of: id, visit, reading)
            ).answer
        }
    }

    private static func edit(_ visit: Visit, _ id: Programme.ID) async throws -> Answer {
        let programme = try await visit.read { try ProgrammeStore($0).programme(id) }
        let state = FormState(stored: FieldForm.stored(programme.fields))
        return ProgrammeForm(visit: visit, programme: programme, state: state).answer
    }

    private static func change(_ visit: Visit, _ id: Programme.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            try await ProgrammeOperations.change(visit, id, ProgrammeFields(form))
            return .redirect(to: Done.saved.at(Paths.programme(id)))
        } catch {
            let programme = try await visit.read { try ProgrammeStore($0).programme(id) }
            return ProgrammeForm(visit: visit, programme: programme, state: try .refused(form, error)).answer
        }
    }

    private static func addOrganiser(_ visit: Visit, _ id: Programme.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            try await ProgrammeOperations.addOrganiser(visit, id, email: form.text("email"))
            return .redirect(to: Done.added.at(Paths.programme(id)))
        } catch {
            return try await show(visit, id, try .refused(form, error))
        }
    }

    // MARK: A new event

    private static func newEvent(_ visit: Visit, _ id: Programme.ID) async throws -> Answer {
        let today = CalendarDate.today(visit.now)
        let asked = visit.inbound.query.text("kind")
        let kind = EventKind.meetings.first { $0.code == asked }?.code ?? EventKind.usual
        let state = FormState(
            stored: [
                ("starts-on", today), ("ends-on", today), ("time-zone", "Europe/Brussels"), ("marking", "GREEN"),
                ("door", "closed"),
                ("names-shown", "1"), ("issues-visible", "1"), ("kind", kind),
                ("design", ShippedDesign.zagreb.rawValue),
            ])
        return try await eventForm(visit, id, state)
    }

    private static func createEvent(_ visit: Visit, _ id: Programme.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let event = try await EventOperations.create(visit, in: id, EventForm.fields(form))
            return .redirect(to: Done.created.at(Paths.event(event)))
        } catch {
            return try await eventForm(visit, id, try .refused(form, error))
        }
    }

    private static func eventForm(_ visit: Visit, _ id: Programme.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            EventForm(
                visit: visit, state: state,
                hasWorkshop: EventForm.kind(state)?.parts.contains(EventWorkshop.kind) ?? true
            ).newEvent(
                in: try ProgrammeStore(reading).programme(id), designs: try DesignChoice.all(in: id, reading))
        }
    }
}
