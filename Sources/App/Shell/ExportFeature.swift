import Storage
import Web

/// What `roundtable export` makes that belongs to no event: the members of a programme, its mandates, a publication. It stands outside of every
/// account, and so gets what an administrator gets.
public struct ExportKind: Sendable {
    /// As `--what` names it.
    public let name: String
    /// Endings of its files.
    public let formats: [String]
    let make: @Sendable (ExportWish, Database, _ now: Int64) async throws -> [UInt8]

    /// - Throws: ``Web/Refusal`` in words where there is nothing to make, or a program is missing.
    public func file(_ wish: ExportWish, _ database: Database, now: Int64) async throws -> [UInt8] {
        try await Language.$current.withValue(wish.language) { try await make(wish, database, now) }
    }
}

/// What is wanted of it.
public struct ExportWish: Sendable {
    /// One of ``ExportKind/formats``.
    public var format: String
    /// The id of the one thing, where it is of one.
    public var subject: String?
    /// The id of a programme.
    public var programme: String?
    /// As at this day, an ISO 8601 date; nothing for today.
    public var day: String?
    /// Of the words that the product adds.
    public var language: Language = .english

    public init(format: String) { self.format = format }
}

/// A feature of which `roundtable export` makes something.
protocol ExportFeature: Feature {
    static var exports: [ExportKind] { get }
}

public enum Exports {
    /// By name.
    public static let all: [ExportKind] = Features.all { $0 as? any ExportFeature.Type }.flatMap { $0.exports }
        .sorted { $0.name < $1.name }

    public static func named(_ name: String) -> ExportKind? { all.first { $0.name == name } }
}
