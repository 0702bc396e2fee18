import Domain
import Storage
import Web

// What an exercise's columns say, as they are stored and in JSON.

enum ExerciseState: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case draft, ready, running, paused, halted, ended, reviewed, closed, cancelled

    var label: Message {
        switch self {
        case .draft: L("In planning")
        case .ready: L("Ready")
        case .running: L("Running")
        case .paused: L("Paused")
        case .halted: L("Halted")
        case .ended: L("Ended")
        case .reviewed: L("Reviewed")
        case .closed: L("Closed")
        case .cancelled: L("Cancelled")
        }
    }

    /// STARTEX was given, ENDEX not yet.
    var isPlayed: Bool { self == .running || self == .paused || self == .halted }
    var isPlanned: Bool { self == .draft || self == .ready }
    /// ENDEX was given.
    var isOver: Bool { self == .ended || self == .reviewed || self == .closed }
}

enum ExerciseRole: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case director, controller, simulator, evaluator, player, observer

    var label: Message {
        switch self {
        case .director: L("Exercise director")
        case .controller: L("Controller")
        case .simulator: L("Simulation cell")
        case .evaluator: L("Evaluator")
        case .player: L("Player")
        case .observer: L("Observer", context: "exercise")
        }
    }

    var isExcon: Bool { self == .director || self == .controller || self == .simulator }
}

enum ExercisePace: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case clock, moves

    var label: Message {
        switch self {
        case .clock: L("By the clock")
        case .moves: L("Move by move, as the players get on")
        }
    }
}

enum ApprovalRule: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case none
    case secondPerson = "second-person"

    var label: Message {
        switch self {
        case .none: L("Whoever writes an inject approves it")
        case .secondPerson: L("A second person approves each inject")
        }
    }
}

/// How results of cells are shown outside EXCON, and how a cell lets its own be shown.
enum Comparison: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case `private`, anonymous, named

    var label: Message {
        switch self {
        case .private: L("Counts only")
        case .anonymous: L("Side by side, without names")
        case .named: L("With names, as far as a cell agrees")
        }
    }

    /// The more careful of two.
    func stricter(_ other: Comparison) -> Comparison {
        let all = Self.allCases
        return (all.firstIndex(of: self) ?? 0) < (all.firstIndex(of: other) ?? 0) ? self : other
    }
}

enum CellKind: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case players, simcell

    var label: Message { self == .players ? L("Players") : L("Simulation cell") }
}

enum ActorKind: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case authority, `operator`, media, `public`, person

    var label: Message {
        switch self {
        case .authority: L("Authority")
        case .operator: L("Operator", context: "actor")
        case .media: L("Media")
        case .public: L("The public")
        case .person: L("Person", context: "actor")
        }
    }
}

enum MoveState: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case planned, open, closed, reviewed

    var label: Message {
        switch self {
        case .planned: L("Planned")
        case .open: L("Open")
        case .closed: L("Closed")
        case .reviewed: L("Reviewed")
        }
    }
}

enum InjectKind: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case standard, contingency, adaptive

    var label: Message {
        switch self {
        case .standard: L("Standard", context: "inject")
        case .contingency: L("Contingency")
        case .adaptive: L("Adaptive")
        }
    }
}

enum InjectStatus: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case draft, submitted, approved, released, complete, deferred, obsolete

    var label: Message {
        switch self {
        case .draft: L("Draft")
        case .submitted: L("Submitted")
        case .approved: L("Approved")
        case .released: L("Released")
        case .complete: L("Complete")
        case .deferred: L("Deferred")
        case .obsolete: L("Obsolete")
        }
    }

    var isOut: Bool { self == .released || self == .complete }
    /// The class of its mark on pages.
    var mark: String {
        switch self {
        case .draft, .obsolete: "plain"
        case .submitted, .deferred: "warn"
        case .approved: "open"
        case .released, .complete: "good"
        }
    }
}

enum ExerciseChannel: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case document, email, media, social, phone, voice, cap, briefing, picture

    var label: Message {
        switch self {
        case .document: L("Document")
        case .email: L("E-mail")
        case .media: L("Media")
        case .social: L("Social media")
        case .phone: L("Telephone")
        case .voice: L("In person")
        case .cap: L("Alert")
        case .briefing: L("Briefing")
        case .picture: L("Update of the picture")
        }
    }

    /// A controller says it; the player sees nothing before.
    var isSpoken: Bool { self == .phone || self == .voice }
}

enum InjectAnchor: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case elapsed, wall, hand, rule

    var label: Message {
        switch self {
        case .elapsed: L("By the exercise’s clock")
        case .wall: L("At a time of the day")
        case .hand: L("By hand")
        case .rule: L("By a rule")
        }
    }
}

enum ReleaseWay: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case hand, due

    var label: Message { self == .hand ? L("A controller releases it") : L("It goes out when it is due") }
}

enum RuleScope: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case eachCell = "each-cell"
    case all
    case someOf = "k-of-n"
}

enum RuleMatch: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable { case all, any }
enum RuleEffect: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable { case due, release }

/// What a rule may look at. Subject and value: of an option the decision point and the option's code; of a request the inject after which it
/// counts and the request's type; of an inject the inject.
enum RuleEvent: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    case optionChosen = "option-chosen"
    case decisionMissing = "decision-missing"
    case requestSent = "request-sent"
    case requestMissing = "request-missing"
    case requestAcknowledged = "request-acknowledged"
    case requestAnswered = "request-answered"
    case requestDeclined = "request-declined"
    case requestOverdue = "request-overdue"
    case injectReleased = "inject-released"
    case injectOpened = "inject-opened"
    case injectUnopened = "inject-unopened"
    case pictureConfirmed = "picture-confirmed"
    case pictureDisproved = "picture-disproved"
    case moveOpened = "move-opened"

    /// Holds where something has not happened within a time.
    var isAbsence: Bool { self == .decisionMissing || self == .requestMissing || self == .injectUnopened }
}

/// Words that stand in several languages, by code.
struct LocalTexts: Sendable, Hashable, Codable {
    var byLanguage: [String: String] = [:]

    init(_ byLanguage: [String: String] = [:]) { self.byLanguage = byLanguage.filter { !$0.value.isEmpty } }

    init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode([String: String].self))
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(byLanguage)
    }

    var isEmpty: Bool { byLanguage.isEmpty }

    /// In a language, or in the first of others that has it, or in any, by code.
    func text(in language: String, else others: [String] = []) -> (text: String, language: String) {
        for code in [language] + others {
            if let text = byLanguage[code] { return (text, code) }
        }
        return byLanguage.min { $0.key < $1.key }.map { ($0.value, $0.key) } ?? ("", language)
    }
}
