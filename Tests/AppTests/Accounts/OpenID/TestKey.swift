import COpenSSL
import Foundation
import Testing

@testable import App

/// A signing key of a provider, made in the test by libcrypto.
struct TestKey: Sendable {
    let id: String
    let algorithm: SigningAlgorithm
    /// The public half as the provider publishes it.
    let published: [String: String]
    /// The private half in DER: a pointer could not be shared between tasks.
    private let secret: [UInt8]

    static func rsa(_ id: String, bits: Int32 = 2048) throws -> TestKey {
        let context = try #require(EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, nil))
        defer { EVP_PKEY_CTX_free(context) }
        #expect(EVP_PKEY_keygen_init(context) == 1)
        #expect(EVP_PKEY_CTX_set_rsa_keygen_bits(context, bits) == 1)
        return try TestKey(id, .rs256, context) { key in
            ["kty": "RSA", "n": try number("n", of: key), "e": try number("e", of: key)]
        }
    }

    static func p256(_ id: String) throws -> TestKey {
        let context = try #require(EVP_PKEY_CTX_new_id(EVP_PKEY_EC, nil))
        defer { EVP_PKEY_CTX_free(context) }
        #expect(EVP_PKEY_keygen_init(context) == 1)
        #expect(EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, NID_X9_62_prime256v1) == 1)
        return try TestKey(id, .es256, context) { key in
            [
                "kty": "EC", "crv": "P-256", "x": try number("qx", of: key, width: 32),
                "y": try number("qy", of: key, width: 32),
            ]
        }
    }

    private init(
        _ id: String, _ algorithm: SigningAlgorithm, _ context: OpaquePointer,
        _ describe: (OpaquePointer) throws -> [String: String]
    ) throws {
        var made: OpaquePointer?
        #expect(EVP_PKEY_keygen(context, &made) == 1)
        let key = try #require(made)
        defer { EVP_PKEY_free(key) }
        var bytes = [UInt8](repeating: 0, count: Int(i2d_PrivateKey(key, nil)))
        bytes.withUnsafeMutableBufferPointer { buffer in
            var start = buffer.baseAddress
            _ = i2d_PrivateKey(key, &start)
        }
        self.id = id
        self.algorithm = algorithm
        secret = bytes
        published = try describe(key).merging(["kid": id, "use": "sig", "alg": algorithm.rawValue]) { $1 }
    }

    private static func number(_ name: String, of key: OpaquePointer, width: Int? = nil) throws -> String {
        var number: OpaquePointer?
        #expect(EVP_PKEY_get_bn_param(key, name, &number) == 1)
        defer { BN_free(number) }
        return Base64URL.encode(bytes(of: number, width: width ?? Int(BN_num_bits(number) + 7) / 8))
    }

    private static func bytes(of number: OpaquePointer?, width: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: width)
        BN_bn2binpad(number, &bytes, Int32(width))
        return bytes
    }

    /// A token with these claims, signed by this key.
    /// - Parameter head: what the token's head says, where it is not the truth.
    func token(_ claims: [String: any Sendable], head: [String: String]? = nil) throws -> String {
        let head = head ?? ["alg": algorithm.rawValue, "kid": id, "typ": "JWT"]
        let text = try "\(Self.part(head)).\(Self.part(claims))"
        return "\(text).\(Base64URL.encode(try signature(of: Array(text.utf8))))"
    }

    static func part(_ object: Any) throws -> String {
        Base64URL.encode([UInt8](try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)))
    }

    private func signature(of message: [UInt8]) throws -> [UInt8] {
        let key = secret.withUnsafeBufferPointer { buffer -> OpaquePointer? in
            var start = buffer.baseAddress
            return d2i_AutoPrivateKey(nil, &start, buffer.count)
        }
        defer { EVP_PKEY_free(key) }
        let context = try #require(EVP_MD_CTX_new())
        defer { EVP_MD_CTX_free(context) }
        #expect(EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1)
        var length = 0
        #expect(EVP_DigestSign(context, nil, &length, message, message.count) == 1)
        var signature = [UInt8](repeating: 0, count: length)
        #expect(EVP_DigestSign(context, &signature, &length, message, message.count) == 1)
        signature = Array(signature.prefix(length))
        guard algorithm == .es256 else { return signature }
        let pair = signature.withUnsafeBufferPointer { buffer -> OpaquePointer? in
            var start = buffer.baseAddress
            return d2i_ECDSA_SIG(nil, &start, buffer.count)
        }
        defer { ECDSA_SIG_free(pair) }
        return Self.bytes(of: ECDSA_SIG_get0_r(pair), width: 32) + Self.bytes(of: ECDSA_SIG_get0_s(pair), width: 32)
    }

    /// HMAC-SHA256 over a token's first two parts, for a forger who takes the published key for a secret.
    static func keyedHash(_ message: String, key: [UInt8]) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 0
        HMAC(EVP_sha256(), key, Int32(key.count), Array(message.utf8), message.utf8.count, &hash, &length)
        return hash
    }
}

/// Keys that many tests share: making one takes a moment.
enum TestKeys {
    static let rsa = Result { try TestKey.rsa("rsa-1") }
    static let other = Result { try TestKey.rsa("rsa-2") }
    static let curve = Result { try TestKey.p256("ec-1") }

    static func set(_ keys: [[String: String]]) throws -> [UInt8] {
        [UInt8](try JSONSerialization.data(withJSONObject: ["keys": keys]))
    }
}
