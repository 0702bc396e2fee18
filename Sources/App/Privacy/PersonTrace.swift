/// Everything that belongs to one person: their account, their entry in the directory, their seats in events, and what stands for them
/// where they have none of these: registrations, nominations, and what they were asked.
struct PersonTrace: Sendable, Equatable {
    var accounts: [Account.ID] = []
    var people: [Person.ID] = []
    var seats: [Participant.ID] = []
    /// Ids of rows of several tables.
    var records: Set<String> = []
    var addresses: Set<String> = []
    /// Of these, what others have too, whose names are not the person's.
    var shared: Set<String> = []
    /// Under what the person is written to, by table.
    var writtenTo: [String: [String]] = [:]

    var isEmpty: Bool {
        accounts.isEmpty && people.isEmpty && seats.isEmpty && records.isEmpty && addresses.isEmpty
    }

    /// How the columns that keep who did something name the person. They hold ids, never names.
    var actors: [String] { accounts.map { "account:\($0)" } + seats.map { "participant:\($0)" } }
}
