import Domain
import Web

enum StationPaths {
    static let stations = PathPattern<Event.ID>("/events/:event/exercise/stations")
    static let timetable = PathPattern<Event.ID>("/events/:event/exercise/stations/timetable")
    static let station = PathPattern<Event.ID, ExerciseStation.ID>("/events/:event/exercise/stations/:station")
    static let removal = PathPattern<Event.ID, ExerciseStation.ID>("/events/:event/exercise/stations/:station/removal")
    /// `timetable.pdf`
    static let file = PathPattern<Event.ID, String>("/events/:event/exercise/stations/files/:file")

    static let apiStations = PathPattern<Event.ID>("/api/v1/events/:event/exercise/stations")
    static let apiStation = PathPattern<Event.ID, ExerciseStation.ID>(
        "/api/v1/events/:event/exercise/stations/:station")
    static let apiTimetable = PathPattern<Event.ID>("/api/v1/events/:event/exercise/timetable")
}
