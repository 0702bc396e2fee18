import Markup

/// The words that the client module says by itself.
enum ClientWords {
    /// ` data-words="…"` with the words as JSON, in the language of the task that renders.
    static var attribute: HTML { attributes[Language.current] ?? .empty }

    /// Made once: it was a fifth of the work of a page.
    private static let attributes: [Language: HTML] = Dictionary(
        uniqueKeysWithValues: Language.allCases.map { language in
            (language, Language.$current.withValue(language) { "\("data-words", value: json())" })
        })

    private static func json() -> String {
        let single: [(String, Message)] = [
            ("lost", L("Connection lost. What you typed is kept; trying again.")),
            ("wall", L("No connection: this picture may be old. It updates by itself.")),
            ("back", L("The connection is back.")),
            ("unsent", L("Not sent yet: will be sent when the connection is back.")),
            ("refused", L("This was not accepted. What you typed is kept.")),
            ("overlong", L("What you pasted is too long for this field: it was left out, and your text is as it was.")),
            ("spent", L("No dots left. Take one back first.")),
            ("most", L("At most \("{n}") to one issue.")),
            ("copied", L("Copied.")),
            ("moved", L("Now in place \("{n}").")),
            ("reveal", L("Show the password")),
            ("conceal", L("Hide the password")),
            ("keysOn", L("Shortcuts on")),
            ("keysOff", L("Shortcuts off")),
            ("ownTime", L("your time \("{n}")")),
            ("armedOn", L("Keys move the room: on")),
            ("armedOff", L("Keys move the room: off")),
            ("cardSaved", L("Saved")),
            ("cardUnsent", L("Not sent yet: kept on this device.")),
            ("cardUnkept", L("Not sent yet, and too much to keep on this device: leave this page open.")),
        ]
        var parts = single.map { "\(quoted($0.0)):\(quoted($0.1.string()))" }
        parts.append("\"left\":\(plural { L($0, one: "\("{n}") second left", other: "\("{n}") seconds left") })")
        parts.append("\"dots\":\(plural { L($0, one: "\("{n}") dot left", other: "\("{n}") dots left") })")
        return "{\(parts.joined(separator: ","))}"
    }

    /// One sample count for each CLDR category that the language uses; `Intl.PluralRules` of the browser names them.
    private static func plural(_ message: (Int) -> Message) -> String {
        let samples: [(String, Int)] =
            switch Language.current {
            case .english, .french: [("one", 1), ("other", 2)]
            case .russian: [("one", 1), ("few", 2), ("many", 5), ("other", 5)]
            case .arabic: [("zero", 0), ("one", 1), ("two", 2), ("few", 3), ("many", 11), ("other", 100)]
            }
        return "{\(samples.map { "\(quoted($0.0)):\(quoted(message($0.1).string()))" }.joined(separator: ","))}"
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
    }
}
