@testable import App
import Domain
import Foundation
import FoundationXML
import Storage
import StorageTestSupport
import Testing
import TestSupport

@testable import Web

/// Every parser of what people and programs send gets thousands of broken inputs, the same ones in each run. It may refuse with its
/// own error and nothing else; what it accepts must survive being written and read again. A trap ends the whole run.
///
/// `ROUNDTABLE_FUZZ_ROUNDS=100 ROUNDTABLE_FUZZ_SEED=7` goes a hundred times as long, with other inputs; each input is then kept in
/// the temporary folder as `roundtable-mutation-NAME` until the next, so that the one that broke the run is there.
struct ParserMutationTests {
    /// Runs a parser on changed inputs.
    /// - Returns: how many were accepted: a mutator of which nothing passes tests little.
    @discardableResult
    private static func run(
        _ name: String, _ corpus: [[UInt8]], words: [String] = [], rounds: Int, limit: Int = 64 * 1024,
        _ parse: ([UInt8]) throws -> Bool
    ) rethrows -> Int {
        var mutator = Mutator(seed: Corpus.seed &+ UInt64(name.utf8.count), words: words, limit: limit)
        let kept = URL(fileURLWithPath: NSTemporaryDirectory()).appending(path: "roundtable-mutation-\(name)")
        var accepted = 0
        for round in 0..<rounds * Corpus.factor {
            let input = round < corpus.count ? corpus[round] : mutator.changed(corpus)
            if Corpus.factor > 1 { try? Data(input).write(to: kept) }  // Only of use after a crash.
            if try parse(input) { accepted += 1 }
        }
        return accepted
    }

    private static func shown(_ input: [UInt8]) -> String { String(decoding: input.prefix(400), as: UTF8.self) }

    // MARK: Tables

    /// What a reader of tables may throw.
    private static func sheet(_ bytes: [UInt8], name: String) -> FileTable? {
        do {
            return try SheetFile.read(bytes, name: name)
        } catch let refusal as Refusal where refusal.fields["file"] != nil {
            return nil
        } catch {
            Issue.record("\(name) threw \(error) for \(shown(bytes))")
            return nil
        }
    }

    @Test
    func `CSV`() throws {
        let corpus = try ["people.csv", "tricky.csv", "ballots.csv"].map(Corpus.bytes)
        let accepted = try Self.run("csv", corpus, words: ["\"\"", "sep=;", ";", "\u{FEFF}"], rounds: 1_500) { input in
            guard let sheet = Self.sheet(input, name: "a.csv") else { return false }
            let rows = sheet.lines.map(\.cells)
            let written = CSVTable.write(header: rows[0], rows: Array(rows.dropFirst()))
            var reader = CSVReader(bytes: written, separator: ",")
            let again = try reader.all().map(\.fields)
            #expect(again == rows.map { $0.map(CSVTable.harmless) }, "\(Self.shown(input))")
            return true
        }
        #expect(accepted > 100)
    }

    private static let parts: [(name: String, file: String)] = [
        ("[Content_Types].xml", "content-types"), ("_rels/.rels", "rels"), ("xl/workbook.xml", "workbook"),
        ("xl/_rels/workbook.xml.rels", "workbook-rels"), ("xl/worksheets/a.xml", "sheet"), ("xl/s.xml", "strings"),
        ("xl/styles.xml", "styles"),
    ]

    @Test
    func `XLSX, changed inside its parts`() throws {
        let parts = try Self.parts.map { (name: $0.name, bytes: try Corpus.bytes("workbook/\($0.file).xml")) }
        let words = [
            "<c r=\"A1\">", "</c>", "<row r=\"1048577\">", "<v>", "</v>", "t=\"s\"", "r=\"ZZZZZZ1\"", "&amp;", "&#0;",
            "&x;", "<!DOCTYPE x [<!ENTITY x \"y\">]>", "<![CDATA[", "]]>", "<!--", "xmlns=\"x\"", "Target=\"../../x\"",
            "_x0000_", "_xD800_", "2958466", "-1e308",
        ]
        var place = 0
        let accepted = try Self.run("xlsx-parts", parts.map(\.bytes), words: words, rounds: 500) { input in
            // Each part in turn is replaced; the first rounds are whole workbooks.
            var changed = parts
            if !parts.contains(where: { $0.bytes == input }) { changed[place % parts.count].bytes = input }
            place += 1
            guard let sheet = Self.sheet(StoredZip.make(changed.map { ($0.name, $0.bytes) }), name: "a.xlsx") else {
                return false
            }
            if place % 10 == 0 {
                let rows = sheet.lines.map(\.cells)
                let written = try XLSXWriter.write(sheet: "Sheet", header: rows[0], rows: Array(rows.dropFirst()))
                #expect(Self.sheet(written, name: "b.xlsx")?.lines.isEmpty == false)
            }
            return true
        }
        #expect(accepted > 20)
    }

    @Test
    func `XLSX, changed as an archive`() throws {
        let parts = try Self.parts.map { (name: $0.name, bytes: try Corpus.bytes("workbook/\($0.file).xml")) }
        let stored = StoredZip.make(parts.map { ($0.name, $0.bytes) })
        let packed = try ZipWriter.write(parts.map { ZipWriter.Part($0.name, $0.bytes) })
        let written = try XLSXWriter.write(sheet: "One", header: ["a", "b"], rows: [["1", "=x"], ["", "Ж"]])
        Self.run(
            "xlsx-archive", [stored, packed, written], words: ["PK\u{1}\u{2}", "PK\u{3}\u{4}", "PK\u{5}\u{6}"],
            rounds: 1_000
        ) {
            Self.sheet($0, name: "a.xlsx") != nil
        }
    }

    // MARK: Ballots

    @Test
    func `PrefLib and ballots as CSV`() throws {
        let words = ["{", "}", "{1,2}", "1,2,3", "# NUMBER ALTERNATIVES: 100000", "# NUMBER VOTERS: ", "12: 1\n"]
        for (file, format) in [("order.soi", BallotFileFormat.soi), ("order.toc", .toc), ("approval.cat", .cat)] {
            let accepted = try Self.run(file, [try Corpus.bytes(file)], words: words, rounds: 600) { input in
                do {
                    let box = try PrefLib.read(bytes: input, format: format)
                    #expect(box.ballotCount > 0 && Set(box.items).count == box.items.count)
                    return true
                } catch is BallotFileProblem {
                    return false
                }
            }
            #expect(accepted > 0, "\(file)")
        }
        let accepted = try Self.run("ballots", [try Corpus.bytes("ballots.csv")], words: words, rounds: 800) { input in
            do {
                let box = try BallotCSV.read(bytes: input, for: .multivote)
                let written = BallotCSV.write(box, method: .multivote, attributes: Set(BallotAttribute.allCases))
                let again = try BallotCSV.read(bytes: Array(written.utf8), for: .multivote)
                #expect(again.ballotCount == box.ballotCount && Set(again.items) == Set(box.items))
                return true
            } catch is BallotFileProblem {
                return false
            }
        }
        #expect(accepted > 0)
    }

    // MARK: Texts

    @Test
    func `translations`() throws {
        let words = [
            "msgid \"x\"\n", "msgstr[", "msgstr[99999999999999999999] \"x\"\n", "msgstr[-3] \"y\"\n", "#, fuzzy\n",
        ]
        let accepted = try Self.run("po", [try Corpus.bytes("words.po")], words: words, rounds: 1_500) { input in
            let entries = POFile.read(String(decoding: input, as: UTF8.self))
            #expect(entries.values.allSatisfy { $0.count <= 10 })
            return entries["Write your issue"] != nil
        }
        #expect(accepted > 100)
    }

    private final class TagCheck: NSObject, XMLParserDelegate {
        var bad: [String] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            if ["script", "img", "iframe", "style", "object", "form", "input", "b"].contains(name) { bad.append(name) }
            for (key, value) in attributes {
                let isLink = key == "href"
                let lower = value.lowercased()
                let leads = ["https://", "http://", "mailto:", "#", "/"].contains { lower.hasPrefix($0) }
                if key.hasPrefix("on") || key == "style" || isLink && (!leads || lower.hasPrefix("//")) {
                    bad.append("\(key)=\(value)")
                }
            }
        }
    }

    @Test
    func `Markdown becomes well-formed markup without scripts, pictures and strange links`() throws {
        let words = [
            "[@1]", "[@99]", "```", "~~~ x[@1]", "[a](", "](javascript:x)", "<b>", "<!--", "&#xE000;", "&#xE001;", "|",
            "> ",
            "- ", "\n\n", "    ", "***", "[@1]: /x '", "www.x.org", "x@example.org", "\u{E000}", "\u{E001}",
            "<https://", "![",
        ]
        Self.run("markdown", [try Corpus.bytes("guide.md")], words: words, rounds: 700, limit: 8 * 1024) { input in
            let text = CardText.cleaned(String(decoding: input, as: UTF8.self))
            let html = MarkdownText.html(text, language: "en", below: 2) { key in
                key < 50 ? CitedSource(number: key, title: "A \"case\" <b>", href: "#evidence-\(key)") : nil
            }
            let check = TagCheck()
            let parser = XMLParser(data: Data("<x>\(html.text)</x>".utf8))
            parser.delegate = check
            let isWhole = parser.parse()
            #expect(isWhole && check.bad.isEmpty, "\(check.bad) \(text.prefix(600)) → \(html.text.prefix(1_200))")
            return true
        }
    }

    @Test
    func `JSON that is read is JSON for others too`() throws {
        let words = [
            "{", "[", "\"a\":", "\\u", "\\ud800", "\\u0000", "1.", ".5", "1e", "01", "+1", "-", "[[[[[[[[", "tru",
        ]
        let accepted = try Self.run("json", [try Corpus.bytes("values.json")], words: words, rounds: 2_000) { input in
            do {
                _ = try JSONReader.read(input)
            } catch is JSONProblem {
                return false
            }
            #expect(throws: Never.self, "\(Self.shown(input))") {
                _ = try JSONSerialization.jsonObject(with: Data(input), options: .fragmentsAllowed)
            }
            return true
        }
        #expect(accepted > 20)
    }

    // MARK: Forms

    @Test
    func `forms`() throws {
        let words = ["%", "%0", "%C3", "%ED%A0%80", "&&", "==", "+", "&a=1"]
        let accepted = try Self.run("form", [try Corpus.bytes("form.txt")], words: words, rounds: 2_000) { input in
            guard let form = FormValues(urlEncoded: String(decoding: input, as: UTF8.self)) else { return false }
            let written = form.fields.map { "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.value))" }
            let again = try #require(FormValues(urlEncoded: written.joined(separator: "&")))
            #expect(again.fields.map(\.name) == form.fields.map(\.name))
            #expect(again.fields.map(\.value) == form.fields.map(\.value))
            #expect(form.fields.count <= 5_000)
            return true
        }
        #expect(accepted > 100)
    }

    @Test
    func `forms with files`() throws {
        let words = [
            "------b1", "\r\n------b1", "\r\n------b1--", "\r\n\r\n", " name=\"", " filename=\"", "%22",
            "Content-Disposition: form-data; name=\"x\"\r\n\r\n",
        ]
        let body = try Corpus.bytes("multipart.txt")
        for type in [
            "multipart/form-data; boundary=----b1", "multipart/form-data; boundary=\"-\"; x", "multipart; boundary=",
        ] {
            let accepted = try Self.run("multipart", [body], words: words, rounds: 500, limit: 16 * 1024) { input in
                do {
                    let form = try Multipart.read(input, contentType: type)
                    #expect(form.fields.count <= 5_000)
                    return true
                } catch let refusal as Refusal {
                    // Where it is in pieces, or where a piece holds what no text does: NUL, a head without end.
                    #expect(["malformed-form", "broken-text"].contains(refusal.code))
                    return false
                }
            }
            #expect(accepted > 20 || !type.hasSuffix("----b1"))
        }
        Self.run("content-type", [Array("multipart/form-data; boundary=----b1".utf8)], rounds: 500) { type in
            (try? Multipart.read(body, contentType: String(decoding: type, as: UTF8.self))) != nil
        }
    }

    @Test
    func `small words: dates, markers, places, actors`() throws {
        let corpus = ["2026-11-30", "2019-05", "[@12]", "sheet:01890000-0000-7000-8000-000000000000", "imported"]
        Self.run(
            "words", corpus.map { Array($0.utf8) }, words: ["-", ":", "account:", "outline", "[@", "]"], rounds: 3_000
        ) {
            let text = String(decoding: $0, as: UTF8.self)
            if let place = CardPlace(text) { #expect(CardPlace(place.description) == place) }
            if CalendarDate.isValid(text) { #expect(PartialDate(text) != nil) }
            for marker in CitationMarkers.all(in: text) {
                #expect(marker.numbers.allSatisfy { CitationMarkers.text($0).count <= text.count })
            }
            return EventActor(text) != nil || EvidenceReference(text) != nil
        }
    }
}
