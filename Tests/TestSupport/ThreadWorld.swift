@testable import App
import Domain
import Storage
import Web

/// An event that was carried on to the end, by SQL of its own: every table of a workshop has rows, and the thread has every kind of end.
public struct ThreadWorld: Sendable {
    public let world: World
    /// By the words that this file uses for them: "old lists", "lists", "merged" …
    public let ids: [String: String]

    /// What hangs on a consultation, which this event had none of: the tests of consultations have these; of exercises and plans those of these.
    public static let elsewhere: Set<ThreadKind> = [
        .exercised, .task, .inject, .observation, .finding, .lesson, .objective, .answer, .need, .action,
        .indicator, .risk, .priority, .idea, .proposal, .project, .result,
    ]

    public func id(_ name: String) -> String { ids[name] ?? "missing" }
    public func issue(_ name: String) -> Issue.ID? { Issue.ID(id(name)) }
}

extension TestSite {
    public func threadWorld() async throws -> ThreadWorld {
        let world = try await world(seats: 8, stage: .guide)
        let environment = environment
        let ids = try await database.write { tx in
            var maker = ThreadMaker(tx, environment, world)
            try maker.issues()
            try maker.votes()
            try maker.groups()
            try maker.analysis()
            try maker.sheets()
            try maker.exchange()
            try maker.guide()
            try maker.rest()
            return maker.ids
        }
        return ThreadWorld(world: world, ids: ids)
    }
}

private struct ThreadMaker {
    let tx: Transaction
    let environment: Web.Environment
    let world: World
    var ids: [String: String] = [:]

    init(_ tx: Transaction, _ environment: Web.Environment, _ world: World) {
        self.tx = tx
        self.environment = environment
        self.world = world
    }

    private var event: String { world.event.description }
    private var now: Int64 { environment.now() }

    private mutating func new(_ name: String) -> String {
        let id = environment.id(Identifier<ThreadMaker>.self).description
        ids[name] = id
        return id
    }

    private func id(_ name: String) -> String { ids[name] ?? "missing" }

    private mutating func issue(
        _ name: String, _ title: String, topic: Int = 0, merged: Bool = false, withdrawn: Bool = false,
        language: String = "en"
    ) throws {
        let seat = world.seats[ids.count % world.seats.count]
        let author: String? = merged ? nil : seat.id.description
        let (country, sector): (String?, String?) = merged ? (nil, nil) : (seat.country, seat.sector)
        let kind = merged ? "merged" : "contributed"
        let end: Int64? = withdrawn ? now : nil
        try tx.execute(
            """
            INSERT INTO issue (id, event_id, topic_id, participant_id, kind, language, title, explanation, country, sector, draft_key,
                created_at, changed_at, withdrawn_at)
            VALUES (\(new(name)), \(event), \(world.topics[topic]), \(author), \(kind), \(language), \(title), '', \(country), \(sector),
                \(name), \(now), \(now), \(end))
            """)
    }

    mutating func issues() throws {
        try issue("old lists", "Lists of contacts are old")
        try issue("lists", "Les listes sont périmées", language: "fr")
        try issue("merged", "Contact lists are out of date", merged: true)
        try issue("channel", "No shared secure channel")
        try issue("words", "Different words for one alert level")
        try issue("drills", "Liaison officers never exercise together")
        try issue("lead", "No agreed lead")
        try issue("unasked", "Raised after the vote")
        try issue("withdrawn", "Taken back", withdrawn: true)
        try issue("no vote", "Stockpiles are not known", topic: 1)
        for name in ["old lists", "lists"] {
            try tx.execute("UPDATE issue SET merged_into = \(id("merged")) WHERE id = \(id(name))")
        }
        let apart = [id("channel"), id("words")].sorted()
        try tx.execute(
            """
            INSERT INTO issue_kept_apart (first_issue, second_issue, event_id, kept_at)
            VALUES (\(apart[0]), \(apart[1]), \(event), \(now))
            """)
    }

    /// Accounts of nobody: the workshop may come from elsewhere.
    private static let actor = "account:01890000-0000-7000-8000-00000000000a"
    private static let otherActor = "account:01890000-0000-7000-8000-00000000000b"

    private static let ballot: [String] = ["merged", "channel", "words", "drills", "lead"]

    mutating func votes() throws {
        let settings = try RoundSettingsText.encode(RoundSettings(method: .multivote, dots: 6, seats: 4))
        try tx.execute(
            """
            INSERT INTO round (id, event_id, topic_id, number, title, method, settings, state, created_at, opened_at, closed_at,
                revealed_at, present)
            VALUES (\(new("round")), \(event), \(world.topics[0]), 1, 'Which matter most?', \(VotingMethod.multivote), \(settings),
                'revealed', \(now), \(now), \(now), \(now), 8)
            """)
        for (index, name) in Self.ballot.enumerated() {
            try tx.execute(
                """
                INSERT INTO round_item (round_id, issue_id, position, title, language)
                VALUES (\(id("round")), \(id(name)), \(index + 1), \(name), 'en')
                """)
            try tx.execute("INSERT INTO round_source (round_id, issue_id) VALUES (\(id("round")), \(id(name)))")
        }
        for (index, seat) in world.seats.enumerated() {
            var choices = BallotChoices()
            for (place, name) in Self.ballot.enumerated() {
                if let issue = Issue.ID(id(name)), index >= place { choices.values[issue] = place == 0 ? 2 : 1 }
            }
            let ballot = environment.id(Identifier<ThreadMaker>.self)
            try tx.execute(
                """
                INSERT INTO ballot (id, round_id, voter, choices) VALUES (\(ballot), \(id("round")), NULL, \(choices.stored))
                """)
            try tx.execute(
                """
                INSERT INTO participation (round_id, participant_id, is_paper, receipt)
                VALUES (\(id("round")), \(seat.id), \(index == 7), \(index == 7 ? nil : "R\(index)"))
                """)
            try tx.execute(
                "INSERT INTO round_voter (round_id, participant_id) VALUES (\(id("round")), \(seat.id))")
            if index < 7 {
                try tx.execute(
                    "INSERT INTO counted_receipt (round_id, receipt) VALUES (\(id("round")), \("R\(index)"))")
            }
        }
        try tx.execute(
            "INSERT INTO tally_group (round_id, reading, position, members, people) VALUES (\(id("round")), 'sectors', 1, '[\"health\",\"security\"]', 8)"
        )
        try tx.execute(
            """
            INSERT INTO tally_count (round_id, reading, position, criterion, issue_id, value, ballots)
            VALUES (\(id("round")), 'sectors', 1, 'importance', \(id("merged")), 2, 8)
            """)
        try tx.execute(
            """
            INSERT INTO paper_ballot (id, round_id, participant_id, entered_by, confirmed_by, state, entered_at, decided_at)
            VALUES (\(new("paper")), \(id("round")), \(world.seats[7].id), \(Self.actor), \(Self.otherActor), 'counted', \(now), \(now))
            """)
    }

    mutating func groups() throws {
        try tx.execute(
            """
            INSERT INTO group_plan (id, event_id, number, title, note, created_at)
            VALUES (\(new("plan")), \(event), 1, 'Day 2', 'By languages', \(now))
            """)
        for number in 1...2 {
            try tx.execute(
                """
                INSERT INTO breakout_group (id, plan_id, event_id, number, name, place, language, facilitator_id, rapporteur_id)
                VALUES (\(new("group \(number)")), \(id("plan")), \(event), \(number), \("Group \(number)"), 'Room A', 'en',
                    \(world.seats[number].id), \(world.rapporteur.id))
                """)
        }
        for (index, seat) in world.seats.enumerated() {
            try tx.execute(
                """
                INSERT INTO group_member (plan_id, participant_id, group_id)
                VALUES (\(id("plan")), \(seat.id), \(id("group \(index % 2 + 1)")))
                """)
        }
        for (index, name) in ["merged", "channel", "words", "drills"].enumerated() {
            try tx.execute(
                """
                INSERT INTO priority (issue_id, event_id, position, round_id, reason, chosen_at)
                VALUES (\(id(name)), \(event), \(index + 1), \(id("round")), 'top', \(now))
                """)
        }
        for (name, group) in [("merged", 1), ("channel", 1), ("words", 2)] {
            try tx.execute(
                """
                INSERT INTO group_priority (group_id, issue_id, position)
                VALUES (\(id("group \(group)")), \(id(name)), 1)
                """)
        }
        try tx.execute("UPDATE workshop SET group_plan_id = \(id("plan")) WHERE event_id = \(event)")
    }

    /// A card with its first revision.
    private mutating func card(_ text: String, _ place: String) throws -> String {
        let card = new("card \(text)")
        try tx.execute(
            """
            INSERT INTO card (id, event_id, place, language, text, revision, changed_by, changed_at)
            VALUES (\(card), \(event), \(place), 'en', \(text), 1, \(Self.actor), \(now))
            """)
        try tx.execute(
            """
            INSERT INTO card_revision (card_id, number, text, changed_by, begun_at, changed_at)
            VALUES (\(card), 1, \(text), \(Self.actor), \(now), \(now))
            """)
        return card
    }

    private mutating func aspect(_ name: String, of issue: String, group: Int, blocking: Bool = true) throws {
        let card = try card(name, "table:\(id("group \(group)"))")
        let direction = blocking ? "blocking" : "facilitating"
        try tx.execute(
            """
            INSERT INTO aspect (id, event_id, group_id, issue_id, direction, card_id, weight, sector, without_case, created_at, changed_at)
            VALUES (\(new(name)), \(event), \(id("group \(group)")), \(id(issue)), \(direction), \(card), 4,
                'health', \(false), \(now), \(now))
            """)
    }

    mutating func analysis() throws {
        for name in ["station exercise", "unused case"] {
            try tx.execute(
                """
                INSERT INTO past_case (id, programme_id, event_id, kind, title, happened_on, place, country, summary, marking, source, link,
                    language, created_at, changed_at)
                VALUES (\(new(name)), \(world.programme), \(event), 'exercise', \(name), '2022-05', 'Zagreb', 'HR', 'Shortly told', 'GREEN',
                    'Report', '', 'en', \(now), \(now))
                """)
        }
        try aspect("nobody keeps lists", of: "merged", group: 1)
        try aspect("yearly drill", of: "merged", group: 1, blocking: false)
        try aspect("two radios", of: "channel", group: 1)
        try aspect("nobody owns lists", of: "merged", group: 2)
        try tx.execute(
            "INSERT INTO aspect_case (aspect_id, case_id) VALUES (\(id("nobody keeps lists")), \(id("station exercise")))"
        )
        let pair = [id("nobody keeps lists"), id("nobody owns lists")].sorted()
        try tx.execute(
            """
            INSERT INTO aspect_link (first_aspect, second_aspect, event_id, state, decided_at)
            VALUES (\(pair[0]), \(pair[1]), \(event), 'linked', \(now))
            """)
    }

    private mutating func sheet(_ name: String, group: Int? = nil, country: String? = nil, _ publication: String) throws
    {
        try tx.execute(
            """
            INSERT INTO sheet (id, event_id, group_id, country, publication, created_at)
            VALUES (\(new(name)), \(event), \(group.map { id("group \($0)") }), \(country), \(publication), \(now))
            """)
    }

    private mutating func intervention(_ name: String, _ sheet: String, _ issue: String, country: String?) throws {
        let place = "sheet:\(id(sheet))"
        let (card, needs) = (try card(name, place), try card("needs of \(name)", place))
        try tx.execute(
            """
            INSERT INTO intervention (id, event_id, sheet_id, issue_id, country, card_id, needs_card_id, lead, element, difficulty, impact,
                horizon, created_at, changed_at)
            VALUES (\(new(name)), \(event), \(id(sheet)), \(id(issue)), \(country), \(card), \(needs), 'Ministry', 'planning', 2, 4, 'short',
                \(now), \(now))
            """)
    }

    mutating func sheets() throws {
        try sheet("group sheet", group: 1, "named")
        try sheet("sheet HR", country: "HR", "private")
        try sheet("sheet BE", country: "BE", "anonymous")
        for (name, sheet, issue) in [
            ("one list for all", "group sheet", "merged"), ("secret wish", "sheet HR", "channel"),
            ("lonely wish", "group sheet", "channel"),
        ] {
            let card = try card(name, "sheet:\(id(sheet))")
            try tx.execute(
                """
                INSERT INTO desired_situation (id, event_id, sheet_id, issue_id, card_id, created_at)
                VALUES (\(new(name)), \(event), \(id(sheet)), \(id(issue)), \(card), \(now))
                """)
        }
        try intervention("a national list", "group sheet", "merged", country: "AT")
        try intervention("a secret plan", "sheet HR", "channel", country: "HR")
        try intervention("an anonymous plan", "sheet BE", "merged", country: "BE")
        try tx.execute(
            """
            INSERT INTO intervention_aspect (intervention_id, aspect_id)
            VALUES (\(id("a national list")), \(id("nobody keeps lists")))
            """)
        try tx.execute(
            "INSERT INTO intervention_sector (intervention_id, sector) VALUES (\(id("a national list")), 'security')")
        try tx.execute(
            """
            INSERT INTO intervention_vote (intervention_id, participant_id, difficulty, impact)
            VALUES (\(id("a secret plan")), \(world.seats[0].id), 3, 3)
            """)
    }

    mutating func exchange() throws {
        try tx.execute(
            """
            INSERT INTO endorsement (intervention_id, participant_id, given_at)
            VALUES (\(id("a national list")), \(world.seats[0].id), \(now))
            """)
        try tx.execute(
            """
            INSERT INTO exchange_question (id, event_id, sheet_id, intervention_id, participant_id, text, language, key, asked_at)
            VALUES (\(new("question")), \(event), \(id("group sheet")), \(id("a national list")), \(world.seats[1].id), 'Who pays?', 'en',
                'k', \(now))
            """)
        try tx.execute(
            """
            INSERT INTO standing (aspect_id, country, state, note, participant_id, told_at)
            VALUES (\(id("two radios")), 'BE', 'solved', 'One radio', \(world.seats[3].id), \(now))
            """)
        try tx.execute(
            """
            INSERT INTO delegation_head (event_id, country, participant_id, named_by, named_at)
            VALUES (\(event), 'HR', \(world.seats[0].id), \(Self.actor), \(now))
            """)
        try tx.execute(
            """
            INSERT INTO adoption_proposal (intervention_id, participant_id, event_id, country, decision, note, proposed_at)
            VALUES (\(id("a national list")), \(world.seats[1].id), \(event), 'HR', 'adopt', 'As in our plan', \(now))
            """)
        for (country, decision, progress) in [
            ("HR", "adopt", "begun"), ("BE", "decline", "none"), ("AT", "adapt", "none"),
        ] {
            try tx.execute(
                """
                INSERT INTO adoption (id, event_id, intervention_id, country, decision, note, progress, progress_note, decided_at)
                VALUES (\(new("adoption \(country)")), \(event), \(id("a national list")), \(country), \(decision), 'No money', \(progress),
                    '', \(now))
                """)
        }
        try tx.execute(
            """
            INSERT INTO adoption (id, event_id, intervention_id, country, decision, note, progress, progress_note, decided_at)
            VALUES (\(new("adoption LV")), \(event), \(id("an anonymous plan")), 'LV', 'decline', 'No need', 'none', '', \(now))
            """)
        try tx.execute(
            """
            UPDATE workshop SET sheet_id = \(id("group sheet")), shown_group_id = \(id("group 1")), shown_issue_id = \(id("merged"))
            WHERE event_id = \(event)
            """)
    }

    mutating func guide() throws {
        for (name, state) in [("statement", "agreed"), ("left statement", "agreed"), ("dropped statement", "dropped")] {
            let card = try card(name, "outline")
            try tx.execute(
                """
                INSERT INTO outline_statement (id, event_id, part, card_id, state, position, participant_id, key, created_at)
                VALUES (\(new(name)), \(event), 'scope', \(card), \(state), 1, \(world.seats[2].id), \(name), \(now))
                """)
        }
        try tx.execute(
            """
            INSERT INTO statement_rating (statement_id, participant_id, rating, revision, rated_at)
            VALUES (\(id("statement")), \(world.seats[2].id), 7, 1, \(now))
            """)
        try tx.execute(
            """
            INSERT INTO guide (id, event_id, title, marking, language, state, created_at, changed_at)
            VALUES (\(new("guide")), \(event), 'Guide', 'GREEN', 'en', 'writing', \(now), \(now))
            """)
        for (name, parent, statement) in [("chapter", nil, "statement"), ("section", "chapter", nil)]
            as [(String, String?, String?)]
        {
            let card = try card("Text of \(name) [@1]", "guide")
            try tx.execute(
                """
                INSERT INTO guide_section (id, guide_id, parent_id, position, kind, created_at)
                VALUES (\(new(name)), \(id("guide")), \(parent.map { id($0) }), 1, 'text', \(now))
                """)
            if let statement {
                try tx.execute(
                    """
                    INSERT INTO section_statement (section_id, statement_id) VALUES (\(id(name)), \(id(statement)))
                    """)
            }
            try tx.execute(
                """
                INSERT INTO section_text (section_id, language, title, card_id, changed_at)
                VALUES (\(id(name)), 'en', \(name), \(card), \(now))
                """)
        }
        for (number, column, cited) in [
            (1, "intervention_id", "a national list"), (2, "issue_id", "merged"), (3, "round_id", "round"),
            (4, "case_id", "station exercise"), (5, "aspect_id", "two radios"), (6, "situation_id", "one list for all"),
            (7, "intervention_id", "a secret plan"),
        ] {
            try tx.execute(
                """
                INSERT INTO evidence (id, guide_id, number, kind, \(SQL(verbatim: column)), created_at)
                VALUES (\(new("evidence \(number)")), \(id("guide")), \(number), \(String(column.dropLast(3))), \(id(cited)), \(now))
                """)
            guard number < 4 else { continue }
            try tx.execute(
                """
                INSERT INTO citation (section_id, language, evidence_id)
                VALUES (\(id("section")), 'en', \(id("evidence \(number)")))
                """)
        }
        for (name, parent) in [("comment", nil), ("reply", "comment")] as [(String, String?)] {
            try tx.execute(
                """
                INSERT INTO guide_comment (id, guide_id, section_id, language, parent_id, kind, author, quote, text, proposed, key, state,
                    answer, created_at)
                VALUES (\(new(name)), \(id("guide")), \(id("section")), 'en', \(parent.map { id($0) }), 'comment', \(Self.actor), '', 'Well',
                    '', \(name), 'open', '', \(now))
                """)
        }
        let snapshot = GuideSnapshot(title: "Guide", marking: "GREEN", language: "en", nodes: [])
        try tx.execute(
            """
            INSERT INTO guide_version (id, guide_id, number, title, note, content, created_at)
            VALUES (\(new("version")), \(id("guide")), 1, 'First', '', \(try JSONCoding.text(snapshot)), \(now))
            """)
        try tx.execute(
            """
            INSERT INTO sign_off (version_id, sector, decision, note, actor, decided_at)
            VALUES (\(id("version")), 'health', 'signed', '', \(Self.actor), \(now))
            """)
        try tx.execute(
            """
            INSERT INTO guide_signer (event_id, participant_id, sector, named_by, named_at)
            VALUES (\(event), \(world.seats[0].id), 'health', \(Self.actor), \(now))
            """)
    }

    mutating func rest() throws {
        try tx.execute(
            """
            INSERT INTO event_step (id, event_id, position, stage, topic_id, title, minutes, settings)
            VALUES (\(new("step")), \(event), 1, 'collect', \(world.topics[0]), 'Begin', 30, \(try JSONCoding.text(StepSettings())))
            """)
        try tx.execute(
            """
            UPDATE workshop SET step_id = \(id("step")), topic_id = \(world.topics[0]), round_id = \(id("round"))
            WHERE event_id = \(event)
            """
        )
        try tx.execute(
            """
            INSERT INTO outgoing_mail (id, event_id, kind, key, address, name, language, subject, text, unsubscribe_token, created_at,
                send_at, tries)
            VALUES (\(new("mail")), \(event), 'reminder', 'k', 'a@example.org', 'A', 'en', 'S', 'T', 't', \(now), \(now), 0)
            """)
    }
}
