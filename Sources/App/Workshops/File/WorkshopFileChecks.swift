import Domain
import Foundation
import Storage
import Web

/// What can only be checked with several columns or rows at once.
struct WorkshopFileChecks {
    let rows: WorkshopRows
    let fail: (_ table: EventTable, _ row: Int, _ column: String, _ reason: String) -> Refusal

    /// - Throws: ``Refusal`` with the place of the first that is wrong.
    func run() throws {
        try checkActors()
        try checkWorkshop()
        try checkCircles()
        try checkPairs()
        try checkDates()
        try checkCards()
        try checkEvidence()
        try checkRounds()
        try checkSteps()
        try checkVersions()
    }

    // MARK: Rows of a table

    /// The values of columns in the order asked for, for each row of a table.
    private func each(
        _ name: String, _ columns: [String], _ body: (EventTable, _ row: Int, [SQLValue]) throws -> Void
    ) throws {
        guard let table = EventTable.named(name) else { return }
        let places = columns.compactMap { name in table.columns.firstIndex { $0.name == name } }
        guard places.count == columns.count else { return }
        for (index, row) in rows[name].enumerated() { try body(table, index, places.map { row.values[$0] }) }
    }

    private func text(_ value: SQLValue) -> String? { if case .text(let text) = value { text } else { nil } }

    // MARK: Checks

    /// Who acted from a seat sat in this workshop: else the file could show the name of somebody of another event.
    private func checkActors() throws {
        let seats = rows.keys(of: "participant")
        for table in EventTable.all {
            for column in table.columns {
                guard case .actor? = table.rule(of: column) else { continue }
                try each(table.name, [column.name]) { table, index, values in
                    guard case .participant(let id)? = text(values[0]).flatMap(EventActor.init),
                        !seats.contains(id.description)
                    else { return }
                    throw fail(table, index, column.name, "the file has no participant with this id")
                }
            }
        }
    }

    /// Levels that a tree may have, with what was taken out of it.
    private static let deepest = 64

    private func checkCircles() throws {
        for (name, column) in [
            ("issue", "merged_into"), ("guide_section", "parent_id"), ("guide_comment", "parent_id"),
        ] {
            var above: [String: String] = [:]
            try each(name, ["id", column]) { _, _, values in
                if let id = text(values[0]), let parent = text(values[1]) { above[id] = parent }
            }
            try each(name, ["id"]) { table, index, values in
                var (next, steps) = (text(values[0]).flatMap { above[$0] }, 0)
                while let here = next, steps <= Self.deepest { (next, steps) = (above[here], steps + 1) }
                guard next != nil else { return }
                throw fail(
                    table, index, column, "rows stand under each other in a circle, or more than \(Self.deepest) deep")
            }
        }
    }

    /// Pairs are stored once, the smaller id first.
    private func checkPairs() throws {
        for (name, first, second) in [
            ("issue_kept_apart", "first_issue", "second_issue"), ("aspect_link", "first_aspect", "second_aspect"),
        ] {
            try each(name, [first, second]) { table, index, values in
                guard let one = text(values[0]), let other = text(values[1]), one >= other else { return }
                throw fail(table, index, second, "the first id of a pair is the smaller one")
            }
        }
    }

    /// The columns of the event's workshop are there, or it has none: then none of them says anything.
    private func checkWorkshop() throws {
        guard let columns = EventTable.named("event")?.columns.filter(\.isOfWorkshop).map(\.name) else { return }
        let needed: Set<String> = ["names_shown", "issues_visible", "envision_by", "exchange_view"]
        try each("event", ["kind"] + columns) { table, index, values in
            let cells = zip(columns, values.dropFirst())
            guard text(values[0]) == "workshop" || cells.contains(where: { $0.1 != .null }) else { return }
            for (column, value) in cells where value == .null && needed.contains(column) {
                throw fail(table, index, column, "a value is expected where the event has a workshop")
            }
        }
    }

    private func checkDates() throws {
        try each("event", ["starts_on", "ends_on"]) { table, index, values in
            guard let start = text(values[0]), let end = text(values[1]), end < start else { return }
            throw fail(table, index, "ends_on", "the end is before the start")
        }
        try each("event", ["ends_on", "names_until"]) { table, index, values in
            guard let end = text(values[0]), let until = text(values[1]) else { return }
            let last = CalendarDate.later(end, years: NamesKept.mostYears)
            guard until < end || until > last else { return }
            throw fail(table, index, "names_until", "a day from the end to \(last)")
        }
    }

    /// Cards name what they belong to by a text, and hold as much as that allows; twice that where two texts met.
    private func checkCards() throws {
        let keys = Dictionary(
            uniqueKeysWithValues: Set(CardKind.all.values.compactMap(\.table)).map { ($0, rows.keys(of: $0)) })
        try each("card", ["place", "text"]) { table, index, values in
            let place = text(values[0]).flatMap(CardPlace.init)
            let kind = place.flatMap { CardKind.all[$0.kind] }
            let isThere =
                if let table = kind?.table { place?.id.map { keys[table]?.contains($0) ?? false } ?? false } else {
                    kind != nil && place?.id == nil
                }
            guard isThere, let place else { throw fail(table, index, "place", "the file has no such place") }
            if let problem = EventTableRule.lines(2 * place.limit).problem(values[1]) {
                throw fail(table, index, "text", problem)
            }
            if place.isMarkdown, let limit = text(values[1]).flatMap(MarkdownBounds.exceeded) {
                throw fail(table, index, "text", limit.message.string())
            }
        }
    }

    private func checkEvidence() throws {
        let columns = ["issue_id", "round_id", "aspect_id", "case_id", "situation_id", "intervention_id"]
        try each("evidence", ["kind"] + columns) { table, index, values in
            guard let kind = text(values[0]).flatMap(EvidenceKind.init(rawValue:)) else { return }
            let filled = zip(columns, values.dropFirst()).filter { $0.1 != .null }.map(\.0)
            let column = kind.column
            guard column == nil || filled != [column] else { return }
            throw fail(table, index, column ?? "kind", "exactly one of the six ids is expected, the one of its kind")
        }
    }

    // MARK: JSON inside texts

    private func checkRounds() throws {
        var items: [String: Int] = [:]
        for id in rows.texts("round_item", "round_id") { items[id, default: 0] += 1 }
        var drafts: Set<String> = []
        try each("round", ["id", "method", "settings", "state"]) { table, index, values in
            guard let id = text(values[0]), let method = text(values[1]).flatMap(VotingMethod.init(rawValue:)),
                let settings = text(values[2])
            else { return }
            let isDraft = values[3] == .text(RoundRecord.State.draft.rawValue)
            if isDraft { drafts.insert(id) }
            let issues = items[id, default: 0]
            guard issues <= RoundDraft.mostIssues else {
                throw fail(table, index, "id", "a round has at most \(RoundDraft.mostIssues) issues")
            }
            let read = try? RoundSettingsText.decode(settings, method: method)
            // A draft is held against its issues when it is opened.
            guard let read, read.problems(issues: isDraft ? RoundDraft.mostIssues : issues).isEmpty else {
                throw fail(table, index, "settings", "settings that fit the method and the issues are expected")
            }
        }
        for name in ["ballot", "participation", "counted_receipt", "paper_ballot", "tally_group", "tally_count"] {
            try each(name, ["round_id"]) { table, index, values in
                guard let id = text(values[0]), drafts.contains(id) else { return }
                throw fail(table, index, "round_id", "nobody has voted in a round that was not opened")
            }
        }
        try checkBallots()
        try checkNumbers()
    }

    /// A ballot says what its round asks and nothing else, in the one way in which it is written here.
    private func checkBallots() throws {
        let forms = try forms()
        try each("ballot", ["round_id", "choices"]) { table, index, values in
            guard let id = text(values[0]), let stored = text(values[1]) else { return }
            guard let form = forms[id], let marks = form.read(stored), form.text(marks) == stored else {
                throw fail(
                    table, index, "choices",
                    "the choices of a ballot as its round asks for them are expected, the ids in order, without 0")
            }
        }
    }

    private func forms() throws -> [String: BallotText] {
        var forms: [String: BallotText] = [:]
        try each("round", ["id", "method", "settings"]) { _, _, values in
            guard let id = text(values[0]), let method = text(values[1]).flatMap(VotingMethod.init(rawValue:)),
                let settings = text(values[2]).flatMap({ try? RoundSettingsText.decode($0, method: method) })
            else { return }
            forms[id] = BallotText(settings, issues: rows.issues(onBallot: id))
        }
        return forms
    }

    /// Numbers of groups of five and more, of as many people as there are ballots, where these came along.
    private func checkNumbers() throws {
        var ballots: [String: Int] = [:]
        for id in rows.texts("ballot", "round_id") { ballots[id, default: 0] += 1 }
        var (people, sums): ([String: Int64], [String: Int64]) = ([:], [:])
        try each("tally_group", ["round_id", "reading", "position", "members", "people"]) { table, index, values in
            guard let id = text(values[0]), let reading = text(values[1]), case .integer(let position) = values[2],
                case .integer(let count) = values[4]
            else { return }
            let members: [String]? = text(values[3]).flatMap { try? JSONCoding.value($0) }
            guard let members, members == Set(members).sorted(), members.allSatisfy({ $0.utf8.count <= 60 }) else {
                throw fail(table, index, "members", "a list of codes in order is expected")
            }
            guard count >= Suppression.least else {
                throw fail(table, index, "people", "groups of at least \(Suppression.least) are expected")
            }
            people["\(id) \(reading) \(position)"] = count
            sums["\(id) \(reading)", default: 0] += count
            guard let cast = ballots[id], sums["\(id) \(reading)", default: 0] > cast else { return }
            throw fail(table, index, "people", "no more people than ballots are expected")
        }
        var said: [String: Int64] = [:]
        try each("tally_count", ["round_id", "reading", "position", "criterion", "issue_id", "ballots"]) {
            table, index, values in
            let names = values.prefix(2).compactMap(text)
            guard names.count == 2, case .integer(let position) = values[2], case .integer(let count) = values[5] else {
                return
            }
            let group = "\(names[0]) \(names[1]) \(position)"
            let item = group + " \(text(values[3]) ?? "") \(text(values[4]) ?? "")"
            said[item, default: 0] += count
            guard let people = people[group], said[item, default: 0] <= people else {
                throw fail(table, index, "ballots", "no more ballots than the group has people are expected")
            }
        }
    }

    private func checkSteps() throws {
        try each("event_step", ["settings", "opens_at", "closes_at"]) { table, index, values in
            let settings: StepSettings? = text(values[0]).flatMap { try? JSONCoding.value($0) }
            guard let settings, settings.dots.map((1...99).contains) ?? true,
                settings.seats.map((1...50).contains) ?? true,
                settings.envisionBy.map({ EnvisionBy(rawValue: $0) != nil }) ?? true
            else { throw fail(table, index, "settings", "the settings of a step are expected") }
            guard case .integer(let opens) = values[1], case .integer(let closes) = values[2], closes <= opens else {
                return
            }
            throw fail(table, index, "closes_at", "the end is before the start")
        }
    }

    private func checkVersions() throws {
        try each("guide_version", ["content"]) { table, index, values in
            let content: GuideSnapshot? = text(values[0]).flatMap { try? JSONCoding.value($0) }
            guard let content, content.isInOrder else {
                throw fail(table, index, "content", "the whole of a guide is expected")
            }
        }
    }
}

extension EvidenceKind {
    /// The column that holds what is cited; nothing for what a text of a programme alone cites.
    fileprivate var column: String? {
        switch self {
        case .issue, .quote: "issue_id"
        case .round: "round_id"
        case .aspect: "aspect_id"
        case .case: "case_id"
        case .situation: "situation_id"
        case .intervention: "intervention_id"
        case .event, .publication, .consultation, .material: nil
        }
    }
}

extension GuideSnapshot {
    /// Whether it could have been kept here.
    fileprivate var isInOrder: Bool {
        func isLanguage(_ tag: String) -> Bool { ContributionLanguage.all.contains { $0.tag == tag } }
        let revisions = 1...1_000_000_000
        return isLanguage(language) && Marking(rawValue: marking) != nil
            && EventTableRule.line(GuideText.titleLimit).problem(.text(title)) == nil
            && Set(sections.map(\.id)).count == sections.count
            && sections.allSatisfy { section in
                (1...SectionTree<GuideSection.ID>.deepest).contains(section.level)
                    && GuideSectionKind(rawValue: section.kind) != nil
                    && section.texts.allSatisfy { tag, text in
                        isLanguage(tag) && EventTableRule.line(GuideText.titleLimit).problem(.text(text.title)) == nil
                            && EventTableRule.lines(2 * CardPlace.guide.limit).problem(.text(text.text)) == nil
                            && MarkdownBounds.exceeded(by: text.text) == nil
                            && revisions.contains(text.revision) && text.source.map(revisions.contains) ?? true
                    }
            }
    }
}
