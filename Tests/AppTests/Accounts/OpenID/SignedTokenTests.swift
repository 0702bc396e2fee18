import Foundation
import Testing

@testable import App

struct SignedTokenTests {
    private static let now: Int64 = 1_701_248_400_000
    private static let expectation = TokenExpectation(
        issuer: "https://id.example.org", clientID: "roundtable", nonce: "a-nonce", now: now)

    private static func claims(_ changes: [String: any Sendable] = [:]) -> [String: any Sendable] {
        let seconds = Int(now / 1000)
        let good: [String: any Sendable] = [
            "iss": "https://id.example.org", "aud": "roundtable", "sub": "u-1", "nonce": "a-nonce", "iat": seconds - 1,
            "exp": seconds + 300, "email": "Ines@Example.org", "email_verified": true,
        ]
        return good.merging(changes) { $1 }
    }

    /// What is wrong with a token; nothing where it is taken.
    private static func complaint(_ token: String, _ published: [[String: String]]) -> String? {
        do {
            let token = try SignedToken(token)
            try token.check(try SigningKey.read(try TestKeys.set(published)))
            try expectation.check(token.claims)
            _ = try ProviderPerson(token.claims)
            return nil
        } catch {
            return (error as? OpenIDFailure)?.reason ?? "\(error)"
        }
    }

    @Test func `a token signed by either kind of key is taken`() throws {
        for key in [try TestKeys.rsa.get(), try TestKeys.curve.get()] {
            #expect(Self.complaint(try key.token(Self.claims()), [key.published]) == nil)
        }
    }

    @Test func `among several keys the one that the token names counts`() throws {
        let (one, two, curve) = (try TestKeys.rsa.get(), try TestKeys.other.get(), try TestKeys.curve.get())
        let all = [one.published, curve.published, two.published]
        #expect(Self.complaint(try two.token(Self.claims()), all) == nil)
        #expect(Self.complaint(try two.token(Self.claims(), head: ["alg": "RS256", "kid": "rsa-1"]), all) != nil)
        // Without a name only where there is no choice.
        #expect(Self.complaint(try two.token(Self.claims(), head: ["alg": "RS256"]), all)?.contains("publish") == true)
        #expect(Self.complaint(try curve.token(Self.claims(), head: ["alg": "ES256"]), all) == nil)
    }

    @Test func `a token signed by another key, or changed afterwards, is refused`() throws {
        let (one, two) = (try TestKeys.rsa.get(), try TestKeys.other.get())
        let forged = try two.token(Self.claims(), head: ["alg": "RS256", "kid": "rsa-1"])
        #expect(Self.complaint(forged, [one.published])?.contains("false") == true)
        #expect(Self.complaint(try two.token(Self.claims()), [one.published])?.contains("publish") == true)
        for key in [one, try TestKeys.curve.get()] {
            var parts = try key.token(Self.claims()).split(separator: ".").map(String.init)
            parts[1] = try TestKey.part(Self.claims(["sub": "u-2"]))
            #expect(Self.complaint(parts.joined(separator: "."), [key.published])?.contains("false") == true)
        }
    }

    @Test(arguments: ["none", "None", "NONE", "", "HS256", "RS384", "PS256", "ES384", "RS256 "])
    func `no other way of signing is taken, least of all none`(algorithm: String) throws {
        let key = try TestKeys.rsa.get()
        let token = try key.token(Self.claims(), head: ["alg": algorithm, "kid": key.id])
        #expect(Self.complaint(token, [key.published])?.contains("RS256 or ES256") == true)
        let unsigned = try "\(TestKey.part(["alg": algorithm])).\(TestKey.part(Self.claims()))"
        #expect(Self.complaint(unsigned + ".", [key.published]) != nil)
    }

    /// The old trick: the forger takes the public key, which all know, for the secret of a keyed hash.
    @Test func `a keyed hash made with the public key opens nothing`() throws {
        let key = try TestKeys.rsa.get()
        let published = try #require(SigningKey.read(try TestKeys.set([key.published])).first).publicKey
        let pem =
            "-----BEGIN PUBLIC KEY-----\n" + Data(published).base64EncodedString(options: .lineLength64Characters)
            + "\n-----END PUBLIC KEY-----\n"
        for secret in [published, Array(pem.utf8)] {
            for algorithm in ["HS256", "RS256", "ES256"] {
                let text = try "\(TestKey.part(["alg": algorithm, "kid": key.id])).\(TestKey.part(Self.claims()))"
                let token = text + "." + Base64URL.encode(TestKey.keyedHash(text, key: secret))
                #expect(Self.complaint(token, [key.published]) != nil)
            }
        }
    }

    @Test func `an RSA key is not used as a key on a curve, nor the other way round`() throws {
        let (rsa, curve) = (try TestKeys.rsa.get(), try TestKeys.curve.get())
        for (key, other) in [(rsa, curve), (curve, rsa)] {
            let head = ["alg": other.algorithm.rawValue, "kid": key.id]
            #expect(Self.complaint(try key.token(Self.claims(), head: head), [key.published]) != nil)
        }
    }

    @Test(
        arguments: [
            (["iss": "https://evil.example"], "issuer"), (["iss": "https://id.example.org/"], "issuer"),
            (["aud": "another"], "another service"), (["aud": ["another"]], "another service"),
            (["aud": ["roundtable", "another"]], "another service"), (["azp": "another"], "another service"),
            (["nonce": "another"], "this sign-in"), (["nonce": ""], "this sign-in"),
            (["exp": 1_701_248_339], "expired"),
            (["exp": "soon"], "expired"), (["iat": 1_701_248_461], "just now"), (["iat": 1_701_247_799], "just now"),
            (["nbf": 1_701_248_461], "not valid yet"), (["sub": ""], "who signed in"), (["sub": 7], "who signed in"),
        ] as [([String: any Sendable], String)])
    func `a token that says something else is refused, and the reason names it`(
        change: [String: any Sendable], reason: String
    ) throws {
        let key = try TestKeys.curve.get()
        let words = Self.complaint(try key.token(Self.claims(change)), [key.published])
        #expect(words?.contains(reason) == true, "\(words ?? "taken")")
    }

    @Test(arguments: ["iss", "aud", "sub", "exp", "iat", "nonce"])
    func `a token that leaves something out is refused`(name: String) throws {
        let key = try TestKeys.curve.get()
        var claims = Self.claims()
        claims[name] = nil
        #expect(Self.complaint(try key.token(claims), [key.published]) != nil)
    }

    @Test func `several audiences, small differences of the clocks and fractions of seconds are fine`() throws {
        let key = try TestKeys.curve.get()
        let seconds = Double(Self.now / 1000)
        for change: [String: any Sendable] in [
            ["aud": ["another", "roundtable"], "azp": "roundtable"], ["aud": ["roundtable"]], ["exp": seconds - 59],
            ["iat": seconds + 59], ["iat": seconds - 0.5, "exp": seconds + 100.25], ["nbf": seconds],
        ] {
            #expect(Self.complaint(try key.token(Self.claims(change)), [key.published]) == nil, "\(change)")
        }
    }

    @Test(arguments: ["", "a.b", "a.b.c.d", "..", "e30.e30.e30", "e30=.e30.AA", "e30.e30.AA\n", "x"])
    func `what is no token is refused`(text: String) {
        #expect(Self.complaint(text, []) != nil)
    }

    @Test func `a token that demands to be understood is refused`() throws {
        let key = try TestKeys.curve.get()
        let head = ["alg": "ES256", "kid": key.id, "crit": "exp"]
        #expect(Self.complaint(try key.token(Self.claims(), head: head), [key.published])?.contains("asks") == true)
    }

    @Test func `keys that are weak, for encryption, or broken are not used`() throws {
        let key = try TestKeys.rsa.get()
        let weak = try TestKey.rsa("weak", bits: 1024)
        #expect(Self.complaint(try weak.token(Self.claims()), [weak.published])?.contains("publish") == true)
        for change in [["use": "enc"], ["alg": "PS256"], ["n": "AQAB"], ["e": "AQ"], ["e": ""], ["kty": "oct"]] {
            let published = key.published.merging(change) { $1 }
            #expect(Self.complaint(try key.token(Self.claims()), [published]) != nil, "\(change)")
        }
        // A point that does not lie on the curve.
        let curve = try TestKeys.curve.get()
        let moved = curve.published.merging(["x": Base64URL.encode([UInt8](repeating: 1, count: 32))]) { $1 }
        #expect(Self.complaint(try curve.token(Self.claims()), [moved])?.contains("false") == true)
        #expect(throws: OpenIDFailure.self) { try SigningKey.read(Array("[]".utf8)) }
    }

    @Test func `who signed in is told by subject and address`() throws {
        func person(_ change: [String: any Sendable]) throws -> ProviderPerson {
            let key = try TestKeys.curve.get()
            return try ProviderPerson(try SignedToken(try key.token(Self.claims(change))).claims)
        }
        let ines = try person([:])
        #expect(ines.subject == "u-1" && ines.email == "ines@example.org" && !ines.isEmailDoubtful)
        #expect(try person(["email_verified": "true"]).isEmailDoubtful == false)
        for value: any Sendable in [false, "false", 0, "no", [String]()] {
            #expect(try person(["email_verified": value]).isEmailDoubtful)
        }
        // The Kelvin sign is no k, and what cannot be seen is no part of an address.
        for email in [
            "\u{212A}im@example.org", "in\u{200B}es@example.org", " ines@example.org", "ines", "", "a@b@example.org",
        ] {
            #expect(try person(["email": email]).email == nil)
        }
    }

    @Test(arguments: [
        ("https://id.example.org", true), ("https://id.example.org/realms/a", true), ("http://127.0.0.1:81", true),
        ("http://localhost:81/x", true), ("http://[::1]:81", true), ("http://id.example.org", false),
        ("https://id.example.org?x=1", false), ("https://a:b@id.example.org", false), ("https://", false),
        ("https://id.example.org#x", false), ("file:///etc/passwd", false), ("http://127.0.0.1.example.org", false),
        ("http://localhost.example.org", false), ("id.example.org", false),
    ])
    func `an issuer is an https address, or on this machine`(text: String, isRight: Bool) {
        #expect(OpenIDSettings.isIssuer(text) == isRight)
    }

    @Test(arguments: [
        ("{\"issuer\": \"https://other.example\"}", "another name"), ("[]", "no JSON object"),
        ("{\"issuer\": \"https://id.example.org\"}", "authorization_endpoint"),
    ])
    func `a provider that describes itself wrongly is not believed`(text: String, reason: String) {
        let settings = OpenIDSettings(
            issuer: "https://id.example.org", clientID: "a", clientSecret: "b", name: "House")
        do {
            _ = try ProviderDescription(Array(text.utf8), for: settings)
            Issue.record("believed")
        } catch {
            #expect((error as? OpenIDFailure)?.reason.contains(reason) == true)
        }
    }

    @Test func `every address of a provider on the web must be https`() throws {
        let settings = OpenIDSettings(
            issuer: "https://id.example.org", clientID: "a", clientSecret: "b", name: "House")
        let good = [
            "issuer": "https://id.example.org", "authorization_endpoint": "https://id.example.org/a",
            "token_endpoint": "https://id.example.org/t", "jwks_uri": "https://id.example.org/k",
            "userinfo_endpoint": "https://id.example.org/u",
        ]
        func reading(_ object: [String: String]) throws -> ProviderDescription {
            try ProviderDescription([UInt8](try JSONSerialization.data(withJSONObject: object)), for: settings)
        }
        #expect(try reading(good).postsSecret == false)
        for name in good.keys where name != "issuer" {
            for address in ["http://id.example.org/x", "http://127.0.0.1/x", "file:///x", "javascript:alert(1)"] {
                #expect(throws: OpenIDFailure.self) { try reading(good.merging([name: address]) { $1 }) }
            }
        }
    }
}
