import CAssets
import HTTPTypes

/// A static file that is compiled in, and the address at which it never changes.
public struct Asset: Sendable {
    public let name: String
    let contentType: String
    let bytes: [UInt8]
    /// The same as gzip (RFC 1952), made once: the participant's first load must fit through bad Wi-Fi.
    let compressed: [UInt8]
    /// `/assets/<hash>/<name>`: a changed file has another address, so browsers may keep it for a year.
    public let path: String

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    private static let all: [String: Asset] = {
        var result: [String: Asset] = [:]
        for index in 0..<roundtable_asset_count {
            guard let entry = roundtable_asset_at(index)?.pointee else { continue }
            let name = String(cString: entry.name)
            let bytes = Array(UnsafeBufferPointer(start: entry.bytes, count: entry.count))
            let hash = Secret.hex(Sodium.hash(bytes).prefix(6))
            result[name] = Asset(
                name: name, contentType: String(cString: entry.content_type), bytes: bytes,
                compressed: Gzip.compress(bytes, level: 9) ?? [],
                path: "/assets/\(hash)/\(name)")
        }
        return result
    }()

    public static func named(_ name: String) -> Asset? { all[name] }

    /// The address of a file; the test of this module holds every name used against the table.
    public static func path(_ name: String) -> String { all[name]?.path ?? "/assets/missing/\(name)" }

    /// Only what browsers need is served: catalogues and country data stay inside.
    public static let endpoint = Endpoint(.get, "/assets/:hash/:name", bodyLimit: 0) { inbound in
        guard let name = inbound.parameter("name"), let asset = all[name], asset.isPublic, asset.path == inbound.path
        else {
            return Answer(.notFound, type: "text/plain; charset=utf-8", "No such file.\n")
        }
        var headers: HTTPFields = [
            .contentType: asset.contentType, .cacheControl: "public, max-age=31536000, immutable",
            .vary: "Accept-Encoding",
        ]
        guard !asset.compressed.isEmpty, inbound.headers[.acceptEncoding]?.contains("gzip") == true else {
            return Answer(headers: headers, body: .bytes(asset.bytes))
        }
        headers[.contentEncoding] = "gzip"
        return Answer(headers: headers, body: .bytes(asset.compressed))
    }

    private var isPublic: Bool { !contentType.hasPrefix("application/x-roundtable") }
}
