import Domain
import Storage
import Web

/// # For who speaks for a country, and for who comes
///
/// A focal point or an alternate (``Visitor/mandates``) sees what waits for the country, names people and puts them in order; of other
/// countries they see nothing. The head of a secretariat reads what the countries of the region do. Everybody sees their own
/// registrations and answers for themselves: with an account (``MyEventRoutes``), or with the link in the mail.
enum FocalRoutes {
    static let all: [Route] = [
        .get(Paths.mine, .account, mine),
        .get(Paths.country, .account) { visit, country in try await countryPage(visit, country) },
        .post(Paths.countryConfirmation, .account) { visit, country, mandate in
            try await MandateOperations.confirm(visit, mandate)
            return .redirect(to: Done.confirmed.at(Paths.country(country)))
        },
        .get(Paths.countryProposals, .account) { visit, country in
            let stored: [(String, String)] = [
                ("role", MandateRole.nationalTeam.rawValue), ("group", visit.inbound.query.text("group")),
                ("since", CalendarDate.today(visit.now)),
            ]
            return try await proposal(visit, country, FormState(stored: stored))
        },
        .post(Paths.countryProposals, .account) { visit, country in
            guard visit.visitor.countries.contains(country) else { throw Refusal.notFound }
            let form = try visit.inbound.form()
            do {
                try await MandateProposals.propose(visit, country, proposed(form))
                return .redirect(to: Done.proposed.at(Paths.country(country)))
            } catch {
                return try await proposal(visit, country, try .refused(form, error))
            }
        },
        .post(Paths.secretariatProposal, .account) { visit, region, mandate in
            try await requireProposal(visit, region, mandate)
            try await MandateOperations.confirm(visit, mandate, onlyProposed: true)
            return .redirect(to: Done.proposalConfirmed.at(Paths.secretariat(region)))
        },
        .post(Paths.secretariatRefusal, .account) { visit, region, mandate in
            try await requireProposal(visit, region, mandate)
            try await MandateProposals.refuse(visit, mandate)
            return .redirect(to: Done.proposalRefused.at(Paths.secretariat(region)))
        },
        .get(Paths.call, .account) { visit, country, event in try await call(visit, country, event, nil) },
        .post(Paths.callAnswer, .account) { visit, country, event in
            let form = try visit.inbound.form()
            let state: InvitationRecord.State = form.text("comes") == "no" ? .declined : .accepted
            try await FocalOperations.answer(visit, country, event, state, form.text("answer"))
            return .redirect(to: Done.callAnswered.at(Paths.call(country, event)))
        },
        .post(Paths.callNominations, .account, nominate),
        .get(Paths.callNomination, .account) { visit, country, event, id in
            try await nomination(visit, country, event, id, nil)
        },
        .post(Paths.callNomination, .account, change),
        .post(Paths.callSubmission, .account) { visit, country, event, id in
            try await FocalOperations.submit(visit, country, event, id)
            return .redirect(to: Done.nominated.at(Paths.call(country, event)))
        },
        .post(Paths.callPlace, .account) { visit, country, event, id in
            let steps = try visit.inbound.form().wish("by", in: -99...99) ?? 0
            try await FocalOperations.move(visit, country, event, id, by: steps)
            return .redirect(to: Done.moved.at(Paths.call(country, event)))
        },
        .post(Paths.callReplacement, .account, replace),
        .post(Paths.callWithdrawal, .account) { visit, country, event, id in
            try await FocalOperations.withdraw(visit, country, event, id)
            return .redirect(to: Done.nomineeWithdrawn.at(Paths.call(country, event)))
        },
        .get(Paths.callImport, .account) { visit, country, event in
            try await filePage(visit, country, event, FormState(), nil)
        },
        .post(Paths.callImport, .account, limit: Route.fileLimit, takeFile),
        .get(Paths.callExport, .account) { visit, country, event, format in
            guard let format = TableFormat(rawValue: format) else { throw Refusal.notFound }
            let rows = try await visit.read { reading in
                _ = try CountryCall(country, event, visit.visitor, now: visit.now, isBrief: true, reading)
                return try NominationFiles.rows(of: event, behalf: .country(country), reading)
            }
            return try format.answer(name: "nominations", header: NominationFiles.header, rows: rows)
        },
        .get(Paths.secretariat, .account, secretariat),
        .post(Paths.secretariatConfirmation, .account) { visit, region, mandate in
            try await MandateOperations.confirm(visit, mandate)
            return .redirect(to: Done.confirmed.at(Paths.secretariat(region)))
        },
    ]

    /// Who acts for one country alone is there at once.
    private static func mine(_ visit: Visit) async throws -> Answer {
        let (countries, regions) = (visit.visitor.countries, visit.visitor.regions)
        if countries.count == 1, regions.isEmpty { return .redirect(to: Paths.country(countries[0])) }
        if countries.isEmpty, regions.count == 1 { return .redirect(to: Paths.secretariat(regions[0])) }
        return try await visit.read { reading in
            MinePage(visit: visit, countries: countries, regions: regions, names: try MandateNames(reading)).answer
        }
    }

    private static func countryPage(_ visit: Visit, _ country: String) async throws -> Answer {
        guard visit.visitor.countries.contains(country) else { throw Refusal.notFound }
        return try await visit.read { reading in
            CountryPage(
                visit: visit, country: country,
                calls: try CountryCall.all(country, visit.visitor, now: visit.now, reading),
                reviews: try CountryTask.reviews(.country(country), visit.visitor, now: visit.now, reading),
                asked: try visit.visitor.account.map { try OwnConsultation.all(of: $0.id, now: visit.now, reading) }?
                    .filter { $0.country == nil || $0.country == country } ?? [],
                names: try MandateNames(reading),
                team: try CountryTeam(country, visit.visitor.speaking(for: country), visit, reading),
                also: try Today.tasks(for: AccountReader(visit, reading), reading).filter { task in
                    !["/my-countries", "/my-regions", "/my-events"].contains { task.path.hasPrefix($0) }
                },
                more: try CountrySections.html(country, visit, reading)
            ).answer
        }
    }

    private static func proposal(_ visit: Visit, _ country: String, _ state: FormState) async throws -> Answer {
        guard visit.visitor.countries.contains(country) else { throw Refusal.notFound }
        return try await visit.read { reading in
            ProposalPage(
                visit: visit, team: try CountryTeam(country, visit.visitor.speaking(for: country), visit, reading),
                names: try MandateNames(reading), state: state
            ).answer
        }
    }

    private static func proposed(_ form: FormValues) -> ProposalFields {
        ProposalFields(
            role: MandateRole(rawValue: form.text("role")), group: form.text("group"),
            givenName: form.text("given-name"), familyName: form.text("family-name"), email: form.text("email"),
            since: form.text("since"), document: form.text("document"), note: form.text("note"))
    }

    /// - Throws: ``Refusal/notFound`` for what is no proposal of a country of the region, or a region of somebody else.
    static func requireProposal(_ visit: Visit, _ region: App.Region.ID, _ id: Mandate.ID) async throws {
        guard visit.visitor.regions.contains(region) else { throw Refusal.notFound }
        try await visit.read { reading in
            let mandate = try MandateStore(reading).mandate(id)
            let known = try HomeRegions(on: CalendarDate.today(visit.now), reading)
            guard mandate.behalf != nil, known.region(of: mandate) == region else { throw Refusal.notFound }
            guard mandate.state == .proposed else { throw Refusal.mandateNotProposed }
        }
    }

    private static func call(
        _ visit: Visit, _ country: String, _ event: Event.ID, _ state: FormState?, _ status: DeskFrame.FormStatus = .ok
    ) async throws -> Answer {
        try await visit.read { reading in
            let state = try state ?? FormState(stored: [("languages", languages(visit, reading))])
            return CallPage(
                visit: visit, call: try CountryCall(country, event, visit.visitor, now: visit.now, reading),
                names: try MandateNames(reading), options: try options(reading), state: state
            ).answer(status)
        }
    }

    /// People of a country mostly read what its focal point reads; the form can be changed.
    private static func languages(_ visit: Visit, _ reading: any Reading) throws -> String {
        let account = try visit.visitor.account.map { try AccountStore(reading).account($0.id) }
        let person = try account?.person.flatMap { try PersonStore(reading).people([$0]).first }
        let known = person?.fields.languages ?? []
        let codes = known.isEmpty ? [(account?.language ?? visit.language).rawValue] : known
        return codes.map { Languages.name($0) }.joined(separator: ", ")
    }

    private static func nominate(_ visit: Visit, _ country: String, _ event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        let staysDraft = form.isOn("draft")
        do {
            _ = try await FocalOperations.nominate(
                visit, country, event, try fields(form, for: country), staysDraft: staysDraft,
                key: visit.sendingName(form))
            return .redirect(to: (staysDraft ? Done.drafted : Done.nominated).at(Paths.call(country, event)))
        } catch {
            return try await call(visit, country, event, try .refused(form, error), .wrong)
        }
    }

    /// - Parameter state: of a form that comes back.
    private static func nomination(
        _ visit: Visit, _ country: String, _ event: Event.ID, _ id: Nomination.ID, _ state: FormState?,
        blocked: Refusal? = nil, replaces: Bool? = nil
    ) async throws -> Answer {
        try await visit.read { reading in
            let call = try CountryCall(country, event, visit.visitor, now: visit.now, reading)
            guard let nominee = call.people.first(where: { $0.id == id }) else { throw Refusal.notFound }
            let replaces = replaces ?? visit.inbound.query.has("replace")
            let stored = FieldForm<NominationFields>.stored(nominee.nomination.fields)
            return NomineePage(
                visit: visit, call: call, nominee: nominee, names: try MandateNames(reading),
                options: try options(reading), state: state ?? (replaces ? FormState() : FormState(stored: stored)),
                replaces: replaces, blocked: blocked
            ).answer
        }
    }

    private static func change(_ visit: Visit, _ country: String, _ event: Event.ID, _ id: Nomination.ID) async throws
        -> Answer
    {
        let form = try visit.inbound.form()
        do {
            let now = try await FocalOperations.change(visit, country, event, id, try fields(form, for: country))
            return .redirect(to: (now == id ? Done.saved : .replaced).at(Paths.call(country, event)))
        } catch {
            return try await nomination(visit, country, event, id, try .refused(form, error), replaces: false)
        }
    }

    private static func replace(_ visit: Visit, _ country: String, _ event: Event.ID, _ id: Nomination.ID) async throws
        -> Answer
    {
        let form = try visit.inbound.form()
        do {
            try await FocalOperations.replace(
                visit, country, event, id, try fields(form, for: country), waitsIfFull: form.isOn("waits"))
            return .redirect(to: Done.replaced.at(Paths.call(country, event)))
        } catch let refusal as Refusal where refusal.code == "no-room" {
            return try await nomination(
                visit, country, event, id, FormState(form), blocked: refusal, replaces: true)
        } catch {
            return try await nomination(visit, country, event, id, try .refused(form, error), replaces: true)
        }
    }

    private static func filePage(
        _ visit: Visit, _ country: String, _ event: Event.ID, _ state: FormState,
        _ done: (counts: NominationCounts, isTrial: Bool)?
    ) async throws -> Answer {
        try await visit.read { reading in
            CallFilePage(
                visit: visit,
                call: try CountryCall(country, event, visit.visitor, now: visit.now, isBrief: true, reading),
                names: try MandateNames(reading), state: state, done: done
            ).answer
        }
    }

    private static func takeFile(_ visit: Visit, _ country: String, _ event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let upload = try TableUpload(form)
            let counts = try await FocalOperations.take(visit, country, event, upload)
            return try await filePage(visit, country, event, FormState(), (counts, upload.isTrial))
        } catch {
            return try await filePage(visit, country, event, try .refused(form, error), nil)
        }
    }

    private static func fields(_ form: FormValues, for country: String) throws -> NominationFields {
        var fields = try NominationFields(form)
        fields.country = country
        return fields
    }

    private static func options(_ reading: any Reading) throws -> [String: [FieldOption]] {
        ["sector": try DirectoryNames(reading).sectorOptions()]
    }

    private static func secretariat(_ visit: Visit, _ region: App.Region.ID) async throws -> Answer {
        guard visit.visitor.regions.contains(region) else { throw Refusal.notFound }
        return try await visit.read { reading in
            SecretariatPage(
                visit: visit, region: try RegionStore(reading).region(region),
                countries: try SecretariatCalls(region, visit, reading).countries,
                teams: try SecretariatTeams(region, visit, reading),
                reviews: try CountryTask.reviews(.region(region), visit.visitor, now: visit.now, reading),
                names: try MandateNames(reading)
            ).answer
        }
    }
}

extension Visitor {
    /// The regions that the visitor reads: who heads a secretariat, its deputy, and its coordinator.
    var regions: [App.Region.ID] {
        Set(mandates.filter(\.role.readsRegion).compactMap(\.holder.region)).sorted {
            $0.description < $1.description
        }
    }

    /// Under which the visitor speaks for a country, in whatever programme, also while that is suspended.
    func speaking(for country: String) -> [ActiveMandate] {
        mandates.filter { $0.role.nominates && $0.holder == .country(country) }
    }
}
