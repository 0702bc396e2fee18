import Domain
import Storage
import Web

/// What stands in a guide when it begins: the agreed outline, or the usual structure.
enum GuideStructure {
    private struct Statement {
        let id: OutlineStatement.ID
        let part: String
        let text: String
        let language: String
    }

    private static let front: [(part: String, title: Message)] = [
        ("scope", L("Scope")), ("audience", L("Target audience")), ("purpose", L("Purpose")),
    ]

    /// A section without a text, and those below it.
    struct Heading: Sendable {
        let title: Message
        var kind = GuideSectionKind.text
        var below: [Heading] = []
    }

    static func fill(_ guide: GuideRecord, _ headings: [Heading], _ work: Work) throws {
        var builder = Builder(guide: guide, work: work)
        for heading in headings {
            let id = try builder.add(heading.title.string(), heading.kind)
            for part in heading.below { try builder.add(part.title.string(), part.kind, under: id) }
        }
    }

    static func fill(_ guide: GuideRecord, followsOutline: Bool, _ work: Work) throws {
        let statements = followsOutline ? try agreed(guide.event, work.tx) : []
        var builder = Builder(guide: guide, work: work)
        for (part, title) in front {
            let said = statements.filter { $0.part == part }
            let text = said.count == 1 ? said[0].text : said.map { "- \($0.text)" }.joined(separator: "\n")
            // What no guide may hold stays in the outline, so that no statement can keep the guide from beginning.
            let fits = MarkdownBounds.exceeded(by: text) == nil
            try builder.add(title.string(), .front, text: fits ? text : "", statements: said.map(\.id))
        }
        let structure = statements.filter { $0.part == "structure" }
        guard structure.isEmpty else {
            for statement in structure {
                try builder.add(heading(statement.text), kind(heading(statement.text)), statements: [statement.id])
            }
            return
        }
        try usual(guide, &builder, work)
    }

    private static func usual(_ guide: GuideRecord, _ builder: inout Builder, _ work: Work) throws {
        let issues = try IssueStore(work.tx).issues(
            EvidenceItems.priorities(of: guide.event, work.tx))
        try builder.add(L("Introduction").string(), .text)
        try builder.add(L("How the priorities were chosen").string(), .text)
        let priorities = try builder.add(L("Priority issues").string(), .text)
        for issue in issues { try builder.add(heading(issue.title), .text, under: priorities) }
        let recommendations = try builder.add(L("Recommendations").string(), .text)
        for number in 1...max(3, issues.count) {
            try builder.add(L("Recommendation \(number)").string(), .recommendation, under: recommendations)
        }
        try builder.add(L("What comes next").string(), .text)
    }

    /// A statement as a section's title: its first sentence, within the limit.
    private static func heading(_ text: String) -> String {
        let line = FieldCheck.line(text)
        let sentence = line.hasSuffix(".") ? String(line.dropLast()) : line
        guard sentence.count > GuideText.titleLimit else { return sentence.isEmpty ? "–" : sentence }
        return String(sentence.prefix(GuideText.titleLimit - 1)).trimmed + "…"
    }

    private static func kind(_ title: String) -> GuideSectionKind {
        Folded.text(title).hasPrefix("recommendation") ? .recommendation : .text
    }

    private static func agreed(_ event: Event.ID, _ reading: any Reading) throws -> [Statement] {
        try GuideStore(reading).agreedStatements(of: event).map {
            Statement(id: $0.id, part: $0.part, text: $0.text.trimmed, language: $0.language)
        }.filter { !$0.text.isEmpty }
    }

    private struct Builder {
        let guide: GuideRecord
        let work: Work
        private var positions: [GuideSection.ID?: Int] = [:]

        init(guide: GuideRecord, work: Work) {
            self.guide = guide
            self.work = work
        }

        @discardableResult
        mutating func add(
            _ title: String, _ kind: GuideSectionKind, under parent: GuideSection.ID? = nil, text: String = "",
            statements: [OutlineStatement.ID] = []
        ) throws -> GuideSection.ID {
            let id: GuideSection.ID = work.environment.id()
            positions[parent, default: 0] += 1
            try GuideStore.insertSection(
                id, guide: guide.id, parent: parent, position: positions[parent, default: 1], kind: kind,
                statements: statements, now: work.now, work.tx)
            try GuideOperations.insertText(
                work, guide, id, language: guide.language, title: title, text: text, source: nil)
            return id
        }
    }
}
