import Domain
import Storage

/// What the members of a programme are called today, also those that have left.
struct MemberCalled: Sendable {
    private let names: [MemberRef: String]
    private let directory: DirectoryNames

    init(_ programme: Programme.ID, _ directory: DirectoryNames, _ reading: any Reading) throws {
        self.directory = directory
        // The latest row of each wins.
        let rows = try MemberStore(reading).members(of: programme, on: nil).sorted { $0.since < $1.since }
        names = Dictionary(rows.map { ($0.ref, $0.name) }) { _, last in last }
    }

    func name(_ ref: MemberRef) -> String {
        if let country = ref.country, let name = directory.country(country) { return name }
        return names[ref] ?? "–"
    }
}
