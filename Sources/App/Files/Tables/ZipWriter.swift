import CZip
import Foundation

/// Writes zip archives by libzip, in memory: for documents that are zip archives themselves.
struct ZipWriter {
    struct Part: Sendable, Hashable {
        let name: String
        let content: [UInt8]

        init(_ name: String, _ content: [UInt8]) {
            self.name = name
            self.content = content
        }

        init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }
    }

    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    /// The archive with some of its parts replaced and others added; the rest stays as it is, in its order.
    static func replacing(_ parts: [Part], in archive: [UInt8]) throws -> [UInt8] {
        try edit(archive, flags: 0) { zip in
            for part in parts { try put(part, in: zip) }
        }
    }

    static func write(_ parts: [Part]) throws -> [UInt8] {
        try edit([], flags: ZIP_TRUNCATE) { zip in
            for part in parts { try put(part, in: zip) }
        }
    }

    private static func edit(_ content: [UInt8], flags: Int32, _ body: (OpaquePointer) throws -> Void) throws
        -> [UInt8]
    {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        // libzip gives back what it was given until the last reference is gone.
        guard let source = zip_source_buffer_create(nil, 0, 0, &error) else { throw failed("no room") }
        defer { zip_source_free(source) }
        if !content.isEmpty { try fill(source, with: content) }
        guard let archive = zip_open_from_source(source, flags, &error) else { throw failed("not opened") }
        // Closing the archive drops one reference; ours keeps the bytes readable.
        zip_source_keep(source)
        do {
            try body(archive)
        } catch {
            zip_discard(archive)
            throw error
        }
        guard zip_close(archive) == 0 else {
            let words = zip_strerror(archive).map { String(cString: $0) } ?? "not closed"
            zip_discard(archive)
            throw failed(words)
        }
        return try read(source)
    }

    private static func fill(_ source: OpaquePointer, with content: [UInt8]) throws {
        guard zip_source_begin_write(source) == 0,
            zip_source_write(source, content, zip_uint64_t(content.count)) == Int64(content.count),
            zip_source_commit_write(source) == 0
        else { throw failed("not copied") }
    }

    private static func put(_ part: Part, in archive: OpaquePointer) throws {
        let count = part.content.count
        guard let bytes = malloc(max(count, 1)) else { throw failed("no room") }
        part.content.withUnsafeBytes { if let base = $0.baseAddress { memcpy(bytes, base, count) } }
        // libzip frees the copy when the archive is written or discarded.
        guard let source = zip_source_buffer(archive, bytes, zip_uint64_t(count), 1) else {
            free(bytes)
            throw failed("no room")
        }
        guard
            zip_file_add(archive, part.name, source, zip_flags_t(ZIP_FL_OVERWRITE) | zip_flags_t(ZIP_FL_ENC_UTF_8)) >= 0
        else {
            zip_source_free(source)
            throw failed("“\(part.name)” not added")
        }
    }

    private static func read(_ source: OpaquePointer) throws -> [UInt8] {
        guard zip_source_open(source) == 0 else { throw failed("not read") }
        defer { zip_source_close(source) }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = zip_source_read(source, &buffer, zip_uint64_t(buffer.count))
            if count < 0 { throw failed("not read") }
            if count == 0 { return output }
            output += buffer[..<Int(count)]
        }
    }

    private static func failed(_ words: String) -> Failed {
        Failed(description: "The archive was not written: \(words).")
    }
}
