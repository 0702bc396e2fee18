import Domain
import Web

/// What was carried on: exchange, outline, guide, and the thread in numbers.
extension WorkshopReport {
    // MARK: Exchange

    var exchange: [Document.Block] {
        let parts = matrix + blockers + adoptions
        return parts.isEmpty ? [] : [.heading(1, id: "exchange", L("Exchange"))] + parts
    }

    /// Country × priority: the picture of the room, and what it holds in signs.
    private var matrix: [Document.Block] {
        guard let matrix = record.matrix, !matrix.priorities.isEmpty else { return [] }
        let told = matrix.countries.filter { country in
            matrix.priorities.contains { !matrix.cell(country, $0.issue).isEmpty }
        }
        guard !told.isEmpty else { return [] }
        var table = Document.Table(
            caption: "",
            columns: [.init(L("Country"), weight: 2)]
                + matrix.priorities.map { .init(.verbatim(String($0.position)), weight: 1) })
        table.rows = told.map { country in
            [[.text(names.country(country) ?? country)]]
                + matrix.priorities.map { [.text(Self.signs(matrix.cell(country, $0.issue)))] }
        }
        let chart = ExchangeChart(id: "exchange-chart", matrix: matrix)
        let caption = L(
            "Countries and priority issues: ○ interventions planned, ● taken up, ▲ blocking aspects present, ✓ blocking aspects solved"
        )
        return [
            .heading(2, id: "matrix", L("Countries and priorities")),
            .figure(
                Document.Figure(
                    svg: chart.svg(.file).text, alternative: chart.title.string(), caption: caption.string(),
                    table: table)),
        ]
    }

    private static func signs(_ cell: ExchangeMatrix.Cell) -> String {
        [("○", cell.planned), ("●", cell.adopted), ("▲", cell.present), ("✓", cell.solved)].filter { $0.1 > 0 }
            .map { "\($0.0)\u{a0}\($0.1)" }.joined(separator: "  ")
    }

    /// The same blocker here present and there solved, and who could therefore visit whom.
    private var blockers: [Document.Block] {
        guard let shared = record.shared, !shared.told.isEmpty else { return [] }
        func list(_ codes: [String]) -> String {
            Message.list(codes.compactMap { names.country($0) }, .commas).string()
        }
        var table = Document.Table(
            caption: L("Blocking aspects that countries have, and have solved").string(),
            columns: [
                .init(L("No."), isNumber: true, weight: 0.5), .init(L("Blocking aspect"), weight: 4),
                .init(L("Present in"), weight: 3), .init(L("Solved in"), weight: 2),
            ])
        table.rows = shared.told.map { blocker in
            [
                [.text(String(blocker.number))], blocker.first.map { said($0.text, $0.language) } ?? [],
                [.text(list(blocker.present))], [.text(list(blocker.solved))],
            ]
        }
        return [.heading(2, id: "blockers", L("Shared blocking aspects")), .table(table)] + visits(shared.visits)
    }

    private func visits(_ visits: VisitProposals) -> [Document.Block] {
        let lines = visits.pairs.map { pair -> [Document.Inline] in
            let sides = [(pair.first, pair.second, pair.firstLearns), (pair.second, pair.first, pair.secondLearns)]
            let words = sides.filter { !$0.2.isEmpty }.map { guest, host, numbers -> String in
                let (guest, host) = (names.country(guest) ?? guest, names.country(host) ?? host)
                return L(
                    numbers.count,
                    one: "\(guest) visits \(host), which has solved blocking aspect \(list: numbers, .and).",
                    other: "\(guest) visits \(host), which has solved blocking aspects \(list: numbers, .and)."
                ).string()
            }
            return [.text(words.joined(separator: " "))]
        }
        return lines.isEmpty ? [] : [.heading(3, id: "visits", L("Who should visit whom")), .list(lines)]
    }

    /// One line for an intervention: each country's remarks on its progress are in the tables.
    private var adoptions: [Document.Block] {
        guard !record.adoptions.isEmpty else { return [] }
        let decided = Dictionary(grouping: record.adoptions, by: \.intervention)
        var table = Document.Table(
            caption: L("Decisions of the countries").string(),
            columns: [
                .init(L("Intervention"), weight: 4), .init(L("Adopts"), weight: 2.6), .init(L("Adapts"), weight: 2.6),
                .init(L("Declines"), weight: 2),
            ])
        table.rows = record.interventions.compactMap { item in
            guard let own = decided[item.id] else { return nil }
            func cell(_ decision: AdoptionRecord.Decision) -> [Document.Inline] {
                [.text(Message.list(own.filter { $0.decision == decision }.map(words), .semicolons).string())]
            }
            return [said(item.words), cell(.adopt), cell(.adapt), cell(.decline)]
        }
        return [
            .heading(2, id: "adoptions", L("What the countries adopt")), .table(table),
            .paragraph(L("What each country said of its progress is in the tables of the workshop (XLSX).")),
        ]
    }

    /// `Belgium (begun): in both languages`
    private func words(_ adoption: AdoptionRecord) -> String {
        let country = names.country(adoption.country) ?? adoption.country
        let progress = adoption.isActedOn ? " (\(adoption.progress.label.string()))" : ""
        return country + progress + byHead(adoption) + (adoption.note.isEmpty ? "" : ": \(adoption.note)")
    }

    /// In whose name it was decided; with the head's name only where they agreed to be named.
    private func byHead(_ adoption: AdoptionRecord) -> String {
        guard adoption.isByHead else { return "" }
        let isNamed =
            options.namesPeople && record.named.contains { "participant:\($0.id)" == adoption.decidedBy }
        let words =
            isNamed
            ? L("by \(adoption.decider ?? ""), head of the delegation") : L("by the head of the delegation")
        return " (\(words.string()))"
    }

    // MARK: Outline and guide

    var outline: [Document.Block] {
        let agreed = record.statements.filter { $0.state == "agreed" }
        let shown = agreed.isEmpty ? record.statements.filter { $0.state == "proposed" } : agreed
        guard !shown.isEmpty else { return [] }
        let intro = agreed.isEmpty ? L("Proposed in the room; not agreed yet.") : L("Agreed in the room.")
        let parts = ["scope", "audience", "purpose", "structure"].flatMap { part -> [Document.Block] in
            let own = shown.filter { $0.part == part }
            guard !own.isEmpty else { return [] }
            return [
                .heading(3, id: "outline-\(part)", ReportLabels.part(part)),
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

    var guide: [Document.Block] {
        guard let guide = record.guide else { return [] }
        return [
            .heading(1, id: "guide", L("The guide")),
            .paragraph(
                [.strong(said(guide.title, guide.language)), .text(" · TLP:\(guide.marking) · ")]
                    + [Document.Inline](ReportLabels.guideState(guide.state))),
            .paragraph(
                L(
                    "It has \(L(guide.sections, one: "\(guide.sections) section", other: "\(guide.sections) sections")) and cites \(L(guide.evidence, one: "\(guide.evidence) piece of evidence", other: "\(guide.evidence) pieces of evidence"))."
                )),
        ]
    }

    // MARK: Evaluation

    /// The thread in numbers, and why priority issues went no further.
    var evaluation: [Document.Block] {
        let words = ThreadWords(names: names)
        let counts = record.thread.numbers.counts
        guard !record.priorities.isEmpty, counts.contains(where: { $0.issues > 0 }) else { return [] }
        var table = Document.Table(
            caption: L("The thread in numbers").string(),
            columns: [
                .init(L("Stage of the thread"), weight: 4), .init(L("Issues"), isNumber: true),
                .init(L("Contributions behind them"), isNumber: true, weight: 2),
            ])
        table.rows = counts.map {
            [[Document.Inline](words.stage($0.stage)), [.text(String($0.issues))], [.text(String($0.contributions))]]
        }
        var blocks: [Document.Block] = [
            .heading(1, id: "evaluation", L("What became of it")),
            .paragraph(L("Each issue can be followed from the one who raised it to what was done about it.")),
            .table(table),
        ]
        let ends = record.priorities.compactMap { priority in
            record.thread.ending(of: priority.issue.description).map { ending in
                said(priority.issue) + [.text(" — ")] + [Document.Inline](words.ending(ending))
            }
        }
        if !ends.isEmpty {
            blocks += [.heading(2, id: "lost", L("Where the thread of a priority ends")), .list(ends)]
        }
        return blocks
    }
}
