/// The agenda of an event as it was told: what happens when and where, and who has a part in it. A draft becomes one when it is released.
public struct AgendaContent: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case plenary, parallel, `break`, social, travel, preparation
    }

    public enum Part: String, Sendable, Hashable, Codable, CaseIterable { case speaker, chair, rapporteur, interpreter }

    public struct Person: Sendable, Hashable, Codable {
        /// Of somebody with a seat in the event; nothing for somebody who is only named.
        public let participant: String?
        /// Empty where there is a seat, which knows it.
        public let name: String
        public let part: Part

        public init(participant: String?, name: String, part: Part) {
            self.participant = participant
            self.name = name
            self.part = part
        }

        /// By what two entries are the same person.
        public var key: String { participant ?? AgendaContent.folded(name) }
    }

    public struct Block: Sendable, Hashable, Codable {
        public let id: String
        public let session: String
        public var title: String
        public var kind: Kind
        public var summary: String
        /// Epoch milliseconds; [start, end).
        public var startsAt: Int64
        public var endsAt: Int64
        /// The same as the event's clock shows it, `2026-11-27T18:00`.
        public var startsLocal: String
        public var endsLocal: String
        public var place: String
        public var link: String
        /// The step of the workshop that it opens.
        public var step: String?
        /// How many may choose it; nothing is everybody.
        public var seats: Int?
        public var people: [Person]
        /// A TLP 2.0 label without "TLP:"; nothing for the event's own.
        public var marking: String?
        /// Of iCalendar: how often time, place or standing were changed since it was released first.
        public var sequence: Int

        public init(
            id: String, session: String, title: String, kind: Kind, summary: String = "", startsAt: Int64,
            endsAt: Int64, startsLocal: String = "", endsLocal: String = "", place: String = "", link: String = "",
            step: String? = nil, seats: Int? = nil, people: [Person] = [], marking: String? = nil,
            sequence: Int = 0
        ) {
            self.id = id
            self.session = session
            self.title = title
            self.kind = kind
            self.summary = summary
            self.startsAt = startsAt
            self.endsAt = endsAt
            self.startsLocal = startsLocal
            self.endsLocal = endsLocal
            self.place = place
            self.link = link
            self.step = step
            self.seats = seats
            self.people = people
            self.marking = marking
            self.sequence = sequence
        }

        fileprivate func isMoved(from other: Block) -> Bool { startsAt != other.startsAt || endsAt != other.endsAt }
        fileprivate func isElsewhere(than other: Block) -> Bool { place != other.place || link != other.link }
        fileprivate var unnumbered: Block {
            var block = self
            block.sequence = 0
            return block
        }
    }

    /// What was told and does not take place. It stays, so that its number goes on where it comes back.
    public struct Cancelled: Sendable, Hashable, Codable {
        /// As it was told last, its number raised.
        public let block: Block
        /// Epoch milliseconds.
        public let at: Int64

        public init(block: Block, at: Int64) {
            self.block = block
            self.at = at
        }
    }

    /// By start, then end, then id.
    public let blocks: [Block]
    public let cancelled: [Cancelled]

    public init(blocks: [Block], cancelled: [Cancelled] = []) {
        self.blocks = blocks.sorted { ($0.startsAt, $0.endsAt, $0.id) < ($1.startsAt, $1.endsAt, $1.id) }
        self.cancelled = cancelled
    }

    /// From the first start to the last end; nothing where nothing is planned.
    public var span: (start: Int64, end: Int64)? {
        guard let start = blocks.map(\.startsAt).min(), let end = blocks.map(\.endsAt).max() else { return nil }
        return (start, end)
    }

    /// The same after what was told before: a number is raised where time or place were changed, and where a block is gone or is back
    /// (RFC 5546, 2.1.4); words alone raise none.
    /// - Parameter now: epoch milliseconds, of what is gone since.
    public func numbered(after last: AgendaContent?, at now: Int64) -> AgendaContent {
        let before = Dictionary((last?.blocks ?? []).map { ($0.id, $0) }) { first, _ in first }
        let gone = Dictionary((last?.cancelled ?? []).map { ($0.block.id, $0) }) { _, later in later }
        let present = blocks.map { draft in
            var block = draft
            if let told = before[draft.id] {
                block.sequence = told.sequence + (draft.isMoved(from: told) || draft.isElsewhere(than: told) ? 1 : 0)
            } else {
                block.sequence = gone[draft.id].map { $0.block.sequence + 1 } ?? 0
            }
            return block
        }
        let here = Set(blocks.map(\.id))
        let ending = (last?.blocks ?? []).filter { !here.contains($0.id) }.map { told in
            var block = told
            block.sequence += 1
            return Cancelled(block: block, at: now)
        }
        return AgendaContent(
            blocks: present, cancelled: (last?.cancelled ?? []).filter { !here.contains($0.block.id) } + ending)
    }

    /// Without case, and without white space at the ends.
    static func folded(_ text: String) -> String {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// What is different between two agendas, block by block, and whom it concerns.
public struct AgendaDifference: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable { case added, moved, placed, cancelled, reworded }

    public struct Change: Sendable, Hashable {
        /// Nothing where it is new.
        public let before: AgendaContent.Block?
        /// Nothing where it does not take place.
        public let after: AgendaContent.Block?
        public let kinds: Set<Kind>

        public var block: AgendaContent.Block? { after ?? before }
        /// More than words.
        public var isHard: Bool { kinds != [.reworded] }
        /// Those with a part in it, before or now; of a change of words those alone who are in it newly, or no longer.
        fileprivate var people: [AgendaContent.Person] {
            let (old, new) = (before?.people ?? [], after?.people ?? [])
            if isHard { return old + new }
            let (was, isIn) = (Set(old.map(\.key)), Set(new.map(\.key)))
            return (old + new).filter { was.contains($0.key) != isIn.contains($0.key) }
        }
    }

    /// In the order of their starts.
    public let changes: [Change]
    private let isFirst: Bool

    public init(from last: AgendaContent?, to next: AgendaContent) {
        isFirst = last == nil
        let before = Dictionary((last?.blocks ?? []).map { ($0.id, $0) }) { first, _ in first }
        let here = Set(next.blocks.map(\.id))
        let present: [Change] = next.blocks.compactMap { block in
            guard let told = before[block.id] else { return Change(before: nil, after: block, kinds: [.added]) }
            guard told.unnumbered != block.unnumbered else { return nil }
            var kinds: Set<Kind> = []
            if block.isMoved(from: told) { kinds.insert(.moved) }
            if block.isElsewhere(than: told) { kinds.insert(.placed) }
            return Change(before: told, after: block, kinds: kinds.isEmpty ? [.reworded] : kinds)
        }
        let gone = (last?.blocks ?? []).filter { !here.contains($0.id) }.map {
            Change(before: $0, after: nil, kinds: [.cancelled])
        }
        changes = (present + gone).sorted {
            ($0.block?.startsAt ?? 0, $0.block?.id ?? "") < ($1.block?.startsAt ?? 0, $1.block?.id ?? "")
        }
    }

    public var isEmpty: Bool { changes.isEmpty }

    public func ids(_ kind: Kind) -> [String] { changes.filter { $0.kinds.contains(kind) }.compactMap { $0.block?.id } }

    /// The seats of those with a part in what is new, moved, placed elsewhere or cancelled, in an order that does not change.
    public var speakers: [String] { Set(changes.flatMap(\.people).compactMap(\.participant)).sorted() }

    /// Whether everybody is told: of a first agenda, and where a plenary is moved, placed elsewhere or cancelled.
    public var concernsAll: Bool {
        isFirst && !changes.isEmpty
            || changes.contains { $0.isTold && ($0.before?.kind == .plenary || $0.after?.kind == .plenary) }
    }

    /// Blocks whose choosers are told.
    public var toldBlocks: [String] { changes.filter(\.isTold).compactMap { $0.block?.id } }
}

extension AgendaDifference.Change {
    /// Of what is moved, placed elsewhere or cancelled those are told who planned with it; what is new is nobody's yet.
    fileprivate var isTold: Bool { !kinds.isDisjoint(with: [.moved, .placed, .cancelled]) }
}

/// Two blocks at the same time that one person, or one place, cannot both have. A warning, never a refusal.
public struct AgendaClash: Sendable, Hashable {
    public enum Cause: Sendable, Hashable {
        case person(AgendaContent.Person)
        case place(String)
    }

    /// The ids of the blocks, the earlier one first.
    public let first: String
    public let second: String
    public let cause: Cause

    /// All of them, by the start of the earlier block. What ends when the other begins does not clash.
    public static func all(in blocks: [AgendaContent.Block]) -> [AgendaClash] {
        let ordered = AgendaContent(blocks: blocks).blocks
        var found: [AgendaClash] = []
        for (index, first) in ordered.enumerated() {
            for second in ordered[(index + 1)...] {
                guard second.startsAt < first.endsAt else { break }
                guard second.endsAt > second.startsAt else { continue }
                let keys = Set(second.people.map(\.key))
                var seen: Set<String> = []
                for person in first.people where keys.contains(person.key) && seen.insert(person.key).inserted {
                    found.append(AgendaClash(first: first.id, second: second.id, cause: .person(person)))
                }
                let place = AgendaContent.folded(first.place)
                if !place.isEmpty, place == AgendaContent.folded(second.place) {
                    found.append(AgendaClash(first: first.id, second: second.id, cause: .place(first.place)))
                }
            }
        }
        return found
    }
}
