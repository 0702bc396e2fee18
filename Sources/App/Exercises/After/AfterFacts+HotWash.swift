import Domain
import Storage
import Web

/// After ENDEX the room votes in the hot wash: its rounds are read by functions and roles, and by cells.
extension AfterFacts: VoterOriginFeature {
    static func voterOrigins(in event: Event.ID, _ reading: any Reading) throws -> [Participant.ID: SafeGroups.Origin]?
    {
        let store = PlayStore(reading)
        guard let exercise = try store.exercise(of: event), exercise.state.isOver else { return nil }
        let plan = PlanStore(reading)
        let functions = Dictionary(try plan.functions(of: exercise.msel).map { ($0.id, $0.name) }) { first, _ in first }
        let cells = Dictionary(try plan.cells(of: exercise.msel).map { ($0.id, $0.code) }) { first, _ in first }
        var origins: [Participant.ID: SafeGroups.Origin] = [:]
        // Who plays is counted as a player, whatever else they do.
        for seat in try store.seats(of: event).sorted(by: { $0.role == .player && $1.role != .player })
        where origins[seat.participant] == nil {
            let isPlayer = seat.role == .player
            let function = isPlayer ? seat.function.flatMap { functions[$0] } : nil
            origins[seat.participant] = SafeGroups.Origin(
                sector: function.map { VoterOrigins.function + $0 } ?? VoterOrigins.role + seat.role.rawValue,
                country: isPlayer ? seat.cell.flatMap { cells[$0] }.map { VoterOrigins.cell + $0 } : nil)
        }
        return origins
    }

    static func voterGroup(_ code: String) -> Message? {
        for prefix in [VoterOrigins.function, VoterOrigins.cell] where code.hasPrefix(prefix) {
            return .verbatim(String(code.dropFirst(prefix.count)))
        }
        guard code.hasPrefix(VoterOrigins.role) else { return nil }
        return ExerciseRole(rawValue: String(code.dropFirst(VoterOrigins.role.count)))?.label
    }
}
