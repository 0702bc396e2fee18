import Domain
import Storage
import Web

/// Real mail of an exercise as JSON, on the same operations.
enum ExerciseMailAPI {
    struct SettingsBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ExerciseMail" }

        let exercise: Bool
        let isOn: Bool
        /// Epoch milliseconds.
        let since: Int64?
        /// To which this server lets exercises send; none: none.
        let domains: [String]
        /// Players whom it reaches.
        let readers: Int
        let sent: Int
        let waiting: Int
        let notSent: Int
    }

    struct SettingsInput: Codable, Sendable {
        let isOn: Bool
        /// Of the exercise; needed to turn it on.
        let name: String?
    }

    struct ChoiceBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ExerciseMailChoice" }

        let exercise: Bool
        let isWanted: Bool
        /// Whether the address of the invitation is in a domain of this server’s list.
        let isAllowed: Bool
    }

    struct ChoiceInput: Codable, Sendable { let isWanted: Bool }

    private static let tag = "Exercise"

    static let routes: [APIRoute] = [
        .get(
            ExerciseMailPaths.apiSettings, .attend, tag,
            "Whether real mail of an exercise is on, and what became of it; for those who run the exercise."
        ) { visit, event in
            try await visit.read { try body(visit, event, $0) }
        },
        .send(
            .put, ExerciseMailPaths.apiSettings, .attend, tag,
            "Turns real mail of an exercise on, by its director with its name, or off."
        ) { (visit, input: SettingsInput, event) in
            if input.isOn {
                try await ExerciseMailOperations.turnOn(visit, event, name: input.name ?? "")
            } else {
                try await ExerciseMailOperations.turnOff(visit, event)
            }
            return try await visit.read { try body(visit, event, $0) }
        },
        .get(ExerciseMailPaths.apiChoice, .attend, tag, "Whether a player gets mail of the exercise.") {
            visit, event in
            try await visit.read { try choice(visit, event, $0) }
        },
        .send(
            .put, ExerciseMailPaths.apiChoice, .attend, tag, "A player asks for mail of the exercise, or for none."
        ) { (visit, input: ChoiceInput, event) in
            try await ExerciseMailOperations.choose(visit, event, input.isWanted)
            return try await visit.read { try choice(visit, event, $0) }
        },
    ]

    private static func body(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> SettingsBody {
        _ = try PlayStore(reading).required(event)
        let standing = try ExerciseStanding(visit, event, reading)
        try standing.require(standing.isExcon)
        let store = ExerciseMailStore(reading)
        let (since, counts) = (try store.onSince(event), try store.counts(of: event))
        return SettingsBody(
            exercise: true, isOn: since != nil, since: since, domains: visit.settings.exerciseMailDomains.sorted(),
            readers: try ExerciseMailing.readers(of: event, visit.settings, reading).count, sent: counts.sent,
            waiting: counts.waiting, notSent: counts.dropped)
    }

    private static func choice(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> ChoiceBody {
        let choice = try ExerciseMailChoice(PlayerSeat(visit, event, reading), visit.settings, reading)
        return ChoiceBody(exercise: true, isWanted: choice.isWanted, isAllowed: choice.isAllowed)
    }
}
