@testable import App
import Testing

struct MarkdownTests {
    private static func html(_ text: String, language: String = "en", below level: Int = 2) -> String {
        MarkdownText.html(text, language: language, below: level) { key in
            key < 50 ? CitedSource(number: key + 1, title: "A \"case\"", href: "#evidence-\(key + 1)") : nil
        }.text
    }

    @Test
    func `tables, strikethrough and headings below the section's title`() {
        let html = Self.html("# Head\n\n~~old~~ **new**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n###### Deep")
        #expect(html.contains("<h3>Head</h3>") && html.contains("<h6>Deep</h6>"))
        #expect(html.contains("<del>old</del>") && html.contains("<strong>new</strong>"))
        #expect(html.contains("<div class=\"scroll\" tabindex=\"0\"><table>") && html.contains("<td>2</td>"))
    }

    @Test
    func `HTML is shown as typed, and runs nowhere`() {
        let html = Self.html("<script>alert(1)</script>\n\nsome <b onclick=x>text</b> & more")
        #expect(!html.contains("<script") && !html.contains("<b "))
        #expect(
            html.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && html.contains("&lt;b onclick=x&gt;text&lt;/b&gt;")
        )
    }

    @Test(arguments: [
        "[a](javascript:alert(1))", "[a](JaVaScRiPt:x)", "[a](data:text/html,x)", "[a](vbscript:x)",
        "[a](//elsewhere.example)",
        "[a](java\tscript:x)", "<javascript:alert(1)>", "[a](/\\elsewhere.example)",
        "![a](https://elsewhere.example/x.png)",
    ])
    func `a link leads to the web, to a mail address or nowhere`(text: String) {
        let html = Self.html(text)
        #expect(!html.contains("href=\"java") && !html.contains("href=\"data") && !html.contains("href=\"//"))
        #expect(!html.contains("<img") && !html.contains("href=\"JaVa") && !html.contains("href=\"/\\"))
    }

    @Test
    func `good links stay`() {
        #expect(Self.html("[a](https://example.org/x?y=1&z=2)").contains("href=\"https://example.org/x?y=1&amp;z=2\""))
        #expect(Self.html("[a](#evidence)").contains("href=\"#evidence\""))
    }

    @Test
    func `citations are numbers that lead to the list, an unknown one is a warning and stays`() {
        let html = Self.html("Known [@4]: and [@99].\n\n[@4]: not a definition")
        #expect(
            html.contains("<a class=\"cite\" href=\"#evidence-5\" title=\"A &quot;case&quot;\">")
                && html.contains("[5]</a>: and"))
        #expect(html.contains("<mark class=\"cite unknown\"") && html.contains(">[@99]<"))
        #expect(html.contains("[5]</a>: not a definition"))
    }

    @Test
    func `in code and addresses a marker is text`() {
        #expect(Self.html("`[@4]`").contains("<code>[@4]</code>"))
        #expect(!Self.html("[a](https://example.org/[@4])").contains("href=\"https://example.org/<"))
        #expect(!Self.html("x \u{E000}7\u{E001}").contains("class=\"cite\""))
    }

    @Test
    func `a marker behind a fence is text, and breaks no markup`() {
        let html = Self.html("```x[@4]\"y\ncode\n```\n\n~~~ [@99]\n~~~")
        #expect(html.contains("<pre><code>code\n</code></pre><pre><code></code></pre>"))
        #expect(!html.contains("<mark") && !html.contains("class=\"cite\""))
    }

    @Test
    func `language and direction are right`() {
        #expect(Self.html("نص", language: "ar").contains("lang=\"ar\" dir=\"rtl\""))
        #expect(Self.html("text", language: "fr").contains("lang=\"fr\" dir=\"ltr\""))
        #expect(Self.html("") == "")
    }

    @Test
    func `deep nesting and long lines come back`() {
        #expect(Self.html(String(repeating: "> ", count: 20_000) + "x").contains("x"))
        #expect(Self.html(String(repeating: "[", count: 40_000)).contains("["))
        #expect(Self.html(String(repeating: "word ", count: 400_000)).utf8.count < 1_100_000)
    }
}
