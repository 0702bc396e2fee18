import Domain
import Storage
import Web

/// Nominations that an organiser enters for somebody who sent them by mail or on paper. Focal points nominate in their own room, by the same
/// functions of ``RegistrationDesk``.
enum NominationOperations {
    /// Adds and submits in one step.
    /// - Parameter key: what a device calls the sending: the same again is answered with the first result.
    static func enter(
        _ visit: Visit, _ event: Event.ID, _ behalf: Behalf, _ fields: NominationFields, key: String? = nil
    ) async throws -> Nomination.ID {
        try await change(visit, event) { desk in
            let id = try desk.nominate(behalf, fields, by: .organiser, key: key)
            try desk.submit(id, by: .organiser)
            return id
        }
    }

    @discardableResult
    static func correct(
        _ visit: Visit, _ event: Event.ID, _ id: Nomination.ID, _ fields: NominationFields
    ) async throws -> Nomination.ID {
        try await change(visit, event) { try $0.change(id, fields, by: .organiser) }
    }

    static func replace(
        _ visit: Visit, _ event: Event.ID, _ id: Nomination.ID, _ fields: NominationFields, waitsIfFull: Bool
    ) async throws -> Nomination.ID {
        try await change(visit, event) {
            try $0.replace(id, with: fields, waitsIfFull: waitsIfFull, by: .organiser)
        }
    }

    static func withdraw(_ visit: Visit, _ event: Event.ID, _ id: Nomination.ID) async throws {
        try await change(visit, event) { try $0.withdraw(id, by: .organiser) }
    }

    static func rank(_ visit: Visit, _ event: Event.ID, _ behalf: Behalf, _ order: [Nomination.ID]) async throws {
        try await change(visit, event) { try $0.rank(behalf, order, by: .organiser) }
    }

    private static func change<Value: Sendable>(
        _ visit: Visit, _ event: Event.ID, _ body: @escaping @Sendable (RegistrationDesk) throws -> Value
    ) async throws -> Value {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            return try body(RegistrationDesk(event, Work(tx, visit)))
        }
    }
}
