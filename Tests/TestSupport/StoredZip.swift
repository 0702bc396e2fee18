/// Makes a zip archive without compression (APPNOTE.TXT), for tests.
public enum StoredZip {
    public static func make(_ parts: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var output: [UInt8] = []
        var directory: [UInt8] = []
        for part in parts {
            let start = output.count
            let fields =
                le16(20) + le16(0) + le16(0) + le32(0) + le32(Int(crc32(part.bytes))) + le32(part.bytes.count)
                + le32(part.bytes.count)
                + le16(part.name.utf8.count) + le16(0)
            output += [0x50, 0x4B, 3, 4] + fields + Array(part.name.utf8) + part.bytes
            directory +=
                [0x50, 0x4B, 1, 2] + le16(20) + fields + le16(0) + le16(0) + le16(0) + le32(0) + le32(start)
                + Array(part.name.utf8)
        }
        let end =
            [0x50, 0x4B, 5, 6] + le16(0) + le16(0) + le16(parts.count) + le16(parts.count) + le32(directory.count)
            + le32(output.count)
        return output + directory + end + le16(0)
    }

    private static func le16(_ n: Int) -> [UInt8] { [UInt8(n & 255), UInt8(n >> 8 & 255)] }
    private static func le32(_ n: Int) -> [UInt8] { le16(n & 0xFFFF) + le16(n >> 16 & 0xFFFF) }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { table[Int(($0 ^ UInt32($1)) & 255)] ^ $0 >> 8 }
    }
}
