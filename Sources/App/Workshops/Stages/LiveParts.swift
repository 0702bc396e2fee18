import Domain
import Storage
import Web

/// What is streamed to the live pages of a part of an event (``CardPlace``), which follow their own part only.
enum LiveParts {
    /// - Parameter people: who has a page of this part open, as ``Visitor/journalName``.
    /// - Returns: nothing where the part is gone.
    static func view(
        _ place: CardPlace, in event: Event.ID, people: Set<String>, now: Int64, _ reading: any Reading
    ) throws -> LiveView? {
        switch place {
        case .sheet(let id):
            // Only those who write the sheet listen (EnvisionRoutes).
            let view = try SheetView(
                try SheetStore(reading).sheet(id, in: event), mayWrite: try SheetAccess.isOpen(event, reading), people: people,
                reading)
            return LiveView(state: view.state, regions: view.regions)
        case .table, .outline, .guide: return nil
        }
    }
}
