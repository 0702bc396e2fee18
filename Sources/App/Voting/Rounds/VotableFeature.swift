import Domain
import Storage
import Web

/// What may be put to the vote, as the feature to which it belongs tells it.
struct Votable: Sendable {
    let id: Issue.ID
    let topic: Topic.ID
    let title: String
    /// BCP 47.
    let language: String
    /// What was joined into it, oldest first.
    let parents: [Issue.ID]
    /// "raised in HR, BE and 2 more"; nil if it is not known.
    let raisedIn: Message?
}

/// A feature whose items are voted on.
protocol VotableFeature: Feature {
    /// What stands in an event, oldest first.
    static func votables(of event: Event.ID, _ reading: any Reading) throws -> [Votable]
    /// These, in the order given, whatever became of them; unknown ones are left out.
    static func votables(_ ids: [Issue.ID], _ reading: any Reading) throws -> [Votable]
}

enum Votables {
    private static let features: [any VotableFeature.Type] = Features.all { $0 as? any VotableFeature.Type }

    static func all(of event: Event.ID, _ reading: any Reading) throws -> [Votable] {
        try features.flatMap { try $0.votables(of: event, reading) }
    }

    static func these(_ ids: [Issue.ID], _ reading: any Reading) throws -> [Votable] {
        try features.flatMap { try $0.votables(ids, reading) }
    }
}

/// A feature that follows where a round brings the room: when it is opened, and when its result is shown.
protocol RoundFollower: Feature {
    static func follow(_ event: Event.ID, _ work: Work) throws
}

enum RoundFollowers {
    private static let features: [any RoundFollower.Type] = Features.all { $0 as? any RoundFollower.Type }

    static func follow(_ event: Event.ID, _ work: Work) throws {
        for feature in features { try feature.follow(event, work) }
    }
}
