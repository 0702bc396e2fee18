import Domain
import Testing

/// The 72 strings of the design of exercises, as they stand there.
@Suite struct MselTimeTests {
    private func read(
        _ text: String, _ heading: String = "", cell: MselCell.Kind = .text, moves: Int = 0, is1904: Bool = false,
        order: MselTimeContext.DateOrder? = nil, start: String? = nil
    ) -> MselTime {
        var context = MselTimeContext(heading: heading)
        context.moves = moves
        context.is1904 = is1904
        context.dateOrder = order
        context.start = start.flatMap { CalendarDate($0) }
        return MselTimeParser(context).read(MselCell(cell, text, number: cell == .text ? nil : Double(text)))
    }

    private func expect(
        _ text: String, _ kind: MselTime.Kind, _ value: String?, _ heading: String = "", cell: MselCell.Kind = .text,
        moves: Int = 0, is1904: Bool = false, order: MselTimeContext.DateOrder? = nil, start: String? = nil
    ) {
        let time = read(text, heading, cell: cell, moves: moves, is1904: is1904, order: order, start: start)
        #expect(time.state == .ready, "\(text)")
        #expect(time.kind == kind, "\(text)")
        #expect(time.value == value, "\(text)")
    }

    private func expectBad(_ text: String, _ reason: MselTimeReason, _ heading: String = "") {
        let time = read(text, heading)
        #expect(time.state == .bad, "\(text)")
        #expect(time.kind == .none, "\(text)")
        #expect(time.value == nil, "\(text)")
        #expect(time.reason == reason, "\(text)")
    }

    private func expectAsks(_ text: String, _ question: String, cell: MselCell.Kind = .text) {
        let time = read(text, cell: cell)
        #expect(time.state == .asks, "\(text)")
        #expect(time.reason?.question == question, "\(text)")
        #expect(time.value == nil, "\(text)")
    }

    @Test func `1 to 6 are times of the day`() {
        expect("09:30", .local, "09:30:00")
        expect("9:30 AM", .local, "09:30:00")
        expect("2:15 pm", .local, "14:15:00")
        expect("12:00 AM", .local, "00:00:00")
        expect("12:05 PM", .local, "12:05:00")
        expect("8:00 p.m.", .local, "20:00:00")
    }

    @Test func `7 to 12 are digits, with a letter of a zone or none`() {
        expect("0930", .local, "09:30:00")
        expect("930", .local, "09:30:00", "Time (0600-1800)", cell: .number)
        expect("1100", .local, "11:00:00", "Time (0600-1800)", cell: .number)
        expect("600", .local, "06:00:00")
        expect("0700L", .local, "07:00:00")
        expect("0930Z", .instant, "09:30:00Z")
    }

    @Test func `13 to 16 keep military letters, and five digits are no time`() {
        expect("0930B", .instant, "07:30:00Z")
        expectBad("00900", .fiveDigits("09:00"))
        expectBad("2460", .minute(60))
        expect("24:00", .local, "00:00:00")
        #expect(read("24:00").moment == .time(0, later: 1))
    }

    @Test func `17 to 22 are what Excel counts`() {
        expect("0.395833333", .local, "09:30:00", cell: .time)
        expect("0.729166667", .local, "17:30:00", cell: .time)
        expect("1.375", .elapsed, "33:00:00", cell: .duration)
        expect("40299.2083333", .local, "2010-05-01T05:00:00", cell: .dateTime)
        expect("43530", .local, "2019-03-06T00:00:00", "Date")
        #expect(read("43530", "Date").reason == .daySerial)
        expect("45089", .local, "2027-06-13T00:00:00", cell: .date, is1904: true)
    }

    @Test func `23 to 28 are date-time groups`() {
        expect("210900AUG2011", .local, "2011-08-21T09:00:00")
        expect("041730MAY10", .local, "2010-05-04T17:30:00")
        expect("041730ZMAY10", .instant, "2010-05-04T17:30:00Z")
        expect("041730Z MAY 10", .instant, "2010-05-04T17:30:00Z")
        expect("041730BMAY10", .instant, "2010-05-04T15:30:00Z")
        expectBad("320900AUG2011", .day(32, clock: ""))
        expectBad("212500AUG2011", .hour(25))
    }

    @Test func `29 to 33 are of ISO 8601, and dates with points`() {
        expect("2027-06-15T09:30", .local, "2027-06-15T09:30:00")
        expect("2027-06-15T09:30:00+02:00", .instant, "2027-06-15T07:30:00Z")
        expect("2027-06-15T09:30Z", .instant, "2027-06-15T09:30:00Z")
        expect("15.06.2027 09:30", .local, "2027-06-15T09:30:00")
        expect("PT1H30M", .elapsed, "1:30:00")
    }

    @Test func `34 to 38 ask for the order of day and month, and keep zones`() {
        expect("5/13/2009 16:00", .local, "2009-05-13T16:00:00")
        expectAsks("5/8/2009 16:00", "date_order")
        expect("5/8/2009 16:00", .local, "2009-08-05T16:00:00", order: .dmy)
        expectAsks("5/8/2009 16:00:00 CDT", "date_order")
        expect("5/8/2009 16:00:00 CDT", .instant, "2009-05-08T21:00:00Z", order: .mdy)
        expect("3/3/2027 8:00 PM", .local, "2027-03-03T20:00:00")
        expectAsks("3/3/2027 8:00 PM IST", "zone")
    }

    @Test func `39 to 45 count from the start of the exercise`() {
        expect("T+5", .elapsed, "0:05:00", "T+min")
        expectAsks("T+5", "unit")
        expect("T+0:30", .elapsed, "0:30:00")
        expect("T+1h30", .elapsed, "1:30:00")
        expect("H+1:30", .elapsed, "1:30:00")
        expect("H+2", .elapsed, "2:00:00")
        expect("H-1", .hand, nil)
        #expect(read("H-1").reason == .beforeStart)
        expect("+ 1 02:30:00", .elapsed, "26:30:00")
    }

    @Test func `46 to 51 are moves, spans and marks`() {
        expect("M2+15", .move, "M2 0:15:00", moves: 3)
        expectAsks("M2+15", "move")
        expect("+45m", .elapsed, "0:45:00")
        expect("90 min", .elapsed, "1:30:00")
        expect("1 h 20", .elapsed, "1:20:00")
        expect("STARTEX", .elapsed, "0:00:00")
        expect("STARTEX+15", .elapsed, "0:15:00")
        expect("ENDEX", .hand, nil)
        #expect(read("ENDEX").reason == .endOfExercise)
        expect("25:10", .elapsed, "25:10:00", cell: .duration)
        expectBad("25:10", .hour(25), "Time")
    }

    @Test func `52 to 57 are days of the story`() {
        expect("D+0 09:00", .day, "D1 09:00:00")
        expect("D+1 09:00", .day, "D2 09:00:00")
        expect("J+1 09h00", .day, "D2 09:00:00")
        for text in ["Day 2 06:00", "D2 0600", "Jour 2 6h", "День 2 06:00"] { expect(text, .day, "D2 06:00:00") }
        expect("J-60", .hand, nil)
        #expect(read("J-60").reason == .beforeStart)
        expect("14h05", .local, "14:05:00")
    }

    @Test func `58 to 62 ask where two readings are left`() {
        expect("14.05", .local, "14:05:00")
        expectAsks("14.05", "number", cell: .number)
        for text in ["4- Mar 0700L", "4Mar 0700L"] {
            expect(text, .local, "2027-03-04T07:00:00", start: "2027-06-15")
            expectAsks(text, "year")
        }
        expectAsks("Friday 07:40", "week")
        expect("Friday 07:40", .local, "2027-06-18T07:40:00", start: "2027-06-15")
        expect("09:30–09:45", .local, "09:30:00")
        #expect(read("09:30–09:45").length == 900)
    }

    @Test func `63 to 68 are approximate, noted, broken, or in other digits`() {
        for text in ["~0930", "approx. 0930"] {
            expect(text, .local, "09:30:00")
            #expect(read(text).isApproximate)
        }
        expect("0930 (after #12)", .local, "09:30:00")
        #expect(read("0930 (after #12)").note == "after #12")
        expectBad("5/5/2013  10:100:00 AM", .minute(100))
        expectBad("1/0/2020  08:00:00", .day(0, clock: "08:00"))
        expect("٠٩:٣٠", .local, "09:30:00")
        expect("０９：３０", .local, "09:30:00")
    }

    @Test func `69 to 72 wait for a hand, and errors are bad`() {
        for text in ["TBD", "???"] {
            expect(text, .hand, nil)
            #expect(read(text).reason == .unknown)
        }
        for text in ["on request", "à la demande", "as required"] {
            expect(text, .hand, nil)
            #expect(read(text).isContingency)
        }
        expect("", .hand, nil)
        #expect(read("").reason == .empty)
        expectBad("#REF!", .errorValue("#REF!"))
        expectBad("#VALUE!", .errorValue("#VALUE!"))
    }

    @Test func `nothing from a file traps`() {
        let texts = [
            "9223372036854775807", "9223372036854775808:00", "99999-99-99", "+", "-", "T+", "M", "M999999999+1",
            "D+9999",
            "99999 h 99999 min", "0/0/0", "31/2/2027", "29 Feb 2027", "2027-02-30T25:61", "1:2:3:4", "h", "P", "PT",
            String(repeating: "9", count: 100_000), String(repeating: "٩", count: 100), "\u{200F}", "\r\n", "(())",
            "()",
        ]
        for text in texts { _ = read(text) }
        for number in ["nan", "inf", "-inf", "1e308", "-1e308", "-0.5", "1e7", "2958466", "60", "0"] {
            for kind: MselCell.Kind in [.number, .time, .date, .dateTime, .duration] { _ = read(number, cell: kind) }
        }
    }
}
