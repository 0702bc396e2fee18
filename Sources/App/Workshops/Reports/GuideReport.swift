import Domain
import Storage
import Web

/// The guide as a document that leaves the room: its sections with numbered evidence, the list of that evidence, an annex that says
/// for each recommendation what it rests on, and who signed it.
struct GuideReport {
    /// A sector's last word on the newest version that was reviewed.
    struct SignOff: Sendable, Hashable {
        let sector: String
        let isSigned: Bool
        let note: String
    }

    let guide: GuideDocument
    let event: EventRecord
    let names: DirectoryNames
    /// Revealed rounds, by id.
    let results: [Round.ID: RoundResult]
    /// The number of the version that was reviewed.
    let version: Int?
    let signOffs: [SignOff]
    let openComments: Int
    var madeOn = ""

    /// Where the guide is marked less closely than something that it cites, nothing is made.
    /// - Throws: ``Refusal/noGuide``, or what ``GuideRelease/check(_:)`` says.
    static func document(
        of event: Event.ID, in language: String?, madeOn: String, _ reading: any Reading
    ) throws -> ReportDocument {
        guard let guide = try GuideStore(reading).document(of: event, in: language) else { throw Refusal.noGuide }
        try GuideRelease.check(guide)
        return try Language.$current.withValue(Language(rawValue: guide.language) ?? .current) {
            let record = try EventStore(reading).event(event)
            let rounds = try RoundStore(reading).rounds(of: event).filter { $0.state == .revealed }
            let review = try ReportStore(reading).review(of: guide.guide)
            return GuideReport(
                guide: guide, event: record, names: try DirectoryNames(reading),
                results: Dictionary(
                    uniqueKeysWithValues: try rounds.compactMap { round in
                        try ResultCache.shared.result(of: round, reading).map { (round.id, $0) }
                    }),
                version: review.version, signOffs: review.signOffs, openComments: review.openComments, madeOn: madeOn
            ).document
        }
    }

    var document: ReportDocument {
        var document = ReportDocument(
            title: guide.title, kind: kind.string(), marking: guide.marking, language: guide.language)
        document.startsChaptersOnPages = false
        document.facts = facts
        document.note = [.notice([ReportInline](ReportWords.meaning(of: guide.marking)), .plain)] + notes
        document.blocks = sections + evidence + annex + review
        return document
    }

    private var kind: Message {
        guide.state == .final ? L("Guide") : L("Guide · draft: \(ReportLabels.guideState(guide.state.rawValue))")
    }

    private var facts: [ReportDocument.Fact] {
        var facts = [
            ReportDocument.Fact(L("From"), event.title),
            .init(L("Dates"), DateText.span(event.startsOn, event.endsOn)),
        ]
        if !event.place.isEmpty { facts.append(.init(L("Place"), event.place)) }
        if guide.languages.count > 1 { facts.append(.init(L("Languages"), guide.languages.joined(separator: ", "))) }
        facts.append(.init(L("Marking"), "TLP:\(guide.marking)"))
        if let version { facts.append(.init(L("Reviewed version"), String(version))) }
        if !madeOn.isEmpty { facts.append(.init(L("Made on"), DateText.day(madeOn))) }
        return facts
    }

    private var notes: [ReportBlock] {
        let old = guide.sections.filter(\.isOutOfDate).map { "\($0.number) \($0.title)".trimmed }
        guard !old.isEmpty else { return [] }
        return [
            .notice(
                [ReportInline](L("These sections follow an older text of the main language: \(old.joined(separator: "; ")).")),
                .warning)
        ]
    }

    // MARK: Sections

    private var sections: [ReportBlock] {
        let numbers = Dictionary(guide.sources.map { ($0.key, $0.number) }, uniquingKeysWith: { first, _ in first })
        return guide.sections.enumerated().flatMap { index, section -> [ReportBlock] in
            let id = "s\(index + 1)"
            let number = section.number.isEmpty ? "" : section.number + " "
            let text = ReportText.blocks(section.markdown, level: section.level, prefix: id, citations: numbers)
            return [.heading(section.level, id: id, [.text(number)] + said(section.title, section.language))]
                + (section.language == guide.language || text.isEmpty ? text : [.foreign(text, language: section.language)])
        }
    }

    private func said(_ text: String, _ language: String) -> [ReportInline] {
        language == guide.language ? [.text(text)] : [.foreign([.text(text)], language: language)]
    }

    // MARK: Evidence

    private var evidence: [ReportBlock] {
        guard !guide.sources.isEmpty else { return [] }
        let items = guide.sources.map { source in
            var details = source.item.detail.isEmpty ? [] : [[ReportInline.text(source.item.detail)]]
            if source.item.isGone { details.append([ReportInline](L("Withdrawn or joined into another since."))) }
            return ReportEvidence(
                number: source.number, kind: Self.label(source.item.kind).string(),
                text: said(source.item.title, source.item.language), details: details,
                marking: source.item.marking == guide.marking ? nil : source.item.marking)
        }
        return [.pageBreak, .heading(1, id: "evidence", L("Evidence")), .evidence(items)]
    }

    static func label(_ kind: EvidenceKind) -> Message {
        switch kind {
        case .issue: L("Issue")
        case .quote: L("Quotation")
        case .round: L("Vote")
        case .aspect: L("Aspect")
        case .case: L("Case")
        case .situation: L("Desired situation")
        case .intervention: L("Intervention")
        }
    }

    // MARK: Annex

    private var annex: [ReportBlock] {
        guard !guide.recommendations.isEmpty else { return [] }
        let parts = guide.recommendations.enumerated().flatMap { index, recommendation -> [ReportBlock] in
            let number = recommendation.number.isEmpty ? "" : recommendation.number + " "
            return [.heading(2, id: "r\(index + 1)", [.text(number)] + said(recommendation.title, recommendation.language))]
                + basis(recommendation)
        }
        return [
            .pageBreak, .heading(1, id: "annex", L("Annex: what each recommendation rests on")),
            .paragraph(
                L(
                    "For each recommendation: the issues behind it, how the room voted on them in three readings, and the cases. A lower rank is better; a dash stands where a reading may not be shown."
                )),
        ] + parts
    }

    private func basis(_ recommendation: GuideDocument.Recommendation) -> [ReportBlock] {
        var blocks: [ReportBlock] = []
        if recommendation.issues.isEmpty && recommendation.cases.isEmpty && recommendation.withheldCases == 0 {
            return [.notice([ReportInline](L("This recommendation cites nothing.")), .warning)]
        }
        if !recommendation.issues.isEmpty {
            blocks.append(.paragraph([.strong([ReportInline](L("Issues")))]))
            blocks.append(.list(recommendation.issues.map(item)))
        }
        let votes = self.votes(recommendation)
        if !votes.rows.isEmpty { blocks.append(.table(votes)) }
        var cases = recommendation.cases.map(item)
        let withheld = recommendation.withheldCases
        if withheld > 0 {
            cases.append(
                [ReportInline](
                    L(
                        withheld, one: "\(withheld) case marked closer than this guide",
                        other: "\(withheld) cases marked closer than this guide")))
        }
        if !cases.isEmpty { blocks += [.paragraph([.strong([ReportInline](L("Cases")))]), .list(cases)] }
        return blocks
    }

    private func item(_ item: EvidenceItem) -> [ReportInline] {
        said(item.title, item.language) + (item.detail.isEmpty ? [] : [.text(" — \(item.detail)")])
    }

    private func votes(_ recommendation: GuideDocument.Recommendation) -> ReportTable {
        var table = ReportTable(
            caption: L("Votes in three readings: \(recommendation.title)").string(),
            columns: [.init(L("Issue"), weight: 4), .init(L("Vote"), weight: 3)]
                + TallyReading.allCases.map { .init($0.label, isNumber: true, weight: 1.3) })
        table.rows = recommendation.votes.compactMap { vote in
            guard let result = results[vote.round], result.isShown,
                let item = result.items.firstIndex(where: { $0.issue == vote.issue })
            else { return nil }
            let ranks = TallyReading.allCases.map { reading -> [ReportInline] in
                let shown = result.main.readings.first { $0.reading == reading }
                return [.text(shown.map { L("\(result.main.rankText(item, in: $0)) of \(result.items.count)").string() } ?? "–")]
            }
            return [said(result.items[item].title, result.items[item].language), [.text(result.round.label.string())]] + ranks
        }
        return table
    }

    // MARK: Review

    private var review: [ReportBlock] {
        guard let version, !signOffs.isEmpty else { return [] }
        var table = ReportTable(
            caption: L("Sign-off of version \(version) by sector").string(),
            columns: [.init(L("Sector"), weight: 2), .init(L("Decision"), weight: 1.5), .init(L("Remark"), weight: 4)])
        table.rows = signOffs.map { signOff in
            [
                [.text(names.sector(signOff.sector)?.label.string() ?? signOff.sector)],
                [.text((signOff.isSigned ? L("Signed") : L("Objection")).string())], [.text(signOff.note)],
            ]
        }
        var blocks: [ReportBlock] = [.heading(1, id: "review", L("Review")), .table(table)]
        let objections = signOffs.count { !$0.isSigned }
        if objections > 0 {
            blocks.append(
                .notice(
                    [ReportInline](
                        L(objections, one: "\(objections) objection is open.", other: "\(objections) objections are open.")),
                    .warning))
        }
        if openComments > 0 {
            blocks.append(
                .paragraph(
                    L(openComments, one: "\(openComments) comment is open.", other: "\(openComments) comments are open.")))
        }
        return blocks
    }
}

extension ReportStore {
    /// The newest version that sectors have signed or objected to, and what is still open in the comments.
    func review(of guide: Guide.ID) throws -> (version: Int?, signOffs: [GuideReport.SignOff], openComments: Int) {
        let open: Int? = try reading.value(
            "SELECT COUNT(*) FROM guide_comment WHERE guide_id = \(guide) AND parent_id IS NULL AND state = 'open'")
        let newest = try reading.first(
            """
            SELECT v.id, v.number FROM guide_version v WHERE v.guide_id = \(guide)
            AND EXISTS (SELECT 1 FROM sign_off s WHERE s.version_id = v.id) ORDER BY v.number DESC LIMIT 1
            """)
        guard let newest else { return (nil, [], open ?? 0) }
        let id: GuideVersion.ID = try newest.get("id")
        let rows = try reading.all(
            """
            SELECT o.sector, o.decision, o.note FROM sign_off o LEFT JOIN sector s ON s.code = o.sector
            WHERE o.version_id = \(id) ORDER BY s.position, o.sector
            """)
        return (
            try newest.get("number"),
            try rows.map {
                .init(
                    sector: try $0.get("sector"), isSigned: try $0.get("decision", as: String.self) == "signed",
                    note: try $0.get("note"))
            }, open ?? 0
        )
    }
}
