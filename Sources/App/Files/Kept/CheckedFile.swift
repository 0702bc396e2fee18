import Domain
import Web

/// A file from outside that may be kept: it has a name that nothing takes for something else, and is what its name says.
struct CheckedFile: Sendable {
    let name: String
    let type: String
    let bytes: [UInt8]
    /// As hex.
    let sha256: String

    /// - Throws: ``Refusal/invalid(_:)`` at the field `file`.
    init(_ bytes: [UInt8], name: String, _ settings: FileSettings) throws {
        guard !bytes.isEmpty else { throw Self.refusal(L("This file is empty.")) }
        guard bytes.count <= settings.most else {
            throw Self.refusal(
                L("This file has \(Self.megabytes(bytes.count)) MB; at most \(settings.most >> 20) MB are kept."))
        }
        self.name = Self.name(name)
        let kind = FileKind.named(self.name)
        if let kind, !kind.begins.isEmpty, !kind.begins.contains(where: { bytes.starts(with: $0) }) {
            throw Self.refusal(
                L(
                    "This is no \(kind.label) file, whatever its name says. Save it once more in the program that made it."
                ))
        }
        type = kind?.type ?? "application/octet-stream"
        self.bytes = bytes
        sha256 = Secret.hex(Crypto.sha256(bytes))
    }

    private static func refusal(_ words: Message) -> Refusal { .invalid(["file": words]) }

    /// Rounded up, so that what is too large never looks as if it fitted.
    private static func megabytes(_ bytes: Int) -> Int { (bytes + (1 << 20) - 1) >> 20 }

    /// One line without a folder, that no program of tables takes for a formula, no system for a hidden file.
    static func name(_ text: String) -> String {
        let last = text.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        var name = FieldCheck.line(last.prefix(400))
        name.removeAll { "\"<>|:*?".contains($0) }
        name = String(name.drop { "=+-@. ".contains($0) }).trimmed
        guard name.count > 120 else { return name.isEmpty ? "file" : name }
        let ending = name.split(separator: ".").last.map { ".\($0)" } ?? ""
        return ending.count > 12 || !name.contains(".")
            ? String(name.prefix(120)) : String(name.prefix(120 - ending.count)) + ending
    }
}

/// A kind of file by the end of its name.
struct FileKind: Sendable {
    let endings: [String]
    let label: String
    let type: String
    /// One of these stands at its beginning; empty where anything may.
    var begins: [[UInt8]] = []

    private static let zip: [[UInt8]] = [[0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06]]
    private static let office = "application/vnd.openxmlformats-officedocument"
    private static let open = "application/vnd.oasis.opendocument"

    /// Others are kept too, as files of which nothing is known. Pages and drawings with scripts are among those on purpose.
    static let all: [FileKind] = [
        FileKind(endings: ["pdf"], label: "PDF", type: "application/pdf", begins: [Array("%PDF-".utf8)]),
        FileKind(endings: ["docx"], label: "DOCX", type: "\(office).wordprocessingml.document", begins: zip),
        FileKind(endings: ["xlsx"], label: "XLSX", type: "\(office).spreadsheetml.sheet", begins: zip),
        FileKind(endings: ["pptx"], label: "PPTX", type: "\(office).presentationml.presentation", begins: zip),
        FileKind(endings: ["odt"], label: "ODT", type: "\(open).text", begins: zip),
        FileKind(endings: ["ods"], label: "ODS", type: "\(open).spreadsheet", begins: zip),
        FileKind(endings: ["odp"], label: "ODP", type: "\(open).presentation", begins: zip),
        FileKind(endings: ["zip"], label: "ZIP", type: "application/zip", begins: zip),
        FileKind(endings: ["png"], label: "PNG", type: "image/png", begins: [[0x89, 0x50, 0x4E, 0x47]]),
        FileKind(endings: ["jpg", "jpeg"], label: "JPEG", type: "image/jpeg", begins: [[0xFF, 0xD8, 0xFF]]),
        FileKind(endings: ["gif"], label: "GIF", type: "image/gif", begins: [Array("GIF8".utf8)]),
        FileKind(endings: ["txt", "md"], label: "TXT", type: "text/plain; charset=utf-8"),
        FileKind(endings: ["csv"], label: "CSV", type: "text/csv; charset=utf-8"),
        FileKind(endings: ["mp4"], label: "MP4", type: "video/mp4"),
        FileKind(endings: ["mp3"], label: "MP3", type: "audio/mpeg"),
    ]

    static func named(_ name: String) -> FileKind? {
        guard let ending = name.split(separator: ".").dropFirst().last?.lowercased() else { return nil }
        return all.first { $0.endings.contains(ending) }
    }
}
