import Domain
import Storage
import Web

/// # For who speaks for a country, and for who comes
///
/// A focal point or an alternate (``Visitor/mandates``) sees what waits for the country, names people and puts them in order; of other
/// countries they see nothing. Who speaks for a city or an organisation, and those of a working group, do the same on the same pages: in the
/// addresses `city:ID` stands in place of the country. The head of a secretariat reads what the countries of the region do. Everybody sees their own
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
            try await FocalOperations.answer(visit, Behalf(segment: country), event, state, form.text("answer"))
            return .redirect(to: Done.callAnswered.at(Paths.call(country, event)))
        },
        .post(Paths.callNominations, .account, nominate),
        .get(Paths.callNomination, .account) { visit, country, event, id in
            try await nomination(visit, country, event, id, nil)
        },
        .post(Paths.callNomination, .account, change),
        .post(Paths.callSubmission, .account) { visit, country, event, id in
            try await FocalOperations.submit(visit, Behalf(segment: country), event, id)
            return .redirect(to: Done.nominated.at(Paths.call(country, event)))
        },
        .post(Paths.callPlace, .account) { visit, country, event, id in
            let steps = try visit.inbound.form().wish("by", in: -99...99) ?? 0
            try await FocalOperations.move(visit, Behalf(segment: country), event, id, by: steps)
            return .redirect(to: Done.moved.at(Paths.call(country, event)))
        },
        .post(Paths.callReplacement, .account, replace),
        .post(Paths.callWithdrawal, .account) { visit, country, event, id in
            try await FocalOperations.withdraw(visit, Behalf(segment: country), event, id)
            return .redirect(to: Done.nomineeWithdrawn.at(Paths.call(country, event)))
        },
        .get(Paths.callImport, .account) { visit, country, event in
            try await filePage(visit, country, event, FormState(), nil)
        },
        .post(Paths.callImport, .account, limit: Route.fileLimit, takeFile),
        .get(Paths.callExport, .account) { visit, country, event, format in
            guard let format = TableFormat(rawValue: format) else { throw Refusal.notFound }
            let rows = try await visit.read { reading in
                let behalf = try Behalf(segment: country)
                _ = try CountryCall(behalf, event, visit.visitor, now: visit.now, isBrief: true, reading)
                return try NominationFiles.rows(of: event, behalf: behalf, reading)
            }
            return try format.answer(name: "nominations", header: NominationFiles.header, rows: rows)
        },
        .get(Paths.secretariat, .account, secretariat),
        .post(Paths.secretariatConfirmation, .account) { visit, region, mandate in
            try await MandateOperations.confirm(visit, mandate)
            return .redirect(to: Done.confirmed.at(Paths.secretariat(region)))
        },
    ]

    /// Who acts for one country, city, organisation or group alone is there at once.
    private static func mine(_ visit: Visit) async throws -> Answer {
        let (represented, regions) = (visit.visitor.represented, visit.visitor.regions)
        if represented.count == 1, regions.isEmpty { return .redirect(to: Paths.country(represented[0].segment)) }
        if represented.isEmpty, regions.count == 1 { return .redirect(to: Paths.secretariat(regions[0])) }
        return try await visit.read { reading in
            MinePage(visit: visit, represented: represented, regions: regions, names: try MandateNames(reading)).answer
        }
    }

    private static func countryPage(_ visit: Visit, _ segment: String) async throws -> Answer {
        let behalf = try Behalf(segment: segment)
        guard visit.visitor.represented.contains(behalf), let holder = behalf.holder else { throw Refusal.notFound }
        return try await visit.read { reading in
            let country = behalf.country
            return CountryPage(
                visit: visit, behalf: behalf, holder: holder,
                calls: try CountryCall.all(behalf, visit.visitor, now: visit.now, reading),
                reviews: try CountryTask.reviews(holder, visit.visitor, now: visit.now, reading),
                asked: try visit.visitor.account.map { try OwnConsultation.all(of: $0.id, now: visit.now, reading) }?
                    .filter { $0.country == nil || $0.country == country } ?? [],
                names: try MandateNames(reading),
                team: try country.map {
                    try CountryTeam($0, visit.visitor.speaking(for: $0), visit, reading)
                },
                also: try Today.tasks(for: AccountReader(visit, reading), reading).filter { task in
                    !["/my-countries", "/my-regions", "/my-events"].contains { task.path.hasPrefix($0) }
                },
                more: try country.map { try CountrySections.html($0, visit, reading) } ?? .empty
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
        _ visit: Visit, _ segment: String, _ event: Event.ID, _ state: FormState?, _ status: DeskFrame.FormStatus = .ok
    ) async throws -> Answer {
        let behalf = try Behalf(segment: segment)
        return try await visit.read { reading in
            let call = try CountryCall(behalf, event, visit.visitor, now: visit.now, reading)
            let stored = try [("languages", languages(visit, reading)), ("country", behalf.home(reading) ?? "")]
            return CallPage(
                visit: visit, call: call, names: try MandateNames(reading), options: try options(behalf, reading),
                state: state ?? FormState(stored: stored)
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

    private static func nominate(_ visit: Visit, _ segment: String, _ event: Event.ID) async throws -> Answer {
        let (form, behalf) = (try visit.inbound.form(), try Behalf(segment: segment))
        let staysDraft = form.isOn("draft")
        do {
            _ = try await FocalOperations.nominate(
                visit, behalf, event, try fields(form, for: behalf), staysDraft: staysDraft,
                key: visit.sendingName(form))
            return .redirect(to: (staysDraft ? Done.drafted : Done.nominated).at(Paths.call(segment, event)))
        } catch {
            return try await call(visit, segment, event, try .refused(form, error), .wrong)
        }
    }

    /// - Parameter state: of a form that comes back.
    private static func nomination(
        _ visit: Visit, _ segment: String, _ event: Event.ID, _ id: Nomination.ID, _ state: FormState?,
        blocked: Refusal? = nil, replaces: Bool? = nil
    ) async throws -> Answer {
        let behalf = try Behalf(segment: segment)
        return try await visit.read { reading in
            let call = try CountryCall(behalf, event, visit.visitor, now: visit.now, reading)
            guard let nominee = call.people.first(where: { $0.id == id }) else { throw Refusal.notFound }
            let replaces = replaces ?? visit.inbound.query.has("replace")
            let stored = FieldForm<NominationFields>.stored(nominee.nomination.fields)
            return NomineePage(
                visit: visit, call: call, nominee: nominee, names: try MandateNames(reading),
                options: try options(behalf, reading),
                state: state ?? (replaces ? FormState() : FormState(stored: stored)),
                replaces: replaces, blocked: blocked
            ).answer
        }
    }

    private static func change(_ visit: Visit, _ segment: String, _ event: Event.ID, _ id: Nomination.ID) async throws
        -> Answer
    {
        let (form, behalf) = (try visit.inbound.form(), try Behalf(segment: segment))
        do {
            let now = try await FocalOperations.change(visit, behalf, event, id, try fields(form, for: behalf))
            return .redirect(to: (now == id ? Done.saved : .replaced).at(Paths.call(segment, event)))
        } catch {
            return try await nomination(visit, segment, event, id, try .refused(form, error), replaces: false)
        }
    }

    private static func replace(_ visit: Visit, _ segment: String, _ event: Event.ID, _ id: Nomination.ID) async throws
        -> Answer
    {
        let (form, behalf) = (try visit.inbound.form(), try Behalf(segment: segment))
        do {
            try await FocalOperations.replace(
                visit, behalf, event, id, try fields(form, for: behalf), waitsIfFull: form.isOn("waits"))
            return .redirect(to: Done.replaced.at(Paths.call(segment, event)))
        } catch let refusal as Refusal where refusal.code == "no-room" {
            return try await nomination(
                visit, segment, event, id, FormState(form), blocked: refusal, replaces: true)
        } catch {
            return try await nomination(visit, segment, event, id, try .refused(form, error), replaces: true)
        }
    }

    private static func filePage(
        _ visit: Visit, _ segment: String, _ event: Event.ID, _ state: FormState,
        _ done: (counts: NominationCounts, isTrial: Bool)?
    ) async throws -> Answer {
        let behalf = try Behalf(segment: segment)
        return try await visit.read { reading in
            CallFilePage(
                visit: visit,
                call: try CountryCall(behalf, event, visit.visitor, now: visit.now, isBrief: true, reading),
                names: try MandateNames(reading), state: state, done: done
            ).answer
        }
    }

    private static func takeFile(_ visit: Visit, _ segment: String, _ event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let upload = try TableUpload(form)
            let counts = try await FocalOperations.take(visit, Behalf(segment: segment), event, upload)
            return try await filePage(visit, segment, event, FormState(), (counts, upload.isTrial))
        } catch {
            return try await filePage(visit, segment, event, try .refused(form, error), nil)
        }
    }

    private static func fields(_ form: FormValues, for behalf: Behalf) throws -> NominationFields {
        var fields = try NominationFields(form)
        if let country = behalf.country { fields.country = country }
        return fields
    }

    /// Those of a country are of it; of anybody else's people it is asked.
    private static func options(_ behalf: Behalf, _ reading: any Reading) throws -> [String: [FieldOption]] {
        let names = try DirectoryNames(reading)
        let options = ["sector": names.sectorOptions()]
        return behalf.country == nil
            ? options.merging(["country": names.countryOptions]) { first, _ in first } : options
    }

    private static func secretariat(_ visit: Visit, _ region: App.Region.ID) async throws -> Answer {
        guard visit.visitor.regions.contains(region) else { throw Refusal.notFound }
        return try await visit.read { reading in
            SecretariatPage(
                visit: visit, region: try RegionStore(reading).region(region),
                countries: try SecretariatCalls(region, visit, reading).countries,
                teams: try SecretariatTeams(region, visit, reading),
                reviews: try CountryTask.reviews(.region(region), visit.visitor, now: visit.now, reading),
                vacant: try VacantCall.all(in: region, visit.visitor, now: visit.now, reading),
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
