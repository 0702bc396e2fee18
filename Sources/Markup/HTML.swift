/// A piece of HTML, written as a string literal whose interpolations are escaped by where they stand.
///
///     let page: HTML = "<a href=\"\(url)\" title=\"\(title)\">\(title)</a>"
///
/// - In text and in quoted attribute values, `& < > " '` become character references.
/// - At the start of a URL attribute (`href`, `src`, `action`, `formaction`), a value whose scheme is not http, https or mailto
///   becomes `#`, so that `javascript:` never reaches a page.
/// - Outside quotes in a tag, and inside `<script>`, `<style>` and comments, nothing can be interpolated but ``HTML`` itself:
///   a value there is left out, and stops a debug build.
/// - ``HTML`` is inserted as it is.
public struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// The markup, ready to be sent.
    public private(set) var text: String

    public static let empty = HTML(trusted: "")

    /// Markup from a place that is trusted because our own code made it (an SVG chart, a sprite). Named so that review sees it.
    public init(trusted text: String) { self.text = text }

    public init(stringLiteral value: String) { text = value }

    public init(stringInterpolation: StringInterpolation) { text = stringInterpolation.output }

    /// Text that is escaped whole.
    public init(escaping value: some StringProtocol) {
        var output = ""
        Escaping.append(value.utf8, to: &output)
        text = output
    }

    public var isEmpty: Bool { text.isEmpty }

    public static func + (left: HTML, right: HTML) -> HTML { HTML(trusted: left.text + right.text) }
    public static func += (left: inout HTML, right: HTML) { left.text += right.text }

    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        fileprivate(set) var output: String

        public init(literalCapacity: Int, interpolationCount: Int) {
            output = ""
            output.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        public mutating func appendLiteral(_ literal: String) { output += literal }

        public mutating func appendInterpolation(_ html: HTML) { output += html.text }

        public mutating func appendInterpolation(_ html: HTML?) {
            if let html { output += html.text }
        }

        public mutating func appendInterpolation(_ pieces: [HTML]) {
            for piece in pieces { output += piece.text }
        }

        public mutating func appendInterpolation(_ value: some StringProtocol) {
            switch Position(after: output) {
            case .text, .attribute: Escaping.append(value.utf8, to: &output)
            case .urlStart: Escaping.append(URLScheme.isSafe(value) ? String(value).utf8 : "#".utf8, to: &output)
            case .forbidden(let place): assertionFailure("A value cannot stand \(place).")
            }
        }

        public mutating func appendInterpolation(_ value: some LosslessStringConvertible) {
            appendInterpolation(value.description)
        }

        // Disfavoured, because `\(title.map { "<b>\($0)</b>" })` must be read as markup and not as an optional String.
        @_disfavoredOverload
        public mutating func appendInterpolation(_ value: (some StringProtocol)?) {
            if let value { appendInterpolation(value) }
        }

        /// A boolean attribute such as ` checked`, with its leading space, where the claim holds.
        public mutating func appendInterpolation(_ attribute: StaticString, when claim: Bool) {
            if claim { output += " \(attribute)" }
        }

        /// An attribute with a value, with its leading space, where there is a value. URL attributes are checked like any other.
        public mutating func appendInterpolation(_ attribute: StaticString, value: (some StringProtocol)?) {
            guard let value else { return }
            output += " \(attribute)=\""
            appendInterpolation(value)
            output += "\""
        }
    }
}

extension Sequence where Element == HTML {
    /// The pieces one after the other.
    public func joined(separator: HTML = .empty) -> HTML {
        var result = HTML.empty
        var isFirst = true
        for piece in self {
            if !isFirst { result += separator }
            isFirst = false
            result += piece
        }
        return result
    }
}

extension Sequence {
    /// Each element as markup, one after the other.
    public func html(_ transform: (Element) throws -> HTML) rethrows -> HTML { try map(transform).joined() }
}
