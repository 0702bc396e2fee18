import Domain
import Storage
import Web

/// How the demo's experts vote where nobody simulates them: by what their sector leans to (``DemoVoices``) and by a taste of their
/// own that follows from their name and the issue's words, so that the same demo always has the same result.
enum DemoBallots {
    static func choices(of person: String, sector: String, items: [RoundItem], settings: RoundSettings) -> BallotChoices
    {
        let pulls = items.map { item in
            (issue: item.issue, pull: 100 * DemoVoices.pull(of: item.title, for: sector) + taste(person, item.title))
        }
        switch settings.method {
        case .rating: return ratings(person, pulls, settings)
        default: return dots(pulls, settings)
        }
    }

    private static func dots(
        _ pulls: [(issue: Issue.ID, pull: Int)], _ settings: RoundSettings
    ) -> BallotChoices {
        var left = settings.dots(issues: pulls.count)
        var choices = BallotChoices()
        for (issue, pull) in pulls.sorted(by: { $0.pull > $1.pull }) where left > 0 {
            let given = min(left, pull % 5 < 2 ? settings.maxPerIssue : 1)
            choices.values[issue] = given
            left -= given
        }
        return choices
    }

    private static func ratings(
        _ person: String, _ pulls: [(issue: Issue.ID, pull: Int)], _ settings: RoundSettings
    ) -> BallotChoices {
        var choices = BallotChoices()
        for (issue, pull) in pulls {
            let importance = min(9, max(1, (520 + pull * 45 / 100) / 100))
            // Now and then somebody cannot judge.
            choices.values[issue] = pull % 29 == 0 ? 0 : importance
            guard settings.criteria.contains(.feasibility) else { continue }
            choices.feasibility[issue] = min(
                9, max(1, (650 - pull * 15 / 100 + taste(issue.description, person) / 2) / 100))
        }
        return choices
    }

    /// Whether somebody endorses an intervention: about one in four does.
    static func endorses(_ person: String, _ intervention: String) -> Bool { taste(person, intervention) > 150 }

    /// How somebody rates a statement of the outline, 1 to 9; nil if they cannot judge.
    static func rating(_ person: String, _ text: String, likes: Bool) -> Int? {
        let taste = taste(person, text)
        return taste % 31 == 0 ? nil : min(9, max(1, (likes ? 8 : 4) + taste / 150))
    }

    /// -300 … 300, by FNV-1a (Fowler, Noll and Vo), which is the same on every machine.
    private static func taste(_ first: String, _ second: String) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in Array(first.utf8) + [0] + Array(second.utf8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int((hash >> 17) % 601) - 300
    }
}
