import Domain
import Storage
import Web

/// What the voter gets once the ballot is stored.
struct BallotReceipt: Sendable {
    /// `7KQ4-M2PX`
    let code: String
    /// Whether it took the place of an earlier ballot.
    let isChange: Bool
}

enum BallotOperations {
    /// Casts the visitor's ballot. The last one counts; the same one again gets the same receipt.
    ///
    /// - Throws: ``Refusal`` 409 `round-closed` after the end and its grace, `ballot-unfinished` where it says little and was not
    ///   confirmed, `ballot-older` and `ballot-elsewhere` where another one is stored meanwhile (``BallotSending``); 422 with the
    ///   fields `ballot` and `item-N`.
    static func cast(
        _ visit: Visit, in event: Event.ID, _ id: Round.ID, _ choices: BallotChoices,
        _ sending: BallotSending = BallotSending()
    ) async throws -> BallotReceipt {
        // The moment of arrival: a full queue of writers must not make a ballot late.
        let now = visit.now
        return try await visit.database.write { tx in
            // Hundreds of ballots come in one batch, and all of them to the same round.
            let known = try tx.remember("ballot \(id)", from: ["round", "round_item"]) {
                try BallotStore(tx).openBallot(id)
            }
            let ballot = known?.round.event == event ? known : nil
            guard let seat = visit.visitor.seat, seat.event == event else {
                try visit.require(.contribute, in: event, tx)
                throw Refusal.noSeat(visit.visitor)
            }
            let standing = try BallotStore(tx).standing(of: seat.id, in: id, key: ballot?.key)
            let voter = standing.voter
            if visit.visitor.account == nil {
                try Policy.require(
                    .contribute, visitor: visit.visitor, roles: voter.state == .present ? [voter.role] : [])
            } else {
                try visit.require(.contribute, in: event, tx)
            }
            guard voter.state != .waiting else { throw Refusal.notApproved }
            guard let ballot else { throw Refusal.notFound }
            guard ballot.round.acceptsBallots(at: now) else {
                throw Refusal.closedBallot(ballot.round, standing.answer, try EventStore(tx).event(event))
            }
            guard voter.role.contributes else { throw Refusal.observersDoNotVote }
            let choices = try checked(choices, ballot.round, ballot.items, ballot.places)
            // The key is destroyed with the closing, which was excluded above.
            guard let name = standing.name else { throw Refusal.notFound }
            if let receipt = standing.answer?.receipt, standing.choices == choices.stored {
                if sending.isNewer(than: standing) { try BallotStore.note(sending, of: seat.id, in: id, tx) }
                return BallotReceipt(code: receipt, isChange: true)
            }
            try sending.check(against: standing)
            if !sending.isConfirmed, let words = choices.unfinished(ballot.round.settings, ballot.items) {
                throw Refusal.unfinishedBallot(words)
            }
            let receipt = code(visit.environment)
            try BallotStore.put(
                choices, of: voter, named: name, in: id, id: visit.environment.id(Round.ID.self).description,
                receipt: receipt, sending: sending, tx)
            try visit.record(
                tx, scope: .event(event), subject: ballot.round.subject, kind: "ballot.casting",
                facts: ["again": .flag(standing.answer != nil), "paper": false])
            return BallotReceipt(code: receipt, isChange: standing.answer != nil)
        }
    }

    /// Holds choices against the rules of the round: a ballot says what it is asked and nothing else, or it could be known again by what it
    /// says besides, to whoever bought it.
    /// - Parameter places: of these items.
    /// - Returns: the choices without what says nothing: no dot, not approved.
    static func checked(
        _ choices: BallotChoices, _ round: RoundRecord, _ items: [RoundItem], _ places: [String: Int]
    ) throws -> BallotChoices {
        var errors: [String: Message] = [:]
        let criteria = round.settings.asked
        if !criteria.contains(.feasibility), !choices.feasibility.isEmpty {
            errors["feasibility"] = L("This round does not ask for feasibility.")
        }
        // A 0 counts for nothing, and so is no mark; but it is on the ballot.
        for (issue, value) in choices.values.merging(choices.feasibility, uniquingKeysWith: { first, _ in first })
        where value == 0 && places[issue.description] == nil {
            errors["ballot"] = BallotProblem.unknownItem(issue.description).words
        }
        for criterion in criteria {
            do {
                _ = try choices.marks(round.settings, places: places, criterion: criterion)
            } catch let invalid as InvalidBallot {
                for problem in invalid.problems {
                    let field = problem.field(items)
                    errors[field] = errors[field] ?? problem.words
                }
            }
        }
        let isMute = criteria.allSatisfy { choices[$0].isEmpty }
        if isMute, round.settings.method == .rating {
            errors["ballot"] = L("Nothing is rated yet. Rate at least one issue, or say that you cannot judge.")
        }
        if isMute, round.settings.method == .ranking {
            errors["ballot"] = L("Your ranking was not received. Send it again.")
        }
        guard errors.isEmpty else { throw Refusal.invalid(errors) }
        return round.settings.method == .rating
            ? choices : BallotChoices(values: choices.values.filter { $0.value != 0 })
    }

    /// 40 random bits, easy to read aloud.
    private static func code(_ environment: Web.Environment) -> String {
        let text = Secret.code(8, random: environment.random)
        return "\(text.prefix(4))-\(text.suffix(4))"
    }
}
