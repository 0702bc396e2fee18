import Domain
import Web

extension Refusal {
    static let noGuide = Refusal(
        .notFound, "no-guide", L("Nobody has begun the guide of this event yet."),
        advice: L("Whoever runs the room, or a rapporteur, can begin it in the guide builder."))
    static let sectionUnderItself = Refusal(
        .conflict, "section-under-itself", L("A section cannot be moved inside itself or inside one of its own parts."),
        advice: L("Nothing was changed. Choose another place for it."))
    static let sectionTooDeep = Refusal(
        .conflict, "section-too-deep", L("A guide has at most four levels."),
        advice: L("Nothing was changed. Choose a place further up."))
    static let sectionRemoved = Refusal(
        .conflict, "section-removed", L("This section has since been removed from the guide."),
        advice: L("Its text is kept. Restore it from the list of removed sections first."))
    static let mainTextChanged = Refusal(
        .conflict, "main-text-changed",
        L("The text that this translation follows has changed since you opened the page."),
        advice: L("Nothing was confirmed. Go back, reload the page and look at what changed."))
    /// A program wrote on from a revision that is no longer kept: within half a minute one person's savings become one.
    static func revisionGone(_ card: CardRecord) -> Refusal {
        Refusal(
            .conflict, "revision-gone",
            L("The text is now at revision \(card.revision), and the one that you began with is not kept."),
            advice: L("Nothing was changed. Put what you wrote into the current text, and send it with its revision."),
            fields: ["text": .verbatim(card.text), "revision": .verbatim(String(card.revision))])
    }
    static let evidenceGone = Refusal(
        .conflict, "evidence-gone", L("This has since been withdrawn, so it cannot be cited again."),
        advice: L("Nothing was changed. Where it is cited already it stays."))
    static let quoteNotFound = Refusal(
        .unprocessableContent, "quote-not-found", L("These words are not in the explanation of this issue."),
        advice: L("Nothing was changed. Mark the words again: a quote is what its author wrote."))

    /// Each piece of evidence that is marked closer than the guide, or not published.
    static func evidence(
        closer: [(title: String, marking: Marking)], unpublished: Int, than guide: Marking, advice: Message
    ) -> Refusal {
        var lines = closer.map { L("“\($0.title)” is marked \(TLP.words($0.marking.rawValue)).") }
        lines += Array(
            repeating: L("An intervention or desired situation has not been published by its delegation."),
            count: unpublished)
        let fields = lines.enumerated().map { index, line in ("evidence-\(index < 9 ? "0" : "")\(index + 1)", line) }
        let title =
            closer.first.map { first in
                closer.count == 1
                    ? L(
                        "“\(first.title)” is marked \(TLP.words(first.marking.rawValue)), and this guide \(TLP.words(guide.rawValue))."
                    )
                    : L(
                        "\(closer.count) pieces of evidence are marked more restrictively than this guide, which is TLP:\(guide.rawValue)."
                    )
            } ?? L("This has not been published by its delegation, so a guide cannot rest on it.")
        return Refusal(
            .conflict, closer.isEmpty ? "evidence-unpublished" : "evidence-marking", title, advice: advice,
            fields: Dictionary(uniqueKeysWithValues: fields))
    }
}
