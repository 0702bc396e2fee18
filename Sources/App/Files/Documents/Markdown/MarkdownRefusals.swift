import Domain
import Web

extension MarkdownBounds.Limit {
    /// Which limit a text goes beyond, as a whole sentence.
    var message: Message {
        switch self {
        case .bytes, .lines: L("This is too long to be laid out: at most \(MarkdownBounds.lines) lines.")
        case .columns: L("A table has at most \(MarkdownBounds.columns) columns here.")
        case .cells: L("The tables of one text have at most \(MarkdownBounds.cells) cells here.")
        case .rules: L("Too many lines look like the rule under a table’s head.")
        case .nesting: L("Lists and quotes go at most \(MarkdownBounds.nesting) levels deep here.")
        case .brackets, .references:
            L(
                "Too much text is in square brackets: at most \(MarkdownBounds.brackets) of them, and short link definitions."
            )
        case .angles: L("The sign < may occur at most \(MarkdownBounds.angles) times in one text.")
        case .marks: L("The signs *, _ and ~ may occur at most \(MarkdownBounds.marks) times in one text.")
        case .ticks: L("The sign ` may occur at most \(MarkdownBounds.ticks) times in one text.")
        case .links: L("One text may have at most \(MarkdownBounds.links) links, with spaces around them.")
        }
    }
}

extension Refusal {
    /// What is stored is laid out again at every view, so that it is kept to what people write.
    static func textBeyond(_ limit: MarkdownBounds.Limit, field: String = "text") -> Refusal {
        Refusal(
            .unprocessableContent, "text-beyond-limit", limit.message,
            advice: L("Nothing was stored, and what you wrote is kept. Change it; it is then sent."),
            fields: [field: limit.message])
    }

    static let renderingBusy = Refusal(
        .serviceUnavailable, "rendering-busy", L("Many long texts are being laid out at the moment."),
        advice: L("Nothing was changed. Try again in a few seconds."))
}
