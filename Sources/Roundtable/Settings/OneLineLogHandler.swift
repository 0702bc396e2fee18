import Logging

/// The log as text, one entry a line whatever it holds: an error of another program may bring line ends of its own, and with them
/// lines that nobody wrote.
struct OneLineLogHandler<Inner: LogHandler>: LogHandler {
    private var inner: Inner

    init(_ inner: Inner) { self.inner = inner }

    var logLevel: Logger.Level {
        get { inner.logLevel }
        set { inner.logLevel = newValue }
    }
    var metadata: Logger.Metadata {
        get { inner.metadata }
        set { inner.metadata = newValue.mapValues(Self.plain) }
    }
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { inner[metadataKey: key] }
        set { inner[metadataKey: key] = newValue.map(Self.plain) }
    }

    func log(event: LogEvent) {
        var event = event
        event.message = "\(OneLine.text("\(event.message)"))"
        event.metadata = event.metadata?.mapValues(Self.plain)
        inner.log(event: event)
    }

    private static func plain(_ value: Logger.Metadata.Value) -> Logger.Metadata.Value {
        "\(OneLine.text("\(value)"))"
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
