import Domain
import Storage
import Web

/// The guide as JSON: structure, texts, evidence; and what a program may write.
enum GuideAPI {
    struct GuideBody: Codable, Sendable {
        struct Section: Codable, Sendable {
            let id: GuideSection.ID
            let parent: GuideSection.ID?
            /// `2.1`; empty for front matter.
            let number: String
            let kind: GuideSectionKind
            let texts: [Text]
        }

        struct Text: Codable, Sendable {
            /// BCP 47.
            let language: String
            let title: String
            /// Markdown, in which `[@12]` cites evidence 12.
            let text: String
            let revision: Int
            let isOutOfDate: Bool
        }

        struct Evidence: Codable, Sendable {
            let number: Int
            let kind: EvidenceKind
            let target: String
            let title: String
            let detail: String
            let marking: String
            /// How many sections cite it.
            let uses: Int
        }

        let id: Guide.ID
        let title: String
        let marking: String
        let language: String
        let languages: [String]
        let state: GuideState
        let sections: [Section]
        let evidence: [Evidence]
    }

    struct SectionInput: Codable, Sendable {
        let title: String
        let kind: GuideSectionKind?
        let parent: GuideSection.ID?
    }

    struct TextInput: Codable, Sendable {
        let text: String
        /// The revision that the text began from; what others wrote since then stays in it.
        let revision: Whole<Numbers.Revision>?
    }

    struct EvidenceInput: Codable, Sendable {
        /// `issue:ID`, `round:ID`, `aspect:ID`, `case:ID`, `situation:ID`, `intervention:ID`, or `quote:ISSUE the words`.
        let item: String
    }

    struct EvidenceBody: Codable, Sendable {
        let number: Int
        /// What to write into a text.
        let marker: String
    }

    static let routes: [APIRoute] = [
        .get(Paths.apiGuide, .attend, "Guide", "The guide: sections, texts in all languages, evidence.") {
            visit, event in
            try await visit.read { try body(event, $0) }
        },
        .send(.post, Paths.apiGuideSections, .writeGuide, "Guide", "Add a section.", success: .created) {
            (visit, input: SectionInput, event) in
            _ = try await SectionOperations.add(
                visit, event, title: input.title, kind: input.kind ?? .text, under: input.parent)
            return try await visit.read { try body(event, $0) }
        },
        .send(.put, Paths.apiGuideText, .writeGuide, "Guide", "Write a section's text.") {
            (visit, input: TextInput, event, section, language) in
            try await SectionOperations.setText(
                visit, event, section, language: language, input.text, base: input.revision?.value)
            return try await visit.read { try body(event, $0) }
        },
        .send(.post, Paths.apiGuideEvidence, .writeGuide, "Guide", "Number a piece of evidence, to be cited in a text.")
        {
            (visit, input: EvidenceInput, event) in
            guard let reference = EvidenceReference(input.item) else {
                throw Refusal.invalid(["item": L("Write it as kind:id, for instance issue:ID.")])
            }
            let record = try await EvidenceOperations.number(visit, event, reference)
            return EvidenceBody(number: record.number, marker: CitationMarkers.text(record.number))
        },
    ]

    private static func body(_ event: Event.ID, _ reading: any Reading) throws -> GuideBody {
        guard let tree = try GuideStore(reading).tree(of: event) else { throw Refusal.noGuide }
        let store = EvidenceStore(reading)
        let uses = try store.uses(of: tree.guide.id)
        let catalogue = try EvidenceCatalogue(try EventStore(reading).event(event), guide: tree.guide.id, reading)
        let evidence = try store.evidence(of: tree.guide.id).map { record in
            let item = catalogue.item(record)
            return GuideBody.Evidence(
                number: record.number, kind: record.kind, target: record.target, title: item.title, detail: item.detail,
                marking: item.marking, uses: uses[record.id] ?? 0)
        }
        return GuideBody(
            id: tree.guide.id, title: tree.guide.title, marking: tree.guide.marking.rawValue,
            language: tree.guide.language,
            languages: tree.languages, state: tree.guide.state, sections: tree.places.map { section($0, tree) },
            evidence: evidence)
    }

    private static func section(_ place: SectionTree<GuideSection.ID>.Place, _ tree: GuideTree) -> GuideBody.Section {
        let texts = tree.languages.compactMap { tree.texts[place.id]?[$0] }.map { text in
            GuideBody.Text(
                language: text.language, title: text.title, text: text.card.text, revision: text.card.revision,
                isOutOfDate: tree.isOutOfDate(place.id, in: text.language))
        }
        return GuideBody.Section(
            id: place.id, parent: place.parent, number: place.number, kind: tree.sections[place.id]?.kind ?? .text,
            texts: texts)
    }
}
