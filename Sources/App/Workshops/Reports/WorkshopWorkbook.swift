import Domain
import Web

/// All tables of a workshop as sheets of one workbook. Texts are strings, never formulas, and begin with nothing that a spreadsheet
/// would compute when somebody saves them as CSV (see ``ItemLabels/safe(_:)``); numbers are numbers.
struct WorkshopWorkbook {
    let record: WorkshopRecord

    private var names: DirectoryNames { record.names }

    /// Empty ones are left out; the thread in numbers is always there.
    var sheets: [WorkbookSheet] {
        let all: [WorkbookSheet] = [
            thread, people, issues, merges, rounds, results, priorities, groups, aspects, cases, situations,
            interventions,
            standings, adoptions, statements,
        ]
        return all.filter { !$0.rows.isEmpty }
    }

    private func sheet(_ name: Message, _ header: [Message], _ rows: [[SheetCell]]) -> WorkbookSheet {
        WorkbookSheet(name: name.string(), header: header.map { $0.string() }, rows: rows)
    }

    private func text(_ text: String?) -> SheetCell {
        guard let text, !text.trimmed.isEmpty else { return .empty }
        return SheetCell(ItemLabels.safe(text))
    }

    private func text(_ message: Message) -> SheetCell { SheetCell(message.string()) }
    private func country(_ code: String?) -> SheetCell { text(names.country(code) ?? code) }
    private func sector(_ code: String?) -> SheetCell { text(names.sector(code)?.label.string() ?? code) }
    private func topic(_ id: Topic.ID?) -> SheetCell { SheetCell(record.topics.first { $0.id == id }?.position) }
    private func title(_ id: Issue.ID) -> SheetCell { text(record.issue(id)?.title) }
    private func group(_ id: BreakoutGroup.ID?) -> SheetCell {
        text(record.group(id).map { $0.name.isEmpty ? L("Group \($0.number)").string() : $0.name })
    }

    // MARK: Plenary

    private var thread: WorkbookSheet {
        sheet(
            L("Thread"), [L("Stage of the thread"), L("Issues"), L("Contributions behind them")],
            record.thread.numbers.counts.map {
                [text(ThreadWords(names: names).stage($0.stage)), SheetCell($0.issues), SheetCell($0.contributions)]
            })
    }

    /// Counted apart: sector and country together would name people.
    private var people: WorkbookSheet {
        func rows(_ kind: Message, _ values: [SheetCell]) -> [[SheetCell]] {
            Dictionary(grouping: values) { $0 }.mapValues(\.count)
                .sorted { (-$0.value, "\($0.key)") < (-$1.value, "\($1.key)") }
                .map { [text(kind), $0.key == .empty ? text(L("Not stated")) : $0.key, SheetCell($0.value)] }
        }
        let voices = record.voices
        return sheet(
            L("Participants"), [L("Grouped by"), L("Value"), L("Took part")],
            [
                [text(L("Invited")), .empty, SheetCell(record.invited)],
                [text(L("Took part")), .empty, SheetCell(voices.count)],
            ]
                + rows(L("Sector"), voices.map { sector($0.sector) })
                + rows(L("Country"), voices.map { country($0.country) })
        )
    }

    private var issues: WorkbookSheet {
        sheet(
            L("Issues"),
            [
                L("Topic"), L("Issue"), L("Explanation"), L("Language"), L("Kind"), L("Countries"), L("Sectors"),
                L("Wordings merged"),
            ],
            record.issues.map { issue in
                let sectors = Set(issue.origins.compactMap(\.sector)).compactMap { names.sector($0)?.label.string() }
                    .sorted()
                return [
                    topic(issue.topic), text(issue.title), text(issue.explanation), text(issue.language),
                    text(issue.kind == .merged ? L("Merged") : L("Contributed")),
                    // One voice is not told by sector and country together.
                    text(issue.countries.joined(separator: ListJoin.comma)),
                    issue.origins.count > 1 ? text(sectors.joined(separator: ListJoin.comma)) : .empty,
                    SheetCell(issue.parents.isEmpty ? nil : issue.parents.count),
                ]
            })
    }

    private var merges: WorkbookSheet {
        sheet(
            L("Merged issues"), [L("Topic"), L("Merged issue"), L("Original wording"), L("Language"), L("Country")],
            record.issues.flatMap { issue in
                issue.parents.map {
                    [topic(issue.topic), text(issue.title), text($0.title), text($0.language), country($0.country)]
                }
            })
    }

    private var rounds: WorkbookSheet {
        sheet(
            L("Rounds"),
            [
                L("Round"), L("Topic"), L("Question"), L("Method"), L("Issues"), L("Ballots"), L("Could vote"),
                L("On paper"),
            ],
            record.results.map { result in
                [
                    SheetCell(result.round.number), topic(result.round.topic), text(result.round.question.string()),
                    text(result.round.settings.method.label), SheetCell(result.items.count), SheetCell(result.ballots),
                    SheetCell(result.present), SheetCell(result.onPaper),
                ]
            })
    }

    private var results: WorkbookSheet {
        sheet(
            L("Results"),
            [
                L("Round"), L("Criterion"), L("Issue"), L("Sum"), L("People"), L("Of those who could vote, %"),
                L("Rank by people"),
                L("Rank, sectors equal"), L("Rank, countries equal"), L("Mean by people"), L("Mean, sectors equal"),
                L("Mean, countries equal"), L("Median"), L("Lower quartile"), L("Upper quartile"), L("Agreement"),
                L("Consensus"),
            ],
            record.results.filter(\.isShown).flatMap { result in
                rows(result, result.main, .importance)
                    + (result.feasibility.map { rows(result, $0, .feasibility) } ?? [])
            })
    }

    private func rows(_ result: RoundResult, _ part: CriterionResult, _ criterion: RatingCriterion) -> [[SheetCell]] {
        let isRating = part.method == .rating
        return part.order.map { item in
            let readings = TallyReading.allCases.map { reading in part.readings.first { $0.reading == reading } }
            // Fewer than five judged it: their ratings stay theirs, as a sum and as a mean too.
            let isShown = !isRating || part.mayShowRatings(of: item)
            let summary = isRating && isShown ? part.summaries[item] : nil
            return [
                SheetCell(result.round.number), isRating ? text(criterion.label) : .empty,
                text(result.items[item].title),
                SheetCell(isShown ? part.tally.totals[item].double : nil), SheetCell(part.tally.voters[item]),
                SheetCell(NumberText.percent(part.tally.voters[item], of: result.present)),
            ] + readings.map { SheetCell($0?.ranks[item]) }
                + readings.map { SheetCell(isShown ? $0?.scores[item]?.double : nil) } + [
                    SheetCell(summary?.median?.double), SheetCell(summary?.lowerQuartile?.double),
                    SheetCell(summary?.upperQuartile?.double), SheetCell(summary?.consensus),
                    isRating && criterion == .importance ? text(part.consensusLabel(item)) : .empty,
                ]
        }
    }

    private var priorities: WorkbookSheet {
        sheet(
            L("Priority issues"), [L("No."), L("Issue"), L("Topic"), L("Chosen"), L("Round")],
            record.priorities.map { priority in
                [
                    SheetCell(priority.position), title(priority.issue), topic(record.issue(priority.issue)?.topic),
                    text(WorkshopReport.reason(priority)),
                    SheetCell(record.results.first { $0.round.id == priority.round }?.round.number),
                ]
            })
    }

    // MARK: Groups and after

    private var groups: WorkbookSheet {
        let people = Dictionary(uniqueKeysWithValues: record.people.map { ($0.id, $0) })
        return sheet(
            L("Groups"), [L("Group"), L("People"), L("Countries"), L("Issues")],
            record.groups.map { group in
                let members = group.members.compactMap { people[$0] }
                return [
                    self.group(group.id), SheetCell(members.count), SheetCell(Set(members.compactMap(\.country)).count),
                    text(group.issues.compactMap { record.issue($0)?.title }.joined(separator: "\n")),
                ]
            })
    }

    private var aspects: WorkbookSheet {
        sheet(
            L("Aspects"),
            [
                L("Issue"), L("Group"), L("Direction"), L("Aspect"), L("Language"), L("Weight"), L("Sector"),
                L("Cases"), L("No case"),
            ],
            record.aspects.map { aspect in
                [
                    title(aspect.issue), group(aspect.group), text(aspect.isFacilitating ? L("helps") : L("blocks")),
                    text(aspect.words.text), text(aspect.words.language), SheetCell(aspect.weight),
                    sector(aspect.sector),
                    text(aspect.cases.compactMap { record.cases[$0]?.title }.joined(separator: "\n")),
                    aspect.isWithoutCase ? text(L("yes")) : .empty,
                ]
            })
    }

    private var cases: WorkbookSheet {
        sheet(
            L("Cases"),
            [L("Case"), L("Kind"), L("When"), L("Place"), L("Country"), L("What happened"), L("Marking"), L("Source")],
            record.cases.values.sorted { ($0.title, $0.id.description) < ($1.title, $1.id.description) }.map {
                [
                    text($0.title), text($0.kind), text($0.happenedOn), text($0.place), country($0.country),
                    text($0.summary),
                    text($0.marking), text($0.source),
                ]
            })
    }

    private func owner(_ id: EnvisionSheet.ID) -> SheetCell {
        guard let sheet = record.sheet(id) else { return .empty }
        if sheet.group != nil { return group(sheet.group) }
        return sheet.isAnonymous ? text(L("A country")) : country(sheet.country)
    }

    private var situations: WorkbookSheet {
        sheet(
            L("Desired situations"), [L("Issue"), L("Group or country"), L("Desired situation"), L("Language")],
            record.situations.map { [title($0.issue), owner($0.sheet), text($0.words.text), text($0.words.language)] })
    }

    private var interventions: WorkbookSheet {
        sheet(
            L("Interventions"),
            [
                L("Issue"), L("Group or country"), L("Country"), L("Intervention"), L("Language"), L("Who leads"),
                L("Sectors"),
                L("Element"),
                L("Horizon"), L("Difficulty"), L("Impact"), L("Needed from others"), L("Endorsements"),
            ],
            record.interventions.map { item in
                let sectors = item.sectors.compactMap { names.sector($0)?.label.string() }.sorted()
                return [
                    title(item.issue), owner(item.sheet), country(item.country), text(item.words.text),
                    text(item.words.language),
                    text(item.lead), text(sectors.joined(separator: ListJoin.comma)), text(item.element.label),
                    text(item.horizon.label), SheetCell(item.difficulty), SheetCell(item.impact),
                    text(item.needs.text), SheetCell(item.endorsements),
                ]
            })
    }

    private var standings: WorkbookSheet {
        let words = Dictionary(uniqueKeysWithValues: record.aspects.map { ($0.id, $0) })
        return sheet(
            L("Blocking aspects by country"), [L("Issue"), L("Aspect"), L("Country"), L("Status")],
            record.standings.compactMap { standing in
                words[standing.aspect].map { aspect in
                    [
                        title(aspect.issue), text(aspect.words.text), country(standing.country),
                        text(standing.state == .solved ? L("solved") : L("present")),
                    ]
                }
            })
    }

    private var adoptions: WorkbookSheet {
        let items = Dictionary(uniqueKeysWithValues: record.interventions.map { ($0.id, $0) })
        return sheet(
            L("Adoptions"),
            [
                L("Country"), L("Intervention"), L("Decision"), L("How, or why declined"), L("Progress"),
                L("Progress reported"), L("Decided by"),
            ],
            record.adoptions.map { adoption in
                [
                    country(adoption.country), text(items[adoption.intervention]?.words.text),
                    text(adoption.decision.label), text(adoption.note),
                    adoption.isTakenUp ? text(adoption.progress.label) : .empty,
                    text(adoption.progressNote),
                    adoption.isByHead ? text(L("the head of the delegation")) : .empty,
                ]
            })
    }

    private var statements: WorkbookSheet {
        sheet(
            L("Outline"), [L("Part"), L("Statement"), L("State"), L("Ratings")],
            record.statements.map { statement in
                let state: Message =
                    switch statement.state {
                    case "agreed": L("Agreed")
                    case "dropped": L("Dropped")
                    default: L("Proposed")
                    }
                return [
                    text(ReportLabels.part(statement.part)), text(statement.words.text), text(state),
                    SheetCell(statement.ratings.count),
                ]
            })
    }
}
