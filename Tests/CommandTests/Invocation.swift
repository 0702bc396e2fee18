import Foundation
import Testing

/// One run of the real command, as a script would run it.
struct Invocation {
    let status: Int32
    let output: String
    let errors: String

    /// The program that this package builds, beside the test bundle.
    static let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appending(
        path: "roundtable")

    static func run(_ arguments: [String], environment: [String: String] = [:], input: String = "") throws -> Invocation
    {
        let process = process(arguments, environment)
        let (output, errors, stdin) = (Pipe(), Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = stdin
        try process.run()
        stdin.fileHandleForWriting.write(Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        let complaints = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Invocation(
            status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
            errors: String(decoding: complaints, as: UTF8.self))
    }

    static func process(_ arguments: [String], _ environment: [String: String] = [:]) -> Process {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        // Nothing of the developer's own settings.
        let inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("ROUNDTABLE_") }
        process.environment = inherited.merging(environment) { $1 }
        return process
    }

    /// `roundtable serve` while the body runs: it gets the process and what was said until the server was ready.
    static func serving<Value>(
        _ data: String, _ more: [String] = [], _ body: (Process, String) async throws -> Value
    ) async throws -> Value {
        let server = process(["serve", "--data", data, "--port", "0"] + more)
        let log = Pipe()
        server.standardError = log
        try server.run()
        defer {
            server.terminate()
            server.waitUntilExit()
        }
        var heard = ""
        while !heard.contains("Roundtable is ready") {
            let data = log.fileHandleForReading.availableData
            guard !data.isEmpty else { break }
            heard += String(decoding: data, as: UTF8.self)
        }
        return try await body(server, heard)
    }

    /// A data folder with the demo in it.
    static func demo(in folder: String, until point: String = "collect") throws -> String {
        let data = folder + "/data"
        let demo = try run(["demo", "--data", data, "--until", point])
        #expect(demo.status == 0, "\(demo.errors)")
        return data
    }
}

/// An empty folder, gone after the body.
func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "roundtable-command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.path)
}
