import Domain
import Foundation
import Web

/// Looks whether the provider answers, says what it must, and has the same time. Nobody is signed in, and the client's secret is not
/// tried: for that the provider wants a person.
public enum OpenIDProbe {
    public struct Finding: Sendable {
        /// Keys that can be used here.
        public let keys: Int
        /// How many milliseconds the provider's clock is ahead of ours, to a second; nil if it does not tell.
        public let clockDifference: Int64?
        /// What its certificate says, as libcurl writes it; empty over plain HTTP.
        public let certificate: [String]
    }

    /// - Throws: ``OpenIDFailure``.
    public static func run(_ settings: OpenIDSettings) async throws -> Finding {
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        let client = OpenIDClient(
            settings: settings, documents: FetchedDocuments(), returnAddress: "", now: now)
        let keys = try await client.keys(try await client.description(), maxAge: 0)
        guard !keys.isEmpty else { throw OpenIDFailure.wrong("none of its keys is for RS256 or ES256") }
        let answer = try await OpenIDFetch(address: client.descriptionAddress, settings: settings).run()
        let time = Int64(Date().timeIntervalSince1970 * 1000)
        return Finding(
            keys: keys.count, clockDifference: answer.time.map { $0 - time }, certificate: answer.certificate)
    }
}
