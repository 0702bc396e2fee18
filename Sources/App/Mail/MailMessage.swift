import Foundation
import Web

/// One mail as it goes over the wire (RFC 5322, RFC 2045–2047): plain text in UTF-8, as base64, so that no server on the way changes
/// a letter of it.
struct MailMessage: Sendable {
    let id: String
    let from: MailAddress
    let to: MailAddress
    let subject: String
    let text: String
    /// BCP 47.
    let language: String
    /// Where the reader refuses further mail (RFC 2369); nothing for mail about the reader's own account, which is no list.
    let unsubscribe: String?
    /// Epoch milliseconds.
    let date: Int64

    /// Lines end with CR LF, and none is longer than 78 characters.
    var wire: String {
        let domain = from.address.split(separator: "@").last.map(String.init) ?? "localhost"
        let head: [String] =
            [
                "Date: \(Self.dateText(date))", "From: \(Self.header(from))", "To: \(Self.header(to))",
                "Subject: \(Self.encoded(subject))", "Message-ID: <\(id)@\(domain)>", "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
                "Content-Language: \(language)", "Auto-Submitted: auto-generated",
            ] + (unsubscribe.map { ["List-Unsubscribe: <\($0)>"] } ?? [])
        let body = Self.folded(Data(text.replacing("\n", with: "\r\n").utf8).base64EncodedString())
        return (head + ["", body, ""]).joined(separator: "\r\n")
    }

    private static func header(_ address: MailAddress) -> String {
        address.name.isEmpty ? "<\(address.address)>" : "\(encoded(address.name)) <\(address.address)>"
    }

    /// Encoded words of at most 75 characters (RFC 2047); plain where plain ASCII does.
    static func encoded(_ text: String) -> String {
        let line = text.split(whereSeparator: { $0.isNewline || $0 == "\t" }).joined(separator: " ")
        let isPlain =
            line.utf8.count < 60
            && line.utf8.allSatisfy { (32..<127).contains($0) && !",;:<>@\"()[]\\".utf8.contains($0) }
        guard !isPlain else { return line }
        var words: [String] = []
        var piece: [UInt8] = []
        for character in line {
            // 39 bytes become 52 letters, so that the first word fits beside the name of its line; a word holds whole characters.
            if piece.count + character.utf8.count > 39 {
                words.append("=?utf-8?B?\(Data(piece).base64EncodedString())?=")
                piece = []
            }
            piece += Array(character.utf8)
        }
        words.append("=?utf-8?B?\(Data(piece).base64EncodedString())?=")
        return words.joined(separator: "\r\n ")
    }

    private static func folded(_ text: String) -> String {
        var lines: [Substring] = []
        var rest = text[...]
        while !rest.isEmpty {
            lines.append(rest.prefix(76))
            rest = rest.dropFirst(76)
        }
        return lines.joined(separator: "\r\n")
    }

    /// `Sat, 21 Nov 2026 09:30:00 +0000`
    private static func dateText(_ milliseconds: Int64) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss '+0000'"
        return formatter.string(from: Date(timeIntervalSince1970: Double(milliseconds) / 1000))
    }
}
