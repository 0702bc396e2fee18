import Domain
import Storage
import Web

/// Names of those who plan, by what the journal calls them.
struct InjectNames: Sendable {
    private let names: [String: String]

    init(_ actors: some Sequence<String?>, of event: Event.ID, _ reading: any Reading) throws {
        let wanted = Set(actors.compactMap { $0 })
        var names: [String: String] = [:]
        if wanted.contains(where: { $0.hasPrefix("participant:") }) {
            for person in try EventStore(reading).participants(of: event) {
                names["participant:\(person.id)"] = person.name
            }
        }
        for actor in wanted where actor.hasPrefix("account:") {
            guard let id = Account.ID(String(actor.dropFirst("account:".count))) else { continue }
            names[actor] = try AccountStore(reading).known(id)?.name
        }
        self.names = names
    }

    func name(_ actor: String?) -> String? { actor.flatMap { names[$0] } }
}

/// Who plans an exercise, each with all by which the journal may know them.
struct InjectPlanners: Sendable {
    private let people: [(name: String, actors: Set<String>)]

    init(_ desk: InjectDesk, _ reading: any Reading) throws {
        guard let event = desk.event else {
            people = []
            return
        }
        let excon = Set(desk.seats.map(\.participant))
        var found: [(name: String, actors: Set<String>)] = try ProgrammeStore(reading).organisers(of: event.programme)
            .map { (name: $0.name, actors: ["account:\($0.id)"]) }
        for one in try EventStore(reading).participants(of: event.id)
        where one.role.runsTheRoom || excon.contains(one.id) {
            let actors = Set(["participant:\(one.id)"] + (one.account.map { ["account:\($0)"] } ?? []))
            if let known = found.firstIndex(where: { !$0.actors.isDisjoint(with: actors) }) {
                found[known].actors.formUnion(actors)
            } else {
                found.append((name: one.name, actors: actors))
            }
        }
        people = found
    }

    /// Names of those who wrote nothing of an inject.
    func others(than authors: Set<String>) -> [String] {
        people.filter { $0.actors.isDisjoint(with: authors) }.map(\.name).sorted()
    }
}
