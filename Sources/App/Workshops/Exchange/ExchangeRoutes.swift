import Domain
import Storage
import Web

/// # Exchange
///
/// The gallery in plenary, and what countries take from it.
///
/// - The facilitator chooses what the projector shows: `POST /events/E/exchange/view`, `…/step`. Participants see the same sheet on their phone
///   (ExchangeScreen), endorse (`…/interventions/I/endorsement`) and ask (`…/sheets/S/questions`); the facilitator marks and hides questions.
/// - `GET /events/E/decisions` is for a delegation: its head adopts, adapts or declines, and the others propose (`…/proposal`); all tell its
///   progress at any time, and say where it stands with each blocker. `GET /events/E/exchange` shows matrix, shared blockers, proposed visits and decisions.
enum ExchangeRoutes {
    static let all: [Route] = [
        .get(Paths.intervention, .attend) { visit, event, id in
            .html(try await visit.read { try InterventionPage(event, id, visit: visit, $0).document })
        },
        .get(Paths.situation, .attend) { visit, event, id in
            .html(try await visit.read { try SituationPage(event, id, visit: visit, $0).document })
        },
        .get(Paths.exchange, .attend) { visit, event in
            .html(try await visit.read { try ExchangePage(event, visit: visit, $0).document })
        },
        .post(Paths.exchangeView, .facilitate) { visit, event in
            let form = try visit.inbound.form()
            guard let view = ExchangeView(rawValue: form.text("view")) else { throw Refusal.malformedForm }
            try await ExchangeOperations.show(visit, event, view, sheet: try form.id("sheet"))
            return try await RoomRoutes.consoleAnswer(visit, event)
        },
        .post(Paths.exchangeStep, .facilitate) { visit, event in
            guard let step = try visit.inbound.form().wish("by", in: -1...1), step == 1 || step == -1 else {
                throw Refusal.malformedForm
            }
            try await ExchangeOperations.step(visit, event, by: step)
            return try await RoomRoutes.consoleAnswer(visit, event)
        },
        .post(Paths.questionAnswer, .facilitate) { visit, event, question in
            try await ExchangeOperations.setAnswered(visit, event, question, try visit.inbound.form().isOn("on"))
            return try await RoomRoutes.consoleAnswer(visit, event)
        },
        .post(Paths.questionHiding, .facilitate) { visit, event, question in
            try await ExchangeOperations.setHidden(visit, event, question, try visit.inbound.form().isOn("on"))
            return try await RoomRoutes.consoleAnswer(visit, event)
        },
        .post(Paths.interventionEndorsement, .attend) { visit, event, id in
            try await ExchangeOperations.endorse(visit, event, id, try visit.inbound.form().isOn("on"))
            return try await participantAnswer(visit, event)
        },
        .post(Paths.sheetQuestions, .attend, ask),
        .get(Paths.decisions, .attend) { visit, event in
            .html(try await visit.read { try DecisionsPage(event, visit: visit, $0).document })
        },
        .post(Paths.interventionDecision, .attend) { visit, event, id in
            try await decide(visit, event, id) { decision, note in
                _ = try await DecisionOperations.decide(visit, event, id, decision, note: note)
            }
        },
        .post(Paths.interventionProposal, .attend) { visit, event, id in
            try await decide(visit, event, id) { decision, note in
                try await ProposalOperations.propose(visit, event, id, decision, note: note)
            }
        },
        .post(Paths.interventionProposalWithdrawal, .attend) { visit, event, id in
            try await ProposalOperations.withdraw(visit, event, id)
            return try await decisions(visit, event)
        },
        .post(Paths.interventionProgress, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            guard let progress = AdoptionRecord.Progress(rawValue: form.text("progress")) else {
                throw Refusal.malformedForm
            }
            _ = try await DecisionOperations.progress(visit, event, id, progress, note: form.text("note"))
            return try await decisions(visit, event)
        },
        .post(Paths.aspectStanding, .attend) { visit, event, aspect in
            let form = try visit.inbound.form()
            let text = form.text("state")
            guard text.isEmpty || StandingRecord.State(rawValue: text) != nil else { throw Refusal.malformedForm }
            try await DecisionOperations.tell(
                visit, event, aspect, StandingRecord.State(rawValue: text), note: form.text("note"))
            return try await decisions(visit, event)
        },
    ]

    private static func participantAnswer(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        guard visit.inbound.wantsFragment else {
            return .redirect(to: Paths.room(try await visit.read { try EventStore($0).event(event).code }))
        }
        return try await RoomRoutes.participantAnswer(visit, event, try visit.seat(in: event))
    }

    private static func ask(_ visit: Visit, _ event: Event.ID, _ sheet: EnvisionSheet.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        let question = ExchangeOperations.Question(
            sheet: sheet, text: form["text"] ?? "", language: visit.language.rawValue, key: visit.sendingName(form))
        do {
            _ = try await ExchangeOperations.ask(visit, event, question)
            return try await participantAnswer(visit, event)
        } catch let refusal as Refusal where refusal.fields["text"] != nil {
            // The form alone, with what was typed and why it was refused.
            let seat = try visit.seat(in: event)
            let html = try await visit.read { reading in
                let frame = try SheetFrame(event, visit: visit, reading)
                let record = try SheetStore(reading).sheet(sheet, in: event)
                let form = QuestionForm(
                    sheet: record, seat: seat, visit: visit, text: question.text, error: refusal.fields["text"]
                ).html
                return visit.inbound.wantsFragment
                    ? form : frame.layout(L("Your question"), path: Paths.sheet(event, sheet)).document(form)
            }
            return .html(html, status: refusal.status)
        }
    }

    /// Decides or proposes; with the form again where the note was missing.
    private static func decide(
        _ visit: Visit, _ event: Event.ID, _ id: Intervention.ID,
        _ act: (AdoptionRecord.Decision, String) async throws -> Void
    ) async throws -> Answer {
        let form = try visit.inbound.form()
        guard let decision = AdoptionRecord.Decision(rawValue: form.text("decision")) else {
            throw Refusal.malformedForm
        }
        let note = form["note"] ?? ""
        do {
            try await act(decision, note)
            return try await decisions(visit, event)
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            let html = try await visit.read { reading in
                var page = try DecisionsPage(event, visit: visit, reading)
                page.typed = (id.description, decision, note, refusal.fields)
                return visit.inbound.wantsFragment ? page.main : page.document
            }
            return .html(html, status: refusal.status)
        }
    }

    private static func decisions(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        guard visit.inbound.wantsFragment else { return .redirect(to: Paths.decisions(event)) }
        let html = try await visit.read { try DecisionsPage(event, visit: visit, $0).main }
        return .html("\(SheetFrame.trouble)\(html)")
    }
}
