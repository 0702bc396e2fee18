import Domain
import Storage
import Web

/// Cases: past events and exercises that aspects rest on, in the library of a programme.
enum CaseOperations {
    /// A new case of the library, by an organiser of the programme.
    static let mostOfProgramme = 5_000

    /// - Parameter areas: of which it is: codes, ids or names.
    static func create(
        _ visit: Visit, in programme: Programme.ID, _ fields: CaseFields, areas: [String] = [], key: String? = nil
    ) async throws -> CaseRecord {
        let cleaned = cleaned(fields, visit.now)
        return try await visit.database.write { tx in
            try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, tx)
            let work = Work(tx, visit)
            try SendingStore.note(key, "case:\(programme)", fields.words, work)
            return try createIn(work, programme, event: nil, cleaned, areas, key: key)
        }
    }

    /// A new case from a table: by who writes in the event.
    /// - Parameter citing: rests on it from now on.
    static func create(
        _ visit: Visit, from event: Event.ID, _ fields: CaseFields, areas: [String] = [],
        for citing: CitingReference? = nil, key: String? = nil
    ) async throws -> CaseRecord {
        let cleaned = cleaned(fields, visit.now)
        return try await visit.database.write { tx in
            try requireWriter(visit, event, tx)
            let programme = try EventOperations.meeting(event, tx).programme
            let work = Work(tx, visit)
            try SendingStore.note(key, "case:\(programme)", fields.words, work)
            let record = try createIn(work, programme, event: event, cleaned, areas, key: key)
            if let citing { try citing.feature.cite(visit, event, citing.id, record.id, tx) }
            return record
        }
    }

    /// The same without asking who writes. A key that is known is answered with the first result.
    static func createIn(
        _ work: Work, _ programme: Programme.ID, event: Event.ID?, _ fields: CaseFields, key: String? = nil
    ) throws -> CaseRecord {
        try createIn(work, programme, event: event, cleaned(fields, work.now), [], key: key)
    }

    static func createIn(
        _ work: Work, _ programme: Programme.ID, event: Event.ID?, _ fields: Cleaned<CaseFields>, _ areas: [String],
        key: String?
    ) throws -> CaseRecord {
        let key = SendingKey.of(key, by: work.actor)
        if let key, let first = try CaseStore(work.tx).sent(programme, key: key) { return first }
        let fields = try fields.checked(countries: PersonStore(work.tx).countryCodes())
        let known = try AreaList.known(areas, work.tx)
        guard try CaseStore(work.tx).count(in: programme) < mostOfProgramme else {
            throw Refusal.tooMany(L("The library has \(mostOfProgramme) cases, the maximum."))
        }
        let id: Case.ID = work.environment.id()
        let origin = CaseStore.Origin(programme: programme, event: event, actor: work.actor, key: key)
        try CaseStore.insert(id, fields, from: origin, now: work.now, work.tx)
        if !known.isEmpty { try AreaTags(work.tx).set(known, on: .past, id: id, work.tx) }
        try work.record(.programme(programme), "case:\(id)", "case.creation", ["event": JSONValue(event?.description)])
        return try CaseStore(work.tx).record(id)
    }

    /// - Parameters:
    ///   - areas: of which it is from now on; nothing where they stay.
    ///   - way: where the visitor stands: the programme's library, or an event.
    static func change(
        _ visit: Visit, _ id: Case.ID, _ fields: CaseFields, areas: [String]? = nil, through way: Way
    ) async throws -> CaseRecord {
        let cleaned = cleaned(fields, visit.now)
        return try await visit.database.write { tx in
            let stored = try editable(id, visit, way, tx)
            try requireOwnPage(stored, way, tx)
            let work = Work(tx, visit)
            let fields = try cleaned.checked(countries: PersonStore(tx).countryCodes())
            // Whose it is stands on a practice alone.
            guard stored.owner == nil || fields.kind == stored.fields.kind else { throw Refusal.practiceElsewhere }
            try CaseStore.update(id, fields, now: visit.now, tx)
            if let areas { try AreaTags(tx).set(AreaList.known(areas, tx), on: .past, id: id, tx) }
            try work.record(.programme(stored.programme), "case:\(id)", "case.revision")
            try tellTables(of: id, "case.revision", work)
            return try CaseStore(tx).record(id)
        }
    }

    /// No longer offered; stays where it is cited. Doing it again changes nothing.
    static func retire(_ visit: Visit, _ programme: Programme.ID, _ id: Case.ID) async throws {
        try await setRetired(visit, programme, id, true)
    }

    /// No longer offered, with a word to whoever had it: what rests on it stays, and says that it is gone.
    static func withdraw(_ visit: Visit, _ programme: Programme.ID, _ id: Case.ID, _ note: String) async throws {
        let note = try RecordWithdrawing.cleaned(note)
        try await visit.database.write { tx in
            let stored = try editable(id, visit, .programme(programme), tx)
            // A practice is withdrawn where its members decide on it.
            guard stored.kind != .practice else { throw Refusal.practiceElsewhere }
            let work = Work(tx, visit)
            try RecordWithdrawing.withdrawIn(work, RecordSubject(.pastCase, id), note)
            try CaseStore.setRetired(id, at: stored.retiredAt ?? visit.now, now: visit.now, tx)
            try work.record(.programme(programme), "case:\(id)", "case.withdrawal")
            try tellTables(of: id, "case.withdrawal", work)
        }
    }

    static func bringBack(_ visit: Visit, _ programme: Programme.ID, _ id: Case.ID) async throws {
        try await setRetired(visit, programme, id, false)
    }

    /// Takes away a case that nothing cites.
    /// - Throws: ``Refusal`` that names where it is cited.
    static func delete(_ visit: Visit, _ programme: Programme.ID, _ id: Case.ID) async throws {
        try await visit.database.write { tx in
            try requireOwnPage(try editable(id, visit, .programme(programme), tx), .programme(programme), tx)
            let citations = try Citings.citations(of: id, tx)
            guard citations.isEmpty else { throw Refusal.caseCited(citations) }
            try PracticeStore.deleteAdoptions(of: id, tx)
            try EventPracticeStore.delete(of: id, tx)
            try AudienceStore.forget(RecordSubject(.pastCase, id), tx)
            try AreaTags(tx).set([], on: .past, id: id, tx)
            try CaseStore.delete(id, tx)
            try visit.record(tx, scope: .programme(programme), subject: "case:\(id)", kind: "case.deletion")
        }
    }

    enum Way: Sendable, Hashable {
        case programme(Programme.ID), event(Event.ID)
    }

    /// Who may write in an event: those who contribute, and those who run the room.
    static func requireWriter(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        try visit.require(.attend, in: event, reading)
        _ = try EventStore(reading).programmeOfLibrary(in: event)
        let roles = try visit.membership(in: event, reading).roles
        guard roles.contains(where: { $0.contributes || $0.runsTheRoom }) else { throw Refusal.observersLookOn }
    }

    /// Who may change a case: organisers of its programme; who runs the room of the event that it came from; and who added it.
    static func mayEdit(_ record: CaseRecord, _ visit: Visit, _ way: Way, _ reading: any Reading) throws -> Bool {
        switch way {
        case .programme(let programme):
            let roles = try Policy.roles(of: visit.visitor, in: programme, reading)
            return record.programme == programme
                && Policy.allows(.organiseProgramme, visitor: visit.visitor, roles: roles)
        case .event(let event):
            guard try EventStore(reading).event(event).programme == record.programme else { return false }
            let roles = try visit.membership(in: event, reading).roles
            let isAuthor = record.createdBy != nil && record.createdBy == visit.visitor.journalName
            // A case of another event is its people's, or the programme's organisers' to change: a guide may rest on it there.
            return roles.contains(.organiser) || (roles.contains(.facilitator) && record.event == event)
                || (isAuthor && !roles.isEmpty)
        }
    }

    private static func editable(_ id: Case.ID, _ visit: Visit, _ way: Way, _ tx: Transaction) throws -> CaseRecord {
        switch way {
        case .programme(let programme):
            try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, tx)
        case .event(let event): try visit.require(.attend, in: event, tx)
        }
        let record = try visible(visit, id, way, tx)
        guard try mayEdit(record, visit, way, tx) else { throw Refusal.forbidden }
        return record
    }

    /// What a member shares, or names its readers, is changed by the rules of practices. Where a delegation offered it, it is corrected at
    /// the event as well: there it is for everybody.
    private static func requireOwnPage(_ record: CaseRecord, _ way: Way, _ reading: any Reading) throws {
        guard record.kind == .practice else { return }
        let isForAll = try AudienceStore(reading).audience(of: RecordSubject(.pastCase, record.id)).isProgramme
        if case .event(let event) = way, record.event == event, isForAll { return }
        guard isForAll, record.owner == nil else { throw Refusal.practiceElsewhere }
    }

    /// A case, as everybody may read it who came this way.
    /// - Throws: ``Refusal/notFound`` for one of another programme, and for one that is not for everybody in an event;
    /// ``Refusal/notAMeeting`` from a room in which a text is written.
    static func visible(_ id: Case.ID, _ way: Way, _ reading: any Reading) throws -> CaseRecord {
        let record = try CaseStore(reading).record(id)
        let programme =
            switch way {
            case .programme(let programme): programme
            case .event(let event): try EventStore(reading).programmeOfLibrary(in: event)
            }
        guard record.programme == programme else { throw Refusal.notFound }
        if case .event = way, try !CaseReading(atEventsOf: programme, reading).sees(record) { throw Refusal.notFound }
        return record
    }

    /// The same, as far as the visitor reads it there.
    /// - Parameter withdrawnToo: also one that was taken back, of which its title and the reason stay.
    static func visible(
        _ visit: Visit, _ id: Case.ID, _ way: Way, withdrawnToo: Bool = false, _ reading: any Reading
    ) throws -> CaseRecord {
        let record = try visible(id, way, reading)
        guard try CaseReading(visit, way, reading).sees(record, withdrawnToo: withdrawnToo) else {
            throw Refusal.notFound
        }
        return record
    }

    private static func setRetired(_ visit: Visit, _ programme: Programme.ID, _ id: Case.ID, _ isRetired: Bool)
        async throws
    {
        try await visit.database.write { tx in
            let stored = try editable(id, visit, .programme(programme), tx)
            guard (stored.retiredAt != nil) != isRetired else { return }
            if isRetired {
                try requireOwnPage(stored, .programme(programme), tx)
            } else {
                try requireWithdrawer(of: stored, visit, tx)
            }
            try CaseStore.setRetired(id, at: isRetired ? visit.now : nil, now: visit.now, tx)
            // What is back is not taken back any more.
            if !isRetired { try AudienceStore.undoWithdrawal(RecordSubject(.pastCase, id), tx) }
            let kind = isRetired ? "case.retirement" : "case.return"
            try visit.record(tx, scope: .programme(programme), subject: "case:\(id)", kind: kind)
            try tellTables(of: id, kind, Work(tx, visit))
        }
    }

    /// What was withdrawn with a word comes back by who withdrew it, or who acts for the member whose it is.
    private static func requireWithdrawer(of record: CaseRecord, _ visit: Visit, _ tx: Transaction) throws {
        guard let owner = record.owner,
            let withdrawal = try AudienceStore(tx).withdrawal(of: RecordSubject(.pastCase, record.id)),
            withdrawal.by != visit.visitor.journalName
        else { return }
        guard try MemberVoice(visit, record.programme, tx).mandates[owner] != nil else {
            throw Refusal.withdrawnByMember
        }
    }

    /// The pages of the events in which something rests on a case show its title.
    private static func tellTables(of id: Case.ID, _ kind: String, _ work: Work) throws {
        for event in Set(try Citings.citations(of: id, work.tx).map(\.event)).sorted() {
            try work.record(.event(event), "case:\(id)", kind)
        }
    }

    static func cleaned(_ fields: CaseFields, _ now: Int64) -> Cleaned<CaseFields> {
        // A day ahead of Greenwich somebody is already in tomorrow.
        fields.cleaned(today: CalendarDate.today(now, timeZone: "Pacific/Kiritimati"))
    }
}
