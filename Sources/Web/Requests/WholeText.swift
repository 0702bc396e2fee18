/// Whole numbers from outside, as forms and addresses write them: an optional minus and ASCII digits, within the range of their
/// field. There is no other way from text to a number in a handler (`bin/lint` looks), so that no sum has to fear the ends of a type.
public enum WholeText {
    /// - Returns: nothing for what is no number, or lies outside.
    public static func read(_ text: some StringProtocol, in range: ClosedRange<Int>) -> Int? {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard (1...19).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }), let number = Int(text),
            range.contains(number)
        else { return nil }
        return number
    }

    /// What is said at the field.
    public static func words(_ range: ClosedRange<Int>) -> Message {
        L("Write a whole number from \(range.lowerBound) to \(range.upperBound).")
    }
}

extension FormValues {
    /// - Returns: nil if the field is not there, or empty.
    /// - Throws: ``Refusal/invalid(_:)`` that names the range.
    public func number(_ name: String, in range: ClosedRange<Int>) throws(Refusal) -> Int? {
        let text = text(name)
        guard !text.isEmpty else { return nil }
        guard let number = WholeText.read(text, in: range) else { throw .invalid([name: WholeText.words(range)]) }
        return number
    }

    /// As ``number(_:in:)``, but nothing also where it makes no sense: for what an address asks to be shown.
    public func wish(_ name: String, in range: ClosedRange<Int>) -> Int? { WholeText.read(text(name), in: range) }
}
