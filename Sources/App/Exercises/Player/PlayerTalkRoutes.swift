import Domain
import Storage
import Web

/// # What cells say to each other, and keep for themselves
///
/// - `/events/E/exercise/play/requests` are a cell's requests, `…/new` writes one, `…/R` is one: acknowledged, answered, passed on, closed by
///   `POST` with `act`.
/// - `…/play/picture`, `…/log`, `…/reports`, `…/statements` are the cell's picture, log, situation reports and words to the public, each with
///   its form; `…/control` is a question to those who run the exercise.
/// Each form is sent by the client module's outbox where there is one, and says when it was typed (``DeviceTime``).
enum PlayerTalkRoutes {
    static let all: [Route] = requests + picture + words

    private static let requests: [Route] = [
        .get(PlayerPaths.requests, .attend) { visit, event in
            try await PlayerRoutes.page(visit, event) { try PlayRequestsPage(visit, event, $0).answer }
        },
        .get(PlayerPaths.newRequest, .attend) { visit, event in
            let paper = visit.inbound.query["paper"].flatMap { Paper.ID($0) }
            return try await PlayerRoutes.page(visit, event) {
                try PlayRequestForm(visit, event, about: paper, nil, $0).answer
            }
        },
        .post(PlayerPaths.requests, .attend) { visit, event in
            let form = try visit.inbound.form()
            do {
                let sending = try CellRequestOperations.Sending(form, key: visit.sendingName(form))
                _ = try await CellRequestOperations.send(visit, event, sending)
            } catch {
                let state = try FormState.refused(form, error)
                let paper = form["paper"].flatMap { Paper.ID($0) }
                return try await visit.read { try PlayRequestForm(visit, event, about: paper, state, $0).answer }
            }
            return try await PlayerRoutes.done(visit, .requestSent, PlayerPaths.requests(event)) {
                try PlayRequestsPage(visit, event, $0).answer
            }
        },
        .get(PlayerPaths.request, .attend) { visit, event, id in
            try await PlayerRoutes.page(visit, event) { try PlayRequestPage(visit, event, id, nil, $0).answer }
        },
        .post(PlayerPaths.request, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            let act = form.text("act")
            do {
                try await step(visit, event, id, act, form)
            } catch {
                let state = (form: act, state: try FormState.refused(form, error))
                return try await visit.read { try PlayRequestPage(visit, event, id, state, $0).answer }
            }
            return try await PlayerRoutes.done(visit, .saved, PlayerPaths.request(event, id)) {
                try PlayRequestPage(visit, event, id, nil, $0).answer
            }
        },
    ]

    private static let picture: [Route] = [
        .get(PlayerPaths.picture, .attend) { visit, event in
            try await PlayerRoutes.page(visit, event) { try PlayPicturePage(visit, event, nil, $0).answer }
        },
        .post(PlayerPaths.picture, .attend) { visit, event in
            let form = try visit.inbound.form()
            return try await kept(visit, form, PlayerPaths.picture(event)) {
                let sending = try CellPictureOperations.Sending(form, key: visit.sendingName(form))
                _ = try await CellPictureOperations.add(visit, event, sending)
            } page: { state, reading in
                try PlayPicturePage(visit, event, state.map { ("", $0) }, reading).answer
            }
        },
        .post(PlayerPaths.pictureItem, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            return try await kept(visit, form, PlayerPaths.picture(event)) {
                try await CellPictureOperations.change(
                    visit, event, id, try CellPictureOperations.Sending(form, key: nil))
            } page: { state, reading in
                try PlayPicturePage(visit, event, state.map { (id.description, $0) }, reading).answer
            }
        },
    ]

    private static let words: [Route] = [
        .get(PlayerPaths.log, .attend) { visit, event in
            try await PlayerRoutes.page(visit, event) { try PlayLogPage(visit, event, nil, $0).answer }
        },
        .post(PlayerPaths.log, .attend) { visit, event in
            let form = try visit.inbound.form()
            return try await kept(visit, form, PlayerPaths.log(event)) {
                _ = try await CellTalkOperations.write(
                    visit, event, try LogFields(form), device: DeviceTime(form), key: visit.sendingName(form))
            } page: {
                try PlayLogPage(visit, event, $0, $1).answer
            }
        },
        .get(PlayerPaths.reports, .attend) { visit, event in
            try await PlayerRoutes.page(visit, event) { try PlayReportsPage(visit, event, nil, $0).answer }
        },
        .post(PlayerPaths.reports, .attend) { visit, event in
            let form = try visit.inbound.form()
            return try await kept(visit, form, PlayerPaths.reports(event)) {
                _ = try await CellTalkOperations.report(
                    visit, event, try SituationReportFields(form), device: DeviceTime(form),
                    key: visit.sendingName(form))
            } page: {
                try PlayReportsPage(visit, event, $0, $1).answer
            }
        },
        .get(PlayerPaths.statements, .attend) { visit, event in
            try await PlayerRoutes.page(visit, event) { try PlayStatementsPage(visit, event, nil, $0).answer }
        },
        .post(PlayerPaths.statements, .attend) { visit, event in
            let form = try visit.inbound.form()
            let asked = Set(form.all("cell").prefix(64).compactMap { ExerciseCell.ID($0) })
            return try await kept(visit, form, PlayerPaths.statements(event)) {
                _ = try await CellTalkOperations.draft(
                    visit, event, try StatementFields(form), asking: asked, device: DeviceTime(form),
                    key: visit.sendingName(form))
            } page: {
                try PlayStatementsPage(visit, event, $0, $1).answer
            }
        },
        .post(PlayerPaths.statement, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            let device = DeviceTime(form)
            switch form.text("act") {
            case "release": try await CellTalkOperations.release(visit, event, id, device: device)
            case "agree", "object":
                try await CellTalkOperations.consent(
                    visit, event, id, agrees: form.text("act") == "agree", form["text"] ?? "", device: device)
            default: throw Refusal.malformedForm
            }
            return .redirect(to: Done.saved.at(PlayerPaths.statements(event)))
        },
        .get(PlayerPaths.control, .attend) { visit, event in
            try await PlayerRoutes.page(visit, event) { try PlayControlPage(visit, event, nil, $0).answer }
        },
        .post(PlayerPaths.control, .attend) { visit, event in
            let form = try visit.inbound.form()
            return try await kept(visit, form, PlayerPaths.control(event)) {
                _ = try await CellTalkOperations.say(
                    visit, event, .control, try ExerciseMessageFields(form), device: DeviceTime(form),
                    key: visit.sendingName(form))
            } page: {
                try PlayControlPage(visit, event, $0, $1).answer
            }
        },
    ]

    /// A form that stands on the page to which it leads.
    /// - Parameter page: with what was typed and what is wrong, where it was refused.
    private static func kept(
        _ visit: Visit, _ form: FormValues, _ path: String, _ act: () async throws -> Void,
        page: @escaping @Sendable (FormState?, any Reading) throws -> Answer
    ) async throws -> Answer {
        do {
            try await act()
        } catch {
            let state = try FormState.refused(form, error)
            return try await visit.read { try page(state, $0) }
        }
        return try await PlayerRoutes.done(visit, .saved, path) { try page(nil, $0) }
    }

    private static func step(
        _ visit: Visit, _ event: Event.ID, _ id: ExerciseRequest.ID, _ act: String, _ form: FormValues
    ) async throws {
        let device = DeviceTime(form)
        switch act {
        case "acknowledgement": try await CellRequestOperations.acknowledge(visit, event, id, device: device)
        case "answer":
            try await CellRequestOperations.answer(
                visit, event, id, try RequestAnswerFields(form), device: device)
        case "redirect":
            _ = try await CellRequestOperations.redirect(
                visit, event, id, to: RequestTarget(form.text("to")), form["text"] ?? "", device: device)
        case "withdrawal": try await CellRequestOperations.withdraw(visit, event, id, device: device)
        case "served", "not-served":
            try await CellRequestOperations.close(visit, event, id, wasServed: act == "served", device: device)
        default: throw Refusal.malformedForm
        }
    }
}

extension Done {
    static let requestSent = Done("exercise-request-sent", L("The request is sent."))
}
