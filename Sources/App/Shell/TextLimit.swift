import Web

/// How long a text may be, in the three units at once: characters as people count them, Unicode scalars, and bytes. Characters
/// alone are no bound, since one letter can carry any number of marks: a "name of 100 characters" once had 220 kB. Four scalars a
/// character are more than any script or keyboard makes on the whole of a text (a flag of a region or a family has seven, and a
/// short field has sixteen to spare).
struct TextLimit: Sendable {
    let characters: Int
    var scalars: Int { 4 * characters + 16 }
    /// A scalar takes at most four.
    var bytes: Int { 4 * scalars }

    init(_ characters: Int) { self.characters = characters }

    /// The cheap questions first: a text of many megabytes is not counted by characters.
    func holds(_ text: String) -> Bool { isBounded(text) && text.count <= characters }

    /// Whether it is worth cleaning: cleaning takes white space and invisible signs away, so that a little more may come in. What
    /// is longer is refused as it is, so that no operation cleans more than its fields hold.
    func mayHold(_ typed: String) -> Bool {
        typed.utf8.count <= 2 * bytes && OutsideText.fault(in: typed) != .marks
    }

    /// By bytes, scalars and marks, without counting characters.
    func isBounded(_ text: String) -> Bool {
        text.utf8.count <= bytes && text.unicodeScalars.count <= scalars && OutsideText.fault(in: text) == nil
    }

    /// What is said at the field; nil if the text fits.
    func excess(_ text: String) -> Message? {
        guard isBounded(text) else {
            return text.utf8.count <= 4 * bytes && text.count > characters
                ? words(text.count)
                : Self.tooLong(characters)
        }
        let count = text.count
        return count > characters ? words(count) : nil
    }

    static func tooLong(_ characters: Int) -> Message {
        L("At most \(characters) characters; with its accents and signs this is far longer.")
    }

    private func words(_ count: Int) -> Message {
        L(
            characters, one: "At most \(characters) character; this has \(count).",
            other: "At most \(characters) characters; this has \(count).")
    }
}
