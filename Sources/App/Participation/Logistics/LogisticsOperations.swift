import Domain
import Storage
import Web

/// Journeys and letters: told by whose they are, or by an organiser for them.
enum JourneyOperations {
    static func tell(_ visit: Visit, _ own: OwnJourney, _ fields: JourneyFields) async throws {
        let cleaned = fields.cleanedJourney
        try await visit.own(own) {
            try await visit.database.write { tx in
                let traveller = try own.traveller(visit, tx)
                try storeIn(own.work(visit, traveller, tx), traveller, cleaned)
            }
        }
    }

    /// An organiser enters it for them.
    static func enter(_ visit: Visit, _ event: Event.ID, _ id: Registration.ID, _ fields: JourneyFields) async throws {
        let cleaned = fields.cleanedJourney
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            try storeIn(Work(tx, visit), try TravellerStore(tx).traveller(event, id), cleaned)
        }
    }

    static func storeIn(_ work: Work, _ traveller: Traveller, _ cleaned: Cleaned<JourneyFields>) throws {
        guard traveller.isSeated else { throw Refusal.noSeatYet }
        let told = try cleaned.checked()
        let known = try JourneyStore(work.tx).journey(traveller.id)
        guard known?.fields != told || known?.movedAt != nil else { return }
        try JourneyStore.store(traveller, told, now: work.now, work.tx)
        try work.record(.event(traveller.event), "registration:\(traveller.id)", "journey.change")
    }

    // MARK: Letters for a visa

    /// - Parameter letter: nothing takes the wish back, and what was copied from the passport goes.
    static func askLetter(_ visit: Visit, _ own: OwnJourney, _ letter: LetterFields?) async throws {
        let cleaned = letter?.cleaned
        try await visit.own(own) {
            try await visit.database.write { tx in
                let traveller = try own.traveller(visit, tx)
                let work = own.work(visit, traveller, tx)
                // Whoever has no seat any more may still take back what they told.
                guard traveller.isSeated || cleaned == nil else { throw Refusal.noSeatYet }
                let checked = try cleaned?.checked { fields, check in
                    check.born(on: fields.bornOn, now: work.now, at: "born-on")
                }
                guard let told = checked else {
                    try JourneyStore.endLetter(traveller.id, isIssued: false, now: work.now, tx)
                    return try work.record(
                        .event(traveller.event), "registration:\(traveller.id)", "journey.letter-withdrawal")
                }
                if try JourneyStore(tx).journey(traveller.id) == nil {
                    try JourneyStore.store(traveller, JourneyFields(), now: work.now, tx)
                }
                try JourneyStore.ask(traveller, told, now: work.now, tx)
                try work.record(.event(traveller.event), "registration:\(traveller.id)", "journey.letter-request")
            }
        }
    }

    /// The letter was handed over: what was copied from the passport goes.
    static func issueLetter(_ visit: Visit, _ event: Event.ID, _ id: Registration.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let traveller = try TravellerStore(tx).traveller(event, id)
            guard try JourneyStore(tx).letter(id) != nil else { throw Refusal.noLetterAsked }
            try JourneyStore.endLetter(traveller.id, isIssued: true, now: visit.now, tx)
            try Work(tx, visit).record(.event(event), "registration:\(id)", "journey.letter-issue")
        }
    }
}

extension OwnJourney {
    /// Who acts is the account where there is one, else nobody who is named.
    func work(_ visit: Visit, _ traveller: Traveller, _ tx: Transaction) -> Work {
        switch self {
        case .account: Work(tx, visit)
        case .link: Work(tx, visit.environment, actor: traveller.participant.map { "participant:\($0)" })
        }
    }
}

/// Needs: told by whose they are; organisers see how many, and with a logged reason, who.
enum NeedOperations {
    /// - Parameter needs: with their words where words belong to them.
    static func tell(_ visit: Visit, _ own: OwnJourney, _ needs: [NeedCode: String]) async throws {
        var check = FieldCheck()
        var clean: [NeedCode: String] = [:]
        for (code, text) in needs {
            let name = "text-\(code.rawValue)"
            clean[code] =
                code.hasText ? check.line(name, text, limit: NeedCode.textLimit, isRequired: code == .other) : ""
        }
        let errors = check
        let told = clean
        try await visit.own(own) {
            try await visit.database.write { tx in
                let traveller = try own.traveller(visit, tx)
                guard traveller.isSeated || told.isEmpty else { throw Refusal.noSeatYet }
                try errors.finish()
                try tellIn(own.work(visit, traveller, tx), traveller, told)
            }
        }
    }

    static func tellIn(_ work: Work, _ traveller: Traveller, _ told: [NeedCode: String]) throws {
        let rows = told.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            (id: work.environment.id(Identifier<NeedRecord>.self).description, code: $0.key, text: $0.value)
        }
        try NeedStore.store(traveller, rows, now: work.now, work.tx)
        // Not what: the journal is never erased.
        try work.record(.event(traveller.event), "registration:\(traveller.id)", "need.change")
    }

    struct Seen: Sendable {
        let needs: [NeedRecord]
        let travellers: [Registration.ID: Traveller]
    }

    /// Who needs what, with the reason for reading it.
    static func read(_ visit: Visit, _ event: Event.ID, reason: String) async throws -> Seen {
        var check = FieldCheck()
        let words = check.line("reason", reason, limit: 200, isRequired: true)
        let checked = check
        return try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            try checked.finish()
            let work = Work(tx, visit)
            try NeedStore.note(
                work.environment.id(Identifier<NeedRecord>.self).description, event, reader: work.actor, reason: words,
                now: work.now, tx)
            try work.record(.event(event), "event:\(event)", "need.reading")
            let people = try TravellerStore(tx).all(of: event)
            return Seen(
                needs: try NeedStore(tx).needs(of: event),
                travellers: Dictionary(people.map { ($0.id, $0) }) { first, _ in first })
        }
    }

    // MARK: What goes on its day

    /// At the start of a server, and then once a minute: what came back with an old copy goes again, and what was told by people who come
    /// no more.
    static func watch(_ services: Services) async {
        await services.again(every: .seconds(60), failing: "Needs could not be erased") {
            try await forgetDue(services)
        }
    }

    static func forgetDue(_ services: Services) async throws {
        let today = CalendarDate.today(services.environment.now())
        let due = try await services.database.read { reading in
            let store = JourneyStore(reading)
            return (try NeedStore(reading).due(on: today), try store.hasLetters(before: today) || store.hasNamed())
        }
        let left = try await services.database.read { try NeedStore($0).ofWhoLeft() }
        guard !due.0.isEmpty || due.1 || !left.isEmpty else { return }
        try await services.database.write { tx in
            let work = Work(tx, services.environment)
            for event in due.0 {
                let count = try NeedStore.forget(event, tx)
                try work.record(.event(event), "event:\(event)", "need.erasure", ["count": .whole(count)])
            }
            for (id, event) in left {
                try NeedStore.forget(id, tx)
                try work.record(.event(event), "registration:\(id)", "need.erasure")
            }
            _ = try JourneyStore.forget(before: today, tx)
            _ = try JourneyStore.forgetNamed(tx)
        }
    }
}
