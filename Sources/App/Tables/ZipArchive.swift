import CZip
import Web

/// A zip archive in memory, read by libzip within limits. Only for the reading of workbooks.
final class ZipArchive {
    /// Bytes of one part when unpacked. A zip bomb meets this limit while it is being read, whatever its directory claims.
    static let partLimit = 20 << 20

    private let archive: OpaquePointer
    private let bytes: UnsafeMutableRawPointer

    /// - Throws: ``Refusal/invalid(_:)`` where it is no archive.
    init(_ content: [UInt8]) throws {
        let bytes = UnsafeMutableRawPointer.allocate(byteCount: max(content.count, 1), alignment: 1)
        content.withUnsafeBytes {
            bytes.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(bytes), byteCount: content.count)
        }
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(bytes, zip_uint64_t(content.count), 0, &error) else {
            bytes.deallocate()
            throw Self.damaged
        }
        guard let archive = zip_open_from_source(source, zip_flags_t(ZIP_RDONLY).asInt32, &error) else {
            zip_source_free(source)
            bytes.deallocate()
            throw Self.damaged
        }
        self.archive = archive
        self.bytes = bytes
    }

    deinit {
        zip_discard(archive)
        bytes.deallocate()
    }

    static let damaged = SheetFile.refusal(
        L("The workbook is damaged and cannot be read. Open it in a spreadsheet program and save it again."))

    /// The unpacked content of a part, or nothing where there is none of that name.
    func part(_ name: String) throws -> [UInt8]? {
        var stat = zip_stat_t()
        zip_stat_init(&stat)
        guard zip_stat(archive, name, 0, &stat) == 0 else { return nil }
        if stat.valid & UInt64(ZIP_STAT_ENCRYPTION_METHOD) != 0, stat.encryption_method != 0 {
            throw SheetFile.refusal(L("The workbook has a password. Save it without one."))
        }
        if stat.valid & UInt64(ZIP_STAT_SIZE) != 0, stat.size > UInt64(Self.partLimit) { throw Self.tooLarge }
        guard let file = zip_fopen(archive, name, 0) else { throw Self.damaged }
        defer { zip_fclose(file) }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = zip_fread(file, &buffer, zip_uint64_t(buffer.count))
            if count < 0 { throw Self.damaged }
            if count == 0 { return output }
            guard output.count + Int(count) <= Self.partLimit else { throw Self.tooLarge }
            output += buffer[..<Int(count)]
        }
    }

    private static let tooLarge = SheetFile.refusal(
        L("The workbook is too large when unpacked. Split it, or save only the table as CSV."))
}

extension zip_flags_t {
    fileprivate var asInt32: Int32 { Int32(bitPattern: self) }
}
