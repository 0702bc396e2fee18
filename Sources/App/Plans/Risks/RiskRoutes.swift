import Domain
import Storage
import Web

/// # Risks
///
/// What could happen, told as the public would see it. `/programmes/P/risks` lists what somebody reads; `/programmes/P/risks/R` is one.
///
/// - A scenario is told by organisers, by who heads a region for it, by who speaks for a country for that; a text with quantities or names
///   of the organisers' list is refused, and anybody reports one that says too much.
/// - Its judgement is opened and closed; in between everybody who reads it judges for a sector, sealed. A sector of few signs one.
/// - The room agrees with a reason, says what is done and by whom, and looks again. `…/wall` is the room's screen.
enum RiskRoutes {
    static let all: [Route] = reading + writing + judging

    private static let reading: [Route] = [
        .get(RiskPaths.risks, .seeProgramme) { visit, programme in
            try await visit.read { try RisksPage(visit, programme, $0).answer }
        },
        .get(RiskPaths.newRisk, .seeProgramme) { visit, programme in try await form(visit, programme, nil, nil) },
        .get(RiskPaths.settings, .organiseProgramme) { visit, programme in try await settings(visit, programme, nil) },
        .get(RiskPaths.fileImport, .seeProgramme) { visit, programme in
            try await filePage(visit, programme, FormState(), nil)
        },
        .get(RiskPaths.files, .seeProgramme) { visit, programme, format in
            guard let format = TableFormat(rawValue: format) else { throw Refusal.notFound }
            let rows = try await visit.read { try RiskFiles.rows(visit, programme, $0) }
            return try format.answer(name: "risks", header: RiskFiles.header, rows: rows)
        },
        .get(RiskPaths.risk, .seeProgramme) { visit, programme, id in try await page(visit, programme, id) },
        .get(RiskPaths.editing, .seeProgramme) { visit, programme, id in try await form(visit, programme, id, nil) },
        .get(RiskPaths.wall, .seeProgramme) { visit, programme, id in
            try await visit.read { reading in
                let (risk, _) = try RiskOperations.seen(visit, programme, id, reading)
                return RiskWallPage(
                    view: try RiskReading(risk, actor: nil, reading),
                    programme: try ProgrammeStore(reading).programme(programme).title
                ).answer
            }
        },
    ]

    private static let writing: [Route] = [
        .post(RiskPaths.risks, .seeProgramme) { visit, programme in
            let values = try visit.inbound.form()
            do {
                let risk = try await RiskOperations.tell(
                    visit, in: programme, RiskScenarioFields(values), try draft(values),
                    key: visit.sendingName(values))
                return .redirect(to: Done.added.at(RiskPaths.risk(programme, risk.id)))
            } catch {
                return try await form(visit, programme, nil, .refused(values, error))
            }
        },
        .post(RiskPaths.risk, .seeProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            do {
                let draft = try draft(values)
                _ = try await RiskOperations.change(
                    visit, programme, id, RiskScenarioFields(values), seen: PlansStale.seen(values)
                ) { _ in draft }
                return .redirect(to: Done.saved.at(RiskPaths.risk(programme, id)))
            } catch {
                return try await form(visit, programme, id, .refused(values, error))
            }
        },
        .post(RiskPaths.settings, .organiseProgramme) { visit, programme in
            let values = try visit.inbound.form()
            do {
                try await RiskOperations.keep(visit, programme, RiskSettingFields(values))
                return .redirect(to: Done.saved.at(RiskPaths.settings(programme)))
            } catch {
                return try await settings(visit, programme, .refused(values, error))
            }
        },
        .post(RiskPaths.fileImport, .seeProgramme, limit: Route.fileLimit) { visit, programme in
            let values = try visit.inbound.form()
            do {
                let upload = try TableUpload(values)
                let counts = try await RiskFiles.take(visit, programme, upload)
                return try await filePage(visit, programme, FormState(), (counts, upload.isTrial))
            } catch {
                return try await filePage(visit, programme, .refused(values, error), nil)
            }
        },
        .post(RiskPaths.reports, .seeProgramme) { visit, programme, id in
            try await act(visit, programme, id, "report") { values in
                try await RiskOperations.report(visit, programme, id, values["words"] ?? "")
                return Done.riskReported
            }
        },
        .post(RiskPaths.settling, .seeProgramme) { visit, programme, id in
            try await RiskOperations.settle(visit, programme, id)
            return .redirect(to: Done.saved.at(RiskPaths.risk(programme, id)))
        },
    ]

    private static let judging: [Route] = [
        .post(RiskPaths.rounds, .seeProgramme) { visit, programme, id in
            try await RiskRoundOperations.open(visit, programme, id)
            return .redirect(to: Done.saved.at(RiskPaths.risk(programme, id)))
        },
        .post(RiskPaths.roundClosing, .seeProgramme) { visit, programme, id in
            try await RiskRoundOperations.close(visit, programme, id)
            return .redirect(to: Done.saved.at(RiskPaths.risk(programme, id)))
        },
        .post(RiskPaths.judgement, .seeProgramme) { visit, programme, id in
            try await act(visit, programme, id, "judgement") { values in
                try await RiskRoundOperations.judge(visit, programme, id, RiskJudgementFields(values))
                return Done.riskJudged
            }
        },
        .post(RiskPaths.sectorJudgement, .seeProgramme) { visit, programme, id in
            try await act(visit, programme, id, "signing") { values in
                try await RiskRoundOperations.sign(visit, programme, id, RiskJudgementFields(values))
                return Done.saved
            }
        },
        .post(RiskPaths.agreement, .seeProgramme) { visit, programme, id in
            try await act(visit, programme, id, "agreement") { values in
                _ = try await RiskRoundOperations.agree(visit, programme, id, RiskAgreementFields(values))
                return Done.saved
            }
        },
        .post(RiskPaths.treatment, .seeProgramme) { visit, programme, id in
            try await act(visit, programme, id, "treatment") { values in
                _ = try await RiskRoundOperations.treat(visit, programme, id, RiskTreatmentFields(values))
                return Done.saved
            }
        },
        .post(RiskPaths.actions, .seeProgramme) { visit, programme, id in
            try await act(visit, programme, id, "action") { values in
                let told = values.text("owner")
                let owner = ActionOwner(told)
                if owner == nil, !told.isEmpty {
                    throw Refusal.invalid(["owner": L("Choose a country, a member or a person of the programme.")])
                }
                _ = try await RiskRoundOperations.act(
                    visit, programme, id, ActionFields(values), owner: owner, key: visit.sendingName(values))
                return Done.added
            }
        },
        .post(RiskPaths.closing, .seeProgramme) { visit, programme, id in
            try await act(visit, programme, id, "closing") { values in
                try await RiskRoundOperations.end(visit, programme, id, outcome: values["outcome"] ?? "")
                return Done.saved
            }
        },
    ]

    // MARK: Pages

    /// What a form of the page does; where it is refused, the form comes back with what was typed.
    private static func act(
        _ visit: Visit, _ programme: Programme.ID, _ id: RiskScenario.ID, _ form: String,
        _ work: (FormValues) async throws -> Done
    ) async throws -> Answer {
        let values = try visit.inbound.form()
        do {
            return .redirect(to: try await work(values).at(RiskPaths.risk(programme, id)))
        } catch {
            return try await page(visit, programme, id, [form: try .refused(values, error)])
        }
    }

    private static func draft(_ values: FormValues) throws -> RiskDraft {
        guard let place = RiskPlace(values.text("place")) else {
            throw Refusal.invalid(["place": L("Choose a region or a country for which you act.")])
        }
        return RiskDraft(
            place: place, area: values.text("area"), hazards: values.all("hazard"), sectors: values.all("asked"),
            indicators: values.text("indicators").split { $0 == "," || $0 == ";" || $0.isWhitespace }.prefix(100)
                .map { String($0) },
            source: values.text("source"), marking: values.text("marking"), isShared: values.isOn("shared"))
    }

    private static func page(
        _ visit: Visit, _ programme: Programme.ID, _ id: RiskScenario.ID, _ states: [String: FormState] = [:]
    ) async throws -> Answer {
        try await visit.read { try RiskPage(visit, programme, id, states, $0).answer }
    }

    private static func form(
        _ visit: Visit, _ programme: Programme.ID, _ id: RiskScenario.ID?, _ state: FormState?
    ) async throws -> Answer {
        try await visit.read { try RiskFormPage(visit, programme, id, state, $0).answer }
    }

    private static func settings(_ visit: Visit, _ programme: Programme.ID, _ state: FormState?) async throws -> Answer
    {
        try await visit.read { try RiskSettingsPage(visit, programme, state, $0).answer }
    }

    private static func filePage(
        _ visit: Visit, _ programme: Programme.ID, _ state: FormState, _ done: (counts: TableCounts, isTrial: Bool)?
    ) async throws -> Answer {
        try await visit.read { reading in
            let frame = try PlansFrame(visit, programme, reading)
            guard frame.standing.tellsRisks else { throw Refusal.forbidden }
            return RiskFilePage(frame: frame, state: state, done: done).answer
        }
    }
}
