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
        throw Refusal.evidence(closer: closer, unpublished: unpublished.count, than: guide, advice: advice)
    }
}
