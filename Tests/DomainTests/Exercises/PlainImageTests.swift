import Domain
import Testing

/// Pictures of injects leave their places and names at the door.
struct PlainImageTests {
    private static func segment(_ marker: UInt8, _ bytes: [UInt8]) -> [UInt8] {
        [0xFF, marker, UInt8((bytes.count + 2) >> 8), UInt8((bytes.count + 2) & 255)] + bytes
    }

    /// 300 × 200, its camera held to the side, with a place and a comment, and another picture behind it.
    private static func jpeg(orientation: UInt8 = 6, isLittle: Bool = false) -> [UInt8] {
        let tiff: [UInt8] =
            isLittle
            ? [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]
            : [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
        let exif = Array("Exif\0\0".utf8) + tiff + Array("GPS 45.8".utf8)
        return [0xFF, 0xD8] + segment(0xE0, Array("JFIF\0".utf8)) + segment(0xE1, exif)
            + segment(0xE2, Array("MPF".utf8)) + segment(0xFE, Array("by Ana".utf8))
            + segment(0xC0, [8, 0, 200, 1, 44, 3]) + segment(0xDA, [1, 1, 0])
            + [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56] + segment(0xC4, [9]) + segment(0xDA, [2]) + [0x78, 0xFF, 0xD9]
            + [0xFF, 0xD8] + segment(0xE1, Array("Exif GPS".utf8)) + [0xFF, 0xD9]
    }

    private static func chunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
        let length = bytes.count
        return [UInt8(length >> 24), UInt8(length >> 16 & 255), UInt8(length >> 8 & 255), UInt8(length & 255)]
            + Array(name.utf8) + bytes + [1, 2, 3, 4]
    }

    private static func png(width: UInt8 = 40, name: String = "tEXt") -> [UInt8] {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", [0, 0, 0, width, 0, 0, 0, 30, 8, 2, 0, 0, 0]) + chunk(name, Array("GPS by Ana".utf8))
            + chunk("IDAT", [7, 7]) + chunk("IEND", []) + Array("GPS behind".utf8)
    }

    private static func text(_ image: PlainImage?) -> String {
        String(decoding: image?.bytes ?? [], as: UTF8.self)
    }

    @Test(arguments: [(1, 0), (3, 2), (6, 1), (8, 3), (9, 0)], [false, true])
    func `a photo keeps its size and how it was held, and loses place, name and what stands behind it`(
        held: (orientation: UInt8, turns: Int), isLittle: Bool
    ) throws {
        let image = try #require(PlainImage(Self.jpeg(orientation: held.orientation, isLittle: isLittle)))
        #expect(image.kind == .jpeg && image.width == 300 && image.height == 200 && image.turns == held.turns)
        for word in ["GPS", "Ana", "MPF", "Exif"] { #expect(!Self.text(image).contains(word)) }
        #expect(Self.text(image).contains("JFIF"))
        #expect(image.bytes.suffix(3) == [0x78, 0xFF, 0xD9])
        // Once clean it stays as it is.
        #expect(PlainImage(image.bytes)?.bytes == image.bytes)
    }

    @Test func `a drawing keeps only what a picture needs`() throws {
        for name in ["tEXt", "eXIf", "iTXt", "tIME", "iCCP", "acTL"] {
            let image = try #require(PlainImage(Self.png(name: name)))
            #expect(image.kind == .png && image.width == 40 && image.height == 30)
            #expect(!Self.text(image).contains("GPS"))
            #expect(PlainImage(image.bytes)?.bytes == image.bytes)
        }
    }

    @Test func `what is cut anywhere, or changed in any byte, is no picture or a clean one, and never traps`() {
        for whole in [Self.jpeg(), Self.png()] {
            for count in 0..<whole.count { _ = PlainImage(Array(whole.prefix(count))) }
            for at in whole.indices {
                for value: UInt8 in [0, 0x7F, 0xFF] {
                    var other = whole
                    other[at] = value
                    _ = PlainImage(other)
                }
            }
        }
        #expect(PlainImage([]) == nil)
        #expect(PlainImage(Array("<svg onload=x>".utf8)) == nil)
        #expect(PlainImage(Self.png(width: 0)) == nil)
    }
}
