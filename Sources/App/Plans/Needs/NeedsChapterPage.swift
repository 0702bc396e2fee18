import Domain
import Markup
import Storage
import Web

/// National values of one chapter: what the sectors answered, what they propose, and the country's own value with its reason and target.
struct NeedsChapterPage {
    let frame: PlansFrame
    let standing: NeedsStanding
    let framework: FrameworkRecord
    let pillar: String
    let number: Int
    let indicators: [FrameworkIndicator]
    let summary: NeedsSummary
    let values: [String: NeedsValueRecord]
    /// Of the cycle before with the same framework.
    let before: [String: NeedsValueRecord]
    let names: DirectoryNames
    let state: FormState?
    /// What others say of the country, by indicator.
    private let outside: [String: [NeedsOutsideRecord]]

    init(
        _ visit: Visit, _ programme: Programme.ID, _ id: NeedsAssessment.ID, _ number: Int, _ state: FormState?,
        _ reading: any Reading
    ) throws {
        frame = try PlansFrame(visit, programme, reading)
        let standing = try NeedsStanding(visit, programme, id, reading)
        let store = NeedsStore(reading)
        (self.standing, self.state, self.number) = (standing, state, number)
        framework = try FrameworkStore(reading).framework(standing.cycle.framework, of: programme)
        let content = try FrameworkStore(reading).content(standing.cycle.framework, version: standing.cycle.version)
        guard number >= 1, number <= content.pillars.count else { throw Refusal.notFound }
        let pillar = content.pillars[number - 1]
        self.pillar = pillar
        indicators = content.counted.filter { $0.pillar == pillar }
        summary = NeedsSummary(content, try store.answers(of: id))
        values = try store.values(of: id)
        before = try NeedsBefore.values(standing.assessment, standing.cycle, reading)
        names = try DirectoryNames(reading)
        outside = Dictionary(
            grouping: try NeedsOutsideStore(reading).values(
                of: standing.cycle.id, standing.assessment.country), by: \.indicator)
    }

    private var one: NeedsAssessmentRecord { standing.assessment }

    private var form: FormState {
        if let state { return state }
        return FormState(
            stored: indicators.flatMap { indicator -> [(String, String)] in
                let value = values[indicator.code]
                let shown: String =
                    switch value?.kind {
                    case .value: value?.value.map(String.init) ?? ""
                    case .notApplicable: "n/a"
                    case .notAnswered: "none"
                    case nil: ""
                    }
                return [
                    ("value-\(indicator.code)", shown), ("reason-\(indicator.code)", value?.reason ?? ""),
                    ("target-\(indicator.code)", value?.target.map(String.init) ?? ""),
                    ("target-on-\(indicator.code)", value?.targetOn ?? ""),
                ]
            })
    }

    var answer: Answer {
        let programme = frame.programme
        let isOpen = standing.cycle.isOpen && one.state.isOpen
        let form = form
        let labels = indicators.flatMap { indicator -> [(field: String, label: Message)] in
            ["value", "reason", "target", "target-on"].map {
                (field: "\($0)-\(indicator.code)", label: .verbatim(indicator.code))
            }
        }
        return frame.answer(
            NeedsFacts.tab, .verbatim(pillar), path: NeedsPaths.chapter(programme, one.id, number),
            between: [
                .init(L("Needs"), NeedsPaths.needs(programme)),
                .init(
                    .verbatim(names.country(one.country) ?? one.country), NeedsPaths.assessment(programme, one.id)),
            ], status: form.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1 dir="auto">\(pillar)</h1></div>\
            <form class="form" id="values" method="post" action="\(NeedsPaths.chapter(programme, one.id, number))">\(form.summary(labels))\
            \(indicators.html { field($0, form) })\
            \(isOpen ? "<div class=\"actions dock\"><button class=\"primary\">\(L("Save the chapter"))</button></div>" : .empty)</form>
            """)
    }

    private func field(_ indicator: FrameworkIndicator, _ form: FormState) -> HTML {
        let code = indicator.code
        let levels = CapacityScore.levels.map { level -> (value: String, label: Message) in
            let words =
                indicator.levels.indices.contains(level - 1)
                ? indicator.levels[level - 1].text(in: Language.current.rawValue, else: [framework.language])?.text
                : nil
            return (value: String(level), label: .verbatim(words.map { "\(level) · \($0)" } ?? String(level)))
        }
        let more: [(value: String, label: Message)] = [
            (value: "n/a", label: L("Does not apply")), (value: "none", label: L("Not answered")),
        ]
        let none: [(value: String, label: Message)] = [(value: "", label: "–")]
        return """
            <fieldset id="of-\(code)"><legend dir="auto">\(indicator.question.words.text(in: Language.current.rawValue, else: [framework.language])?.text ?? code)</legend>\
            \(told(code))\(form.select("value-\(code)", L("National value"), options: none + levels + more))\
            \(form.area("reason-\(code)", L("Reason"), hint: L("Where it differs from the sectors, or they differ by two levels."), maxLength: 1_000))\
            <div class="row">\(form.select("target-\(code)", L("Target"), options: none + levels))\
            \(form.text("target-on-\(code)", L("Reached by"), type: "date"))</div></fieldset>
            """
    }

    /// What the sectors said, and last time's value.
    private func told(_ code: String) -> HTML {
        let latest = summary.latest(code)
        let proposal = summary.proposal(code)
        let last = before[code]?.value
        return """
            <ul class="lines">\(latest.html { answer in
                let others = (summary.answers[code]?[answer.sector] ?? []).dropLast()
                return """
                    <li><p class="meta">\(names.sector(answer.sector)?.html) <b>\(said(answer))</b>\
                    \(others.isEmpty ? .empty : " <span>\(L("others of the sector: \(others.map(said).joined(separator: ", "))"))</span>")</p>\
                    \(answer.draft.note.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(answer.draft.note)</p>")\
                    \(answer.draft.evidence.isEmpty ? .empty : "<p class=\"meta\"><span>\(answer.draft.evidenceKind.label)</span> <span class=\"lines-kept\" dir=\"auto\">\(answer.draft.evidence)</span></p>")</li>
                    """
            })</ul><p class="meta">\(proposal.map { "<span>\(L("Proposed: \($0.value), the cautious one"))</span>" as HTML } ?? .empty)\
            \(proposal?.talk == true ? " <span class=\"state warn\">\(L("two levels apart: talk"))</span>" : .empty)\
            \(last.map { " <span>\(L("last time: \($0)"))</span>" as HTML } ?? .empty)\
            \((outside[code] ?? []).html { " <span dir=\"auto\">\(L("\($0.source) says: \($0.value)"))</span>" })</p>
            """
    }

    private func said(_ answer: NeedsAnswerRecord) -> String {
        answer.draft.isNotApplicable ? "n/a" : answer.draft.value
    }

    /// What the form brings.
    static func read(_ form: FormValues) -> [NeedsValueRecord] {
        form.fields.compactMap { field -> NeedsValueRecord? in
            guard field.name.hasPrefix("value-") else { return nil }
            let code = String(field.name.dropFirst(6))
            let told = form.text("value-\(code)")
            let target = form.text("target-\(code)")
            guard !told.isEmpty else { return nil }
            return NeedsValueRecord(
                indicator: code,
                kind: told == "n/a" ? .notApplicable : told == "none" ? .notAnswered : .value,
                value: Int(told), reason: form["reason-\(code)"] ?? "", target: target.isEmpty ? nil : Int(target) ?? 0,
                targetOn: form.text("target-on-\(code)"))
        }.prefix(FrameworkContent.mostIndicators).map { $0 }
    }
}

/// What the same country said in the cycle before that asked with the same framework.
enum NeedsBefore {
    private static func assessment(
        _ one: NeedsAssessmentRecord, _ cycle: NeedsCycleRecord, _ reading: any Reading
    ) throws -> NeedsAssessmentRecord? {
        let store = NeedsStore(reading)
        let cycles = try store.cycles(of: cycle.programme).filter { $0.framework == cycle.framework }
        guard let place = cycles.firstIndex(where: { $0.id == cycle.id }) else { return nil }
        let earlier = cycles[(place + 1)...].map(\.id)
        let found = try store.assessments(of: Array(earlier)).filter { $0.country == one.country }
        return earlier.lazy.compactMap { id in found.first { $0.cycle == id } }.first
    }

    static func values(_ one: NeedsAssessmentRecord, _ cycle: NeedsCycleRecord, _ reading: any Reading) throws
        -> [String: NeedsValueRecord]
    {
        guard let before = try assessment(one, cycle, reading) else { return [:] }
        return try NeedsStore(reading).values(of: before.id)
    }

    /// The latest answers of a sector: in the cycle before, else to a question of another framework that asks the same.
    static func answers(
        _ one: NeedsAssessmentRecord, _ cycle: NeedsCycleRecord, sector: String, _ reading: any Reading
    ) throws -> [String: NeedsAnswerRecord] {
        var found: [String: NeedsAnswerRecord] = [:]
        if let before = try assessment(one, cycle, reading) {
            let answers = try NeedsStore(reading).answers(of: before.id).filter { $0.sector == sector }
            found = Dictionary(answers.map { ($0.indicator, $0) }) { _, last in last }
        }
        let same = try FrameworkStore(reading).same(as: cycle.framework)
        guard !same.isEmpty else { return found }
        let store = NeedsStore(reading)
        let cycles = try store.cycles(of: cycle.programme)
        let frameworks = Dictionary(cycles.map { ($0.id, $0.framework) }) { first, _ in first }
        let others = try store.assessments(of: cycles.map(\.id)).filter { $0.country == one.country && $0.id != one.id }
        let places = Dictionary(others.map { ($0.id, frameworks[$0.cycle]) }) { first, _ in first }
        let answers = try store.answers(of: others.map(\.id))
        for (indicator, crossings) in same where found[indicator] == nil {
            found[indicator] =
                answers.last { pair in
                    pair.answer.sector == sector
                        && crossings.contains {
                            $0.indicator == pair.answer.indicator && $0.framework == places[pair.assessment]
                        }
                }?.answer
        }
        return found
    }
}
