import CSodium

/// The few doors to libsodium that the product needs.
public enum Sodium {
    /// libsodium must be initialised once before its first use; a negative answer means that it has no source of randomness.
    private static let isReady: Bool = sodium_init() >= 0

    private static func prepare() { precondition(isReady, "libsodium could not be initialised") }

    public static func random(_ count: Int) -> [UInt8] {
        prepare()
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }

    /// BLAKE2b-256, keyed where a key is given (then it is a message authentication code).
    /// - Parameter key: empty, or 16 to 64 bytes.
    public static func hash(_ message: some Sequence<UInt8>, key: [UInt8] = []) -> [UInt8] {
        prepare()
        let input = Array(message)
        var output = [UInt8](repeating: 0, count: 32)
        let status = crypto_generichash(
            &output, output.count, input, UInt64(input.count), key.isEmpty ? nil : key, key.count)
        precondition(status == 0, "BLAKE2b refused a key of \(key.count) bytes")
        return output
    }

    /// Compares in a time that does not depend on where the difference is.
    public static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        prepare()
        return left.count == right.count && sodium_memcmp(left, right, left.count) == 0
    }

    /// XChaCha20-Poly1305: the nonce of 24 bytes, and then what was sealed with its tag.
    /// - Parameters:
    ///   - context: what the message belongs to. It opens with the same words only, so that it cannot be moved elsewhere.
    ///   - key: 32 bytes.
    public static func seal(_ message: [UInt8], context: String, key: [UInt8], random: (Int) -> [UInt8]) -> [UInt8] {
        prepare()
        precondition(key.count == 32, "a key of \(key.count) bytes")
        let (nonce, words) = (random(24), Array(context.utf8))
        var output = [UInt8](repeating: 0, count: message.count + 16)
        var length: UInt64 = 0
        crypto_aead_xchacha20poly1305_ietf_encrypt(
            &output, &length, message, UInt64(message.count), words, UInt64(words.count), nil, nonce, key)
        return nonce + output.prefix(Int(length))
    }

    /// - Returns: nil if the key or the context is another, or a bit was changed.
    public static func open(_ sealed: [UInt8], context: String, key: [UInt8]) -> [UInt8]? {
        prepare()
        guard key.count == 32, sealed.count >= 40 else { return nil }
        let (nonce, rest, words) = (Array(sealed.prefix(24)), Array(sealed.dropFirst(24)), Array(context.utf8))
        var output = [UInt8](repeating: 0, count: max(1, rest.count - 16))
        var length: UInt64 = 0
        let status = crypto_aead_xchacha20poly1305_ietf_decrypt(
            &output, &length, nil, rest, UInt64(rest.count), words, UInt64(words.count), nonce, key)
        return status == 0 ? Array(output.prefix(Int(length))) : nil
    }

    /// Argon2id with libsodium's interactive limits (64 MiB, 2 passes): about 0.1 s. Blocking: call it off the request's thread.
    public static func passwordHash(_ password: String) -> String? {
        prepare()
        var output = [CChar](repeating: 0, count: Int(crypto_pwhash_strbytes()))
        let status = crypto_pwhash_str(
            &output, password, UInt64(password.utf8.count),
            UInt64(crypto_pwhash_opslimit_interactive()), crypto_pwhash_memlimit_interactive())
        guard status == 0 else { return nil }
        return String(decoding: output.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    public static func password(_ password: String, matches hash: String) -> Bool {
        prepare()
        return crypto_pwhash_str_verify(hash, password, UInt64(password.utf8.count)) == 0
    }
}

/// Secrets as text that survives print, dictation and URLs.
public enum Secret {
    /// Crockford's base 32 without I, L, O and U: nothing that a tired person confuses.
    private static let alphabet: [Character] = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// Random text of `count` characters, 5 bits each.
    public static func code(_ count: Int, random: (Int) -> [UInt8]) -> String {
        String(random(count).map { alphabet[Int($0 & 31)] })
    }

    /// 128 random bits as 26 characters.
    public static func token(random: (Int) -> [UInt8]) -> String { code(26, random: random).lowercased() }

    /// What is stored in place of a token.
    public static func digest(_ token: String) -> String { hex(Sodium.hash(token.lowercased().utf8)) }

    /// - Returns: nothing for what is not pairs of hexadecimal digits.
    public static func bytes(hex text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(ofDigit: digits[place]), let low = value(ofDigit: digits[place + 1]) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func value(ofDigit digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    public static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits: StaticString = "0123456789abcdef"
        let bytes = Array(bytes)
        return String(unsafeUninitializedCapacity: bytes.count * 2) { text in
            for (place, byte) in bytes.enumerated() {
                text[2 * place] = digits.utf8Start[Int(byte >> 4)]
                text[2 * place + 1] = digits.utf8Start[Int(byte & 15)]
            }
            return bytes.count * 2
        }
    }
}
