import Web

/// So many at once; who comes when all places are taken is told so, instead of waiting in a growing line.
public actor Turnstile {
    private let places: Int
    private var taken = 0

    public init(places: Int) { self.places = places }

    /// - Throws: what `busy` says where no place is free.
    func pass<Value: Sendable>(busy: Refusal, _ body: @Sendable () async throws -> Value) async throws -> Value {
        guard taken < places else { throw busy }
        taken += 1
        defer { taken -= 1 }
        return try await body()
    }
}
