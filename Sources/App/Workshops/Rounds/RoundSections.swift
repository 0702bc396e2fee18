import Markup
import Storage
import Web

/// What the vote stage shows on each of the three screens. The shells (participant's page, console, projector) belong to Room/.
enum RoundSections {
    /// Inside `<section id="activity">` of a participant's page.
    static func participant(_ room: Room, seat: Visitor.Seat, visit: Visit, _ reading: any Reading) throws -> HTML { .empty }
    /// Inside `<section id="stage">` of the console.
    static func console(_ room: Room, formToken: HTML, now: Int64, _ reading: any Reading) throws -> HTML { .empty }
    /// Inside `<div id="acts">` of the console: the one primary button and its neighbours.
    static func consoleActions(_ room: Room, formToken: HTML, now: Int64, _ reading: any Reading) throws -> HTML { .empty }
    /// The whole content of `<main id="room" class="room">` of the projector.
    static func projector(_ room: Room, joinAddress: String, now: Int64, _ reading: any Reading) throws -> HTML { .empty }
    /// Who has answered the present round, for coverage.
    static func heard(_ room: Room, _ reading: any Reading) throws -> Set<Participant.ID> { [] }
    /// Small elements with ids inside the participant's form that change while the round is open (the countdown).
    static func participantRegions(_ room: Room, now: Int64, _ reading: any Reading) throws -> [Region] { [] }
}
