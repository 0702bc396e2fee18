import Domain
import Testing

struct SeatDisguiseTests {
    private func disguise(_ own: [SeatAttribute: Set<String>]) -> SeatDisguise {
        SeatDisguise(own: own) { attribute, value in
            "\(attribute.rawValue)-\(value.unicodeScalars.map { String($0.value, radix: 16) }.joined())"
        }
    }

    @Test func `in 1,000 random events the same people sit and wait, for as many reasons`() throws {
        for seed in 0..<1000 as Range<UInt64> {
            let event = RandomEvent(seed, guarantee: seed % 3 == 0, modes: seed % 2 == 0)
            let hidden = disguise([.country: ["KZ"]]).disguised(event.requests, quotas: event.quotas)
            // As it goes out: by the files.
            let requests = try SeatFiles.requests(Array(SeatFiles.write(hidden.requests).utf8))
            let quotas = try SeatFiles.quotas(Array(SeatFiles.write(hidden.quotas).utf8))
            let plain = Allocation(event.requests, quotas: event.quotas)
            let told = Allocation(requests, quotas: quotas)
            #expect(told.seated == plain.seated, "seed \(seed)")
            #expect(told.waiting.map(\.id) == plain.waiting.map(\.id), "seed \(seed)")
            #expect(
                told.waiting.map { $0.blocked.map(\.quota) } == plain.waiting.map { $0.blocked.map(\.quota) },
                "seed \(seed)")
            #expect(told.allPlaces == plain.allPlaces, "seed \(seed)")
            #expect(
                SeatMaximum(requests, quotas: quotas) == SeatMaximum(event.requests, quotas: event.quotas),
                "seed \(seed)")
        }
    }

    @Test func `of other countries nothing is told, neither by a value, a quota, its name nor a lot`() {
        let requests = [
            request("KZ1s", tie: "469fba9d"), request("UZ1h", tie: "4c7fa785"), request("MN1c", tie: "2def143e"),
        ]
        let quotas = [
            each(.country, 2, ["UZ": 6, "KZ": 3]), only(.country, "UZ", 5), only(.sector, "security", 3),
            keep(1, "KZ MN"),
        ]
        let hidden = disguise([.country: ["KZ"], .sector: ["security"]]).disguised(requests, quotas: quotas)
        let files = SeatFiles.write(hidden.requests) + SeatFiles.write(hidden.quotas)
        for other in ["UZ", "MN", "health", "civil-protection", "4c7fa785", "469fba9d", "kept"] {
            #expect(!files.replacing("UZ1", with: "").replacing("MN1", with: "").contains(other), "\(other)")
        }
        #expect(files.contains("KZ=3") && files.contains("security"))
        #expect(hidden.requests.map(\.tie) == ["2", "3", "1"])
        #expect(hidden.quotas.map(\.label) == ["each country", "quota 2", "security", "quota 4"])
    }
}
