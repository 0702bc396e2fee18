import Storage
import Web

/// The last moment of a consultation goes along with its event, as deadlines of registration do.
extension ConsultationFacts: EventChangeFeature {
    static func follow(_ change: EventChange, _ work: Work) throws {
        for record in try ConsultationStore(work.tx).consultations(of: change.event.id) where record.state != .closed {
            guard let local = record.dueLocal, let at = record.dueAt else { continue }
            let due = TypedTime(local: local, at: at)
            let moved = due.following(change, now: work.now)
            guard moved != due else { continue }
            try ConsultationStore.setDue(record.id, (moved.local, moved.at), now: work.now, work.tx)
            try work.record(.event(change.event.id), "consultation:\(record.id)", "consultation.change")
        }
    }

    static func consequences(of change: EventChange, _ reading: any Reading) throws -> [Message] {
        guard change.days != 0 else { return [] }
        let count = try ConsultationStore(reading).consultations(of: change.event.id).count {
            $0.state != .closed && $0.dueAt != nil
        }
        guard count > 0 else { return [] }
        return [
            L(
                count, one: "The last moment of \(count) consultation moves along, if it is to come.",
                other: "The last moments of \(count) consultations move along, if they are to come.")
        ]
    }
}
