import Domain
import Storage
import Web

/// Priorities lead from rounds to issues.
extension GroupFacts: ThreadFeature {
    static func tellThread(_ asked: ThreadAsked, _ reading: any Reading, _ material: inout ThreadMaterial) throws {
        try PriorityStore(reading).tellThread(asked.events, &material)
    }
}
