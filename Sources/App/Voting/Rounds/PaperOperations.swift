import Domain
import Storage
import Web

/// Paper ballots: one person enters what is on the sheet, another confirms it. Until then nothing is counted; afterwards the
/// choices are kept in the ballot only.
enum PaperOperations {
    /// What counts where the person has voted on a screen as well. A sheet never replaces a vote silently: who confirms chooses.
    enum Preference: String, Sendable { case paper, screen }

    static func enter(
        _ visit: Visit, in event: Event.ID, _ id: Round.ID, of participant: Participant.ID, _ choices: BallotChoices
    ) async throws -> PaperBallot.ID {
        let (paper, now) = (visit.environment.id(PaperBallot.ID.self), visit.now)
        try await visit.database.write { tx in
            try visit.require(.enterPaper, in: event, tx)
            let round = try open(id, in: event, tx)
            guard try RoundStore(tx).voices(of: event).contains(where: { $0.id == participant }) else {
                throw Refusal.invalid(["participant": L("Choose whose ballot this is.")])
            }
            if try BallotStore(tx).names(of: visit.visitor).contains("participant:\(participant)") {
                throw Refusal.invalid([
                    "participant": L("Nobody enters their own ballot from paper. Vote on your own page.")
                ])
            }
            let papers = try BallotStore(tx).papers(in: id).filter { $0.participant == participant }
            if papers.contains(where: { $0.state == .waiting }) {
                throw Refusal.invalid([
                    "participant": L("A paper ballot of this person waits for confirmation already.")
                ])
            }
            if papers.contains(where: { $0.state == .counted }) {
                throw Refusal.invalid(["participant": L("A paper ballot of this person is counted already.")])
            }
            let items = try RoundStore(tx).items(of: id)
            let choices = try BallotOperations.checked(choices, round, items, RoundItem.places(items))
            try BallotStore.insertPaper(
                paper, choices, of: participant, in: id, by: visit.visitor.journalName ?? "", at: now, tx)
            try visit.record(
                tx, scope: .event(event), subject: round.subject, kind: "paper.entry",
                facts: ["participant": .text(participant.description)])
        }
        return paper
    }

    /// - Parameter preference: needed only where the person has voted on a screen as well.
    static func confirm(
        _ visit: Visit, in event: Event.ID, _ id: Round.ID, _ paper: PaperBallot.ID, preference: Preference?
    ) async throws {
        let now = visit.now
        try await visit.database.write { tx in
            let (round, record) = try decidable(visit, in: event, id, paper, tx)
            guard let record, let choices = record.choices else { return }
            guard try !BallotStore(tx).names(of: visit.visitor).contains(record.enteredBy) else {
                throw Refusal.secondPersonNeeded
            }
            let voter = try EventStore(tx).participant(record.participant)
            let hasVoted = try BallotStore(tx).participation(of: record.participant, in: id) != nil
            if hasVoted && preference == nil {
                throw Refusal.invalid([
                    "preference": L("\(voter.name) has since voted on a screen. Choose which of the two counts.")
                ])
            }
            let isCounted = !hasVoted || preference == .paper
            if isCounted {
                // Who was taken out of the event does not come back by a sheet of paper.
                guard voter.state != .removed else { throw Refusal.notFound }
                guard let name = try BallotStore(tx).voter(voter.id, in: id) else { throw Refusal.notFound }
                try BallotStore.put(
                    choices, of: voter, named: name, in: id, id: visit.environment.id(Round.ID.self).description,
                    receipt: nil, tx)
                if !voter.hasCome {
                    // Whose sheet is in the box is in the room.
                    try Presence.arrive(voter.id, now: now, tx)
                    try visit.record(
                        tx, scope: .event(event), subject: "participant:\(voter.id)", kind: "participant.arrival",
                        facts: ["by": "paper"])
                }
            }
            try BallotStore.decidePaper(
                paper, isCounted ? .counted : .discarded, by: visit.visitor.journalName ?? "", at: now, tx)
            try visit.record(
                tx, scope: .event(event), subject: round.subject, kind: "paper.confirmation",
                facts: [
                    "participant": .text(record.participant.description), "counted": .flag(isCounted),
                    "replaced": .flag(hasVoted && isCounted),
                ])
        }
    }

    /// The entry does not match the sheet: it is thrown away and can be entered anew. Whoever entered it may do this, too.
    static func discard(_ visit: Visit, in event: Event.ID, _ id: Round.ID, _ paper: PaperBallot.ID) async throws {
        let now = visit.now
        try await visit.database.write { tx in
            let (round, record) = try decidable(visit, in: event, id, paper, tx)
            guard let record else { return }
            try BallotStore.decidePaper(paper, .discarded, by: visit.visitor.journalName ?? "", at: now, tx)
            try visit.record(
                tx, scope: .event(event), subject: round.subject, kind: "paper.withdrawal",
                facts: ["participant": .text(record.participant.description)])
        }
    }

    /// The record, or nil if it has been decided before: sending twice is harmless.
    private static func decidable(
        _ visit: Visit, in event: Event.ID, _ id: Round.ID, _ paper: PaperBallot.ID, _ tx: Transaction
    ) throws -> (RoundRecord, PaperRecord?) {
        try visit.require(.enterPaper, in: event, tx)
        let record = try BallotStore(tx).paper(paper, in: id)
        let round = try RoundStore(tx).round(id, in: event)
        guard record.state == .waiting else { return (round, nil) }
        return (try open(id, in: event, tx), record)
    }

    /// Sheets may be entered and confirmed after the time is over, as long as the facilitator has not closed the round: the
    /// paper was handed in before.
    private static func open(_ id: Round.ID, in event: Event.ID, _ tx: Transaction) throws -> RoundRecord {
        let round = try RoundStore(tx).round(id, in: event)
        guard round.state == .open else { throw Refusal.roundNotOpen }
        return round
    }
}
