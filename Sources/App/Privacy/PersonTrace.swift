/// Everything that belongs to one person: their account, their entry in the directory, and their seats in events.
struct PersonTrace: Sendable, Equatable {
    var accounts: [Account.ID] = []
    var people: [Person.ID] = []
    var seats: [Participant.ID] = []
    var addresses: Set<String> = []

    var isEmpty: Bool { accounts.isEmpty && people.isEmpty && seats.isEmpty }

    /// How the columns that keep who did something name the person. They hold ids, never names.
    var actors: [String] { accounts.map { "account:\($0)" } + seats.map { "participant:\($0)" } }
}
