import Domain
import Testing

/// Whether a priority still holds, by the rule that is fixed before (C2).
struct PriorityPollTests {
    @Test(arguments: [
        (7, 1, 1, 10, PriorityPoll.Outcome.confirmed), (4, 4, 1, 10, .toReword), (2, 1, 6, 10, .toDrop),
        (4, 2, 3, 10, .discuss), (3, 0, 0, 10, .tooFew), (5, 0, 0, 11, .tooFew), (5, 0, 0, 10, .confirmed),
        (6, 0, 0, 11, .confirmed), (0, 5, 0, 5, .toReword), (0, 0, 5, 5, .toDrop), (0, 0, 0, 0, .tooFew),
        (2, 2, 2, 6, .toReword), (4, 0, 2, 6, .confirmed), (3, 2, 2, 7, .discuss),
    ])
    func `what the poll proposes`(
        valid: Int, reword: Int, noLonger: Int, members: Int, outcome: PriorityPoll.Outcome
    ) {
        let poll = PriorityPoll(valid: valid, reword: reword, noLonger: noLonger, members: members)
        #expect(poll.outcome == outcome)
    }

    @Test func `who cannot say is outside of what counts`() {
        let poll = PriorityPoll(valid: 4, reword: 0, noLonger: 0, cannotSay: 6, members: 10)
        #expect(poll.judged == 4)
        #expect(poll.answered == 10)
        #expect(poll.outcome == .tooFew)
        #expect(PriorityPoll(valid: 5, reword: 0, noLonger: 0, cannotSay: 5, members: 10).outcome == .confirmed)
    }

    @Test func `the answers are counted as they are`() {
        let poll = PriorityPoll([.valid, .valid, .reword, .noLonger, .cannotSay], members: 10)
        #expect([poll.valid, poll.reword, poll.noLonger, poll.cannotSay] == [2, 1, 1, 1])
    }

    @Test func `a region of fewer than five is asked by name alone`() {
        #expect(!PriorityPoll.mayBeUnnamed(members: 4))
        #expect(PriorityPoll.mayBeUnnamed(members: 5))
    }
}
