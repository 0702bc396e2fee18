@testable import App
import TestSupport
import Domain
import Storage
import StorageTestSupport
import Testing
import Web

/// Where names are hidden, sector and country together would be a name.
@Suite struct IssueOriginTests {
    /// Fifteen people: health and HR are six; one of security is alone from FR.
    private func room(_ body: (VotingRoom) async throws -> Void) async throws {
        try await inEveryRoom(sector: { $0 < 9 ? "health" : "security" }) { room in
            try await room.database.write { tx in
                try tx.execute("UPDATE workshop SET names_shown = \(false) WHERE event_id = \(room.event)")
                for (index, voter) in room.voters.enumerated() {
                    let country = index < 6 ? "HR" : index == 14 ? "FR" : "AT"
                    try tx.execute("UPDATE participant SET country = \(country) WHERE id = \(voter.seat?.id)")
                }
                for (index, origin) in [("health", "HR"), ("security", "FR"), ("health", "AT")].enumerated() {
                    try tx.execute(
                        "UPDATE issue SET sector = \(origin.0), country = \(origin.1) WHERE id = \(room.issues[index])")
                }
            }
            try await body(room)
        }
    }

    private func origins(_ room: VotingRoom) async throws -> [[String?]] {
        try await room.database.read { reading in
            try IssueStore(reading).issues(Array(room.issues.prefix(3))).map { [$0.sector, $0.country] }
        }
    }

    @Test func `a pair of sector and country is told where five share it, else the sector alone`() async throws {
        try await room { room in
            #expect(try await origins(room) == [["health", "HR"], ["security", nil], ["health", nil]])
            let raised = try await room.database.read {
                try IssueStore($0).issues([room.issues[1]]).first?.raisedIn?.string()
            }
            #expect(raised == nil)
        }
    }

    @Test func `who comes later does not count`() async throws {
        try await room { room in
            try await room.database.write { tx in
                try tx.execute(
                    "UPDATE participant SET arrived_at = \(room.clock.now + 1_000_000) WHERE id = \(room.voters[0].seat?.id)"
                )
                try tx.execute(
                    "UPDATE participant SET arrived_at = \(room.clock.now + 1_000_000) WHERE id = \(room.voters[1].seat?.id)"
                )
            }
            #expect(try await origins(room)[0] == ["health", nil])
        }
    }

    @Test func `the thread and the organiser's file tell no more than the pages`() async throws {
        try await room { room in
            let file = try await room.database.read { try WorkshopFile.export(room.event, $0, content: .shared) }
            let line = file.split(separator: "\n").first { $0.contains("\"id\": \"\(room.issues[1])\"") } ?? ""
            #expect(line.contains("\"participant_id\": null") && line.contains("\"country\": null"))
            let facts = try await room.database.read { try ThreadStore($0).facts(of: [room.event]) }
            let item = facts.issues.map(\.item).first { $0.id == room.issues[1].description }
            #expect(item?.sector == "security" && item?.country == nil)
        }
    }

    @Test func `where names are shown nothing is hidden`() async throws {
        try await room { room in
            try await room.database.write {
                try $0.execute("UPDATE workshop SET names_shown = \(true) WHERE event_id = \(room.event)")
            }
            #expect(try await origins(room)[1] == ["security", "FR"])
        }
    }
}
