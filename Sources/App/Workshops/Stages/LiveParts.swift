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
        case .guide: try GuideLive.view(event, people: people, reading)
        case .table, .sheet, .outline: nil
        }
    }
}
