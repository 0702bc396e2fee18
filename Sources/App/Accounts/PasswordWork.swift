import Dispatch
import Web

/// Argon2id away from the threads that answer requests: one hash at a time, since each takes about 0.1 s of a core and 64 MiB.
enum PasswordWork {
    private static let queue = DispatchQueue(label: "roundtable.passwords")

    /// Compared with when an e-mail is unknown, so that the answer takes as long as for a known one. It is the hash of a random
    /// password that was thrown away.
    private static let decoy =
        "$argon2id$v=19$m=65536,t=2,p=1$IE0GRjWCEaIYPHl8il/rNw$WXWejzdNbdCQqgSWCY+wWtB2CLyLSoQmQRBhaDN0qPw"

    /// - Returns: what is stored; nothing where there was not enough memory.
    static func hash(_ password: String) async -> String? {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Sodium.passwordHash(password)) }
        }
    }

    /// - Parameter hash: nothing where there is no account, or one without a password; the answer then is no, in the same time.
    static func matches(_ password: String, _ hash: String?) async -> Bool {
        await withCheckedContinuation { continuation in
            queue.async {
                let isRight = Sodium.password(password, matches: hash ?? decoy)
                continuation.resume(returning: isRight && hash != nil)
            }
        }
    }
}
