import Domain
import Foundation
import Testing

struct CriticalDateTests {
    private func date(_ days: Int, _ country: String) throws -> String? {
        let (starts, ends) = try (#require(CalendarDate("2027-06-09")), #require(CalendarDate("2027-06-10")))
        return CriticalDate.date(days: days, starts: starts, ends: ends, country: country)?.description
    }

    @Test func `R6 a date on a free day of the host moves to a working day`() throws {
        #expect(try [-10, 3, 30].map { try date($0, "KZ") } == ["2027-05-28", "2027-06-14", "2027-07-12"])
        #expect(try [-10, 3, 30].map { try date($0, "DZ") } == ["2027-05-30", "2027-06-13", "2027-07-11"])
    }

    @Test func `an event's dates stand in their order, with other numbers where they are told`() throws {
        let (starts, ends) = try (#require(CalendarDate("2027-06-09")), #require(CalendarDate("2027-06-10")))
        let dates = CriticalDate.all(starts: starts, ends: ends, country: "KZ", days: [.tickets: -28])
        #expect(dates.count == CriticalDate.Name.allCases.count)
        #expect(dates.map(\.date.description) == dates.map(\.date.description).sorted())
        #expect(dates.first { $0.name == .tickets }?.date.description == "2027-05-12")
        let last = try #require(CalendarDate("2199-12-31"))
        #expect(CriticalDate.date(days: 30, starts: last, ends: last, country: nil) == nil)
    }

    @Test func `free days are those that the system's tables know`() throws {
        let monday = try #require(CalendarDate("2027-06-07"))
        #expect(monday.weekday == 1)
        var differing: [String] = []
        for region in Locale.Region.isoRegions.map(\.identifier) where region.count == 2 {
            var calendar = Calendar(identifier: .gregorian)
            calendar.locale = Locale(identifier: "en_\(region)")
            calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
            let free = (0..<7).filter { day in
                let time = TimeInterval((monday.daysSince1970 + day) * 86_400 + 43_200)
                return calendar.isDateInWeekend(Date(timeIntervalSince1970: time))
            }.map { $0 + 1 }
            if Set(free) != Weekend.days(of: region) { differing.append("\(region) \(free)") }
        }
        #expect(differing.isEmpty)
    }
}
