import App
import CCurl
import Foundation
import Web

/// Whether the mail server answers and lets us in. No mail is sent.
enum MailCheck {
    static func run(_ settings: ServerSettings) async -> [Finding] {
        guard let mail = settings.mail else {
            return [
                .advice(
                    "mail", "no mail server is set (--smtp-url): nobody is reminded, and links are handed out by hand.")
            ]
        }
        if let problem = await MailProbe.run(mail) {
            return [
                .problem(
                    "mail",
                    "\(mail.server): \(problem). Look at --smtp-url: host, port, user and password; and whether this machine "
                        + "may connect there.")
            ]
        }
        return [.good("mail", "\(mail.server) answers and lets us in.")]
    }
}

/// Whether people reach this server under its address, and how long its certificate lasts.
enum AddressCheck {
    /// - Parameter instance: of the database; nil if it cannot be read, or no server has used it yet.
    static func run(_ settings: ServerSettings, instance: String?) -> [Finding] {
        let address = settings.baseURL
        guard address.hasPrefix("https://") else {
            if settings.isLoopback, ["localhost", "127.", "[::1]"].contains(where: { address.contains("//\($0)") }) {
                return [
                    .advice(
                        "address",
                        "\(address) is for this machine only. For a room, set --base-url to an https address behind a proxy."
                    )
                ]
            }
            return [
                .problem(
                    "address",
                    "\(address) is not encrypted: on a venue's Wi-Fi others can read along and take links. Put nginx, haproxy "
                        + "or Caddy before the server, and set --base-url to https://….")
            ]
        }
        var findings = [reach(address, instance)]
        if !settings.trustsProxy {
            findings.append(
                .advice(
                    "address",
                    "behind a proxy set --trust-proxy, or all people seem to come from one address and share its limits."
                ))
        }
        return findings
    }

    private static func reach(_ address: String, _ instance: String?) -> Finding {
        guard let curl = curl_easy_init() else { return .advice("address", "libcurl could not be started.") }
        defer { curl_easy_cleanup(curl) }
        roundtable_curl_set_string(curl, CURLOPT_URL, "\(address)/healthz")
        roundtable_curl_set_long(curl, CURLOPT_NOSIGNAL, 1)
        roundtable_curl_set_long(curl, CURLOPT_TIMEOUT, 10)
        roundtable_curl_set_long(curl, CURLOPT_CERTINFO, 1)
        let body = HeardBody()
        roundtable_curl_set_write(curl, CURLOPT_WRITEFUNCTION, HeardBody.take)
        roundtable_curl_set_pointer(curl, CURLOPT_WRITEDATA, Unmanaged.passUnretained(body).toOpaque())
        let code = withExtendedLifetime(body) { curl_easy_perform(curl) }
        guard code == CURLE_OK else {
            let words = String(cString: curl_easy_strerror(code))
            return .problem(
                "address",
                "\(address) cannot be reached from here: \(words). Look whether the server and the proxy run, at the name's "
                    + "address, and at the certificate.")
        }
        var status = 0
        roundtable_curl_get_long(curl, CURLINFO_RESPONSE_CODE, &status)
        guard status == 200 else {
            return .problem(
                "address", "\(address)/healthz answers \(status): the proxy runs, the server behind it does not answer."
            )
        }
        if let problem = stranger(body.text, address, instance) { return problem }
        guard let days = daysLeft(curl) else { return .good("address", "\(address) answers.") }
        if days < 14 {
            return .problem(
                "certificate", "it ends in \(days) days. Renew it, and look why that did not happen by itself.")
        }
        return .good("certificate", "\(address) answers, and its certificate lasts \(days) days.")
    }

    /// Whether something else answers at the address: an old server, another installation, a page of the provider's.
    static func stranger(_ body: String, _ address: String, _ instance: String?) -> Finding? {
        struct Health: Decodable {
            let status: String
            let instance: String?
            let version: String?
        }
        guard let health = try? JSONCoding.value(body, as: Health.self), health.status == "alive"
        else {
            return .problem(
                "address",
                "at \(address) something answers that is no Roundtable. Look at where the name leads, and at the proxy."
            )
        }
        guard let instance else { return nil }
        guard let other = health.instance else {
            return .problem(
                "address",
                "at \(address) an older Roundtable answers. Restart the service; or look at where the name leads.")
        }
        guard other == instance else {
            return .problem(
                "address",
                "at \(address) another Roundtable answers (\(other); this database's is \(instance)). Look at where the name and the "
                    + "proxy lead, and whether the service uses this database.")
        }
        return nil
    }

    private static func daysLeft(_ curl: UnsafeMutableRawPointer) -> Int? {
        var lines: [String] = []
        var line = roundtable_curl_certificate(curl)
        while let entry = line {
            if let data = entry.pointee.data { lines.append(String(cString: data)) }
            line = entry.pointee.next
        }
        return Certificate.daysLeft(lines)
    }
}

/// What libcurl tells of a certificate: lines such as `Expire date:…`.
enum Certificate {
    /// Nil if no line can be read as its end.
    static func daysLeft(_ lines: [String]) -> Int? {
        for text in lines where text.hasPrefix("Expire date:") {
            // As OpenSSL prints it: “Jan 31 12:00:00 2027 GMT”; newer versions of curl: “2027-01-31 12:00:00 GMT”.
            let date = text.dropFirst("Expire date:".count).trimmingCharacters(in: .whitespaces)
            for form in ["MMM d HH:mm:ss yyyy zzz", "yyyy-MM-dd HH:mm:ss zzz"] {
                let reader = DateFormatter()
                reader.locale = Locale(identifier: "en_US_POSIX")
                reader.dateFormat = form
                let squeezed = date.split(separator: " ").joined(separator: " ")
                if let end = reader.date(from: squeezed) { return Int(end.timeIntervalSinceNow / 86_400) }
            }
        }
        return nil
    }
}

/// The first bytes of an answer.
private final class HeardBody {
    private(set) var bytes: [UInt8] = []
    var text: String { String(decoding: bytes, as: UTF8.self) }

    static let take: roundtable_curl_write = { pointer, size, count, context in
        guard let pointer, let context else { return 0 }
        let body = Unmanaged<HeardBody>.fromOpaque(context).takeUnretainedValue()
        let piece = UnsafeRawBufferPointer(start: pointer, count: size * count)
        if body.bytes.count < 65_536 { body.bytes += piece.prefix(65_536) }
        return size * count
    }
}
