import Domain
import Storage
import Web

/// What counts in South-East and Eastern Europe: ten priorities that the heads' last meeting adopted, and whether the ten countries think
/// that they still hold.
struct SecretariatsPriorities: Sendable {
    let stage: DemoStage
    let cast: SecretariatsCast
    /// The meeting that adopted them.
    let meeting: Event.ID

    static let region = "SEEE"

    private struct Told: Sendable {
        let statement: String
        /// Still valid, to be reworded, no longer; the others cannot say.
        let valid: Int
        let reword: Int
        let noLonger: Int

        init(_ statement: String, _ valid: Int, _ reword: Int, _ noLonger: Int) {
            (self.statement, self.valid, self.reword, self.noLonger) = (statement, valid, reword, noLonger)
        }
    }

    /// The first five come to the five outcomes: confirmed, to reword, to drop, to discuss, too few.
    private static let told = [
        Told("Every border region has one form for a first notice", 7, 1, 1),
        Told("Laboratories of the region share the load", 4, 4, 1),
        Told("Each country keeps its own stock of protective clothing", 2, 1, 6),
        Told("One language for all exercises of the region", 4, 2, 3),
        Told("A regional school for trainers", 3, 0, 0),
        Told("Hospitals and police practise a first call every year", 9, 1, 0),
        Told("Transport of dangerous goods is announced to neighbours", 8, 0, 1),
        Told("Decontamination of many people is practised across borders", 7, 2, 1),
        Told("Words for the public are agreed with the neighbour first", 9, 0, 0),
        Told("A list of experts who travel within a day", 8, 1, 1),
    ]

    static let outcomes: [PriorityPoll.Outcome] = [.confirmed, .toReword, .toDrop, .discuss, .tooFew]

    /// - Returns: the poll.
    func poll() async throws -> ValidityPoll.ID {
        stage.go(-48)
        let (head, region, programme) = (
            try cast.head(Self.region), try cast.region(Self.region), cast.programme
        )
        let visit = try await stage.visit(head)
        var priorities: [PlanPriority.ID] = []
        for told in Self.told {
            stage.clock.tick()
            var fields = PlanPriorityFields()
            (fields.statement, fields.reason) = (told.statement, "The countries named it in their last round.")
            priorities.append(
                try await PlanPriorityOperations.propose(
                    visit, in: programme, fields, PlanPriorityDraft(region: region, event: meeting)
                ).id)
        }
        stage.go(-45)
        var fields = ValidityPollFields()
        (fields.closesOn, fields.note) = (stage.day(-15), "Three minutes, before the heads meet.")
        let poll = try await ValidityPollOperations.open(
            try await stage.visit(head), in: programme, of: region, fields, about: priorities)
        try await answer(poll, priorities)
        stage.go(-20)
        try await ValidityPollOperations.close(try await stage.visit(head), programme, poll.id)
        return poll.id
    }

    private func answer(_ poll: ValidityPollRecord, _ priorities: [PlanPriority.ID]) async throws {
        for (place, country) in poll.countries.enumerated() {
            stage.go(-40, hours: place)
            // By place of the country: some say it is valid, then some say it is to be reworded, then some that it is not.
            let said = zip(priorities, Self.told).map { priority, told in
                let stance: PriorityPoll.Stance =
                    if place < told.valid {
                        .valid
                    } else if place < told.valid + told.reword {
                        .reword
                    } else if place < told.valid + told.reword + told.noLonger {
                        .noLonger
                    } else {
                        .cannotSay
                    }
                return ValidityPollOperations.Said(
                    priority: priority, stance: stance,
                    words: stance == .reword ? "Say who does it, and by when." : "")
            }
            try await ValidityPollOperations.answer(
                try await stage.visit(try cast.focalPoint(country)), cast.programme, poll.id, for: country, said,
                agrees: nil)
        }
    }
}
