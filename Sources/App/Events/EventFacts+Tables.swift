import Domain
import Web

extension EventFacts: StoredFeature {
    static var tables: [TableFacts] {
        [
            programme, programmeOrganiser, event, part, workshop, topic, participant, seatJoining, seatsKeptApart,
            delegationHead,
            guideSigner,
        ]
    }

    private static let programme = TableFacts(
        "programme", search: .found(["title", "summary", "acronym", "funder"]),
        file: .goes(
            10, owner: .query,
            [
                .id, .field("title", of: ProgrammeFields.self), .field("summary", of: ProgrammeFields.self),
                .number("created_at"), .field("language", of: ProgrammeFields.self).later,
            ], leftOut: ofTheNetwork))

    /// What the server that takes an event says of its programme by itself.
    private static let ofTheNetwork: [String: String] = Dictionary(
        uniqueKeysWithValues: [
            "kind", "acronym", "parent_id", "starts", "ends", "funder", "marking", "languages", "public_page",
        ].map { ($0, "the server that takes it says it of its own programme") })

    private static let programmeOrganiser = TableFacts(
        "programme_organiser",
        person: .rows(90, [.account("account_id")], ["programme_id"]),
        erasure: .deleted,
        file: .stays("accounts of this server"))

    private static let event = TableFacts(
        "event", search: .found(["title", "place"]),
        file: .goes(
            30, owner: .query,
            [
                .id, .of("programme", "programme_id"), .text("kind", .word(EventKind.all.map(\.code))),
                .field("title", of: EventFields.self), .field("starts_on", of: EventFields.self),
                .field("ends_on", of: EventFields.self), .text("time_zone", .timeZone),
                .field("place", of: EventFields.self), .field("link", of: EventFields.self), .text("code", .line(40)),
                .field("marking", of: EventFields.self), .text("door", .words(Door.self)),
                .number("projector_generation", 0...1_000_000_000),
                .text("stage", .words(WorkshopStage.self), isOptional: true).ofWorkshop,
                .of("topic", "topic_id", isOptional: true, isLate: true).ofWorkshop,
                .of("round", "round_id", isOptional: true, isLate: true).ofWorkshop,
                .flag("names_shown", isOptional: true).ofWorkshop, .flag("issues_visible", isOptional: true).ofWorkshop,
                .number("created_at"), .number("changed_at"),
                .of("group_plan", "group_plan_id", isOptional: true, isLate: true).ofWorkshop,
                .of("event_step", "step_id", isOptional: true, isLate: true).ofWorkshop,
                .text("envision_by", isOptional: true).ofWorkshop,
                .of("sheet", "sheet_id", isOptional: true, isLate: true).ofWorkshop,
                .text("exchange_view", isOptional: true).ofWorkshop, .text("outline_part", isOptional: true).ofWorkshop,
                .of("breakout_group", "shown_group_id", isOptional: true, isLate: true).ofWorkshop,
                .of("issue", "shown_issue_id", isOptional: true, isLate: true).ofWorkshop,
                .field("names_until", of: EventFields.self), .field("language", of: EventFields.self).later,
            ],
            leftOut: [
                "names_erased_at": "each server takes names away by itself",
                "part_id": "the workshop's, whose columns are there", "workshop_id": "its columns are there",
                "standing": "the server that takes it plans it anew",
                "standing_at": "the server that takes it plans it anew",
                "standing_note": "the server that takes it plans it anew",
                "sequence": "calendars follow the server that told them", "begins_at": "follows from the agenda",
                "finishes_at": "follows from the agenda",
                "series_id": "the server that takes it has other events beside it",
                "follows_id": "the server that takes it has other events beside it",
                "prepares_id": "the server that takes it has other events beside it",
            ]))

    private static let part = TableFacts(
        "event_part", search: .left("the parts of an event stand on its page"),
        file: .stays("the event's line says whether it has a workshop"))

    private static let workshop = TableFacts(
        "workshop", search: .left("has no words of people"), lookalikes: ["envision_by"],
        file: .stays("its columns stand in the event's line"))

    private static let topic = TableFacts(
        "topic", search: .found(["title", "question"]),
        file: .goes(
            40,
            [
                .id, .event, .number("position"), .field("title", of: TopicFields.self),
                .field("question", of: TopicFields.self),
            ]))

    private static let participant = TableFacts(
        "participant", search: .found(["name", "organisation"]),
        person: .rows(
            100, [.seat("id")],
            [
                "id", "event_id", "account_id", "person_id", "name", "organisation", "country", "sector", "language",
                "role", "state", "created_at", "arrived_at", "unverified_at", "naming_agreed_at",
            ]),
        erasure: .blanked([
            "name": .dash, "organisation": .empty, "language": .nothing, "link_digest": .nothing,
            "account_id": .nothing, "person_id": .nothing, "first_link_digest": .nothing, "link_generation": .next,
            "card_code": .nothing, "naming_agreed_at": .nothing,
        ]),
        seats: [
            .seat("claimed_seat"),
            .seat("joined_into"),
        ],
        file: .goes(
            50,
            [
                .id, .event, .text("name", .line(200, isRequired: true)), .text("organisation", .line(200)), .country(),
                .sector(), .text("language", .words(Language.self), isOptional: true), .text("role", .words(Role.self)),
                .text("state", .word(["invited", "waiting", "present", "removed"])), .number("created_at"),
                .number("arrived_at", isOptional: true),
                .of("participant", "joined_into", isOptional: true, isLate: true).later,
                .number("unverified_at", isOptional: true).later, .number("naming_agreed_at", isOptional: true).later,
            ],
            leftOut: [
                "account_id": "accounts belong to a server", "person_id": "the directory belongs to a server",
                "link_digest": "personal links lead to this server only",
                "first_link_digest": "personal links lead to this server only",
                "link_generation": "personal links lead to this server only",
                "card_code": "what is printed on name cards leads to this server only",
                "claimed_seat": "who waits at the door is let in or not on this server",
                "calendar_turns": "calendars are told by the server that gives seats",
                "left_at": "calendars are told by the server that gives seats",
            ]))

    private static let delegationHead = TableFacts(
        "delegation_head",
        person: .rows(170, [.seat("participant_id")]),
        seats: [
            .seat("participant_id", by: ["event_id", "country"]),
            .actor("named_by", by: ["event_id", "country"]),
        ],
        file: .goes(
            390, key: ["country"],
            [
                .event, .country(isOptional: false), .of("participant", "participant_id"),
                .text("named_by", isOptional: true), .number("named_at"),
            ], cameLater: true))

    private static let guideSigner = TableFacts(
        "guide_signer",
        person: .rows(190, [.seat("participant_id")]),
        seats: [
            .seat("participant_id", by: ["event_id"], .movesOnce(in: "event_id")),
            .actor("named_by", by: ["event_id", "participant_id"]),
        ],
        file: .goes(
            520, key: ["participant_id"],
            [
                .event, .of("participant", "participant_id"), .sector(isOptional: false),
                .text("named_by", isOptional: true), .number("named_at"),
            ], cameLater: true))

    private static let seatJoining = TableFacts(
        "seat_joining", search: .left("has no words of people"),
        person: .rows(
            110, [.seat("kept_id"), .seat("joined_id")], ["kept_id", "joined_id", "joined_at", "undone_at"]),
        erasure: .blanked(["moved": .empty]),
        seats: [
            .seat("kept_id", .stays),
            .seat("joined_id", .stays),
        ],
        file: .stays("what it takes to part two joined seats again on this server"))

    private static let seatsKeptApart = TableFacts(
        "seats_kept_apart", search: .left("has no words of people"),
        person: .rows(120, [.seat("first_seat"), .seat("second_seat")], ["first_seat", "second_seat", "kept_at"]),
        seats: [
            .seat("first_seat", by: ["first_seat", "second_seat"], .stays),
            .seat("second_seat", by: ["first_seat", "second_seat"], .stays),
        ],
        file: .stays("which seats are two people's, as somebody of this server said"))
}
