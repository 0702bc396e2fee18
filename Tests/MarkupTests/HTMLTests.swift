import Markup
import Testing

struct HTMLTests {
    private let hostile = "<b onclick='x'>&\"</b>"
    private let escaped = "&lt;b onclick=&#39;x&#39;&gt;&amp;&quot;&lt;/b&gt;"

    @Test func `a value in text is escaped`() {
        let html: HTML = "<p>\(hostile)</p>"
        #expect(html.text == "<p>\(escaped)</p>")
    }

    @Test func `a value in an attribute cannot leave its quotes`() {
        let html: HTML = "<p title=\"\(hostile)\">x</p>"
        #expect(html.text == "<p title=\"\(escaped)\">x</p>")
    }

    @Test(arguments: [
        "javascript:alert(1)", " java\nscript:alert(1)", "JavaScript:x", "data:text/html,x", "vbscript:x",
    ])
    func `a URL attribute refuses a scheme that runs code`(url: String) {
        let html: HTML = "<a href=\"\(url)\">x</a>"
        #expect(html.text == "<a href=\"#\">x</a>")
    }

    @Test(arguments: ["/events/1?a=b", "https://example.org/x:y", "#top", "mailto:a@example.org", "a/b:c", "?q=a:b"])
    func `a URL attribute keeps an address that only leads somewhere`(url: String) {
        let html: HTML = "<a href=\"\(url)\">x</a>"
        #expect(html.text == "<a href=\"\(url.replacing("&", with: "&amp;"))\">x</a>")
    }

    @Test func `only the start of a URL attribute decides its scheme`() {
        let html: HTML = "<a href=\"/search?q=\("javascript:x")\">x</a>"
        #expect(html.text == "<a href=\"/search?q=javascript:x\">x</a>")
    }

    @Test func `an attribute after a URL attribute is an ordinary one`() {
        let html: HTML = "<a href=\"\("/x")\" title=\"\("a:b")\">x</a>"
        #expect(html.text == "<a href=\"/x\" title=\"a:b\">x</a>")
    }

    @Test func `markup is inserted as it is`() {
        let inner: HTML = "<b>\("x")</b>"
        let html: HTML = "<p>\(inner)\([inner, inner])\(HTML?.none)</p>"
        #expect(html.text == "<p><b>x</b><b>x</b><b>x</b></p>")
    }

    @Test func `attributes appear only where their claim holds`() {
        let html: HTML =
            "<input\("checked", when: true)\("disabled", when: false)\("value", value: "a\"b")\("title", value: String?.none)>"
        #expect(html.text == "<input checked value=\"a&quot;b\">")
    }

    @Test func `numbers and lists need no ceremony`() {
        let html: HTML = "<ul data-count=\"\(2)\">\([1, 2].html { "<li>\($0)</li>" })</ul>"
        #expect(html.text == "<ul data-count=\"2\"><li>1</li><li>2</li></ul>")
    }

    @Test func `a literal made from an optional is markup, its value is text`() {
        let hint: String? = "a<b"
        let html: HTML = "<div>\(hint.map { "<p>\($0)</p>" })\(String?.none.map { "<p>\($0)</p>" })\(hint)</div>"
        #expect(html.text == "<div><p>a&lt;b</p>a&lt;b</div>")
    }
}
