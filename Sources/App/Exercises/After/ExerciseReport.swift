import Domain
import Storage
import Web

/// The after-action report: made by itself from what is there, with what people wrote above it. Marked first and last.
struct ExerciseReport: Sendable {
    let material: ReportMaterial

    init(_ event: Event.ID, own: ExerciseCell.ID? = nil, _ reading: any Reading) throws {
        material = try ReportMaterial(event, own: own, reading)
    }

    private var plan: ExercisePlan { material.plan }

    var document: Document {
        var document = Document(
            title: material.event.title, kind: L("After-action report").string(), marking: marking,
            language: Language.current.rawValue)
        document.subtitle = material.agreedAt == nil ? L("Draft").string() : L("Agreed").string()
        document.facts = [
            .init(L("Programme"), material.programme),
            .init(L("When"), DateText.span(material.event.startsOn, material.event.endsOn)),
            .init(L("Place"), material.event.place.isEmpty ? "–" : material.event.place),
            .init(L("Scenario"), plan.msel.title),
        ]
        if let own = material.own.flatMap({ plan.cell($0) }) { document.facts.append(.init(L("Copy for"), own.name)) }
        document.note = [.meaning(of: marking)]
        document.startsChaptersOnPages = false
        switch material.template {
        case .hseep: document.blocks = ReportSection.allCases.flatMap(blocks)
        case .who: document.blocks = who
        }
        return ExercisePrint.marked(document)
    }

    private var marking: String {
        material.actions.reduce(TLP.stricter(material.event.marking, plan.msel.marking)) {
            TLP.stricter($0, $1.marking)
        }
    }

    func blocks(_ section: ReportSection) -> [Document.Block] {
        let title = section.isAnnex ? L("Annex \(section.number): \(section.title.string())") : section.title
        return [.heading(1, id: "part-\(section.rawValue)", title)] + written(section) + made(section)
    }

    /// What people wrote of it.
    private func written(_ section: ReportSection) -> [Document.Block] {
        guard let text = material.texts[section], !text.text.isEmpty else { return [] }
        return [
            .foreign(
                MarkdownReader.blocks(text.text, level: 2, prefix: "text-\(section.rawValue)"), language: text.language)
        ]
    }

    /// What it says by itself.
    func made(_ section: ReportSection) -> [Document.Block] {
        let own: [Document.Block] =
            switch section {
            case .page: page
            case .overview: ReportOverview(material).overview
            case .happened: ReportOverview(material).happened
            case .objectives: ReportFindings(material).objectives
            case .together: measures(inBody: true)
            case .said: said
            case .lessons: ReportFindings(material).lessons
            case .plan: ReportFindings(material).plan
            case .participants: ReportOverview(material).participants
            case .msel: ReportOverview(material).msel
            case .decisions, .requests: []
            case .methods: methods
            case .sources: sources
            }
        let all = own + (material.extra[section] ?? [])
        return all.isEmpty ? [.paragraph(L("Nothing was recorded."))] : all
    }

    // MARK: In one page

    private var page: [Document.Block] {
        let released = material.released
        var blocks: [Document.Block] = [
            .figures([
                .init(L("cells"), String(plan.players.count)), .init(L("injects released"), String(released.count)),
                .init(L("papers delivered"), String(material.papers.count)),
                .init(
                    L("tasks of cells rated"),
                    String(material.sight.units.filter { material.sight.result($0) != nil }.count)),
            ])
        ]
        if material.texts[.page]?.text.isEmpty ?? true { blocks.append(.list(sentences)) }
        return blocks
    }

    /// Three sentences: how tasks went, what was found, what is promised.
    private var sentences: [[Document.Inline]] {
        var lines: [[Document.Inline]] = []
        let counts = material.counts(of: material.sight.units)
        if material.tellsTotals, !counts.isEmpty {
            let seen = counts.filter { $0.key != .notObserved }.values.reduce(0, +)
            let well = (counts[.performed] ?? 0) + (counts[.some] ?? 0)
            lines.append(
                [Document.Inline](
                    L(
                        seen, one: "\(well) of \(seen) rated task was performed.",
                        other: "\(well) of \(seen) rated tasks were performed.")))
        } else {
            lines.append([Document.Inline](L("Ratings stand in the copies of the cells, as they are published.")))
        }
        let strengths = material.findings.count { $0.kind == .strength }
        let improvements = material.findings.count - strengths
        lines.append([Document.Inline](L("Findings: strengths \(strengths), areas for improvement \(improvements).")))
        let agreed = material.actions.count { $0.agreedAt != nil }
        lines.append(
            [Document.Inline](
                L(
                    material.actions.count, one: "\(material.actions.count) action, agreed by its owner: \(agreed).",
                    other: "\(material.actions.count) actions, agreed by their owners: \(agreed).")))
        return lines
    }

    // MARK: Working together, methods

    private func measures(inBody: Bool) -> [Document.Block] {
        let shown = material.measures.filter { $0.isInBody == inBody }
        guard !shown.isEmpty else { return [] }
        return [
            .table(
                ReportTable.make(
                    inBody ? L("How cells worked together") : L("Further measures, with what they do not say"),
                    [L("Measure"), L("Result"), L("Of"), L("What it does not say")],
                    shown.map {
                        [$0.label.string(), $0.value, String($0.count), $0.limit?.string() ?? ""]
                    }))
        ]
    }

    private var methods: [Document.Block] {
        let agreement = material.sight.agreement
        var blocks: [Document.Block] = [
            .list(
                TaskRating.allCases.map { [Document.Inline](.verbatim("\($0.letter) · \($0.anchor.string())")) }),
            .paragraph(
                L("Ratings are ordered and never averaged. Who evaluates rated alone, before seeing what others rated.")
            ),
            .paragraph(EvaluationSections.words(agreement)),
        ]
        if agreement.unitCount > 0 {
            blocks.append(
                .paragraph(
                    L(
                        "Compared: \(agreement.count) ratings of \(agreement.unitCount) tasks of cells; alike \(agreement.pairs.count) of \(agreement.pairs.of) pairs."
                    )))
        }
        return blocks + measures(inBody: false)
    }

    private var said: [Document.Block] {
        material.said.filter { !$0.issues.isEmpty }.flatMap { topic -> [Document.Block] in
            [
                .paragraph([.strong([.text(topic.topic)])]),
                .list(
                    .init(
                        items: topic.issues.prefix(30).map {
                            [.foreign([.paragraph([.text($0.title)])], language: $0.language)]
                        })),
            ]
        }
    }

    private var sources: [Document.Block] {
        guard !material.sources.isEmpty else { return [] }
        return [
            .table(
                ReportTable.make(
                    L("Sources of the objectives"), [L("Objective"), L("From"), L("Title")],
                    material.sources.map {
                        ["\($0.objective.code) \($0.objective.text)", ObjectiveSourceWords.label($0.kind), $0.title]
                    }))
        ]
    }

    // MARK: The second outline

    private var who: [Document.Block] {
        let findings = ReportFindings(material)
        let parts: [(String, Message, [Document.Block])] = [
            ("before", L("What was in place before?"), written(.overview) + made(.overview)),
            ("happened", L("What happened?"), written(.happened) + made(.happened)),
            ("well", L("What went well?"), written(.objectives) + findings.list(.strength)),
            ("less", L("What went less well?"), findings.list(.improvement) + written(.together) + made(.together)),
            ("why", L("Why?"), findings.causes),
            ("next", L("What is next?"), written(.plan) + made(.plan) + written(.lessons) + made(.lessons)),
        ]
        return parts.flatMap { id, title, blocks in
            [.heading(1, id: "who-\(id)", title)] + (blocks.isEmpty ? [.paragraph(L("Nothing was recorded."))] : blocks)
        } + ReportSection.allCases.filter(\.isAnnex).flatMap(blocks)
    }
}

/// From what an objective may come, in words.
enum ObjectiveSourceWords {
    static func label(_ kind: String) -> String {
        switch kind {
        case "action": L("Action").string()
        case "objective": L("Objective").string()
        case "intervention": L("Intervention").string()
        case "aspect": L("Aspect").string()
        case "adoption": L("Adoption").string()
        case "issue": L("Issue").string()
        case "guide-section", "section": L("Section of the guide").string()
        default: kind
        }
    }
}

enum ReportTable {
    /// The first cell of a row names it.
    static func make(_ caption: Message, _ columns: [Message], _ rows: [[String]], weights: [Double] = [])
        -> Document.Table
    {
        Document.Table(
            caption: caption.string(),
            columns: columns.enumerated().map { index, title in
                Document.Table.Column(title, weight: weights.indices.contains(index) ? weights[index] : 1)
            }, rows: rows.map { $0.map { [.text($0.isEmpty ? "–" : $0)] } })
    }
}

/// A document of an exercise, which carries the mark first and last, and in its title.
enum ExercisePrint {
    static func marked(_ document: Document) -> Document {
        var document = document
        let language = Language(rawValue: document.language) ?? .current
        let line = Document.Block.notice([.strong([.text(ExerciseMark.line(language))])], .warning)
        document.title = ExerciseMark.title(document.title)
        document.banner = ExerciseMark.line(language)
        document.note = [line] + document.note
        document.blocks = [line] + document.blocks + [line]
        return document
    }
}
