import Foundation
import Logging
import Web

enum LogFormat: String, Sendable, CaseIterable {
    case text, json
}

/// Writes each entry of the log as one JSON object a line to standard error, as collectors of logs take it.
struct JSONLogHandler: LogHandler {
    var logLevel: Logger.Level = .info
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// RFC 3339: date, time and zone, as collectors of logs want them.
    static let time = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    private struct Line: Encodable {
        let time: String
        let level: String
        let message: String
        let source: String
        let metadata: [String: String]
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }.mapValues { "\($0)" }
        let line = Line(
            time: Date.now.formatted(Self.time), level: event.level.rawValue,
            message: "\(event.message)", source: event.source, metadata: all)
        // Texts and levels can always be encoded.
        guard let bytes = try? JSONCoding.bytes(line) else { return }
        FileHandle.standardError.write(Data(bytes + [UInt8(ascii: "\n")]))
    }
}
