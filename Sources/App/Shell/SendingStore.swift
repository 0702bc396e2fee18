import Storage
import Web

/// What sendings said, by the name that their device gave them: one that comes again is answered with its first result, and one that says
/// something else is refused, so that no words are lost. Only digests, and only for a week.
enum SendingStore {
    /// How long a sending is recognised, in milliseconds.
    private static let kept: Int64 = 7 * 86_400_000

    /// - Parameters:
    ///   - name: what the device calls the sending; nil if it gave none.
    ///   - place: what is sent, and where to.
    ///   - words: all that was said, as it came.
    /// - Throws: ``Refusal/keyIsUsed`` where it said something else before.
    static func note(_ name: String?, _ place: String, _ words: [String?], _ work: Work) throws {
        guard let key = SendingKey.of(name, by: "\(work.actor ?? "")\n\(place)") else { return }
        let said = Secret.hex(Sodium.hash(words.map { $0.map { "\($0.utf8.count):\($0)" } ?? "-" }.joined().utf8))
        let known = try work.tx.value("SELECT words FROM sending WHERE key = \(key)", as: String.self)
        guard known == nil || known == said else { throw Refusal.keyIsUsed }
        guard known == nil else { return }
        try work.tx.execute("DELETE FROM sending WHERE sent_at < \(work.now - kept)")
        try work.tx.execute("INSERT INTO sending (key, words, sent_at) VALUES (\(key), \(said), \(work.now))")
    }
}
