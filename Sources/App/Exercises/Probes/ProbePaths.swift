import Domain
import Web

public enum ExerciseProbe { public typealias ID = Identifier<ExerciseProbe> }
public enum ExerciseProbeQuestion { public typealias ID = Identifier<ExerciseProbeQuestion> }

enum ProbePaths {
    static let list = PathPattern<Event.ID>("/events/:event/exercise/probes")
    static let new = PathPattern<Event.ID>("/events/:event/exercise/probes/new")
    static let probe = PathPattern<Event.ID, ExerciseProbe.ID>("/events/:event/exercise/probes/:probe")
    static let editing = PathPattern<Event.ID, ExerciseProbe.ID>("/events/:event/exercise/probes/:probe/edit")
    /// Opens it, closes it, or takes it away.
    static let act = PathPattern<Event.ID, ExerciseProbe.ID>("/events/:event/exercise/probes/:probe/acts")
    static let answer = PathPattern<Event.ID, ExerciseProbe.ID>("/events/:event/exercise/play/probes/:probe")

    static let apiList = PathPattern<Event.ID>("/api/v1/events/:event/exercise/probes")
    static let apiProbe = PathPattern<Event.ID, ExerciseProbe.ID>("/api/v1/events/:event/exercise/probes/:probe")
    static let apiAct = PathPattern<Event.ID, ExerciseProbe.ID>("/api/v1/events/:event/exercise/probes/:probe/acts")
    static let apiAnswers = PathPattern<Event.ID, ExerciseProbe.ID>(
        "/api/v1/events/:event/exercise/probes/:probe/answers")
}
