import Domain
import Markup
import Web

/// The time line of an exercise: a row for each cell, each inject where it is due or went out, the breaks, and now.
struct ExconTimelineSection {
    let desk: ExconDesk

    private static let (width, start, row) = (1_000.0, 44.0, 22.0)

    /// Cells, or storylines with one row for what is in none; each with what names it.
    private var lanes: [(id: String, code: String, name: String)] {
        if desk.filter.hasStorylines {
            return desk.plan.storylines.map { ($0.id.description, String($0.title.prefix(6)), $0.title) }
                + [("-", "–", "")]
        }
        let chosen = desk.filter.cell
        return desk.plan.cells.filter { chosen.isEmpty || $0.id.description == chosen }
            .map { ($0.id.description, $0.code, $0.name) }
    }

    private func lane(_ inject: InjectRecord, _ cell: ExerciseCell.ID) -> String {
        desk.filter.hasStorylines ? inject.storyline?.description ?? "-" : cell.description
    }

    private var end: Int64 { max(desk.plan.plannedEnd, desk.moment.elapsed, EpochTime.minute) }
    private var height: Double { Double(lanes.count) * Self.row + 28 }

    private func x(_ elapsed: Int64) -> Int {
        let share = Double(min(max(0, elapsed), end)) / Double(end)
        return Int(Self.start + share * (Self.width - Self.start - 12))
    }

    private func y(_ index: Int) -> Int { Int(Double(index) * Self.row + 4) }

    var html: HTML {
        """
        <section id="excon-line"><h2>\(L("Time line"))</h2>\
        <div class="excon-line" tabindex="0" role="region" aria-label="\(L("Time line").string())">\
        <svg viewBox="0 0 \(Int(Self.width)) \(Int(height))" data-span="\(end)" data-width="\(Int(Self.width - Self.start - 12))" role="group" aria-label="\(L("Injects by cell and time").string())">\
        \(breaks)\(moves)\(rows)\(ticks)\(marks)\(now)</svg></div>\
        <p class="excon-key muted"><span class="out">\(L("released"))</span><span class="ready">\(L("to come"))</span>\
        <span class="late">\(L("Overdue"))</span><span class="planned">\(L("not approved"))</span><span>\(L("Each mark leads to its inject."))</span></p></section>
        """
    }

    private var breaks: HTML {
        desk.plan.breaks.html { pause in
            "<rect class=\"break\" x=\"\(x(pause.elapsed) - 2)\" y=\"0\" width=\"4\" height=\"\(Int(height) - 24)\"><title>\(pause.title)</title></rect>"
        }
    }

    private var moves: HTML {
        desk.plan.moves.html { move in
            let handle = desk.exercise.state.isOver ? nil : InjectPutForm.handle(move)
            let line: HTML = """
                <line class="move" x1="\(x(move.start))" x2="\(x(move.start))" y1="0" y2="\(Int(height) - 24)"><title>\(L("Move \(move.number)"))</title></line>
                """
            return handle.map {
                "<a href=\"\(ExercisePlanPaths.moves(desk.event.id))#move-\(move.id)\" data-put=\"\($0)\">\(line)</a>"
            } ?? line
        }
    }

    private var rows: HTML {
        lanes.enumerated().map { $0 }.html { index, lane in
            """
            <text x="2" y="\(y(index) + 12)">\(lane.code)<title>\(lane.name)</title></text>\
            <line class="row" x1="\(Int(Self.start))" x2="\(Int(Self.width))" y1="\(y(index) + 18)" y2="\(y(index) + 18)"/>
            """
        }
    }

    /// Every quarter of an hour, or every hour of a long exercise.
    private var ticks: HTML {
        let step =
            end > 6 * EpochTime.hour ? EpochTime.hour * max(1, end / (24 * EpochTime.hour)) : 15 * EpochTime.minute
        let count = min(60, Int(end / step))
        return (0...count).map { Int64($0) * step }.html { elapsed in
            "<text x=\"\(x(elapsed))\" y=\"\(Int(height) - 8)\">\(ElapsedText.short(elapsed))</text>"
        }
    }

    private var now: HTML {
        guard desk.exercise.state.isPlayed else { return .empty }
        let place = x(desk.moment.elapsed)
        return
            "<line class=\"now\" x1=\"\(place)\" x2=\"\(place)\" y1=\"0\" y2=\"\(Int(height) - 22)\"><title>\(L("now"))</title></line>"
    }

    private var marks: HTML {
        let places = Dictionary(uniqueKeysWithValues: lanes.enumerated().map { ($1.id, $0) })
        let sent = Dictionary(grouping: desk.view.papers.filter { $0.corrects == nil }, by: \.inject)
        let overdue = Set(desk.schedule.overdue.map(\.id))
        let words = Dictionary(uniqueKeysWithValues: InjectStatus.allCases.map { ($0, $0.label.string()) })
        let squares = lanes.indices.map { ",\(y($0) + 3)h9v12h-9z" }
        return desk.plan.injects.filter(desk.holds).html { inject in
            let papers = sent[inject.id] ?? []
            let out = papers.compactMap { paper in places[lane(inject, paper.cell)].map { (x(paper.elapsed), $0) } }
            let open = planned(inject).map { elapsed in
                desk.view.open(inject).compactMap { cell in places[lane(inject, cell.id)].map { (x(elapsed), $0) } }
            }
            let style =
                overdue.contains(inject.id.description)
                ? "late" : inject.status == .approved ? "ready" : inject.status == .deferred ? "left" : "planned"
            let title = "#\(inject.label) \(inject.title) · \(words[inject.status] ?? "")"
            let handle = desk.exercise.state.isOver ? nil : InjectPutForm.handle(inject, desk.plan)
            return
                "\(mark(inject, out, "out", title, squares, nil))\(mark(inject, open ?? [], style, title, squares, handle))"
        }
    }

    /// One link for an inject, with a square in the row of each cell.
    /// - Parameter squares: what comes behind the place from the left, by row.
    private func mark(
        _ inject: InjectRecord, _ places: [(x: Int, row: Int)], _ style: String, _ title: String, _ squares: [String],
        _ handle: String?
    ) -> HTML {
        guard let first = places.first else { return .empty }
        var (path, left, place) = ("", first.x, "M\(first.x)")
        for one in places {
            if one.x != left { (left, place) = (one.x, "M\(one.x)") }
            path += place
            path += squares[one.row]
        }
        return """
            <a href="\(ExconPaths.inject(desk.event.id, inject.id))"\("data-put", value: handle)><path class="\(style)" d="\(path)"/><title>\(title)</title></a>
            """
    }

    /// Where on the line it stands as far as is known; nothing for what a hand or a rule decides.
    private func planned(_ inject: InjectRecord) -> Int64? {
        guard inject.status != .obsolete else { return nil }
        switch ReleaseView.due(inject, desk.plan, desk.moment, desk.view.dues[inject.id] ?? []) {
        case .elapsed(let due), .waits(_, let due): return due
        case .wall(let wall, _):
            guard wall > desk.moment.wall else { return desk.moment.clock.elapsed(at: wall) }
            return EpochTime.adding(desk.moment.elapsed, milliseconds: wall - desk.moment.wall)
        case .closed, .hand, .rule: return nil
        }
    }
}
