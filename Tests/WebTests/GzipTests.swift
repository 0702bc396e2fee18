import Foundation
import Testing

@testable import Web

struct GzipTests {
    /// By the system's own program, which knows nothing of ours.
    private func unpacked(_ bytes: [UInt8]) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).gz")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let (gzip, output) = (Process(), Pipe())
        gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-dc", file.path]
        gzip.standardOutput = output
        try gzip.run()
        let found = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
        gzip.waitUntilExit()
        #expect(gzip.terminationStatus == 0, "its checksum and length are looked at, too")
        return found
    }

    @Test(arguments: [
        ["one piece, one piece, one piece"], ["", ""], ["<form>", "</form><form>", "</form>", ""],
        ["a", "", "b"], [String(repeating: "The same sentence. ", count: 5_000), "and its end, The same sentence. "],
    ])
    func `filled gaps stand between the pieces`(texts: [String]) throws {
        let pieces = texts.map { Array($0.utf8) }
        for filling in ["0123456789abcdef", "sixteen letters."] {
            let gaps = Array(repeating: 16, count: pieces.count - 1)
            let template = try #require(GzipTemplate(pieces, gaps: gaps))
            let packed = try #require(template.filled(gaps.map { _ in Array(filling.utf8) }))
            #expect(try unpacked(packed) == Array(texts.joined(separator: filling).utf8))
        }
    }

    @Test func `a text that comes back after a gap is found again`() throws {
        // Nothing in it repeats by itself.
        var state: UInt32 = 1
        let piece: [UInt8] = (0..<8_000).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(97 + state >> 24 % 26)
        }
        let template = try #require(GzipTemplate([piece, piece, piece], gaps: [64, 64]))
        let once = try #require(GzipTemplate([piece], gaps: [])?.filled([]))
        let packed = try #require(
            template.filled([[UInt8](repeating: 65, count: 64), [UInt8](repeating: 66, count: 64)]))
        #expect(packed.count < once.count * 3 / 2)
        #expect(try unpacked(packed).count == piece.count * 3 + 128)
    }

    @Test func `what does not fit its gap is refused`() throws {
        let template = try #require(GzipTemplate([[1], [2]], gaps: [3]))
        #expect(template.filled([[1, 2]]) == nil)
        #expect(template.filled([]) == nil)
        #expect(GzipTemplate([[1]], gaps: [3]) == nil)
    }
}
