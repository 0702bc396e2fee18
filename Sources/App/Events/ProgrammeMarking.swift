import Domain
import Web

/// With which marking what is written in a programme begins: the programme's own.
enum ProgrammeMarking {
    /// - Parameter markings: those that can be chosen there; of others the closest of these.
    static func standard(_ own: String, among markings: [String]) -> String {
        if markings.contains(own) { return own }
        return markings.compactMap { Marking(rawValue: $0) }.max()?.rawValue ?? own
    }

    static func standard(of programme: Programme.ID, among markings: [String], _ visit: Visit) async throws -> String {
        standard(try await visit.read { try ProgrammeStore($0).programme(programme).marking }, among: markings)
    }
}
