import ArgumentParser
import Foundation
import Storage
import Web

/// A failure told to the operator in one sentence on standard error.
struct Failure: Error, CustomStringConvertible {
    /// Exit statuses of BSD's `sysexits.h`, which scripts know.
    enum Status: Int32 {
        case failed = 1
        case badData = 65
        case noInput = 66
        case unavailable = 69
        case badConfiguration = 78
        /// By Ctrl-C.
        case stopped = 130
    }

    let description: String
    let status: Status

    init(_ sentence: String, _ status: Status = .failed) {
        description = sentence
        self.status = status
    }

    /// Runs a command's body: what it throws is told as a sentence, and the status tells scripts what kind of failure it was.
    static func told<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let failure as Failure {
            Terminal.complain(failure.description)
            throw ExitCode(failure.status.rawValue)
        } catch let code as ExitCode {
            throw code
        } catch let refusal as Refusal {
            let fields = refusal.fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.string())" }
            Terminal.complain(fields.isEmpty ? refusal.title.string() : fields.joined(separator: "\n"))
            throw ExitCode(Failure.Status.badData.rawValue)
        } catch let error as StorageError {
            Terminal.complain("\(error)")
            if case .unavailable = error { throw ExitCode(Failure.Status.unavailable.rawValue) }
            throw ExitCode.failure
        } catch let error as CocoaError {
            // A file that is not the database: named, and in words.
            let name = error.filePath.map { "\($0): " } ?? ""
            Terminal.complain("\(name)\(error.localizedDescription)")
            throw ExitCode.failure
        } catch {
            Terminal.complain("\(error)")
            throw ExitCode.failure
        }
    }
}

/// Standard output and standard error, unbuffered, so that a pipe sees each line at once.
enum Terminal {
    static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
    /// In place of the line that stands there.
    static func show(_ line: String) { FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8)) }
    static func complain(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
