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

/// Refusals of Analyse.
enum AspectRefusal {
    static let otherTable = Refusal(
        .forbidden, "other-table", L("This is another group's table."),
        advice: L("Nothing was changed. You may read what stands there; your own table opens at the event's address."))
    static let closed = Refusal(
        .conflict, "analysis-closed", L("The analysis is closed."),
        advice: L("What you wrote is kept on this device. The facilitator can open the analysis again."))
    static let withdrawn = Refusal(
        .conflict, "aspect-withdrawn", L("This aspect was withdrawn."),
        advice: L("Nothing was changed. Bring it back first."))
    static func full(_ limit: Int) -> Refusal {
        Refusal(
            .conflict, "table-full", L("This table has \(limit) aspects."),
            advice: L("Nothing was lost. Withdraw one that says the same as another, then add this one."))
    }
    static func tooManyCases(_ limit: Int) -> Refusal {
        Refusal(
            .conflict, "too-many-cases", L("An aspect rests on at most \(limit) cases."),
            advice: L("Nothing was changed. Take one away first."))
    }
    static let notAPair = Refusal(
        .unprocessableContent, "not-a-pair", L("Only aspects of two groups that push the same way can be linked."))
}
