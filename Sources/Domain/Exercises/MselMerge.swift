/// Brings an edited file back: what it says of one inject, what it said when it was exported, and what is here now.
public struct MselMerge: Sendable, Hashable {
    public struct Conflict: Sendable, Hashable {
        public let here: String
        public let file: String
    }

    /// What the inject says afterwards, where it differs from what is here.
    public private(set) var changes: [MselField: String] = [:]
    /// Changed on both sides, and short: a person chooses.
    public private(set) var conflicts: [MselField: Conflict] = [:]
    /// Fields that the file emptied.
    public private(set) var emptied: Set<MselField> = []
    /// Changes of the file that an inject does not take any more once it is released.
    public private(set) var refused: Set<MselField> = []

    /// Of the owner's own columns: what the file changed, by heading.
    public private(set) var extra: [String: String] = [:]

    /// Long texts, which are merged as cards are.
    public static let long: Set<MselField> = [.text, .expected, .note]

    /// - Parameters:
    ///   - base: as it was exported, as far as it is known.
    ///   - file: only fields that the file has a column for.
    ///   - isReleased: then only the note is taken.
    ///   - answers: `true` where the file's value was chosen, `false` where what is here stays.
    public init(
        base: [MselField: String]?, here: [MselField: String], file: [MselField: String], isReleased: Bool,
        answers: [MselField: Bool] = [:]
    ) {
        for (field, told) in file {
            let now = here[field] ?? ""
            guard told != now else { continue }
            let was = base?[field]
            if was == told { continue }
            if isReleased, field != .note {
                refused.insert(field)
            } else if was == now || (was == nil && now.isEmpty) {
                take(field, told)
            } else if let was, Self.long.contains(field) {
                let merged = TextMerge.merge(base: was, mine: told, theirs: now)
                if merged != now { take(field, merged) }
            } else if let isFile = answers[field] {
                if isFile { take(field, told) }
            } else {
                conflicts[field] = Conflict(here: now, file: told)
            }
        }
    }

    /// Texts in further languages are merged; of own columns that both sides changed, what is here stays.
    /// - Parameter file: only headings that the file has.
    public mutating func takeExtra(base: [String: String]?, here: [String: String], file: [String: String]) {
        for (heading, told) in file {
            let now = here[heading] ?? ""
            let was = base.map { $0[heading] ?? "" } ?? now
            guard told != now, told != was else { continue }
            if was == now {
                extra[heading] = told
            } else if heading.hasPrefix("Text (") {
                extra[heading] = TextMerge.merge(base: was, mine: told, theirs: now)
            }
        }
    }

    private mutating func take(_ field: MselField, _ value: String) {
        changes[field] = value
        if value.isEmpty { emptied.insert(field) }
    }

    /// A change that is not made.
    public mutating func leave(_ field: MselField) {
        changes[field] = nil
        emptied.remove(field)
    }

    public var isSame: Bool { changes.isEmpty && extra.isEmpty && conflicts.isEmpty && refused.isEmpty }
}
