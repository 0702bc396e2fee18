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

/// A feature whose devices read the codes of people: the desk at the door.
protocol CardScanFeature: Feature {
    /// Where a device that stands at the event's door is led when it opens somebody's card or link; nothing for any other.
    static func place(of person: Participant.ID, in event: Event.ID, _ visit: Visit, _ reading: any Reading) throws
        -> String?
}

enum CardScans {
    private static let features: [any CardScanFeature.Type] = Features.all { $0 as? any CardScanFeature.Type }

    static func place(of person: Participant.ID, in event: Event.ID, _ visit: Visit, _ reading: any Reading) throws
        -> String?
    {
        for feature in features {
            if let place = try feature.place(of: person, in: event, visit, reading) { return place }
        }
        return nil
    }
}
