import Domain
import Storage
import Web

/// An area of work: what an expert knows, what a group works on, what a record is about.
struct AreaRecord: Sendable, Hashable {
    /// Two trees that are used beside each other: what the work is about, and which hazards it is for.
    enum Axis: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable {
        case topic, hazard

        var label: Message {
            switch self {
            case .topic: L("Topics")
            case .hazard: L("Hazards")
            }
        }
    }

    let id: Area.ID
    /// What files and addresses call it: `water-safety`.
    let code: String
    let parent: Area.ID?
    let names: AreaNames
    let note: String
    /// What others call it, `scheme:code`, several divided by spaces.
    let crosswalk: String
    let axis: Axis
    let position: Int
    let isRetired: Bool
    /// By which one it is found since it is retired.
    let successor: Area.ID?

    init(_ row: Row) throws {
        id = try row.get("id")
        code = try row.get("code")
        parent = try row.get("parent_id")
        names = AreaNames(
            english: try row.get("name_en"), french: try row.get("name_fr"), russian: try row.get("name_ru"),
            arabic: try row.get("name_ar"))
        note = try row.get("note")
        crosswalk = try row.get("crosswalk")
        axis = try row.get("axis")
        position = try row.get("position")
        isRetired = try row.get("retired_at", as: Int64?.self) != nil
        successor = try row.get("successor_id")
    }

    /// In the reader's language; in English where there is none in it.
    func name(in language: Language = .current) -> String { names.name(in: language) }

    var label: Message { .verbatim(name()) }
}

/// What an area is called in each language of the interface; English is always there.
struct AreaNames: Sendable, Hashable, Codable {
    var english = ""
    var french = ""
    var russian = ""
    var arabic = ""

    func name(in language: Language = .current) -> String {
        let own = stored(in: language)
        return own.isEmpty ? english : own
    }

    func stored(in language: Language) -> String {
        switch language {
        case .english: english
        case .french: french
        case .russian: russian
        case .arabic: arabic
        }
    }

    var all: [String] { [english, french, russian, arabic].filter { !$0.isEmpty } }
}

/// All areas, read once per page.
struct AreaTree: Sendable {
    /// By axis, each parent before its children, the retired too.
    let all: [AreaRecord]
    private let byID: [Area.ID: AreaRecord]
    private let byCode: [String: AreaRecord]
    private let byName = FoldedAreaNames()
    private let byParent: [Area.ID?: [AreaRecord]]

    init(_ reading: any Reading) throws { self.init(try AreaStore(reading).areas()) }

    /// - Parameter areas: by their position.
    init(_ areas: [AreaRecord]) {
        byID = Dictionary(areas.map { ($0.id, $0) }) { first, _ in first }
        byCode = Dictionary(areas.map { ($0.code, $0) }) { first, _ in first }
        let byParent = Dictionary(grouping: areas, by: \.parent)
        self.byParent = byParent
        var ordered: [AreaRecord] = []
        var seen: Set<Area.ID> = []
        func add(_ area: AreaRecord) {
            guard seen.insert(area.id).inserted else { return }
            ordered.append(area)
            for child in byParent[area.id, default: []] { add(child) }
        }
        for axis in AreaRecord.Axis.allCases {
            for root in byParent[nil, default: []] where root.axis == axis { add(root) }
        }
        // What a circle in the table would hide is shown all the same.
        for area in areas { add(area) }
        all = ordered
    }

    /// Those that are offered.
    var inUse: [AreaRecord] { all.filter { !$0.isRetired } }

    func area(_ id: Area.ID?) -> AreaRecord? { id.flatMap { byID[$0] } }

    /// - Parameter code: in any letters, as somebody typed it.
    func area(code: String) -> AreaRecord? {
        byCode[code.trimmed.lowercased()]
    }

    /// By a code, an id or a name in any of the languages, as a file or an address has it.
    func area(told text: String) -> AreaRecord? {
        guard text.utf8.count <= Self.longestTold else { return nil }
        if let id = Area.ID(text.trimmed), let area = byID[id] { return area }
        if let area = area(code: text) { return area }
        let folded = Folded.text(text)
        guard !folded.isEmpty else { return nil }
        return byName.area(folded, of: all)
    }

    /// No area is called by anything longer, in bytes.
    private static let longestTold = 2_000

    /// The area itself, or the one by which a retired one is found now.
    func current(_ id: Area.ID) -> AreaRecord? {
        var (area, steps) = (byID[id], 0)
        while let now = area, now.isRetired, let next = now.successor.flatMap({ byID[$0] }), steps < 20 {
            (area, steps) = (next, steps + 1)
        }
        return area
    }

    func children(of id: Area.ID?) -> [AreaRecord] { byParent[id, default: []] }

    /// How many stand above it.
    func depth(of id: Area.ID) -> Int { ancestors(of: id).count }

    /// The nearest first.
    func ancestors(of id: Area.ID) -> [AreaRecord] {
        var found: [AreaRecord] = []
        var next = byID[id]?.parent
        while let parent = next.flatMap({ byID[$0] }), !found.contains(where: { $0.id == parent.id }) {
            found.append(parent)
            next = parent.parent
        }
        return found
    }

    /// The area and all below it, and every retired one that is found by one of them: what belongs to it where somebody asks for it.
    func within(_ id: Area.ID) -> Set<Area.ID> {
        var found: Set<Area.ID> = []
        var open = [id]
        while let next = open.popLast() {
            guard found.insert(next).inserted else { continue }
            open += byParent[next, default: []].map(\.id)
        }
        return found.union(
            all.filter { $0.isRetired && current($0.id).map { found.contains($0.id) } ?? false }.map(\.id))
    }

    /// Other areas with the same parent, in use.
    func neighbours(of id: Area.ID) -> [AreaRecord] {
        guard let area = byID[id], let parent = area.parent else { return [] }
        return children(of: parent).filter { $0.id != id && !$0.isRetired }
    }

    /// With what stands above it: `Health and safety › Water safety`.
    func path(of id: Area.ID) -> String {
        guard let area = byID[id] else { return "" }
        return (ancestors(of: id).reversed() + [area]).map { $0.name() }.joined(separator: " › ")
    }

    /// The names of these areas, in the order of the tree; those that are gone are left out.
    func names(_ ids: some Sequence<Area.ID>) -> [String] {
        let ids = Set(ids)
        return all.filter { ids.contains($0.id) }.map { $0.name() }
    }

    /// For a choice in a form, by code, the deeper ones moved in.
    /// - Parameter kept: retired ones that the form began with stay choices.
    func options(first: Message = L("Not stated"), kept: Set<Area.ID> = []) -> [(value: String, label: Message)] {
        [(value: "", label: first)]
            + all.filter { !$0.isRetired || kept.contains($0.id) }.map { area in
                let indent = String(repeating: "\u{2003}", count: depth(of: area.id))
                return (value: area.code, label: .verbatim(indent + area.name()))
            }
    }

    /// Whose names hold all words of a text, in any of the languages: `вода` finds `Безопасность воды`. Also retired ones.
    func matching(_ text: String) -> [AreaRecord] {
        let words = WordMatch.words(of: text).prefix(6)
        guard !words.isEmpty else { return [] }
        return all.filter { area in
            area.names.all.contains { name in
                let name = WordMatch.words(of: name)
                return words.allSatisfy { word in name.contains { WordMatch.isFound(word, in: $0) } }
            }
        }
    }
}

extension WordMatch {
    /// In folded letters.
    static func words(of text: String) -> [String] { words(ofFolded: Folded.text(text)) }
}
