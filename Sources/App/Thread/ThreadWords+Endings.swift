import Domain
import Markup
import Web

/// Why the thread stops, in words.
extension ThreadWords {
    func ending(_ ending: ThreadEnding) -> Message {
        issueEnding(ending) ?? laterEnding(ending)
    }

    private func issueEnding(_ ending: ThreadEnding) -> Message? {
        switch ending {
        case .answerUnused: L("No objective rests on it yet.")
        case .objectiveUnserved: L("No topic serves it yet.")
        case .nothingRaised: L("Nobody raised an issue under this topic.")
        case .issuesNotShown: L("Its issues are not shown yet.")
        case .withdrawnByAuthor: L("Withdrawn by its author.")
        case .joiningUndone: L("The merge was undone; its issues are separate again.")
        case .topicNotVoted: L("Its topic was never put to the vote.")
        case .notOnBallot: L("It was not on the ballot when its topic was put to the vote.")
        case .roundInPreparation(let number): L("Round \(number) is in preparation.")
        case .roundOpen(let number): L("Round \(number) is open.")
        case .roundSealed(let number): L("Round \(number) is closed, and its result is not shown yet.")
        case .notChosen(let number, let rank, let chosen): notChosen(number, rank, chosen)
        case .nothingChosenYet(let number, let rank):
            rank.map { L("In round \(number) it has \(place($0)); the priorities are not chosen yet.") }
                ?? L("It was voted on in round \(number); the priorities are not chosen yet.")
        case .priorityWithoutGroup: L("A priority, but no group has it yet.")
        case .groupWroteNothing(let groups):
            L("A priority of \(list: groups), which wrote no aspect of it.")
        case .noIntervention: L("Analysed, but nobody proposed an intervention.")
        case .onlyUnpublished: L("What countries plan for it is on sheets that they have not published.")
        case .notCited(let isThereAGuide):
            isThereAGuide
                ? L("Neither it nor what was made of it is cited in the guide.")
                : L("The guide is not begun, so nothing is cited yet.")
        default: nil
        }
    }

    private func notChosen(_ number: Int, _ rank: ThreadRank?, _ chosen: Int) -> Message {
        guard let rank else {
            return L(
                chosen, one: "Voted on in round \(number), and not the \(chosen) that was chosen.",
                other: "Voted on in round \(number), and not among the \(chosen) that were chosen.")
        }
        return L(
            chosen, one: "In round \(number) it had \(place(rank)), and was not the \(chosen) that was chosen.",
            other: "In round \(number) it had \(place(rank)), and was not among the \(chosen) that were chosen.")
    }

    private func laterEnding(_ ending: ThreadEnding) -> Message {
        switch ending {
        case .declined(let declines): declined(declines)
        case .undecided: L("No country has decided on it yet.")
        case .notBegun(let countries):
            L("Taken up by \(list: countries.map(country)), and not begun yet.")
        case .roundWithoutChoice: L("No priority was chosen from it.")
        case .caseUnused: L("No aspect rests on it yet.")
        case .caseRetired: L("Removed from the library, and nothing rests on it.")
        case .aspectLeft(let isBlocking):
            isBlocking ? L("No intervention removes it yet.") : L("No intervention builds on it yet.")
        case .withdrawnByGroup: L("Withdrawn by those who wrote it.")
        case .situationWithoutWay: L("No intervention leads there yet.")
        case .adoption(let decision, let progress): adoption(decision, progress)
        case .statementDropped: L("The room dropped it.")
        case .statementOpen: L("The room has not agreed on it yet.")
        case .statementWithoutSection: L("Agreed, but no section was made from it yet.")
        case .partOfGuide(let state, let signed, let objected): guide(state, signed, objected)
        default: exerciseEnding(ending)
        }
    }

    private func exerciseEnding(_ ending: ThreadEnding) -> Message {
        switch ending {
        case .nothingSeen: L("Nothing that was seen of it is told here.")
        case .observationUnused: L("No finding rests on it.")
        case .findingWithoutAction: L("No action follows from it.")
        case .action(let standing): action(standing)
        case .lesson(let isLearned):
            isLearned
                ? L("Learned: a retest or a real event has confirmed it.")
                : L("Identified. It is learned once a retest or a real event has confirmed it.")
        case .proven(let exercises):
            L(
                exercises, one: "Tested in \(exercises) exercise; an action that follows from it is proven.",
                other: "Tested in \(exercises) exercises; an action that follows from it is proven.")
        case .notTakenUp: L("Nothing follows from it yet.")
        case .withoutResult: L("It tells no result yet.")
        case .result: L("A result: here the thread has arrived.")
        case .droppedInPlan: L("It was dropped.")
        default: L("It stops here.")
        }
    }

    private func action(_ standing: ThreadAction) -> Message {
        switch standing {
        case .proposed: L("Its owner has not said yes yet.")
        case .agreed: L("Its owner has agreed, and not begun yet.")
        case .begun: L("Begun.")
        case .done: L("Done, and not retested yet.")
        case .proven: L("Proven: a later exercise has shown that it helped.")
        case .notProven: L("A later exercise has shown that it is not enough: it is open again.")
        case .dropped: L("It was dropped.")
        }
    }

    private func country(_ code: String) -> String { names.country(code) ?? code }

    private func declined(_ declines: [ThreadDecline]) -> Message {
        let told = declines.map { decline in
            decline.reason.trimmed.isEmpty
                ? country(decline.country) : "\(country(decline.country)) (\(decline.reason.trimmed))"
        }
        return L(
            declines.count, one: "Declined by \(declines.count) country: \(list: told, .semicolons).",
            other: "Declined by \(declines.count) countries: \(list: told, .semicolons).")
    }

    private func adoption(_ decision: ThreadDecision, _ progress: ThreadProgress) -> Message {
        switch (decision, progress) {
        case (.decline, _): L("Declined.")
        case (_, .none): L("Not begun yet.")
        case (_, .begun): L("Begun.")
        case (_, .done): L("Done.")
        }
    }

    /// In whose name it was signed, too.
    private func guide(_ state: String, _ signed: [String], _ objected: [String]) -> Message {
        let part =
            switch state {
            case "final": L("Part of the guide, which is final.")
            case "review": L("Part of the guide, which is in review.")
            default: L("Part of the guide, which is being written.")
            }
        func sectors(_ codes: [String]) -> [Message] { codes.map { names.sector($0)?.label ?? .verbatim($0) } }
        var sentences = [part]
        if !signed.isEmpty { sentences.append(L("Signed for: \(list: sectors(signed)).")) }
        if !objected.isEmpty { sentences.append(L("Objection for: \(list: sectors(objected)).")) }
        return .list(sentences, .sentences)
    }
}
