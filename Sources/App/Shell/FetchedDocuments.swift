/// Documents of other servers, kept in memory for a while: an actor because it outlives every request.
public actor FetchedDocuments {
    private var kept: [String: (bytes: [UInt8], time: Int64)] = [:]

    /// What is kept, or else what `fetch` brings.
    /// - Parameter maxAge: milliseconds; 0 fetches always.
    func document(
        _ address: String, now: Int64, maxAge: Int64, fetch: @Sendable () async throws -> [UInt8]
    ) async throws -> [UInt8] {
        if let known = kept[address], now >= known.time, now - known.time < maxAge { return known.bytes }
        let bytes = try await fetch()
        kept[address] = (bytes, now)
        return bytes
    }

    /// Forgets a document that turned out to be of no use.
    func forget(_ address: String) { kept[address] = nil }
}
