import Domain
import Web

/// The addresses on which several rooms of an exercise meet.
enum ExercisePaths {
    static let home = PathPattern<Event.ID>("/events/:event/exercise")
    static let console = PathPattern<Event.ID>("/events/:event/exercise/console")
    static let play = PathPattern<Event.ID>("/events/:event/exercise/play")
    static let observe = PathPattern<Event.ID>("/events/:event/exercise/observe")
    static let evaluate = PathPattern<Event.ID>("/events/:event/exercise/evaluate")
    static let inject = PathPattern<Event.ID, Inject.ID>("/events/:event/exercise/injects/:inject")
    static let paper = PathPattern<Event.ID, Paper.ID>("/events/:event/exercise/papers/:paper")
    /// A paper of the channel of alerts as CAP 1.2.
    static let alert = PathPattern<Event.ID, Paper.ID>("/events/:event/exercise/papers/:paper/alert.xml")
    /// An alert becomes an inject.
    static let alertImport = PathPattern<Event.ID>("/events/:event/exercise/msel/alert")
    /// The plan as one file.
    static let file = PathPattern<Event.ID>("/events/:event/exercise/file")
    static let scenarioImport = PathPattern<Programme.ID>("/programmes/:programme/scenarios/import")
    static let scenarioFile = PathPattern<Programme.ID, Msel.ID>("/programmes/:programme/scenarios/:scenario/file")
    /// A real emergency: halts everything.
    static let halt = PathPattern<Event.ID>("/events/:event/exercise/halt")
}

/// The live pages of an exercise, each a part of its event.
enum ExercisePlaces {
    static let excon = CardPlace("excon", nil)
    static let wall = CardPlace("exercise-wall", nil)
    static let evaluators = CardPlace("evaluators", nil)
    static func cell(_ id: ExerciseCell.ID) -> CardPlace { CardPlace("cell", id.description) }
}
