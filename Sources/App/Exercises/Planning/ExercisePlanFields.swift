import Domain
import Storage
import Web

/// A cell: people who act together, usually a delegation.
struct CellFields: FieldRecord {
    var code = ""
    var name = ""
    var kind = CellKind.players.rawValue
    var country: String?
    var plays = ""
    var zone = ""
    var language = Language.english.rawValue
    var publication = Comparison.private.rawValue

    static let fields: [Field<CellFields>] = [
        .line("code", \.code, L("Letter"), hint: L("A letter or two, as on lists and in the matrix."), limit: 4),
        .line("name", \.name, L("Name"), limit: 100, isRequired: true, isBeside: true),
        .line(
            "plays", \.plays, L("Whom it plays in the story"), hint: L("A country of the story, an authority."),
            limit: 200),
        .country("country", \.country, L("Country")),
        .choice(
            "language", \.language, L("Language"), .language, isBeside: true,
            options: { ContributionLanguage.options },
            fault: { Languages.isKnown($0) ? nil : L("Choose one of the languages.") }),
        .choice(
            "zone", \.zone, L("Time zone"), .zone, isBeside: true,
            options: { TimeZones.sorted.map { (value: $0, label: .verbatim($0)) } },
            fault: {
                $0.isEmpty || TimeZones.all.contains($0)
                    ? nil : L("Choose a time zone from the list, such as Europe/Zagreb.")
            }),
        .coded(
            "kind", \.kind, L("Kind"), CellKind.self, hint: L("In a simulation cell controllers play everybody else."),
            label: \.label),
        .coded(
            "publication", \.publication, L("How its own results may be shown"), Comparison.self, isBeside: true,
            label: \.label),
    ]
}

/// A move: a part of the exercise with a beginning of its own.
struct MoveFields: FieldRecord {
    var title = ""
    /// By the exercise's clock, as ``ElapsedTyped`` reads it.
    var starts = ""
    var lasts = ""
    /// `2027-06-18T07:40` on the story's clock; empty where the story goes on.
    var story = ""
    /// `1`, `1/2`, `1440`, `0`.
    var rate = "1"
    var briefing = ""

    static let fields: [Field<MoveFields>] = [
        .line("title", \.title, L("Title"), limit: 200, isRequired: true),
        .elapsed("starts", \.starts, L("Begins at"), hint: L("Hours and minutes of the exercise’s clock: 1:25.")),
        .elapsed("lasts", \.lasts, L("Lasts"), hint: L("Hours and minutes: 0:45."), isBeside: true),
        .line(
            "story", \.story, L("The story jumps to"), hint: L("Left empty, the story goes on where it is."), limit: 30),
        .line(
            "rate", \.rate, L("Pace of the story"),
            hint: L("1 is as fast as the clock, 4 four times, 1/2 half, 0 stands still."), limit: 12, isBeside: true),
        .lines("briefing", \.briefing, L("Briefing at its beginning"), limit: 4_000),
    ]
}

struct BreakFields: FieldRecord {
    var title = ""
    var at = ""
    var lasts = ""

    static let fields: [Field<BreakFields>] = [
        .line("title", \.title, L("Break"), limit: 100, isRequired: true),
        .elapsed(
            "at", \.at, L("After minute"), hint: L("Hours and minutes of the exercise’s clock: 1:25."), isBeside: true),
        .elapsed("lasts", \.lasts, L("Lasts"), hint: L("Hours and minutes: 0:45."), isBeside: true),
    ]
}

/// What a player stands for inside a cell.
struct FunctionFields: FieldRecord {
    var code = ""
    var name = ""

    static let fields: [Field<FunctionFields>] = [
        .line("name", \.name, L("Function"), limit: 100, isRequired: true),
        .line("code", \.code, L("Code"), limit: 40, isBeside: true),
    ]
}

/// Who injects come from.
struct ActorFields: FieldRecord {
    var name = ""
    var kind = ActorKind.authority.rawValue
    var address = ""

    static let fields: [Field<ActorFields>] = [
        .line("name", \.name, L("Name"), limit: 200, isRequired: true),
        .coded("kind", \.kind, L("Kind"), ActorKind.self, isBeside: true, label: \.label),
        .line(
            "address", \.address, L("E-mail in the story"),
            hint: L("Only endings that nobody owns: .example, .invalid."),
            limit: 120, isBeside: true),
    ]

    /// Nothing that somebody could answer for real.
    var cleaned: Cleaned<ActorFields> {
        Cleaned(self) { fields, check in
            fields.clean(&check)
            guard !fields.address.isEmpty else { return }
            let isReserved = [".example", ".invalid", ".test", "example.org", "example.com", "example.net"].contains {
                fields.address.lowercased().hasSuffix($0)
            }
            if !isReserved || !FieldCheck.isEmail(fields.address) {
                check.fail(
                    "address", L("Write an address that ends in .example or .invalid, such as desk@station.example."))
            }
        }
    }
}

struct StorylineFields: FieldRecord {
    var title = ""

    static let fields: [Field<StorylineFields>] = [
        .line("title", \.title, L("Storyline"), limit: 200, isRequired: true)
    ]
}

struct ObjectiveFields: FieldRecord {
    var text = ""
    var capability = ""
    var priority: Int? = 1
    var wanted: Int? = 3

    static let fields: [Field<ObjectiveFields>] = [
        .lines(
            "text", \.text, L("Objective"), hint: L("What is to be shown, so that one can say whether it was."),
            limit: 600,
            isRequired: true),
        .line(
            "capability", \.capability, L("Capability"), hint: L("Of what preparedness needs, for example a topic."),
            limit: 200),
        .number("priority", \.priority, L("Priority"), in: 1...9, isBeside: true),
        .number("wanted", \.wanted, L("Injects wanted"), in: 1...99, isBeside: true),
    ]
}

/// What a task is measured by, where the exercise itself can tell.
enum TaskMeasure: String, CaseIterable, Sendable {
    case none = ""
    case firstNotice = "first-notice"
    case answeredInTime = "answered-in-time"
    case agreedWords = "agreed-words"
    case functionsAsked = "functions-asked"

    var label: Message {
        switch self {
        case .none: L("What evaluators see")
        case .firstNotice: L("Time to the first notice to a neighbour")
        case .answeredInTime: L("Requests answered in time")
        case .agreedWords: L("Public words agreed before release")
        case .functionsAsked: L("Own functions asked before deciding")
        }
    }
}

struct TaskFields: FieldRecord {
    var text = ""
    var target = ""
    var standard = ""
    /// Minutes of the exercise's clock.
    var threshold: Int?
    var measure = ""

    static let fields: [Field<TaskFields>] = [
        .lines("text", \.text, L("Critical task"), limit: 600, isRequired: true),
        .line("target", \.target, L("Target"), hint: L("What is reached when it is done well."), limit: 300),
        .number("threshold", \.threshold, L("Within minutes"), in: 1...10_080, isBeside: true),
        .line("standard", \.standard, L("Standard"), hint: L("The plan or rule by which it is judged."), limit: 300),
        .choice(
            "measure", \.measure, L("Measured by"), .word(TaskMeasure.allCases.map(\.rawValue)),
            options: { TaskMeasure.allCases.map { (value: $0.rawValue, label: $0.label) } },
            fault: { TaskMeasure(rawValue: $0) == nil ? L("This value is not one of those allowed.") : nil }),
    ]
}

// MARK: Kinds of fields

extension Field {
    /// One of the values of an enumeration.
    static func coded<Code: RawRepresentable<String> & CaseIterable & Sendable>(
        _ column: String, _ path: TextPath<Record>, _ label: Message, _ code: Code.Type, hint: Message? = nil,
        isBeside: Bool = false, label word: @escaping @Sendable (Code) -> Message
    ) -> Field {
        .choice(
            column, path, label, hint: hint, .choice(Code.allCases.map(\.rawValue)), isBeside: isBeside,
            options: { Code.allCases.map { (value: $0.rawValue, label: word($0)) } },
            fault: { Code(rawValue: $0) == nil ? L("This value is not one of those allowed.") : nil })
    }

    /// A time of the exercise's clock; what is empty is its beginning.
    static func elapsed(
        _ column: String, _ path: TextPath<Record>, _ label: Message, hint: Message? = nil, isBeside: Bool = false
    ) -> Field {
        var field: Field = .line(column, path, label, hint: hint, limit: 20, isBeside: isBeside)
        field.clean = { [name = field.name] record, check in
            let typed = check.line(name, record[keyPath: path], limit: 20)
            record[keyPath: path] = typed
            if !typed.isEmpty, ElapsedTyped.read(typed) == nil {
                check.fail(name, L("Write hours and minutes, such as 1:25, or minutes alone."))
            }
        }
        return field
    }
}

/// A time of the exercise's clock as planners type it: `1:25`, `1:25:30`, or minutes.
enum ElapsedTyped {
    /// Longer lasts no exercise.
    static let most: Int64 = 30 * EpochTime.day

    static func read(_ text: String) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count) else { return nil }
        let numbers = parts.compactMap { part -> Int64? in
            WholeText.read(String(part), in: 0...999_999).map { Int64($0) }
        }
        guard numbers.count == parts.count, numbers.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
        let seconds: Int64 =
            switch numbers.count {
            case 1: numbers[0] * 60
            case 2: numbers[0] * 3_600 + numbers[1] * 60
            default: numbers[0] * 3_600 + numbers[1] * 60 + numbers[2]
            }
        return seconds * 1_000 <= most ? seconds * 1_000 : nil
    }

    /// As it is typed again.
    static func text(_ milliseconds: Int64) -> String {
        milliseconds % 60_000 == 0 ? ElapsedText.short(milliseconds) : ElapsedText.long(milliseconds)
    }
}

/// A pace as planners type it: `4`, `1/2`, `0`.
enum RateTyped {
    static func read(_ text: String) -> Speed? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map {
            WholeText.read(String($0).trimmed, in: 0...1_440)
        }
        guard (1...2).contains(parts.count), let first = parts[0], let second = parts.count == 2 ? parts[1] : 1,
            second > 0
        else { return nil }
        return Speed(Int64(first), Int64(second))
    }

    static func text(_ rate: Speed) -> String {
        rate.denominator == 1 ? "\(rate.numerator)" : "\(rate.numerator)/\(rate.denominator)"
    }
}
