import Foundation
import Web

/// One mail as it goes over the wire (RFC 5322, RFC 2045–2047): plain text in UTF-8, as base64, so that no server on the way changes
/// a letter of it. A calendar entry is another form of the text, which programs show as a meeting (RFC 6047); a file stands beside both.
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
    /// An iCalendar object; empty where there is none.
    var calendar = ""
    var attachment: File?
    var replyTo: String?

    struct File: Sendable {
        let name: String
        let type: String
        let bytes: [UInt8]
    }

    /// Lines end with CR LF, and none is longer than 78 characters.
    var wire: String {
        let domain = from.address.split(separator: "@").last.map(String.init) ?? "localhost"
        let head: [String] =
            [
                "Date: \(Self.dateText(date))", "From: \(Self.header(from))", "To: \(Self.header(to))",
                "Subject: \(Self.encoded(subject))", "Message-ID: <\(id)@\(domain)>", "MIME-Version: 1.0",
                "Content-Language: \(language)", "Auto-Submitted: auto-generated",
            ] + (replyTo.map { ["Reply-To: <\($0)>"] } ?? [])
            + (unsubscribe.map { ["List-Unsubscribe: <\($0)>"] } ?? [])
        return (head + body + [""]).joined(separator: "\r\n")
    }

    /// Its own lines of the head, a blank line, and what they tell of.
    private var body: [String] {
        attachment.map { Self.parts("mixed", "=_m_\(id)", [told, $0.part]) } ?? told
    }

    /// The words, and the entry as another form of them: programs look for one there, and at no other.
    private var told: [String] {
        let plain = Self.part(
            ["Content-Type: text/plain; charset=utf-8"], Array(text.replacing("\n", with: "\r\n").utf8))
        guard !calendar.isEmpty else { return plain }
        let lines = calendar.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline)
        // The same method outside and inside, else programs take the entry for a file (RFC 6047, 2.4).
        let method = lines.first { $0.hasPrefix("METHOD:") }.map { "; method=\($0.dropFirst(7))" } ?? ""
        let entry = Self.part(
            ["Content-Type: text/calendar; charset=utf-8\(method)"],
            Array((lines.joined(separator: "\r\n") + "\r\n").utf8))
        return Self.parts("alternative", "=_a_\(id)", [plain, entry])
    }

    fileprivate static func part(_ head: [String], _ bytes: [UInt8]) -> [String] {
        head + ["Content-Transfer-Encoding: base64", "", folded(Data(bytes).base64EncodedString())]
    }

    /// - Parameter boundary: holds an underscore, which base64 has not, and a head of ours does not begin with.
    private static func parts(_ kind: String, _ boundary: String, _ parts: [[String]]) -> [String] {
        ["Content-Type: multipart/\(kind);", " boundary=\"\(boundary)\"", ""]
            + parts.flatMap { ["--\(boundary)"] + $0 } + ["--\(boundary)--"]
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

extension MailMessage.File {
    /// The name as RFC 2231 has it: in pieces, each on a line of its own, and plain for programs that do not know it.
    fileprivate var part: [String] {
        let plain = String(
            name.unicodeScalars.map {
                $0.isASCII && !"\"\\;".unicodeScalars.contains($0) && $0.value >= 32 ? Character($0) : "_"
            })
        var lines = ["Content-Type: \(type);", " name=\"\(plain.prefix(60))\"", "Content-Disposition: attachment;"]
        var pieces: [String] = [""]
        for character in name {
            let piece = PercentCoding.encode(String(character))
            if let last = pieces.last, last.count + piece.count > 50, !last.isEmpty { pieces.append("") }
            pieces[pieces.count - 1] += piece
        }
        for (number, piece) in pieces.enumerated() {
            lines.append(
                " filename*\(number)*=\(number == 0 ? "utf-8''" : "")\(piece)\(number == pieces.count - 1 ? "" : ";")")
        }
        return MailMessage.part(lines, bytes)
    }
}
