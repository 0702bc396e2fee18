import Domain
import Storage
import Web

/// A country's scores as a table, out and in, for its focal point: national values without a sector, sectors' answers with one.
enum NeedsScoreOperations {
    /// What a form takes.
    static let limit = 200_000

    static func write(_ visit: Visit, _ programme: Programme.ID, _ id: NeedsAssessment.ID, _ reading: any Reading)
        throws
        -> String
    {
        let standing = try NeedsStanding(visit, programme, id, reading)
        let store = NeedsStore(reading)
        let framework = try FrameworkStore(reading).framework(standing.cycle.framework, of: programme)
        let content = try FrameworkStore(reading).content(framework.id, version: standing.cycle.version)
        let (values, summary) = (try store.values(of: id), NeedsSummary(content, try store.answers(of: id)))
        func line(_ code: String, sector: String) -> ScoreFile.Line? {
            if sector.isEmpty {
                guard let value = values[code], value.kind != .notAnswered else { return nil }
                return ScoreFile.Line(
                    country: standing.assessment.country, framework: framework.code, indicator: code, sector: "",
                    value: value.value.map(String.init) ?? "", isNotApplicable: value.kind == .notApplicable,
                    target: value.target, targetOn: value.targetOn, evidence: value.reason, answeredOn: "")
            }
            guard let answer = summary.answers[code]?[sector]?.last else { return nil }
            return ScoreFile.Line(
                country: standing.assessment.country, framework: framework.code, indicator: code, sector: sector,
                value: answer.draft.value, isNotApplicable: answer.draft.isNotApplicable, target: nil, targetOn: "",
                evidence: answer.draft.evidence, answeredOn: CalendarDate.today(answer.at))
        }
        let lines = content.asked.flatMap { one in
            ([""] + (summary.answers[one.code] ?? [:]).keys.sorted()).compactMap { line(one.code, sector: $0) }
        }
        return ScoreFile.write(lines)
    }

    static func take(_ visit: Visit, _ programme: Programme.ID, _ id: NeedsAssessment.ID, _ table: String) async throws
    {
        guard TextLimit(limit).mayHold(table) else { throw Refusal.invalid(["table": TextLimit.tooLong(limit)]) }
        let (country, framework, content) = try await visit.read { reading in
            let standing = try NeedsStanding(visit, programme, id, reading)
            let framework = try FrameworkStore(reading).framework(standing.cycle.framework, of: programme)
            return (
                standing.assessment.country, framework.code,
                try FrameworkStore(reading).content(framework.id, version: standing.cycle.version)
            )
        }
        let table = CSVTable.bare(table)
        let lines: [ScoreFile.Line]
        do { lines = try ScoreFile.read(Array(table.utf8), country: country, framework: framework) } catch {
            throw Refusal.invalid(["table": FrameworkOperations.words(error)])
        }
        var values: [NeedsValueRecord] = []
        var answers: [(line: ScoreFile.Line, draft: NeedsAnswerDraft)] = []
        for line in lines {
            guard let one = content.asked.first(where: { $0.code == line.indicator }) else {
                throw Refusal.invalid(["table": L("There is no indicator “\(line.indicator)” in this framework.")])
            }
            if line.sector.isEmpty {
                guard one.question.kind == .scale, line.isNotApplicable || !line.value.isEmpty else { continue }
                values.append(
                    NeedsValueRecord(
                        indicator: one.code, kind: line.isNotApplicable ? .notApplicable : .value,
                        value: Int(line.value), reason: line.evidence, target: line.target, targetOn: line.targetOn))
            } else if line.isNotApplicable || !line.value.isEmpty {
                answers.append((line, try draft(line, one)))
            }
        }
        try await keep(visit, programme, id, values, answers)
    }

    private static func draft(_ line: ScoreFile.Line, _ one: FrameworkIndicator) throws -> NeedsAnswerDraft {
        var draft = NeedsAnswerDraft(isNotApplicable: line.isNotApplicable)
        var check = FieldCheck()
        draft.evidence = check.lines("table", line.evidence, limit: NeedsAnswerOperations.noteLimit)
        draft.evidenceKind = draft.evidence.isEmpty ? .none : .text
        if !line.isNotApplicable {
            var question = one.question
            question.relevance = nil
            let told = question.kind == .many ? line.value.split(separator: " ").map { String($0) } : [line.value]
            let read = QuestionnaireSection.read([one.code: told], Questionnaire([question]))
            if let error = read.errors[one.code] { check.fail("table", error) }
            draft.value = (read.answers[one.code] ?? []).joined(separator: " ")
        }
        try check.finish()
        return draft
    }

    private static func keep(
        _ visit: Visit, _ programme: Programme.ID, _ id: NeedsAssessment.ID, _ values: [NeedsValueRecord],
        _ answers: [(line: ScoreFile.Line, draft: NeedsAnswerDraft)]
    ) async throws {
        var check = FieldCheck()
        let clean = values.map { value in
            var value = value
            value.reason = check.lines("table", value.reason, limit: 1_000)
            return value
        }
        try check.finish()
        let told = answers
        try await visit.database.write { tx in
            let standing = try NeedsStanding(visit, programme, id, tx)
            try standing.requireOpen()
            let work = Work(tx, visit)
            let sectors = Set(try SectorStore(tx).sectors().map(\.name.code))
            for answer in told where !sectors.contains(answer.line.sector) {
                throw Refusal.invalid(["table": L("There is no sector “\(answer.line.sector)”.")])
            }
            try NeedsStore.keep(clean, of: id, work)
            try NeedsStore.keep(told.map { ($0.line.indicator, $0.line.sector, $0.draft) }, of: id, work)
            if standing.assessment.state == .invited { try NeedsStore.set(.answering, of: id, work) }
            try work.record(.programme(programme), "needs-assessment:\(id)", "needs-assessment.values")
        }
    }
}
