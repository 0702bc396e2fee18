@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

private let today = "2023-11-29"

struct CertificateMailTests {
    private static let settings = MailSettings(
        server: "smtp://127.0.0.1:1", user: nil, password: nil,
        from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))

    @Test(arguments: TestEngine.allCases)
    func `who was given a certificate is told once, in their language, and finds the paper by its number`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let world = try await site.world()
            let (event, visit) = (world.event, try await world.visit(world.organiser))
            let seats = world.seats.prefix(3).map(\.id)
            try await site.database.write { tx in
                let work = Work(tx, site.environment)
                for (number, seat) in seats.enumerated() where number < 2 {
                    let person = try DirectoryOperations.createPersonIn(
                        work,
                        PersonFields(
                            givenName: "Ana", familyName: "Primjer", email: "ana\(number)@example.org", country: "HR",
                            languages: number == 0 ? ["fr"] : []))
                    try tx.execute("UPDATE participant SET person_id = \(person) WHERE id = \(seat)")
                }
            }
            try await CertificateOperations.setRule(
                visit, event, AttendanceRule(percent: 50, counted: ["2023-11-30": 0]))
            for seat in seats { try await DeskOperations.tick(visit, event, day: today, seat, undoes: false) }
            #expect(try await CertificateOperations.issue(visit, event, nil) == 3)
            try await CertificateMails.run(site.services)
            #expect(try await site.count("SELECT COUNT(*) FROM outgoing_mail WHERE kind = 'certificate'") == 0)
            // One is revoked before anybody heard of it.
            let issued = try await site.database.read { try CertificateStore($0).certificates(of: event) }
            let second = try #require(issued.first { $0.participant == seats[1] })
            try await CertificateOperations.revoke(visit, event, second.id)
            site.clock.advance(seconds: 3_600)
            for _ in 0..<2 { try await CertificateMails.run(site.services) }
            let mails = try await site.database.read { reading in
                try reading.all("SELECT * FROM outgoing_mail WHERE kind = 'certificate'").map { row in
                    (
                        address: try row.get("address", as: String.self), text: try row.get("text", as: String.self),
                        kind: try row.get("class", as: String.self), subject: try row.get("subject", as: String.self)
                    )
                }
            }
            // The third has no address.
            #expect(mails.map(\.address) == ["ana0@example.org"] && mails[0].kind == "service")
            #expect(mails[0].subject.hasPrefix("Votre certificat"))
            let first = try #require(issued.first { $0.participant == seats[0] })
            #expect(mails[0].text.contains(first.number) && mails[0].text.contains("/c/\(first.number)"))
            // By the number and the surname, also the paper itself; and never of a revoked one.
            let guest = site.browser()
            let shown = try await guest.post("/c/\(first.number)", ["surname": first.familyName])
            #expect(shown.contains("name=\"paper\""))
            let wrong = try await guest.post("/c/\(first.number)", ["surname": "Nobody", "paper": "1"])
            #expect(wrong.status == 404)
            let gone = try await guest.post("/c/\(second.number)", ["surname": second.familyName, "paper": "1"])
            #expect(gone.status == 200 && gone.contains("It is not valid."))
        }
    }
}
