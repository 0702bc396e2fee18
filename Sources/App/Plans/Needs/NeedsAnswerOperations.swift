import Domain
import Storage
import Web

/// Who answers for a sector: one question at a time. Two people on one question both stay.
enum NeedsAnswerOperations {
    static let noteLimit = 2_000

    /// - Parameter given: by the indicator's code, as the house's questionnaire reads it.
    static func answer(
        _ visit: Visit, _ id: NeedsAssessment.ID, sector: String, indicator: String, _ given: Questionnaire.Answers,
        _ draft: NeedsAnswerDraft
    ) async throws {
        try await visit.database.write { tx in
            let standing = try NeedsSectorStanding(visit, id, sector: sector, tx)
            try standing.requireAnswering()
            guard let asked = standing.content.asked.first(where: { $0.code == indicator }) else {
                throw Refusal.notFound
            }
            var draft = draft
            draft = try checked(draft, given, asked)
            let work = Work(tx, visit)
            try NeedsStore.keep([(indicator, sector, draft)], of: id, work)
            if standing.assessment.state == .invited { try NeedsStore.set(.answering, of: id, work) }
            try work.record(
                .programme(standing.cycle.programme), "needs-assessment:\(id)", "needs-assessment.answer",
                ["sector": .text(sector)])
        }
    }

    /// What came back from ODK or Kobo, all of it or nothing.
    static func take(_ visit: Visit, _ id: NeedsAssessment.ID, sector: String, _ table: String) async throws {
        guard TextLimit(NeedsScoreOperations.limit).mayHold(table) else {
            throw Refusal.invalid(["table": TextLimit.tooLong(NeedsScoreOperations.limit)])
        }
        try await visit.database.write { tx in
            let standing = try NeedsSectorStanding(visit, id, sector: sector, tx)
            try standing.requireAnswering()
            var answers: [(indicator: String, sector: String, draft: NeedsAnswerDraft)] = []
            do throws(FrameworkTable.Problem) {
                for read in try XLSFormWriter.answers(Array(table.utf8), standing.content) {
                    let code = read.indicator.code
                    let draft: NeedsAnswerDraft
                    do {
                        draft = try checked(NeedsAnswerDraft(), [code: read.values], read.indicator)
                    } catch {
                        throw FrameworkTable.Problem(line: read.line, column: "value")
                    }
                    answers.append((code, sector, draft))
                }
            } catch {
                throw Refusal.invalid(["table": FrameworkOperations.words(error)])
            }
            let work = Work(tx, visit)
            try NeedsStore.keep(answers, of: id, work)
            if standing.assessment.state == .invited, !answers.isEmpty { try NeedsStore.set(.answering, of: id, work) }
            try work.record(
                .programme(standing.cycle.programme), "needs-assessment:\(id)", "needs-assessment.answer",
                ["sector": .text(sector)])
        }
    }

    private static func checked(
        _ draft: NeedsAnswerDraft, _ given: Questionnaire.Answers, _ asked: FrameworkIndicator
    ) throws -> NeedsAnswerDraft {
        var (draft, check) = (draft, FieldCheck())
        draft.note = check.lines("note", draft.note, limit: noteLimit)
        draft.evidence = check.lines("evidence", draft.evidence, limit: noteLimit)
        if draft.isNotApplicable {
            draft.value = ""
        } else {
            var question = asked.question
            (question.isRequired, question.relevance) = (true, nil)
            let read = QuestionnaireSection.read(given, Questionnaire([question]))
            if let error = read.errors[asked.code] { check.fail(QuestionnaireSection.name(asked.code), error) }
            let values = read.answers[asked.code] ?? []
            if !asked.accepts(values) {
                let words = asked.constraintWords?.text(in: Language.current.rawValue)?.text
                check.fail(
                    QuestionnaireSection.name(asked.code),
                    words.map { .verbatim($0) } ?? L("This answer is not possible here."))
            }
            // As an XLSForm keeps several.
            draft.value = values.joined(separator: " ")
        }
        if draft.evidenceKind == .none {
            draft.evidence = ""
        } else if draft.evidence.isEmpty {
            check.fail("evidence", L("Say what shows it, or choose “None”."))
        }
        try check.finish()
        return draft
    }
}
