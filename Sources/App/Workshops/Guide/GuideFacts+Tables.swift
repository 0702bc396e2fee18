import Domain

extension GuideFacts: StoredFeature {
    static var tables: [TableFacts] {
        [
            guide, guideSection, sectionStatement, sectionText, evidence, citation, furtherEvidence, furtherCitation,
            guideComment, guideVersion, signOff,
        ]
    }

    private static let guide = TableFacts(
        "guide", search: .found(["title"]),
        rests: [.on("workshop", by: "event_id")],
        file: .goes(
            430,
            [
                .id, .event, .text("title", .line(GuideText.titleLimit, isRequired: true)),
                .text("marking", .words(Marking.self)), .text("language", .language),
                .text("state", .words(GuideState.self)), .number("created_at"), .number("changed_at"),
            ]))

    private static let guideSection = TableFacts(
        "guide_section",
        file: .goes(
            440, owner: .via("guide_id", "guide"),
            [
                .id, .of("guide", "guide_id"), .of("guide_section", "parent_id", isOptional: true, isLate: true),
                .number("position"), .text("kind", .words(GuideSectionKind.self)), .number("created_at"),
                .number("removed_at", isOptional: true),
            ]))

    private static let sectionStatement = TableFacts(
        "section_statement",
        file: .goes(
            450, key: ["section_id", "statement_id"], owner: .via("section_id", "guide_section"),
            [.of("guide_section", "section_id"), .of("outline_statement", "statement_id")]))

    private static let sectionText = TableFacts(
        "section_text", search: .found(["title"]),
        texts: ["title"],
        file: .goes(
            460, key: ["section_id", "language"], owner: .via("section_id", "guide_section"),
            [
                .of("guide_section", "section_id"), .text("language", .language),
                .text("title", .line(GuideText.titleLimit)), .of("card", "card_id"),
                .number("source_revision", isOptional: true), .number("changed_at"),
            ]))

    private static let evidence = TableFacts(
        "evidence", search: .left("read where a section cites it"),
        rests: [.on("intervention", by: "intervention_id"), .on("desired_situation", by: "situation_id")],
        file: .goes(
            470, owner: .via("guide_id", "guide"),
            [
                .id, .of("guide", "guide_id"), .number("number"), .text("kind", .words(EvidenceKind.self)),
                .of("issue", "issue_id", isOptional: true), .of("round", "round_id", isOptional: true),
                .of("aspect", "aspect_id", isOptional: true), .of("past_case", "case_id", isOptional: true),
                .of("desired_situation", "situation_id", isOptional: true),
                .of("intervention", "intervention_id", isOptional: true),
                .text("quote", .lines(CardPlace.guide.limit), isOptional: true), .number("created_at"),
            ]))

    private static let citation = TableFacts(
        "citation",
        file: .goes(
            480, key: ["section_id", "language", "evidence_id"], owner: .via("section_id", "guide_section"),
            [.of("guide_section", "section_id"), .text("language", .language), .of("evidence", "evidence_id")]))

    private static let furtherEvidence = TableFacts(
        "further_evidence", search: .left("read where a section cites it"), file: .stays(ofProgramme))

    private static let furtherCitation = TableFacts("further_citation", file: .stays(ofProgramme))

    private static let ofProgramme = "what a text of a programme cites belongs to the network of a server"

    private static let guideComment = TableFacts(
        "guide_comment", search: .left("read beside the section that it is about"),
        person: .rows(320, [.actor("author"), .actor("decided_by")]),
        texts: ["quote", "text", "proposed", "answer"],
        seats: [
            .actor("author"),
            .actor("decided_by"),
        ],
        file: .goes(
            490, owner: .via("guide_id", "guide"),
            [
                .id, .of("guide", "guide_id"), .of("guide_section", "section_id"), .text("language", .language),
                .of("guide_comment", "parent_id", isOptional: true, isLate: true),
                .text("kind", .words(GuideCommentRecord.Kind.self)), .text("author"),
                .text("quote", .lines(CommentDraft.quoteLimit)), .text("text", .lines(CommentDraft.textLimit)),
                .text("proposed", .lines(CommentDraft.textLimit)),
                .text("state", .words(GuideCommentRecord.State.self)), .number("created_at"),
                .text("decided_by", isOptional: true), .number("decided_at", isOptional: true),
                .text("answer", .lines(600)),
            ], leftOut: ["key": "what a device calls a sending"]))

    private static let guideVersion = TableFacts(
        "guide_version", search: .left("former words: what stands now is found"),
        person: .rows(
            330, [.actor("created_by"), .actor("final_by")],
            ["id", "guide_id", "number", "title", "note", "created_at"]),
        texts: ["note", "content", "final_note"],
        seats: [
            .actor("created_by"),
            .actor("final_by"),
        ],
        file: .goes(
            500, owner: .via("guide_id", "guide"),
            [
                .id, .of("guide", "guide_id"), .number("number"), .text("title", .line(120)),
                .text("note", .lines(1_000)), .json("content"), .text("created_by", isOptional: true),
                .number("created_at"), .number("review_at", isOptional: true), .number("final_at", isOptional: true),
                .text("final_by", isOptional: true), .text("final_note", .lines(1_000), isOptional: true),
            ]))

    private static let signOff = TableFacts(
        "sign_off", search: .left("read with the version that it is about"),
        person: .rows(340, [.actor("actor")]),
        texts: ["note"],
        seats: [.actor("actor", by: ["version_id", "sector"], .movesOnce(in: "version_id, sector"))],
        file: .goes(
            510, key: ["version_id", "sector", "actor"], owner: .via("version_id", "guide_version"),
            [
                .of("guide_version", "version_id"), .sector(isOptional: false),
                .text("decision", .words(SignOffRecord.Decision.self)), .text("note", .lines(1_000)), .text("actor"),
                .number("decided_at"),
            ]))
}
