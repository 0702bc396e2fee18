import Domain
import Web

/// The address of an event's projector: whoever holds it sees what the room sees, and nothing else. No account is needed on the
/// machine beside the stage, and nothing is stored: the token is a keyed hash of the event and its projector generation, so that
/// raising the generation makes older links stop working.
enum ProjectorLink {
    static let path = PathPattern<Event.ID, String>("/events/:event/projector/:token")

    /// 26 characters of base 32 (130 bits of BLAKE2b, keyed with the installation's secret).
    static func token(event: Event.ID, generation: Int, key: [UInt8]) -> String {
        let hash = Sodium.hash("projector:\(event):\(generation)".utf8, key: key)
        return Secret.token { Array(hash.prefix($0)) }
    }

    static func accepts(_ token: String, event: Event.ID, generation: Int, key: [UInt8]) -> Bool {
        Sodium.areEqual(
            Array(token.lowercased().utf8), Array(self.token(event: event, generation: generation, key: key).utf8))
    }

    /// The path for the present generation.
    static func address(of event: EventRecord, key: [UInt8]) -> String {
        path(event.id, token(event: event.id, generation: event.projectorGeneration, key: key))
    }
}
