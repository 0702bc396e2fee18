import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Who somebody is in one event: one value, read once a visit.
struct MembershipTests {
    /// Counts the statements that are read through it.
    private final class Counted: Reading {
        private let reading: any Reading
        private(set) var statements = 0

        init(_ reading: any Reading) { self.reading = reading }

        var engine: Engine { reading.engine }

        func all(_ sql: SQL) throws -> [Row] {
            statements += 1
            return try reading.all(sql)
        }

        func first(_ sql: SQL) throws -> Row? {
            statements += 1
            return try reading.first(sql)
        }

        func remember<Value: Sendable>(_ key: String, _ make: () throws -> Value) throws -> Value { try make() }
        func commitNumber() throws -> Int64 { try reading.commitNumber() }
    }

    private func membership(_ world: World, _ visitor: Visitor, in event: Event.ID? = nil) async throws -> Membership {
        try await world.site.database.read {
            try MembershipStore($0).membership(of: visitor, in: event ?? world.event)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `one value says who somebody is in an event`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let organiser = try await world.visit(world.organiser).visitor
            let facilitator = try await world.visit(world.facilitator).visitor
            let member = try await world.visit(world.member).visitor
            let own = try await membership(world, organiser)
            #expect(own.roles == [.organiser] && own.organisesProgramme && own.runsTheRoom && own.places.isEmpty)
            let runs = try await membership(world, facilitator)
            #expect(runs.roles == [.facilitator] && runs.runsTheRoom && !runs.contributes && !runs.organisesProgramme)
            #expect(runs.places.map(\.isOfAccount) == [true])
            let seated = try await membership(world, member)
            #expect(seated.roles == [.participant] && seated.contributes && !seated.runsTheRoom)
            #expect(seated.seats == [world.member.id] && seated.present.map(\.seat) == [world.member.id])
            #expect(seated.delegations == Set([member.seat?.country].compactMap { $0 }) && !seated.delegations.isEmpty)
            let laptop = try await membership(world, Visitor(account: facilitator.account, seat: member.seat))
            #expect(laptop.roles == [.facilitator, .participant] && laptop.places.count == 2)
            for stranger in [world.stranger, world.administrator] {
                let nobody = try await membership(world, try await world.visit(stranger).visitor)
                #expect(nobody.isStranger && nobody.places.isEmpty)
                #expect(nobody.isAdministrator == (stranger.id == world.administrator.id))
            }
            let other = try await site.database.write {
                [environment = site.environment, programme = world.programme] tx in
                try WorldMaker(environment: environment).addEvent(tx, programme, code: "OTHR")
            }
            #expect(try await membership(world, member, in: other).isStranger)
            #expect(try await membership(world, organiser, in: other).roles == [.organiser])
            #expect(try await membership(world, .guest).isStranger)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what was read with the seat says the same as the database`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let seat = world.member.id
            for (state, roles, seats) in [("present", 1, 1), ("invited", 0, 1), ("waiting", 0, 0)] {
                for isKnown in [true, false] {
                    let since: Int64? = isKnown ? nil : 1
                    try await site.database.write { tx in
                        try tx.execute(
                            "UPDATE participant SET state = \(state), unverified_at = \(since) WHERE id = \(seat)")
                    }
                    let visitor = try await world.visit(world.member).visitor
                    let read = try await membership(world, visitor)
                    let just = try #require(Membership(justRead: visitor, in: world.event))
                    #expect(read.places == just.places && read.roles == just.roles, "\(state)")
                    #expect(read.roles.count == roles && read.seats.count == seats, "\(state)")
                    #expect(read.delegations.isEmpty == !(isKnown && state == "present"), "\(state)")
                }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a visit reads it once, anew after a commit, and in a write always`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let world = try await site.world()
            let visit = try await world.visit(world.facilitator)
            let (event, account) = (world.event, world.facilitator.id)
            func read() async throws -> (statements: Int, roles: Set<Role>) {
                try await site.database.read { reading in
                    let counted = Counted(reading)
                    var roles: Set<Role> = []
                    for _ in 0..<3 {
                        try visit.require(.attend, in: event, counted)
                        roles = try visit.membership(in: event, counted).roles
                    }
                    return (counted.statements, roles)
                }
            }
            #expect(try await read() == (1, [.facilitator]))
            #expect(try await read() == (0, [.facilitator]), "also in another view of the same visit")
            try await site.database.write { tx in
                try tx.execute(
                    "UPDATE participant SET role = 'rapporteur' WHERE account_id = \(account) AND event_id = \(event)")
                #expect(try visit.membership(in: event, tx).roles == [.rapporteur])
            }
            #expect(try await read() == (1, [.rapporteur]))
            // The same memory does not serve another visitor.
            var narrowed = visit
            narrowed.visitor = .guest
            let nobody = try await site.database.read { [narrowed] in try narrowed.membership(in: event, $0) }
            #expect(nobody.isStranger)
        }
    }
}
