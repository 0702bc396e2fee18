import HTTPTypes
import Testing

@testable import Web

struct FormTests {
    private func inbound(_ body: String, type: String = "application/x-www-form-urlencoded") -> Inbound {
        Inbound(method: .post, path: "/", headers: [.contentType: type], body: Array(body.utf8))
    }

    @Test func `a form is decoded with its spaces, signs and repeated names`() throws {
        let form = try inbound("a=1+2&b=%C3%A9%26&list=x&list=y&empty=&bare").form()
        #expect(form["a"] == "1 2" && form["b"] == "é&" && form["empty"] == "" && form["bare"] == "")
        #expect(form.all("list") == ["x", "y"])
        #expect(form["none"] == nil && form.text("none") == "")
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%FF", "%E2%28=1"])
    func `a malformed form is refused`(body: String) {
        #expect(throws: Refusal.self) { try inbound(body).form() }
    }

    @Test func `a form of more than five thousand fields is refused`() {
        let body = String(repeating: "a=1&", count: 5001)
        #expect(throws: Refusal.self) { try inbound(body).form() }
    }

    @Test func `a body that is no form is refused`() {
        #expect(throws: Refusal.self) { try inbound("{}", type: "application/json").form() }
    }

    @Test func `a ticked box is on, an empty or zero one is not`() {
        let form = FormValues([("a", "1"), ("b", "0"), ("c", ""), ("d", "yes")])
        #expect(form.isOn("a") && form.isOn("d") && !form.isOn("b") && !form.isOn("c") && !form.isOn("e"))
    }

    @Test func `cookies are read from one header or several`() {
        let headers: HTTPFields = [.cookie: "a=1; b=x=y;c"]
        #expect(Inbound(method: .get, path: "/", headers: headers).cookies == ["a": "1", "b": "x=y"])
    }
}

struct MultipartTests {
    private func read(_ text: String, boundary: String = "edge") throws -> FormValues {
        try Multipart.read(Array(text.utf8), contentType: "multipart/form-data; boundary=\(boundary)")
    }

    private let whole =
        "--edge\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nOne\r\ntwo\r\n"
        + "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"pe%22ople.csv\"\r\nContent-Type: text/csv\r\n\r\n"
        + "a,b\r\n--edgy\r\n\r\n--edge--\r\n"

    @Test func `fields and files are told apart, with every byte`() throws {
        let form = try read(whole)
        #expect(form["title"] == "One\r\ntwo")
        #expect(form.uploads["file"]?.fileName == "pe\"ople.csv")
        #expect(form.uploads["file"]?.bytes == Array("a,b\r\n--edgy\r\n".utf8))
    }

    @Test func `a file field that was left empty is no file`() throws {
        let form = try read(
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--edge--\r\n")
        #expect(form.uploads.isEmpty)
    }

    @Test func `a quoted boundary is understood`() throws {
        #expect(try read(whole, boundary: "\"edge\"")["title"] == "One\r\ntwo")
    }

    /// Every cut of a sound body must be refused or read, never trap.
    @Test func `a body cut anywhere is refused`() {
        let bytes = Array(whole.utf8)
        for length in 0..<(bytes.count - 4) {
            #expect(throws: Refusal.self, "\(length)") {
                try Multipart.read(Array(bytes.prefix(length)), contentType: "multipart/form-data; boundary=edge")
            }
        }
    }

    @Test(arguments: ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\""])
    func `a type without boundary is refused`(type: String) {
        #expect(throws: Refusal.self) { try Multipart.read(Array(whole.utf8), contentType: type) }
    }
}

struct PathPatternTests {
    private static let round = PathPattern<String, Int>("/events/:event/rounds/:round")

    @Test func `a pattern makes addresses and reads them back`() throws {
        #expect(Self.round("a b/é", 7) == "/events/a%20b%2F%C3%A9/rounds/7")
        let inbound = Inbound(method: .get, path: "/", parameters: ["event": "a b/é", "round": "7"])
        let (event, round) = try Self.round.parameters(of: inbound)
        #expect(event == "a b/é" && round == 7)
    }

    @Test func `a parameter of the wrong kind is nothing at this address`() {
        let inbound = Inbound(method: .get, path: "/", parameters: ["event": "a", "round": "seven"])
        #expect(throws: Refusal.self) { try Self.round.parameters(of: inbound) }
    }

    @Test func `an address without parameters is itself`() {
        #expect(FixedPath("/")() == "/")
        #expect(FixedPath("/sign-in")() == "/sign-in")
    }

    @Test(arguments: ["", "a+b", "é ü", "100 %", "a&b=c#d?e", "\u{1F600}"])
    func `percent-encoding goes there and back`(text: String) {
        #expect(PercentCoding.decode(PercentCoding.encode(text), plusIsSpace: false) == text)
        #expect(PercentCoding.decode(PercentCoding.encode(text), plusIsSpace: true) == text)
    }
}

struct AnswerTests {
    @Test func `a cookie is HttpOnly and SameSite, and secure where the site is`() {
        #expect(
            Cookie("a", "b", maxAge: 60, isSecure: false).description
                == "a=b; Path=/; Max-Age=60; HttpOnly; SameSite=Lax")
        #expect(Cookie("a", "", maxAge: 0, isSecure: true).description.hasSuffix("; Secure"))
    }

    @Test func `a download's name survives in both forms`() {
        let answer = Answer.download([], type: "text/csv", name: "résumé \"1\".csv")
        #expect(
            answer.headers[.contentDisposition]
                == "attachment; filename=\"r_sum_ _1_.csv\"; filename*=UTF-8''r%C3%A9sum%C3%A9%20%221%22.csv")
    }

    @Test func `an event of several lines stays one event`() {
        #expect(String(buffer: ServerEvent("region", "<p>\n</p>").bytes) == "event: region\ndata: <p>\ndata: </p>\n\n")
    }
}
