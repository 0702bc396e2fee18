import Domain
import Storage
import Web

/// # Invitations and nominations, for organisers
///
/// - `GET /events/E/registration/invitations`: who was asked, who has answered, who has not; `…/sending` sends what has not gone out,
///   `…/reminders` reminds those who have not answered.
/// - `GET /events/E/registration/nominations/of/country:KZ`: those whom one of them names, in its order; also for who nominates by mail.
enum InvitationRoutes {
    static let all: [Route] = [
        .get(RegistrationPaths.invitations, .organise) { visit, event in try await list(visit, event, FormState()) },
        .post(RegistrationPaths.invitations, .organise, invite),
        .post(RegistrationPaths.sending, .organise) { visit, event in
            try await InvitationOperations.send(visit, event)
            return .redirect(to: Done.invitationsSent.at(RegistrationPaths.invitations(event)))
        },
        .post(RegistrationPaths.reminders, .organise) { visit, event in
            try await PostReminders.remindSilent(visit, event)
            return .redirect(to: Done.reminded.at(RegistrationPaths.invitations(event)))
        },
        .post(RegistrationPaths.answer, .organise) { visit, event, id in
            let form = try visit.inbound.form()
            guard let state = InvitationRecord.State(rawValue: form.text("state")) else {
                let refusal = Refusal.invalid(["state": L("Choose one from the list.")])
                return try await list(visit, event, try .refused(form, refusal))
            }
            try await InvitationOperations.enterAnswer(visit, event, id, state, form.text("answer"))
            return .redirect(to: Done.answered.at(RegistrationPaths.invitations(event)) + "#i-\(id)")
        },
        .post(RegistrationPaths.removal, .organise) { visit, event, id in
            try await InvitationOperations.remove(visit, event, id)
            return .redirect(to: Done.removed.at(RegistrationPaths.invitations(event)))
        },
        .post(RegistrationPaths.nominationFile, .organise, limit: Route.fileLimit, takeFile),
        .get(RegistrationPaths.nominationExport, .organise) { visit, event, format in
            guard let format = TableFormat(rawValue: format) else { throw Refusal.notFound }
            let rows = try await visit.read { try NominationFiles.rows(of: event, $0) }
            return try format.answer(name: "nominations", header: NominationFiles.header, rows: rows)
        },
        .get(RegistrationPaths.export, .organise) { visit, event, format in
            guard let format = TableFormat(rawValue: format) else { throw Refusal.notFound }
            let rows = try await visit.read { try RegistrationFile.rows(of: event, now: visit.now, $0) }
            return try format.answer(name: "registrations", header: RegistrationFile.header, rows: rows)
        },
        .get(RegistrationPaths.nominations, .organise) { visit, event, behalf in
            try await nominations(visit, event, behalf, FormState())
        },
        .post(RegistrationPaths.nominations, .organise, nominate),
        .post(RegistrationPaths.ranking, .organise) { visit, event, id in
            let by = try visit.inbound.form().wish("by", in: -1_000...1_000) ?? 0
            let (behalf, order) = try await visit.read { reading in
                let moved = try NominationStore(reading).nomination(id, in: event)
                var order = try NominationStore(reading).open(in: event, behalf: moved.behalf).map(\.id)
                guard let place = order.firstIndex(of: id) else { throw Refusal.notFound }
                order.remove(at: place)
                order.insert(id, at: min(max(place + by.signum(), 0), order.count))
                return (moved.behalf, order)
            }
            try await NominationOperations.rank(visit, event, behalf, order)
            return .redirect(
                to: Done.moved.at(RegistrationPaths.nominations(event, behalf)))
        },
    ]

    // MARK: Invitations

    private static func list(_ visit: Visit, _ event: Event.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            let frame = try EventFrame(visit, event, reading)
            guard try RegistrationStore(reading).rule(of: event) != nil else {
                return frame.registrationNotSetUp(
                    "invitations", L("Invitations"), path: RegistrationPaths.invitations(event))
            }
            return try InvitationsPage(frame, reading, state).answer
        }
    }

    /// The countries of the regions and those that are ticked; a city, a group, an organisation or a person by name.
    private static func invite(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let invitations = try await visit.read { try InvitationForm(form, event, now: visit.now, $0).invitations }
            if invitations.isEmpty { throw Refusal.invalid(["country": L("Choose whom you invite.")]) }
            _ = try await InvitationOperations.invite(visit, event, invitations)
            return .redirect(to: Done.added.at(RegistrationPaths.invitations(event)))
        } catch {
            return try await list(visit, event, try .refused(form, error))
        }
    }

    // MARK: Nominations

    private static func takeFile(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let upload = try TableUpload(form)
            let counts = try await NominationFiles.take(visit, event, upload)
            return try await visit.read { reading in
                NominationFilePage(
                    frame: try EventFrame(visit, event, reading), counts: counts, isTrial: upload.isTrial
                ).answer
            }
        } catch {
            return try await list(visit, event, try .refused(form, error))
        }
    }

    private static func nominations(_ visit: Visit, _ event: Event.ID, _ behalf: Behalf, _ state: FormState)
        async throws -> Answer
    {
        try await visit.read { reading in
            try NominationsPage(try EventFrame(visit, event, reading), behalf, reading, state).answer
        }
    }

    private static func nominate(_ visit: Visit, _ event: Event.ID, _ behalf: Behalf) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            _ = try await NominationOperations.enter(
                visit, event, behalf, try NominationFields(form), key: visit.sendingName(form))
            return .redirect(to: Done.registered.at(RegistrationPaths.nominations(event, behalf)))
        } catch {
            return try await nominations(visit, event, behalf, try .refused(form, error))
        }
    }
}
