import HTTPTypes

/// Text from outside, before anything else is done with it.
///
/// Swift compares and hashes texts in Unicode's composed form, and putting thousands of combining marks on one letter into their
/// order takes as many steps as their square: two sign-ins with such an address once held the server for minutes. So whatever comes
/// in (path, query, head, form, JSON, file names) is looked at here first, scalar by scalar, in time that grows with its length:
/// UTF-8, no NUL (PostgreSQL stores none), and at most ``mostMarks`` marks in a row.
public enum OutsideText {
    /// As in Unicode's Stream-Safe Text Format (UAX #15, section 13); no script and no emoji puts a quarter of them on one letter.
    public static let mostMarks = 30
    /// Bytes of a name: of a form's field, a query's parameter, a JSON object's member, a file.
    public static let longestName = 255

    public enum Fault: Sendable, Hashable {
        case notUTF8, zero, marks, tooLong
    }

    /// Counts marks in a row, so that a text can be looked at in pieces.
    struct Watch {
        private var marks = 0

        mutating func fault(at scalar: Unicode.Scalar) -> Fault? {
            // No mark stands before U+0300.
            guard scalar.value >= 0x300 else {
                marks = 0
                return scalar.value == 0 ? .zero : nil
            }
            marks = OutsideText.isMark(scalar) ? marks + 1 : 0
            return marks > OutsideText.mostMarks ? .marks : nil
        }
    }

    public static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x300 else { return false }
        return switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }

    /// What is wrong with a text, or nothing.
    public static func fault(in text: some StringProtocol) -> Fault? {
        let isPlain = text.utf8.withContiguousStorageIfAvailable { $0.allSatisfy { $0 < 0x80 && $0 != 0 } }
        if isPlain == true { return nil }
        var watch = Watch()
        for scalar in text.unicodeScalars {
            if let fault = watch.fault(at: scalar) { return fault }
        }
        return nil
    }

    /// The text that bytes are.
    public static func read(_ bytes: some Sequence<UInt8>) throws(Broken) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Broken(.notUTF8) }
        if let fault = fault(in: text) { throw Broken(fault) }
        return text
    }

    /// With at most ``mostMarks`` marks in a row: for text that is stored already, or comes by a way without a border.
    public static func bounded(_ text: some StringProtocol) -> String {
        guard fault(in: text) == .marks else { return String(text) }
        var output = String.UnicodeScalarView()
        var marks = 0
        for scalar in text.unicodeScalars {
            marks = isMark(scalar) ? marks + 1 : 0
            if marks <= mostMarks { output.append(scalar) }
        }
        return String(output)
    }

    public struct Broken: Error {
        public let fault: Fault
        public init(_ fault: Fault) { self.fault = fault }
    }
}

extension Refusal {
    /// Text that cannot be taken in.
    /// - Parameter field: its name as it came; nil if it has none.
    static func brokenText(_ fault: OutsideText.Fault, field: String? = nil) -> Refusal {
        let words = fault.words
        // The name may be what is broken.
        guard let field, !field.isEmpty, field.utf8.count <= 80, OutsideText.fault(in: field) == nil else {
            return Refusal(.badRequest, "broken-text", words)
        }
        return Refusal(
            .badRequest, "broken-text", words,
            advice: L("Nothing was changed. Look at the field “\(field)”, then send it again."), fields: [field: words])
    }
}

extension OutsideText.Fault {
    public var words: Message {
        switch self {
        case .notUTF8: L("This is not text in UTF-8.")
        case .zero: L("The character NUL (U+0000) is in this text; remove it.")
        case .marks: L("More than \(OutsideText.mostMarks) accents or other marks are on one letter.")
        case .tooLong: L("This is longer than any address, name or head of a request has to be.")
        }
    }
}
