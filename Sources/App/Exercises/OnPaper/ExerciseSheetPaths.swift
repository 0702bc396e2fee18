import Domain
import Web

public enum ExerciseSheet { public typealias ID = Identifier<ExerciseSheet> }

enum ExerciseSheetPaths {
    static let list = PathPattern<Event.ID>("/events/:event/exercise/sheets")
    static let new = PathPattern<Event.ID>("/events/:event/exercise/sheets/new")
    /// Confirms it, or throws it away.
    static let act = PathPattern<Event.ID, ExerciseSheet.ID>("/events/:event/exercise/sheets/:paperform/acts")
    static let badges = PathPattern<Event.ID>("/events/:event/exercise/badges")
    static let apiList = PathPattern<Event.ID>("/api/v1/events/:event/exercise/sheets")
    static let apiAct = PathPattern<Event.ID, ExerciseSheet.ID>("/api/v1/events/:event/exercise/sheets/:paperform/acts")
}
