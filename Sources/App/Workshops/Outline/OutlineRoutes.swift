import Domain
import HTTPTypes
import Storage
import Web

/// The outline of the guide: scope, target audience, purpose and structure, agreed in the room.
///
/// - `GET /events/E/outline` shows all statements; who writes the guide revises the wording there (cards of place `outline`).
/// - `POST /events/E/outline` proposes; `POST …/outline/ratings` rates (1–9 or cannot judge) the wording that the person saw.
/// - `POST …/outline/S/agreement`, `…/dropping`, `…/return` and `…/position` are the facilitator's; `POST …/outline/part`
///   chooses what the projector shows.
/// - The field `from` says which page sent a form: the room's (a phone), the console, or the outline's own.
enum OutlineRoutes {
    static let all: [Route] = [
        .get(Paths.outline, .attend, page),
        .get(Paths.outlineLive, .attend) { visit, event in
            Answer(
                body: .events(
                    await visit.services.live.listen(
                        CardPlace.outline.audience(of: event, visit.language),
                        person: visit.visitor.journalName ?? visit.inbound.id)))
        },
        .post(Paths.outline, .attend, propose),
        .post(Paths.outlineRatings, .attend, rate),
        .post(Paths.outlinePart, .facilitate) { visit, event in
            guard let part = OutlinePart(rawValue: try visit.inbound.form().text("part")) else {
                throw Refusal.malformedForm
            }
            try await OutlineOperations.show(visit, event, part)
            return try await RoomRoutes.consoleAnswer(visit, event)
        },
        .post(Paths.statementAgreement, .facilitate) { visit, event, id in
            let revision = try visit.inbound.form().wish("revision", in: Numbers.Revision.range)
            try await OutlineOperations.decide(visit, event, id, .agreed, revision: revision)
            return try await answer(visit, event)
        },
        .post(Paths.statementDropping, .facilitate) { visit, event, id in
            try await OutlineOperations.decide(visit, event, id, .dropped)
            return try await answer(visit, event)
        },
        .post(Paths.statementReturn, .facilitate) { visit, event, id in
            try await OutlineOperations.decide(visit, event, id, .proposed)
            return try await answer(visit, event)
        },
        .post(Paths.statementPosition, .writeGuide) { visit, event, id in
            guard let step = try visit.inbound.form().wish("step", in: -999...999) else { throw Refusal.malformedForm }
            try await OutlineOperations.move(visit, event, id, by: step)
            return try await answer(visit, event)
        },
    ]

    private static func page(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        let (html, state) = try await visit.read { reading in
            let page = try OutlinePage(event, visit: visit, reading)
            return (visit.inbound.wantsFragment ? page.fragment : page.document, OutlinePage.state(page.outline))
        }
        return Answer.html(html).setting(.pageState, state)
    }

    /// Leads back to the page that sent the form.
    private static func answer(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        switch try visit.inbound.form().text("from") {
        case "console": return try await RoomRoutes.consoleAnswer(visit, event)
        case "outline":
            guard visit.inbound.wantsFragment else { return .redirect(to: Paths.outline(event)) }
            return try await page(visit, event)
        default:
            guard visit.inbound.wantsFragment else {
                return .redirect(to: Paths.room(try await visit.read { try EventStore($0).event(event).code }))
            }
            return try await RoomRoutes.participantAnswer(visit, event, try visit.seat(in: event))
        }
    }

    private static func propose(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        let proposal = StatementProposal(
            part: form.text("part"), text: form.text("text"),
            language: form.has("language") ? form.text("language") : visit.language.rawValue,
            key: visit.sendingName(form))
        do {
            _ = try await OutlineOperations.propose(visit, event, proposal)
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            return try await again(visit, event, proposal, refusal, from: form.text("from"))
        }
        return try await answer(visit, event)
    }

    /// The form again, with what was typed and what is wrong with it.
    private static func again(
        _ visit: Visit, _ event: Event.ID, _ proposal: StatementProposal, _ refusal: Refusal, from: String
    ) async throws -> Answer {
        let prefix = ["console": "console-", "outline": "page-"][from] ?? "new-"
        let draft = ["console": "statement-console-\(event)", "outline": "statement-page-\(event)"][from]
        let seat = visit.visitor.seat
        let form = ProposalForm(
            event: event, prefix: prefix, from: from.isEmpty ? "room" : from,
            draft: draft ?? "statement-new-\(event)-\(seat?.id.description ?? "")",
            part: proposal.part, text: proposal.text, language: proposal.language, errors: refusal.fields)
        if from == "console", visit.inbound.wantsFragment { return .html(form.html, status: refusal.status) }
        guard from == "console" || from == "outline" || seat?.event != event else {
            return try await voterAnswer(visit, event, status: refusal.status) { $0.proposal = form }
        }
        let html = try await visit.read { reading in
            var outline = try OutlinePage(event, visit: visit, reading)
            outline.proposal = form
            return visit.inbound.wantsFragment ? outline.fragment : outline.document
        }
        return .html(html, status: refusal.status)
    }

    private static func rate(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        var answers: [StatementAnswer] = []
        var choices: [OutlineStatement.ID: Int] = [:]
        for (name, value) in form.fields where name.hasPrefix("rating-") && !value.isEmpty {
            guard let id = OutlineStatement.ID(String(name.dropFirst(7))),
                let revision = form.wish("revision-\(id)", in: Numbers.Revision.range)
            else { throw Refusal.malformedForm }
            let rating = WholeText.read(value, in: 0...9) ?? 0
            choices[id] = value == "unsure" ? 0 : rating
            // 0 is how the form says "cannot judge"; typed as a number it is no rating.
            answers.append(
                StatementAnswer(statement: id, rating: value == "unsure" ? nil : rating, revision: revision))
        }
        do {
            try await OutlineOperations.rate(visit, event, answers)
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            let chosen = choices
            return try await voterAnswer(visit, event, status: refusal.status) { voter in
                (voter.choices, voter.errors) = (chosen, refusal.fields)
            }
        }
        return try await answer(visit, event)
    }

    private static func voterAnswer(
        _ visit: Visit, _ event: Event.ID, status: HTTPResponse.Status,
        change: @escaping @Sendable (inout OutlineVoter) -> Void
    ) async throws -> Answer {
        let seat = try visit.seat(in: event)
        let html = try await visit.read { reading in
            var voter = try OutlineVoter(try Room(event, reading), seat: seat, visit: visit, reading)
            change(&voter)
            return voter.html
        }
        return try await RoomRoutes.participantAnswer(visit, event, seat, status: status) { page, _ in
            if page.room.event.stage == .outline { page.screen = html }
        }
    }
}
