import Domain
import Web

/// What was carried on: exchange, outline, guide, and the thread in numbers.
extension WorkshopReport {
    // MARK: Exchange

    var exchange: [ReportBlock] {
        let parts = matrix + visits + adoptions
        return parts.isEmpty ? [] : [.heading(1, id: "exchange", L("Exchange"))] + parts
    }

    /// Country × priority: what a country says of the blockers of each priority.
    private var matrix: [ReportBlock] {
        let countries = Array(Set(record.standings.map(\.country))).sorted()
        let issueOf = Dictionary(uniqueKeysWithValues: record.aspects.map { ($0.id, $0.issue) })
        guard !countries.isEmpty else { return [] }
        let columns = record.priorities.filter { priority in
            record.standings.contains { issueOf[$0.aspect] == priority.issue }
        }
        guard !columns.isEmpty else { return [] }
        var table = ReportTable(
            caption: L("Blockers by country and priority issue: ● present, ○ solved").string(),
            columns: [.init(L("Country"), weight: 2)] + columns.map { .init(.verbatim(String($0.position)), isNumber: true, weight: 0.8) })
        table.rows = countries.map { country in
            [[.text(names.country(country) ?? country)]]
                + columns.map { column in
                    let own = record.standings.filter { $0.country == country && issueOf[$0.aspect] == column.issue }
                    let present = own.count { $0.state == "present" }
                    let solved = own.count { $0.state == "solved" }
                    return [.text((present > 0 ? "●\(present)" : "") + (solved > 0 ? " ○\(solved)" : ""))]
                }
        }
        return [.heading(2, id: "matrix", L("Where the blockers stand")), .table(table)]
    }

    /// The same blocker here present and there solved.
    private var visits: [ReportBlock] {
        let lines = record.aspects.filter { !$0.isFacilitating }.compactMap { aspect -> (Int, [ReportInline])? in
            let own = record.standings.filter { $0.aspect == aspect.id }
            func countries(_ state: String) -> [String] {
                own.filter { $0.state == state }.compactMap { names.country($0.country) }
            }
            let (present, solved) = (countries("present"), countries("solved"))
            guard !present.isEmpty, !solved.isEmpty else { return nil }
            let sentence = L(
                "present in \(present.joined(separator: ", ")); solved in \(solved.joined(separator: ", ")): a visit suggests itself.")
            return (present.count, said(aspect.words) + [.text(" — ")] + [ReportInline](sentence))
        }
        guard !lines.isEmpty else { return [] }
        return [
            .heading(2, id: "visits", L("Who could visit whom")),
            .list(lines.sorted { $0.0 > $1.0 }.map(\.1)),
        ]
    }

    private var adoptions: [ReportBlock] {
        guard !record.adoptions.isEmpty else { return [] }
        let items = Dictionary(uniqueKeysWithValues: record.interventions.map { ($0.id, $0) })
        var table = ReportTable(
            caption: L("Decisions of the countries").string(),
            columns: [
                .init(L("Country"), weight: 1.6), .init(L("Intervention"), weight: 4.5), .init(L("Decision"), weight: 1.3),
                .init(L("How, or why not"), weight: 3), .init(L("Progress"), weight: 1.6),
            ])
        table.rows = record.adoptions.map { adoption in
            let progress = [ReportLabels.progress(adoption.progress).string(), adoption.progressNote].filter { !$0.isEmpty }
            return [
                [.text(names.country(adoption.country) ?? adoption.country)],
                items[adoption.intervention].map { said($0.words) } ?? [],
                [.text(ReportLabels.decision(adoption.decision).string())], [.text(adoption.note)],
                [.text(adoption.decision == "decline" ? "–" : progress.joined(separator: ": "))],
            ]
        }
        return [.heading(2, id: "adoptions", L("What the countries adopt")), .table(table)]
    }

    // MARK: Outline and guide

    var outline: [ReportBlock] {
        let agreed = record.statements.filter { $0.state == "agreed" }
        let shown = agreed.isEmpty ? record.statements.filter { $0.state == "proposed" } : agreed
        guard !shown.isEmpty else { return [] }
        let intro = agreed.isEmpty ? L("Proposed in the room; not agreed yet.") : L("Agreed in the room.")
        let parts = ["scope", "audience", "purpose", "structure"].flatMap { part -> [ReportBlock] in
            let own = shown.filter { $0.part == part }
            guard !own.isEmpty else { return [] }
            return [
                .heading(2, id: "outline-\(part)", ReportLabels.part(part)),
                .list(own.map { said($0.words) + [.text(rating($0))] }),
            ]
        }
        return [.heading(1, id: "outline", L("Outline of the guide")), .paragraph(intro)] + parts
    }

    /// The median, where at least five rated.
    private func rating(_ statement: WorkshopRecord.Statement) -> String {
        guard Suppression.mayShow(ballots: statement.ratings.count) else { return "" }
        let (low, high) = (
            statement.ratings[(statement.ratings.count - 1) / 2], statement.ratings[statement.ratings.count / 2]
        )
        let median = ChartText.number(Double(low + high) / 2)
        return " (\(L("median \(median) of \(statement.ratings.count) ratings").string()))"
    }

    var guide: [ReportBlock] {
        guard let guide = record.guide else { return [] }
        return [
            .heading(1, id: "guide", L("The guide")),
            .paragraph(
                [.strong(said(guide.title, guide.language)), .text(" · TLP:\(guide.marking) · ")]
                    + [ReportInline](ReportLabels.guideState(guide.state))),
            .paragraph(
                L(
                    "It has \(L(guide.sections, one: "\(guide.sections) section", other: "\(guide.sections) sections")) and cites \(L(guide.evidence, one: "\(guide.evidence) piece of evidence", other: "\(guide.evidence) pieces of evidence"))."
                )),
        ]
    }

    // MARK: Evaluation

    /// The thread in numbers, and what fell through.
    var evaluation: [ReportBlock] {
        guard !record.priorities.isEmpty else { return [] }
        let steps = WorkshopThread(record)
        var table = ReportTable(
            caption: L("The thread in numbers").string(),
            columns: [.init(L("Step"), weight: 4), .init(L("Issues"), isNumber: true)])
        table.rows = steps.numbers.map { [[ReportInline]($0.0), [.text(String($0.1))]] }
        var blocks: [ReportBlock] = [
            .heading(1, id: "evaluation", L("What became of it")),
            .paragraph(L("Each issue can be followed from the one who raised it to what was done about it.")), .table(table),
        ]
        let lost = steps.fallenThrough
        if !lost.isEmpty {
            blocks.append(.heading(2, id: "lost", L("Where the thread ends")))
            blocks.append(.list(lost.map { said($0.issue) + [.text(" — ")] + [ReportInline]($0.reason) }))
        }
        return blocks
    }
}

/// How far each issue came.
struct WorkshopThread {
    let record: WorkshopRecord
    private let analysed: Set<Issue.ID>
    private let intervened: Set<Issue.ID>
    private let cited: Set<Issue.ID>
    private let actedOn: Set<Issue.ID>

    init(_ record: WorkshopRecord) {
        self.record = record
        analysed = Set(record.aspects.map(\.issue))
        intervened = Set(record.interventions.map(\.issue))
        let guide = record.guide
        cited = (guide?.citedIssues ?? [])
            .union(record.aspects.filter { guide?.citedAspects.contains($0.id) ?? false }.map(\.issue))
            .union(record.interventions.filter { guide?.citedInterventions.contains($0.id) ?? false }.map(\.issue))
        let begun = Set(record.adoptions.filter { $0.decision != "decline" && $0.progress != "none" }.map(\.intervention))
        actedOn = Set(record.interventions.filter { begun.contains($0.id) }.map(\.issue))
    }

    var numbers: [(Message, Int)] {
        let contributed = record.issues.map { $0.kind == .merged ? $0.parents.count : 1 }.reduce(0, +)
        let chosen = Set(record.priorities.map(\.issue))
        return [
            (L("Raised"), contributed), (L("Standing after joining"), record.issues.count),
            (L("Put to the vote"), Set(record.results.flatMap { $0.items.map(\.issue) }).count),
            (L("Priority issues"), chosen.count), (L("Analysed"), analysed.intersection(chosen).count),
            (L("With interventions"), intervened.intersection(chosen).count),
            (L("Cited in the guide"), cited.intersection(chosen).count),
            (L("Acted on by a country"), actedOn.intersection(chosen).count),
        ]
    }

    /// Priority issues that went no further, and after which step.
    var fallenThrough: [(issue: Issue.ID, reason: Message)] {
        record.priorities.map(\.issue).compactMap { issue in
            if actedOn.contains(issue) { return nil }
            if cited.contains(issue) {
                return record.adoptions.isEmpty ? nil : (issue, L("cited in the guide; no country has begun yet"))
            }
            if intervened.contains(issue) {
                return record.guide == nil ? nil : (issue, L("it has interventions, but the guide does not cite it"))
            }
            if analysed.contains(issue) { return (issue, L("analysed, but nobody proposed an intervention")) }
            if !record.groups.contains(where: { $0.issues.contains(issue) }) {
                return record.groups.isEmpty ? nil : (issue, L("no group took it up"))
            }
            return (issue, L("its group wrote no aspect"))
        }
    }
}
