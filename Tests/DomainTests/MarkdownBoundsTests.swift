import Domain
import Testing

/// Texts that cost a parser more than they look, by what makes them so.
enum HostileMarkdown {
    static func lines(_ line: String, _ count: Int) -> String { String(repeating: line + "\n", count: count) }
    static func run(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    /// The 39 kB that took 7.4 GB: 3,301 columns by 13,000 lines.
    static let table =
        "|" + run("x|", 3_300) + "\n|" + run("-|", 3_300) + "\n" + lines("a", 13_000)
    /// 70,000 pipes, and lines at each of which the parser reads them all again.
    static let pipes = run("|", 70_000) + "\n" + lines("|-|-|", 3_000)

    static let all: [(text: String, limit: MarkdownBounds.Limit)] = [
        (table, .columns), (pipes, .columns),
        (run("|", 70_000) + "\n|-|-|", .columns), ("a|b\n-|-\n" + run("|", 400), .columns),

        ("|" + run("a|", 50) + "\n|" + run("-|", 50) + "\n" + lines("a", 300), .cells),
        (run("> |" + run("a|", 50) + "\n> |" + run("-|", 50) + "\n" + lines("> a", 4) + "\n", 60), .cells),
        (lines("x", 7_000), .lines), (run("x", 330_000), .bytes),
        (run(">", 500) + " deep", .nesting), (run("> ", 500), .nesting), (run("- ", 400) + "deep", .nesting),
        (run("1. ", 400) + "deep", .nesting), (run("+ > ", 200) + "deep", .nesting),
        ((1...200).map { run("  ", $0) + "- a" }.joined(separator: "\n"), .nesting),
        (run("[", 40_000), .brackets), (run("![[]()", 9_000), .brackets), (run("[a](", 9_000), .brackets),
        (run("a<?", 20_000), .angles), (run("<![CDATA[", 5_000), .brackets), (run("*a_", 15_000), .marks),
        (run("a**b", 25_000), .marks), (run("`a", 9_000), .ticks), (run("a@b.", 10_000), .links),
        ("www.a" + run(")", 40_000), .links), (run("http://a.b<", 3_600), .links), (run("https://", 5_000), .links),
        ("[a]: " + run("x", 20_000) + "\n\n" + run("[a]", 3_000), .references),
        ("[a]: b (" + lines(run("x", 60), 500) + ")\n\n" + run("[a]", 3_000), .references),
        (lines("a", 2_000) + lines("|-|-|", 2_000), .rules),
    ]

    /// What people write, some of it much.
    static let fair: [String] = [
        "", "# Scope\n\nEach **service** keeps [a list](https://example.org/list) of *names*. [@1] [@22]",
        run("Каждая служба ведёт список имён, и раз в год его проверяют. ", 600),
        run("各部门共享同一份名单，每年核对一次（见 https://example.org/a）。", 900),
        "| a | b | c | d | e |\n|---|---|---|---|---|\n" + lines("| 09:30 | x | **y** | [@3] | |", 400),
        (1...8).map { run("    ", $0 - 1) + "- level \($0)" }.joined(separator: "\n"),
        lines("- a point with `code` and a [link](https://example.org)", 700), "- - -\n\n* * *\n\n" + run("- ", 40),
        lines("[@\(1)] [@2] said so, see ana@example.org", 800), run("_", 300) + " a line to fill in",
        "```\n" + lines("key: value  # with > and | and [", 900) + "```", lines("> quoted", 500),
        (1...60).map { "[\($0)]: https://example.org/page/\($0)" }.joined(separator: "\n") + "\n\n"
            + (1...60).map { "see [\($0)]" }.joined(separator: ", "),
    ]
}

struct MarkdownBoundsTests {
    @Test(arguments: HostileMarkdown.all.indices)
    func `what would cost a parser much is found before it is parsed`(index: Int) {
        let (text, limit) = HostileMarkdown.all[index]
        #expect(MarkdownBounds.exceeded(by: text) == limit, "\(text.prefix(40))")
    }

    @Test(arguments: HostileMarkdown.fair.indices)
    func `what people write is within all limits`(index: Int) {
        let text = HostileMarkdown.fair[index]
        #expect(MarkdownBounds.exceeded(by: text) == nil, "\(text.prefix(40))")
    }

    @Test
    func `lines end by LF, CR or both, and a table ends with an empty line`() {
        let table = "|a|b|\n|-|-|\n" + HostileMarkdown.lines("x|y", 50)
        let many = HostileMarkdown.run(table + "\n", 30)
        #expect(MarkdownBounds.exceeded(by: many) == nil)
        #expect(MarkdownBounds.exceeded(by: HostileMarkdown.run(table, 90)) == .cells)
        #expect(MarkdownBounds.exceeded(by: HostileMarkdown.table.replacing("\n", with: "\r\n")) == .columns)
        #expect(MarkdownBounds.exceeded(by: HostileMarkdown.table.replacing("\n", with: "\r")) == .columns)
    }
}
