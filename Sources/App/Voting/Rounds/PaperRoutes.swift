import Domain
import Markup
import Storage
import Web

/// Paper ballots: `/events/E/rounds/R/paper` lists and enters them, `/paper/P` shows one to the second person.
enum PaperRoutes {
    static let all: [Route] = [
        .get(RoundPaths.paper, .enterPaper, list),
        .post(RoundPaths.paper, .enterPaper, enter),
        .get(RoundPaths.sheet, .enterPaper) { visit, event, round, paper in
            try await sheet(visit, event, round, paper, nil)
        },
        .post(RoundPaths.confirmation, .enterPaper, confirm),
        .post(RoundPaths.rejection, .enterPaper) { visit, event, round, paper in
            try await PaperOperations.discard(visit, in: event, round, paper)
            return .redirect(to: RoundPaths.paper(event, round))
        },
    ]

    private static func list(_ visit: Visit, _ event: Event.ID, _ round: Round.ID) async throws -> Answer {
        try await visit.read { reading in
            try PaperPage(event, round, visit, reading).answer(
                visit, participant: nil, BallotChoices(), order: nil, errors: [:])
        }
    }

    private static func enter(_ visit: Visit, _ event: Event.ID, _ id: Round.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        let (round, items) = try await visit.read { reading in
            (try RoundStore(reading).round(id, in: event), try RoundStore(reading).items(of: id))
        }
        let (choices, errors) = BallotFormReader.read(form, round.settings, items)
        let order = round.settings.method == .ranking ? BallotFormReader.order(form) : nil
        let person = Participant.ID(form.text("participant"))
        var problems = errors
        if person == nil { problems["participant"] = L("Choose whose ballot this is.") }
        do {
            if BallotFormReader.isMove(form), order != nil { throw Refusal.invalid([:]) }
            guard problems.isEmpty, let person else { throw Refusal.invalid(problems) }
            _ = try await PaperOperations.enter(visit, in: event, id, of: person, choices)
            return .redirect(to: RoundPaths.paper(event, id))
        } catch let refusal as Refusal where refusal.code == "invalid-fields" {
            return try await visit.read { reading in
                try PaperPage(event, id, visit, reading).answer(
                    visit, participant: person, choices, order: order, errors: refusal.fields)
            }
        }
    }

    private static func sheet(
        _ visit: Visit, _ event: Event.ID, _ id: Round.ID, _ paper: PaperBallot.ID, _ error: Message?
    ) async throws -> Answer {
        try await visit.read { reading in
            let page = try PaperPage(event, id, visit, reading)
            let record = try BallotStore(reading).paper(paper, in: id)
            guard record.state == .waiting, let choices = record.choices else {
                return .redirect(to: RoundPaths.paper(event, id))
            }
            return page.sheet(visit, record, choices, error: error)
        }
    }

    private static func confirm(_ visit: Visit, _ event: Event.ID, _ id: Round.ID, _ paper: PaperBallot.ID) async throws
        -> Answer
    {
        let preference = PaperOperations.Preference(rawValue: try visit.inbound.form().text("preference"))
        do {
            try await PaperOperations.confirm(visit, in: event, id, paper, preference: preference)
            return .redirect(to: RoundPaths.paper(event, id))
        } catch let refusal as Refusal where refusal.fields["preference"] != nil {
            return try await sheet(visit, event, id, paper, refusal.fields["preference"])
        }
    }
}
