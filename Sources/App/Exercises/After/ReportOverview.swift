import Domain
import Storage
import Web

/// What the exercise was, and how it went, by its clocks.
struct ReportOverview: Sendable {
    private let material: ReportMaterial
    private var plan: ExercisePlan { material.plan }

    init(_ material: ReportMaterial) { self.material = material }

    private func time(_ wall: Int64?) -> String {
        guard let wall else { return "–" }
        let clock = MomentWords(material.event.timeZone).wallClock(wall)
        return "\(DateText.day(clock.date)) \(clock.clock) (\(material.event.timeZone))"
    }

    var overview: [Document.Block] {
        var rows: [[String]] = [
            [L("Name").string(), material.event.title],
            [L("Dates").string(), DateText.span(material.event.startsOn, material.event.endsOn)],
            [L("Sponsor").string(), material.programme],
            [L("Scenario").string(), plan.msel.title],
            [L("How it was played").string(), material.exercise.pace.label.string()],
            [L("Participating organisations").string(), organisations],
        ]
        let capabilities = Set(plan.objectives.map(\.capability).filter { !$0.isEmpty }).sorted()
        if !capabilities.isEmpty { rows.append([L("Capabilities").string(), capabilities.joined(separator: "; ")]) }
        var blocks: [Document.Block] = []
        blocks += plan.msel.overview.split(whereSeparator: \.isNewline).map { .paragraph([.text(String($0))]) }
        blocks.append(.table(ReportTable.make(L("The exercise"), [L("What"), L("Told")], rows, weights: [1, 3])))
        if !plan.objectives.isEmpty {
            blocks.append(.paragraph([.strong([Document.Inline](L("Objectives")))]))
            blocks.append(.list(plan.objectives.map { [.text("\($0.code) \($0.text)")] }))
        }
        return blocks
    }

    /// Country → names of its organisations, without people.
    private var places: [(country: String, names: [String])] {
        let seats = material.seats.filter { !$0.organisation.isEmpty }
        return Dictionary(grouping: seats) { material.country($0.country) }
            .map { (country: $0.key, names: Set($0.value.map(\.organisation)).sorted()) }
            .sorted { $0.country < $1.country }
    }

    /// Few by name; many are counted by country, with their names in the annex.
    private static let few = 8

    private var organisations: String {
        let names = Set(places.flatMap(\.names)).sorted()
        guard names.count > Self.few else { return names.joined(separator: "; ") }
        return places.map { "\($0.country) \($0.names.count)" }.joined(separator: "; ")
    }

    var happened: [Document.Block] {
        let clock = material.clock
        let end = clock.endedAt
        let played = end.map { clock.elapsed(at: $0) }
        var (stops, stood): (Int, Int64) = (0, 0)
        for (index, mark) in clock.marks.enumerated() where mark.kind == .pause || mark.kind == .halt {
            stops += 1
            let next = index + 1 < clock.marks.count ? clock.marks[index + 1].wall : mark.wall
            stood = EpochTime.sum(stood, max(0, next - mark.wall))
        }
        let released = material.released
        let late = released.filter { $0.late >= 60_000 }
        var rows: [[String]] = [
            [L("STARTEX").string(), time(material.exercise.plannedStartex), time(clock.startedAt)],
            [
                L("ENDEX").string(), "E \(ElapsedText.short(plan.plannedEnd))",
                "\(time(end))\(played.map { " · E \(ElapsedText.short($0))" } ?? "")",
            ],
            [
                L("Injects").string(), String(plan.injects.filter { $0.type == .standard }.count),
                String(released.count),
            ],
            [L("Papers delivered").string(), "–", String(material.papers.count)],
            [L("Pauses and halts").string(), String(plan.breaks.count), "\(stops) · \(ElapsedText.short(stood))"],
            [
                L("Jumps of the story").string(), String(plan.moves.filter { $0.storyAt != nil }.count),
                String(max(0, material.marks.count - 1)),
            ],
        ]
        rows += plan.moves.map { move in
            [
                L("Move \(move.number): \(move.title)").string(),
                "E \(ElapsedText.short(move.plannedStart))–\(ElapsedText.short(move.plannedEnd))",
                move.openedElapsed.map { opened in
                    "E \(ElapsedText.short(opened))–\(move.closedElapsed.map { ElapsedText.short($0) } ?? "")"
                } ?? "–",
            ]
        }
        var blocks: [Document.Block] = [
            .table(ReportTable.make(L("Planned and played"), [L("What"), L("Planned"), L("Played")], rows))
        ]
        if !late.isEmpty {
            blocks.append(
                .table(
                    ReportTable.make(
                        L("Released late"), [L("Inject"), L("Late by")],
                        late.map { ["#\($0.inject.label) \($0.inject.title)", ElapsedText.short($0.late)] },
                        weights: [3, 1])))
        }
        return blocks
    }

    /// Of people counts only: their names stand in no report.
    var participants: [Document.Block] {
        var rows = plan.cells.map { cell in
            [
                cell.name, cell.plays,
                String(material.seats.count { $0.cell == cell.id && ($0.role == .player || $0.role == .simulator) }),
            ]
        }
        for role in ExerciseRole.allCases where role != .player {
            let count = Set(material.seats.filter { $0.role == role }.map(\.participant)).count
            if count > 0 { rows.append([role.label.string(), "", String(count)]) }
        }
        var blocks: [Document.Block] = [
            .table(
                ReportTable.make(
                    L("Cells and roles"), [L("Cell or role"), L("Plays"), L("People")], rows, weights: [2, 2, 1]))
        ]
        if Set(places.flatMap(\.names)).count > Self.few {
            blocks.append(
                .table(
                    ReportTable.make(
                        L("Participating organisations"), [L("Country"), L("Organisations")],
                        places.map { [$0.country, $0.names.joined(separator: "; ")] }, weights: [1, 4])))
        }
        return blocks
    }

    /// Only what went out: what was never released stays with who wrote it.
    var msel: [Document.Block] {
        let rows = material.released.sorted { ($0.inject.releasedElapsed ?? 0) < ($1.inject.releasedElapsed ?? 0) }.map
        {
            inject, late in
            [
                "#\(inject.label)", "E \(ElapsedText.short(inject.releasedElapsed ?? 0))",
                inject.channel.label.string(),
                plan.recipients(of: inject).map(\.code).joined(separator: " "), inject.title,
                inject.tasks.compactMap { plan.task($0)?.code }.joined(separator: " "),
            ]
        }
        guard !rows.isEmpty else { return [] }
        return [
            .table(
                ReportTable.make(
                    L("Injects as they went out"),
                    [L("No."), L("Time"), L("Channel"), L("To"), L("Title"), L("Tasks")], rows,
                    weights: [1, 1, 1.4, 1.6, 4, 1.2]))
        ]
    }
}
