import Domain
import Markup
import Web

/// The guide as it leaves the room: what the readers' page, the room's screens and the guide's files are made from. Made by
/// ``GuideStore/document(_:in:)``; texts are in one language, with the main language where a translation is missing.
struct GuideDocument: Sendable, Hashable, Codable {
    struct Section: Sendable, Hashable, Codable {
        let id: GuideSection.ID
        let parent: GuideSection.ID?
        /// `2.1`; empty for front matter, which is not numbered.
        let number: String
        /// From 1: the depth in the tree.
        let level: Int
        let kind: GuideSectionKind
        let title: String
        /// BCP 47; the main language's where nobody has translated it.
        let titleLanguage: String
        /// CommonMark with tables and strikethrough, in which `[@12]` cites evidence 12: see ``GuideDocument/html(of:headingLevel:)``.
        let markdown: String
        /// BCP 47, of the text: the one in which there is a text, where the translation is missing.
        let language: String
        /// The text follows an older text of the main language.
        let isOutOfDate: Bool
        /// The text stands in another language than the document: pages say so.
        let isUntranslated: Bool
    }

    /// One entry of the list of evidence.
    struct Source: Sendable, Hashable, Codable {
        /// What readers see: [1], [2] …, in the order of appearance.
        let number: Int
        /// What the text holds: `[@key]`.
        let key: Int
        let item: EvidenceItem
    }

    /// What a recommendation rests on, for the annex: what its section cites, and what stands behind that.
    struct Recommendation: Sendable, Hashable, Codable {
        /// One revealed round in which an issue was voted on.
        struct Vote: Sendable, Hashable, Codable {
            let issue: Issue.ID
            let round: Round.ID
        }

        let section: GuideSection.ID
        let number: String
        let title: String
        let language: String
        /// Cited, or the issue of a cited aspect, situation or intervention.
        let issues: [EvidenceItem]
        let rounds: [EvidenceItem]
        let votes: [Vote]
        /// Cited, or of a cited aspect, or of an aspect that a cited intervention answers.
        let cases: [EvidenceItem]
        /// Cases behind it that are marked closer than the guide, and so are counted but not named.
        let withheldCases: Int
    }

    /// A marker that names no evidence; it stays in the text as typed.
    struct UnknownMarker: Sendable, Hashable, Codable {
        let section: GuideSection.ID
        let title: String
        let key: Int
    }

    let guide: Guide.ID
    let event: Event.ID
    let title: String
    /// TLP 2.0.
    let marking: String
    /// BCP 47: the language of this document.
    let language: String
    /// All that the guide has, the main one first.
    let languages: [String]
    let state: GuideState
    let changedAt: Int64
    /// In the order in which they are read.
    let sections: [Section]
    /// The list of evidence: what the texts cite, by number.
    let sources: [Source]
    /// For each section of the kind recommendation, in their order.
    let recommendations: [Recommendation]
    let unknownMarkers: [UnknownMarker]

    /// The reader's number of `[@key]`; nothing for an unknown one.
    func number(_ key: Int) -> Int? { sources.first { $0.key == key }?.number }

    /// A section's text as markup, without its title: what citations point to is `#evidence-N`.
    /// - Parameter headingLevel: of the section's title (1–6); headings in the text stand below it.
    func html(of section: Section, headingLevel: Int) -> HTML {
        let numbers = Dictionary(uniqueKeysWithValues: sources.map { ($0.key, $0) })
        return MarkdownText.html(section.markdown, language: section.language, below: headingLevel) { key in
            numbers[key].map { CitedSource(number: $0.number, title: $0.item.title, href: "#evidence-\($0.number)") }
        }
    }
}

/// front: scope, audience, purpose, before the numbered sections. recommendation: has a place in the annex of evidence.
enum GuideSectionKind: String, Sendable, Codable, CaseIterable, ChoiceType { case front, text, recommendation }

enum GuideState: String, Sendable, Codable, CaseIterable, ChoiceType { case writing, review, final }

enum EvidenceKind: String, Sendable, Codable, CaseIterable, ChoiceType {
    case issue, quote, round, aspect, `case`, situation, intervention
    /// Of a text of a programme alone: see ``EvidenceFeature``.
    case event, publication, consultation, material

    /// Whether it is told by ``EvidenceFeature``.
    var isFurther: Bool { [.event, .publication, .consultation, .material].contains(self) }
}

/// Something that a guide can rest on, as it is shown: whatever became of it since.
struct EvidenceItem: Sendable, Hashable, Codable {
    let kind: EvidenceKind
    /// The id of the issue, round, aspect, case, desired situation or intervention, or of what a text of a programme cites further.
    let target: String
    /// Its own words; for a quote the words that were marked.
    let title: String
    /// BCP 47.
    let language: String
    /// Where it comes from, in one line, in the words of the interface: "Blocking aspect · weight 4 · Group 2".
    let detail: String
    /// TLP 2.0.
    let marking: String
    /// The address of its page on this server.
    let path: String
    /// Withdrawn, retired or joined into another since; it stays where it is cited.
    let isGone: Bool
    /// Of a country's sheet that its delegation has not published: it may not be cited.
    let isUnpublished: Bool

    /// `issue:ID`: names it in forms.
    var reference: String { "\(kind.rawValue):\(target)" }
}
