import Domain
import Storage
import Web

/// The room in which a publication is written: an event that is no meeting, with the same text, comments and versions as a guide.
enum PublicationRoom {
    /// Opens it for the people of its leads, with a text to begin with. Opened already, nothing changes.
    static func open(_ visit: Visit, _ id: Publication.ID) async throws -> Event.ID {
        try await visit.database.write { tx in
            try openIn(Work(tx, visit), try PublicationOperations.managed(visit, id, tx))
        }
    }

    @discardableResult
    static func openIn(_ work: Work, _ seen: SeenPublication) throws -> Event.ID {
        let record = seen.record
        if let event = record.event { return event }
        guard !seen.leads.isEmpty else { throw Refusal.noLeads }
        // It is the publication's other side, and so has its id: addresses lead from one to the other.
        guard let event = Event.ID(record.id.description) else { throw Refusal.notFound }
        let today = CalendarDate.today(work.now)
        let endsOn = lastDay(record.due ?? "", now: work.now)
        var fields = EventFields()
        fields.title = record.title
        fields.startsOn = today
        fields.endsOn = max(today, endsOn)
        fields.timeZone = "UTC"
        fields.marking = record.marking
        fields.namesUntil = CalendarDate.later(fields.endsOn, years: NamesKept.mostYears)
        try EventWriting(work.tx).insert(
            event, in: record.programme, fields, kind: WritingRoom.kind, code: WritingRoom.code(event.description),
            now: work.now)
        try work.record(.event(event), "event:\(event)", "event.creation", ["kind": .text(WritingRoom.kind)])
        try PublicationStore.setRoom(event, of: record.id, now: work.now, work.tx)
        try Language.$current.withValue(Language(rawValue: record.language) ?? .english) {
            let start = GuideStart(
                title: record.title, marking: Marking(rawValue: record.marking) ?? .red, language: record.language,
                followsOutline: false, sections: record.structure.sections)
            let guide = try GuideOperations.createIn(work, event, start)
            for language in record.languages.dropFirst() {
                try GuideOperations.addLanguageIn(work, guide, language)
            }
        }
        try seat(seen.leads, in: event, of: record.programme, work)
        if let owner = record.owner, seen.record.isRed || seen.leads.contains(where: { $0.account == owner }) {
            try seat(account: owner, in: event, work)
            // Who planned what is for named persons is one of them; whom a lead names is there as long as they act for it.
            if !seen.speakers.contains(where: { $0.account == owner }) {
                try PublicationStore.letIn(owner, to: record.id, now: work.now, work.tx)
            }
        }
        try work.record(.programme(record.programme), record.subject, "publication.room")
        return event
    }

    /// Until when it is written, as far as anybody has said.
    static func lastDay(_ due: String, now: Int64) -> String {
        due.isEmpty ? CalendarDate.later(CalendarDate.today(now), years: 1) : due
    }

    /// A place for who speaks for the leads today.
    static func seat(_ leads: [PublicationLead], in event: Event.ID, of programme: Programme.ID, _ work: Work) throws {
        let (store, day) = (PublicationStore(work.tx), CalendarDate.today(work.now))
        for lead in leads {
            if let account = lead.account {
                try seat(account: account, in: event, work)
            } else {
                for speaker in try store.speakers(for: lead.member, in: programme, on: day) {
                    try seat(account: speaker.id, in: event, work)
                }
            }
        }
    }

    @discardableResult
    static func seat(account id: Account.ID, in event: Event.ID, role: Role = .rapporteur, _ work: Work) throws
        -> Participant.ID
    {
        let account = try AccountStore(work.tx).account(id)
        return try EventOperations.addParticipantIn(
            work, event, ParticipantFields(name: account.name, role: role, account: id, state: .present))
    }

    // MARK: Who writes

    /// Lets somebody write, or read along and comment. Who tries addresses to learn which are known here is stopped.
    static func addWriter(_ visit: Visit, _ id: Publication.ID, email: String, writes: Bool) async throws {
        let email = EventOperations.address(email)
        try await visit.services.limits.letIn.tried(
            visit.visitor.journalName ?? "", now: visit.now, failingAs: [.invalid([:])]
        ) {
            try await visit.database.write { tx in
                let seen = try PublicationOperations.managed(visit, id, tx)
                guard let event = seen.record.event else { throw Refusal.noWritingRoom }
                guard !seen.record.isReleased else { throw Refusal.releasedCloser }
                let account = try EventOperations.account(email: email, tx)
                let (work, role) = (Work(tx, visit), writes ? Role.rapporteur : .participant)
                let seat = try seat(account: account.id, in: event, role: role, work)
                try EventWriting(tx).setRole(role, of: seat)
                try PublicationStore.letIn(account.id, to: id, now: visit.now, tx)
                try work.record(
                    .programme(seen.record.programme), "account:\(account.id)", "publication.writer",
                    ["publication": .text(id.description)])
            }
        }
    }

    static func removeWriter(_ visit: Visit, _ id: Publication.ID, _ seat: Participant.ID) async throws {
        try await visit.database.write { tx in
            let seen = try PublicationOperations.managed(visit, id, tx)
            guard let event = seen.record.event else { throw Refusal.noWritingRoom }
            let stored = try EventOperations.seat(seat, of: event, tx)
            if let account = stored.account { try PublicationStore.letOut(account, of: id, tx) }
            guard stored.state != .removed else { return }
            try remove(seat, in: event, Work(tx, visit))
        }
    }

    private static func remove(_ seat: Participant.ID, in event: Event.ID, _ work: Work) throws {
        try EventWriting(work.tx).remove(seat, now: work.now)
        try work.record(.event(event), "participant:\(seat)", "participant.removal")
    }

    /// Takes the places that hold no more, since their member writes it no more or somebody else was named for it.
    static func clear(_ id: Publication.ID, _ work: Work) throws {
        let seen = try SeenPublication.known(id, now: work.now, work.tx)
        guard let event = seen.record.event else { return }
        for seat in try EventStore(work.tx).participants(of: event) {
            guard let account = seat.account, !seen.writers.contains(account) else { continue }
            try remove(seat.id, in: event, work)
        }
    }

    /// Who acts for a lead today and has no place yet, or has lost it, takes one.
    static func enter(_ visit: Visit, _ id: Publication.ID) async throws -> Event.ID {
        try await visit.database.write { tx in
            let sight = try PublicationSight(visit, tx)
            let seen = try sight.publication(id)
            guard let event = seen.record.event else { throw Refusal.noWritingRoom }
            guard try !sight.writes(seen) else { return event }
            guard let account = visit.visitor.account?.id, !sight.speaks(in: seen).isEmpty else {
                throw Refusal.forbidden
            }
            try seat(account: account, in: event, Work(tx, visit))
            return event
        }
    }
}
