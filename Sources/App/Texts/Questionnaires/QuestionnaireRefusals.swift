import Web

extension Refusal {
    static let questionIsAnswered = Refusal(
        .conflict, "question-answered", L("This question was answered already."),
        advice: L("Nothing was changed. Its words can be corrected; it cannot be removed or answered in another way."))
}
