import Domain
import Storage
import Web

/// # A study visit
///
/// - `/events/E/visit` shows host and stops to all who take part; `…/settings` says who receives and what the host asks, `…/stops` adds,
///   `POST …/agenda` puts the stops into the agenda's draft, `…/files/report.pdf` is the report.
/// - `/events/E/visit/stops/S` is one stop, on the phone: questions, endorsed and answered, and observations; an organiser makes a case of
///   the library of one (`…/observations/O/practice`).
/// - `/events/E/visit/access` shows who has told what the host asks; `POST …/sending` takes the list out, which is written down.
/// - `/my-events/R/visit` and `/r/TOKEN/visit` are one's own: where we go, and what the host wants to know.
enum VisitRoutes {
    static let all: [Route] = planning + talking + practices + own

    private static let planning: [Route] = [
        .get(VisitPaths.visit, .attend) { visit, event in
            try await visit.read { try VisitPage(EventFrame(visit, event, $0), $0).answer }
        },
        .get(VisitPaths.settings, .organise) { visit, event in try await settings(visit, event, nil) },
        .post(VisitPaths.settings, .organise) { visit, event in
            let form = try visit.inbound.form()
            do {
                let asks = Set(form.all("ask").prefix(AccessAsk.allCases.count).compactMap { AccessAsk(rawValue: $0) })
                try await VisitOperations.keep(visit, event, try StudyVisitFields(form), asks)
                return .redirect(to: Done.saved.at(VisitPaths.visit(event)))
            } catch {
                return try await settings(visit, event, .refused(form, error))
            }
        },
        .get(VisitPaths.newStop, .organise) { visit, event in try await stopForm(visit, event, nil, nil) },
        .post(VisitPaths.stops, .organise) { visit, event in
            let form = try visit.inbound.form()
            do {
                _ = try await VisitOperations.add(
                    visit, event, try StopFields(form), key: visit.sendingName(form))
                return .redirect(to: Done.added.at(VisitPaths.visit(event)))
            } catch {
                return try await stopForm(visit, event, nil, .refused(form, error))
            }
        },
        .get(VisitPaths.stopEditing, .organise) { visit, event, id in try await stopForm(visit, event, id, nil) },
        .post(VisitPaths.stopEditing, .organise) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                try await VisitOperations.change(visit, event, id, try StopFields(form))
                return .redirect(to: Done.saved.at(VisitPaths.stop(event, id)))
            } catch {
                return try await stopForm(visit, event, id, .refused(form, error))
            }
        },
        .post(VisitPaths.stopRemoval, .organise) { visit, event, id in
            try await VisitOperations.remove(visit, event, id)
            return .redirect(to: Done.removed.at(VisitPaths.visit(event)))
        },
        .post(VisitPaths.agenda, .organise) { visit, event in
            let planned = try await VisitOperations.plan(visit, event)
            let isNew = planned.added + planned.changed > 0
            return .redirect(to: (isNew ? Done.stopsPlanned : .stopsAsBefore).at(VisitPaths.visit(event)))
        },
        .get(VisitPaths.access, .organise) { visit, event in
            try await visit.read { try AccessPage(EventFrame(visit, event, $0), $0).answer }
        },
        .get(VisitPaths.accessEntry, .organise) { visit, event, id in try await accessEntry(visit, event, id, nil) },
        .post(VisitPaths.accessEntry, .organise) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                try await AccessOperations.enter(visit, event, id, try AccessFields(form))
                return .redirect(to: Done.saved.at(VisitPaths.access(event)))
            } catch {
                return try await accessEntry(visit, event, id, .refused(form, error))
            }
        },
        .post(VisitPaths.sending, .organise) { visit, event in
            guard let format = AccessList.Format(rawValue: try visit.inbound.form().text("format")) else {
                throw Refusal.malformedForm
            }
            return try await AccessOperations.send(visit, event, format).answer(format, visit)
        },
        .get(VisitPaths.report, .facilitate, report),
    ]

    private static let talking: [Route] = [
        .get(VisitPaths.stop, .attend) { visit, event, id in try await stop(visit, event, id) },
        .post(VisitPaths.questions, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                let made = try await StopTalkOperations.ask(visit, event, id, form["text"] ?? "")
                return .redirect(to: Done.added.at(VisitPaths.stop(event, id)) + "#question-\(made)")
            } catch {
                return try await stop(visit, event, id, ["question": .refused(form, error)])
            }
        },
        .post(VisitPaths.endorsement, .attend) { visit, event, id in
            let isOn = try visit.inbound.form().isOn("on")
            let stop = try await StopTalkOperations.endorse(visit, event, id, isOn)
            return .redirect(to: VisitPaths.stop(event, stop) + "#question-\(id)")
        },
        .post(VisitPaths.answer, .writeGuide) { visit, event, id in
            let form = try visit.inbound.form()
            guard let state = StopQuestionRecord.State(rawValue: form.text("state")) else {
                throw Refusal.malformedForm
            }
            do {
                let stop = try await StopTalkOperations.answer(visit, event, id, state, form["answer"] ?? "")
                return .redirect(to: Done.saved.at(VisitPaths.stop(event, stop)) + "#question-\(id)")
            } catch {
                let state = try FormState.refused(form, error)
                let place = try await visit.read { try StopTalkStore($0).question(id, of: event).stop }
                return try await stop(visit, event, place, ["answer-\(id)": state])
            }
        },
        .post(VisitPaths.questionRemoval, .attend) { visit, event, id in
            let stop = try await StopTalkOperations.removeQuestion(visit, event, id)
            return .redirect(to: Done.removed.at(VisitPaths.stop(event, stop)))
        },
        .post(VisitPaths.observations, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                let made = try await StopTalkOperations.observe(
                    visit, event, id, try ObservationFields(form), isPractice: form.isOn("practice"))
                return .redirect(to: Done.added.at(VisitPaths.stop(event, id)) + "#observation-\(made)")
            } catch {
                return try await stop(visit, event, id, ["observation": .refused(form, error)])
            }
        },
    ]

    private static let practices: [Route] = [
        .get(VisitPaths.observation, .attend) { visit, event, id in try await observation(visit, event, id, nil) },
        .post(VisitPaths.observation, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                let stop = try await StopTalkOperations.change(
                    visit, event, id, try ObservationFields(form), isPractice: form.isOn("practice"))
                return .redirect(to: Done.saved.at(VisitPaths.stop(event, stop)) + "#observation-\(id)")
            } catch {
                return try await observation(visit, event, id, .refused(form, error))
            }
        },
        .post(VisitPaths.observationRemoval, .attend) { visit, event, id in
            let stop = try await StopTalkOperations.remove(visit, event, id)
            return .redirect(to: Done.removed.at(VisitPaths.stop(event, stop)))
        },
        .get(VisitPaths.practice, .organise) { visit, event, id in try await practice(visit, event, id, nil) },
        .post(VisitPaths.practice, .organise) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                let made = try await StopTalkOperations.offer(visit, event, id, try CaseFields(form))
                return .redirect(to: Done.added.at(Paths.eventCase(event, made)))
            } catch {
                return try await practice(visit, event, id, .refused(form, error))
            }
        },
    ]

    private static let own: [Route] = [
        .get(VisitPaths.own, .account) { visit, id in try await ownPage(visit, .account(id)) },
        .post(VisitPaths.own, .account) { visit, id in try await tell(visit, .account(id)) },
        .get(VisitPaths.link, .anyone) { visit, token in try await ownPage(visit, .link(token)) },
        .post(VisitPaths.link, .anyone) { visit, token in try await tell(visit, .link(token)) },
    ]

    // MARK: Pages

    private static func settings(_ visit: Visit, _ event: Event.ID, _ state: FormState?) async throws -> Answer {
        try await visit.read { try VisitSettingsPage(EventFrame(visit, event, $0), state, $0).answer }
    }

    private static func accessEntry(_ visit: Visit, _ event: Event.ID, _ id: Registration.ID, _ state: FormState?)
        async throws -> Answer
    {
        try await visit.read { try AccessEntryPage(EventFrame(visit, event, $0), id, state, $0).answer }
    }

    private static func stopForm(_ visit: Visit, _ event: Event.ID, _ id: VisitStop.ID?, _ state: FormState?)
        async throws -> Answer
    {
        try await visit.read { try StopFormPage(EventFrame(visit, event, $0), id, state, $0).answer }
    }

    private static func stop(
        _ visit: Visit, _ event: Event.ID, _ id: VisitStop.ID, _ states: [String: FormState] = [:]
    ) async throws -> Answer {
        try await visit.read { try StopPage(EventFrame(visit, event, $0), id, states, $0).answer }
    }

    private static func observation(_ visit: Visit, _ event: Event.ID, _ id: Observation.ID, _ state: FormState?)
        async throws -> Answer
    {
        try await visit.read { try ObservationPage(EventFrame(visit, event, $0), id, state, $0).answer }
    }

    private static func practice(_ visit: Visit, _ event: Event.ID, _ id: Observation.ID, _ state: FormState?)
        async throws -> Answer
    {
        try await visit.read { try PracticePage(EventFrame(visit, event, $0), id, state, $0).answer }
    }

    private static func ownPage(_ visit: Visit, _ own: OwnJourney, _ state: FormState? = nil) async throws -> Answer {
        try await visit.own(own) { try await visit.read { try OwnVisitPage(visit, own, state, $0).answer } }
    }

    private static func tell(_ visit: Visit, _ own: OwnJourney) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            if form.text("act") == "withdrawal" {
                try await AccessOperations.takeBack(visit, own)
            } else {
                try await AccessOperations.tell(visit, own, try AccessFields(form))
            }
            return .redirect(to: Done.saved.at(own.visitPath))
        } catch {
            return try await ownPage(visit, own, .refused(form, error))
        }
    }

    static func report(_ visit: Visit, _ event: Event.ID, _ name: String) async throws -> Answer {
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count == 2, parts[0] == "report", let format = Document.Format(rawValue: parts[1]) else {
            throw Refusal.notFound
        }
        let document = try await visit.read { reading in
            try visit.require(.facilitate, in: event, reading)
            return try VisitReport(event, reading).document
        }
        let bytes: [UInt8]
        if format.programs.isEmpty {
            bytes = try await document.file(format)
        } else {
            try visit.services.limits.exports.check(visit.visitor.journalName ?? "", now: visit.now)
            bytes = try await visit.services.limits.conversions.pass(busy: .conversionsBusy) {
                try await document.file(format)
            }
        }
        return .download(bytes, type: format.mediaType, name: "visit-\(name)")
    }
}
