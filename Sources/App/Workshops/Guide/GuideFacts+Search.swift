import Domain
import Storage
import Web

/// Guides and their sections, in every language in which they are written, by everybody in the room; not sections that were taken out.
extension GuideFacts: SearchFeature {
    private static let guide = SearchKind("guide", order: 64, L("Guides"))
    private static let section = SearchKind("guide-section", order: 66, L("Sections of guides"))

    static var searchKinds: [SearchKind] { [guide, section] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        let store = GuideStore(reading)
        let guides = try store.searchedGuides(of: asked.events)
        var entries = guides.map { one in
            var entry = SearchEntry(
                guide, one.id, SearchText(one.title, in: one.language), in: .event(one.event),
                path: Paths.guide(one.event))
            entry.marking = one.marking.rawValue
            entry.details = [one.state.label]
            return entry
        }
        let byID = Dictionary(uniqueKeysWithValues: guides.map { ($0.id, $0) })
        let texts = Dictionary(grouping: try store.searchedTexts(of: guides.map(\.id)), by: \.section)
        for (id, texts) in texts {
            guard let guide = texts.first.flatMap({ byID[$0.guide] }) else { continue }
            let main = texts.first { $0.language == guide.language } ?? texts[0]
            var entry = SearchEntry(
                section, id, SearchText(main.title, in: main.language), in: .event(guide.event),
                path: Paths.guideSection(guide.event, id))
            let others = texts.filter { $0.language != main.language }.sorted { $0.language < $1.language }
            entry.texts = ([main] + others).flatMap { one -> [SearchText] in
                let text = SearchText(one.text, in: one.language, isMarkdown: true)
                return one.language == main.language ? [text] : [SearchText(one.title, in: one.language), text]
            }
            entry.marking = guide.marking.rawValue
            entries.append(entry)
        }
        return entries
    }
}

extension GuideStore {
    fileprivate func searchedGuides(of events: [Event.ID]) throws -> [GuideRecord] {
        try reading.all("SELECT * FROM guide WHERE event_id IN \(in: events)").map(GuideRecord.init)
    }

    fileprivate func searchedTexts(of guides: [Guide.ID]) throws
        -> [(guide: Guide.ID, section: GuideSection.ID, language: String, title: String, text: String)]
    {
        try reading.all(
            """
            SELECT s.guide_id, s.id, t.language, t.title, c.text FROM guide_section s
            JOIN section_text t ON t.section_id = s.id JOIN card c ON c.id = t.card_id
            WHERE s.guide_id IN \(in: guides) AND s.removed_at IS NULL
            """
        ).map {
            (
                try $0.get("guide_id"), try $0.get("id"), try $0.get("language"), try $0.get("title"),
                try $0.get("text")
            )
        }
    }
}
