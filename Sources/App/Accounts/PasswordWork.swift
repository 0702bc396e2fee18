import Dispatch
import Foundation
import Web

/// Argon2id away from the threads that answer requests: one hash at a time, since each takes about 0.1 s of a core and 64 MiB.
enum PasswordWork {
    private static let queue = DispatchQueue(label: "roundtable.passwords")

    /// Compared with when an e-mail is unknown, so that the answer takes as long as for a known one. It is the hash of a random
    /// password that was thrown away.
    private static let decoy =
        "$argon2id$v=19$m=65536,t=2,p=1$IE0GRjWCEaIYPHl8il/rNw$WXWejzdNbdCQqgSWCY+wWtB2CLyLSoQmQRBhaDN0qPw"

    /// - Returns: what is stored; nil if there was not enough memory.
    static func hash(_ password: String) async -> String? {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Sodium.passwordHash(composed(password))) }
        }
    }

    enum Match: Sendable {
        case wrong, right
        /// Right, but the hash was made before passwords were normalised: a new one is due.
        case rightInOldForm
    }

    /// - Parameter hash: nil if there is no account, or one without a password; the answer then is no, in the same time.
    static func match(_ password: String, _ hash: String?) async -> Match {
        await withCheckedContinuation { continuation in
            queue.async {
                // How many forms are tried depends on what was typed only, not on whether there is an account.
                let place = forms(password).firstIndex { Sodium.password($0, matches: hash ?? decoy) }
                let match: Match = place == nil || hash == nil ? .wrong : place == 0 ? .right : .rightInOldForm
                continuation.resume(returning: match)
            }
        }
    }

    static func matches(_ password: String, _ hash: String?) async -> Bool { await match(password, hash) != .wrong }

    /// The same letters are other bytes on another keyboard: `é` is one scalar or two (NIST SP 800-63B, 3.1.1.2 asks for NFKC or NFC;
    /// NFC keeps every letter apart that a person sees apart). Bounded first: composing thousands of marks takes forever.
    private static func composed(_ password: String) -> String {
        OutsideText.bounded(password).precomposedStringWithCanonicalMapping
    }

    /// What is tried: the composed form, then as typed and taken apart, as hashes of before may have been made. One for plain ASCII.
    private static func forms(_ password: String) -> [String] {
        let bounded = OutsideText.bounded(password)
        let composed = bounded.precomposedStringWithCanonicalMapping
        var forms = [composed]
        for other in [bounded, bounded.decomposedStringWithCanonicalMapping]
        where !forms.contains(where: { $0.utf8.elementsEqual(other.utf8) }) {
            forms.append(other)
        }
        return forms
    }
}
