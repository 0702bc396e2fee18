import HTTPTypes
import Testing

@testable import Web

struct RateLimiterTests {
    @Test func `tries are counted by key and window`() async throws {
        let limiter = RateLimiter(limit: 2, seconds: 10)
        try limiter.check("a", now: 0)
        try limiter.check("a", now: 9_999)
        #expect(throws: Refusal.self) { try limiter.check("a", now: 9_999) }
        try limiter.check("b", now: 9_999)
        try limiter.check("a", now: 10_000)
    }

    @Test func `the refusal tells how long to wait`() async throws {
        let limiter = RateLimiter(limit: 1, seconds: 60)
        try limiter.check("a", now: 0)
        do {
            try limiter.check("a", now: 59_500)
            Issue.record("The second try should be refused.")
        } catch let refusal as Refusal {
            #expect(refusal.advice.string(in: .english) == "Wait 1 second and try again.")
        }
    }

    @Test func `a success forgets the tries`() async throws {
        let limiter = RateLimiter(limit: 1, seconds: 60)
        try limiter.check("a", now: 0)
        limiter.clear("a")
        try limiter.check("a", now: 1)
    }

    @Test func `a clock that was set back does not lock anybody out`() async throws {
        let limiter = RateLimiter(limit: 1, seconds: 60)
        try limiter.check("a", now: 1_000_000)
        try limiter.check("a", now: 0)
    }
}

struct SecretTests {
    @Test(
        arguments: [
            // What the browser says itself.
            ("same-origin", nil, true), ("none", nil, true), ("cross-site", nil, false), ("same-site", nil, false),
            ("cross-site", "https://roundtable.test", false), ("", nil, false),
            // Without it: the host of the request, or the server's own address.
            (nil, "https://roundtable.test", true), (nil, "http://10.0.0.7:8080", true),
            (nil, "https://10.0.0.7:8080", true),
            (nil, "https://evil.test", false), (nil, "null", false), (nil, "https://roundtable.test.evil.test", false),
            (nil, "http://10.0.0.7", false), (nil, "", false),
            // No browser.
            (nil, nil, true),
        ] as [(String?, String?, Bool)])
    func `what changes something comes from our own pages`(site: String?, origin: String?, isOwn: Bool) {
        var headers: HTTPFields = [:]
        headers[.secFetchSite] = site
        headers[.origin] = origin
        #expect(
            CrossOrigin.accepts(headers, host: "10.0.0.7:8080", baseURL: "https://roundtable.test") == isOwn)
    }

    @Test func `what is sealed opens with its key and in its place only, and never by halves`() {
        let (key, other) = (Array(repeating: UInt8(1), count: 32), Array(repeating: UInt8(2), count: 32))
        let message = Array("twenty secret bytes.".utf8)
        let sealed = Sodium.seal(message, context: "account:1", key: key, random: Sodium.random)
        #expect(Sodium.open(sealed, context: "account:1", key: key) == message)
        #expect(Sodium.open(sealed, context: "account:2", key: key) == nil)
        #expect(Sodium.open(sealed, context: "account:1", key: other) == nil)
        #expect(sealed != Sodium.seal(message, context: "account:1", key: key, random: Sodium.random))
        for place in sealed.indices {
            var changed = sealed
            changed[place] ^= 1
            #expect(Sodium.open(changed, context: "account:1", key: key) == nil)
        }
        for length in 0..<sealed.count {
            #expect(Sodium.open(Array(sealed.prefix(length)), context: "account:1", key: key) == nil)
        }
        let empty = Sodium.seal([], context: "", key: key, random: Sodium.random)
        #expect(Sodium.open(empty, context: "", key: key) == [])
    }

    /// BLAKE2b-256 of "abc", as `b2sum -l 256` prints it.
    @Test func `hashes are BLAKE2b`() {
        #expect(
            Secret.hex(Sodium.hash("abc".utf8)) == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319")
    }

    @Test func `a token has 26 characters that nobody confuses, and its case does not matter`() {
        let token = Secret.token(random: Sodium.random)
        #expect(token.count == 26 && token.allSatisfy { "0123456789abcdefghjkmnpqrstvwxyz".contains($0) })
        #expect(Secret.digest(token) == Secret.digest(token.uppercased()))
        #expect(token != Secret.token(random: Sodium.random))
    }

    @Test func `a password is verified by Argon2id`() throws {
        let hash = try #require(Sodium.passwordHash("four plain dry words"))
        #expect(hash.hasPrefix("$argon2id$v=19$m=65536,t=2,p=1$"))
        #expect(Sodium.password("four plain dry words", matches: hash))
        #expect(!Sodium.password("four plain dry word", matches: hash))
        #expect(!Sodium.password("four plain dry words", matches: "not a hash"))
    }

    @Test func `a QR code has its quiet zone and tells its size`() throws {
        let svg = try #require(
            QRCode.svg("https://roundtable.example/i/0123456789abcdefghjkmnpqrs", label: "a \"code\"")
        ).text
        // Version 4 has 33 modules; four on each side make 41.
        #expect(svg.contains("viewBox=\"0 0 41 41\"") && svg.contains("aria-label=\"a &quot;code&quot;\""))
        // The finder pattern at the top left: seven dark modules after the quiet zone.
        #expect(svg.contains("d=\"M4 4h7v1h-7z"))
        #expect(QRCode.svg(String(repeating: "x", count: 3000), label: "") == nil)
    }
}
