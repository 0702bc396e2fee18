import Domain
import Markup
import Web

/// The cells as they stand: who is in, what is unopened, how long nothing came, and what other rooms count.
struct ExconCellsSection {
    let desk: ExconDesk

    /// A cell for which nothing came for so long is marked.
    private static let idle: Int64 = 25 * EpochTime.minute

    var html: HTML {
        """
        <section id="excon-cells"><h2>\(L("Cells"))</h2><ul class="lines">\(rows)</ul></section>
        """
    }

    private var rows: HTML {
        var papers: [ExerciseCell.ID: Papers] = [:]
        for paper in desk.view.papers { papers[paper.cell, default: Papers()].count(paper, desk.opened) }
        let seats = Dictionary(grouping: desk.seats.filter { $0.role == .player }, by: \.cell)
        return desk.plan.cells.html { row($0, seats[$0.id] ?? [], papers[$0.id] ?? Papers()) }
    }

    /// What a cell has got.
    private struct Papers {
        var count = 0
        var unopened = 0
        var last: Int64 = 0

        mutating func count(_ paper: ExercisePaper, _ opened: Set<Paper.ID>) {
            count += 1
            if paper.isDelivered, !opened.contains(paper.id) { unopened += 1 }
            last = max(last, paper.elapsed)
        }
    }

    private func row(_ cell: CellRecord, _ seats: [SeatRecord], _ papers: Papers) -> HTML {
        let unopened = papers.unopened
        let figures = (desk.figures[cell.id] ?? []).sorted { $0.order < $1.order }
        return """
            <li id="excon-cell-\(cell.id)"><p class="title"><b>\(cell.code)</b> <bdi>\(cell.name)</bdi></p><p class="meta">\
            \(cell.kind == .players ? "<span>\(L("\(seats.count { $0.startexAt != nil }) of \(seats.count) are in"))</span> " : .empty)\
            <span>\(L(papers.count, one: "\(papers.count) paper", other: "\(papers.count) papers"))</span> \
            \(silent(seats))\(unopened > 0 ? "<span class=\"state warn\">\(L("\(unopened) unopened"))</span> " as HTML : .empty)\(idle(papers))\
            \(figures.filter { $0.count > 0 }.html(figure))</p></li>
            """
    }

    /// Who had a page open, and was not heard since.
    private func silent(_ seats: [SeatRecord]) -> HTML {
        guard desk.exercise.state.isPlayed else { return .empty }
        let silent = seats.compactMap { seat -> String? in
            guard seat.startexAt != nil, let heard = desk.contacts[seat.participant] else { return nil }
            let since = desk.moment.wall - heard
            guard since >= PlayerContacts.silence else { return nil }
            return L("\(seat.name): \(Int(since / EpochTime.minute)) min").string()
        }
        guard !silent.isEmpty else { return .empty }
        return "<span class=\"state warn\">\(L("not heard of")) <bdi>\(silent.joined(separator: ", "))</bdi></span> "
    }

    private func idle(_ papers: Papers) -> HTML {
        guard desk.exercise.state.isPlayed else { return .empty }
        let since = desk.moment.elapsed - papers.last
        guard since >= EpochTime.minute else { return .empty }
        return """
            <span\("class", value: since >= Self.idle ? "state warn" : nil)>\(L("nothing for \(Int(since / EpochTime.minute)) min"))</span>
            """
    }

    private func figure(_ figure: CellFigure) -> HTML {
        let words: HTML = "\(figure.label) \(figure.count)"
        let content: HTML = figure.path.map { "<a href=\"\($0)\">\(words)</a>" } ?? words
        return " <span\("class", value: figure.isWarning ? "state warn" : nil)>\(content)</span>"
    }
}
