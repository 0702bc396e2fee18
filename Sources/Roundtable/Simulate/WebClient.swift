import CCurl
import Foundation
import Synchronization

/// One browser of one simulated person: keeps cookies, follows redirects, and can listen to a live stream. Blocking, so each
/// person has a thread.
final class WebClient {
    struct Reply {
        let status: Int
        let body: String
        /// Where the redirects led, as a whole address.
        let address: String
    }

    struct Unreachable: Error, CustomStringConvertible {
        let description: String
    }

    private let base: String
    private let handle: OpaquePointer?
    private let cookies: CookieShelf

    /// curl must be initialised once, before any thread uses it.
    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    /// - Parameter base: without a slash at the end.
    init(base: String) {
        precondition(Self.isReady, "libcurl could not be initialised")
        self.base = base
        handle = curl_easy_init().map(OpaquePointer.init)
        cookies = CookieShelf()
    }

    deinit { curl_easy_cleanup(handle.map(UnsafeMutableRawPointer.init)) }

    func get(_ path: String) throws -> Reply { try ask("GET", path) }

    /// Opens a link from a mail or a card: the page that it leads to sends a form, as the client module does.
    func open(_ path: String) throws -> Reply {
        let page = try get(path)
        guard page.body.contains(" data-open>") else { return page }
        return try ask(
            "POST", path, body: "",
            headers: ["Accept: text/html", "Content-Type: application/x-www-form-urlencoded"])
    }

    /// Sends a form, as the button of a page does.
    func send(_ path: String, _ fields: [(String, String)]) throws -> Reply {
        try ask(
            "POST", path, body: fields.map { "\(Self.encode($0.0))=\(Self.encode($0.1))" }.joined(separator: "&"),
            headers: ["Accept: text/html", "Content-Type: application/x-www-form-urlencoded"])
    }

    /// - Parameters:
    ///   - token: of an account or a personal link.
    ///   - json: the body.
    func call(_ method: String, _ path: String, token: String, json: String? = nil) throws -> Reply {
        var headers = ["Authorization: Bearer \(token)", "Accept: application/json"]
        if json != nil { headers.append("Content-Type: application/json") }
        return try ask(method, path, body: json ?? (method == "GET" ? nil : ""), headers: headers)
    }

    private func ask(_ method: String, _ path: String, body: String? = nil, headers: [String] = []) throws -> Reply {
        guard let curl = handle.map(UnsafeMutableRawPointer.init) else {
            throw Unreachable(description: "libcurl has no memory")
        }
        curl_easy_reset(curl)
        let sink = Sink()
        let target = path.hasPrefix("http") ? path : base + path
        roundtable_curl_set_string(curl, CURLOPT_URL, target)
        roundtable_curl_set_long(curl, CURLOPT_NOSIGNAL, 1)
        roundtable_curl_set_long(curl, CURLOPT_TIMEOUT, 30)
        roundtable_curl_set_long(curl, CURLOPT_FOLLOWLOCATION, 1)
        roundtable_curl_set_long(curl, CURLOPT_MAXREDIRS, 8)
        roundtable_curl_set_string(curl, CURLOPT_COOKIEFILE, "")
        roundtable_curl_set_string(curl, CURLOPT_USERAGENT, "roundtable-simulate")
        var list = headers.reduce(UnsafeMutablePointer<curl_slist>?.none) { curl_slist_append($0, $1) }
        // A personal link answers as HTML; a form's answer redirects with 303, which curl follows with GET.
        if let body {
            roundtable_curl_set_long(curl, CURLOPT_POSTFIELDSIZE, body.utf8.count)
            roundtable_curl_set_string(curl, CURLOPT_COPYPOSTFIELDS, body)
            if method != "POST" { roundtable_curl_set_string(curl, CURLOPT_CUSTOMREQUEST, method) }
        }
        if headers.isEmpty { list = curl_slist_append(list, "Accept: text/html") }
        roundtable_curl_set_list(curl, CURLOPT_HTTPHEADER, list)
        defer { curl_slist_free_all(list) }
        roundtable_curl_set_write(curl, CURLOPT_WRITEFUNCTION, Sink.write)
        roundtable_curl_set_pointer(curl, CURLOPT_WRITEDATA, Unmanaged.passUnretained(sink).toOpaque())
        let result = withExtendedLifetime(sink) { curl_easy_perform(curl) }
        guard result == CURLE_OK else { throw Unreachable(description: String(cString: curl_easy_strerror(result))) }
        var status = 0
        roundtable_curl_get_long(curl, CURLINFO_RESPONSE_CODE, &status)
        var address: UnsafeMutablePointer<CChar>?
        roundtable_curl_get_string(curl, CURLINFO_EFFECTIVE_URL, &address)
        cookies.keep(curl)
        return Reply(
            status: status, body: String(decoding: sink.bytes, as: UTF8.self),
            address: address.map { String(cString: $0) } ?? target)
    }

    /// An ear of this browser, with its cookies: it listens on a thread of its own until it is stopped.
    /// - Parameter take: gets what comes, on that thread.
    func listen(_ path: String, take: (@Sendable (UnsafeRawBufferPointer) -> Void)? = nil) -> LiveEar {
        LiveEar(address: base + path, cookies: cookies.header, take: take)
    }

    static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: CharacterSet(charactersIn: "-._~").union(.alphanumerics))
            ?? ""
    }
}

/// Collects a body.
private final class Sink {
    var bytes: [UInt8] = []

    static let write: roundtable_curl_write = { pointer, size, count, context in
        guard let pointer, let context else { return 0 }
        let sink = Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
        pointer.withMemoryRebound(to: UInt8.self, capacity: size * count) { start in
            sink.bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: size * count))
        }
        return size * count
    }
}

/// The cookies of a browser as one header, read after every answer.
private final class CookieShelf {
    private(set) var header = ""

    func keep(_ curl: UnsafeMutableRawPointer) {
        var list: UnsafeMutablePointer<curl_slist>?
        guard roundtable_curl_get_list(curl, CURLINFO_COOKIELIST, &list) == CURLE_OK else { return }
        defer { curl_slist_free_all(list) }
        var pairs: [String] = []
        var entry = list
        while let cookie = entry {
            // Netscape's format: seven fields, of which the last two are name and value.
            let fields = String(cString: cookie.pointee.data).split(separator: "\t", omittingEmptySubsequences: false)
            if fields.count == 7 { pairs.append("\(fields[5])=\(fields[6])") }
            entry = cookie.pointee.next
        }
        header = pairs.joined(separator: "; ")
    }
}

/// Listens to a live stream as an open page does, so that the server counts the person as connected. What comes is read only where
/// somebody takes it: the director tells everybody what the room does.
final class LiveEar: Sendable {
    private let isStopped = Atomic(false)
    private let take: (@Sendable (UnsafeRawBufferPointer) -> Void)?

    init(address: String, cookies: String, take: (@Sendable (UnsafeRawBufferPointer) -> Void)? = nil) {
        self.take = take
        let stopped = Unmanaged.passRetained(self)
        let thread = Thread {
            defer { stopped.release() }
            while !stopped.takeUnretainedValue().isStopped.load(ordering: .relaxed) {
                Self.hear(address, cookies, stopped.toOpaque())
                Thread.sleep(forTimeInterval: 1)
            }
        }
        thread.stackSize = 512 * 1024
        thread.start()
    }

    /// Ends within a second.
    func stop() { isStopped.store(true, ordering: .relaxed) }

    private static func hear(_ address: String, _ cookies: String, _ context: UnsafeMutableRawPointer) {
        guard let curl = curl_easy_init() else { return }
        defer { curl_easy_cleanup(curl) }
        roundtable_curl_set_string(curl, CURLOPT_URL, address)
        roundtable_curl_set_long(curl, CURLOPT_NOSIGNAL, 1)
        roundtable_curl_set_string(curl, CURLOPT_COOKIE, cookies)
        let list = curl_slist_append(nil, "Accept: text/event-stream")
        defer { curl_slist_free_all(list) }
        roundtable_curl_set_list(curl, CURLOPT_HTTPHEADER, list)
        roundtable_curl_set_write(curl, CURLOPT_WRITEFUNCTION) { pointer, size, count, context in
            guard let context else { return 0 }
            let ear = Unmanaged<LiveEar>.fromOpaque(context).takeUnretainedValue()
            ear.take?(UnsafeRawBufferPointer(start: pointer, count: size * count))
            return size * count
        }
        roundtable_curl_set_pointer(curl, CURLOPT_WRITEDATA, context)
        roundtable_curl_set_long(curl, CURLOPT_NOPROGRESS, 0)
        roundtable_curl_set_progress(curl, CURLOPT_XFERINFOFUNCTION) { context, _, _, _, _ in
            guard let context else { return 1 }
            return Unmanaged<LiveEar>.fromOpaque(context).takeUnretainedValue().isStopped.load(ordering: .relaxed)
                ? 1 : 0
        }
        roundtable_curl_set_pointer(curl, CURLOPT_XFERINFODATA, context)
        curl_easy_perform(curl)
    }
}
