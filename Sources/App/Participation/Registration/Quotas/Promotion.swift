import Domain
import Storage
import Web

// This file is helper `alloc`'s: the signatures are what the operations and pages of registrations call.

/// Moving up: whoever waits and fits, in the order, once something has become free.
enum Promotion {
    /// After every change that may free something. Locks the event's row first.
    static func run(_ event: Event.ID, _ work: Work, _ tx: Transaction) throws {
        try RegistrationStore.lock(event, tx)
    }
}

/// Whether there is room.
enum Seating {
    /// The quotas that have no room for a registration, as people read them; empty if it fits.
    /// - Parameter leaving: whose seat counts as free: who is replaced, or the registration itself before a change of mode.
    static func full(
        for record: RegistrationRecord, leaving: Registration.ID? = nil, in event: Event.ID, _ rule: RegistrationRule,
        now: Int64, _ reading: any Reading
    ) throws -> [Message] { [] }

    /// Why somebody waits.
    struct Waiting: Sendable {
        /// From 1; a person is told it where the rule says so (E12).
        let place: Int?
        /// What is full: "security 3 of 3".
        let full: [Message]
    }

    /// Of everybody who waits in an event.
    static func waiting(in event: Event.ID, _ rule: RegistrationRule, now: Int64, _ reading: any Reading) throws
        -> [Registration.ID: Waiting]
    { [:] }
}
