import CCurl
import Foundation
import Synchronization
import Web

/// Why a mail did not go out.
struct MailFailure: Error {
    /// The server said no for good (5xx): trying again is useless.
    let isPermanent: Bool
    let reason: String
}

/// Hands one mail to the SMTP server, by libcurl.
enum MailTransport {
    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK
    private static let queue = DispatchQueue(label: "roundtable.mail")

    /// - Throws: ``MailFailure``.
    static func send(_ message: MailMessage, by settings: MailSettings) async throws {
        let result: Result<Void, MailFailure> = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: perform(message, settings)) }
        }
        try result.get()
    }

    private static func perform(_ message: MailMessage, _ settings: MailSettings) -> Result<Void, MailFailure> {
        guard isReady, let curl = curl_easy_init() else {
            return .failure(MailFailure(isPermanent: false, reason: "libcurl could not be started"))
        }
        defer { curl_easy_cleanup(curl) }
        let source = MailSource(message.wire)
        let recipients = curl_slist_append(nil, "<\(message.to.address)>")
        defer { curl_slist_free_all(recipients) }
        connect(curl, settings)
        roundtable_curl_set_string(curl, CURLOPT_MAIL_FROM, "<\(settings.from.address)>")
        roundtable_curl_set_list(curl, CURLOPT_MAIL_RCPT, recipients)
        roundtable_curl_set_long(curl, CURLOPT_UPLOAD, 1)
        roundtable_curl_set_write(curl, CURLOPT_READFUNCTION, MailSource.read)
        roundtable_curl_set_pointer(curl, CURLOPT_READDATA, Unmanaged.passUnretained(source).toOpaque())
        let code = withExtendedLifetime(source) { curl_easy_perform(curl) }
        guard code != CURLE_OK else { return .success(()) }
        var status = 0
        roundtable_curl_get_long(curl, CURLINFO_RESPONSE_CODE, &status)
        let words = String(cString: curl_easy_strerror(code))
        // A refused sign-in (535) is the server's setting, which somebody may mend: not this mail's fault.
        let isPermanent = (500..<600).contains(status) && code != CURLE_LOGIN_DENIED
        return .failure(MailFailure(isPermanent: isPermanent, reason: status > 0 ? "\(words) (\(status))" : words))
    }
}

extension MailTransport {
    /// Where to connect, and how.
    static func connect(_ curl: UnsafeMutableRawPointer, _ settings: MailSettings) {
        roundtable_curl_set_string(curl, CURLOPT_URL, settings.server)
        roundtable_curl_set_string(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        roundtable_curl_set_long(curl, CURLOPT_NOSIGNAL, 1)
        roundtable_curl_set_long(curl, CURLOPT_CONNECTTIMEOUT, 10)
        roundtable_curl_set_long(curl, CURLOPT_TIMEOUT, 30)
        if let user = settings.user { roundtable_curl_set_string(curl, CURLOPT_USERNAME, user) }
        if let password = settings.password { roundtable_curl_set_string(curl, CURLOPT_PASSWORD, password) }
        // A password never goes over an open line.
        let level = settings.password == nil ? Int(CURLUSESSL_TRY.rawValue) : Int(CURLUSESSL_ALL.rawValue)
        roundtable_curl_set_long(curl, CURLOPT_USE_SSL, level)
    }
}

/// The bytes of a mail, read by curl in pieces on the one thread that sends.
private final class MailSource {
    private let bytes: [UInt8]
    private var place = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    static let read: roundtable_curl_write = { buffer, size, count, source in
        guard let buffer, let source else { return 0 }
        let mail = Unmanaged<MailSource>.fromOpaque(source).takeUnretainedValue()
        let length = min(size * count, mail.bytes.count - mail.place)
        for offset in 0..<length { buffer[offset] = CChar(bitPattern: mail.bytes[mail.place + offset]) }
        mail.place += length
        return length
    }
}
