import Domain
import Web

/// What the text rests on: the numbered list, what stands behind each recommendation, and who signed.
extension GuideReport {
    var evidence: [Document.Block] {
        guard !guide.sources.isEmpty else { return [] }
        let citing = self.citing
        let items = guide.sources.map { source in
            let (head, rest) = Self.origin(source.item)
            var details: [[Document.Inline]] = []
            let origin = rest.isEmpty ? [] : [Document.Inline.text(ChartText.wrap(rest, width: 96, lines: 1).joined())]
            let places = citing[source.number] ?? []
            details.append(origin + (origin.isEmpty || places.isEmpty ? [] : [.text(" · ")]) + back(to: places))
            if source.item.isGone { details.append([Document.Inline](L("Since withdrawn or merged into another."))) }
            return Document.Source(
                number: source.number, kind: head, text: said(source.item.title, source.item.language),
                details: details.filter { !$0.isEmpty },
                marking: source.item.marking == guide.marking ? nil : source.item.marking)
        }
        return [.pageBreak, .heading(1, id: "evidence", L("Evidence")), .sources(items)]
    }

    /// By the number of a piece of evidence: the places of the sections that cite it.
    private var citing: [Int: [Int]] {
        var citing: [Int: [Int]] = [:]
        for (place, section) in guide.sections.enumerated() {
            for key in CitationMarkers.numbers(in: section.markdown) {
                if let number = guide.number(key) { citing[number, default: []].append(place) }
            }
        }
        return citing
    }

    private func back(to places: [Int]) -> [Document.Inline] {
        guard !places.isEmpty else { return [] }
        let links = places.enumerated().flatMap { index, place -> [Document.Inline] in
            let section = guide.sections[place]
            let name = section.number.isEmpty ? section.title : section.number
            return (index == 0 ? [] : [.text(", ")]) + [.reference([.text(name)], id: "s\(place + 1)")]
        }
        return [Document.Inline](L("cited in")) + [.text(" ")] + links
    }

    /// What a piece of evidence is, and where it comes from: ``EvidenceItem/detail`` begins with the first.
    private static func origin(_ item: EvidenceItem) -> (head: String, rest: String) {
        let parts = item.detail.components(separatedBy: " · ")
        guard let head = parts.first, !head.isEmpty else { return (label(item.kind).string(), "") }
        return (head, parts.dropFirst().joined(separator: " · "))
    }

    private static func label(_ kind: EvidenceKind) -> Message {
        switch kind {
        case .issue: L("Issue")
        case .quote: L("Quotation")
        case .round: L("Vote")
        case .aspect: L("Aspect")
        case .case: L("Case")
        case .situation: L("Desired situation")
        case .intervention: L("Intervention")
        case .event: L("Event")
        case .publication: L("Publication")
        case .consultation: L("Consultation")
        case .material: L("Material")
        }
    }

    // MARK: Annex

    var annex: [Document.Block] {
        guard !guide.recommendations.isEmpty else { return [] }
        let parts = guide.recommendations.enumerated().flatMap { index, recommendation -> [Document.Block] in
            let number = recommendation.number.isEmpty ? "" : recommendation.number + " "
            return [
                .heading(2, id: "r\(index + 1)", [.text(number)] + said(recommendation.title, recommendation.language))
            ]
                + basis(recommendation)
        }
        return [
            .pageBreak, .heading(1, id: "annex", L("Annex: what each recommendation rests on")),
            .paragraph(
                L(
                    "For each recommendation: the issues behind it, how the room voted on them in three readings, and the cases. A lower rank is better; a dash means that a reading may not be shown."
                )),
        ] + parts + effort
    }

    private func basis(_ recommendation: GuideDocument.Recommendation) -> [Document.Block] {
        if recommendation.issues.isEmpty && recommendation.cases.isEmpty && recommendation.withheldCases == 0 {
            return [.notice([Document.Inline](L("This recommendation cites nothing.")), .warning)]
        }
        var blocks: [Document.Block] = recommendation.issues.isEmpty ? [] : [.table(votes(recommendation))]
        var cases = recommendation.cases.map(item)
        let withheld = recommendation.withheldCases
        if withheld > 0 {
            cases.append(
                [Document.Inline](
                    L(
                        withheld, one: "\(withheld) case marked more restrictively than this guide",
                        other: "\(withheld) cases marked more restrictively than this guide")))
        }
        if !cases.isEmpty { blocks += [.paragraph([.strong([Document.Inline](L("Cases")))]), .list(cases)] }
        return blocks
    }

    private func item(_ item: EvidenceItem) -> [Document.Inline] {
        said(item.title, item.language) + (item.detail.isEmpty ? [] : [.text(" — \(item.detail)")])
    }

    /// A row for each vote on each issue; an issue on which nobody voted has one too.
    private func votes(_ recommendation: GuideDocument.Recommendation) -> Document.Table {
        var table = Document.Table(
            caption: L("Issues, and votes in three readings: \(recommendation.title)").string(),
            columns: [.init(L("Issue"), weight: 5), .init(L("Vote"), weight: 2)]
                + TallyReading.allCases.map { .init($0.label, isNumber: true, weight: 1) })
        table.rows = recommendation.issues.flatMap { issue -> [[[Document.Inline]]] in
            let title =
                said(issue.title, issue.language)
                + (issue.detail.isEmpty ? [] : [.lineBreak, .emphasis([.text(issue.detail)])])
            let rows = recommendation.votes.filter { $0.issue.description == issue.target }.compactMap(ranks)
            let dash: [Document.Inline] = [.text("–")]
            return rows.isEmpty
                ? [[title] + [[Document.Inline]](repeating: dash, count: 1 + TallyReading.allCases.count)]
                : rows.enumerated().map { [$0 == 0 ? title : said(issue.title, issue.language)] + $1 }
        }
        return table
    }

    private func ranks(_ vote: GuideDocument.Recommendation.Vote) -> [[Document.Inline]]? {
        guard let result = results[vote.round], result.isShown,
            let item = result.items.firstIndex(where: { $0.issue == vote.issue })
        else { return nil }
        let ranks = TallyReading.allCases.map { reading -> [Document.Inline] in
            let shown = result.main.readings.first { $0.reading == reading }
            let words = shown.map {
                L("\(result.main.rankText(item, in: $0)) of \(result.items.count)").string()
            }
            return [.text(words ?? "–")]
        }
        return [[.text(result.round.label.string())]] + ranks
    }

    /// The interventions that the guide cites, by difficulty and impact; the numbers are those of the evidence.
    private var effort: [Document.Block] {
        let cited = guide.sources.compactMap { source -> (GuideDocument.Source, InterventionRecord)? in
            source.item.kind == .intervention && !source.item.isUnpublished
                ? interventions[source.item.target].map { (source, $0) } : nil
        }
        let matrix = ImpactMatrix(
            cited.compactMap { source, item in
                guard let difficulty = item.difficulty, let impact = item.impact else { return nil }
                return ImpactMatrix.Item(number: source.number, difficulty: difficulty, impact: impact)
            })
        guard matrix.items.count > 2 else { return [] }
        var table = Document.Table(
            caption: "",
            columns: [
                .init(L("No."), isNumber: true, weight: 0.5), .init(L("Intervention"), weight: 6),
                .init(L("Difficulty"), isNumber: true), .init(L("Impact"), isNumber: true),
            ])
        table.rows = cited.map { source, item in
            [
                [.text(String(source.number))], said(source.item.title, source.item.language),
                [.text(item.difficulty.map(String.init) ?? "–")], [.text(item.impact.map(String.init) ?? "–")],
            ]
        }
        let chart = ImpactChart(id: "effort", matrix: matrix)
        let caption = L("Difficulty and impact as the groups judged them; the numbers are those of the evidence")
        return [
            .heading(2, id: "effort", L("Difficulty and impact of the interventions")),
            .figure(
                Document.Figure(
                    svg: chart.svg(.file).text, alternative: chart.title.string(), caption: caption.string(),
                    table: table)),
        ]
    }

    // MARK: Review

    var review: [Document.Block] {
        guard let version else { return [] }
        var table = Document.Table(
            caption: L("Sign-off of version \(version.number) by sector").string(),
            columns: [
                .init(L("In whose name"), weight: 3), .init(L("Decision"), weight: 1.5), .init(L("Remark"), weight: 4),
            ])
        let spoken = sectors.flatMap(\.words)
        table.rows = spoken.map { row(inWhoseName($0), $0.decision == .signed ? L("Signed") : L("Objection"), $0.note) }
        for sector in sectors where sector.words.isEmpty || !sector.silent.isEmpty {
            let name = names.sector(sector.sector)?.label.string() ?? sector.sector
            let silent = sector.silent.map {
                inWhoseName(people["participant:\($0.participant)"], sector: sector.sector)
            }
            table.rows += (silent.isEmpty ? [name] : silent).map { row($0, L("Nothing said yet"), "") }
        }
        guard !table.rows.isEmpty else { return [] }
        var blocks: [Document.Block] = [.heading(1, id: "review", L("Review")), .table(table)]
        let objections = spoken.count { $0.decision == .objection }
        if objections > 0 {
            blocks.append(
                .notice(
                    [Document.Inline](
                        L(
                            objections, one: "\(objections) objection is open.",
                            other: "\(objections) objections are open.")),
                    .warning))
        }
        if openComments > 0 {
            blocks.append(
                .paragraph(
                    L(
                        openComments, one: "\(openComments) comment is open.",
                        other: "\(openComments) comments are open.")))
        }
        return blocks
    }

    private func row(_ name: String, _ decision: Message, _ note: String) -> [[Document.Inline]] {
        [[.text(name)], [.text(decision.string())], [.text(note)]]
    }
}
