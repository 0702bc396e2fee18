import Domain
import Storage
import Web

/// What happens at the table: items with papers and decisions, what delegations say of them, and who does what afterwards. Whoever runs the
/// room writes; the head of a delegation decides for it, and where a focal point is mandated the word is provisional until they confirm it.
enum MeetingOperations {
    /// Of actions that a meeting gave: the item of the agenda is their origin.
    static let origin = "minutes"
    static let mostDecisions = 300
    static let mostPapers = 40

    /// A key that is known is answered with the first result.
    static func decide(
        _ visit: Visit, _ event: Event.ID, _ block: AgendaBlock.ID, _ fields: MeetingDecisionFields, key: String? = nil
    ) async throws -> MeetingDecisionRecord {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            let work = try minuted(visit, event, block, tx)
            let store = MeetingStore(tx)
            let key = SendingKey.of(key, by: work.actor)
            if let key, let first = try store.sent(event, key: key) { return first }
            let fields = try cleaned.checked { _, _ in }
            guard try store.decisions(of: event).count < mostDecisions else {
                throw Refusal.tooMany(L("The meeting has \(mostDecisions) decisions, the maximum."))
            }
            let id: MeetingDecision.ID = work.environment.id()
            try MeetingStore.insert(id, fields, of: event, at: block, key: key, work)
            try work.record(.event(event), "decision:\(id)", "meeting.decision", ["block": .text(block.description)])
            return try store.decision(id, of: event)
        }
    }

    /// Other words are agreed anew.
    static func change(
        _ visit: Visit, _ event: Event.ID, _ id: MeetingDecision.ID, _ fields: MeetingDecisionFields
    ) async throws -> MeetingDecisionRecord {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            let before = try MeetingStore(tx).decision(id, of: event)
            let work = try minuted(visit, event, before.block, tx)
            let fields = try cleaned.checked { _, _ in }
            guard fields != before.fields else { return before }
            try MeetingStore.update(id, fields, tx)
            try work.record(.event(event), "decision:\(id)", "meeting.decision-change")
            return try MeetingStore(tx).decision(id, of: event)
        }
    }

    /// Who writes the minutes of an item writes its decisions too.
    private static func minuted(_ visit: Visit, _ event: Event.ID, _ block: AgendaBlock.ID, _ tx: Transaction) throws
        -> Work
    {
        let item = try AgendaStore(tx).block(block, of: event)
        let membership = try visit.membership(in: event, tx)
        guard try item.isRead(by: membership, in: EventStore(tx).event(event).marking) else { throw Refusal.notFound }
        guard BlockMinutes.isWriter(membership, of: item) else { throw Refusal.forbidden }
        return Work(tx, visit)
    }

    // MARK: What delegations say

    /// Countries for which somebody may say something here: as head of the delegation, or as its focal point.
    static func voices(_ visit: Visit, _ event: EventRecord, _ reading: any Reading) throws -> Set<String> {
        let standing = try PlansStanding(visit, event.programme, reading)
        let membership = try visit.membership(in: event.id, reading)
        let heads = try SpeakerStore(reading).heads(of: event.id).filter {
            $0.maySpeak && membership.seats.contains($0.participant)
        }
        return standing.focalPointOf.union(heads.map(\.country))
    }

    static func state(
        _ visit: Visit, _ event: Event.ID, _ id: MeetingDecision.ID, _ country: String, _ stance: MeetingStand.Stance,
        _ words: String
    ) async throws {
        var check = FieldCheck()
        let words = check.lines(
            "words", words, limit: MeetingStandRecord.longest, isRequired: stance == .reserve)
        try check.finish()
        try await visit.database.write { tx in
            let record = try EventStore(tx).event(event)
            let decision = try read(visit, record, id, tx)
            guard try voices(visit, record, tx).contains(country) else { throw Refusal.needsMandate }
            let standing = try PlansStanding(visit, record.programme, tx)
            let isOwn = standing.focalPointOf.contains(country)
            let hasFocal = try !ExpertMails.focalPoints(of: country, in: record.programme, now: visit.now, tx).isEmpty
            let state: MeetingStand.State = isOwn || !hasFocal ? .settled : .provisional
            let before = decision.stands.first { $0.country == country }
            // What the focal point said is not said anew by somebody else.
            if let before, before.state == .settled, !isOwn, hasFocal { throw Refusal.meetingSettled }
            guard before?.stance != stance || before?.words != words || before?.state != state else { return }
            let work = Work(tx, visit)
            try MeetingStore.state(id, country, stance, words, state, work)
            try work.record(
                .event(event), "decision:\(id)", "meeting.stand",
                ["country": .text(country), "stance": .text(stance.rawValue), "state": .text(state.rawValue)])
        }
    }

    /// The focal point confirms what was said in the room, or takes it back.
    static func settle(
        _ visit: Visit, _ event: Event.ID, _ id: MeetingDecision.ID, _ country: String, isConfirmed: Bool
    ) async throws {
        try await visit.database.write { tx in
            let record = try EventStore(tx).event(event)
            let standing = try PlansStanding(visit, record.programme, tx)
            guard standing.focalPointOf.contains(country) else { throw Refusal.needsMandate }
            let decision = try MeetingStore(tx).decision(id, of: event)
            guard let stand = decision.stands.first(where: { $0.country == country }), stand.state == .provisional
            else {
                return
            }
            let work = Work(tx, visit)
            let state: MeetingStand.State = isConfirmed ? .settled : .refused
            try MeetingStore.settle(id, country, state, work)
            try work.record(
                .event(event), "decision:\(id)", "meeting.stand",
                ["country": .text(country), "stance": .text(stand.stance.rawValue), "state": .text(state.rawValue)])
        }
    }

    /// - Throws: ``Refusal/notFound`` where they may not read its item.
    private static func read(_ visit: Visit, _ event: EventRecord, _ id: MeetingDecision.ID, _ tx: Transaction) throws
        -> MeetingDecisionRecord
    {
        let decision = try MeetingStore(tx).decision(id, of: event.id)
        let block = try AgendaStore(tx).block(decision.block, of: event.id)
        let membership = try visit.membership(in: event.id, tx)
        guard block.isRead(by: membership, in: event.marking) else { throw Refusal.notFound }
        return decision
    }

    // MARK: Papers and actions

    static func link(
        _ visit: Visit, _ event: Event.ID, _ block: AgendaBlock.ID, _ material: Material.ID, _ isLinked: Bool
    ) async throws {
        try await visit.database.write { tx in
            let work = try minuted(visit, event, block, tx)
            _ = try MaterialStore(tx).material(event, material)
            let papers = try MeetingStore(tx).papers(of: [block.description])[block.description] ?? []
            guard papers.contains(material) != isLinked else { return }
            guard !isLinked || papers.count < mostPapers else {
                throw Refusal.tooMany(L("An item has at most \(mostPapers) documents."))
            }
            try MeetingStore.link(material, to: block, isLinked, work)
            try work.record(
                .event(event), "block:\(block)", "meeting.paper",
                ["material": .text(material.description), "linked": .flag(isLinked)])
        }
    }

    /// Somebody does something by a day: its owner is asked by it.
    static func act(
        _ visit: Visit, _ event: Event.ID, _ block: AgendaBlock.ID, _ fields: ActionFields, owner: ActionOwner?,
        key: String? = nil
    ) async throws -> ActionRecord {
        let cleaned = fields.ordered
        return try await visit.database.write { tx in
            let work = try minuted(visit, event, block, tx)
            let record = try EventStore(tx).event(event)
            let item = try AgendaStore(tx).block(block, of: event)
            let marking = item.marking(in: record.marking)
            // What is for those who were there is not told to the whole programme.
            let isForFew = EventSummary.forNamed.contains(marking)
            let draft = ActionDraft(
                owner: owner, origin: ActionOrigin(kind: origin, id: block.description),
                marking: marking == "RED" ? "AMBER+STRICT" : marking, isShared: !isForFew)
            let known = try ActionOperations.check(
                draft, in: record.programme, ActionVoice(visit, tx), work, isForAnybody: true)
            return try ActionOperations.proposeIn(work, record.programme, cleaned, draft, known: known, key: key)
        }
    }
}

/// Who asks for the floor, in which order, and for how long. Everybody with a seat asks for themselves; whoever runs the room gives it.
enum MeetingFloorOperations {
    static let most = 500

    static func set(_ visit: Visit, _ event: Event.ID, _ floor: MeetingFloor) async throws {
        if let each = floor.each, !MeetingFloor.minutes.contains(each) {
            throw Refusal.invalid(["minutes": WholeText.words(MeetingFloor.minutes)])
        }
        try await change(visit, event, "meeting.floor") { work, store in
            guard try store.floor(of: event) != floor else { return false }
            try MeetingFloorStore.set(floor, of: event, work)
            return true
        }
    }

    private static func change(
        _ visit: Visit, _ event: Event.ID, _ kind: String, _ permission: Permission = .facilitate,
        _ body: @escaping @Sendable (Work, MeetingFloorStore) throws -> Bool
    ) async throws {
        try await visit.database.write { tx in
            try visit.require(permission, in: event, tx)
            let work = Work(tx, visit)
            guard try body(work, MeetingFloorStore(tx)) else { return }
            try work.record(.part(event, .meeting), "event:\(event)", kind)
        }
    }

    /// The seat that asks: of this browser, or of the account.
    static func seat(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> Participant.ID? {
        let membership = try visit.membership(in: event, reading)
        return membership.places.filter { membership.seats.contains($0.seat) }.map(\.seat).min()
    }

    /// Pressed twice, it is one.
    static func ask(_ visit: Visit, _ event: Event.ID) async throws {
        try await change(visit, event, "meeting.asking", .attend) { work, store in
            guard let seat = try seat(visit, event, work.tx) else { throw Refusal.noSeat(visit.visitor) }
            guard try store.floor(of: event).isOpen else { throw Refusal.meetingFloorClosed }
            let speakers = try store.speakers(of: event)
            if speakers.contains(where: { $0.participant == seat && $0.state != .done }) { return false }
            guard speakers.count < most else {
                throw Refusal.tooMany(L("The list has \(most) entries, the maximum."))
            }
            try MeetingFloorStore.insert(
                work.environment.id(), seat, of: event, at: try store.last(of: event) + 1, work)
            return true
        }
    }

    static func takeBack(_ visit: Visit, _ event: Event.ID) async throws {
        try await change(visit, event, "meeting.asking", .attend) { work, store in
            guard let seat = try seat(visit, event, work.tx) else { throw Refusal.noSeat(visit.visitor) }
            let own = try store.speakers(of: event).filter { $0.participant == seat && $0.state == .waiting }
            guard !own.isEmpty else { return false }
            try MeetingFloorStore.end(own.map(\.id), .takenBack, work)
            return true
        }
    }

    /// Gives the floor: whoever had it has spoken. Without a name, to the first who waits; where nobody does, it is free.
    static func give(_ visit: Visit, _ event: Event.ID, to id: MeetingSpeaker.ID?) async throws {
        try await change(visit, event, "meeting.floor") { work, store in
            let speakers = try store.speakers(of: event)
            let waiting = speakers.filter { $0.state == .waiting }
            let next =
                try id.map { id in
                    guard let found = waiting.first(where: { $0.id == id }) else { throw Refusal.notFound }
                    return found
                } ?? waiting.first
            let now = speakers.filter { $0.state == .speaking }
            guard next != nil || !now.isEmpty else { return false }
            try MeetingFloorStore.end(now.map(\.id), .done, work)
            if let next { try MeetingFloorStore.begin(next.id, minutes: try store.floor(of: event).each, work) }
            return true
        }
    }

    /// Before all others who wait: a point of order.
    static func bringForward(_ visit: Visit, _ event: Event.ID, _ id: MeetingSpeaker.ID) async throws {
        try await change(visit, event, "meeting.floor") { work, store in
            let waiting = try store.speakers(of: event).filter { $0.state == .waiting }
            guard waiting.contains(where: { $0.id == id }) else { throw Refusal.notFound }
            guard let first = waiting.first, first.id != id else { return false }
            // Whoever comes first already may stand at any number; ties go by when they asked.
            let lowest = try store.first(of: event)
            try MeetingFloorStore.place(id, at: lowest - 1, work.tx)
            return true
        }
    }
}

extension CardPlace {
    /// The list of speakers of a meeting.
    static let meeting = CardPlace("meeting", nil)
}

extension Refusal {
    static let meetingFloorClosed = Refusal(
        .conflict, "meeting-floor-closed", L("The list of speakers is closed."),
        advice: L("Whoever runs the meeting opens it."))
    static let meetingSettled = Refusal(
        .conflict, "meeting-settled", L("The focal point has spoken for this country."),
        advice: L("Only they change it."))
}
