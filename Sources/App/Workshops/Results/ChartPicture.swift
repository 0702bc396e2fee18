import Foundation
import Web

/// PNG pictures of charts, made by librsvg's program where the server has it: the product brings no rasteriser of its own.
enum ChartPicture {
    static let program = "rsvg-convert"

    /// - Returns: the bytes of the picture, 2 pixels per unit.
    /// - Throws: ``Refusal`` 501 `no-rasteriser` where the program is missing or fails.
    static func png(_ svg: String) async throws -> [UInt8] {
        guard let path = find() else { throw Refusal.noRasteriser }
        let folder = FileManager.default.temporaryDirectory.appending(path: "roundtable-chart-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        // A temporary folder: the system clears what is left.
        defer { try? FileManager.default.removeItem(at: folder) }
        let (input, output) = (folder.appending(path: "chart.svg"), folder.appending(path: "chart.png"))
        try Data(svg.utf8).write(to: input)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["--zoom", "2", "--format", "png", "--output", output.path, input.path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        guard status == 0 else { throw Refusal.noRasteriser }
        return [UInt8](try Data(contentsOf: output))
    }

    static func find() -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
        return folders.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
