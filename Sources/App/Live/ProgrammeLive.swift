import Domain
import Storage
import Web

/// Pages of a programme on a wall: whatever changes in it, they fetch themselves, so that each shows what its own visitor may read.
enum ProgrammeLive {
    static let audience = "changes"

    static func listen(_ visit: Visit, _ programme: Programme.ID) async -> Answer {
        let audience = Audience(
            scope: Scope.programme(programme).description, name: audience, language: visit.language)
        let person = visit.visitor.journalName ?? visit.inbound.id
        return Answer(body: .events(await visit.services.live.listen(audience, person: person)))
    }
}
