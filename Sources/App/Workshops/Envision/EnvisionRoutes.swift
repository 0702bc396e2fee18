import Domain
import HTTPTypes
import Storage
import Web

/// # Envision
///
/// What each group or country wants for each priority issue, and what has to be done for it.
///
/// - `GET /events/E/sheets/S` is a sheet: its own people write there (SheetView; its `/live` streams the part `sheet:S`), others read what they
///   may see (SheetReadingSection). Who sees what is decided in SheetAccess only: a country's sheet is private until it is published.
/// - `POST /events/E/sheets` begins one's own sheet. `POST …/situations`, `…/interventions` add to it; `POST /events/E/interventions/I` changes what is
///   said beside the texts, which are cards (Cards/). `…/publication` shows a country's sheet to the room.
/// - `…/vote-opening`, `…/ratings`, `…/vote-closing`: the private vote on difficulty and impact (docs/decisions/0011-delegation-votes.md).
/// - `POST /events/E/envision` chooses between groups and countries.
enum EnvisionRoutes {
    static let all: [Route] = sheets + vote + items

    private static let sheets: [Route] = [
        .post(Paths.envision, .facilitate) { visit, event in
            guard let by = EnvisionBy(rawValue: try visit.inbound.form().text("by")) else {
                throw Refusal.malformedForm
            }
            try await SheetOperations.setEnvisionBy(visit, event, by)
            return try await RoomRoutes.consoleAnswer(visit, event)
        },
        .post(Paths.sheets, .attend) { visit, event in
            let group = try visit.inbound.form().id("group", as: BreakoutGroup.ID.self)
            let sheet = try await SheetOperations.begin(visit, event, group: group)
            return .redirect(to: Paths.sheet(event, sheet.id))
        },
        .get(Paths.sheet, .attend, sheet),
        .get(Paths.sheetLive, .attend, listen),
        .post(Paths.sheetSituations, .attend, situate),
        .post(Paths.sheetInterventions, .attend, add),
        .post(Paths.sheetPublication, .attend) { visit, event, id in
            guard let publication = SheetPublication(rawValue: try visit.inbound.form().text("publication")) else {
                throw Refusal.malformedForm
            }
            _ = try await SheetOperations.publish(visit, event, id, publication)
            return try await answer(visit, event, id)
        },
    ]

    private static let vote: [Route] = [
        .post(Paths.sheetVoteOpening, .attend) { visit, event, id in
            try await SheetVoteOperations.open(visit, event, id)
            return try await answer(visit, event, id)
        },
        .post(Paths.sheetVoteClosing, .attend) { visit, event, id in
            try await SheetVoteOperations.close(visit, event, id)
            return try await answer(visit, event, id)
        },
        .get(Paths.sheetRatings, .attend) { visit, event, id in
            .html(try await visit.read { try SheetRatingsPage(event, id, visit: visit, $0).document })
        },
        .post(Paths.sheetRatings, .attend, rate),
    ]

    private static let items: [Route] = [
        .post(Paths.intervention, .attend, change),
        .post(Paths.interventionWithdrawal, .attend) { visit, event, id in
            try await InterventionOperations.withdraw(visit, event, id)
            return try await answer(visit, event, of: id)
        },
        .post(Paths.interventionRestoration, .attend) { visit, event, id in
            try await InterventionOperations.restore(visit, event, id)
            return try await answer(visit, event, of: id)
        },
    ]

    // MARK: The sheet

    private static func sheet(_ visit: Visit, _ event: Event.ID, _ id: EnvisionSheet.ID) async throws -> Answer {
        if visit.inbound.wantsFragment {
            let (record, runsTheRoom) = try await visit.read {
                (try EventStore($0).event(event), try SheetViewer(visit, in: event, $0).runsTheRoom)
            }
            // The page of a writer asks for its regions when the stage is over; the event's address knows what comes now.
            if record.stage != .envision, !runsTheRoom { return .redirect(to: Paths.room(record.code)) }
        }
        return try await page(visit, event, id)
    }

    private static func page(
        _ visit: Visit, _ event: Event.ID, _ id: EnvisionSheet.ID, status: HTTPResponse.Status = .ok,
        change: @escaping @Sendable (inout SheetPage) -> Void = { _ in }
    ) async throws -> Answer {
        let people = await visit.services.live.people(Scope.part(event, .sheet(id)).description)
        let (html, state) = try await visit.read { reading in
            var page = try SheetPage(event, id, people: people, visit: visit, reading)
            change(&page)
            return (visit.inbound.wantsFragment ? page.fragment : page.document, page.view?.state)
        }
        let answer = Answer.html(html, status: status)
        return state.map { answer.setting(.pageState, $0) } ?? answer
    }

    /// What a form of a sheet leads to: its regions, or the page again.
    private static func answer(_ visit: Visit, _ event: Event.ID, _ id: EnvisionSheet.ID) async throws -> Answer {
        guard visit.inbound.wantsFragment else { return .redirect(to: Paths.sheet(event, id)) }
        return try await page(visit, event, id)
    }

    private static func answer(_ visit: Visit, _ event: Event.ID, of id: Intervention.ID) async throws -> Answer {
        try await answer(visit, event, try await visit.read { try InterventionStore($0).intervention(id).sheet })
    }

    /// Only who writes it: the regions hold what others may not see.
    private static func listen(_ visit: Visit, _ event: Event.ID, _ id: EnvisionSheet.ID) async throws -> Answer {
        let (visibility, name) = try await visit.read { reading in
            let viewer = try SheetViewer(visit, in: event, reading)
            let (sheet, visibility) = try SheetAccess.seen(id, in: event, by: viewer, reading)
            return (visibility, SheetView.audience(of: sheet, viewer))
        }
        guard visibility == .own else { throw Refusal.notFound }
        let person = visit.visitor.journalName ?? visit.inbound.id
        let audience = Audience(
            scope: Scope.part(event, .sheet(id)).description, name: name, language: visit.language)
        return Answer(body: .events(await visit.services.live.listen(audience, person: person)))
    }

    // MARK: Writing

    private static func situate(_ visit: Visit, _ event: Event.ID, _ id: EnvisionSheet.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        guard let issue = try form.id("issue", as: Issue.ID.self) else { throw Refusal.malformedForm }
        let text = form["text"] ?? ""
        do {
            _ = try await InterventionOperations.begin(
                visit, event, id, issue: issue, text: text, language: visit.language.rawValue)
            return try await answer(visit, event, id)
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            return try await page(visit, event, id, status: refusal.status) {
                $0.view?.situating = (issue, text, refusal.fields)
            }
        }
    }

    private static func add(_ visit: Visit, _ event: Event.ID, _ id: EnvisionSheet.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        guard let issue = try form.id("issue", as: Issue.ID.self) else { throw Refusal.malformedForm }
        let draft = InterventionDraft(
            issue: issue, text: form["text"] ?? "", needs: form["needs"] ?? "", language: visit.language.rawValue,
            details: try InterventionDetails(form: form), key: visit.sendingName(form))
        do {
            _ = try await InterventionOperations.add(visit, event, id, draft)
            return try await answer(visit, event, id)
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            return try await page(visit, event, id, status: refusal.status) {
                $0.view?.adding = (draft, refusal.fields)
            }
        }
    }

    private static func change(_ visit: Visit, _ event: Event.ID, _ id: Intervention.ID) async throws -> Answer {
        let details = try InterventionDetails(form: try visit.inbound.form())
        do {
            _ = try await InterventionOperations.change(visit, event, id, details)
            return try await answer(visit, event, of: id)
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            let sheet = try await visit.read { try InterventionStore($0).intervention(id).sheet }
            return try await page(visit, event, sheet, status: refusal.status) {
                $0.view?.editing = (id, details, refusal.fields)
            }
        }
    }

    /// Fields `difficulty-ID` and `impact-ID`; an intervention with neither keeps what was said of it before.
    private static func rate(_ visit: Visit, _ event: Event.ID, _ id: EnvisionSheet.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        let interventions = try await visit.read { reading in
            _ = try SheetAccess.seen(id, in: event, by: try SheetViewer(visit, in: event, reading), reading)
            return try InterventionStore(reading).interventions(of: id).map(\.id)
        }
        var ratings: [Intervention.ID: DelegationVote.Rating?] = [:]
        var typed: [Intervention.ID: (difficulty: String, impact: String)] = [:]
        var errors: [String: Message] = [:]
        for intervention in interventions {
            let (difficulty, impact) = (form.text("difficulty-\(intervention)"), form.text("impact-\(intervention)"))
            guard !difficulty.isEmpty || !impact.isEmpty else { continue }
            typed[intervention] = (difficulty, impact)
            if let difficulty = Int(difficulty), let impact = Int(impact) {
                ratings[intervention] = .some(DelegationVote.Rating(difficulty: difficulty, impact: impact))
            } else {
                errors[intervention.description] = L("Enter difficulty and impact from 1 to 5.")
            }
        }
        do {
            guard errors.isEmpty else { throw Refusal.invalid(errors) }
            try await SheetVoteOperations.rate(visit, event, id, ratings)
            guard visit.inbound.wantsFragment else { return .redirect(to: Paths.sheetRatings(event, id)) }
            let html = try await visit.read { try SheetRatingsPage(event, id, visit: visit, $0).main }
            return .html("\(SheetFrame.trouble)\(html)")
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            let typed = typed
            let html = try await visit.read { reading in
                var page = try SheetRatingsPage(event, id, visit: visit, reading)
                page.chosen = typed
                page.errors = refusal.fields
                page.isStored = false
                return visit.inbound.wantsFragment ? "\(SheetFrame.trouble)\(page.main)" : page.document
            }
            return .html(html, status: refusal.status)
        }
    }
}
