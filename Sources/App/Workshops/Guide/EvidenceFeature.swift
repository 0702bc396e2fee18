import Domain
import Storage
import Web

/// A feature of which something may be cited by a text of a programme: what was released, asked, handed out. A guide of one event rests on
/// that event and the library alone.
protocol EvidenceFeature: Feature {
    static var evidenceKind: EvidenceKind { get }
    /// What may be cited: what its reader reads, and is for all of its programme as far as its marking goes.
    static func offeredEvidence(_ asked: EvidenceAsked, _ reading: any Reading) throws -> [EvidenceItem]
    /// What is cited already, whoever asks and whatever became of it. What is gone altogether is missing.
    static func citedEvidence(_ ids: [String], _ reading: any Reading) throws -> [EvidenceItem]
}

/// For whom, and of what programmes: that of the text, and those below it.
struct EvidenceAsked: Sendable {
    /// Where the text is written.
    let room: Event.ID
    let programmes: [Programme.ID]
    let reader: EvidenceReader

    /// When somebody asks. The program itself asks at the end of time: what is still to come is there.
    var now: Int64 { if case .visitor(_, let now) = reader { now } else { .max } }

    /// The events of the programmes in which the reader has a part, and what they are there; all of them for the program itself.
    func places(_ reading: any Reading) throws -> [(event: EventRecord, membership: Membership?)] {
        let store = EventStore(reading)
        switch reader {
        case .nobody: return []
        case .visitor(let visitor, _):
            let own = try MembershipStore(reading).memberships(of: visitor).filter { $0.value.allows(.attend) }
            return try store.events(own.keys.sorted())
                .filter { $0.isMeeting && programmes.contains($0.programme) }
                .map { (event: $0, membership: own[$0.id]) }
        case .everybody:
            let ids = try programmes.flatMap { try ProgrammeStore(reading).events(of: $0).map(\.id) }
            return try store.events(ids).map { (event: $0, membership: nil) }
        }
    }

    /// What is marked closer is for named readers, and stays theirs.
    static func isForAll(_ marking: String) -> Bool { (Marking(rawValue: marking) ?? .red) <= .amber }
}

/// What later rooms tell as evidence for a text of a programme.
struct FurtherEvidence: Sendable {
    let offered: [EvidenceItem]
    let cited: [EvidenceItem]
    private static let features: [any EvidenceFeature.Type] = Features.all { $0 as? any EvidenceFeature.Type }

    init(_ asked: EvidenceAsked, cited rows: [EvidenceRecord], _ reading: any Reading) throws {
        if case .nobody = asked.reader {
            offered = []
        } else {
            offered = try Self.features.flatMap { try $0.offeredEvidence(asked, reading) }
        }
        let known = Dictionary(grouping: rows, by: \.kind).mapValues { $0.map(\.target) }
        cited = try Self.features.flatMap { feature -> [EvidenceItem] in
            guard let ids = known[feature.evidenceKind] else { return [] }
            return try feature.citedEvidence(ids, reading)
        }
    }
}

/// Events of the programmes, also without a workshop.
extension GuideFacts: EvidenceFeature {
    static var evidenceKind: EvidenceKind { .event }

    static func offeredEvidence(_ asked: EvidenceAsked, _ reading: any Reading) throws -> [EvidenceItem] {
        let store = ProgrammeStore(reading)
        let events: [(one: EventSummary, programme: Programme.ID)]
        // Who has no part in one is led to its programme.
        var opens: (Event.ID) -> Bool = { _ in true }
        switch asked.reader {
        case .nobody: events = []
        case .visitor(let visitor, let now):
            // Who was only let into the room is told of no event of the programme.
            let roster = try NetworkRoster.read(visitor, reading, now: now)
            events = try asked.programmes.filter(roster.isOf).flatMap { programme in
                try store.events(of: programme, seenBy: visitor).map { (one: $0, programme: programme) }
            }
            let own = try MembershipStore(reading).memberships(of: visitor)
            opens = { own[$0] != nil }
        case .everybody:
            events = try asked.programmes.flatMap { programme in
                try store.events(of: programme).map { (one: $0, programme: programme) }
            }
        }
        return events.filter { EvidenceAsked.isForAll($0.one.marking) }
            .sorted { ($1.one.startsOn, $0.one.id) < ($0.one.startsOn, $1.one.id) }
            .map { one, programme in
                item(
                    one.id, one.title, one.startsOn, one.endsOn, one.place, one.marking,
                    path: opens(one.id) ? Paths.event(one.id) : Paths.programme(programme))
            }
    }

    static func citedEvidence(_ ids: [String], _ reading: any Reading) throws -> [EvidenceItem] {
        try EventStore(reading).events(ids.compactMap { Event.ID($0) }).map {
            item($0.id, $0.title, $0.startsOn, $0.endsOn, $0.place, $0.marking)
        }
    }

    private static func item(
        _ id: Event.ID, _ title: String, _ startsOn: String, _ endsOn: String, _ place: String, _ marking: String,
        path: String? = nil
    ) -> EvidenceItem {
        EvidenceItem(
            kind: .event, target: id.description, title: title, language: Language.current.rawValue,
            detail: EvidenceItems.detail([L("Event").string(), DateText.span(startsOn, endsOn), place]),
            marking: marking, path: path ?? Paths.event(id), isGone: false, isUnpublished: false)
    }
}
