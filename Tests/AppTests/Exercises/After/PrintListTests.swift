import Domain
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// The list of injects in full and the call list: for whoever runs the exercise, marked first and last.
struct PrintListTests {
    @Test func `the full list and the call list are for those who run the exercise, and carry the mark`() async throws {
        try await TestSite.with(.sqlite) { site in
            let plan = try await ExercisePlanWorld(site)
            let (event, msel) = (plan.event, plan.msel)
            try await plan.work { work in
                let actor = work.environment.id(Actor.ID.self)
                try work.tx.execute(
                    "INSERT INTO exercise_actor (id, msel_id, name, kind, address) VALUES (\(actor), \(msel), 'Duty desk', 'authority', 'desk@station.example')"
                )
                try work.tx.execute("UPDATE inject SET actor_id = \(actor) WHERE msel_id = \(msel) AND label = '2'")
            }
            let long = try await plan.lead.get(AfterPaths.file(event, "msel-long.html"))
            #expect(long.status == 200 && long.contains("EXERCISE EXERCISE EXERCISE"))
            // Of what HTML does not write otherwise.
            let plain = Nordgate.injects.filter { inject in
                inject.title.allSatisfy { $0.isLetter || $0.isNumber || " :?,-".contains($0) }
            }
            #expect(plain.count > 10)
            for inject in plain { #expect(long.contains(inject.title), "\(inject.number)") }
            let calls = try await plan.lead.get(AfterPaths.file(event, "simcell.html"))
            #expect(calls.status == 200 && calls.contains("EXERCISE EXERCISE EXERCISE"))
            #expect(calls.contains("Duty desk") && calls.contains("desk@station.example"))
            try await plan.setState(.ready)
            try await plan.seat()
            let player = await plan.world.browser(plan.world.seats[0])
            for name in ["msel-long.html", "simcell.html"] {
                #expect(try await player.get(AfterPaths.file(event, name)).status == 404, "\(name)")
            }
        }
    }
}
