/// A picture without what cameras and programs write into it: no place, no time, no name, no second picture behind the first.
///
/// JPEG (ITU T.81, Annex B): the segments APP0 and APP14 stay, other APPn and comments go; what follows the end of the picture goes. How the
/// camera was held (Exif 2.3, tag 0x0112) is read before it goes. PNG (W3C PNG, third edition): only chunks that a picture needs stay.
public struct PlainImage: Sendable, Equatable {
    public enum Kind: String, Sendable { case jpeg, png }

    /// Of one side, pixels.
    public static let mostSide = 12_000
    public static let mostPixels = 60_000_000

    public let kind: Kind
    public let bytes: [UInt8]
    /// As stored.
    public let width: Int
    public let height: Int
    /// By how many quarter turns clockwise it is to be shown, 0 to 3.
    public let turns: Int

    /// Nothing where this is no such picture, or one that is too large.
    public init?(_ bytes: [UInt8]) {
        if bytes.starts(with: [0xFF, 0xD8]) {
            guard let read = JPEGReader(bytes) else { return nil }
            (kind, self.bytes, width, height, turns) = (.jpeg, read.kept, read.width, read.height, read.turns)
        } else if bytes.starts(with: Self.png) {
            guard let read = PNGReader(bytes) else { return nil }
            (kind, self.bytes, width, height, turns) = (.png, read.kept, read.width, read.height, 0)
        } else {
            return nil
        }
        guard (1...Self.mostSide).contains(width), (1...Self.mostSide).contains(height),
            width * height <= Self.mostPixels
        else { return nil }
    }

    fileprivate static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
}

private struct JPEGReader {
    private(set) var kept: [UInt8] = [0xFF, 0xD8]
    private(set) var width = 0
    private(set) var height = 0
    private(set) var turns = 0

    init?(_ bytes: [UInt8]) {
        var at = 2
        while true {
            // Fill bytes may stand before a marker.
            guard at + 1 < bytes.count, bytes[at] == 0xFF else { return nil }
            let marker = bytes[at + 1]
            if marker == 0xFF {
                at += 1
                continue
            }
            if marker == 0xD9 {
                kept += [0xFF, 0xD9]
                guard width > 0, height > 0 else { return nil }
                return
            }
            guard at + 3 < bytes.count else { return nil }
            let length = Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
            let end = at + 2 + length
            guard length >= 2, end <= bytes.count, marker >= 0xC0 else { return nil }
            let segment = bytes[(at + 4)..<end]
            read(marker, segment)
            if Self.stays(marker) { kept += bytes[at..<end] }
            at = marker == 0xDA ? scan(bytes, from: end) : end
        }
    }

    private static func stays(_ marker: UInt8) -> Bool {
        switch marker {
        case 0xE0, 0xEE: true
        case 0xE1...0xEF, 0xFE: false
        default: true
        }
    }

    private mutating func read(_ marker: UInt8, _ segment: ArraySlice<UInt8>) {
        let first = segment.startIndex
        if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker), segment.count >= 5 {
            height = Int(segment[first + 1]) << 8 | Int(segment[first + 2])
            width = Int(segment[first + 3]) << 8 | Int(segment[first + 4])
        }
        if marker == 0xE1, segment.starts(with: Array("Exif\0\0".utf8)) {
            turns = Self.turns(Array(segment.dropFirst(6))) ?? turns
        }
    }

    /// The picture's own bytes, up to the next marker.
    private mutating func scan(_ bytes: [UInt8], from start: Int) -> Int {
        var at = start
        while at + 1 < bytes.count {
            if bytes[at] == 0xFF, bytes[at + 1] != 0, !(0xD0...0xD7).contains(bytes[at + 1]), bytes[at + 1] != 0xFF {
                break
            }
            at += 1
        }
        kept += bytes[start..<at]
        return at
    }

    /// Mirrored ones are turned as their like; nobody's camera mirrors.
    private static func turns(_ tiff: [UInt8]) -> Int? {
        guard tiff.count >= 8 else { return nil }
        let isLittle = tiff[0] == 0x49
        func number(_ at: Int, _ count: Int) -> Int? {
            guard at >= 0, at + count <= tiff.count else { return nil }
            let part = isLittle ? Array(tiff[at..<(at + count)].reversed()) : Array(tiff[at..<(at + count)])
            return part.reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = number(4, 4), let entries = number(directory, 2) else { return nil }
        for entry in 0..<min(entries, 64) {
            let at = directory + 2 + entry * 12
            guard let tag = number(at, 2) else { return nil }
            guard tag == 0x0112 else { continue }
            switch number(at + 8, 2) {
            case 3, 4: return 2
            case 5, 6: return 1
            case 7, 8: return 3
            default: return 0
            }
        }
        return nil
    }
}

private struct PNGReader {
    private static let needed: Set<String> = [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs",
    ]

    private(set) var kept: [UInt8] = PlainImage.png
    private(set) var width = 0
    private(set) var height = 0

    init?(_ bytes: [UInt8]) {
        var at = PlainImage.png.count
        while at + 12 <= bytes.count {
            let length = Self.number(bytes, at)
            guard length <= bytes.count - at - 12 else { return nil }
            let name = String(decoding: bytes[(at + 4)..<(at + 8)], as: UTF8.self)
            let end = at + 12 + length
            if name == "IHDR" {
                guard length == 13, width == 0 else { return nil }
                (width, height) = (Self.number(bytes, at + 8), Self.number(bytes, at + 12))
            }
            guard width > 0 else { return nil }
            if Self.needed.contains(name) { kept += bytes[at..<end] }
            if name == "IEND" { return }
            at = end
        }
        return nil
    }

    private static func number(_ bytes: [UInt8], _ at: Int) -> Int {
        bytes[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
}
