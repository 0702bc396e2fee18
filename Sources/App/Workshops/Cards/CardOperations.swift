import Domain
import Storage
import Web

enum CardOperations {
    /// A new card with its first text. The caller has checked who may write here, and records the act in the journal.
    static func createIn(
        _ work: Work, _ event: Event.ID, _ place: CardPlace, text: String, language: String = "en"
    ) throws -> Card.ID {
        let id: Card.ID = work.environment.id()
        try CardStore.insert(
            id, event: event, place: place, language: language, text: text, by: work.actor, at: work.now, work.tx)
        return id
    }
}
