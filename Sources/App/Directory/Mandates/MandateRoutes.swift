import Domain
import Storage
import Web

/// # Mandates: who speaks for a country, who heads a secretariat
///
/// The register is seen by who keeps the directory: those that hold everywhere, and those of their programmes. Administrators appoint
/// everywhere, organisers in their programmes. An account whose person holds one today acts under it (``Visitor/mandates``).
enum MandateRoutes {
    static let all: [Route] = [
        .get(Paths.mandates, .keepDirectory, register),
        .get(Paths.newMandate, .keepDirectory) { visit in
            try await form(visit, FormState(visit.inbound.query))
        },
        .post(Paths.mandates, .keepDirectory, appoint),
        .get(Paths.mandateInvitations, .administer) { visit in try await invitations(visit, nil) },
        .post(Paths.mandateInvitations, .administer) { visit in
            let sent = try await MandateInvitations.send(visit)
            guard visit.settings.mail == nil else { return .redirect(to: Done.holdersInvited.at(Paths.mandates())) }
            return try await invitations(visit, sent)
        },
        .get(Paths.mandateImport, .administer) { visit in
            try await visit.read { _ in MandateFilePage(visit: visit, state: FormState(), done: nil).answer }
        },
        .post(Paths.mandateImport, .administer, limit: Route.fileLimit, takeFile),
        .get(Paths.mandateExport, .keepDirectory) { visit, format in
            guard let format = TableFormat(rawValue: format) else { throw Refusal.notFound }
            let day = try AskedDay.asked(visit)
            let rows = try await visit.read { try MandateFiles.rows(visit, on: day, $0) }
            return try format.answer(name: "mandates", header: MandateFiles.header, rows: rows)
        },
        .get(Paths.mandate, .keepDirectory) { visit, id in try await mandate(visit, id, FormState()) },
        .post(Paths.mandate, .administer, correct),
        .post(Paths.mandateEnding, .keepDirectory, end),
        .post(Paths.mandateSuspension, .keepDirectory) { visit, id in
            try await MandateOperations.suspend(visit, id)
            return .redirect(to: Done.suspended.at(Paths.mandate(id)))
        },
        .post(Paths.mandateConfirmation, .keepDirectory) { visit, id in
            try await MandateOperations.confirm(visit, id)
            return .redirect(to: Done.confirmed.at(Paths.mandate(id)))
        },
        .post(Paths.mandateRefusal, .keepDirectory) { visit, id in
            try await MandateProposals.refuse(visit, id)
            return .redirect(to: Done.proposalRefused.at(Paths.mandate(id)))
        },
        .get(Paths.ownMandates, .account) { visit in
            try await visit.read { reading in
                let ids = visit.visitor.mandates.map(\.id)
                return OwnMandatesPage(
                    visit: visit, mandates: try MandateStore(reading).mandates(ids), names: try MandateNames(reading)
                ).answer
            }
        },
        .post(Paths.ownMandateConfirmation, .account) { visit, id in
            guard visit.visitor.mandates.contains(where: { $0.id == id }) else { throw Refusal.notFound }
            try await MandateOperations.confirm(visit, id)
            return .redirect(to: Done.confirmed.at(Paths.ownMandates()))
        },
    ]

    private static func register(_ visit: Visit) async throws -> Answer {
        let query = visit.inbound.query
        let day = try AskedDay.asked(visit) ?? CalendarDate.today(visit.now)
        return try await visit.read { reading in
            let sight = try MandateSight(visit, reading)
            let seen = try sight.all()
            let regions = RegionStore(reading)
            let programme = query["programme"].flatMap { Programme.ID($0) }.flatMap { sight.sees($0) ? $0 : nil }
            let members = try MemberStore(reading).countries(on: day).filter { member in
                programme.map { $0 == member.key } ?? sight.sees(member.key)
            }
            return MandatesPage(
                visit: visit, day: day, show: MandatesPage.Show(rawValue: query.text("show")) ?? .all,
                region: query["region"].flatMap { Region.ID($0) },
                programme: programme, members: members.values.reduce(into: []) { $0.formUnion($1) }, mandates: seen,
                regions: try regions.regions(),
                homes: try regions.homes(on: day), names: try MandateNames(reading),
                mayAppoint: (visit.visitor.account?.isAdministrator ?? false) || seen.viewerOrganises
            ).answer
        }
    }

    private static func invitations(_ visit: Visit, _ links: [(name: String, path: String)]?) async throws -> Answer {
        try await visit.read { reading in
            MandateInvitationsPage(
                visit: visit, invitations: try MandateInvitations(at: visit.now, reading),
                names: try MandateNames(reading), links: links
            ).answer()
        }
    }

    /// - Parameters:
    ///   - state: of the form that ends it.
    ///   - correction: of the form that corrects it, where it was refused.
    private static func mandate(
        _ visit: Visit, _ id: Mandate.ID, _ state: FormState, correction: FormState? = nil
    ) async throws -> Answer {
        try await visit.read { reading in
            let seen = try MandateSight(visit, reading)
            let mandate = try seen.mandate(id)
            return MandatePage(
                visit: visit, mandate: mandate, others: try seen.all(for: mandate.holder),
                acts: try MandateActStore(reading).acts(of: id), names: try MandateNames(reading),
                mayKeep: try MandateOperations.mayKeep(visit, mandate.programme, reading), state: state,
                correction: correction
            ).answer
        }
    }

    private static func form(_ visit: Visit, _ state: FormState, _ status: DeskFrame.FormStatus = .ok) async throws
        -> Answer
    {
        try await visit.read { reading in
            let sights = try SightStore(reading, visit)
            let words = state.values.text("q")
            let country = MandateHolder(state.values.text("holder"))?.country
            let filter = PersonFilter(query: words, country: words.isEmpty ? country : nil)
            var people = try sights.people(filter, limit: MandateForm.mostPeople + 1)
            if let chosen = Person.ID(state.values.text("person")), !people.contains(where: { $0.id == chosen }) {
                people += try sights.seen(PersonStore(reading).people([chosen])).map(\.person)
            }
            let roster = sights.viewer.roster
            let names = try MandateNames(reading)
            return MandateForm(
                visit: visit, state: state, people: people, names: names,
                programmes: names.programmes.filter {
                    sights.viewer.isAdministrator || roster.organisesProgrammes.contains($0.key)
                }
            ).answer(status)
        }
    }

    private static func appoint(_ visit: Visit) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let id = try await MandateOperations.appoint(visit, fields(form))
            return .redirect(to: Done.appointed.at(Paths.mandate(id)))
        } catch {
            var state = try FormState.refused(form, error)
            state.errors["last-day"] = state.errors["until"]
            state.errors["until"] = nil
            return try await self.form(visit, state, .wrong)
        }
    }

    private static func takeFile(_ visit: Visit) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let upload = try TableUpload(form)
            let counts = try await MandateFiles.take(visit, upload)
            return try await visit.read { _ in
                MandateFilePage(visit: visit, state: FormState(), done: (counts, upload.isTrial)).answer
            }
        } catch {
            let state = try FormState.refused(form, error)
            return try await visit.read { _ in MandateFilePage(visit: visit, state: state, done: nil).answer }
        }
    }

    private static func fields(_ form: FormValues) -> MandateFields {
        MandateFields(
            role: MandateRole(rawValue: form.text("role")), holder: form.text("holder"),
            programme: Programme.ID(form.text("programme")), person: Person.ID(form.text("person")),
            since: form.text("since"), until: until(form.text("last-day")), reviewBy: form.text("review-by").nilIfEmpty,
            document: form.text("document"), note: form.text("note"))
    }

    /// What is no date stays as written, so that the check can name it.
    private static func until(_ lastDay: String) -> String? {
        lastDay.trimmed.isEmpty ? nil : MandateDays.until(afterLast: lastDay.trimmed) ?? lastDay
    }

    private static func correct(_ visit: Visit, _ id: Mandate.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            try await MandateOperations.correct(visit, id, fields(form))
            return .redirect(to: Done.saved.at(Paths.mandate(id)))
        } catch {
            var state = try FormState.refused(form, error)
            state.errors["last-day"] = state.errors["until"]
            state.errors["until"] = nil
            return try await mandate(visit, id, FormState(), correction: state)
        }
    }

    private static func end(_ visit: Visit, _ id: Mandate.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            try await MandateOperations.end(visit, id, until: until(form.text("last-day")) ?? "")
            return .redirect(to: Done.ended.at(Paths.mandate(id)))
        } catch {
            var state = try FormState.refused(form, error)
            state.errors["last-day"] = state.errors["until"]
            return try await mandate(visit, id, state)
        }
    }
}
