import Web

extension GuideFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("guide.beginning", L("Guide begun"), news: .everybody),
            JournalKind("guide.settings", L("Settings of the guide changed")),
            JournalKind("guide.language", L("Language of the guide added")),
            JournalKind("guide.section", L("Section added")),
            JournalKind("guide.section-title", L("Title of a section changed")),
            JournalKind("guide.section-move", L("Section moved")),
            JournalKind("guide.section-removal", L("Section removed")),
            JournalKind("guide.section-restoration", L("Section restored")),
            JournalKind("guide.translation", L("Translation of a section settled")),
            JournalKind("guide.evidence", L("Evidence cited")),
            JournalKind("guide.version", L("Version of the guide kept"), news: .everybody),
            JournalKind("guide.review", L("Guide put up for review"), news: .everybody),
            JournalKind("guide.reopening", L("Guide opened for writing again")),
            JournalKind("guide.sign-off", L("Guide signed off by a sector"), news: .everybody),
            JournalKind("guide.settling", L("Comments of the guide settled")),
            JournalKind("guide.finalisation", L("Guide made final"), news: .everybody),
            JournalKind("section.restoration", L("Section restored from a version")),
            JournalKind("comment.addition", L("Comment added")),
            JournalKind("comment.reply", L("Comment answered")),
            JournalKind("comment.resolution", L("Comment settled")),
            JournalKind("comment.return", L("Comment opened again")),
            JournalKind("suggestion.acceptance", L("Suggestion accepted")),
            JournalKind("suggestion.declining", L("Suggestion declined")),
        ]
    }
}
