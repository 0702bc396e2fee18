import Domain
import Storage
import Web

/// What is streamed to the live pages of a part of an event (``CardPlace``), which follow their own part only.
enum LiveParts {
    /// The audience of who writes in a part, and of who only looks on.
    static let writing = "part"
    static let reading = "reader"

    /// - Parameters:
    ///   - name: the audience's.
    ///   - people: who has a page of this part open, as ``Visitor/journalName``.
    /// - Returns: nothing where the part is gone.
    static func view(
        _ place: CardPlace, in event: Event.ID, as name: String = writing, people: Set<String>, now: Int64,
        _ reading: any Reading
    ) throws -> LiveView? {
        switch place {
        case .table(let group):
            let table = try TableView(event, group, isWriting: name == writing, people: people, reading)
            return LiveView(state: table.state, regions: table.regions)
        case .sheet(let id):
            // Only those who write the sheet listen (EnvisionRoutes).
            let view = try SheetView(
                try SheetStore(reading).sheet(id, in: event), mayWrite: try SheetAccess.isOpen(event, reading),
                people: people,
                reading)
            return LiveView(state: view.state, regions: view.regions)
        case .outline: return try OutlinePage.view(event, reading)
        case .guide: return try GuideLive.view(event, people: people, reading)
        }
    }
}
