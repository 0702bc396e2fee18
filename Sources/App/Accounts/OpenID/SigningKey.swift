import Domain
import Foundation

/// How a token may be signed: the two that every provider has one of. `none` and keyed hashes (HS256) are not among them.
enum SigningAlgorithm: String, Sendable {
    case rs256 = "RS256"
    case es256 = "ES256"
}

/// A public key of the provider (JSON Web Key, RFC 7517).
struct SigningKey: Sendable {
    /// `kid`, by which a token names its key.
    let id: String?
    let algorithm: SigningAlgorithm
    /// SubjectPublicKeyInfo in DER.
    let publicKey: [UInt8]

    /// Nothing for a key of another kind, of another use, or too weak: below 2048 bits.
    init?(_ key: JSONObject) {
        guard key["use"]?.text ?? "sig" == "sig", let kind = key["kty"]?.text else { return nil }
        switch kind {
        case "RSA":
            guard let modulus = Base64URL.decode(key["n"]?.text), let exponent = Base64URL.decode(key["e"]?.text),
                (256...1024).contains(modulus.drop(while: { $0 == 0 }).count), (1...8).contains(exponent.count),
                let last = exponent.last, last & 1 == 1, exponent != [1]
            else { return nil }
            algorithm = .rs256
            publicKey = DER.sequence(
                DER.rsa, DER.bits(DER.sequence(DER.integer(modulus), DER.integer(exponent))))
        case "EC":
            guard key["crv"]?.text == "P-256", let x = Base64URL.decode(key["x"]?.text), x.count == 32,
                let y = Base64URL.decode(key["y"]?.text), y.count == 32
            else { return nil }
            algorithm = .es256
            publicKey = DER.sequence(DER.p256, DER.bits([4] + x + y))
        default: return nil
        }
        guard key["alg"]?.text ?? algorithm.rawValue == algorithm.rawValue else { return nil }
        id = key["kid"]?.text
    }

    /// The keys of a JSON Web Key Set that can be used here.
    /// - Throws: ``OpenIDFailure`` where it is none.
    static func read(_ bytes: [UInt8]) throws -> [SigningKey] {
        guard let list = (try? JSONReader.outside(bytes))?.object?["keys"]?.list, list.count <= 200 else {
            throw OpenIDFailure.wrong("what it publishes as its keys is no key set")
        }
        return list.compactMap { $0.object.flatMap(SigningKey.init) }
    }

    func isRight(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        switch algorithm {
        case .rs256: Crypto.isSignature(signature, of: message, by: publicKey)
        case .es256:
            // A token has the two numbers side by side (RFC 7518, 3.4).
            signature.count == 64
                && Crypto.isSignature(
                    DER.sequence(DER.integer(Array(signature[..<32])), DER.integer(Array(signature[32...]))),
                    of: message, by: publicKey)
        }
    }
}

/// Base 64 for addresses, without padding (RFC 4648, 5).
enum Base64URL {
    static func encode(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Nothing for what is not exactly this: no padding, no white space, no other alphabet.
    static func decode(_ text: (some StringProtocol)?) -> [UInt8]? {
        guard let text, !text.isEmpty else { return nil }
        let standard = String(text).replacing("-", with: "+").replacing("_", with: "/")
        guard !text.utf8.contains(where: { "+/=".utf8.contains($0) }),
            let data = Data(base64Encoded: standard + String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4))
        else { return nil }
        // The same bytes must have one spelling only.
        let bytes = [UInt8](data)
        return encode(bytes) == text ? bytes : nil
    }
}

extension JSONValue {
    var text: String? { if case .text(let text) = self { text } else { nil } }
    var list: [JSONValue]? { if case .list(let list) = self { list } else { nil } }
    var object: JSONObject? { if case .object(let object) = self { object } else { nil } }
    var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
    /// Seconds since 1970 as tokens have them, in milliseconds.
    var moment: Int64? {
        switch self {
        case .whole(let seconds) where seconds.magnitude < 1 << 40: seconds * 1000
        case .number(let seconds) where abs(seconds) < Double(1 << 40): Int64(seconds * 1000)
        default: nil
        }
    }
}
