/// Every table that holds an event's data, in the order in which rows can be stored: what is referred to comes first.
/// A test walks the schema and fails where a table or a column is neither here nor in ``WorkshopTable/staysBehind``.
extension WorkshopTable {
    static let all: [WorkshopTable] = directory + plenary + groups + tables + sheets + guide

    /// Tables that may name an event or its people and do not come along, and why.
    static let staysBehind: [String: String] = [
        "card_sending": "what devices call their sendings, forgotten after a week",
        "seat_joining": "what it takes to part two joined seats again on this server",
        "seats_kept_apart": "which seats are two people's, as somebody of this server said",
        "sending": "what devices called their sendings and what those said, forgotten after a week",
        "session": "who is signed in where",
        "import_draft": "previews of files, deleted after a day",
        "import_memory": "how files were understood on this server",
        "outgoing_mail": "mail on its way, with addresses",
        "intervention_vote": "private judgements, which are deleted when the vote of a sheet is closed",
        "programme_organiser": "accounts of this server",
        "design": "belongs to the programme, not to an event",
        "room_move": "a move of the room that can still be undone",
        "journal": "the record of what was done on this server; the import writes an entry of its own",
    ]

    private static let directory: [WorkshopTable] = [
        WorkshopTable(
            "programme", owner: .query,
            [
                .id, .text("title"), .text("summary"), .number("created_at"), .text("language", isOptional: true).later,
            ]),
        WorkshopTable(
            "sector", key: ["code"], owner: .query,
            [
                .text("code"), .text("name"), .number("position"), .number("hue"),
                .number("retired_at", isOptional: true),
            ]),
        WorkshopTable(
            "event", owner: .query,
            [
                .id, .of("programme", "programme_id"), .text("kind"), .text("title"), .text("starts_on"),
                .text("ends_on"),
                .text("time_zone"), .text("place"), .text("link"), .text("code"), .text("marking"), .text("door"),
                .number("projector_generation"), .text("stage", isOptional: true),
                .of("topic", "topic_id", isOptional: true, isLate: true),
                .of("round", "round_id", isOptional: true, isLate: true),
                .flag("names_shown"), .flag("issues_visible"), .number("created_at"), .number("changed_at"),
                .of("group_plan", "group_plan_id", isOptional: true, isLate: true),
                .of("event_step", "step_id", isOptional: true, isLate: true), .text("envision_by"),
                .of("sheet", "sheet_id", isOptional: true, isLate: true), .text("exchange_view"),
                .text("outline_part", isOptional: true),
                .of("breakout_group", "shown_group_id", isOptional: true, isLate: true),
                .of("issue", "shown_issue_id", isOptional: true, isLate: true), .text("names_until", isOptional: true),
                .text("language", isOptional: true).later,
            ], leftOut: ["names_erased_at": "each server takes names away by itself"]),
        WorkshopTable("topic", [.id, .event, .number("position"), .text("title"), .text("question")]),
        WorkshopTable(
            "participant",
            [
                .id, .event, .text("name"), .text("organisation"), .country(), .sector(),
                .text("language", isOptional: true), .text("role"), .text("state"), .number("created_at"),
                .number("arrived_at", isOptional: true),
                .of("participant", "joined_into", isOptional: true, isLate: true).later,
                .number("unverified_at", isOptional: true).later,
                .number("naming_agreed_at", isOptional: true).later,
            ],
            leftOut: [
                "account_id": "accounts belong to a server", "person_id": "the directory belongs to a server",
                "link_digest": "personal links lead to this server only",
                "first_link_digest": "personal links lead to this server only",
                "link_generation": "personal links lead to this server only",
                "card_code": "what is printed on name cards leads to this server only",
                "claimed_seat": "who waits at the door is let in or not on this server",
            ]),
    ]

    private static let plenary: [WorkshopTable] = [
        WorkshopTable(
            "issue",
            [
                .id, .event, .of("topic", "topic_id"), .of("participant", "participant_id", isOptional: true),
                .text("kind"),
                .text("language"), .text("title"), .text("explanation"), .country(), .sector(),
                .of("issue", "merged_into", isOptional: true, isLate: true), .number("created_at"),
                .number("changed_at"),
                .number("withdrawn_at", isOptional: true),
            ], leftOut: ["draft_key": "what a device calls a sending"]),
        WorkshopTable(
            "issue_kept_apart", key: ["first_issue", "second_issue"],
            [.of("issue", "first_issue"), .of("issue", "second_issue"), .event, .number("kept_at")]),
        WorkshopTable(
            "round",
            [
                .id, .event, .of("topic", "topic_id", isOptional: true), .number("number"), .text("title"),
                .text("method"),
                .json("settings"), .text("state"), .number("created_at"), .number("opened_at", isOptional: true),
                .number("closes_at", isOptional: true), .number("closed_at", isOptional: true),
                .number("revealed_at", isOptional: true), .number("present", isOptional: true),
                .flag("shows_ballots", since: 2),
            ], leftOut: ["ballot_key": "destroyed when a round is closed; no round may be open"]),
        WorkshopTable(
            "round_item", key: ["round_id", "issue_id"], owner: .via("round_id", "round"),
            [
                .of("round", "round_id"), .of("issue", "issue_id"), .number("position"), .text("title"),
                .text("language"),
            ]),
        WorkshopTable(
            "ballot", owner: .via("round_id", "round"),
            [.id, .of("round", "round_id"), .json("choices")],
            leftOut: ["voter": "forgotten when a round is closed"]),
        WorkshopTable(
            "tally_group", key: ["round_id", "reading", "position"], owner: .via("round_id", "round"),
            [
                .of("round", "round_id"), .text("reading"), .number("position"), .json("members"), .number("people"),
            ], since: 2),
        WorkshopTable(
            "tally_count", key: ["round_id", "reading", "position", "criterion", "issue_id", "value"],
            owner: .via("round_id", "round"),
            [
                .of("round", "round_id"), .text("reading"), .number("position"), .text("criterion"),
                .of("issue", "issue_id"), .number("value"), .number("ballots"),
            ], since: 2),
        WorkshopTable(
            "participation", key: ["round_id", "participant_id"], owner: .via("round_id", "round"),
            [.of("round", "round_id"), .of("participant", "participant_id"), .flag("is_paper")],
            leftOut: [
                "receipt": "each voter's own", "device": "forgotten when a round is closed",
                "device_number": "forgotten when a round is closed",
            ]),
        WorkshopTable(
            "round_voter", key: ["round_id", "participant_id"], owner: .via("round_id", "round"),
            [.of("round", "round_id"), .of("participant", "participant_id")], cameLater: true),
        WorkshopTable(
            "round_source", key: ["round_id", "issue_id"], owner: .via("round_id", "round"),
            [.of("round", "round_id"), .of("issue", "issue_id")], cameLater: true),
        WorkshopTable(
            "counted_receipt", key: ["round_id", "receipt"], owner: .via("round_id", "round"),
            [.of("round", "round_id"), .text("receipt")]),
        WorkshopTable(
            "paper_ballot", owner: .via("round_id", "round"),
            [
                .id, .of("round", "round_id"), .of("participant", "participant_id"), .text("entered_by"),
                .text("confirmed_by", isOptional: true), .text("state"), .number("entered_at"),
                .number("decided_at", isOptional: true),
            ], leftOut: ["choices": "forgotten with the decision on the paper"]),
    ]

    private static let groups: [WorkshopTable] = [
        WorkshopTable(
            "group_plan", [.id, .event, .number("number"), .text("title"), .text("note"), .number("created_at")]),
        WorkshopTable(
            "breakout_group",
            [
                .id, .of("group_plan", "plan_id"), .event, .number("number"), .text("name"), .text("place"),
                .text("language"), .of("participant", "facilitator_id", isOptional: true),
                .of("participant", "rapporteur_id", isOptional: true),
            ]),
        WorkshopTable(
            "group_member", key: ["plan_id", "participant_id"], owner: .via("plan_id", "group_plan"),
            [.of("group_plan", "plan_id"), .of("participant", "participant_id"), .of("breakout_group", "group_id")]),
        WorkshopTable(
            "priority", key: ["issue_id"],
            [
                .of("issue", "issue_id"), .event, .number("position"), .of("round", "round_id", isOptional: true),
                .text("reason"), .number("chosen_at"),
            ]),
        WorkshopTable(
            "group_priority", key: ["group_id", "issue_id"], owner: .via("group_id", "breakout_group"),
            [.of("breakout_group", "group_id"), .of("priority", "issue_id"), .number("position")]),
        WorkshopTable(
            "event_step",
            [
                .id, .event, .number("position"), .text("stage"), .of("topic", "topic_id", isOptional: true),
                .text("title"),
                .number("minutes", isOptional: true), .json("settings"), .number("opens_at", isOptional: true),
                .number("closes_at", isOptional: true), .number("opened_at", isOptional: true),
                .number("ended_at", isOptional: true),
            ],
            leftOut: [
                "opens_local": "follows from the instant and the event's zone",
                "closes_local": "follows from the instant and the event's zone",
                "local_zone": "the event's",
            ]),
    ]

    private static let tables: [WorkshopTable] = [
        WorkshopTable(
            "card",
            [
                .id, .event, .text("place"), .text("language"), .text("text"), .number("revision"),
                .text("changed_by", isOptional: true), .number("changed_at"),
            ]),
        WorkshopTable(
            "card_revision", key: ["card_id", "number"], owner: .via("card_id", "card"),
            [
                .of("card", "card_id"), .number("number"), .text("text"), .text("changed_by", isOptional: true),
                .number("begun_at"), .number("changed_at"),
            ]),
        WorkshopTable(
            "past_case", owner: .query,
            [
                .id, .of("programme", "programme_id"), .of("event", "event_id", isOptional: true), .text("kind"),
                .text("title"), .text("happened_on"), .text("place"), .country(), .text("summary"), .text("marking"),
                .text("source"), .text("link"), .text("language"), .text("created_by", isOptional: true),
                .number("created_at"), .number("changed_at"), .number("retired_at", isOptional: true),
            ], leftOut: ["key": "what a device calls a sending"]),
        WorkshopTable(
            "aspect",
            [
                .id, .event, .of("breakout_group", "group_id"), .of("issue", "issue_id"), .text("direction"),
                .of("card", "card_id"), .number("weight"), .sector(), .flag("without_case"),
                .text("created_by", isOptional: true), .number("created_at"), .number("changed_at"),
                .number("withdrawn_at", isOptional: true),
            ], leftOut: ["key": "what a device calls a sending"]),
        WorkshopTable(
            "aspect_case", key: ["aspect_id", "case_id"], owner: .via("aspect_id", "aspect"),
            [.of("aspect", "aspect_id"), .of("past_case", "case_id")]),
        WorkshopTable(
            "aspect_link", key: ["first_aspect", "second_aspect"],
            [
                .of("aspect", "first_aspect"), .of("aspect", "second_aspect"), .event, .text("state"),
                .text("decided_by", isOptional: true), .number("decided_at"),
            ]),
    ]

    private static let sheets: [WorkshopTable] = [
        WorkshopTable(
            "sheet",
            [
                .id, .event, .of("breakout_group", "group_id", isOptional: true), .country(), .text("publication"),
                .number("published_at", isOptional: true), .text("published_by", isOptional: true),
                .number("vote_opened_at", isOptional: true), .number("vote_closed_at", isOptional: true),
                .number("created_at"), .text("published_as", isOptional: true).later,
            ]),
        WorkshopTable(
            "desired_situation",
            [
                .id, .event, .of("sheet", "sheet_id"), .of("issue", "issue_id"), .of("card", "card_id"),
                .number("created_at"),
            ]),
        WorkshopTable(
            "intervention",
            [
                .id, .event, .of("sheet", "sheet_id"), .of("issue", "issue_id"), .country(), .of("card", "card_id"),
                .of("card", "needs_card_id"), .text("lead"), .text("element"), .number("difficulty", isOptional: true),
                .number("impact", isOptional: true), .text("horizon"), .text("created_by", isOptional: true),
                .number("created_at"), .number("changed_at"), .number("withdrawn_at", isOptional: true),
                .number("vote_count", isOptional: true),
            ], leftOut: ["key": "what a device calls a sending"]),
        WorkshopTable(
            "intervention_sector", key: ["intervention_id", "sector"], owner: .via("intervention_id", "intervention"),
            [.of("intervention", "intervention_id"), .sector(isOptional: false)]),
        WorkshopTable(
            "intervention_aspect", key: ["intervention_id", "aspect_id"],
            owner: .via("intervention_id", "intervention"),
            [.of("intervention", "intervention_id"), .of("aspect", "aspect_id")]),
        WorkshopTable(
            "endorsement", key: ["intervention_id", "participant_id"], owner: .via("intervention_id", "intervention"),
            [.of("intervention", "intervention_id"), .of("participant", "participant_id"), .number("given_at")]),
        WorkshopTable(
            "exchange_question",
            [
                .id, .event, .of("sheet", "sheet_id"), .of("intervention", "intervention_id", isOptional: true),
                .of("participant", "participant_id"), .text("text"), .text("language"), .number("asked_at"),
                .number("answered_at", isOptional: true), .number("hidden_at", isOptional: true),
            ], leftOut: ["key": "what a device calls a sending"]),
        WorkshopTable(
            "standing", key: ["aspect_id", "country"], owner: .via("aspect_id", "aspect"),
            [
                .of("aspect", "aspect_id"), .country(isOptional: false), .text("state"), .text("note"),
                .of("participant", "participant_id", isOptional: true), .number("told_at"),
            ]),
        WorkshopTable(
            "adoption",
            [
                .id, .event, .of("intervention", "intervention_id"), .country(isOptional: false), .text("decision"),
                .text("note"), .text("progress"), .text("progress_note"), .text("decided_by", isOptional: true),
                .number("decided_at"), .number("progressed_at", isOptional: true),
                .text("decided_as", isOptional: true).later,
            ]),
        WorkshopTable(
            "delegation_head", key: ["country"],
            [
                .event, .country(isOptional: false), .of("participant", "participant_id"),
                .text("named_by", isOptional: true), .number("named_at"),
            ], cameLater: true),
        WorkshopTable(
            "adoption_proposal", key: ["intervention_id", "participant_id"],
            [
                .of("intervention", "intervention_id"), .of("participant", "participant_id"), .event,
                .country(isOptional: false), .text("decision"), .text("note"), .number("proposed_at"),
            ], cameLater: true),
    ]

    private static let guide: [WorkshopTable] = [
        WorkshopTable(
            "outline_statement",
            [
                .id, .event, .text("part"), .of("card", "card_id"), .text("state"), .number("position"),
                .of("participant", "participant_id", isOptional: true), .number("created_at"),
                .number("decided_at", isOptional: true), .text("author", isOptional: true),
                .number("decided_revision", isOptional: true),
            ], leftOut: ["key": "what a device calls a sending"]),
        WorkshopTable(
            "statement_rating", key: ["statement_id", "participant_id"],
            owner: .via("statement_id", "outline_statement"),
            [
                .of("outline_statement", "statement_id"), .of("participant", "participant_id"),
                .number("rating", isOptional: true), .number("revision"), .number("rated_at"),
            ]),
        WorkshopTable(
            "guide",
            [
                .id, .event, .text("title"), .text("marking"), .text("language"), .text("state"), .number("created_at"),
                .number("changed_at"),
            ]),
        WorkshopTable(
            "guide_section", owner: .via("guide_id", "guide"),
            [
                .id, .of("guide", "guide_id"), .of("guide_section", "parent_id", isOptional: true, isLate: true),
                .number("position"), .text("kind"),
                .number("created_at"), .number("removed_at", isOptional: true),
            ]),
        WorkshopTable(
            "section_statement", key: ["section_id", "statement_id"], owner: .via("section_id", "guide_section"),
            [.of("guide_section", "section_id"), .of("outline_statement", "statement_id")]),
        WorkshopTable(
            "section_text", key: ["section_id", "language"], owner: .via("section_id", "guide_section"),
            [
                .of("guide_section", "section_id"), .text("language"), .text("title"), .of("card", "card_id"),
                .number("source_revision", isOptional: true), .number("changed_at"),
            ]),
        WorkshopTable(
            "evidence", owner: .via("guide_id", "guide"),
            [
                .id, .of("guide", "guide_id"), .number("number"), .text("kind"),
                .of("issue", "issue_id", isOptional: true),
                .of("round", "round_id", isOptional: true), .of("aspect", "aspect_id", isOptional: true),
                .of("past_case", "case_id", isOptional: true),
                .of("desired_situation", "situation_id", isOptional: true),
                .of("intervention", "intervention_id", isOptional: true), .text("quote", isOptional: true),
                .number("created_at"),
            ]),
        WorkshopTable(
            "citation", key: ["section_id", "language", "evidence_id"], owner: .via("section_id", "guide_section"),
            [.of("guide_section", "section_id"), .text("language"), .of("evidence", "evidence_id")]),
        WorkshopTable(
            "guide_comment", owner: .via("guide_id", "guide"),
            [
                .id, .of("guide", "guide_id"), .of("guide_section", "section_id"), .text("language"),
                .of("guide_comment", "parent_id", isOptional: true, isLate: true), .text("kind"), .text("author"),
                .text("quote"), .text("text"), .text("proposed"), .text("state"), .number("created_at"),
                .text("decided_by", isOptional: true), .number("decided_at", isOptional: true), .text("answer"),
            ], leftOut: ["key": "what a device calls a sending"]),
        WorkshopTable(
            "guide_version", owner: .via("guide_id", "guide"),
            [
                .id, .of("guide", "guide_id"), .number("number"), .text("title"), .text("note"), .json("content"),
                .text("created_by", isOptional: true), .number("created_at"), .number("review_at", isOptional: true),
                .number("final_at", isOptional: true), .text("final_by", isOptional: true),
                .text("final_note", isOptional: true),
            ]),
        WorkshopTable(
            "sign_off", key: ["version_id", "sector", "actor"], owner: .via("version_id", "guide_version"),
            [
                .of("guide_version", "version_id"), .sector(isOptional: false), .text("decision"), .text("note"),
                .text("actor"), .number("decided_at"),
            ]),
        WorkshopTable(
            "guide_signer", key: ["participant_id"],
            [
                .event, .of("participant", "participant_id"), .sector(isOptional: false),
                .text("named_by", isOptional: true), .number("named_at"),
            ], cameLater: true),
    ]
}
