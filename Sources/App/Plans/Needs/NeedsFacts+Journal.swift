import Web

extension NeedsFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("needs-cycle.opening", L("Cycle of needs assessments opened")),
            JournalKind("needs-cycle.closing", L("Cycle of needs assessments closed")),
            JournalKind("needs-cycle.rollup", L("Picture of a cycle taken")),
            JournalKind("needs-assessment.answer", L("Question of a needs assessment answered")),
            JournalKind("needs-assessment.respondent", L("Somebody named who answers for a sector")),
            JournalKind("needs-assessment.respondent-removal", L("Somebody no longer answers for a sector")),
            JournalKind("needs-assessment.consolidation", L("Answers of sectors taken over or opened again")),
            JournalKind("needs-assessment.values", L("National values set")),
            JournalKind("needs-assessment.sharing", L("Who sees a country's values changed")),
            JournalKind("needs-assessment.submission", L("Needs assessment submitted")),
            JournalKind("needs-assessment.return", L("Needs assessment returned with questions")),
        ]
    }
}
