import Domain
import Storage
import Web

/// What somebody does about their own registration: with their account, or with the link that they were sent.
enum MyEventOperations {
    enum Key: Sendable {
        case account(Registration.ID)
        /// The link's token.
        case link(String)
    }

    /// - Throws: ``Refusal/notFound``, for a link ``Refusal/linkEnded``.
    static func registration(_ key: Key, _ visitor: Visitor, _ reading: any Reading) throws -> RegistrationRecord {
        switch key {
        case .link(let token):
            guard let own = try RegistrationStore(reading).registration(token: Secret.digest(token)) else {
                throw Refusal.linkEnded
            }
            return own
        case .account(let id):
            guard let own = try registrations(of: visitor, reading).first(where: { $0.id == id }) else {
                throw Refusal.notFound
            }
            return own
        }
    }

    /// Counts a link that leads nowhere as a guess, before anything is done with it.
    static func count(_ visit: Visit, _ key: Key) async throws {
        guard case .link = key else { return }
        try await visit.triedLink { try await visit.read { _ = try registration(key, visit.visitor, $0) } }
    }

    /// Of the account, and of the person that it is.
    static func registrations(of visitor: Visitor, _ reading: any Reading) throws -> [RegistrationRecord] {
        guard let account = visitor.account else { throw Refusal.signInNeeded }
        let person = try AccountStore(reading).account(account.id).person
        return try RegistrationStore(reading).registrations(of: account.id, person: person)
    }

    @discardableResult
    static func confirm(_ visit: Visit, _ key: Key) async throws -> RegistrationRecord {
        try await act(visit, key) { desk, record in try desk.confirm(record) }
    }

    /// Takes the seat that was offered. Pressed twice, it stays taken.
    static func accept(_ visit: Visit, _ key: Key) async throws {
        try await act(visit, key) { desk, record in try desk.acceptOffer(record, by: .own) }
    }

    /// Does not come, also instead of a seat that was offered.
    static func withdraw(_ visit: Visit, _ key: Key) async throws {
        try await act(visit, key) { desk, record in
            try record.isOffered
                ? desk.declineOffer(record, by: .own) : desk.withdraw(record, reason: "", by: .own)
        }
    }

    /// - Returns: whether there was no room, so that the person waits for it.
    static func changeMode(_ visit: Visit, _ key: Key, to mode: AttendanceMode) async throws -> Bool {
        try await act(visit, key) { desk, record in try !desk.changeMode(record, to: mode, by: .own).isEmpty }
    }

    /// What the organiser asks of the person.
    static func answer(_ visit: Visit, _ key: Key, _ given: GivenAnswers) async throws {
        try await act(visit, key) { desk, record in try desk.answer(record, given) }
    }

    /// Whether the organiser asks what the person has not answered.
    static func hasQuestions(_ visit: Visit, _ key: Key) async throws -> Bool {
        try await visit.read { reading in
            let own = try registration(key, visit.visitor, reading)
            let store = RegistrationQuestionStore(reading)
            return try !store.questionnaire(of: own.event).questions.isEmpty && store.answers(of: own.id).isEmpty
        }
    }

    @discardableResult
    private static func act<Value: Sendable>(
        _ visit: Visit, _ key: Key, _ body: @escaping @Sendable (RegistrationDesk, RegistrationRecord) throws -> Value
    ) async throws -> Value {
        try await count(visit, key)
        return try await visit.database.write { tx in
            let own = try registration(key, visit.visitor, tx)
            // Who comes by the link is not who is signed in with this browser.
            let actor: String? = if case .link = key { nil } else { visit.visitor.journalName }
            let desk = try RegistrationDesk(own.event, Work(tx, visit.environment, actor: actor))
            return try body(desk, try desk.registration(own.id))
        }
    }
}
