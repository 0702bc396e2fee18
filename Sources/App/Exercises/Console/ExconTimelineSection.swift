import Domain
import Markup
import Web

/// The time line of an exercise: a row for each cell, each inject where it is due or went out, the breaks, and now.
struct ExconTimelineSection {
    let desk: ExconDesk

    private static let (width, start, row) = (1_000.0, 44.0, 22.0)

    private var cells: [CellRecord] { desk.plan.cells }
    private var end: Int64 { max(desk.plan.plannedEnd, desk.moment.elapsed, EpochTime.minute) }
    private var height: Double { Double(cells.count) * Self.row + 28 }

    private func x(_ elapsed: Int64) -> Int {
        let share = Double(min(max(0, elapsed), end)) / Double(end)
        return Int(Self.start + share * (Self.width - Self.start - 12))
    }

    private func y(_ index: Int) -> Int { Int(Double(index) * Self.row + 4) }

    var html: HTML {
        """
        <section id="excon-line"><h2>\(L("Time line"))</h2>\
        <div class="excon-line" tabindex="0" role="region" aria-label="\(L("Time line").string())">\
        <svg viewBox="0 0 \(Int(Self.width)) \(Int(height))" role="group" aria-label="\(L("Injects by cell and time").string())">\
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
            "<line class=\"move\" x1=\"\(x(move.start))\" x2=\"\(x(move.start))\" y1=\"0\" y2=\"\(Int(height) - 24)\"><title>\(L("Move \(move.number)"))</title></line>"
        }
    }

    private var rows: HTML {
        cells.enumerated().map { $0 }.html { index, cell in
            """
            <text x="2" y="\(y(index) + 12)">\(cell.code)</text>\
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
        let places = Dictionary(uniqueKeysWithValues: cells.enumerated().map { ($1.id, $0) })
        var sent: [Inject.ID: [(x: Int, row: Int)]] = [:]
        for paper in desk.view.papers where paper.corrects == nil {
            guard let row = places[paper.cell] else { continue }
            sent[paper.inject, default: []].append((x(paper.elapsed), row))
        }
        let overdue = Set(desk.schedule.overdue.map(\.id))
        let words = Dictionary(uniqueKeysWithValues: InjectStatus.allCases.map { ($0, $0.label.string()) })
        let squares = cells.indices.map { ",\(y($0) + 3)h9v12h-9z" }
        return desk.plan.injects.html { inject in
            let out = sent[inject.id] ?? []
            let open = planned(inject).map { elapsed in
                desk.view.open(inject).compactMap { cell in places[cell.id].map { (x(elapsed), $0) } }
            }
            let style =
                overdue.contains(inject.id.description)
                ? "late" : inject.status == .approved ? "ready" : inject.status == .deferred ? "left" : "planned"
            let title = "#\(inject.label) \(inject.title) · \(words[inject.status] ?? "")"
            return
                "\(mark(inject, out, "out", title, squares))\(mark(inject, open ?? [], style, title, squares))"
        }
    }

    /// One link for an inject, with a square in the row of each cell.
    /// - Parameter squares: what comes behind the place from the left, by row.
    private func mark(
        _ inject: InjectRecord, _ places: [(x: Int, row: Int)], _ style: String, _ title: String, _ squares: [String]
    ) -> HTML {
        guard let first = places.first else { return .empty }
        var (path, left, place) = ("", first.x, "M\(first.x)")
        for one in places {
            if one.x != left { (left, place) = (one.x, "M\(one.x)") }
            path += place
            path += squares[one.row]
        }
        return """
            <a href="\(ExconPaths.inject(desk.event.id, inject.id))"><path class="\(style)" d="\(path)"/><title>\(title)</title></a>
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
