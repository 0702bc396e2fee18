import Domain
import Storage
import Web

/// What a meeting hears of one region, or of the programme as a whole.
struct SincePart: Sendable {
    struct Line: Sendable {
        let thing: SinceThing
        let net: SinceFold.Net
    }

    struct Pressing: Sendable {
        let thing: SinceThing
        let reasons: [SincePressing.Reason]
        let dueOn: String
    }

    /// Nothing for the programme's own.
    let region: RegionRecord?
    /// What comes first, by name.
    let pressing: [Pressing]
    /// The same of countries that did not agree to be named: how many.
    let counted: [SincePressing.Reason: Int]
    let done: [Line]
    /// Shown by a later exercise.
    let proven: [SinceThing]
    let new: [Line]
    let moved: [Line]
    let gone: [Line]
    /// Nothing where no country was asked.
    let answers: SinceFold.Answers?
    let cameAndWent: Int
    let wasBlocked: Int
    let notes: [SinceNoteRecord]

    var isEmpty: Bool {
        pressing.isEmpty && counted.isEmpty && done.isEmpty && proven.isEmpty && new.isEmpty && moved.isEmpty
            && gone.isEmpty && cameAndWent == 0 && wasBlocked == 0 && notes.isEmpty
            && answers.map { $0.now == $0.before } ?? true
    }
}

/// What has become of everything since the meeting before, region by region, as somebody may read it now.
struct SinceMaterial: Sendable {
    static let features: [any SinceFeature.Type] = Features.all { $0 as? any SinceFeature.Type }.sorted {
        $0.sinceOrder < $1.sinceOrder
    }
    /// By what the journal calls its things.
    static let byNoun: [String: any SinceFeature.Type] = Dictionary(
        features.map { ($0.sinceNoun.kind, $0) }, uniquingKeysWith: { first, _ in first })

    let event: EventRecord
    let base: SinceBase
    /// What the meeting before is called; nothing for the first one.
    let before: EventRecord?
    let reader: SinceReader
    /// The programme's own first, then the regions, each time in the same order.
    let parts: [SincePart]

    /// - Parameter isPaper: it leaves the page of its reader, so late items of countries are numbers.
    init(_ event: EventRecord, _ reader: SinceReader, isPaper: Bool, _ reading: any Reading) throws {
        self.event = event
        self.reader = reader
        let base = try SinceBase(event.id, reading)
        self.base = base
        before = try base.event.map { try EventStore(reading).event($0) }
        let told = try SinceTold(reader, base, reading)
        let pressing = try SinceLate(reader, base, isPaper: isPaper, reading)
        let answers = try SinceAnswers(reader.standing, base, reading)
        let notes = try Self.notes(base, reader, reading)
        let regions = try RegionStore(reading).regions().filter { reader.standing.regions.contains($0.id) }
        let places: [RegionRecord?] = [nil] + regions.map { $0 }
        parts = places.map { region in
            Self.part(region, told, pressing, answers.of(region?.id), notes.filter { $0.region == region?.id })
        }
    }

    private static func notes(_ base: SinceBase, _ reader: SinceReader, _ reading: any Reading) throws
        -> [SinceNoteRecord]
    {
        guard reader.audience != .everybody else { return [] }
        let since = base.sequence == 0 ? "" : CalendarDate.today(base.at)
        return try SinceStore(reading).notes(of: reader.programme).filter { $0.fields.notedOn >= since }
    }

    private static func part(
        _ region: RegionRecord?, _ told: SinceTold, _ late: SinceLate, _ answers: SinceFold.Answers?,
        _ notes: [SinceNoteRecord]
    ) -> SincePart {
        func isHere(_ thing: SinceThing) -> Bool {
            region.map { thing.regions.contains($0.id) } ?? thing.regions.isEmpty
        }
        let here = told.things.filter { isHere($0.value) }
        let changes = here.keys.sorted().flatMap { told.changes[$0] ?? [] }
        let fold = SinceFold(changes, reads: { here[$0] != nil })
        func lines(_ nets: [SinceFold.Net]) -> [SincePart.Line] {
            let found = nets.compactMap { net -> SincePart.Line? in
                guard let thing = here[net.subject], !late.hidden.contains(net.subject) else { return nil }
                return SincePart.Line(thing: thing, net: net)
            }
            // What was done first stands first; room by room.
            return found.enumerated().map {
                (
                    order: Self.byNoun[$0.element.net.subject.kind]?.sinceOrder ?? .max, place: $0.offset,
                    line: $0.element
                )
            }.sorted { ($0.order, $0.place) < ($1.order, $1.place) }.map(\.line)
        }
        return SincePart(
            region: region, pressing: late.named.filter { isHere($0.thing) }, counted: late.counts(isHere),
            done: lines(fold.done), proven: late.proven.filter(isHere), new: lines(fold.new),
            moved: lines(fold.moved), gone: lines(fold.gone), answers: answers, cameAndWent: fold.cameAndWent,
            wasBlocked: fold.wasBlocked, notes: notes)
    }

    func part(of region: App.Region.ID?) -> SincePart? { parts.first { $0.region?.id == region } }
}

/// What the journal says of things that somebody may read now.
struct SinceTold: Sendable {
    let changes: [SinceSubject: [SinceChange]]
    let things: [SinceSubject: SinceThing]

    init(_ reader: SinceReader, _ base: SinceBase, _ reading: any Reading) throws {
        let changes = try Self.changes(in: reader.programme, base, reading)
        self.changes = changes
        let ids = Dictionary(grouping: changes.keys, by: \.kind).mapValues { Set($0.map(\.id)) }
        var things: [SinceSubject: SinceThing] = [:]
        for feature in SinceMaterial.features {
            guard let ids = ids[feature.sinceNoun.kind] else { continue }
            for thing in try feature.sinceThings(ids, reader, reading) where reader.shows(thing) {
                things[thing.subject] = thing
            }
        }
        self.things = things
    }

    /// By their subjects; the same for every reader.
    static func changes(in programme: Programme.ID, _ base: SinceBase, _ reading: any Reading) throws
        -> [SinceSubject: [SinceChange]]
    {
        try reading.remember("since \(programme) \(base.sequence) \(base.upTo)") {
            var byKind: [String: any SinceFeature.Type] = [:]
            for feature in SinceMaterial.features { for kind in feature.sinceKinds { byKind[kind] = feature } }
            var changes: [SinceSubject: [SinceChange]] = [:]
            for stored in try SinceStore(reading).entries(
                of: programme, byKind.keys.sorted(), after: base.sequence, upTo: base.upTo)
            {
                let entry = SinceEntry(stored.kind, facts: stored.facts)
                guard let feature = byKind[stored.kind], let what = feature.sinceChange(entry),
                    let colon = stored.subject.firstIndex(of: ":")
                else { continue }
                let id = feature.sinceID(String(stored.subject[stored.subject.index(after: colon)...]), entry)
                let subject = SinceSubject(feature.sinceNoun.kind, id)
                changes[subject, default: []].append(SinceChange(stored.sequence, subject, what))
            }
            return changes
        }
    }
}
