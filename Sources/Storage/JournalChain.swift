internal import CSodium

/// The hash that binds each journal entry to the one before it.
///
/// BLAKE2b-256 (RFC 7693) over: the hash before (32 bytes, zeros before the first entry), a domain string, sequence
/// and time as 8 bytes big-endian, then actor, scope, subject, kind and facts, each as one byte (0 = null, 1 =
/// present), its length in bytes as 8 bytes big-endian, and its UTF-8 bytes. Lengths make the encoding unambiguous.
enum JournalChain {
    static let genesis = [UInt8](repeating: 0, count: 32)

    static func hash(of entry: JournalEntry, sequence: Int64, previous: [UInt8]) -> [UInt8] {
        var bytes = previous
        append("roundtable journal 1", to: &bytes)
        append(sequence, to: &bytes)
        append(entry.time, to: &bytes)
        append(entry.actor, to: &bytes)
        append(entry.scope, to: &bytes)
        append(entry.subject, to: &bytes)
        append(entry.kind, to: &bytes)
        append(entry.facts, to: &bytes)
        var hash = [UInt8](repeating: 0, count: 32)
        // crypto_generichash needs no sodium_init: it uses neither randomness nor state. It only fails for sizes out
        // of range.
        crypto_generichash(&hash, hash.count, bytes, UInt64(bytes.count), nil, 0)
        return hash
    }

    private static func append(_ number: Int64, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    private static func append(_ text: String?, to bytes: inout [UInt8]) {
        guard let text else { return bytes.append(0) }
        bytes.append(1)
        append(Int64(text.utf8.count), to: &bytes)
        bytes.append(contentsOf: text.utf8)
    }
}
