import Domain
import Storage
import Web

/// A feature that says by what else than sector and country the votes of an event are counted: those of a hot wash by function or role, and by
/// cell. What holds for sectors holds for functions and roles (their lines are told from five ballots on), what holds for countries for
/// cells: they weigh, and no line of theirs is told.
protocol VoterOriginFeature: Feature {
    /// Nothing where sectors and countries count.
    static func voterOrigins(in event: Event.ID, _ reading: any Reading) throws -> [Participant.ID: SafeGroups.Origin]?
    /// How a group of such voters is called; nothing where it is none of the feature's.
    static func voterGroup(_ code: String) -> Message?
}

enum VoterOrigins {
    /// How the codes of such groups begin.
    static let (function, role, cell) = ("function:", "role:", "cell:")

    private static let features: [any VoterOriginFeature.Type] = Features.all { $0 as? any VoterOriginFeature.Type }

    static func told(in event: Event.ID, _ reading: any Reading) throws -> [Participant.ID: SafeGroups.Origin]? {
        for feature in features {
            if let origins = try feature.voterOrigins(in: event, reading) { return origins }
        }
        return nil
    }

    static func label(_ code: String) -> Message? { features.lazy.compactMap { $0.voterGroup(code) }.first }

    /// Whether a round was counted in that way.
    static func counts(_ counts: RoundCounts) -> Bool {
        (counts.sectors + counts.countries).contains { one in
            one.group.members.contains { name in [function, role, cell].contains { name.hasPrefix($0) } }
        }
    }
}
