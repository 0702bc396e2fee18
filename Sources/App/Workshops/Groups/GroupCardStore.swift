import Domain
import Storage
import Web

extension CardAccess {
    /// - Parameter end: the last stage in which members write; nothing means to the end.
    init(group: BreakoutGroup.ID, _ asked: CardKind.Asked, until end: WorkshopStage?, _ reading: any Reading) throws {
        let people = CardPeopleStore(reading)
        let (event, roles, visitor) = (asked.event, asked.roles, asked.visitor)
        if roles.contains(where: \.runsTheRoom) {
            self.init(isSeen: true, isOwn: true, refusal: nil)
            return
        }
        let belongs = try roles.contains(.rapporteur) || people.belongs(visitor, to: group, in: event)
        self.init(
            isSeen: !roles.isEmpty, isOwn: belongs,
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
    func belongs(_ visitor: Visitor, to group: BreakoutGroup.ID, in event: Event.ID) throws -> Bool {
        try reading.first(
            """
            SELECT p.id FROM participant p JOIN breakout_group g ON g.id = \(group) AND g.event_id = p.event_id
            WHERE \(present(visitor, event)) AND (p.id = g.facilitator_id OR p.id = g.rapporteur_id
                OR (p.role IN \(in: contributing) AND EXISTS
                    (SELECT 1 FROM group_member m WHERE m.group_id = g.id AND m.participant_id = p.id)))
            """) != nil
    }

    /// Not who chose the country at the door, and is not known.
    func isDelegate(_ visitor: Visitor, of country: String?, in event: Event.ID) throws -> Bool {
        guard let country else { return false }
        return try reading.first(
            """
            SELECT p.id FROM participant p
            WHERE \(present(visitor, event)) AND p.country = \(country) AND p.role IN \(in: contributing)
                AND p.unverified_at IS NULL
            """) != nil
    }

    private var contributing: [Role] { Role.allCases.filter(\.contributes) }

    /// The visitor's own places in the event, by seat and by account.
    private func present(_ visitor: Visitor, _ event: Event.ID) -> SQL {
        let seat = visitor.seat.flatMap { $0.event == event ? $0.id : nil }
        return """
            p.event_id = \(event) AND p.state = 'present' AND (p.id = \(seat) OR p.account_id = \(visitor.account?.id))
            """
    }
}
