import Domain
import Storage
import Web

/// Coming by oneself, where the rule says so: at `/e/CODE/registration`, for everybody where the event is CLEAR, else for accounts that have
/// a part in its programme.
enum OwnRegistration {
    /// What somebody who looks may know: the event, its rule, and whether they may register.
    /// - Throws: ``Refusal/notFound`` where it is not theirs to know: neither the form nor the list of who comes is for them.
    static func look(_ visit: Visit, code: String, _ reading: any Reading) throws -> (
        event: EventRecord, rule: RegistrationRule, isOpen: Bool
    ) {
        guard let event = try EventStore(reading).event(code: code),
            let rule = try RegistrationStore(reading).rule(of: event.id)
        else { throw Refusal.notFound }
        let isKnown =
            try event.marking == "CLEAR" || !Policy.roles(of: visit.visitor, in: event.programme, reading).isEmpty
        let isOpen = isKnown && rule.channels.contains(.open)
        guard try isOpen || RegistrationPublicList(visit, event, rule, reading) != nil else { throw Refusal.notFound }
        return (event, rule, isOpen)
    }

    /// The same, for who registers.
    static func open(_ visit: Visit, code: String, _ reading: any Reading) throws -> (EventRecord, RegistrationRule) {
        let (event, rule, isOpen) = try look(visit, code: code, reading)
        guard isOpen else { throw Refusal.notFound }
        return (event, rule)
    }

    /// The registration of whoever is signed in.
    static func own(_ visit: Visit, in event: Event.ID, _ reading: any Reading) throws -> RegistrationRecord? {
        guard let account = visit.visitor.account else { return nil }
        let person = try SightStore.roster(of: visit.visitor, reading).person
        return try RegistrationStore(reading).registrations(of: person, account.id, email: nil, in: event).first
    }

    /// Registers. Who has an account is known by it; of everybody else the address is asked first whether it is theirs, and nobody learns
    /// here who is registered.
    static func register(
        _ visit: Visit, code: String, _ fields: RegistrationFields, _ answers: GivenAnswers
    ) async throws {
        try visit.services.limits.join.check(visit.inbound.address, now: visit.now)
        let account = visit.visitor.account
        var fields = fields
        if let account { fields.email = account.email }
        fields.role = .participant
        fields.language = account?.language ?? visit.language
        let cleaned = fields.cleaned
        let isNamed = fields.email?.isEmpty == false
        try await visit.database.write { tx in
            let (event, _) = try open(visit, code: code, tx)
            let desk = try RegistrationDesk(event.id, Work(tx, visit))
            guard isNamed else { throw Refusal.invalid(["email": L("This field is required.")]) }
            var coming = RegistrationDesk.Coming(channel: .open, account: account?.id)
            if account != nil { coming.person = try SightStore.roster(of: visit.visitor, tx).person }
            do {
                // Before anything is written: also who is registered already is told what is missing.
                _ = try answers.checked(RegistrationQuestionStore(tx).questionnaire(of: event.id))
                try desk.answer(try desk.register(cleaned, coming, by: .own), answers)
            } catch let refusal as Refusal where refusal.code == "already-registered" && account == nil {
                // The same answer as to everybody: the link that this address has goes on working.
                return
            }
        }
    }

    /// The person withdraws, or asks for it.
    static func withdraw(_ visit: Visit, code: String) async throws {
        try await visit.database.write { tx in
            let (event, _) = try open(visit, code: code, tx)
            let desk = try RegistrationDesk(event.id, Work(tx, visit))
            guard let record = try own(visit, in: event.id, tx) else { throw Refusal.notFound }
            try desk.withdraw(record, reason: "", by: .own)
        }
    }
}

/// What somebody may look at before they register: told by the rooms that have it.
protocol OwnRegistrationLinkFeature: Feature {
    /// Of an event whose registration is open to whoever looks.
    static func links(of event: EventRecord, _ reading: any Reading) throws -> [(label: Message, path: String)]
}

/// Who may see who comes: as the rule says, those who agreed, never an e-mail.
struct RegistrationPublicList {
    struct Line: Sendable {
        let name: String
        let organisation: String
        let country: String?
    }

    let lines: [Line]

    /// - Returns: nothing where the list is not for whoever looks.
    init?(_ visit: Visit, _ event: EventRecord, _ rule: RegistrationRule, _ reading: any Reading) throws {
        let membership = try visit.membership(in: event.id, reading)
        let isShown =
            switch rule.listShownTo {
            case .nobody: membership.allows(.organise)
            case .organisers: membership.allows(.facilitate)
            case .participants: membership.allows(.attend)
            case .public: event.marking == "CLEAR" || membership.allows(.attend)
            }
        guard isShown else { return nil }
        let people = try RegistrationStore(reading).active(in: event.id).filter {
            $0.state == .complete && $0.listConsent
        }
        lines = Folded.ordered(people) { "\($0.familyName) \($0.givenName)" }.map {
            Line(name: $0.name, organisation: $0.organisation, country: $0.country)
        }
    }
}
