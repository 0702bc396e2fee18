import Domain
import Storage
import Web

/// Citing: evidence gets its number in the guide when it is cited first.
enum EvidenceOperations {
    /// Numbers a piece of evidence, or finds its number.
    /// - Throws: ``Refusal``: marked closer than the guide, not published, withdrawn, or a quote that nobody wrote.
    static func number(_ visit: Visit, _ event: Event.ID, _ reference: EvidenceReference) async throws -> EvidenceRecord
    {
        let language = visit.language
        return try await visit.database.write { tx in
            let guide = try GuideOperations.own(visit, event, tx)
            return try Language.$current.withValue(language) {
                try citeIn(Work(tx, visit), guide, reference, for: .visitor(visit.visitor, now: visit.now))
            }
        }
    }

    /// Numbers it, and puts its marker behind a section's text: for who cites without the client module.
    static func cite(
        _ visit: Visit, _ event: Event.ID, _ reference: EvidenceReference, in section: GuideSection.ID, language: String
    ) async throws {
        let words = visit.language
        try await visit.database.write { tx in
            let guide = try GuideOperations.own(visit, event, tx)
            let work = Work(tx, visit)
            let card = try SectionOperations.card(section, language, guide, tx)
            let record = try Language.$current.withValue(words) {
                try citeIn(work, guide, reference, for: .visitor(visit.visitor, now: visit.now))
            }
            let text = card.text
            let joint = text.isEmpty || text.last?.isWhitespace == true ? "" : " "
            _ = try CardOperations.writeIn(
                work, card, CardWriting(base: text, text: text + joint + CitationMarkers.text(record.number)))
        }
    }

    static let mostOfGuide = 2_000

    /// - Parameter reader: who cites: a text of a programme rests on what they may read, or on what it rests on already.
    static func citeIn(
        _ work: Work, _ guide: GuideRecord, _ reference: EvidenceReference, for reader: EvidenceReader = .everybody
    ) throws -> EvidenceRecord {
        let store = EvidenceStore(work.tx)
        let event = try EventStore(work.tx).event(guide.event)
        let catalogue = try EvidenceCatalogue(event, guide: guide.id, for: reader, work.tx)
        let wanted = reference.kind == .quote ? try quoted(reference, catalogue) : reference
        let item = try allowed(wanted, guide, catalogue)
        if let known = try store.evidence(of: guide.id).first(where: { $0.reference == wanted }) { return known }
        guard !item.isGone else { throw Refusal.evidenceGone }
        let all = try store.evidence(of: guide.id)
        guard all.count < mostOfGuide else {
            throw Refusal.tooMany(L("The guide has \(mostOfGuide) pieces of evidence, the maximum."))
        }
        let last = all.last?.number ?? 0
        try EvidenceStore.insert(
            work.environment.id(), guide: guide.id, number: last + 1, wanted, now: work.now, work.tx)
        try GuideCitations.keepAll(of: guide, work.tx)
        try GuideOperations.record(
            work, guide, guide.subject, "guide.evidence",
            ["number": .whole(last + 1), "kind": .text(wanted.kind.rawValue), "target": .text(wanted.target)])
        guard let record = try store.evidence(of: guide.id).last else { throw Refusal.notFound }
        return record
    }

    private static func allowed(
        _ reference: EvidenceReference, _ guide: GuideRecord, _ catalogue: EvidenceCatalogue
    ) throws -> EvidenceItem {
        let source = reference.kind == .quote ? EvidenceReference(kind: .issue, target: reference.target) : reference
        guard let item = catalogue.item(source) else { throw Refusal.notFound }
        try GuideRelease.check(
            [item], against: guide.marking,
            advice: L("Nothing was changed. Cite something else, or give the guide a marking that covers it."))
        return item
    }

    /// The words as their author wrote them: white space aside, they must stand in the explanation.
    private static func quoted(_ reference: EvidenceReference, _ catalogue: EvidenceCatalogue) throws
        -> EvidenceReference
    {
        let words = FieldCheck.line(reference.quote ?? "")
        guard words.count >= 3 else { throw Refusal.quoteNotFound }
        for source in catalogue.quotable[reference.target] ?? [] where FieldCheck.line(source.text).contains(words) {
            return EvidenceReference(kind: .quote, target: source.issue.description, quote: words)
        }
        throw Refusal.quoteNotFound
    }
}
