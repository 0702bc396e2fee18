@testable import App
import Domain
import Foundation
import StorageTestSupport
import Testing
import TestSupport
import Web

struct ReceiptTests {
    private static let pdf = Array("%PDF-1.7 a bill".utf8)

    private static let bus: KeyValuePairs<String, String> = [
        "act": "addition", "category": "travel", "words": "Bus with Boris", "spent-on": "2027-06-08", "amount": "80",
        "currency": "EUR",
    ]

    private static func receipt(_ site: TestSite) async throws -> Receipt.ID? {
        try await site.database.read {
            try $0.first("SELECT r.id FROM receipt r JOIN kept_file f ON f.id = r.file_id WHERE f.name = 'bus.pdf'")
                .map { try $0.get("id") }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a receipt is read by whose claim it is and by who keeps the money, and by nobody else`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let funded = try await ClaimTests.Funded(site)
            let guest = site.browser()
            // With the cost, and one more to it.
            #expect(
                try await guest.upload(funded.link, Self.bus, field: "file", fileName: "bus.pdf", Self.pdf).status
                    == 303)
            let item = try await funded.claim().items[0]
            let more: KeyValuePairs<String, String> = ["act": "receipt", "item": "\(item.id)"]
            let false1 = try await guest.upload(
                funded.link, more, field: "file", fileName: "page.pdf", Array("<html>".utf8))
            #expect(false1.status == 422 && false1.contains("receipt-\(item.id)-file-error"))
            let page = try await guest.upload(
                funded.link, more, field: "file", fileName: "r.html", Array("<script>".utf8))
            #expect(page.status == 422 && page.contains("A bill is a photo or a PDF."))
            let empty = try await guest.upload(funded.link, more, field: "file", fileName: "bus.pdf", [])
            #expect(empty.status == 422 && empty.contains("This file is empty."))
            #expect(try await guest.post(funded.link, more).status == 422)
            #expect(
                try await guest.upload(
                    funded.link, more, field: "file", fileName: "=back.png", [0x89, 0x50, 0x4E, 0x47]
                )
                .status == 303)
            #expect(try await guest.get(funded.link).contains("bus.pdf"))
            let id = try #require(try await Self.receipt(site))
            let own = try await guest.get("\(funded.link)/receipts/\(id)")
            #expect(own.bytes == Self.pdf && own.headers[.xContentTypeOptions] == "nosniff")
            #expect(try await guest.get("/r/\(funded.seated.links[1])/claim/receipts/\(id)").status == 404)
            let claim = try await funded.claim().record
            let path = "/events/\(funded.event)/claims/\(claim.id)/receipts/\(id)"
            let (organiser, facilitator) = (
                await funded.world.browser(funded.world.organiser), await funded.world.browser(funded.world.facilitator)
            )
            // While it is being written, it is nobody else's.
            #expect(try await organiser.get(path).status == 404)
            try await guest.post(funded.link, ["act": "submission"])
            #expect(try await organiser.get(path).bytes == Self.pdf)
            #expect(try await organiser.get("/today").contains("Look at 1 claim"))
            #expect(try await organiser.get("/events/\(funded.event)/claims/\(claim.id)").contains(path))
            #expect(try await facilitator.get(path).status == 403)
            #expect(try await site.browser().get(path).status != 200)
            // What was sent stays as it was sent.
            #expect(try await guest.post(funded.link, ["act": "receipt-removal", "receipt": "\(id)"]).status == 409)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a receipt goes with its cost`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let funded = try await ClaimTests.Funded(site)
            let guest = site.browser()
            try await guest.upload(funded.link, Self.bus, field: "file", fileName: "bus.pdf", Self.pdf)
            let item = try await funded.claim().items[0]
            #expect(try await guest.post(funded.link, ["act": "removal", "item": "\(item.id)"]).status == 303)
            #expect(try await site.count("SELECT COUNT(*) FROM kept_file") == 0)
            #expect(try await site.count("SELECT COUNT(*) FROM file_content") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who is erased leaves the amounts of a paid claim under their number, no words and no receipts`(
        engine: TestEngine
    )
        async throws
    {
        try await TestSite.with(engine) { site in
            let funded = try await ClaimTests.Funded(site)
            let (guest, visit) = (site.browser(), try await funded.world.visit(funded.world.organiser))
            try await guest.upload(funded.link, Self.bus, field: "file", fileName: "bus.pdf", Self.pdf)
            try await guest.post(funded.link, ["act": "submission", "note": "For Primjer"])
            let claim = try await funded.claim()
            try await ClaimOperations.check(
                visit, funded.event, claim.record.id, [claim.items[0].id: .init(allowed: "60", reason: "Primjer knows")]
            )
            try await ClaimOperations.decide(visit, funded.event, claim.record.id, .approved, reason: "")
            try await ClaimOperations.decide(
                visit, funded.event, claim.record.id, .paid, reason: "", paidOn: "2027-07-01", reference: "Primjer 7")
            let seat = try #require(try await funded.seated.registration.record(funded.ana).participant)
            _ = try await PrivacyOperations.erase(site.database, site.environment, "\(seat)")
            let after = try await funded.claim()
            #expect(after.record.number == claim.record.number && after.record.note.isEmpty)
            #expect(after.items[0].words == "—" && after.items[0].reason.isEmpty)
            #expect(after.items[0].amount.minor == 8_000 && after.items[0].allowed == 6_000)
            let event = funded.event
            let payments = try await site.database.read { try MoneyStore($0).payments(of: event) }
            #expect(payments.map(\.amount.minor) == [6_000] && payments.allSatisfy(\.reference.isEmpty))
            let browser = await funded.world.browser(funded.world.organiser)
            for page in ["claims", "claims/\(claim.record.id)", "budget"] {
                #expect(try await !browser.get("/events/\(event)/\(page)").contains("Primjer"), "\(page)")
            }
            #expect(try await !browser.get("/events/\(event)/claims/\(claim.record.id)").contains("bus.pdf"))
            try await ReceiptOperations.forgetDue(site.services)
            #expect(try await site.count("SELECT COUNT(*) FROM receipt") == 0)
            #expect(try await site.count("SELECT COUNT(*) FROM file_content") == 0)
        }
    }
}
