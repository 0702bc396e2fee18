import Domain
import Storage
import Web

/// # After an exercise
///
/// - `/events/E/exercise/findings`: what was found, with its cause; the improvement plan; lessons, which are learned by proof alone.
/// - A finding leads to an action (``ActionOperations``), which its owner agrees to, and which a later exercise proves (``RetestReading``).
/// - `/events/E/exercise/report`: the after-action report makes itself; people write above each part, agree on it, and close the exercise,
///   which becomes a case of the library.
/// - `/events/E/exercise/files/NAME`: report, manuals, guides and cards as PDF, DOCX, ODT, HTML; all carry the mark.
enum AfterRoutes {
    static let all: [Route] = findings + report

    private static let findings: [Route] = [
        .get(AfterPaths.findings, .attend) { visit, event in try await list(visit, event, FormState()) },
        .get(AfterPaths.newFinding, .attend) { visit, event in try await finding(visit, event, nil, nil) },
        .post(AfterPaths.findings, .attend) { visit, event in
            let form = try visit.inbound.form()
            do {
                let made = try await AfterOperations.find(
                    visit, event, FindingFields(form), place(form), key: visit.sendingName(form))
                return .redirect(to: Done.added.at(AfterPaths.finding(event, made.id)))
            } catch {
                return try await finding(visit, event, nil, .refused(form, error))
            }
        },
        .get(AfterPaths.finding, .attend) { visit, event, id in try await finding(visit, event, id, nil) },
        .post(AfterPaths.finding, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                _ = try await AfterOperations.change(visit, event, id, FindingFields(form), place(form))
                return .redirect(to: Done.saved.at(AfterPaths.finding(event, id)))
            } catch {
                return try await finding(visit, event, id, .refused(form, error))
            }
        },
        .post(AfterPaths.findingActions, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                _ = try await AfterOperations.act(
                    visit, event, id, ActionFields(form), owner: owner(form.text("owner")),
                    key: visit.sendingName(form))
                return .redirect(to: Done.added.at(AfterPaths.finding(event, id)))
            } catch {
                return try await finding(visit, event, id, .refused(form, error))
            }
        },
        .post(AfterPaths.lessons, .attend) { visit, event in
            let form = try visit.inbound.form()
            do {
                let ids = form.all("finding").compactMap { ExerciseFinding.ID($0) }
                _ = try await AfterOperations.learn(
                    visit, event, form["text"] ?? "", of: ids, acceptsNames: form.isOn("names"),
                    key: visit.sendingName(form))
                return .redirect(to: "\(Done.added.at(AfterPaths.findings(event)))#lessons")
            } catch {
                return try await list(visit, event, .refused(form, error))
            }
        },
        .post(AfterPaths.lesson, .attend) { visit, event, id in
            guard let past = Case.ID(try visit.inbound.form().text("case")) else { throw Refusal.malformedForm }
            try await AfterOperations.confirm(visit, event, id, by: past)
            return .redirect(to: "\(Done.saved.at(AfterPaths.findings(event)))#lessons")
        },
        .post(AfterPaths.hotWash, .organise) { visit, event in
            try await AfterOperations.washUp(visit, event)
            return .redirect(to: Done.hotWash.at(AfterPaths.findings(event)))
        },
    ]

    private static let report: [Route] = [
        .get(AfterPaths.report, .attend) { visit, event in try await reportPage(visit, event, FormState()) },
        .post(AfterPaths.part, .attend) { visit, event, name in
            guard let section = ReportSection(rawValue: name) else { throw Refusal.notFound }
            let form = try visit.inbound.form()
            do {
                try await AfterReportOperations.write(
                    visit, event, section, form["text"] ?? "", revision: form.wish("revision", in: 0...1_000_000) ?? 0)
                return .redirect(to: "\(Done.saved.at(AfterPaths.report(event)))#part-\(section.rawValue)")
            } catch {
                return try await reportPage(visit, event, .refused(form, error))
            }
        },
        .post(AfterPaths.template, .attend) { visit, event in
            guard let template = ReportTemplate(rawValue: try visit.inbound.form().text("template")) else {
                throw Refusal.malformedForm
            }
            try await AfterReportOperations.choose(visit, event, template)
            return .redirect(to: Done.saved.at(AfterPaths.report(event)))
        },
        .post(AfterPaths.agreement, .attend) { visit, event in
            let form = try visit.inbound.form()
            do {
                try await AfterReportOperations.agree(visit, event, acceptsNames: form.isOn("names"))
            } catch {
                return try await reportPage(visit, event, .refused(form, error))
            }
            return .redirect(to: Done.reportAgreed.at(AfterPaths.report(event)))
        },
        .post(AfterPaths.closing, .attend) { visit, event in
            try await AfterReportOperations.close(visit, event)
            return .redirect(to: Done.saved.at(AfterPaths.report(event)))
        },
        .get(AfterPaths.file, .attend) { visit, event, name in try await PrintFiles.make(visit, event, name) },
    ]

    private static func place(_ form: FormValues) -> FindingPlace {
        FindingPlace(
            objective: ExerciseObjective.ID(form.text("objective")), cell: ExerciseCell.ID(form.text("cell")),
            isShared: form.isOn("shared"), acceptsNames: form.isOn("names"),
            observations: Set(form.all("observation").compactMap { ExerciseObservation.ID($0) }))
    }

    /// - Throws: ``Refusal`` for an owner that is none.
    static func owner(_ told: String) throws -> ActionOwner? {
        guard !told.isEmpty else { return nil }
        guard let owner = ActionOwner(told) else {
            throw Refusal.invalid(["owner": L("Choose a country, a member or a person of the programme.")])
        }
        return owner
    }

    private static func list(_ visit: Visit, _ event: Event.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { try FindingsPage(visit, event, state, $0).answer }
    }

    private static func finding(_ visit: Visit, _ event: Event.ID, _ id: ExerciseFinding.ID?, _ state: FormState?)
        async throws -> Answer
    {
        try await visit.read { try FindingPage(visit, event, id, state, $0).answer }
    }

    private static func reportPage(_ visit: Visit, _ event: Event.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { try ReportPage(visit, event, state, $0).answer }
    }
}

extension Done {
    static let hotWash = Done("hot-wash", L("The hot wash stands among the steps of the room."))
    static let reportAgreed = Done("report-agreed", L("Agreed. The report stands as it is."))
}
