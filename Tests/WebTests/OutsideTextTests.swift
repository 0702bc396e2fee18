import HTTPTypes
import Testing

@testable import Web

/// What comes in is looked at scalar by scalar before anything compares, hashes or normalises it.
struct OutsideTextTests {
    /// Each alone is fast to sort; alternating they take the square of their number.
    static let towers = String(repeating: "\u{301}\u{327}", count: 60_000)

    @Test(arguments: [
        "", "plain", "é", "e\u{301}", "ﷺ سُبْحَانَ ٱللَّٰهِ", "การป้องกันภัยพิบัติที่ยั่งยืน", "ការត្រៀមខ្លួនជាស្រេច", "בְּרֵאשִׁ֖ית בָּרָ֣א", "བོད་སྐད་",
        "မြန်မာနိုင်ငံ", "ശ്രീലങ്ക", "👨‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿1️⃣🇭🇷", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
        "e" + String(repeating: "\u{301}", count: 30),
    ])
    func `text of people is let in`(text: String) { #expect(OutsideText.fault(in: text) == nil) }

    @Test func `text that nobody writes is not`() {
        #expect(OutsideText.fault(in: "e" + String(repeating: "\u{301}", count: 31)) == .marks)
        #expect(OutsideText.fault(in: "a\(Self.towers)") == .marks)
        #expect(OutsideText.fault(in: "a\0b") == .zero)
        #expect(throws: OutsideText.Broken.self) { try OutsideText.read([0xC3, 0x28]) }
    }

    @Test func `a text that is there already is cut down to what may come in`() {
        let bounded = OutsideText.bounded("a\(Self.towers)b")
        #expect(bounded.unicodeScalars.count == 32 && bounded.hasSuffix("b"))
        #expect(OutsideText.bounded("e\u{301}") == "é")
    }

    private func refusal(_ body: () throws -> Void) -> Refusal? {
        do {
            try body()
            return nil
        } catch { return error as? Refusal }
    }

    @Test func `a form's field that is broken is named`() {
        let marks = String(repeating: "%CC%81", count: 31)
        let inbound = Inbound(
            method: .post, path: "/", headers: [.contentType: "application/x-www-form-urlencoded"],
            body: Array("a=1&email=e\(marks)".utf8))
        let refused = refusal { _ = try inbound.form() }
        #expect(refused?.status == .badRequest && refused?.fields.keys.contains("email") == true)
        for body in ["a=%00", "%00=1", "e\(marks)=1", String(repeating: "n", count: 300) + "=1"] {
            #expect(refusal { _ = try FormValues.read(urlEncoded: body) }?.code == "broken-text", "\(body.prefix(20))")
        }
    }

    @Test(arguments: ["name", "value", "file"])
    func `a multipart form is held to the same`(place: String) {
        let broken = "e" + String(repeating: "\u{301}", count: 31)
        let (name, value) = (place == "name" ? broken : "a", place == "value" ? broken : "b")
        let file = place == "file" ? "; filename=\"\(broken).csv\"" : ""
        let body =
            "--edge\r\nContent-Disposition: form-data; name=\"\(name)\"\(file)\r\n\r\n\(value)\r\n--edge--\r\n"
        let refused = refusal {
            _ = try Multipart.read(Array(body.utf8), contentType: "multipart/form-data; boundary=edge")
        }
        #expect(refused?.code == "broken-text")
    }
}

struct OutsideJSONTests {
    private func code(_ text: String) -> String? {
        do {
            try OutsideJSON.check(Array(text.utf8))
            return nil
        } catch { return error.code }
    }

    @Test(arguments: [
        "{}", "[]", "1", "\"é\"", #"{"a":{"b":["\u00e9","\ud83d\ude00","\"\\"]},"c":null}"#, #"{"a""#, "}", "",
        #"{"a":"\u"}"#, #"{"a":"\"#,
    ])
    func `what is well, or the parser's matter, passes`(text: String) { #expect(code(text) == nil) }

    @Test func `marks and NUL are found behind their escapes, and the field is named`() {
        let marks = String(repeating: #"\u0301\u0327"#, count: 16)
        do {
            try OutsideJSON.check(Array(#"{"issues":[{"title":"a\#(marks)"}]}"#.utf8))
            Issue.record("it passed")
        } catch {
            #expect(error.code == "broken-text" && error.fields.keys.first == "issues.title")
        }
        // Half written out, half escaped; as a name; as a pair of surrogates of musical marks (U+1D165).
        let raw = String(repeating: "\u{301}", count: 16) + String(repeating: #"\u0301"#, count: 16)
        #expect(code(#"{"a":"e\#(raw)"}"#) == "broken-text")
        #expect(code(#"{"e\#(raw)":1}"#) == "broken-text")
        #expect(code("{\"a\":\"" + String(repeating: #"\ud834\udd65"#, count: 31) + "\"}") == "broken-text")
        #expect(code(#"{"a":"\u0000"}"#) == "broken-text")
        #expect(code("{\"\(String(repeating: "n", count: 300))\":1}") == "broken-text")
    }

    @Test func `nesting and numbers of values are bounded`() {
        #expect(code(String(repeating: "[", count: 40)) == "malformed-json")
        #expect(code("[" + String(repeating: "1,", count: 250_000) + "1]") == "malformed-json")
    }

    @Test func `another encoding than UTF-8 is refused`() {
        #expect(code("{\0\"\0a\0\"\0}\0") == "broken-text")
        #expect(throws: Refusal.self) { try OutsideJSON.check([0xFF, 0xFE, 0x7B, 0x00]) }
        #expect(throws: Refusal.self) { try OutsideJSON.check(Array("{\"a\":\"".utf8) + [0xC3, 0x28, 0x22, 0x7D]) }
    }
}

struct WholeTextTests {
    @Test(
        arguments: [
            ("5", 5), ("-3", -3), ("007", 7), ("", nil), ("+5", nil), ("٣", nil), ("1e3", nil), ("NaN", nil),
            ("5.0", nil), ("--1", nil),
            ("9223372036854775808", nil), ("9223372036854775807", nil), ("11", nil), (" 5", nil),
            (String(repeating: "0", count: 40) + "5", nil),
        ] as [(String, Int?)])
    func `a number is digits, and within its range`(text: String, number: Int?) {
        #expect(WholeText.read(text, in: -10...10) == number)
    }
}

struct FailedTriesTests {
    @Test func `only tries that failed use a window up`() throws {
        let limiter = RateLimiter(limit: 2, seconds: 60)
        for _ in 0..<100 { try limiter.require("a", now: 0) }
        limiter.count("a", now: 0)
        try limiter.require("a", now: 1)
        limiter.count("a", now: 1)
        #expect(throws: Refusal.self) { try limiter.require("a", now: 2) }
        try limiter.require("b", now: 2)
        try limiter.require("a", now: 60_000)
    }
}
