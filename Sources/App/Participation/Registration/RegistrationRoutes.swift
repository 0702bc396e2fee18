import Domain
import Storage
import Web

/// # The registration of an event
///
/// - `GET /events/E/registration` lists who has a seat, who waits and why, and what is to be decided; `…/rule` says how people come, until when,
///   and how seats are given.
/// - `…/people/R` is one registration: accepted, not accepted, withdrawn, taken in again, put in another's place, corrected.
/// - Quotas and allocation: Quotas/. Invitations and nominations: ``InvitationRoutes``.
enum RegistrationRoutes {
    static let all: [Route] = [
        .get(RegistrationPaths.list, .facilitate) { visit, event in
            try await visit.read { try RegistrationListPage(try EventFrame(visit, event, $0), $0).answer }
        },
        .get(RegistrationPaths.rule, .organise) { visit, event in try await rule(visit, event, nil) },
        .post(RegistrationPaths.rule, .organise, keepRule),
        .get(RegistrationPaths.newPerson, .organise) { visit, event in try await newPerson(visit, event, FormState()) },
        .post(RegistrationPaths.people, .organise, enter),
        .get(RegistrationPaths.person, .organise) { visit, event, id in
            try await visit.read { try RegistrationPersonPage(try EventFrame(visit, event, $0), id, $0).answer }
        },
        .post(RegistrationPaths.person, .organise) { visit, event, id in
            try await act(visit, event, id, "correction", .saved) {
                let known = try await visit.read { try RegistrationStore($0).registration(id, in: event) }
                let fields = try NominationFields($0)
                if let nomination = known.nomination {
                    try await NominationOperations.correct(visit, event, nomination, fields)
                    return
                }
                var told = fields.registration(region: known.region)
                (told.city, told.workingGroup, told.role) = (known.city, known.workingGroup, known.role)
                told.listConsent = known.listConsent
                try await RegistrationOperations.tell(visit, event, id, told)
            }
        },
        .post(RegistrationPaths.approvals, .organise) { visit, event in
            try await RegistrationOperations.approveAll(visit, event)
            return .redirect(to: Done.saved.at(RegistrationPaths.list(event)))
        },
        .post(RegistrationPaths.approval, .organise) { visit, event, id in
            try await RegistrationOperations.approve(visit, event, id)
            return .redirect(to: Done.saved.at(RegistrationPaths.person(event, id)))
        },
        .post(RegistrationPaths.comeback, .organise) { visit, event, id in
            try await RegistrationOperations.comeBack(visit, event, id)
            return .redirect(to: Done.saved.at(RegistrationPaths.person(event, id)))
        },
        reasoned(RegistrationPaths.rejection, "rejection", RegistrationOperations.reject),
        reasoned(RegistrationPaths.withdrawal, "withdrawal", RegistrationOperations.withdraw),
        reasoned(RegistrationPaths.unseating, "unseating", RegistrationOperations.unseat),
        reasoned(RegistrationPaths.protection, "protection", RegistrationOperations.protect),
        .post(RegistrationPaths.promotions, .organise) { visit, event in
            try await RegistrationOperations.seatWhoFits(visit, event)
            return .redirect(to: Done.saved.at(RegistrationPaths.list(event)))
        },
        .post(RegistrationPaths.offer, .organise) { visit, event, id in
            try await act(visit, event, id, "offer", .saved) { form in
                let answer = form.text("answer")
                guard answer == "yes" || answer == "no" else {
                    throw Refusal.invalid(["answer": L("Choose one of the answers that are offered.")])
                }
                try await RegistrationOperations.answerOffer(
                    visit, event, id, isAccepted: answer == "yes", reason: form.text("reason"))
            }
        },
        .post(RegistrationPaths.mode, .organise) { visit, event, id in
            try await act(visit, event, id, "mode", .saved) { form in
                guard let mode = AttendanceMode(rawValue: form.text("mode")) else {
                    throw Refusal.invalid(["mode": L("Choose one from the list.")])
                }
                try await RegistrationOperations.changeMode(visit, event, id, to: mode)
            }
        },
        .post(RegistrationPaths.wish, .organise) { visit, event, id in
            let isGranted = try visit.inbound.form().isOn("granted")
            try await RegistrationOperations.answerWish(visit, event, id, isGranted: isGranted)
            return .redirect(to: Done.saved.at(RegistrationPaths.list(event)))
        },
        .post(RegistrationPaths.substitution, .organise, substitute),
    ]

    // MARK: The rule

    private static func rule(_ visit: Visit, _ event: Event.ID, _ state: FormState?) async throws -> Answer {
        try await visit.read { reading in
            let known = try RegistrationStore(reading).rule(of: event)
            let fields = known.map { RegistrationRuleFields($0) } ?? RegistrationRuleFields()
            return RegistrationRulePage(
                frame: try EventFrame(visit, event, reading), rule: known,
                hasPeople: try RegistrationPages.hasPeople(event, reading),
                state: state ?? RegistrationRulePage.state(fields)
            ).answer
        }
    }

    private static func keepRule(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let isFirst = try await visit.read { try RegistrationStore($0).rule(of: event) == nil }
            try await RegistrationOperations.keepRule(visit, event, RegistrationRulePage.fields(form))
            // The journey goes on: how many may come.
            return .redirect(to: Done.saved.at(isFirst ? Paths.quotas(event) : RegistrationPaths.list(event)))
        } catch {
            return try await rule(visit, event, try .refused(form, error))
        }
    }

    // MARK: Entering somebody

    private static func newPerson(_ visit: Visit, _ event: Event.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            let frame = try EventFrame(visit, event, reading)
            let rule = try RegistrationStore(reading).requireRule(of: event)
            let start = FormState(
                stored: [
                    ("mode", rule.usualMode.rawValue), ("funding", RegistrationFunding.funded.rawValue),
                ])
            return RegistrationEntryPage(
                frame: frame, state: state.values.fields.isEmpty && state.errors.isEmpty ? start : state,
                names: try DirectoryNames(reading)
            ).answer
        }
    }

    private static func enter(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let fields = try NominationFields(form).registration(region: nil)
            let id = try await RegistrationOperations.enter(visit, event, fields, key: visit.sendingName(form))
            return .redirect(to: Done.registered.at(RegistrationPaths.person(event, id)))
        } catch {
            return try await newPerson(visit, event, try .refused(form, error))
        }
    }

    // MARK: One registration

    private static func substitute(_ visit: Visit, _ event: Event.ID, _ id: Registration.ID) async throws -> Answer {
        try await act(visit, event, id, "substitution", .saved) { form in
            try await RegistrationOperations.putInPlace(
                visit, event, id, try NominationFields(form), waitsIfFull: form.isOn("waits"))
        }
    }

    private static func reasoned(
        _ path: PathPattern<Event.ID, Registration.ID>, _ form: String,
        _ body: @escaping @Sendable (Visit, Event.ID, Registration.ID, String) async throws -> Void
    ) -> Route {
        .post(path, .organise) { visit, event, id in
            try await act(visit, event, id, form, .saved) { try await body(visit, event, id, $0.text("reason")) }
        }
    }

    /// Something done by a form of the registration's page; what is wrong with it stands at its fields.
    static func act(
        _ visit: Visit, _ event: Event.ID, _ id: Registration.ID, _ name: String, _ done: Done,
        _ body: (FormValues) async throws -> Void
    ) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            try await body(form)
            return .redirect(to: done.at(RegistrationPaths.list(event)) + "#r-\(id)")
        } catch {
            let state = try FormState.refused(form, error)
            return try await visit.read { reading in
                try RegistrationPersonPage(
                    try EventFrame(visit, event, reading), id, reading, refused: (form: name, state: state)
                ).answer
            }
        }
    }
}
