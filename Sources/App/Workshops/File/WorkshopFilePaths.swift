import Domain
import Web

extension Paths {
    static let workshopFile = PathPattern<Event.ID>("/events/:event/file")
    static let workshopImport = PathPattern<Programme.ID>("/programmes/:programme/import-workshop")
}

enum WorkshopFilePaths {
    static let download = Paths.workshopFile
    static let importing = Paths.workshopImport
    static let api = PathPattern<Event.ID>("/api/v1/events/:event/file")
    static let apiImport = PathPattern<Programme.ID>("/api/v1/programmes/:programme/workshops")
}
