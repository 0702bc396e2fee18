import Domain
import Storage

/// What the members of a programme are called today, also those that have left.
struct MemberCalled: Sendable {
    private let names: MemberNames

    init(_ programme: Programme.ID, _ directory: DirectoryNames, _ reading: any Reading) throws {
        names = try MemberNames(everOf: programme, directory: directory, reading)
    }

    func name(_ ref: MemberRef) -> String { names.name(ref).string() }
}
