@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// The story of an initiative is made by the operations that people's own acts go through.
struct InfrastructureTests {
    @Test(arguments: TestEngine.allCases)
    func `the story has its events, reasons to wait, an open offer, and a link for everybody`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let links = try await InfrastructureWorld.fill(site.services)
            #expect(
                links.map(\.role) == [
                    "organiser", "focal-point", "person", "desk", "facilitator", "projector", "participant",
                ])
            for link in links {
                let path = link.address.replacing("https://roundtable.test", with: "")
                #expect([200, 303].contains(try await site.browser().get(path).status), "\(link)")
            }
            #expect(try await site.count("SELECT COUNT(*) FROM event") == 6)
            #expect(try await site.count("SELECT COUNT(*) FROM invitation") == 6 * 19)
            #expect(try await site.count("SELECT COUNT(*) FROM registration WHERE offered_until IS NOT NULL") == 1)
            #expect(try await site.count("SELECT COUNT(*) FROM registration WHERE class = 2") >= 2)
            #expect(try await site.count("SELECT COUNT(*) FROM allocation WHERE state = 'confirmed'") == 4)
            #expect(try await site.count("SELECT COUNT(*) FROM visit_stop") == 5)
            #expect(try await site.count("SELECT COUNT(*) FROM stop_question WHERE state = 'answered'") == 4)
            #expect(try await site.count("SELECT COUNT(*) FROM past_case WHERE kind = 'practice'") == 1)
            #expect(try await site.count("SELECT COUNT(*) FROM visit_access") == 3)
            // The practical exercise of the coming visit: three stations, to each of which every group comes once.
            #expect(try await site.count("SELECT COUNT(*) FROM exercise_station") == 3)
            let groups = try await site.count(
                "SELECT COUNT(*) FROM exercise_cell c JOIN exercise x ON x.msel_id = c.msel_id WHERE x.event_id IN (SELECT event_id FROM exercise_station)"
            )
            #expect(groups > 1)
            #expect(try await site.count("SELECT COUNT(*) FROM exercise_rotation_cell") == 3 * groups)
            // What was lived through.
            let lived: [(Int, SQL)] = [
                (2 * 22 + 1, "attendance"), (22, "certificate"), (2, "material WHERE state = 'released'"),
                (1, "consultation WHERE state = 'closed'"), (9, "consultation_answer"), (2, "objective"),
                (1, "event_message WHERE written > 20"), (14, "feedback_answer"), (1, "room_poll WHERE state = 'open'"),
                (9, "room_poll_answer"), (7, "need"), (5, "agenda_release"),
            ]
            for (count, rows) in lived {
                #expect(try await site.count("SELECT COUNT(*) FROM \(rows)") == count, "\(rows)")
            }
            let now = site.clock.now
            let reasons = try await site.database.read { reading in
                let coming = try reading.value(
                    "SELECT event_id FROM registration WHERE offered_until IS NOT NULL", as: Event.ID.self)
                let event = try #require(coming)
                let rule = try RegistrationStore(reading).requireRule(of: event)
                let all = try SeatStanding.waiting(in: event, rule, now: now, reading)
                return Set(all.values.map { $0.full.map { $0.string() } })
            }
            #expect(reasons.count >= 3, "\(reasons)")
            await #expect(throws: DemoWorld.NotEmpty.self) { _ = try await InfrastructureWorld.fill(site.services) }
        }
    }
}
