import CZip
import Web

/// A zip archive in memory, read by libzip within limits. Only for the reading of documents that are archives.
final class ZipArchive {
    /// Bytes of one part when unpacked. A zip bomb meets this limit while it is being read, whatever its directory claims.
    static let partLimit = 20 << 20
    /// Bytes of all parts that are asked for.
    static let sumLimit = 60 << 20
    /// A part larger than a megabyte that unpacks to so many times its size holds nothing that people wrote.
    static let mostRatio: UInt64 = 400
    /// Parts in an archive.
    private static let mostParts: Int64 = 10_000

    private let archive: OpaquePointer
    private let bytes: UnsafeMutableRawPointer
    private var left = ZipArchive.sumLimit
    /// Names as others write them: in lower case, with slashes forward.
    private lazy var places: [String: UInt64] = {
        var places: [String: UInt64] = [:]
        for index in 0..<max(0, min(zip_get_num_entries(archive, 0), Self.mostParts)) {
            guard let name = zip_get_name(archive, UInt64(index), 0) else { continue }
            let key = Self.key(String(cString: name))
            if places[key] == nil { places[key] = UInt64(index) }
        }
        return places
    }()

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

    /// The names of its parts, in lower case with slashes forward.
    var names: Set<String> { Set(places.keys) }

    /// The unpacked content of a part, or nil if there is none of that name. A name that differs only in upper and lower case or in
    /// its slashes is the same, as other readers have it; the exact one goes first.
    func part(_ name: String) throws -> [UInt8]? {
        let exact = zip_name_locate(archive, name, 0)
        guard let index = exact >= 0 ? UInt64(exact) : places[Self.key(name)] else { return nil }
        var stat = zip_stat_t()
        zip_stat_init(&stat)
        guard zip_stat_index(archive, index, 0, &stat) == 0 else { return nil }
        if stat.valid & UInt64(ZIP_STAT_ENCRYPTION_METHOD) != 0, stat.encryption_method != 0 {
            throw SheetFile.refusal(L("The workbook has a password. Save it without one."))
        }
        let limit = min(Self.partLimit, left)
        if stat.valid & UInt64(ZIP_STAT_SIZE) != 0 {
            if stat.size > UInt64(limit) { throw Self.tooLarge }
            let packed = stat.valid & UInt64(ZIP_STAT_COMP_SIZE) != 0 ? max(stat.comp_size, 1) : stat.size
            if stat.size > 1 << 20, stat.size / max(packed, 1) > Self.mostRatio { throw Self.tooLarge }
        }
        guard let file = zip_fopen_index(archive, index, 0) else { throw Self.damaged }
        defer { zip_fclose(file) }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = zip_fread(file, &buffer, zip_uint64_t(buffer.count))
            if count < 0 { throw Self.damaged }
            if count == 0 {
                left -= output.count
                return output
            }
            guard output.count + Int(count) <= limit else { throw Self.tooLarge }
            output += buffer[..<Int(count)]
        }
    }

    private static func key(_ name: String) -> String {
        let path = name.replacing("\\", with: "/").lowercased()
        return String(path.drop { $0 == "/" })
    }

    private static let tooLarge = SheetFile.refusal(
        L("The workbook is too large when unpacked. Split it, or save only the table as CSV."))
}

extension zip_flags_t {
    fileprivate var asInt32: Int32 { Int32(bitPattern: self) }
}
