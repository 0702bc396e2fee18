/// What can stand in an address: an id, a code, a number.
public protocol PathParameter: Sendable, LosslessStringConvertible {}

extension String: PathParameter {}
extension Int: PathParameter {}

/// One address of the product, used both as the router's pattern and to make links:
///
///     static let round = PathPattern<Event.ID, Round.ID>("/events/:event/rounds/:round")
///     round(event.id, round.id)            // "/events/…/rounds/…"
///     try round.parameters(of: inbound)    // (event, round), or a 404
public struct PathPattern<each Parameter: PathParameter>: Sendable {
    /// The pattern with `:name` in place of each parameter.
    public let template: String
    private let pieces: [String]
    private let names: [String]

    public init(_ template: String) {
        self.template = template
        var pieces: [String] = [""]
        var names: [String] = []
        for segment in template.split(separator: "/", omittingEmptySubsequences: true) {
            pieces[pieces.count - 1] += "/"
            if segment.hasPrefix(":") {
                names.append(String(segment.dropFirst()))
                pieces.append("")
            } else {
                pieces[pieces.count - 1] += segment
            }
        }
        if template == "/" { pieces[0] = "/" }
        self.pieces = pieces
        self.names = names
    }

    /// The names of the parameters with their types, in the order of the address.
    public var parameterTypes: [(name: String, type: Any.Type)] {
        var types: [Any.Type] = []
        for type in repeat (each Parameter).self { types.append(type) }
        return Array(zip(names, types)).map { (name: $0.0, type: $0.1) }
    }

    /// The address for these parameters, percent-encoded.
    public func callAsFunction(_ parameter: repeat each Parameter) -> String {
        var output = pieces[0]
        var index = 1
        for value in repeat each parameter {
            output += PercentCoding.encode(value.description) + pieces[index]
            index += 1
        }
        return output
    }

    /// The parameters of a request that this pattern matched.
    /// - Throws: ``Refusal/notFound`` where one has not the form of its type.
    public func parameters(of inbound: Inbound) throws -> (repeat each Parameter) {
        var index = 0
        func next<P: PathParameter>(_ type: P.Type) throws -> P {
            let name = names[index]
            index += 1
            guard let text = inbound.parameter(name), let value = P(text) else { throw Refusal.notFound }
            return value
        }
        return (repeat try next((each Parameter).self))
    }
}

/// Percent-encoding as forms and addresses use it.
public enum PercentCoding {
    /// All but RFC 3986's unreserved characters as `%XX`.
    public static func encode(_ text: some StringProtocol) -> String {
        // Nearly all are ids, in which nothing has to be written otherwise.
        if text.utf8.allSatisfy(isUnreserved) { return String(text) }
        var output = ""
        for byte in text.utf8 {
            if isUnreserved(byte) {
                output.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                output += "%" + Secret.hex([byte]).uppercased()
            }
        }
        return output
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    /// The text behind `%XX` (and `+` as a space, for forms), or nil if it is not as ``OutsideText`` allows.
    public static func decode(_ text: some StringProtocol, plusIsSpace: Bool) -> String? {
        do { return try read(text, plusIsSpace: plusIsSpace) } catch { return nil }
    }

    static func read(_ text: some StringProtocol, plusIsSpace: Bool) throws(OutsideText.Broken) -> String {
        try read(bytes: text.utf8, plusIsSpace: plusIsSpace)
    }

    static func read(bytes coded: some Sequence<UInt8>, plusIsSpace: Bool) throws(OutsideText.Broken) -> String {
        var bytes: [UInt8] = []
        var iterator = coded.makeIterator()
        while let byte = iterator.next() {
            if byte == UInt8(ascii: "%") {
                guard let high = iterator.next().flatMap(digit), let low = iterator.next().flatMap(digit) else {
                    throw OutsideText.Broken(.notUTF8)
                }
                bytes.append(high << 4 | low)
            } else {
                bytes.append(byte == UInt8(ascii: "+") && plusIsSpace ? UInt8(ascii: " ") : byte)
            }
        }
        return try OutsideText.read(bytes)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
    }
}

/// An address without parameters.
// swift-format-ignore
public typealias FixedPath = PathPattern< >
