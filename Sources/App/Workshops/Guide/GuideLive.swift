import Domain
import Markup
import Storage
import Web

/// What changes in open builders: the outline, the evidence, who is there, and the texts that others write.
enum GuideLive {
    static func view(_ event: Event.ID, people: Set<String>, _ reading: any Reading) throws -> LiveView? {
        guard let tree = try GuideStore(reading).tree(of: event) else { return nil }
        let record = try EventStore(reading).event(event)
        let panes = try GuidePanes(tree, record, reading)
        // What each writer of a text may cite is their own, and so stands on their page alone.
        let evidence = record.isMeeting ? [LiveRegion("evidence-list", panes.evidence())] : []
        let texts = tree.places.flatMap { place in
            (tree.texts[place.id] ?? [:]).values.sorted { $0.language < $1.language }
        }
        return LiveView(
            state: state(tree.guide),
            regions: [
                LiveRegion("guide-outline", panes.outline()),
                LiveRegion("present", PresenceLine(try CardStore(reading).names(of: people)).html),
            ] + evidence
                + texts.map { LiveRegion("card-\($0.card.id)", GuideBuilderPage.field($0, of: tree.guide).html) })
    }

    /// A guide that becomes final, or is taken back to writing, is another page.
    static func state(_ guide: GuideRecord) -> String { guide.state == .final ? "final" : "open" }

    /// The outline alone, after a section was moved.
    /// - Throws: ``Refusal/noGuide``.
    static func outline(_ event: Event.ID, _ reading: any Reading) throws -> HTML {
        guard let tree = try GuideStore(reading).tree(of: event) else { throw Refusal.noGuide }
        return try GuidePanes(tree, try EventStore(reading).event(event), reading).outline()
    }
}

extension GuideBuilderPage {
    /// A text as it is written.
    static func field(_ text: SectionText, of guide: GuideRecord) -> CardField {
        CardField(
            card: text.card, label: L("Text"), rows: 16, isReadOnly: guide.state == .final)
    }
}
