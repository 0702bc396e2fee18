import Domain
import Storage
import Web

extension CardAccess {
    /// - Parameter end: the last stage in which members write; nothing means to the end.
    init(group: BreakoutGroup.ID, _ asked: CardKind.Asked, until end: WorkshopStage?, _ reading: any Reading) throws {
        let people = CardPeopleStore(reading)
        let (event, membership) = (asked.event, asked.membership)
        if membership.runsTheRoom {
            self.init(isSeen: true, isOwn: true, refusal: nil)
            return
        }
        let belongs = try membership.roles.contains(.rapporteur) || people.belongs(membership, to: group)
        self.init(
            isSeen: !membership.isStranger, isOwn: belongs,
            refusal: !belongs ? .notYourCard : try people.closure(event, until: end))
    }
}

/// Who writes the cards of a group or a country.
///
/// - A table, and the sheet of a group: the group's members, its rapporteur and facilitator, every rapporteur, and who runs the room.
/// - The sheet of a country: its own delegation. Everybody else reads it once it is published with its name.
///
/// Members write from the analysis to the guide, until the time of the present step is over; who runs the room, and who writes the guide, at any time.
struct CardPeopleStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Members write from the analysis on, while the step that the room is in has time.
    /// - Parameter end: the last stage in which they do; nothing means to the end.
    /// - Returns: why they may not now.
    func closure(_ event: Event.ID, until end: WorkshopStage?) throws -> Refusal? {
        guard let stage = try EventStore(reading).event(event).stage, stage >= .analyse,
            end.map({ stage <= $0 }) ?? true
        else { return .cardClosed }
        return try StepStore(reading).isOver(in: event) ? .stepOver : nil
    }

    /// Members who contribute, and the group's own facilitator and rapporteur, whatever their role in the event.
    func belongs(_ membership: Membership, to group: BreakoutGroup.ID) throws -> Bool {
        let present = membership.present
        guard !present.isEmpty else { return false }
        let (seats, voices) = (present.map(\.seat), present.filter(\.role.contributes).map(\.seat))
        return try reading.first(
            """
            SELECT g.id FROM breakout_group g WHERE g.id = \(group) AND g.event_id = \(membership.event)
            AND (g.facilitator_id IN \(in: seats) OR g.rapporteur_id IN \(in: seats) OR EXISTS
                (SELECT 1 FROM group_member m WHERE m.group_id = g.id AND m.participant_id IN \(in: voices)))
            """) != nil
    }
}
