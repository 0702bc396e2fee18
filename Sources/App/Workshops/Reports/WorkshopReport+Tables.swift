import Domain
import Web

/// What the groups and delegations made of the priorities: groups, analysis, desired situations and interventions.
extension WorkshopReport {
    var groups: [Document.Block] {
        guard !record.groups.isEmpty else { return [] }
        var table = Document.Table(
            caption: L("Breakout groups").string(),
            columns: [
                .init(L("Group"), weight: 2), .init(L("People"), isNumber: true, weight: 0.8),
                .init(L("Sectors"), weight: 2.4),
                .init(L("Countries"), weight: 2), .init(L("Issues"), weight: 4),
            ])
        let people = Dictionary(uniqueKeysWithValues: record.people.map { ($0.id, $0) })
        table.rows = record.groups.map { group in
            let members = group.members.compactMap { people[$0] }.filter(\.hasCome)
            let sectors = names.sectors.compactMap { sector -> String? in
                let count = members.count { $0.sector == sector.code }
                return count == 0 ? nil : "\(sector.label.string()) \(count)"
            }
            let issues = group.issues.enumerated().flatMap { index, id in
                (index == 0 ? [] : [Document.Inline.lineBreak]) + said(id)
            }
            return [
                [.text(name(of: group))], [.text(String(members.count))],
                [.text(Message.list(sectors, .commas).string())],
                [.text(Message.list(Set(members.compactMap(\.country)).sorted(), .commas).string())], issues,
            ]
        }
        var blocks: [Document.Block] = [.heading(1, id: "groups", L("Breakout groups")), .table(table)]
        if options.namesPeople {
            blocks.append(
                .list(
                    record.groups.map { group in
                        let names = group.members.compactMap { id in
                            people[id].flatMap { $0.hasCome && $0.namingAgreedAt != nil ? $0 : nil }.map {
                                $0.name + (id == group.rapporteur ? " (\(L("rapporteur").string()))" : "")
                            }
                        }
                        return [.strong([.text(name(of: group))]), .text(": \(Message.list(names, .commas).string())")]
                    }))
        }
        return blocks
    }

    func name(of group: WorkshopRecord.Group) -> String {
        group.name.isEmpty ? L("Group \(group.number)").string() : group.name
    }

    /// The issues that a part of the work is about: the priorities first.
    private func issues(_ ids: [Issue.ID]) -> [Issue.ID] {
        let order = record.priorities.map(\.issue) + ids
        var seen: Set<Issue.ID> = []
        let wanted = Set(ids)
        return order.filter { wanted.contains($0) && seen.insert($0).inserted }
    }

    // MARK: Analysis

    var analysis: [Document.Block] {
        guard !record.aspects.isEmpty else { return [] }
        let parts = issues(record.aspects.map(\.issue)).enumerated().flatMap { index, issue in
            forces(issue, id: "forces\(index + 1)")
        }
        return [
            .heading(1, id: "analysis", L("What helps and what blocks")),
            .paragraph(
                L(
                    "Each aspect is weighted from 1 to 5 by its group, and rests on past events or exercises where the group named some."
                )),
        ] + parts + cases
    }

    private func forces(_ issue: Issue.ID, id: String) -> [Document.Block] {
        let own = record.aspects.filter { $0.issue == issue }
        let (helping, hindering) = (
            own.filter(\.isFacilitating).map(\.weight).reduce(0, +),
            own.filter { !$0.isFacilitating }.map(\.weight).reduce(0, +)
        )
        var table = Document.Table(
            caption: L("Facilitating and blocking aspects").string(),
            columns: [
                .init(L("Aspect"), weight: 5), .init(L("Direction"), weight: 1.4),
                .init(L("Weight"), isNumber: true, weight: 0.9),
                .init(L("Group"), weight: 1.4), .init(L("Cases"), weight: 3),
            ])
        table.rows = own.sorted { ($0.isFacilitating ? 0 : 1, -$0.weight) < ($1.isFacilitating ? 0 : 1, -$1.weight) }
            .map { aspect in
                let sector = names.sector(aspect.sector).map { " (\($0.label.string()))" } ?? ""
                return [
                    said(aspect.words) + [.text(sector)],
                    [.text((aspect.isFacilitating ? L("helps") : L("blocks")).string())],
                    [.text(String(aspect.weight))],
                    [.text(record.group(aspect.group).map(name) ?? "")], [.text(rest(aspect))],
                ]
            }
        return [
            .heading(2, id: id, said(issue)),
            .figure(field(own, id: id, helping, hindering, table)),
        ]
    }

    private func field(
        _ own: [WorkshopRecord.AspectItem], id: String, _ helping: Int, _ hindering: Int, _ table: Document.Table
    ) -> Document.Figure {
        func forces(_ isFacilitating: Bool) -> [ForceField.Force] {
            own.filter { $0.isFacilitating == isFacilitating }.map {
                .init(
                    text: $0.words.text, language: $0.words.language, weight: $0.weight,
                    hue: names.sector($0.sector)?.hue)
            }
        }
        let chart = ForceField(
            id: id, title: L("Weights together: \(helping) facilitating, \(hindering) blocking.").string(),
            facilitatingHead: L("Helps · \(helping)").string(), blockingHead: L("Blocks · \(hindering)").string(),
            emptyLabel: L("Nothing yet").string(), facilitating: forces(true), blocking: forces(false))
        return Document.Figure(
            svg: chart.svg(.file).text, alternative: chart.title, caption: L("Force field").string(),
            table: Document.Table(caption: "", columns: table.columns, rows: table.rows))
    }

    private func rest(_ aspect: WorkshopRecord.AspectItem) -> String {
        let known = aspect.cases.compactMap { record.cases[$0]?.title }
        let withheld = aspect.cases.count - known.count
        var parts = known
        if withheld > 0 {
            parts.append(
                L(
                    withheld, one: "\(withheld) case marked more restrictively than this report",
                    other: "\(withheld) cases marked more restrictively than this report"
                ).string())
        }
        if parts.isEmpty { parts.append((aspect.isWithoutCase ? L("no case") : L("–")).string()) }
        return Message.list(parts, .semicolons).string()
    }

    private var cases: [Document.Block] {
        let cited = Set(record.aspects.flatMap(\.cases))
        let all = record.cases.values.filter { cited.contains($0.id) }.sorted {
            ($0.title, $0.happenedOn) < ($1.title, $1.happenedOn)
        }
        guard !all.isEmpty else { return [] }
        var table = Document.Table(
            caption: L("Past events and exercises").string(),
            columns: [
                .init(L("Case"), weight: 3), .init(L("When"), weight: 1.2), .init(L("Where"), weight: 1.6),
                .init(L("What happened"), weight: 5),
                .init(L("Source"), weight: 2),
            ])
        table.rows = all.map { item in
            let place = Message.list([item.place, names.country(item.country) ?? ""].filter { !$0.isEmpty }, .commas)
                .string()
            return [
                said(item.title, item.language), [.text(DateText.partial(item.happenedOn))], [.text(place)],
                said(item.summary, item.language),
                [.text(item.source)],
            ]
        }
        return [.heading(2, id: "cases", L("Past events and exercises")), .table(table)]
    }

    // MARK: Desired situations and interventions

    var envision: [Document.Block] {
        guard !record.situations.isEmpty || !record.interventions.isEmpty else { return [] }
        let ids = issues(record.situations.map(\.issue) + record.interventions.map(\.issue))
        let parts = ids.enumerated().flatMap { index, issue in desired(issue, id: "desired\(index + 1)") }
        return [.heading(1, id: "envision", L("Desired situations and interventions"))] + visibility + parts
    }

    private var visibility: [Document.Block] {
        record.sheets.contains { $0.group == nil }
            ? [
                .paragraph(
                    L(
                        "Of the sheets of countries, only those that their delegation has published are included, without the country’s name where it wished so."
                    ))
            ]
            : []
    }

    private func desired(_ issue: Issue.ID, id: String) -> [Document.Block] {
        var blocks: [Document.Block] = [.heading(2, id: id, said(issue))]
        for situation in record.situations where situation.issue == issue {
            blocks.append(.quote([.paragraph(said(situation.words))], source: [.text(owner(situation.sheet))]))
        }
        let own = record.interventions.filter { $0.issue == issue }
        guard !own.isEmpty else { return blocks }
        var table = Document.Table(
            caption: L("Interventions").string(),
            columns: [
                .init(L("Intervention"), weight: 5), .init(L("Group or country"), weight: 1.8),
                .init(L("Element, horizon"), weight: 1.8), .init(L("Difficulty"), isNumber: true, weight: 1),
                .init(L("Impact"), isNumber: true, weight: 1),
            ])
        table.rows = own.map { item in
            let lead = further(L("Who leads"), item.lead.isEmpty ? [] : [.text(item.lead)])
            let kind: [Document.Inline] = [
                .text(item.element.label.string()), .lineBreak, .text(item.horizon.label.string()),
            ]
            return [
                said(item.words) + lead + further(L("Needed from others"), said(item.needs)),
                [.text(owner(item.sheet, item.country))], kind, [.text(item.difficulty.map(String.init) ?? "–")],
                [.text(item.impact.map(String.init) ?? "–")],
            ]
        }
        return blocks + [.table(table)]
    }

    /// A line of its own in a cell; nil if there is nothing to say.
    private func further(_ label: Message, _ words: [Document.Inline]) -> [Document.Inline] {
        words.plain.isEmpty ? [] : [.lineBreak, .emphasis([.text(label.string() + ": ")] + words)]
    }

    /// Whose sheet it is, as it may be said.
    func owner(_ id: EnvisionSheet.ID, _ country: String? = nil) -> String {
        guard let sheet = record.sheet(id) else { return "" }
        if let group = record.group(sheet.group) {
            let place = names.country(country).map { " (\($0))" } ?? ""
            return name(of: group) + place
        }
        if let country = sheet.country { return names.country(country) ?? country }
        return sheet.isAnonymous ? L("A country").string() : L("A group").string()
    }
}

/// Words for values of tables.
enum ReportLabels {
    static func part(_ value: String) -> Message {
        switch value {
        case "scope": L("Scope")
        case "audience": L("Audience")
        case "purpose": L("Purpose")
        case "structure": L("Structure")
        default: .verbatim(value)
        }
    }

    static func guideState(_ value: String) -> Message {
        switch value {
        case "review": L("In review")
        case "final": L("Final")
        default: L("Being written")
        }
    }
}
