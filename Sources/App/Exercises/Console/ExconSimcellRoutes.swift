import Domain
import Storage
import Web

/// # The simulation cell
///
/// - `/events/E/exercise/simcell` is what waits for an answer of those who run the exercise; `…/simcell/live` says when it changed.
/// - `POST …/simcell/requests/R` acknowledges or answers for a simulated body, or for a cell in which nobody plays; a controller's phone sends it
///   too, and comes back to itself.
/// - `POST …/simcell/cells/C` answers a cell's question to control.
enum ExconSimcellRoutes {
    static let all: [Route] = [
        .get(ExconPaths.simcell, .attend) { visit, event in
            try await visit.read { try ExconSimcellPage(visit, event, $0).answer }
        },
        .get(ExconPaths.simcellLive, .attend) { visit, event in
            try await ExconRoutes.listen(visit, event, ExconSimcellPage.audience)
        },
        .post(ExconPaths.simcellRequest, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                try await act(visit, event, id, form)
                let isPhone = form.text("from") == ExconControlPage.audience
                return .redirect(
                    to: Done.saved.at(isPhone ? PlayPaths.control(event) : ExconPaths.simcell(event)))
            } catch let refusal as Refusal where !refusal.fields.isEmpty {
                let state = try FormState.refused(form, refusal)
                return try await visit.read {
                    try ExconSimcellPage(visit, event, refused: (id, state), $0).answer
                }
            }
        },
        .post(ExconPaths.simcellReply, .attend) { visit, event, cell in
            let form = try visit.inbound.form()
            do {
                let told = try ExerciseMessageFields(form)
                _ = try await CellTalkOperations.reply(visit, event, to: cell, told, key: visit.sendingName(form))
                return .redirect(to: Done.saved.at(ExconPaths.simcell(event)))
            } catch let refusal as Refusal where !refusal.fields.isEmpty {
                let state = try FormState.refused(form, refusal)
                return try await visit.read { try ExconSimcellPage(visit, event, reply: (cell, state), $0).answer }
            }
        },
    ]

    private static func act(_ visit: Visit, _ event: Event.ID, _ id: ExerciseRequest.ID, _ form: FormValues)
        async throws
    {
        try await visit.read { reading in
            let standing = try ExerciseStanding(visit, event, reading)
            try standing.require(standing.isExcon)
        }
        let act = form.text("act")
        if act == "acknowledgement" { return try await CellRequestOperations.acknowledge(visit, event, id) }
        guard let outcome = RequestOutcome(rawValue: act), RequestOutcome.answers.contains(outcome) else {
            throw Refusal.malformedForm
        }
        var fields = RequestAnswerFields()
        fields.outcome = outcome.rawValue
        fields.text = form["text"] ?? ""
        if outcome == .declined, fields.text.trimmed.isEmpty { fields.text = form["ready"] ?? "" }
        try await CellRequestOperations.answer(visit, event, id, fields)
    }
}
