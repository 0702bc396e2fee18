import Domain
import Storage
import Web

/// What a focal point or an alternate does for a country, and who speaks for a city, an organisation or a working group for theirs: every act
/// names the mandate under which it is done.
enum FocalOperations {
    /// Adds somebody to the list, and sends it unless it stays a draft.
    /// - Parameter key: what a device calls the sending: the same again is answered with the first result.
    static func nominate(
        _ visit: Visit, _ behalf: Behalf, _ event: Event.ID, _ fields: NominationFields, staysDraft: Bool,
        key: String? = nil
    ) async throws -> Nomination.ID {
        try await act(visit, behalf, event) { desk, right in
            let id = try desk.nominate(behalf, fields, by: right, key: key)
            if !staysDraft { try desk.submit(id, by: right) }
            return id
        }
    }

    static func submit(_ visit: Visit, _ behalf: Behalf, _ event: Event.ID, _ id: Nomination.ID) async throws {
        try await act(visit, behalf, event) { desk, right in
            try own(id, behalf, desk)
            try desk.submit(id, by: right)
        }
    }

    /// - Returns: the nomination of who comes: another one where it is somebody else.
    static func change(
        _ visit: Visit, _ behalf: Behalf, _ event: Event.ID, _ id: Nomination.ID, _ fields: NominationFields
    ) async throws -> Nomination.ID {
        try await act(visit, behalf, event) { desk, right in
            try own(id, behalf, desk)
            return try desk.change(id, fields, by: right)
        }
    }

    @discardableResult
    static func replace(
        _ visit: Visit, _ behalf: Behalf, _ event: Event.ID, _ id: Nomination.ID, _ fields: NominationFields,
        waitsIfFull: Bool
    ) async throws -> Nomination.ID {
        try await act(visit, behalf, event) { desk, right in
            try own(id, behalf, desk)
            return try desk.replace(id, with: fields, waitsIfFull: waitsIfFull, by: right)
        }
    }

    static func withdraw(_ visit: Visit, _ behalf: Behalf, _ event: Event.ID, _ id: Nomination.ID) async throws {
        try await act(visit, behalf, event) { desk, right in
            try own(id, behalf, desk)
            try desk.withdraw(id, by: right)
        }
    }

    /// - Parameter steps: down the list; up where it is negative.
    static func move(_ visit: Visit, _ behalf: Behalf, _ event: Event.ID, _ id: Nomination.ID, by steps: Int)
        async throws
    {
        try await act(visit, behalf, event) { desk, right in
            try own(id, behalf, desk)
            var order = try NominationStore(desk.tx).open(in: event, behalf: behalf).map(\.id)
            guard let index = order.firstIndex(of: id) else { throw Refusal.notFound }
            order.remove(at: index)
            order.insert(id, at: min(max(index + steps, 0), order.count))
            try desk.rank(behalf, order, by: right)
        }
    }

    /// - Parameter order: the first first; what is left out keeps its order, at the end.
    static func rank(_ visit: Visit, _ behalf: Behalf, _ event: Event.ID, _ order: [Nomination.ID]) async throws {
        try await act(visit, behalf, event) { desk, right in
            try desk.rank(behalf, order, by: right)
        }
    }

    /// A table of nominations; rows of another country are left out.
    static func take(_ visit: Visit, _ behalf: Behalf, _ event: Event.ID, _ upload: TableUpload) async throws
        -> NominationCounts
    {
        let language = Language.current
        let offered = try await visit.read { reading in
            _ = try CountryCall(behalf, event, visit.visitor, now: visit.now, isBrief: true, reading)
            return try NominationFiles.options(reading)
        }
        let file = try await NominationFiles.read(visit, upload, offered)
        return try await NominationTaking.whole(
            NominationTaking(file, behalf: behalf, isTrial: upload.isTrial)
        ) { taking in
            try await act(visit, behalf, event) { desk, right in
                try Language.$current.withValue(language) { try taking.next(desk, by: right) }
            }
        }
    }

    /// They come, or do not: both can be changed while registration is open.
    static func answer(
        _ visit: Visit, _ behalf: Behalf, _ event: Event.ID, _ state: InvitationRecord.State, _ words: String
    ) async throws {
        let words = Cleaned(words) { $0 = $1.line("answer", $0, limit: 500) }
        try await act(visit, behalf, event) { desk, right in
            let asked = try InvitationStore(desk.tx).invitation(to: behalf, in: event)
            guard let asked, asked.sentAt != nil else { throw Refusal.notInvited }
            try desk.answer(asked, state, try words.checked(), by: right)
        }
    }

    private static func own(_ id: Nomination.ID, _ behalf: Behalf, _ desk: RegistrationDesk) throws {
        guard try desk.nomination(id).behalf == behalf else { throw Refusal.notFound }
    }

    private static func act<Value: Sendable>(
        _ visit: Visit, _ behalf: Behalf, _ event: Event.ID,
        _ body: @escaping @Sendable (RegistrationDesk, RegistrationRight) throws -> Value
    ) async throws -> Value {
        try await visit.database.write { tx in
            let programme = try EventStore(tx).event(event).programme
            let visitor = try visit.visitor.renewed(tx)
            guard let mandate = visitor.mandate(for: behalf, in: programme) else { throw Refusal.notFound }
            guard mandate.mayAct else { throw Refusal.mandateSuspended }
            return try body(RegistrationDesk(event, Work(tx, visit)), .mandate(mandate.id))
        }
    }
}
