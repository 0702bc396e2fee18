import Domain
import Storage
import Web

/// For whom evidence is laid out.
enum EvidenceReader: Sendable {
    /// For nobody who chooses from it: only what is cited already is needed.
    case nobody
    case visitor(Visitor, now: Int64)
    /// The program itself: the demo, tests.
    case everybody
}

/// From where evidence may come. A guide of an event rests on that event. A text of a programme rests on the events of the programme and
/// of those below it, and on their libraries, as far as whoever writes may read them; what it cites already stays whoever reads it.
struct EvidenceSources: Sendable {
    /// By their start, the newest first.
    let events: [EventRecord]
    /// Whether it is the event's own guide.
    let isOne: Bool
    /// Offered, or cited already.
    let cases: [CaseRecord]
    private let open: Set<Event.ID>
    /// Nothing is all of them.
    private let offeredCases: Set<String>?
    private let eventOfIssue: [String: Event.ID]

    /// More would make the page that offers them slow: the newest are offered.
    private static let mostEvents = 60

    init(_ event: EventRecord, cited guide: Guide.ID?, for reader: EvidenceReader, _ reading: any Reading) throws {
        guard !event.isMeeting else {
            events = [event]
            isOne = true
            open = [event.id]
            eventOfIssue = [:]
            let library = CaseStore(reading)
            // What was marked closer since it was cited is offered no more, and stands in the way of a release.
            let offered = try library.casesAtEvents(of: event.programme, includeRetired: true)
            let known = Set(offered.map(\.id.description))
            offeredCases = known
            let cited = try guide.map { try EvidenceStore(reading).evidence(of: $0) } ?? []
            let further = cited.filter { $0.kind == .case && !known.contains($0.target) }
            cases =
                try offered
                + library.cases(further.compactMap { Case.ID($0.target) }).values.sorted { $0.id < $1.id }
            return
        }
        isOne = false
        let store = EvidenceStore(reading)
        let programmes = try ProgrammeStore(reading).withThoseBelow(event.programme)
        let opened = try Self.open(in: programmes, for: reader, reading)
        let cited = try guide.map { try store.events(citedBy: $0) } ?? []
        open = Set(opened)
        events = try EventStore(reading).events(Set(opened + cited).sorted()).sorted {
            ($1.startsOn, $0.id) < ($0.startsOn, $1.id)
        }
        eventOfIssue = try guide.map { try store.issueEvents(citedBy: $0) } ?? [:]
        let citedCases = Set(
            try guide.map { try store.evidence(of: $0) }?.filter { $0.kind == .case }.map(\.target) ?? [])
        let offered = try Self.cases(of: programmes, for: reader, reading)
        offeredCases = Set(offered.map(\.id.description))
        let further = citedCases.subtracting(offered.map(\.id.description)).compactMap { Case.ID($0) }
        cases = try offered + CaseStore(reading).cases(further).values.sorted { $0.id < $1.id }
    }

    func isOpen(_ event: Event.ID) -> Bool { open.contains(event) }

    func isOffered(case id: String) -> Bool { offeredCases?.contains(id) ?? true }

    /// Those of cited issues that are of an event.
    func issues(_ cited: [String], of event: Event.ID) -> [String] { cited.filter { eventOfIssue[$0] == event } }

    /// Who sees all issues of an event is who writes its guide; others who were there see them where it shows them, or when it is over.
    private static func open(
        in programmes: [Programme.ID], for reader: EvidenceReader, _ reading: any Reading
    ) throws -> [Event.ID] {
        let ids: [Event.ID]
        var writes: Set<Event.ID> = []
        switch reader {
        case .nobody: return []
        case .visitor(let visitor, _):
            let memberships = try MembershipStore(reading).memberships(of: visitor).filter { $0.value.allows(.attend) }
            ids = memberships.keys.sorted()
            writes = Set(memberships.filter { $0.value.allows(.writeGuide) }.keys)
        case .everybody:
            ids = try programmes.flatMap { try ProgrammeStore(reading).events(of: $0).map(\.id) }
            writes = Set(ids)
        }
        return try EventStore(reading).events(ids).filter { event in
            event.isMeeting && event.workshop != nil && programmes.contains(event.programme)
                && (writes.contains(event.id) || event.issuesVisible)
        }.sorted { ($1.startsOn, $0.id) < ($0.startsOn, $1.id) }.prefix(mostEvents).map(\.id)
    }

    /// What whoever writes may read, and is for all of its programme as far as its marking goes: a case that names its readers stays theirs.
    private static func cases(
        of programmes: [Programme.ID], for reader: EvidenceReader, _ reading: any Reading
    ) throws -> [CaseRecord] {
        if case .nobody = reader { return [] }
        let all = try programmes.flatMap { try CaseStore(reading).cases(of: $0) }
            .filter { (Marking(rawValue: $0.marking) ?? .red) <= .amber }
        let audiences = try AudienceStore(reading).audiences(of: .pastCase, all.map(\.id.description))
        let open = all.filter { audiences[$0.id.description]?.isProgramme ?? true }
        guard case .visitor(let visitor, let now) = reader else { return open }
        return try CaseReading(visitor, now: now, reading).seen(open)
    }
}

extension EvidenceStore {
    /// Where issues, rounds, aspects and what is on sheets come from that a guide cites.
    func events(citedBy guide: Guide.ID) throws -> [Event.ID] {
        try reading.all(
            """
            SELECT DISTINCT COALESCE(i.event_id, r.event_id, a.event_id, d.event_id, v.event_id) AS event_id FROM evidence e
            LEFT JOIN issue i ON i.id = e.issue_id LEFT JOIN round r ON r.id = e.round_id
            LEFT JOIN aspect a ON a.id = e.aspect_id LEFT JOIN desired_situation d ON d.id = e.situation_id
            LEFT JOIN intervention v ON v.id = e.intervention_id WHERE e.guide_id = \(guide) AND e.case_id IS NULL
            """
        ).compactMap { try $0.get("event_id", as: Event.ID?.self) }
    }

    func issueEvents(citedBy guide: Guide.ID) throws -> [String: Event.ID] {
        Dictionary(
            try reading.all(
                """
                SELECT i.id, i.event_id FROM evidence e JOIN issue i ON i.id = e.issue_id WHERE e.guide_id = \(guide)
                """
            ).map { (try $0.get("id", as: String.self), try $0.get("event_id", as: Event.ID.self)) },
            uniquingKeysWith: { first, _ in first })
    }
}
