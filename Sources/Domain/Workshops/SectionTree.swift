/// The sections of a document in their tree. Sections are given in the order of their positions among their siblings; one whose
/// parent is missing stands at the top.
public struct SectionTree<ID: Hashable & Sendable>: Sendable {
    public enum Failure: Error, Hashable {
        /// A section cannot stand under itself or under one of its own children.
        case underItself
        /// There are ``deepest`` levels.
        case tooDeep
        case unknown
    }

    /// One section where it is read.
    public struct Place: Sendable, Hashable {
        public let id: ID
        public let parent: ID?
        /// From 1, among its siblings.
        public let position: Int
        /// From 1: the depth.
        public let level: Int
        /// `2.1`; empty for a section that is not numbered.
        public let number: String
    }

    /// Titles of sections are headings 2 to 5; those inside their texts come below.
    public static var deepest: Int { 4 }

    private var children: [ID?: [ID]] = [:]
    private var parents: [ID: ID?] = [:]

    public init(_ sections: [(id: ID, parent: ID?)]) {
        let known = Set(sections.map(\.id))
        for section in sections {
            let parent = section.parent.flatMap { known.contains($0) ? $0 : nil }
            parents[section.id] = parent
            children[parent, default: []].append(section.id)
        }
    }

    /// All sections in the order in which they are read.
    /// - Parameter unnumbered: these, and what stands under them, have no number and take none.
    public func places(unnumbered: Set<ID> = []) -> [Place] {
        var result: [Place] = []
        collect(nil, level: 1, prefix: "", isNumbered: true, unnumbered, into: &result)
        return result
    }

    private func collect(
        _ parent: ID?, level: Int, prefix: String, isNumbered: Bool, _ unnumbered: Set<ID>, into result: inout [Place]
    ) {
        var count = 0
        for (index, id) in (children[parent] ?? []).enumerated() {
            let hasNumber = isNumbered && !unnumbered.contains(id)
            if hasNumber { count += 1 }
            let number = hasNumber ? "\(prefix)\(count)" : ""
            result.append(Place(id: id, parent: parent, position: index + 1, level: level, number: number))
            collect(
                id, level: level + 1, prefix: "\(number).", isNumbered: hasNumber, unnumbered, into: &result)
        }
    }

    public func parent(of id: ID) -> ID? { parents[id] ?? nil }

    /// A section with everything under it, in the order in which they are read.
    public func subtree(of id: ID) -> [ID] { [id] + (children[id] ?? []).flatMap(subtree) }

    public func siblings(of id: ID) -> [ID] { children[parent(of: id)] ?? [] }

    // MARK: Moving. Each changes nothing where the section cannot go further.

    public mutating func moveUp(_ id: ID) throws(Failure) { try shift(id, by: -1) }
    public mutating func moveDown(_ id: ID) throws(Failure) { try shift(id, by: 1) }

    private mutating func shift(_ id: ID, by step: Int) throws(Failure) {
        let index = try index(of: id)
        let other = index + step
        guard siblings(of: id).indices.contains(other) else { return }
        children[parent(of: id)]?.swapAt(index, other)
    }

    /// Under the sibling before it, as its last child.
    public mutating func indent(_ id: ID) throws(Failure) {
        let index = try index(of: id)
        guard index > 0 else { return }
        try move(id, under: siblings(of: id)[index - 1])
    }

    /// Out of its parent, right behind it.
    public mutating func outdent(_ id: ID) throws(Failure) {
        guard parents[id] != nil else { throw .unknown }
        guard let parent = parent(of: id) else { return }
        let place = try index(of: parent)
        try move(id, under: self.parent(of: parent), at: place + 1)
    }

    /// - Parameter index: from 0 among its new siblings, not counting itself; the end by default.
    public mutating func move(_ id: ID, under parent: ID?, at index: Int? = nil) throws(Failure) {
        guard parents[id] != nil else { throw .unknown }
        if let parent {
            guard parents[parent] != nil else { throw .unknown }
            guard !subtree(of: id).contains(parent) else { throw .underItself }
        }
        guard depth(of: parent) + height(of: id) <= Self.deepest else { throw .tooDeep }
        children[self.parent(of: id)]?.removeAll { $0 == id }
        var siblings = children[parent] ?? []
        siblings.insert(id, at: min(max(index ?? siblings.count, 0), siblings.count))
        children[parent] = siblings
        parents[id] = .some(parent)
    }

    /// Before or after another section, as its sibling. Beside itself is where it stands.
    public mutating func move(_ id: ID, beside other: ID, after: Bool) throws(Failure) {
        guard parents[id] != nil, parents[other] != nil else { throw .unknown }
        guard id != other else { return }
        guard !subtree(of: id).contains(other) else { throw .underItself }
        let index = siblings(of: other).filter { $0 != id }.firstIndex(of: other) ?? 0
        try move(id, under: parent(of: other), at: after ? index + 1 : index)
    }

    /// How many levels stand above and with a section; 0 for the top.
    public func depth(of id: ID?) -> Int {
        var depth = 0
        var next = id
        while let here = next {
            depth += 1
            next = parent(of: here)
        }
        return depth
    }

    private func height(of id: ID) -> Int { 1 + ((children[id] ?? []).map(height).max() ?? 0) }

    private func index(of id: ID) throws(Failure) -> Int {
        guard parents[id] != nil, let index = siblings(of: id).firstIndex(of: id) else { throw .unknown }
        return index
    }
}
