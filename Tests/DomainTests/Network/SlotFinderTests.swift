import Domain
import Foundation
import Testing

struct SlotFinderTests {
    private static let secretariats = [
        SlotOffice(name: "Rabat", zone: "Africa/Casablanca", country: "MA"),
        SlotOffice(name: "Tashkent", zone: "Asia/Tashkent", country: "UZ"),
        SlotOffice(name: "Nairobi", zone: "Africa/Nairobi", country: "KE"),
        SlotOffice(name: "Abu Dhabi", zone: "Asia/Dubai", country: "AE"),
        SlotOffice(name: "Amman", zone: "Asia/Amman", country: "JO"),
        SlotOffice(name: "Algiers", zone: "Africa/Algiers", country: "DZ"),
        SlotOffice(name: "Manila", zone: "Asia/Manila", country: "PH"),
        SlotOffice(name: "Tbilisi", zone: "Asia/Tbilisi", country: "GE"),
    ]

    private func finder(_ offices: [SlotOffice] = Self.secretariats, minutes: Int = 120) -> SlotFinder {
        SlotFinder(offices, minutes: minutes) { zone, time in
            (TimeZone(identifier: zone) ?? .gmt).secondsFromGMT(for: Date(timeIntervalSince1970: Double(time / 1000)))
        }
    }

    private func hours(_ slots: [MeetingSlot]) -> [Int] { slots.map { Int($0.start / EpochTime.hour) % 24 } }

    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    @Test
    func `eight secretariats meet at 7 or 8 UTC on a day in June`() throws {
        #expect(hours(finder().fitting(on: try day("2027-06-09"))) == [7, 8])
    }

    @Test
    func `in Ramadan only 8 UTC is left, because Morocco is at UTC then`() throws {
        #expect(hours(finder().fitting(on: try day("2027-03-02"))) == [8])
    }

    @Test
    func `weekends differ and are marked, and hours fit all the same`() throws {
        let friday = finder().fitting(on: try day("2027-06-11"))
        #expect(hours(friday) == [7, 8])
        #expect(friday[0].places.filter(\.isWeekend).map(\.office.name) == ["Amman", "Algiers"])
        let saturday = finder().fitting(on: try day("2027-06-12"))
        #expect(saturday[0].weekends == 8)
    }

    @Test
    func `where nothing fits the best leaves out the fewest`() throws {
        let far = Self.secretariats + [SlotOffice(name: "Lima", zone: "America/Lima", country: "PE")]
        let finder = finder(far)
        let slots = finder.slots(on: try day("2027-06-09"))
        #expect(slots.allSatisfy { !$0.fits })
        let best = try #require(finder.best(of: slots, most: 3).first)
        #expect(best.outside == 1)
        #expect(best.places.filter { $0.hours != .working }.map(\.office.name) == ["Lima"])
        #expect(best.places.last?.hours == .early)
    }

    @Test
    func `a meeting that runs past midnight is late`() throws {
        let office = SlotOffice(name: "Night", zone: "UTC", country: nil, opens: 8 * 60, closes: 24 * 60)
        let slots = finder([office]).slots(on: try day("2027-06-09"))
        #expect(slots[22].places[0].hours == .working && slots[23].places[0].hours == .late)
        #expect(slots[23].places[0].ends == 25 * 60)
    }
}
