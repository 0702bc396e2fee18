import Web

/// What may be written as an issue.
enum IssueText {
    /// Characters as people count them.
    static let titleLimit = 200
    static let explanationLimit = 2_000

    /// One sentence: line breaks become spaces, control characters go.
    /// - Returns: the text, or what is wrong with it.
    static func title(_ typed: String) -> Result<String, WrittenText.FieldError> {
        guard TextLimit(titleLimit).mayHold(typed) else {
            return .failure(WrittenText.FieldError(TextLimit.tooLong(titleLimit)))
        }
        let text = WrittenText.cleaned(typed, keepingLines: false)
        guard !text.isEmpty else { return .failure(WrittenText.FieldError(L("Write the issue in one sentence."))) }
        guard TextLimit(titleLimit).isBounded(text) else {
            return .failure(WrittenText.FieldError(WrittenText.excess(text, titleLimit)))
        }
        guard text.count <= titleLimit else {
            return .failure(
                WrittenText.FieldError(
                    L("At most \(titleLimit) characters; you wrote \(text.count). The rest fits into the explanation."))
            )
        }
        guard text.contains(where: \.isLetter) else {
            return .failure(WrittenText.FieldError(L("Use words: symbols and emoji alone cannot be discussed.")))
        }
        return .success(text)
    }

    static func explanation(_ typed: String) -> Result<String, WrittenText.FieldError> {
        guard TextLimit(explanationLimit).mayHold(typed) else {
            return .failure(WrittenText.FieldError(TextLimit.tooLong(explanationLimit)))
        }
        let text = WrittenText.cleaned(typed, keepingLines: true)
        guard TextLimit(explanationLimit).holds(text) else {
            return .failure(WrittenText.FieldError(WrittenText.excess(text, explanationLimit)))
        }
        return .success(text)
    }
}
