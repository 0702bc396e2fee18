import Domain
import Storage
import Web

/// Asking for experts: a request, a list of candidates, and each of them asked through the focal point of their country, or directly, as
/// they chose. Who organises the programme makes requests, and who speaks for one of its members: as long as they do.
enum ExpertRequestOperations {
    static let mostCandidates = 50

    // MARK: Who may

    /// As what somebody makes requests: under a mandate, or as an organiser.
    struct Standing: Sendable { let mandate: Mandate.ID? }

    /// - Returns: nothing for who may not make requests in a programme.
    static func standing(_ visitor: Visitor, _ programme: Programme.ID, _ roster: NetworkRoster) -> Standing? {
        let voice = MemberVoice(visitor, programme, roster)
        if voice.organises { return Standing(mandate: nil) }
        return voice.mandates.values.map(\.id).min().map { Standing(mandate: $0) }
    }

    /// Whoever made it reads it as long as they are of the programme; its organisers read all.
    static func reads(_ request: ExpertRequestRecord, _ visitor: Visitor, _ roster: NetworkRoster) -> Bool {
        roster.organises.contains(request.programme)
            || request.createdBy != nil && request.createdBy == visitor.journalName && roster.isOf(request.programme)
    }

    /// - Throws: ``Refusal/notFound`` where the visitor does not read it.
    static func run(_ visit: Visit, _ id: ExpertRequest.ID, _ reading: any Reading) throws -> ExpertRequestRecord {
        let request = try ExpertRequestStore(reading).request(id)
        let roster = try NetworkRoster.read(visit.visitor, reading, now: visit.now)
        guard reads(request, visit.visitor, roster) else { throw Refusal.notFound }
        return request
    }

    /// Whoever asks in the programme's name stands in it today.
    private static func runActing(_ visit: Visit, _ id: ExpertRequest.ID, _ tx: Transaction) throws
        -> ExpertRequestRecord
    {
        let visit = try visit.renewed(tx)
        let request = try run(visit, id, tx)
        let roster = try NetworkRoster.read(visit.visitor, tx, now: visit.now)
        guard standing(visit.visitor, request.programme, roster) != nil else {
            let isSuspended = visit.visitor.mandates.contains { !$0.mayAct && $0.holds(in: request.programme) }
            throw isSuspended ? Refusal.mandateNotActing : Refusal.needsMandate
        }
        return request
    }

    private static func runOpen(_ visit: Visit, _ id: ExpertRequest.ID, _ tx: Transaction) throws -> ExpertRequestRecord
    {
        let request = try runActing(visit, id, tx)
        guard request.state != .closed else { throw Refusal.requestClosed }
        return request
    }

    // MARK: The request

    static func create(_ visit: Visit, in programme: Programme.ID?, _ fields: ExpertRequestFields) async throws
        -> ExpertRequest.ID
    {
        let fields = fields.cleaned
        return try await visit.database.write { tx in
            guard let programme else { throw Refusal.invalid(["programme": L("Choose one of your programmes.")]) }
            try Policy.require(.seeProgramme, in: programme, visitor: visit.visitor, tx)
            let visitor = try visit.visitor.renewed(tx)
            let roster = try NetworkRoster.read(visitor, tx, now: visit.now)
            guard let own = standing(visitor, programme, roster) else { throw Refusal.forbidden }
            return try createIn(Work(tx, visit), in: programme, fields, mandate: own.mandate)
        }
    }

    /// Without the permission: for the demo too.
    @discardableResult
    static func createIn(
        _ work: Work, in programme: Programme.ID, _ fields: Cleaned<ExpertRequestFields>, mandate: Mandate.ID? = nil
    ) throws -> ExpertRequest.ID {
        let tree = try AreaTree(work.tx)
        let fields = try fields.checked { fields, check in
            if !fields.area.isEmpty {
                if let area = tree.area(told: fields.area) {
                    fields.area = area.id.description
                } else {
                    check.fail("area", L("Choose one from the list."))
                }
            }
            if !fields.language.isEmpty {
                if let code = Languages.code(fields.language) {
                    fields.language = code
                } else {
                    check.fail("language", L("Write languages as names or codes, such as English or en."))
                }
            }
            if !fields.sector.isEmpty, try DirectoryNames(work.tx).sector(fields.sector) == nil {
                check.fail("sector", L("Choose one from the list."))
            }
            if !fields.endsOn.isEmpty, fields.endsOn < fields.startsOn {
                check.fail("ends-on", L("The end is before the start."))
            }
            if fields.startsOn.isEmpty, !fields.endsOn.isEmpty { check.fail("starts-on", L("Enter a date.")) }
        }
        let id = work.environment.id(ExpertRequest.ID.self)
        try ExpertRequestStore(work.tx).insert(
            id, fields, in: programme, mandate: mandate, by: work.actor, now: work.now, work.tx)
        try work.record(.programme(programme), "expert-request:\(id)", "expert-request.creation")
        return id
    }

    static func close(_ visit: Visit, _ id: ExpertRequest.ID) async throws {
        try await visit.database.write { tx in
            let request = try runActing(visit, id, tx)
            guard request.state != .closed else { return }
            try ExpertRequestStore(tx).set(.closed, of: id, now: visit.now, tx)
            try Work(tx, visit).record(.programme(request.programme), "expert-request:\(id)", "expert-request.closure")
        }
    }

    // MARK: The list

    /// Puts somebody on the list whom the visitor sees, and who agreed to be found.
    @discardableResult
    static func suggest(_ visit: Visit, _ id: ExpertRequest.ID, _ person: Person.ID, why: String = "") async throws
        -> ExpertCandidate.ID
    {
        let words = Cleaned(why) { why, check in why = check.line("why", why, limit: 500) }
        return try await visit.database.write { tx in
            let request = try runOpen(visit, id, tx)
            _ = try available(person, visit, tx)
            let why = try words.checked()
            let store = ExpertRequestStore(tx)
            guard try store.candidates(of: id).count < mostCandidates else {
                throw Refusal.invalid([
                    "person": L("There are \(mostCandidates) people on the list, as many as there may be.")
                ])
            }
            let candidate = visit.environment.id(ExpertCandidate.ID.self)
            guard try store.insert(candidate, person, on: id, country: nil, why: why, now: visit.now, tx) else {
                throw Refusal.invalid(["person": L("This person is on the list already.")])
            }
            try Work(tx, visit).record(
                .programme(request.programme), "expert-request:\(id)", "expert-request.candidate",
                ["person": .text(person.description)])
            return candidate
        }
    }

    /// Takes somebody off the list who was not asked yet.
    static func remove(_ visit: Visit, _ id: ExpertRequest.ID, _ candidate: ExpertCandidate.ID) async throws {
        try await visit.database.write { tx in
            _ = try runOpen(visit, id, tx)
            let store = ExpertRequestStore(tx)
            let stored = try store.candidate(candidate)
            guard stored.request == id else { throw Refusal.notFound }
            guard stored.state == .suggested else { throw Refusal.alreadyAsked }
            try store.remove(candidate, tx)
        }
    }

    /// - Throws: ``Refusal/notAvailable`` for who may no longer be found.
    private static func available(_ person: Person.ID, _ visit: Visit, _ reading: any Reading) throws -> (
        person: PersonRecord, profile: ProfileRecord
    ) {
        let people = try PersonStore(reading).people([person])
        let sights = try SightStore(reading, visit).sights(of: people)
        let profiles = try AskablePeople.profiles(of: people, reading)
        guard let found = people.first, sights[person]?.hasProfile ?? false, let profile = profiles[person] else {
            throw Refusal.notAvailable
        }
        return (found, profile)
    }

    // MARK: Asking and answering

    static func ask(_ visit: Visit, _ id: ExpertRequest.ID, _ candidate: ExpertCandidate.ID) async throws {
        try await visit.database.write { tx in
            let request = try runOpen(visit, id, tx)
            let store = ExpertRequestStore(tx)
            let stored = try store.candidate(candidate)
            guard stored.request == id else { throw Refusal.notFound }
            guard stored.state == .suggested else { throw Refusal.alreadyAsked }
            guard let person = stored.person else { throw Refusal.notAvailable }
            let (found, profile) = try available(person, visit, tx)
            let country = profile.contact == .focalPoint ? found.fields.country : nil
            guard country != nil || profile.contact == .direct else { throw Refusal.noCountryToAskThrough }
            let work = Work(tx, visit)
            let mails = ExpertMails(work, visit.settings)
            if let country {
                let focalPoints = try ExpertMails.focalPoints(of: country, in: request.programme, now: visit.now, tx)
                guard !focalPoints.isEmpty else { throw Refusal.noFocalPointToAsk }
                try mails.ask(focalPoints, for: country, candidate)
            } else {
                try mails.ask(person, candidate)
            }
            try store.ask(candidate, country: country, passes: country == nil, now: visit.now, tx)
            try work.record(
                .programme(request.programme), "expert-request:\(id)", "expert-request.asking",
                ["person": .text(person.description), "country": .text(country ?? "")])
        }
    }

    enum Answer: String, CaseIterable, Sendable, Codable { case pass, agree, decline }

    /// By the focal point of the country, and by the person.
    static func answer(_ visit: Visit, _ id: ExpertCandidate.ID, _ answer: Answer?, note: String) async throws {
        let words = Cleaned(note) { note, check in note = check.lines("note", note, limit: 500) }
        try await visit.database.write { tx in
            let store = ExpertRequestStore(tx)
            let candidate = try store.candidate(id)
            let request = try store.request(candidate.request)
            let (isOwn, mandate) = try answering(visit.renewed(tx), candidate, request, tx)
            guard let answer, answer != .pass || !isOwn else {
                throw Refusal.invalid(["answer": L("Choose one from the list.")])
            }
            guard request.state != .closed else { throw Refusal.requestClosed }
            // What was asked through somebody who takes back that they may be found is over.
            if !isOwn {
                let people = try PersonStore(tx).people([candidate.person].compactMap { $0 })
                guard try !AskablePeople.profiles(of: people, tx).isEmpty else { throw Refusal.notAvailable }
            }
            // Who agreed may still decline; nothing else is said twice.
            guard candidate.state == .asked || candidate.state == .agreed && answer == .decline,
                answer != .pass || candidate.isAtFocalPoint
            else { throw Refusal.alreadyAnswered }
            let note = try words.checked()
            let work = Work(tx, visit)
            if answer == .pass {
                try store.pass(id, note: note, mandate: mandate, now: visit.now, tx)
                if let person = candidate.person { try ExpertMails(work, visit.settings).ask(person, id) }
            } else {
                try store.answer(
                    id, answer == .agree ? .agreed : .declined, note: note, mandate: mandate,
                    by: visit.visitor.journalName, now: visit.now, tx)
                try fill(request, store, work)
            }
            var facts: [String: JSONValue] = ["candidate": .text(id.description), "answer": .text(answer.rawValue)]
            if let mandate { facts["mandate"] = .text(mandate.description) }
            try work.record(
                .programme(request.programme), "expert-request:\(request.id)", "expert-request.answer", facts)
        }
    }

    /// Filled as soon as enough have agreed, open again where one declines.
    private static func fill(_ request: ExpertRequestRecord, _ store: ExpertRequestStore, _ work: Work) throws {
        let agreed = try store.candidates(of: request.id).count { $0.state == .agreed }
        let state: ExpertRequestRecord.State = agreed >= request.wanted ? .filled : .open
        if state != request.state { try store.set(state, of: request.id, now: work.now, work.tx) }
    }

    /// As whom the visitor answers. - Throws: ``Refusal/notFound`` for who is not asked.
    private static func answering(
        _ visit: Visit, _ candidate: ExpertCandidateRecord, _ request: ExpertRequestRecord, _ reading: any Reading
    ) throws -> (isOwn: Bool, mandate: Mandate.ID?) {
        if candidate.passedAt != nil, candidate.person != nil,
            try ProfileOperations.own(visit.visitor, reading) == candidate.person
        {
            return (true, nil)
        }
        guard candidate.state != .suggested, let country = candidate.country,
            let mandate = visit.visitor.mandate(for: country, in: request.programme)
        else { throw Refusal.notFound }
        guard mandate.mayAct else { throw Refusal.noAnswerWhileSuspended }
        return (false, mandate.id)
    }
}
