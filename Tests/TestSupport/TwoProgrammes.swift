@testable import App
import Domain
import Foundation
import Storage
import Testing
import Web

/// Two programmes with an organiser each; people who chose each of the three, in an event of the first, of the second, or of none.
public struct TwoProgrammes: Sendable {
    public let world: World
    public let other: TestAccount
    public let elsewhere: Event.ID
    public let people: [String: Person.ID]

    public func id(_ name: String) throws -> Person.ID { try #require(people[name]) }
    public func path(_ name: String) throws -> String { "/directory/people/\(try id(name))" }

    public init(_ site: TestSite) async throws {
        let world = try await site.world(seats: 1)
        let maker = WorldMaker(environment: site.environment)
        self.world = world
        (other, elsewhere, people) = try await site.database.write { [environment = site.environment] tx in
            let other = try maker.addAccount(tx, "Olga Other", "olga@example.org")
            let programme = try maker.addProgramme(tx, "Another programme", organiser: other.id)
            let elsewhere = try maker.addEvent(tx, programme, code: "ELSE")
            let work = Work(tx, environment)
            var people: [String: Person.ID] = [:]
            for choice in [VisibleTo.nobody, .organisers, .programme] {
                let places: [(String, Event.ID?, Set<Programme.ID>)] = [
                    ("Here", world.event, [world.programme]), ("There", elsewhere, [programme]), ("Nowhere", nil, []),
                ]
                for (place, event, known) in places {
                    let name = "\(place)\(choice.rawValue)"
                    let id = try DirectoryOperations.createPersonIn(
                        work,
                        PersonFields(
                            givenName: "Vera", familyName: name, email: "\(name)@example.net".lowercased(),
                            country: "HR", sector: "health", organisation: "Institute \(place)"), knownTo: known)
                    try PersonAccountOperations.chooseIn(work, id, choice)
                    if let event { _ = try EventOperations.addPersonIn(work, event, id) }
                    people[name] = id
                }
            }
            return (other, elsewhere, people)
        }
    }
}
