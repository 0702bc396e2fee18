import BigInt
import Domain
import Testing

struct IdentifierTests {
    @Test func `a UUIDv7 carries its milliseconds first and its version and variant`() {
        // RFC 9562, appendix A.6: 017F22E2-79B0-7CC3-98C4-DC0C0C07398F at 2022-02-22 19:22:22 UTC.
        let random: [UInt8] = [0xcc, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]
        let id = Identifier<String>(milliseconds: 0x017f_22e2_79b0, random: random)
        #expect(id.description == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
    }

    @Test func `later identifiers sort after earlier ones`() {
        let random = [UInt8](repeating: 255, count: 10)
        let early = Identifier<String>(milliseconds: 1_700_000_000_000, random: random)
        let late = Identifier<String>(milliseconds: 1_700_000_000_001, random: [])
        #expect(early < late)
    }

    @Test func `what is made can be read back`() {
        let id = Identifier<String>(milliseconds: 5, random: [1, 2, 3])
        #expect(Identifier<String>(id.description) == id)
    }

    @Test(arguments: [
        "", "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017F22E2-79b0-7cc3-98c4-dc0c0c07398f",
        "017f22e2079b0-7cc3-98c4-dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0", "é17f22e2-79b0-7cc3-98c4-dc0c0c07398",
    ])
    func `another form is no identifier`(text: String) {
        #expect(Identifier<String>(text) == nil)
    }
}

struct RationalTests {
    @Test func `fractions are in lowest terms with the sign above`() {
        #expect(Rational(34, -6).description == "-17/3")
        #expect(Rational(10, 2).description == "5")
        #expect(Rational(0, -7) == .zero)
    }

    @Test func `arithmetic is exact`() {
        #expect(Rational(1, 3) + Rational(1, 6) == Rational(1, 2))
        #expect(Rational(1, 3) - Rational(1, 2) == Rational(-1, 6))
        #expect(Rational(2, 3) * Rational(9, 4) == Rational(3, 2))
        #expect(Rational(2, 3) / Rational(-4, 9) == Rational(-3, 2))
        #expect(Rational(1, 3) < Rational(34, 100) && Rational(-1, 2) < Rational(-1, 3))
    }

    @Test func `what does not fit a machine word goes on exactly and comes back`() {
        let huge = Rational(Int.max) * Rational(Int.max)
        #expect(huge.description == "85070591730234615847396907784232501249")
        #expect(huge / Rational(Int.max) == Rational(Int.max))
        #expect((huge / Rational(Int.max)).hashValue == Rational(Int.max).hashValue)
        #expect(Rational(1, Int.max) + Rational(1, Int.max - 1) > Rational(1, Int.max))
        #expect(-Rational(Int.min) == Rational(BigInt(2).power(63), 1))
    }

    @Test func `the sum of thirteen awkward fractions is right`() {
        // Python: sum(Fraction(1, p) for p in the first thirteen primes).
        let primes: [Int] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41]
        let sum = primes.map { Rational(1, $0) }.reduce(.zero, +)
        #expect(sum.description == "492007393304957/304250263527210")
    }

    @Test(arguments: [("17/3", "17/3"), ("-4/6", "-2/3"), ("5", "5"), ("123456789012345678901234567890", nil)])
    func `text is read`(text: String, expected: String?) {
        #expect(Rational(text)?.description == expected ?? text)
    }

    @Test(arguments: ["", "/", "1/", "/2", "1/0", "1/-2", "1.5", "+1", " 1", "1/2/3", "--1", "a"])
    func `what is no fraction is not read`(text: String) {
        #expect(Rational(text) == nil)
    }

    @Test func `a large fraction has a sensible double`() {
        let value = Rational(BigInt(10).power(400) * 3, BigInt(10).power(400) * 4 + 1)
        #expect(abs(value.double - 0.75) < 1e-15)
    }
}

struct CSVReaderTests {
    private func rows(_ text: String) throws -> [[String]] {
        var reader = CSVReader(text)
        return try reader.all().map(\.fields)
    }

    @Test func `quotes, doubled quotes and line breaks inside a field are read`() throws {
        #expect(
            try rows("a,\"b \"\"c\"\", d\",\"two\r\nlines\"\r\n,,\r\n") == [
                ["a", "b \"c\", d", "two\r\nlines"], ["", "", ""],
            ])
    }

    @Test(arguments: ["a,b\nc,d", "a,b\r\nc,d\r\n", "a,b\rc,d\r", "\u{feff}a,b\nc,d\n\n\n"])
    func `every line end and a byte order mark are read`(text: String) throws {
        #expect(try rows(text) == [["a", "b"], ["c", "d"]])
    }

    @Test(arguments: [("a;b;c,d\n1;2;3", ";"), ("a\tb\n1\t2", "\t"), ("a,b;c,d", ","), ("\"a;;;\",b", ","), ("a", ",")])
    func `the separator is found in the first record`(text: String, separator: String) {
        #expect(CSVReader(text).separator == separator.utf8.first)
    }

    @Test func `a record knows the line on which it begins`() throws {
        var reader = CSVReader("a\n\"b\nb\"\nc\n")
        #expect(try reader.all().map(\.line) == [1, 2, 4])
    }

    @Test(arguments: [
        ("a\nb,\"c\nd\n", CSVProblem(line: 2, kind: .unterminatedQuote)),
        ("a\n\"b\"c\n", CSVProblem(line: 2, kind: .textAfterQuote)),
        ("a\n\nb\"c\n", CSVProblem(line: 3, kind: .quoteInsideField)),
    ])
    func `a slip is reported with its line`(text: String, problem: CSVProblem) {
        #expect(throws: problem) { try rows(text) }
    }

    @Test func `bytes that are not UTF-8 are refused with their line`() {
        var reader = CSVReader(bytes: Array("a\n".utf8) + [0xff, 0x0a])
        #expect(throws: CSVProblem(line: 2, kind: .notUTF8)) { try reader.all() }
    }

    @Test func `what is written is read back`() throws {
        let fields: [String] = ["plain", "a,b", "say \"so\"", "two\nlines", "", "é; ж"]
        #expect(try rows(CSVWriter.record(fields)) == [fields])
    }
}

struct JSONValueTests {
    @Test func `pairs keep their order, a dictionary is in order, and text is escaped`() {
        let value = JSONValue.ordered([
            ("b", "a\"\\\n\u{1}é"), ("a", .list([1, .number(0.5), .null])), ("c", .object([:])),
        ])
        #expect(
            value.json(.indented)
                == "{\n  \"b\": \"a\\\"\\\\\\n\\u0001é\",\n  \"a\": [1, 0.5, null],\n  \"c\": {}\n}")
        #expect(value.json == "{\"b\":\"a\\\"\\\\\\n\\u0001é\",\"a\":[1,0.5,null],\"c\":{}}")
        #expect(JSONValue.object(["b": true, "a": .list([.list([2])])]).json(.line) == "{\"a\": [[2]], \"b\": true}")
    }

    @Test func `a number that is none is null`() {
        #expect(JSONValue.number(.nan).json == "null")
    }

    @Test func `what is read is written again`() throws {
        let text = "{\"a\":[1,-2.5,true,null,\"x\"],\"b\":{}}"
        #expect(try JSONReader.read(Array(text.utf8)).json == text)
    }
}

struct CalendarDateTests {
    @Test func `a day is read and written as ISO 8601 has it`() {
        #expect(CalendarDate("2024-02-29")?.description == "2024-02-29")
        #expect(CalendarDate("0027-01-05")?.description == "0027-01-05")
        for wrong in [
            "2023-02-29", "2024-2-29", "2024-13-01", "0000-01-01", "2024-02-29 ", "٢٠٢٤-02-29", "+024-01-01", "",
        ] {
            #expect(CalendarDate(wrong) == nil, "\(wrong)")
        }
    }

    @Test func `days are counted and told again`() throws {
        #expect(CalendarDate("1970-01-01")?.daysSince1970 == 0 && CalendarDate("2000-03-01")?.daysSince1970 == 11_017)
        #expect(CalendarDate("0001-01-01")?.daysSince1970 == -719_162)
        for days in stride(from: -719_162, through: 2_932_896, by: 997) {
            let date = try #require(CalendarDate(CalendarDate(daysSince1970: days).description))
            #expect(date.daysSince1970 == days)
        }
    }

    @Test func `years later the last of February stays the last`() {
        #expect(CalendarDate.later("2024-02-29", years: 1) == "2025-02-28")
        #expect(CalendarDate.later("2024-02-29", years: 4) == "2028-02-29")
        #expect(CalendarDate.later("soon", years: 1) == "soon")
    }
}
