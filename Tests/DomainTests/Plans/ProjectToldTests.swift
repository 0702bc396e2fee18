import Domain
import Testing

/// What people write into a column of statuses or dates.
struct ProjectToldTests {
    private static let today = "2026-11-30"

    /// Every way in which the table of projects that ships writes it.
    @Test(arguments: [
        ("closed (phase 2 in 2015)", "closed", "", ""), ("completed", "closed", "", ""),
        ("launched 2016-10", "running", "2016-10-01", ""), ("launched 2019-03", "running", "2019-03-01", ""),
        ("2021-01, 42 months", "closed", "2021-01-01", "2024-06-30"),
        ("2023-02-01/2026-01-31", "closed", "2023-02-01", "2026-01-31"),
        ("commenced 2023-09-14", "running", "2023-09-14", ""), ("ongoing 2024", "running", "", ""),
    ])
    func `the table of projects that ships is read`(text: String, status: String, starts: String, ends: String) throws {
        let told = try #require(ProjectTold(folded: text, today: Self.today))
        #expect(told.status?.rawValue == status && told.starts == starts && told.ends == ends)
    }

    @Test(arguments: [
        ("started in october 2016", "running", "2016-10-01", ""),
        ("from 2025 to 2028", "running", "2025-01-01", "2028-12-31"),
        ("01.02.2023 - 31.01.2026", "closed", "2023-02-01", "2026-01-31"), ("2027", "planned", "2027-01-01", ""),
        ("launched 2019, completed 2022", "closed", "2019-01-01", "2022-12-31"), ("on hold", "suspended", "", ""),
        ("lance en janvier 2024", "running", "2024-01-01", ""), ("завершен в 2022 г", "closed", "", "2022-12-31"),
        ("مكتمل 2022", "closed", "", "2022-12-31"), ("25/12/2025", "running", "2025-12-25", ""),
        ("2024-02-29, 1 year", "closed", "2024-02-29", "2025-02-27"),
    ])
    func `words and days of four languages are read`(text: String, status: String, starts: String, ends: String) throws
    {
        let told = try #require(ProjectTold(folded: text, today: Self.today))
        #expect(told.status?.rawValue == status && told.starts == starts && told.ends == ends, "\(told)")
    }

    @Test(arguments: [
        "03/04/2024", "soon", "2024-02-30", "30.02.2024", "2026-01/2025-01", "42 months",
        "closed 9999999999999999999999",
        "2021 2022 2023", "launched by somebody", "-5 months", "0 months", "2021, 99999 months",
    ])
    func `what cannot be read is refused and not guessed`(text: String) {
        #expect(ProjectTold(folded: text, today: Self.today) == nil)
    }

    @Test
    func `nothing said is nothing told, and a flood is refused`() {
        #expect(ProjectTold(folded: "", today: Self.today)?.status == nil)
        #expect(ProjectTold(folded: String(repeating: "closed ", count: 20_000), today: Self.today) == nil)
        #expect(ProjectTold.day(folded: "2016-10", isEnd: true) == "2016-10-31")
        #expect(ProjectTold.day(folded: "october 2016", isEnd: false) == "2016-10-01")
        #expect(ProjectTold.day(folded: "closed", isEnd: false) == nil)
    }
}
