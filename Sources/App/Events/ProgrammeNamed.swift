import Domain
import Storage
import Web

/// A programme by what somebody typed on the command line: its id, its title or its short name.
enum ProgrammeNamed {
    /// - Throws: a refusal that names those there are.
    static func find(_ text: String, _ reading: any Reading) throws -> Programme.ID {
        let all = try ProgrammeStore(reading).all()
        if let id = Programme.ID(text), all.contains(where: { $0.id == id }) { return id }
        let name = Folded.text(text)
        let found = all.filter { Folded.text($0.title) == name || (!name.isEmpty && Folded.text($0.acronym) == name) }
        guard let first = found.first, found.count == 1 else { throw Refusal.noSuchProgramme(all.map(\.title)) }
        return first.id
    }
}
