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
