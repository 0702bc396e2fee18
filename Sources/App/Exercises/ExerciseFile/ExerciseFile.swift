import Domain
import Foundation
import Web

/// A plan as it leaves one server and comes to another: docs/exercise-file.md. What refers to something names its place in its list, counted
/// from 1, since ids do not leave; nor does anybody's name.
struct ExerciseFile: Codable, Sendable {
    static let format = "roundtable-exercise"
    static let version = 1
    static let limit = 10 * 1_024 * 1_024

    let format: String
    let version: Int
    var plan: Plan
    /// What was played; never read back.
    var run: ExerciseFileRun?

    struct Plan: Codable, Sendable {
        var title: String
        var overview: String
        var zone: String
        /// Epoch milliseconds, as all instants here.
        var storyStart: Int64
        var languages: [String]
        var marking: String
        var extraColumns: [String]
        var functions: [Function]
        var cells: [Cell]
        /// Pairs of places.
        var borders: [[Int]]
        var moves: [Move]
        var breaks: [Break]
        var actors: [Sender]
        var storylines: [String]
        var objectives: [Objective]
        var tasks: [Task]
        var injects: [Event]
        /// Of a practical exercise; none in a scenario.
        var stations: [Station]?
        /// In their order; each begins when the one before has ended.
        var rotations: [Rotation]?
    }

    struct Station: Codable, Sendable {
        var name: String
        var place: String
        var text: String
        /// Places.
        var tasks: [Int]
    }

    struct Rotation: Codable, Sendable {
        /// Epoch milliseconds.
        var startsAt: Int64
        var length: Int64
        /// Pairs of places: of a cell, and of the station at which it is.
        var visits: [[Int]]
    }

    struct Attachment: Codable, Sendable {
        var name: String
        /// Of the papers with which it goes; nothing for all.
        var language: String?
        var alt: String
        /// By how many quarter turns a picture is shown.
        var turns: Int
        /// Base64; nothing where the file would be too large.
        var data: String?
    }

    struct Function: Codable, Sendable {
        var code: String
        var name: String
    }

    struct Cell: Codable, Sendable {
        var code: String
        var name: String
        var country: String?
        var plays: String
        var zone: String
        var language: String
        var kind: CellKind
    }

    struct Move: Codable, Sendable {
        var number: Int
        var title: String
        /// Milliseconds of the exercise's clock, as all lengths here.
        var start: Int64
        var length: Int64
        var storyAt: Int64?
        /// `4`, `1/2`, `0`.
        var rate: String
        var briefing: String
    }

    struct Break: Codable, Sendable {
        var title: String
        var at: Int64
        var length: Int64
    }

    struct Sender: Codable, Sendable {
        var name: String
        var kind: ActorKind
        var address: String
    }

    struct Origin: Codable, Sendable, Hashable {
        /// As the thread calls it: `intervention`.
        var kind: String
        var words: String
    }

    struct Objective: Codable, Sendable {
        var number: Int
        var text: String
        var capability: String
        var priority: Int
        var wanted: Int
        var sources: [Origin]
    }

    struct Task: Codable, Sendable {
        var number: Int
        var objective: Int
        var text: String
        var target: String
        var standard: String
        var thresholdMinutes: Int?
        var measure: String
    }

    struct Event: Codable, Sendable {
        var label: String
        var title: String
        var type: InjectKind
        var channel: ExerciseChannel
        var storyline: Int?
        var incident: String
        var actor: Int?
        var move: Int?
        var anchor: InjectAnchor
        var offset: Int64
        var wallAt: Int64?
        var release: ReleaseWay
        var expected: String
        var note: String
        var showsObservers: Bool
        var recipients: [Recipient]
        var texts: [Text]
        var tasks: [Int]
        var extra: [String: String]
        var decision: Point?
        var rule: Rule?
        var attachments: [Attachment]?
    }

    struct Recipient: Codable, Sendable, Hashable {
        var kind: InjectRecord.Recipient.Kind
        /// Of a cell or a function.
        var place: Int?
    }

    struct Text: Codable, Sendable {
        var language: String
        var subject: String
        var body: String
        var state: InjectRecord.Text.State
        /// The inject has changed since.
        var isBehind: Bool
    }

    struct Option: Codable, Sendable {
        var code: String
        var text: LocalTexts
    }

    struct Point: Codable, Sendable {
        var number: Int
        var question: LocalTexts
        var deadline: Int64?
        var consent: [String]
        var allowsOther: Bool
        var options: [Option]
        /// Pairs of codes.
        var incompatible: [[String]]
    }

    struct Condition: Codable, Sendable {
        var event: RuleEvent
        /// At whose release or decision it looks.
        var inject: Int?
        var move: Int?
        var word: String?
        var value: String
        var after: Int64?
    }

    struct Rule: Codable, Sendable {
        var scope: RuleScope
        var count: Int?
        var match: RuleMatch
        var delay: Int64
        var effect: RuleEffect
        var conditions: [Condition]
    }

    init(_ plan: Plan, run: ExerciseFileRun? = nil) {
        (format, version) = (Self.format, Self.version)
        self.plan = plan
        self.run = run
    }

    // MARK: Bytes

    /// The mark stands first and last; equal plans are equal bytes.
    func bytes() throws -> [UInt8] {
        let mark = try JSONCoding.text(ExerciseMark.call)
        var text = "{\"exercise\":\(mark),\n\"format\":\"\(format)\",\n\"version\":\(version),\n"
        text += "\"plan\":\(try JSONCoding.text(plan)),\n"
        if let run { text += "\"run\":\(try JSONCoding.text(run)),\n" }
        return Array("\(text)\"end\":\(mark)}\n".utf8)
    }

    private struct Head: Codable {
        let format: String
        let version: Int
    }

    private struct Body: Codable { let plan: Plan }

    /// - Throws: ``Refusal/invalid(_:)`` with the path of what is wrong, `plan.injects[3].channel`.
    static func plan(_ bytes: [UInt8]) throws -> Plan {
        guard bytes.count <= limit else { throw refusal("file", L("The file is larger than 10 MB.")) }
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        // Names are compared and hashed while they are read: first looked through.
        try OutsideJSON.check(bytes, limits: .init(depth: 32, values: 500_000))
        let data = Data(bytes)
        do {
            let head = try JSONDecoder().decode(Head.self, from: data)
            guard head.format == format else { throw refusal("format", L("This is no exercise file.")) }
            guard head.version == version else {
                throw refusal(
                    "version", L("The file is of version \(head.version). This server reads version \(version)."))
            }
            return try JSONDecoder().decode(Body.self, from: data).plan
        } catch let error as DecodingError {
            throw refusal(error)
        }
    }

    private static func refusal(_ field: String, _ words: Message) -> Refusal { .invalid([field: words]) }

    private static func refusal(_ error: DecodingError) -> Refusal {
        switch error {
        case .keyNotFound(let key, let context): refusal(path(context.codingPath + [key]), L("This is missing."))
        case .valueNotFound(_, let context): refusal(path(context.codingPath), L("This is missing."))
        case .typeMismatch(_, let context): refusal(path(context.codingPath), L("This is of another kind."))
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            refusal(path(context.codingPath), L("This value is not one of those allowed."))
        default: refusal("file", L("This is no exercise file."))
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        let path = keys.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += (path.isEmpty ? "" : ".") + key.stringValue.prefix(60)
            }
        }
        return path.isEmpty ? "file" : path
    }
}
