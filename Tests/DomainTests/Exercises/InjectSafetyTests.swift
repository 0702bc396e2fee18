import Domain
import Testing

/// What could be taken for real is found before anybody approves it (S4).
struct InjectSafetyTests {
    private func kinds(_ text: String) -> [InjectSafety.Kind] { InjectSafety.findings(in: [text]).map(\.kind) }

    @Test(arguments: [
        "Write to duty@aldoria.example at once.", "See https://news.example/clip?id=3.", "desk@example.org",
        "http://portal.invalid/x", "The hall holds 1200 people, i.e. all of it.", "No. 4, p.m., z.B.", "a@b",
        "Ask {cell} by {deadline}; it is {story_time} on {story_date}, day {story_day}, in {country} for {plays}.",
        "On 18 June 2027, 2027-06-18, 18.06.2027 at 07:40.", "12 000 000 litres", "1.500.000", "Call 555-0134.",
        "Call (555) 010-0100 or +1 202 555 0143.", "+44 20 7946 0018", "Tél. 01 99 00 12 34", "+33 1 99 00 12 34",
        "This is an exercise.", "Ceci est un exercice.", "Это учение.", "هذا تمرين.", "112 people are waiting.",
    ])
    func `what belongs to nobody passes`(text: String) {
        #expect(InjectSafety.findings(in: [text]).isEmpty, "\(InjectSafety.findings(in: [text]))")
    }

    @Test(arguments: [
        ("Write to ana@ministry.hr", InjectSafety.Kind.address), ("ANA＠Ministry．HR", .address),
        ("<ana@minis\u{200B}try.hr>", .address), ("a@example.com.evil.org", .address), ("see www.ministry.hr", .link),
        ("https://ministry.gov/x", .link), ("(ministry.hr)", .link), ("http://example.org.evil.net", .link),
        ("Позвоните 112", .phone), ("appelez le 112", .phone), ("call 911", .phone), ("اتصل على 112", .phone),
        ("+385 1 4569 999", .phone), ("00385 1 4569999", .phone), ("tel: 014569999", .phone),
        ("+٣٨٥ ١ ٤٥٦٩ ٩٩٩", .phone), ("+385-1-4569-999", .phone), ("This is NOT a drill!", .drill),
        ("this is not\nan exercise", .drill), ("Ceci n’est pas un exercice", .drill), ("Это не учение", .drill),
        ("Это не учебная тревога", .drill), ("هذا ليس تمرينًا", .drill), ("هذه ليست تدريباً", .drill),
        ("Hello {name}", .variable), ("{Story_time}", .variable), ("{ cell }", .variable), ("{}", .variable),
    ])
    func `what could be taken for real is found`(text: String, kind: InjectSafety.Kind) {
        #expect(kinds(text) == [kind], "\(InjectSafety.findings(in: [text]))")
    }

    @Test func `a real body as sender is found unless it is said to be simulated`() {
        let agencies: Set<String> = ["Ministry of Health", "Port"]
        #expect(
            InjectSafety.findings(in: [], sender: "MINISTRY of health", agencies: agencies).map(\.kind) == [.sender])
        #expect(
            InjectSafety.findings(in: [], sender: "Ministry of Health (simulated)", agencies: agencies).isEmpty)
        #expect(InjectSafety.findings(in: [], sender: "Hall of Nordgate", agencies: agencies).isEmpty)
        #expect(InjectSafety.findings(in: [], sender: "", agencies: agencies).isEmpty)
    }

    @Test func `each finding is told once, and a variable cannot be cleared`() {
        let found = InjectSafety.findings(in: ["a@b.hr a@b.hr", "A@B.HR {x}"])
        #expect(found.map(\.kind) == [.address, .variable])
        #expect(found.map(\.kind.mayBeCleared) == [true, false])
    }

    @Test(arguments: ["", "{", "}", "@", "+", "(", "{{{{", "....", "://", "\u{FDFA}", "١٢٣", "a@", "@b.hr"])
    func `scraps of text do no harm`(text: String) {
        _ = InjectSafety.findings(in: [text, text + text])
    }

    @Test func `long texts are looked through in one go`() {
        for piece in ["1 ", "(", "{a", "a.b", "+1", "@", "نص "] {
            _ = InjectSafety.findings(in: [String(repeating: piece, count: 20_000)])
        }
    }

    @Test func `variables are filled for each cell, and others stay as they stand`() {
        let values: [InjectVariable: String] = [.cell: "Aldoria", .storyTime: "09:40"]
        #expect(
            InjectVariable.fill("{cell} at {story_time} {deadline} {x} {", values)
                == "Aldoria at 09:40 {deadline} {x} {")
        #expect(InjectVariable.fill("{{cell}}", values) == "{Aldoria}")
        #expect(InjectVariable.fill("", values).isEmpty)
        let braces = String(repeating: "{", count: 100_000)
        #expect(InjectVariable.fill(braces, values) == braces)
        #expect(InjectVariable.fill("{a name that is much too long to be one}", values).hasSuffix("one}"))
    }
}
