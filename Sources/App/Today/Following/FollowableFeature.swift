import Domain
import Storage
import Web

/// A feature with something that can be followed.
protocol FollowableFeature: Feature {
    static var followed: [FollowedKind] { get }
}

/// A kind of thing that can be followed.
struct FollowedKind: Sendable {
    /// As the journal names it: `issue`.
    let noun: String
    /// What one of them is called.
    let label: Message
    /// Nothing, or ``Refusal/notFound``, where the reader may not see it, or it is gone.
    let find: @Sendable (_ id: String, _ reader: AccountReader, any Reading) throws -> FollowedThing?
    /// The ids of those in which the reader has a part: they are followed without saying so.
    var parts: @Sendable (_ reader: AccountReader, any Reading) throws -> [String] = { _, _ in [] }

    static let all: [FollowedKind] = Features.all { $0 as? any FollowableFeature.Type }.flatMap { $0.followed }

    /// The thing behind `issue:ID`, as the reader sees it.
    static func find(_ subject: String, for reader: AccountReader, _ reading: any Reading) throws -> FollowedThing? {
        let parts = subject.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let kind = all.first(where: { $0.noun == parts[0] }) else { return nil }
        do {
            return try kind.find(parts[1], reader, reading)
        } catch let refusal as Refusal where refusal.status == .notFound {
            return nil
        }
    }
}

struct FollowedThing: Sendable {
    let title: String
    /// BCP 47, where it is known.
    var language: String?
    let path: String
    /// Its own TLP label, where it has one.
    var marking: String?
    /// Whether it is the room in which a publication is written.
    var isWritten = false
}
