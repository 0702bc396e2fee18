import Markup
import Storage
import Web

/// A page of a room for whoever takes part, to which the pages of the exercise lead.
struct ExerciseWay: Sendable {
    let label: Message
    let path: String
}

protocol ExerciseWayFeature: Feature {
    /// Nothing where there is nothing to see, or not for them.
    static func way(_ standing: ExerciseStanding, _ exercise: ExerciseRecord, _ reading: any Reading) throws
        -> ExerciseWay?
}

/// Where else somebody may go from a page of the exercise.
struct ExerciseWaysSection: Sendable {
    private let ways: [ExerciseWay]

    init(_ standing: ExerciseStanding, _ exercise: ExerciseRecord, _ reading: any Reading) throws {
        ways = try Features.all { $0 as? any ExerciseWayFeature.Type }.compactMap {
            try $0.way(standing, exercise, reading)
        }
    }

    var html: HTML {
        guard !ways.isEmpty else { return .empty }
        return """
            <p class="actions">\(ways.html { "<a class=\"button plain\" href=\"\($0.path)\">\($0.label)</a>" })</p>
            """
    }
}
