import Domain
import Storage
import Web

/// The name of who did something, as the journal names them; for who runs the exercise.
struct PlayActors {
    private let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// `account:ID`, `participant:ID`, or nothing: then the clock of the exercise did it.
    func name(_ actor: String?) throws -> String {
        let parts = actor?.split(separator: ":").map(String.init) ?? []
        guard parts.count == 2 else { return L("the exercise’s clock").string() }
        if parts[0] == "account", let id = Account.ID(parts[1]), let account = try AccountStore(reading).known(id) {
            return account.name
        }
        if parts[0] == "participant", let id = Participant.ID(parts[1]) {
            return try EventStore(reading).participant(id).name
        }
        return "–"
    }
}
