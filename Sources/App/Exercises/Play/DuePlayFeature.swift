import Domain
import Storage
import Web

/// What else goes out by itself while an exercise runs.
protocol DuePlayFeature: Feature {
    /// When by the exercise's clock there is something to do next; what is due already counts.
    static func nextDue(_ exercise: ExerciseRecord, _ moment: ExerciseMoment, _ reading: any Reading) throws -> Int64?
    /// Does what is due, in its transaction.
    static func playDue(_ play: PlayWork) throws
}

enum DuePlay {
    static func next(_ exercise: ExerciseRecord, _ moment: ExerciseMoment, _ reading: any Reading) throws -> Int64? {
        try Features.all { $0 as? any DuePlayFeature.Type }.compactMap { try $0.nextDue(exercise, moment, reading) }
            .min()
    }

    static func play(_ play: PlayWork) throws {
        for feature in Features.all({ $0 as? any DuePlayFeature.Type }) { try feature.playDue(play) }
    }
}
