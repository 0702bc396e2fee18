import Domain
import Web

extension GuideDocument {
    /// As it is released: sections in which nobody has written anything, in them or below them, are left out, and the others are numbered anew.
    var withoutEmptySections: GuideDocument {
        var kept: Set<GuideSection.ID> = []
        let parents = Dictionary(sections.map { ($0.id, $0.parent) }) { first, _ in first }
        for section in sections where !section.markdown.allSatisfy(\.isWhitespace) {
            var next: GuideSection.ID? = section.id
            while let id = next, kept.insert(id).inserted { next = parents[id] ?? nil }
        }
        let written = sections.filter { kept.contains($0.id) }
        let front = Set(written.filter { $0.kind == .front }.map(\.id))
        let places = SectionTree(written.map { (id: $0.id, parent: $0.parent) }).places(unnumbered: front)
        let numbers = Dictionary(places.map { ($0.id, $0.number) }) { first, _ in first }
        return GuideDocument(
            guide: guide, event: event, title: title, marking: marking, language: language, languages: languages,
            state: state, changedAt: changedAt,
            sections: written.map { Self.section($0, number: numbers[$0.id] ?? $0.number) }, sources: sources,
            recommendations: recommendations.filter { kept.contains($0.section) }.map {
                Self.recommendation($0, number: numbers[$0.section] ?? $0.number)
            }, unknownMarkers: unknownMarkers)
    }

    private static func section(_ one: Section, number: String) -> Section {
        Section(
            id: one.id, parent: one.parent, number: number, level: one.level, kind: one.kind, title: one.title,
            titleLanguage: one.titleLanguage, markdown: one.markdown, language: one.language,
            isOutOfDate: one.isOutOfDate, isUntranslated: one.isUntranslated)
    }

    private static func recommendation(_ one: Recommendation, number: String) -> Recommendation {
        Recommendation(
            section: one.section, number: number, title: one.title, language: one.language, issues: one.issues,
            rounds: one.rounds, votes: one.votes, cases: one.cases, withheldCases: one.withheldCases)
    }
}
