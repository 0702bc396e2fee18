import COpenSSL

/// The other doors to libcrypto.
extension Crypto {
    /// Whether a signature over SHA-256 is right: PKCS #1 v1.5 for an RSA key, ECDSA for a key on a curve.
    /// - Parameters:
    ///   - signature: as PKCS #1 or, for ECDSA, DER has it.
    ///   - key: SubjectPublicKeyInfo in DER (RFC 5280, 4.1).
    static func isSignature(_ signature: [UInt8], of message: [UInt8], by key: [UInt8]) -> Bool {
        let parsed = key.withUnsafeBufferPointer { bytes -> OpaquePointer? in
            var start = bytes.baseAddress
            return d2i_PUBKEY(nil, &start, bytes.count)
        }
        guard let parsed else { return forget() }
        defer { EVP_PKEY_free(parsed) }
        guard let context = EVP_MD_CTX_new() else { return forget() }
        defer { EVP_MD_CTX_free(context) }
        guard EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, parsed) == 1 else { return forget() }
        return EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1 || forget()
    }

    /// Errors of libcrypto wait in a list of the thread, where libcurl or libpq would take them for theirs.
    private static func forget() -> Bool {
        ERR_clear_error()
        return false
    }
}

/// Just enough of ASN.1's distinguished encoding rules (ITU-T X.690) to write a public key and an ECDSA signature.
enum DER {
    private static func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        var length: [UInt8] = []
        if content.count < 128 {
            length = [UInt8(content.count)]
        } else {
            var rest = content.count
            while rest > 0 {
                length.insert(UInt8(rest & 255), at: 0)
                rest >>= 8
            }
            length.insert(0x80 | UInt8(length.count), at: 0)
        }
        return [tag] + length + content
    }

    static func sequence(_ parts: [UInt8]...) -> [UInt8] { value(0x30, parts.flatMap { $0 }) }

    /// A whole number that is not negative, its most significant byte first.
    static func integer(_ magnitude: [UInt8]) -> [UInt8] {
        let digits = Array(magnitude.drop { $0 == 0 })
        return value(0x02, digits.first.map { $0 < 128 } ?? false ? digits : [0] + digits)
    }

    static func bits(_ bytes: [UInt8]) -> [UInt8] { value(0x03, [0] + bytes) }

    /// AlgorithmIdentifier of rsaEncryption (RFC 8017, A.1), and of id-ecPublicKey on P-256 (RFC 5480, 2.1.1).
    static let rsa: [UInt8] = [
        0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00,
    ]
    static let p256: [UInt8] = [
        0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D,
        0x03,
        0x01, 0x07,
    ]
}
