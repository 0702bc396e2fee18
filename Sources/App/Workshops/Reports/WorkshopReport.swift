import Domain
import Markup
import Web

/// The report of a workshop, made without anybody writing a line: what was done, by whom, what came of it, and what did not.
/// Sections that have nothing to say are left out. The words are in the language of the task, contributions in their own.
struct WorkshopReport {
    struct Options: Sendable, Hashable {
        /// Names those who took part and agreed to be named.
        var namesPeople = false
        /// ISO 8601 date of the making.
        var madeOn = ""
    }

    let record: WorkshopRecord
    let options: Options

    var event: EventRecord { record.event }
    var names: DirectoryNames { record.names }

    var document: Document {
        var document = Document(
            title: event.title, kind: L("Workshop report").string(), subtitle: "", marking: event.marking,
            language: Language.current.rawValue)
        document.startsChaptersOnPages = false
        document.facts = facts
        document.note = [.meaning(of: event.marking)]
        document.blocks =
            glance + participants + method + onNewPage(results) + priorities + groups + onNewPage(analysis) + envision
            + onNewPage(exchange) + outline + guide + evaluation + onNewPage(numbers) + onNewPage(annex)
        return document
    }

    private func onNewPage(_ blocks: [Document.Block]) -> [Document.Block] {
        blocks.isEmpty ? [] : [.pageBreak] + blocks
    }

    private var facts: [Document.Fact] {
        var facts = [Document.Fact(L("Dates"), DateText.span(event.startsOn, event.endsOn))]
        if !event.place.isEmpty { facts.append(.init(L("Place"), event.place)) }
        facts.append(.init(L("Programme"), record.programme.title))
        facts.append(.init(L("Marking"), "TLP:\(event.marking)"))
        if !options.madeOn.isEmpty { facts.append(.init(L("Made on"), DateText.day(options.madeOn))) }
        return facts
    }

    // MARK: At a glance

    private var glance: [Document.Block] {
        let voices = record.voices
        let contributed = record.issues.map { $0.kind == .merged ? $0.parents.count : 1 }.reduce(0, +)
        var figures: [(Message, Int)] = [
            (L("took part"), voices.count), (L("countries"), Set(voices.compactMap(\.country)).count),
            (L("sectors"), Set(voices.compactMap(\.sector)).count), (L("topics"), record.topics.count),
            (L("issues raised"), contributed), (L("after merging"), record.issues.count),
            (L("votes revealed"), record.results.count), (L("priority issues"), record.priorities.count),
            (L("facilitating and blocking aspects"), record.aspects.count),
            (L("interventions"), record.interventions.count),
            (L("decisions of countries"), record.adoptions.count),
        ]
        figures.removeAll { $0.1 == 0 }
        let titles: [Document.Block] =
            record.topics.isEmpty
            ? []
            : [
                .heading(3, id: "topics", L("Topics")),
                .list(record.topics.map { [.text($0.title)] }, isOrdered: true),
            ]
        return [
            .heading(1, id: "glance", L("At a glance")),
            .figures(figures.map { .init($0.0, String($0.1)) }),
        ] + story + titles
    }

    /// The sentence of each revealed vote, the last one first.
    private var story: [Document.Block] {
        let lines = record.results.filter(\.isShown).suffix(5).reversed().map { result in
            [Document.Inline.strong([.text(result.round.question.string())]), .text(" — ")]
                + [Document.Inline](ResultWords(result, result.main, names).story)
        }
        return lines.isEmpty ? [] : [.list(lines)]
    }

    // MARK: Participants

    private var participants: [Document.Block] {
        let voices = record.voices
        guard record.invited > 0 else { return [] }
        let (observers, runners) = (
            record.people.count { $0.role == .observer && $0.hasCome }, record.people.count { $0.role.runsTheRoom }
        )
        var blocks: [Document.Block] = [
            .heading(1, id: "participants", L("Participants")),
            .paragraph(
                L(
                    "\(L(voices.count, one: "\(voices.count) person took part", other: "\(voices.count) people took part")); \(record.invited) were invited. \(L(observers, one: "\(observers) observer", other: "\(observers) observers")) and \(L(runners, one: "\(runners) person who ran the room", other: "\(runners) people who ran the room")) are not counted below."
                )),
            .table(
                table(
                    L("Who took part, by sector"), L("Sector"),
                    counts(voices.map { names.sector($0.sector)?.label.string() }))),
            .table(
                table(L("Who took part, by country"), L("Country"), counts(voices.map { names.country($0.country) }))),
        ]
        if options.namesPeople {
            let named = record.named
            blocks.append(
                .paragraph(
                    L(
                        "\(named.count) of the \(voices.count) who took part agreed to be named in this report; the others are not named."
                    )))
            if !named.isEmpty { blocks.append(.table(people(named))) }
        } else {
            blocks.append(.paragraph(L("The report names nobody.")))
        }
        return blocks
    }

    private func counts(_ values: [String?]) -> [(String, Int)] {
        let found = Dictionary(grouping: values) { $0 ?? "" }.mapValues(\.count)
        return found.sorted {
            (-$0.value, $0.key.isEmpty ? 1 : 0, $0.key) < (-$1.value, $1.key.isEmpty ? 1 : 0, $1.key)
        }
        .map { ($0.key.isEmpty ? L("Not stated").string() : $0.key, $0.value) }
    }

    private func table(_ caption: Message, _ head: Message, _ counts: [(String, Int)]) -> Document.Table {
        var table = Document.Table(
            caption: caption.string(),
            columns: [.init(head, weight: 4), .init(L("Participants"), isNumber: true)])
        table.rows = counts.map { [[.text($0.0)], [.text(String($0.1))]] }
        return table
    }

    private func people(_ voices: [ParticipantRecord]) -> Document.Table {
        var table = Document.Table(
            caption: L("Who took part and agreed to be named").string(),
            columns: [
                .init(L("Name"), weight: 3), .init(L("Organisation"), weight: 4), .init(L("Sector"), weight: 2),
                .init(L("Country"), weight: 2),
            ])
        table.rows = voices.map { person in
            [
                [.text(person.name)], [.text(person.organisation)],
                [.text(names.sector(person.sector)?.label.string() ?? "")],
                [.text(names.country(person.country) ?? "")],
            ]
        }
        return table
    }

    // MARK: Method

    private var method: [Document.Block] {
        var blocks: [Document.Block] = [.heading(1, id: "method", L("Method", context: "chapter"))]
        blocks.append(
            .paragraph(
                L(
                    "The workshop went through these stages; what each of them left behind is told in the sections that follow."
                )))
        blocks.append(.list(stages.map { [Document.Inline]($0) }))
        guard !record.results.isEmpty else { return blocks }
        blocks.append(.heading(3, id: "votes", L("Votes")))
        blocks.append(
            .paragraph(
                L(
                    "Votes are secret: a ballot holds no name, and its link to a person is destroyed when the vote is closed. Observers and those who run the room do not vote. Results are sealed until they are revealed to everybody at the same time."
                )))
        blocks.append(.table(rounds))
        blocks.append(.heading(3, id: "readings", L("Three readings of one vote")))
        blocks.append(
            .list([
                [Document.Inline](L("\(strong(L("By people"))): every ballot weighs the same.")),
                [Document.Inline](
                    L(
                        "\(strong(L("Sectors equal"))): the mean of each sector is taken, and every sector weighs the same."
                    )),
                [Document.Inline](
                    L(
                        "\(strong(L("Countries equal"))): the mean of each country is taken, and every country weighs the same."
                    )),
            ]))
        if let rated = record.results.last(where: { $0.main.method == .rating }),
            let thresholds = ResultWords(rated, rated.main, names).thresholds()
        {
            blocks.append(.paragraph(thresholds))
        }
        blocks.append(
            .paragraph(
                L(
                    "Nothing is shown of a group of fewer than five ballots, nor what would tell it by subtraction, and never sector and country together."
                )))
        return blocks
    }

    private func strong(_ message: Message) -> HTML { "<b>\(message)</b>" }

    /// Those that left something behind, in their order.
    private var stages: [Message] {
        var lines: [Message] = []
        if !record.issues.isEmpty {
            lines.append(L("Collect: the participants wrote issues from their own experience, on their own devices."))
        }
        if record.issues.contains(where: { $0.kind == .merged }) {
            lines.append(L("Merge: issues that say the same were merged; every original wording was kept."))
        }
        if !record.results.isEmpty { lines.append(L("Vote: the room put the issues in order.")) }
        if !record.groups.isEmpty {
            lines.append(L("Groups: the participants were divided into groups, balanced over sectors and countries."))
        }
        if !record.aspects.isEmpty {
            lines.append(L("Analyse: each group looked for what helps and what blocks, on past events and exercises."))
        }
        if !record.situations.isEmpty || !record.interventions.isEmpty {
            lines.append(L("Envision: the desired situation, and the interventions needed to reach it."))
        }
        if !record.adoptions.isEmpty || !record.standings.isEmpty {
            lines.append(
                record.adoptions.isEmpty
                    ? L(
                        "Exchange: countries said which of the blocking aspects they have, and which they have overcome."
                    )
                    : L("Exchange: results were compared in plenary, and countries said what they adopt."))
        }
        if let outlined { lines.append(outlined) }
        if let guide = record.guide {
            lines.append(
                guide.evidence > 0
                    ? L("Guide: the results were written into a guiding document that cites them.")
                    : L("Guide: a guiding document was begun; it cites none of the results yet."))
        }
        return lines
    }

    /// What happened to the statements on the guide, no more: they may have been proposed only.
    private var outlined: Message? {
        let all = record.statements.count
        guard all > 0 else { return nil }
        let agreed = record.statements.count { $0.state == "agreed" }
        let rated = record.statements.count { !$0.ratings.isEmpty }
        if agreed == 0, rated == 0 {
            return L("Outline: statements on the guide were proposed (\(all)); none was rated or agreed.")
        }
        return L(
            "Outline: statements on scope, audience, purpose and structure of the guide were proposed (\(all)), rated (\(rated)) and agreed (\(agreed))."
        )
    }

    private var rounds: Document.Table {
        var table = Document.Table(
            caption: L("The votes").string(),
            columns: [
                .init(L("Question"), weight: 4), .init(L("Method"), weight: 3), .init(L("Issues"), isNumber: true),
                .init(L("Ballots"), isNumber: true), .init(L("Could vote"), isNumber: true),
            ])
        table.rows = record.results.map { result in
            let rules = result.round.rules(issues: result.items.count)
            let method = Message.list([result.round.settings.method.label] + rules, .commas).string()
            return [
                [.text(result.round.question.string())], [.text(method)], [.text(String(result.items.count))],
                [.text(String(result.ballots))], [.text(String(result.present))],
            ]
        }
        return table
    }

    // MARK: Pieces that the sections share

    /// Somebody's words, with their language where it is another.
    func said(_ text: String, _ language: String) -> [Document.Inline] {
        language == Language.current.rawValue ? [.text(text)] : [.foreign([.text(text)], language: language)]
    }

    func said(_ words: WorkshopRecord.Words) -> [Document.Inline] { said(words.text, words.language) }

    func said(_ issue: IssueRecord) -> [Document.Inline] { said(issue.title, issue.language) }

    func said(_ id: Issue.ID) -> [Document.Inline] { record.issue(id).map(said) ?? [.text("–")] }
}
