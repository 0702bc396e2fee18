@testable import App
import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

/// One member is called the same wherever it stands.
struct MemberNameTests {
    @Test(arguments: TestEngine.allCases)
    func
        `a member is called as today and in the language of the reader, on the board, in sharing and among the members`(
            engine: TestEngine
        ) async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let programme = world.programme
            let city = try await site.database.write { tx in
                let work = Work(tx, site.services.environment, actor: "account:\(world.organiser.id)")
                let city = try CityOperations.createIn(
                    work, CityFields(name: "Fiume", country: "HR", timeZone: "Europe/Zagreb").cleaned)
                for member in [MemberRef.city(city), .country("DE")] {
                    try MemberOperations.joinIn(
                        work, programme,
                        MemberFields(member: member.description, role: .founding, since: "2018").cleaned)
                }
                try tx.execute("UPDATE city SET name = 'Rijeka' WHERE id = \(city)")
                return city
            }
            try await site.database.read { reading in
                try Language.$current.withValue(.french) {
                    let called = try MemberCalled(programme, DirectoryNames(reading), reading)
                    let board = try PublicationNames(programme, reading, now: site.clock.now)
                    let names = try MemberNames(everOf: programme, reading)
                    for (member, name) in [(MemberRef.country("DE"), "Allemagne"), (.city(city), "Rijeka")] {
                        #expect(called.name(member) == name && board.name(member) == name)
                        #expect(names.name(member).string() == name)
                    }
                }
            }
        }
    }
}
