import Domain
import Storage
import Web

/// A feature that wants something of everybody in its stage, and knows from whom it has it: reminders ask.
protocol WaitingFeature: Feature {
    static var waitingStage: WorkshopStage { get }
    /// Whether it tells Today more than this, in words of its own.
    static var tellsTodayItself: Bool { get }
    /// Said in a mail to who has not done it yet.
    static var request: Message { get }
    /// - Parameter people: who contributes and can be reached.
    /// - Returns: nil if nothing is open.
    static func waiting(
        for people: Set<Participant.ID>, in event: EventRecord, at now: Int64, _ reading: any Reading
    ) throws -> Waiting?
}

extension WaitingFeature {
    static var tellsTodayItself: Bool { false }
}

struct Waiting: Sendable {
    /// Of whom something is still wanted.
    let people: Set<Participant.ID>
    /// Epoch milliseconds; nil if it ends with its step.
    var closesAt: Int64?
}

enum WaitingFeatures {
    private static let byStage: [WorkshopStage: any WaitingFeature.Type] = Dictionary(
        Features.all { $0 as? any WaitingFeature.Type }.map { ($0.waitingStage, $0) }
    ) { first, _ in first }

    static func of(_ stage: WorkshopStage?) -> (any WaitingFeature.Type)? { stage.flatMap { byStage[$0] } }
}
