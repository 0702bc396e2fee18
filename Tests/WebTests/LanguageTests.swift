import Markup
import Testing

@testable import Web

struct LanguageTests {
    @Test func `a catalogue is read with plurals, continued lines and escapes`() {
        let entries = POFile.read(
            """
            msgid ""
            msgstr "Content-Type: text/plain; charset=UTF-8\\n"

            # A translator's remark
            #: Sources/App/X.swift:3
            msgid "Save"
            msgstr "Enregistrer"

            msgid "{1} issue"
            msgid_plural "{1} issues"
            msgstr[0] "{1} question"
            msgstr[1] "{1} questions"

            msgid ""
            "Two "
            "lines"
            msgstr ""
            "Deux \\"lignes\\"\\n"
            "ensemble"

            #, fuzzy
            msgid "Guess"
            msgstr "Devine"

            #~ msgid "Old"
            #~ msgstr "Vieux"
            """)
        #expect(entries["Save"] == ["Enregistrer"])
        #expect(entries["{1} issue"] == ["{1} question", "{1} questions"])
        #expect(entries["Two lines"] == ["Deux \"lignes\"\nensemble"])
        #expect(entries["Guess"] == nil && entries["Old"] == nil && entries[""] == nil)
    }

    /// Samples of Unicode CLDR's cardinal rules.
    @Test(arguments: [
        (Language.english, [(0, 1), (1, 0), (2, 1)]),
        (.french, [(0, 0), (1, 0), (2, 1)]),
        (.russian, [(1, 0), (21, 0), (2, 1), (24, 1), (5, 2), (11, 2), (12, 2), (111, 2), (0, 2)]),
        (.arabic, [(0, 0), (1, 1), (2, 2), (3, 3), (110, 3), (11, 4), (99, 4), (100, 5), (102, 5)]),
    ])
    func `counts take the plural form of the language`(language: Language, samples: [(Int, Int)]) {
        for (count, form) in samples { #expect(language.pluralForm(count) == form, "\(count)") }
    }

    @Test func `without a translation the English key is shown, with its count`() {
        func words(_ count: Int) -> String {
            L(count, one: "\(count) untranslated thing", other: "\(count) untranslated things").string(in: .russian)
        }
        #expect(words(1) == "1 untranslated thing")
        #expect(words(21) == "21 untranslated things")
    }

    @Test func `a message escapes its text and keeps its markup`() {
        let link: HTML = "<a href=\"/\">x</a>"
        let message = L("Dear \("<Ana>"), see \(link) & go")
        #expect(message.key == "Dear {1}, see {2} & go")
        #expect(message.html(in: .english).text == "Dear &lt;Ana&gt;, see <a href=\"/\">x</a> &amp; go")
        #expect(message.string(in: .english) == "Dear <Ana>, see <a href=\"/\">x</a> & go")
    }

    @Test func `an argument that looks like a placeholder stays as it is`() {
        #expect(L("\("{2}") and \("b")").string(in: .english) == "{2} and b")
        #expect(L("a { b").string(in: .english) == "a { b")
    }

    @Test func `large numbers are grouped as the language does`() {
        #expect(L("\(9_999)").string(in: .english) == "9999")
        #expect(L("\(1_234_567)").string(in: .english) == "1,234,567")
        #expect(L("\(-12_345)").string(in: .french) == "-12\u{202F}345")
    }

    @Test(arguments: [
        ("fr-CH, fr;q=0.9, en;q=0.8", Language.french), ("de, ru;q=0.5, en;q=0.7", .english), ("ar", .arabic),
        ("ru;q=0.1", .russian),
    ])
    func `the browser's wish decides`(header: String, language: Language) {
        #expect(Language.preferred(by: header) == language)
    }

    @Test(arguments: ["", "de, pl", "*", "fr;q=0", ";;;,,,"])
    func `a wish that cannot be met says nothing`(header: String) {
        #expect(Language.preferred(by: header) == nil)
    }

    // MARK: Two meanings, lists, directions

    @Test func `the same English words are two entries where their contexts differ`() {
        let entries = POFile.read(
            """
            msgid "Open"
            msgstr "Ouvert"

            msgctxt "link"
            msgid "Open"
            msgstr "Ouvrir"
            """)
        #expect(entries["Open"] == ["Ouvert"])
        #expect(entries[POFile.id("Open", context: "link")] == ["Ouvrir"])
        #expect(L("Open", context: "link").string(in: .english) == "Open")
        #expect(L("Open", context: "link").string(in: .french) == "Ouvrir")
        #expect(L("Open").string(in: .french) == "Ouvert")
    }

    @Test(arguments: [
        (Language.english, "a", "a and b", "a, b and c"), (.french, "a", "a et b", "a, b et c"),
        (.russian, "a", "a и b", "a, b и c"),
        (
            .arabic, "\u{2068}a\u{2069}", "\u{2068}a\u{2069} و\u{2068}b\u{2069}",
            "\u{2068}a\u{2069} و\u{2068}b\u{2069} و\u{2068}c\u{2069}"
        ),
    ])
    func `a list is joined as its language joins it`(language: Language, one: String, two: String, three: String) {
        #expect(Message.list(["a"]).string(in: language) == one)
        #expect(Message.list(["a", "b"]).string(in: language) == two)
        #expect(L("\(list: ["a", "b", "c"])").string(in: language) == three)
    }

    @Test func `numbers, sentences and parts with commas of their own have other joints`() {
        #expect(L("rows \(list: [3, 4, 5])").string(in: .english) == "rows 3, 4, 5")
        #expect(L("\(list: [3, 4, 5])").string(in: .arabic) == "3، 4، 5")
        #expect(Message.list(["a, b", "c"], .semicolons).string(in: .english) == "a, b; c")
        #expect(Message.list([L("One."), L("Two.")], .sentences).string(in: .english) == "One. Two.")
        #expect(Message.list([] as [String]).string(in: .english).isEmpty)
        #expect(Message.list(["<a>", "b"] as [String]).html(in: .english).text == "&lt;a&gt; and b")
    }

    @Test func `what somebody wrote stands apart in Arabic, and Arabic in the others`() {
        let dated = L("On \("2019-05-14") by \("Ana & Bo")")
        #expect(dated.string(in: .arabic) == "On \u{2068}2019-05-14\u{2069} by \u{2068}Ana & Bo\u{2069}")
        #expect(dated.html(in: .arabic).text == "On <bdi>2019-05-14</bdi> by <bdi>Ana &amp; Bo</bdi>")
        #expect(dated.html(in: .english).text == "On 2019-05-14 by Ana &amp; Bo")
        #expect(L("\("أحمد") and 3 more").html(in: .english).text == "<bdi>أحمد</bdi> and 3 more")
        #expect(L("\("أحمد") and 3 more").string(in: .french).hasPrefix("\u{2068}أحمد\u{2069}"))
    }

    @Test func `a name by itself is a value and bears no marks, inside a text it stands apart`() {
        let name = Message.verbatim("Our region")
        #expect(name.string(in: .arabic) == "Our region")
        #expect(L("Region \(name)").string(in: .arabic) == "Region \u{2068}Our region\u{2069}")
        #expect(L("Region \(name)").html(in: .arabic).text == "Region <bdi>Our region</bdi>")
    }

    @Test func `an address to press stays bare, and a minus sign stays before its number`() {
        #expect(L("\("https://example.org/a")").string(in: .arabic) == "https://example.org/a")
        #expect(L("\(-12)").string(in: .arabic) == "\u{2066}-12\u{2069}")
        #expect(L("\(-12)").string(in: .english) == "-12")
    }
}
