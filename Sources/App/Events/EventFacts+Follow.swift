import Domain
import Markup
import Storage
import Web

/// Events and programmes are followed by who has a part in them, unless they say otherwise.
extension EventFacts: FollowableFeature {
    static var followed: [FollowedKind] {
        [
            FollowedKind(
                noun: "event", label: L("Event"),
                find: { id, reader, reading in
                    guard let id = Event.ID(id), reader.allows(.attend, in: id) else { return nil }
                    let event = try EventStore(reading).event(id)
                    return FollowedThing(
                        title: event.title, path: Paths.event(id), marking: event.marking, isWritten: !event.isMeeting)
                },
                parts: { reader, reading in try reader.events(reading).map(\.id.description) }),
            FollowedKind(
                noun: "programme", label: L("Programme"),
                find: { id, reader, reading in
                    guard let id = Programme.ID(id), try reader.allows(.seeProgramme, in: id, reading) else {
                        return nil
                    }
                    return FollowedThing(
                        title: try ProgrammeStore(reading).programme(id).title, path: Paths.programme(id))
                },
                parts: { reader, reading in
                    try ProgrammeStore(reading).programmes(of: reader.account).map(\.id.description)
                }),
        ]
    }
}

extension AccountReader {
    /// The events in which the reader has a part, by their start.
    func events(_ reading: any Reading) throws -> [EventRecord] {
        try rooms(reading).filter(\.isMeeting)
    }

    /// Those in which the reader writes a text, or reads along.
    func writingRooms(_ reading: any Reading) throws -> [EventRecord] {
        try rooms(reading).filter { !$0.isMeeting }
    }

    private func rooms(_ reading: any Reading) throws -> [EventRecord] {
        try reading.remember("events of the account \(id)") {
            try EventStore(reading).events(memberships.keys.sorted()).sorted {
                ($0.startsOn, $0.id.description) < ($1.startsOn, $1.id.description)
            }
        }
    }
}

extension EventRecord {
    /// The day it is where the event is.
    func today(_ now: Int64) -> String { MomentWords(timeZone).wallClock(now).date }
    func isOver(at now: Int64) -> Bool { endsOn < today(now) }
}
