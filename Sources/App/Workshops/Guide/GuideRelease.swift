import Domain
import Web

/// What a guide must fulfil before it leaves the room.
enum GuideRelease {
    /// - Throws: ``Refusal`` that names each piece of evidence that is marked closer than the guide, or not published.
    static func check(_ document: GuideDocument) throws {
        let marking = Marking(rawValue: document.marking) ?? .clear
        try check(
            document.sources.map(\.item), against: marking,
            advice: L(
                "Nothing left the server. Give the guide a marking that covers its evidence, or remove the evidence from the text."
            ))
    }

    /// The same for evidence that is about to be cited, and for a guide that is about to be marked otherwise.
    static func check(_ items: [EvidenceItem], against guide: Marking, advice: Message) throws {
        let closer = GuideMarking.obstacles(
            guide: guide, evidence: items.map { (title: $0.title, marking: Marking(rawValue: $0.marking) ?? .red) })
        let unpublished = items.filter(\.isUnpublished)
        guard !closer.isEmpty || !unpublished.isEmpty else { return }
        var lines = closer.map { L("“\($0.title)” is marked TLP:\($0.marking.rawValue).") }
        lines += unpublished.map { _ in
            L("An intervention or desired situation has not been published by its delegation.")
        }
        let fields = lines.enumerated().map { index, line in ("evidence-\(index < 9 ? "0" : "")\(index + 1)", line) }
        let title =
            closer.first.map { first in
                closer.count == 1
                    ? L(
                        "“\(first.title)” is marked TLP:\(first.marking.rawValue), and this guide TLP:\(guide.rawValue)."
                    )
                    : L(
                        "\(closer.count) pieces of evidence are marked more restrictively than this guide, which is TLP:\(guide.rawValue)."
                    )
            } ?? L("This has not been published by its delegation, so a guide cannot rest on it.")
        throw Refusal(
            .conflict, closer.isEmpty ? "evidence-unpublished" : "evidence-marking", title, advice: advice,
            fields: Dictionary(uniqueKeysWithValues: fields))
    }
}
