import Domain
import Storage
import Web

/// A meeting as somebody reads it: its items with papers, decisions and what is to be done, and what was promised last time.
struct MeetingReading: Sendable {
    struct Item: Sendable {
        let block: AgendaContent.Block
        let id: AgendaBlock.ID
        /// Whether they write its minutes and decisions.
        let writes: Bool
        let papers: [MaterialRecord]
        let decisions: [MeetingDecisionRecord]
        let actions: [ActionRecord]
    }

    let event: EventRecord
    let items: [Item]
    /// What the meetings before gave to do, and how it stands.
    let promised: [ActionRecord]
    let standings: [Action.ID: ActionStanding]
    let actionWords: ActionWords
    /// Countries for which they may say something.
    let voices: Set<String>
    /// Those of them whose focal point they are.
    let focal: Set<String>
    /// What runs the room may link: materials of the event.
    let materials: [MaterialRecord]
    let countries: [String]

    init(_ visit: Visit, _ id: Event.ID, _ reading: any Reading) throws {
        let event = try EventStore(reading).event(id)
        let membership = try visit.membership(in: id, reading)
        let blocks = try Self.blocks(event, membership, reading)
        self.event = event
        let (store, voice) = (MeetingStore(reading), try ActionVoice(visit, reading))
        let ids = blocks.map(\.id)
        let papers = try store.papers(of: ids)
        let all = try MaterialStore(reading).materials(of: [id])
        let seen = all.filter { MaterialReading.sees($0, of: event.marking, membership, now: visit.now) }
        materials = membership.runsTheRoom ? seen : []
        let byMaterial = Dictionary(seen.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let decisions = Dictionary(grouping: try store.decisions(of: id), by: { $0.block.description })
        let given = try ActionStore(reading).actions(from: MeetingOperations.origin, ids).filter(voice.reads)
        let actions = Dictionary(grouping: given) { $0.origin?.id ?? "" }
        items = blocks.compactMap { block in
            AgendaBlock.ID(block.id).map { id in
                Item(
                    block: block, id: id, writes: BlockMinutes.isWriter(membership, of: block),
                    papers: (papers[block.id] ?? []).compactMap { byMaterial[$0] },
                    decisions: decisions[block.id] ?? [], actions: actions[block.id] ?? [])
            }
        }
        promised = try Self.promised(event, voice, reading)
        let words = given + promised
        let proofs = try ActionProofs(words, reading)
        standings = Dictionary(
            words.map { ($0.id, proofs.standing($0, for: voice)) }, uniquingKeysWith: { first, _ in first })
        actionWords = try ActionWords(event.programme, words, reading)
        voices = try MeetingOperations.voices(visit, event, reading)
        let standing = try PlansStanding(visit, event.programme, reading)
        focal = standing.focalPointOf
        countries = standing.countries
    }

    /// As released; as the draft for who runs the room.
    private static func blocks(_ event: EventRecord, _ membership: Membership, _ reading: any Reading) throws
        -> [AgendaContent.Block]
    {
        let store = AgendaStore(reading)
        let all =
            membership.runsTheRoom ? try store.draft(of: event.id) : try store.last(of: event.id)?.content.blocks ?? []
        return all.filter { $0.hasMinutes && $0.isRead(by: membership, in: event.marking) }
    }

    /// Of the meeting that this one follows, of what prepared that one, and of what prepares this one.
    private static func promised(_ event: EventRecord, _ voice: ActionVoice, _ reading: any Reading) throws
        -> [ActionRecord]
    {
        let series = SeriesStore(reading)
        let ties = try series.ties(of: event.id)
        let follows = try ties.follows ?? ties.prepares.flatMap { try series.ties(of: $0).follows }
        var before = try follows.map { try [$0] + series.preparing($0) } ?? []
        before += try series.preparing(event.id)
        let agenda = AgendaStore(reading)
        let blocks = try Set(before).sorted().flatMap { try agenda.draft(of: $0).map(\.id) }
        return try ActionStore(reading).actions(from: MeetingOperations.origin, blocks).filter(voice.reads)
    }

    func standing(_ action: ActionRecord) -> ActionStanding { standings[action.id] ?? .proposed }
}
