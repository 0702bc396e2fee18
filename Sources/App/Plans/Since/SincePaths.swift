import Domain
import Web

enum SincePaths {
    /// Asked with `event` and `region`, an id or `all`.
    static let since = PathPattern<Programme.ID>("/programmes/:programme/since")
    /// The same, one list after the other on a screen.
    static let wall = PathPattern<Programme.ID>("/programmes/:programme/since/wall")
    /// `report.pdf`, `report.docx`.
    static let files = PathPattern<Programme.ID, String>("/programmes/:programme/since/files/:file")
    static let notes = PathPattern<Programme.ID>("/programmes/:programme/since/notes")
    static let note = PathPattern<Programme.ID, SinceNote.ID>("/programmes/:programme/since/notes/:sinceNote")
    static let noteRemoval = PathPattern<Programme.ID, SinceNote.ID>(
        "/programmes/:programme/since/notes/:sinceNote/removal")
    static let naming = PathPattern<Programme.ID>("/programmes/:programme/since/naming")

    static let closing = PathPattern<Event.ID>("/events/:event/meeting/closing")

    static let api = PathPattern<Programme.ID>("/api/v1/programmes/:programme/since")
    static let apiNotes = PathPattern<Programme.ID>("/api/v1/programmes/:programme/since/notes")
    static let apiNote = PathPattern<Programme.ID, SinceNote.ID>("/api/v1/programmes/:programme/since/notes/:sinceNote")
    static let apiNaming = PathPattern<Programme.ID>("/api/v1/programmes/:programme/since/naming")

    static let apiClosing = PathPattern<Event.ID>("/api/v1/events/:event/meeting/closing")

    static func at(
        _ path: String, _ event: Event.ID?, _ region: App.Region.ID?, isWhole: Bool = false
    ) -> String {
        var query: [String] = []
        if let event { query.append("event=\(event)") }
        if let region { query.append("region=\(region)") } else if isWhole { query.append("region=programme") }
        return query.isEmpty ? path : "\(path)?\(query.joined(separator: "&"))"
    }
}
