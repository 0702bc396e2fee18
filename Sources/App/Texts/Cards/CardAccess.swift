import Domain
import Storage
import Web

/// Who may see and write the cards of a place. The only file that says so.
///
/// - A table, and the sheet of a group: the group's members, its rapporteur and facilitator, every rapporteur, and who runs the room.
/// - The sheet of a country: its own delegation. Everybody else reads it once it is published with its name.
/// - Outline and guide: ``Permission/writeGuide``; nobody while the guide is final.
///
/// Members write from the analysis to the guide, until the time of the present step is over; who runs the room, and who writes the guide, at any time.
struct CardAccess: Sendable {
    /// Whether the visitor sees the cards.
    let isSeen: Bool
    /// Whether the visitor writes here when it is open, and so sees who wrote what.
    let isOwn: Bool
    /// Why the visitor may not write now; nothing where writing is allowed.
    let refusal: Refusal?

    var mayWrite: Bool { refusal == nil }

    /// What a visitor may do with the cards of a place.
    init(_ place: CardPlace, in event: Event.ID, _ visit: Visit, _ reading: any Reading) throws {
        let people = CardPeopleStore(reading)
        let roles = try Policy.roles(of: visit.visitor, in: event, reading)
        switch place {
        case .outline, .guide:
            let writes = Policy.allows(.writeGuide, visitor: visit.visitor, roles: roles)
            let isFinal = try place == .guide && GuideReviewStore(reading).guideIfAny(of: event)?.state == .final
            self.init(
                isSeen: !roles.isEmpty, isOwn: writes, refusal: !writes ? .forbidden : isFinal ? .guideIsFinal : nil)
        case .table(let group):
            // Corrected while the groups envision; what is exchanged and cited then stays as it was said.
            try self.init(group: group, event, roles, visit.visitor, people, until: .envision)
        case .sheet(let id):
            let sheet = try people.sheet(id, in: event)
            if let group = sheet.group {
                try self.init(group: group, event, roles, visit.visitor, people, until: nil)
            } else {
                try self.init(sheet, event, roles, visit.visitor, people)
            }
        }
    }

    /// - Throws: ``Refusal`` in words; `notFound` for what the visitor does not even see.
    func requireWriting() throws {
        guard isSeen else { throw Refusal.notFound }
        if let refusal { throw refusal }
    }

    private init(isSeen: Bool, isOwn: Bool, refusal: Refusal?) {
        self.isSeen = isSeen
        self.isOwn = isOwn
        self.refusal = refusal
    }

    private init(
        group: BreakoutGroup.ID, _ event: Event.ID, _ roles: Set<Role>, _ visitor: Visitor, _ people: CardPeopleStore,
        until end: WorkshopStage?
    ) throws {
        if roles.contains(where: \.runsTheRoom) {
            self.init(isSeen: true, isOwn: true, refusal: nil)
            return
        }
        let belongs = try roles.contains(.rapporteur) || people.belongs(visitor, to: group, in: event)
        self.init(
            isSeen: !roles.isEmpty, isOwn: belongs,
            refusal: !belongs ? .notYourCard : try people.closure(event, until: end))
    }

    private init(
        _ sheet: CardPeopleStore.Sheet, _ event: Event.ID, _ roles: Set<Role>, _ visitor: Visitor,
        _ people: CardPeopleStore
    ) throws {
        if try people.isDelegate(visitor, of: sheet.country, in: event) {
            self.init(isSeen: true, isOwn: true, refusal: try people.closure(event, until: nil))
        } else {
            // An anonymous sheet is shown in the gallery, without a way from there to its cards.
            self.init(isSeen: !roles.isEmpty && sheet.isNamed, isOwn: false, refusal: .notYourCard)
        }
    }
}

/// Who sits where, for the rules above.
private struct CardPeopleStore {
    struct Sheet {
        let group: BreakoutGroup.ID?
        let country: String?
        let publication: String

        var isNamed: Bool { publication == "named" }
    }

    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func sheet(_ id: EnvisionSheet.ID, in event: Event.ID) throws -> Sheet {
        let row = try reading.first(
            "SELECT group_id, country, publication FROM sheet WHERE id = \(id) AND event_id = \(event)")
        guard let row else { throw Refusal.notFound }
        return Sheet(
            group: try row.get("group_id"), country: try row.get("country"), publication: try row.get("publication"))
    }

    /// Members write from the analysis on, while the step that the room is in has time.
    /// - Parameter end: the last stage in which they do; nothing means to the end.
    /// - Returns: why they may not now.
    func closure(_ event: Event.ID, until end: WorkshopStage?) throws -> Refusal? {
        guard let stage = try EventStore(reading).event(event).stage, stage >= .analyse,
            end.map({ stage <= $0 }) ?? true
        else { return .cardClosed }
        return try StepStore(reading).isOver(in: event) ? .stepOver : nil
    }

    /// Members who contribute, and the group's own facilitator and rapporteur, whatever their role in the event.
    func belongs(_ visitor: Visitor, to group: BreakoutGroup.ID, in event: Event.ID) throws -> Bool {
        try reading.first(
            """
            SELECT p.id FROM participant p JOIN breakout_group g ON g.id = \(group) AND g.event_id = p.event_id
            WHERE \(present(visitor, event)) AND (p.id = g.facilitator_id OR p.id = g.rapporteur_id
                OR (p.role IN \(in: contributing) AND EXISTS
                    (SELECT 1 FROM group_member m WHERE m.group_id = g.id AND m.participant_id = p.id)))
            """) != nil
    }

    func isDelegate(_ visitor: Visitor, of country: String?, in event: Event.ID) throws -> Bool {
        guard let country else { return false }
        return try reading.first(
            """
            SELECT p.id FROM participant p
            WHERE \(present(visitor, event)) AND p.country = \(country) AND p.role IN \(in: contributing)
            """) != nil
    }

    private var contributing: [Role] { Role.allCases.filter(\.contributes) }

    /// The visitor's own places in the event, by seat and by account.
    private func present(_ visitor: Visitor, _ event: Event.ID) -> SQL {
        let seat = visitor.seat.flatMap { $0.event == event ? $0.id : nil }
        return """
            p.event_id = \(event) AND p.state = 'present' AND (p.id = \(seat) OR p.account_id = \(visitor.account?.id))
            """
    }
}
