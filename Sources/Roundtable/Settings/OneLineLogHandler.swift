import Logging

/// The log as text, one entry a line whatever it holds: an error of another program may bring line ends of its own, and with them
/// lines that nobody wrote.
struct OneLineLogHandler<Inner: LogHandler>: LogHandler {
    private var inner: Inner
    /// As given: every request sets some, and few are ever written.
    var metadata: Logger.Metadata = [:]

    init(_ inner: Inner) { self.inner = inner }

    var logLevel: Logger.Level {
        get { inner.logLevel }
        set { inner.logLevel = newValue }
    }
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var event = event
        event.message = "\(OneLine.text("\(event.message)"))"
        let all = metadata.merging(event.metadata ?? [:]) { _, newer in newer }
        event.metadata = all.isEmpty ? nil : all.mapValues { "\(OneLine.text("\($0)"))" }
        inner.log(event: event)
    }
}

enum OneLine {
    /// Line ends and other control characters as `\u{a}`.
    static func text(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        return text.unicodeScalars.map { isControl($0) ? "\\u{\(String($0.value, radix: 16))}" : String($0) }.joined()
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }
}
