import CCurl
import Foundation

/// Looks whether the mail server answers, speaks the encryption that is needed, and accepts the user's name.
public enum MailProbe {
    /// - Returns: what went wrong, in libcurl's words; nil if all is well.
    public static func run(_ settings: MailSettings) async -> String? {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: perform(settings)) }
        }
    }

    private static func perform(_ settings: MailSettings) -> String? {
        guard let curl = curl_easy_init() else { return "libcurl could not be started" }
        defer { curl_easy_cleanup(curl) }
        MailTransport.connect(curl, settings)
        roundtable_curl_set_long(curl, CURLOPT_CONNECT_ONLY, 1)
        let code = curl_easy_perform(curl)
        return code == CURLE_OK ? nil : String(cString: curl_easy_strerror(code))
    }
}
