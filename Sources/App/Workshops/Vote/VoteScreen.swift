import Domain
import Markup
import Storage
import Web

/// The vote stage: a round is prepared, opened, closed and revealed.
enum VoteScreen: StageScreen {
    static let stage = WorkshopStage.vote
    static var announcement: Message { L("Now the vote") }

    static func note(_ room: Room, _ reading: any Reading) throws -> Message {
        let last = try RoundStore(reading).rounds(of: room.event.id).map(\.number).max()
        return (room.round?.number ?? last).map { L("round \($0)") } ?? L("no round yet")
    }

    static func topicCounts(_ room: Room, _ reading: any Reading) throws -> [Topic.ID?: Int]? {
        room.round?.state == .open ? nil : try IssueCounts(room, reading).numbers(of: room.topics, \.standing)
    }

    /// Of a round its voters tell (``RoomFigures``); before it nobody is heard.
    static func heard(_ room: Room, _ reading: any Reading) throws -> Set<Participant.ID>? { [] }

    static func participant(_ room: Room, seat: Visitor.Seat, visit: Visit, _ reading: any Reading) throws -> HTML {
        try VoterSection(room: room, seat: seat, visit: visit, reading: reading).html
    }

    /// Small elements with ids inside the participant's form that change while the round is open (the countdown).
    static func participantRegions(_ room: Room, now: Int64, _ reading: any Reading) throws -> [LiveRegion] {
        guard let round = room.round, round.phase(at: now) == .open else { return [] }
        return [LiveRegion("left", RoundClock.time(round, id: "left", now: nil, zone: room.event.timeZone))]
    }

    static func console(
        _ room: Room, connected: Int, now: Int64, _ reading: any Reading
    ) throws -> StageConsole {
        let console = try RoundConsole(room: room, now: now, reading: reading)
        let leadsOn = try room.round?.state == .revealed && RoomSteps(room, reading).next(stage) != nil
        // The vote's own buttons lead; once its result is revealed, the way on does.
        return StageConsole(
            stage: try console.stage, work: try console.work, actions: console.actions(leadsOn: leadsOn),
            isReady: console.isDone, leadsOn: leadsOn)
    }

    static func projector(_ room: Room, join: JoinAddress, now: Int64, _ reading: any Reading) throws -> ProjectorScene
    {
        try RoundProjector(room: room, join: join, now: now, reading: reading).scene
    }
}
