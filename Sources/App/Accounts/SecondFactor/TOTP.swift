import COpenSSL
import Web

/// One-time codes made from a shared secret and the clock (RFC 6238, over HMAC-SHA-1 as RFC 4226 has it): what every app for such
/// codes understands. SHA-1 is weak against collisions, which an HMAC does not rest on.
enum TOTP {
    /// Milliseconds for which a code is shown.
    static let period: Int64 = 30_000
    static let digits = 6
    /// 160 bits, as long as the hash (RFC 4226, 4).
    static let secretLength = 20

    static func step(at now: Int64) -> Int64 { now / period }

    /// The code of a step, with zeros in front (RFC 4226, 5.3).
    static func code(_ secret: [UInt8], step: Int64, digits: Int = digits) -> String {
        let message = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        var hash = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        HMAC(EVP_sha1(), secret, Int32(secret.count), message, message.count, &hash, &length)
        let offset = Int(hash[max(0, Int(length) - 1)] & 15)
        let number = hash[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let modulus = (0..<digits).reduce(UInt32(1)) { product, _ in product * 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The step whose code was typed: the present one, the one before or the one after, since clocks differ and people are slow.
    /// - Parameter last: the step that was accepted last: each is accepted once.
    static func step(of typed: String, secret: [UInt8], now: Int64, after last: Int64) -> Int64? {
        let code = Array(digits(in: typed).utf8)
        let present = step(at: now)
        return (present - 1...present + 1).first {
            $0 > last && Sodium.areEqual(Array(Self.code(secret, step: $0).utf8), code)
        }
    }

    /// The digits of what was typed, in whatever script: `٤٢ 0` is 420.
    static func digits(in text: String) -> String {
        text.prefix(40).compactMap { $0.wholeNumberValue }.filter { $0 < 10 }.map(String.init).joined()
    }

    /// What the QR code holds; algorithm, digits and period are what apps take where nothing else is said (github.com/google/google-authenticator/wiki/Key-Uri-Format).
    static func address(_ secret: [UInt8], issuer: String, name: String) -> String {
        let (issuer, name) = (PercentCoding.encode(issuer), PercentCoding.encode(name))
        return "otpauth://totp/\(issuer):\(name)?secret=\(Base32.text(secret))&issuer=\(issuer)"
    }
}

/// Bytes as letters and digits (RFC 4648, 6), without padding.
enum Base32 {
    private static let alphabet: [Character] = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

    static func text(_ bytes: [UInt8]) -> String {
        var (text, bits, count) = ("", 0, 0)
        for byte in bytes {
            bits = (bits << 8 | Int(byte)) & 0xFFFF
            count += 8
            while count >= 5 {
                count -= 5
                text.append(alphabet[bits >> count & 31])
            }
        }
        if count > 0 { text.append(alphabet[bits << (5 - count) & 31]) }
        return text
    }
}

/// Codes for the day when the phone is lost: each opens once.
enum RecoveryCodes {
    static let count = 10

    /// 80 random bits each, as `7K3F-Q2ZM-9XTV-HD4W`.
    static func make(random: (Int) -> [UInt8]) -> [String] {
        (0..<count).map { _ in
            let letters = Array(Secret.code(16, random: random))
            return stride(from: 0, to: 16, by: 4).map { String(letters[$0..<$0 + 4]) }.joined(separator: "-")
        }
    }

    /// What is stored of a code: a digest that is another for each account.
    /// - Parameter typed: case, spaces and hyphens do not matter, and O is read as 0, I and L as 1.
    static func digest(_ typed: String, of account: Account.ID) -> String {
        let letters = typed.prefix(60).uppercased().filter { $0.isLetter || $0.isNumber }
        let read = String(letters.map { ["O": "0", "I": "1", "L": "1"][$0] ?? $0 })
        return Secret.digest("recovery:\(account):\(read)")
    }
}
