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

struct MoneyTests {
    private func currency(_ code: String) throws -> Currency { try #require(Currency(code)) }

    @Test func `M1 a night that was not attended is recovered from the advance`() throws {
        let rate = try #require(Money("203.00", currency("EUR")))
        let entitlement = Entitlement(rate: rate, planned: 2)
        let (first, last) = try (#require(CalendarDate("2027-06-09")), #require(CalendarDate("2027-06-11")))
        #expect(Entitlement.nights(from: first, to: last) == 2)
        #expect(entitlement.amount?.text == "406.00")
        let advance = try #require(entitlement.advance(Rational(80, 100)))
        #expect(advance.text == "324.80")
        let settled = try #require(entitlement.settled(actual: 1, advanced: advance))
        #expect(settled.due.text == "203.00")
        #expect(settled.rest.text == "-121.80")
    }

    @Test func `M2 an amount is converted by the month's rate and rounded once`() throws {
        let tenge = try #require(Money("187,500.00".replacingOccurrences(of: ",", with: ""), currency("KZT")))
        let rate = try #require(Money.decimal("512.34"))
        #expect(try tenge.converted(to: currency("EUR"), rate: rate)?.text == "365.97")
        #expect(try tenge.converted(to: currency("EUR"), rate: .zero) == nil)
        #expect(try Money(Rational(5, 1000), currency("EUR"))?.minor == 1)
        #expect(try Money(Rational(-5, 1000), currency("EUR"))?.minor == -1)
    }

    @Test func `M3 a flat day is halved`() throws {
        let rate = try #require(Money("92", currency("EUR")))
        #expect(rate.times(Rational(2) * Rational(1, 2))?.text == "92.00")
    }

    @Test func `M4 a currency has its own places`() throws {
        #expect(try Money("45.250", currency("JOD"))?.minor == 45250)
        #expect(try Money("45,25", currency("EUR"))?.minor == 4525)
        #expect(try Money("187 500", currency("JPY"))?.text == "187500")
        for (text, code) in [
            ("45.250", "EUR"), ("4.", "EUR"), (".5", "EUR"), ("1.0", "JPY"), ("", "EUR"), ("1e3", "EUR"),
            ("1,2,3", "EUR"), ("9999999999999999", "EUR"), ("99999999999999", "EUR"),
        ] {
            #expect(try Money(text, currency(code)) == nil, "\(text)")
        }
        #expect(Currency("eur") == nil)
        let most = Money(minor: Money.most, try currency("EUR"))
        #expect(most.adding(most) == nil)
        #expect(try most.adding(Money(minor: 1, currency("KZT"))) == nil)
    }
}

struct PresenceTests {
    private func interval(_ from: Int64, _ to: Int64) -> Range<Int64> { from * 60_000..<to * 60_000 }

    @Test func `R9 two devices at a time are there once`() {
        #expect(Presence.minutes([interval(600, 640), interval(630, 690)]) == 90)
        #expect(Presence.minutes([interval(630, 690), interval(600, 640), interval(600, 600)]) == 90)
        #expect(Presence.minutes([]) == 0)
    }

    @Test func `only what took place counts`() {
        let there = [interval(590, 700), interval(705, 800)]
        let sessions = [interval(600, 660), interval(690, 720), interval(900, 960)]
        #expect(Presence.minutes(there, within: sessions) == 60 + 10 + 15)
        #expect(Presence.minutes(there, within: []) == 0)
        #expect(Presence.minutes([Int64.min..<Int64.max, Int64.min..<Int64.max]) > 0)
    }

    @Test func `a certificate needs four fifths of what counted`() {
        #expect(Presence.suffices(610, of: 720))
        #expect(Presence.suffices(576, of: 720))
        #expect(!Presence.suffices(575, of: 720))
        #expect(!Presence.suffices(0, of: 0))
    }
}
