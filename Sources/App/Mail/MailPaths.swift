import Domain
import Web

enum MailPaths {
    /// The reader's own choice; the token stood in a mail.
    static let refusal = PathPattern<String>("/mail/refusals/:token")
    static let acceptance = PathPattern<String>("/mail/refusals/:token/reversal")
}
