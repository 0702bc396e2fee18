import Domain
import Storage

/// The numbers that readers see for the evidence of a text that is no page of the guide: a kept version, a comparison, the text beside
/// comments.
struct KnownCitations: Sendable {
    private let sources: [Int: GuideDocument.Source]

    /// - Parameter texts: all that are shown, in the order in which they are read.
    init(_ texts: [String], of guide: Guide.ID, event: Event.ID, _ reading: any Reading) throws {
        let records = try EvidenceStore(reading).evidence(of: guide)
        let numbers = CitationNumbers(texts, known: Set(records.map(\.number)))
        let catalogue = try EvidenceCatalogue(try EventStore(reading).event(event), guide: guide, reading)
        let cited = records.compactMap { record in
            numbers[record.number].map {
                GuideDocument.Source(number: $0, key: record.number, item: catalogue.item(record))
            }
        }
        sources = Dictionary(cited.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// To the page of what is cited: the numbered list of evidence stands in the guide.
    func source(_ key: Int) -> CitedSource? {
        sources[key].map { CitedSource(number: $0.number, title: $0.item.title, href: $0.item.path) }
    }

    func plain(_ section: SectionComparison.Section) -> SectionComparison.Section {
        .init(id: section.id, parent: section.parent, title: section.title, text: plain(section.text))
    }

    /// A text without markup, with the numbers that readers see.
    func plain(_ text: String) -> String {
        CitationMarkers.replacing(in: text) { key in sources[key].map { "[\($0.number)]" } ?? "[?]" }
    }
}
