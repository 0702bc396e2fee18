import Domain
import Storage
import Web

/// Rounds, ballots and paper as JSON, on the same operations as the pages. Results are in ResultAPI.swift.
enum RoundAPI {
    struct ThresholdsBody: Codable, Sendable {
        /// Percent of ratings 7–9 that an issue needs in every sector.
        let inHighAtLeast: Whole<Numbers.Percent>
        /// Percent of ratings 1–3 that it must stay under.
        let inLowUnder: Whole<Numbers.Percent>
        let outHighAtMost: Whole<Numbers.Percent>
    }

    struct SettingsBody: Codable, Sendable {
        let method: VotingMethod
        /// Dots per person; by the number of issues by default.
        let dots: Whole<Numbers.Dots>?
        let maxPerIssue: Whole<Numbers.Dots>?
        let criteria: [RatingCriterion]?
        let thresholds: ThresholdsBody?
        /// How many issues are chosen for the groups.
        let seats: Whole<Numbers.Seats>?
        /// Seconds; without it the facilitator closes by hand.
        let duration: Whole<Numbers.Seconds>?
        let maximumRanked: Whole<Numbers.Ranked>?

        init(_ settings: RoundSettings, issues: Int) {
            method = settings.method
            dots = settings.method == .multivote ? Whole(settings.dots(issues: issues)) : nil
            maxPerIssue = settings.method == .multivote ? Whole(settings.maxPerIssue) : nil
            criteria = settings.method == .rating ? settings.criteria : nil
            thresholds =
                settings.method == .rating
                ? ThresholdsBody(
                    inHighAtLeast: Whole(settings.thresholds.inHighAtLeast),
                    inLowUnder: Whole(settings.thresholds.inLowUnder),
                    outHighAtMost: Whole(settings.thresholds.outHighAtMost)) : nil
            seats = Whole(settings.seats)
            duration = settings.duration.map { Whole($0) }
            maximumRanked = settings.method == .ranking ? Whole(settings.maximumRanked) : nil
        }

        func settings(issues: Int) -> RoundSettings {
            var result = RoundSettings(method: method, seats: min(5, max(1, issues)))
            result.dots = dots?.value
            result.duration = duration?.value
            if let maxPerIssue { result.maxPerIssue = maxPerIssue.value }
            if let criteria { result.criteria = criteria }
            if let seats { result.seats = seats.value }
            if let maximumRanked { result.maximumRanked = maximumRanked.value }
            if let thresholds {
                result.thresholds = ConsensusThresholds(
                    inHighAtLeast: thresholds.inHighAtLeast.value, inLowUnder: thresholds.inLowUnder.value,
                    outHighAtMost: thresholds.outHighAtMost.value)
            }
            return result
        }
    }

    struct RoundInput: Codable, Sendable {
        /// The question to the room.
        let title: String
        let settings: SettingsBody
        /// In the order of the ballot.
        let issues: [Issue.ID]

        var draft: RoundDraft {
            RoundDraft(title: title, settings: settings.settings(issues: issues.count), issues: issues)
        }
    }

    struct ItemBody: Codable, Sendable {
        let issue: Issue.ID
        let position: Int
        let title: String
        let language: String
    }

    struct RoundBody: Codable, Sendable {
        let id: Round.ID
        let number: Int
        let title: String
        let state: RoundRecord.State
        let settings: SettingsBody
        let items: [ItemBody]
        /// Epoch milliseconds.
        let openedAt: Int?
        let closesAt: Int?
        let closedAt: Int?
        let revealedAt: Int?
        /// How many have answered, and how many could: both of those who were there at the opening or were let in while it was open.
        let answered: Int
        let present: Int
        /// People who may have answered twice: their two seats were joined after the close.
        let answeredTwice: Int

        init(_ round: RoundRecord, _ reading: any Reading, now: Int64) throws {
            let items = try RoundStore(reading).items(of: round.id)
            id = round.id
            number = round.number
            title = round.question.string()
            state = round.phase(at: now)
            settings = SettingsBody(round.settings, issues: items.count)
            self.items = items.map {
                ItemBody(issue: $0.issue, position: $0.position, title: $0.title, language: $0.language)
            }
            openedAt = round.openedAt.map(Int.init)
            closesAt = round.closesAt.map(Int.init)
            closedAt = round.closedAt.map(Int.init)
            revealedAt = round.revealedAt.map(Int.init)
            let voters = try RoundVoters(round, reading)
            answered = voters.answered
            present = round.present ?? voters.count
            answeredTwice = try RoundVoters.answeredTwice(in: round.id, reading)
        }
    }

    struct ChoiceBody: Codable, Sendable {
        let issue: Issue.ID
        /// Dots; a rating 1–9, or 0 for "cannot judge"; 1 for approved; or a rank from 1.
        let value: Whole<Numbers.Choice>
        /// A second rating, where the round asks for it.
        let feasibility: Whole<Numbers.Feasibility>?
    }

    struct BallotBody: Codable, Sendable {
        let choices: [ChoiceBody]

        func read() throws -> BallotChoices {
            var result = BallotChoices()
            for choice in choices {
                guard result.values.updateValue(choice.value.value, forKey: choice.issue) == nil else {
                    throw Refusal.invalid(["choices": L("An issue is on this ballot twice.")])
                }
                if let feasibility = choice.feasibility { result.feasibility[choice.issue] = feasibility.value }
            }
            return result
        }
    }

    struct BallotInput: Codable, Sendable {
        let choices: [ChoiceBody]
        /// That it is meant to say so little: without it a ballot with something left out (not rated, dots left, nothing ticked, the order
        /// of the beginning) is refused with `ballot-unfinished`.
        let confirmed: Bool?
        /// A name that the sender gave itself, and a count of what it sent: an older one never takes the place of a newer one
        /// (`ballot-older`). Forgotten at the close.
        let device: String?
        let number: Whole<Numbers.Sending>?
        /// The receipt that the sender knows of, empty for none: where another device has stored something since, the ballot is
        /// refused with `ballot-elsewhere`. Without it the last one counts.
        let basis: String?

        func sending() throws -> BallotSending {
            try BallotSending(
                device: device, number: number?.value, basis: basis, isConfirmed: confirmed ?? false
            ).checked()
        }
    }

    struct ReceiptBody: Codable, Sendable {
        let receipt: String
        /// Whether it took the place of an earlier ballot.
        let isChange: Bool
    }

    struct ExtensionInput: Codable, Sendable { let seconds: Whole<Numbers.Seconds> }

    struct PaperInput: Codable, Sendable {
        let participant: Participant.ID
        let choices: [ChoiceBody]
    }

    struct PaperBody: Codable, Sendable { let id: PaperBallot.ID }

    struct ConfirmationInput: Codable, Sendable {
        /// `paper` or `screen`: which counts, where the person has voted on a screen as well.
        let preference: String?
    }

    static let routes: [APIRoute] = rounds + ballots

    private static let rounds: [APIRoute] = [
        .get(
            Paths.apiRounds, .attend, "Rounds", "The event's rounds; drafts only for who runs the room.",
            query: Cursor.parameters
        ) {
            visit, event in
            let found = try await visit.read { reading in
                let runsTheRoom = try visit.membership(in: event, reading).runsTheRoom
                return try RoundStore(reading).rounds(of: event).filter { runsTheRoom || $0.state != .draft }
                    .map { try RoundBody($0, reading, now: visit.now) }
            }
            return try Cursor(visit).page(of: found) { $0.id.description }
        },
        .send(.post, Paths.apiRounds, .facilitate, "Rounds", "Prepares a round.", success: .created) {
            (visit, input: RoundInput, event) in
            try await body(try await RoundOperations.create(visit, in: event, input.draft), event, visit)
        },
        .get(Paths.apiRound, .attend, "Rounds", "One round with what is on its ballot.") { visit, event, id in
            let round = try await visit.read { reading in
                let runsTheRoom = try visit.membership(in: event, reading).runsTheRoom
                let round = try RoundStore(reading).round(id, in: event)
                guard runsTheRoom || round.state != .draft else { throw Refusal.notFound }
                return try RoundBody(round, reading, now: visit.now)
            }
            return round
        },
        .send(.put, Paths.apiRound, .facilitate, "Rounds", "Changes a round that has not been opened.") {
            (visit, input: RoundInput, event, id) in
            try await RoundOperations.change(visit, id, in: event, input.draft)
            return try await body(id, event, visit)
        },
        .act(.delete, Paths.apiRound, .facilitate, "Rounds", "Discards a round that has not been opened.") {
            visit, event, id in
            try await RoundOperations.discard(visit, id, in: event)
            return EmptyBody()
        },
        .act(.post, Paths.apiOpening, .facilitate, "Rounds", "Opens the vote.") { visit, event, id in
            try await RoundOperations.open(visit, id, in: event)
            return try await body(id, event, visit)
        },
        .send(.post, Paths.apiExtension, .facilitate, "Rounds", "Adds time.") {
            (visit, input: ExtensionInput, event, id) in
            try await RoundOperations.extend(visit, id, in: event, seconds: input.seconds.value)
            return try await body(id, event, visit)
        },
        .act(.post, Paths.apiClosure, .facilitate, "Rounds", "Closes the vote; who voted what is forgotten for good.") {
            visit, event, id in
            try await RoundOperations.close(visit, id, in: event)
            return try await body(id, event, visit)
        },
        .act(.post, Paths.apiRevelation, .facilitate, "Rounds", "Shows the result to everybody.") { visit, event, id in
            try await RoundOperations.reveal(visit, id, in: event)
            return try await body(id, event, visit)
        },
    ]

    private static let ballots: [APIRoute] = [
        .get(Paths.apiBallot, .contribute, "Ballots", "One's own ballot, while the round is open.") {
            visit, event, id in
            let seat = try visit.seat(in: event)
            let choices = try await visit.read { reading in
                _ = try RoundStore(reading).round(id, in: event)
                return try BallotStore(reading).choices(of: seat.id, in: id)
            }
            guard let choices else { throw Refusal.notFound }
            return BallotBody(
                choices: choices.values.sorted { $0.key < $1.key }
                    .map {
                        ChoiceBody(
                            issue: $0.key, value: Whole($0.value),
                            feasibility: choices.feasibility[$0.key].map { Whole($0) })
                    })
        },
        .send(
            .put, Paths.apiBallot, .contribute, "Ballots",
            "Casts one's ballot. The last one counts, of one device the one with the highest number; sent twice it counts once."
        ) {
            (visit, input: BallotInput, event, id) in
            let choices = try BallotBody(choices: input.choices).read()
            let receipt = try await BallotOperations.cast(visit, in: event, id, choices, try input.sending())
            return ReceiptBody(receipt: receipt.code, isChange: receipt.isChange)
        },
        .send(
            .post, Paths.apiPapers, .enterPaper, "Ballots", "Enters a paper ballot; another person confirms it.",
            success: .created
        ) {
            (visit, input: PaperInput, event, id) in
            let choices = try BallotBody(choices: input.choices).read()
            return PaperBody(id: try await PaperOperations.enter(visit, in: event, id, of: input.participant, choices))
        },
        .send(
            .post, Paths.apiPaperConfirmation, .enterPaper, "Ballots",
            "Confirms a paper ballot that another person entered."
        ) {
            (visit, input: ConfirmationInput, event, id, paper) in
            let preference = try input.preference.map { text in
                guard let preference = PaperOperations.Preference(rawValue: text) else {
                    throw Refusal.invalid(["preference": L("Choose paper or screen.")])
                }
                return preference
            }
            try await PaperOperations.confirm(visit, in: event, id, paper, preference: preference)
            return EmptyBody()
        },
    ]

    private static func body(_ id: Round.ID, _ event: Event.ID, _ visit: Visit) async throws -> RoundBody {
        try await visit.read { try RoundBody(try RoundStore($0).round(id, in: event), $0, now: visit.now) }
    }
}

extension RoundRecord.State: ChoiceType, CaseIterable {
    static var allCases: [RoundRecord.State] { [.draft, .open, .closed, .revealed] }
}
extension VotingMethod: ChoiceType {}
extension RatingCriterion: Codable, ChoiceType {}
