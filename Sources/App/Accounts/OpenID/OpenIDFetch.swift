import CCurl
import Foundation

/// One request to the provider, by libcurl on a thread of its own: no redirects, 10 seconds, 256 kB, and no address but those that
/// ``OpenIDSettings/allows(_:)`` lets through.
struct OpenIDFetch: Sendable {
    let address: String
    let settings: OpenIDSettings
    /// The whole header line; it must never reach the log.
    var authorization: String?
    /// Sent as a form; nothing asks with GET.
    var form: String?

    /// Once, before the first thread asks.
    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK
    static let bodyLimit = 256 * 1024
    static let seconds = 10

    struct Answer: Sendable {
        let status: Int
        let body: [UInt8]
        /// The provider's clock in milliseconds, where it tells its time.
        let time: Int64?
        /// What the provider's certificate says, as libcurl writes it: `Expire date:…`.
        let certificate: [String]
    }

    /// - Throws: ``OpenIDFailure/away(_:)``.
    func run() async throws -> Answer {
        guard settings.allows(address) else { throw OpenIDFailure.wrong("it names an address that is not https") }
        let result: Result<Answer, OpenIDFailure> = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: perform()) }
        }
        return try result.get()
    }

    private func perform() -> Result<Answer, OpenIDFailure> {
        guard Self.isReady, let curl = curl_easy_init() else { return .failure(.away("libcurl could not be started")) }
        defer { curl_easy_cleanup(curl) }
        var headers = curl_slist_append(nil, "Accept: application/json")
        // A token is the provider's text: a line end in it would begin another header.
        let isPlain = authorization?.utf8.allSatisfy { (32..<127).contains($0) } ?? true
        if let authorization, isPlain { headers = curl_slist_append(headers, "Authorization: \(authorization)") }
        defer { curl_slist_free_all(headers) }
        let received = Received()
        prepare(curl, headers, received)
        let code = withExtendedLifetime(received) { curl_easy_perform(curl) }
        guard !received.isTooLong else { return .failure(.wrong("its answer is too long")) }
        guard code == CURLE_OK else { return .failure(.away(String(cString: curl_easy_strerror(code)))) }
        var status = 0
        roundtable_curl_get_long(curl, CURLINFO_RESPONSE_CODE, &status)
        return .success(
            Answer(status: status, body: received.body, time: received.time, certificate: Self.certificate(curl)))
    }

    private func prepare(
        _ curl: UnsafeMutableRawPointer, _ headers: UnsafeMutablePointer<curl_slist>?, _ received: Received
    ) {
        roundtable_curl_set_string(curl, CURLOPT_URL, address)
        roundtable_curl_set_string(curl, CURLOPT_PROTOCOLS_STR, settings.isLoopback ? "http,https" : "https")
        if settings.isLoopback { roundtable_curl_set_string(curl, CURLOPT_NOPROXY, "*") }
        roundtable_curl_set_long(curl, CURLOPT_NOSIGNAL, 1)
        roundtable_curl_set_long(curl, CURLOPT_FOLLOWLOCATION, 0)
        roundtable_curl_set_long(curl, CURLOPT_TIMEOUT, Self.seconds)
        roundtable_curl_set_long(curl, CURLOPT_CERTINFO, 1)
        roundtable_curl_set_string(curl, CURLOPT_USERAGENT, "Roundtable")
        roundtable_curl_set_list(curl, CURLOPT_HTTPHEADER, headers)
        if let form { roundtable_curl_set_string(curl, CURLOPT_COPYPOSTFIELDS, form) }
        let target = Unmanaged.passUnretained(received).toOpaque()
        roundtable_curl_set_write(curl, CURLOPT_WRITEFUNCTION, Received.takeBody)
        roundtable_curl_set_pointer(curl, CURLOPT_WRITEDATA, target)
        roundtable_curl_set_write(curl, CURLOPT_HEADERFUNCTION, Received.takeHeader)
        roundtable_curl_set_pointer(curl, CURLOPT_HEADERDATA, target)
    }

    private static func certificate(_ curl: UnsafeMutableRawPointer) -> [String] {
        var lines: [String] = []
        var line = roundtable_curl_certificate(curl)
        while let entry = line {
            if let data = entry.pointee.data { lines.append(String(cString: data)) }
            line = entry.pointee.next
        }
        return lines
    }
}

/// What comes back, gathered on the one thread that asks.
private final class Received {
    var body: [UInt8] = []
    var time: Int64?
    var isTooLong = false

    static let takeBody: roundtable_curl_write = { buffer, size, count, target in
        guard let buffer, let target else { return 0 }
        let received = Unmanaged<Received>.fromOpaque(target).takeUnretainedValue()
        guard received.body.count + size * count <= OpenIDFetch.bodyLimit else {
            received.isTooLong = true
            return 0
        }
        received.body += UnsafeRawBufferPointer(start: buffer, count: size * count)
        return size * count
    }

    static let takeHeader: roundtable_curl_write = { buffer, size, count, target in
        guard let buffer, let target else { return 0 }
        let received = Unmanaged<Received>.fromOpaque(target).takeUnretainedValue()
        let line = String(decoding: UnsafeRawBufferPointer(start: buffer, count: size * count), as: UTF8.self)
        if line.lowercased().hasPrefix("date:") {
            let seconds = curl_getdate(line.dropFirst(5).trimmingCharacters(in: .whitespacesAndNewlines), nil)
            if seconds > 0 { received.time = Int64(seconds) * 1000 }
        }
        return size * count
    }
}
