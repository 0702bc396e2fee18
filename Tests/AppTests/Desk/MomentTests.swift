import Testing
import Web

@testable import App

/// Moments in words: the clock of a place, its name, and the reader's own.
struct MomentTests {
    // 2026-11-27T17:00:00Z
    private let evening: Int64 = 1_795_798_800_000

    @Test func `a moment names its zone in each language`() {
        let zagreb = MomentWords("Europe/Zagreb")
        #expect(zagreb.string(evening, in: .english) == "27 November 2026, 18:00 (Zagreb time)")
        #expect(zagreb.string(evening, .time, in: .english) == "18:00 (Zagreb time)")
        #expect(zagreb.string(evening, .weekday, in: .english) == "Friday 27 November, 18:00 (Zagreb time)")
        #expect(zagreb.string(evening, in: .french).contains("Zagreb"))
        #expect(zagreb.string(evening, in: .russian).contains("Загреб"))
        #expect(zagreb.string(evening, in: .arabic).contains("زغرب"))
        #expect(MomentWords().string(evening, .time, in: .english) == "17:00 (UTC)")
    }

    @Test func `zones of half an hour, of a place with two names, and beyond the date line`() {
        #expect(MomentWords("Asia/Kolkata").string(evening, .time, in: .english) == "22:30 (Kolkata time)")
        #expect(MomentWords("Asia/Calcutta").string(evening, .time, in: .english) == "22:30 (Kolkata time)")
        #expect(
            MomentWords("Pacific/Kiritimati").string(evening, in: .english)
                == "28 November 2026, 7:00 (Kiritimati time)")
        #expect(
            MomentWords("Pacific/Pago_Pago").string(evening, in: .english) == "27 November 2026, 6:00 (Pago Pago time)")
        #expect(MomentWords("Africa/Casablanca").string(evening, .time, in: .english).hasSuffix("(Casablanca time)"))
    }

    @Test func `the hour that the clocks show twice says which of the two`() {
        let zagreb = MomentWords("Europe/Zagreb")
        // 2026-10-25: at 03:00 the clocks go back to 02:00, at 01:00 UTC.
        let change: Int64 = 1_792_890_000_000
        #expect(zagreb.string(change - 1_800_000, .time, in: .english) == "2:30 (Zagreb time, UTC+2)")
        #expect(zagreb.string(change + 1_800_000, .time, in: .english) == "2:30 (Zagreb time, UTC+1)")
        #expect(zagreb.string(change + 3_600_000, .time, in: .english) == "3:00 (Zagreb time)")
        #expect(zagreb.string(change - 3_600_001, .time, in: .english) == "1:59 (Zagreb time)")
    }

    @Test func `the reader's own time stands beside where it differs`() {
        let zagreb = MomentWords("Europe/Zagreb")
        #expect(
            zagreb.beside(evening, own: "Asia/Tbilisi", in: .english)
                == "27 November 2026, 18:00 (Zagreb time) – your time: 21:00 (Tbilisi time)")
        #expect(
            zagreb.beside(evening, own: "Pacific/Kiritimati", in: .english)
                == "27 November 2026, 18:00 (Zagreb time) – your time: 28 November 2026, 7:00 (Kiritimati time)")
        #expect(zagreb.beside(evening, own: "Europe/Rome", in: .english) == "27 November 2026, 18:00 (Zagreb time)")
        #expect(zagreb.beside(evening, own: nil, in: .english) == "27 November 2026, 18:00 (Zagreb time)")
    }

    @Test(arguments: [Int64.min, Int64.min + 1, -1, 0, 253_402_300_800_000, .max])
    func `no stored number is too large for it`(_ moment: Int64) {
        for zone in ["Europe/Zagreb", "Pacific/Kiritimati", "America/Adak", "UTC", "Nowhere/None"] {
            #expect(!MomentWords(zone).string(moment, .weekday).isEmpty)
            #expect(MomentWords(zone).html(moment).text.contains("datetime="))
        }
    }

    @Test func `before 1970 the clock goes on`() {
        #expect(MomentWords().string(-60_000, in: .english) == "31 December 1969, 23:59 (UTC)")
        #expect(
            MomentWords("Asia/Kolkata").string(-86_400_000, in: .english) == "31 December 1969, 5:30 (Kolkata time)")
    }
}
