import Domain
import Storage
import Web

/// What a feature has to say on the name cards of an event, which do not know it: a person's group and its place.
protocol NameCardFeature: Feature {
    static func lines(of event: Event.ID, _ reading: any Reading) throws -> [Participant.ID: Message]
}

enum NameCardLines {
    private static let features: [any NameCardFeature.Type] = Features.all { $0 as? any NameCardFeature.Type }

    static func all(of event: Event.ID, _ reading: any Reading) throws -> [Participant.ID: [Message]] {
        var all: [Participant.ID: [Message]] = [:]
        for feature in features {
            for (person, line) in try feature.lines(of: event, reading) { all[person, default: []].append(line) }
        }
        return all
    }
}
