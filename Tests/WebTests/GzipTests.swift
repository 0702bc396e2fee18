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

    @Test(arguments: ["", "a", String(repeating: "The same sentence. ", count: 5_000)])
    func `what is packed is what it was`(text: String) throws {
        let packed = try #require(Gzip.compress(Array(text.utf8), level: 4))
        #expect(try unpacked(packed) == Array(text.utf8))
        #expect(text.count < 1_000 || packed.count < text.utf8.count / 50)
    }
}
