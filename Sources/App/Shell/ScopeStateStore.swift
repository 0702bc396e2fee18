import Storage

/// How far the journal of a scope is: pages that show something of it are fetched anew when that changes.
struct ScopeStateStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func state(of scope: String) throws -> String {
        let last = try reading.value("SELECT MAX(sequence) FROM journal WHERE scope = \(scope)", as: Int64?.self) ?? nil
        return String(last ?? 0)
    }
}
