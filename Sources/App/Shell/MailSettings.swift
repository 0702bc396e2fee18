import Foundation
import Web

/// Where mail goes out, as the administrator set it.
public struct MailSettings: Sendable {
    /// `smtp://host:587` (STARTTLS where the server offers it; demanded where a password is given) or `smtps://host:465`.
    public let server: String
    public let user: String?
    public let password: String?
    public let from: MailAddress

    public init(server: String, user: String?, password: String?, from: MailAddress) {
        self.server = server
        self.user = user
        self.password = password
        self.from = from
    }
}

/// An e-mail address with a name, for the head of a mail.
public struct MailAddress: Sendable, Hashable {
    public let name: String
    public let address: String

    public init(name: String, address: String) {
        self.name = name
        self.address = address
    }

    /// Reads `Name <name@example.org>` or `name@example.org`; nil if it is neither.
    public init?(_ text: String) {
        let parts = text.split(separator: "<", maxSplits: 1).map { String($0).trimmed }
        let address = parts.count == 2 ? String(parts[1].dropLast(parts[1].hasSuffix(">") ? 1 : 0)) : text.trimmed
        guard FieldCheck.isEmail(address), !address.contains(where: \.isWhitespace) else { return nil }
        name = parts.count == 2 ? parts[0].replacing("\"", with: "") : ""
        self.address = address
    }
}
