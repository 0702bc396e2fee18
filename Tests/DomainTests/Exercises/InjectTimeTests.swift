import Domain
import Testing

/// What people type into the time of an inject.
struct InjectTimeTests {
    @Test(arguments: [
        ("0:26", InjectTime.elapsed(1_560_000)), ("26", .elapsed(1_560_000)), ("+26", .elapsed(1_560_000)),
        ("26 min", .elapsed(1_560_000)), ("1:05:30", .elapsed(3_930_000)), ("1 h 20", .elapsed(4_800_000)),
        ("1h20", .elapsed(4_800_000)), ("2 h", .elapsed(7_200_000)), ("٠:٢٦", .elapsed(1_560_000)),
        ("51:04:05", .elapsed(183_845_000)), ("0", .elapsed(0)), ("M2+10", .move(2, 600_000)), ("m2", .move(2, 0)),
        ("M 2 + 0:10", .move(2, 600_000)), ("М2+75", .move(2, 4_500_000)), ("", .hand), ("By hand", .hand),
        ("à la main", .hand), ("вручную", .hand), ("يدويًا", .hand), ("–", .hand), ("rule", .rule), ("règle", .rule),
        ("@11:00", .wall(day: nil, minutes: 660)), ("2027-06-15 11:00", .wall(day: "2027-06-15", minutes: 660)),
        ("2027-06-15T23:59", .wall(day: "2027-06-15", minutes: 1_439)),
    ])
    func `is read as it is meant`(text: String, time: InjectTime) throws {
        #expect(try InjectTime(text) == time)
    }

    @Test(arguments: [
        ("0:75", InjectTime.Problem.minute(75)), ("1:05:60", .minute(60)), ("-5", .before), ("M2-5", .before),
        ("soon", .unreadable), ("1:2:3:4", .unreadable), ("M", .unreadable), ("M0+1", .unreadable),
        ("M2+", .unreadable),
        ("@25:00", .noSuchTime), ("@11", .unreadable), ("2027-02-30 11:00", .noSuchTime),
        ("2027-06-15 11:75", .minute(75)),
        ("1001:00", .tooLong), ("999999", .tooLong), ("99999999999999999999", .unreadable), ("1:", .unreadable),
        (":", .unreadable), ("+", .unreadable), ("1 h 75", .minute(75)),
    ])
    func `or what is wrong is said`(text: String, problem: InjectTime.Problem) {
        #expect(throws: problem) { try InjectTime(text) }
    }

    @Test func `the ends of what may be typed do no harm`() {
        for text in [String(repeating: "9", count: 100_000), String(repeating: ":", count: 150), "M999999+999999"] {
            _ = try? InjectTime(text)
        }
    }

    @Test(arguments: [
        "0:26", "1:05:30", "51:04:05", "M2+10", "M2+1:15", "M2+0:10:30", "@11:00", "2027-06-15 11:00", "hand", "rule",
    ])
    func `stands in the table as it is read again`(text: String) throws {
        #expect(try InjectTime(text).text == text)
    }

    @Test func `hours are not cut at a day`() { #expect(InjectTime.clock(183_845_000) == "51:04:05") }
}
