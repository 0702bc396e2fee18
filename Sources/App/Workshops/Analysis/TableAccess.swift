import Domain
import Storage
import Web

/// What somebody may do at a table: everybody in the room reads it; its group writes while the room analyses; who runs the room may
/// put things right at any time. The texts are cards, with the same people (CardAccess).
struct TableAccess: Sendable {
    let table: BreakoutGroupRecord
    let stage: WorkshopStage?
    /// Member, rapporteur or facilitator of the group, or a rapporteur of the event, who helps out anywhere.
    let belongs: Bool
    let runsTheRoom: Bool
    /// An observer looks on, also at a table; but not the one who leads the group or writes for it.
    let contributes: Bool
    /// The time of the step that the room is in has ended.
    let isOver: Bool

    var isOpen: Bool { stage == .analyse && !isOver }
    var mayWrite: Bool { runsTheRoom || (belongs && contributes && isOpen) }

    /// - Throws: the refusal of ``Permission/attend``.
    init(_ visit: Visit, _ event: Event.ID, _ group: BreakoutGroup.ID, _ reading: any Reading) throws {
        let membership = try visit.membership(in: event, reading)
        try Policy.require(.attend, membership)
        table = try GroupStore(reading).group(group, in: event)
        stage = try EventStore(reading).event(event).stage
        let (own, roles) = (membership.seats, membership.roles)
        belongs = roles.contains(.rapporteur) || !own.isDisjoint(with: table.people)
        runsTheRoom = membership.runsTheRoom
        let leads = [table.facilitator, table.rapporteur].compactMap { $0 }
        isOver = try StepStore(reading).isOver(in: event)
        contributes = membership.contributes || !own.isDisjoint(with: leads)
    }

    /// - Throws: why not, in words.
    func requireWriting() throws {
        guard !mayWrite else { return }
        guard contributes else { throw Refusal.observersLookOn }
        guard belongs else { throw AspectRefusal.otherTable }
        throw isOver ? Refusal.stepOver : AspectRefusal.closed
    }
}
