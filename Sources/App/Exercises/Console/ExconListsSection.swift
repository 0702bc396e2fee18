import Domain
import Markup
import Web

/// What is overdue, due, next, and what waits: the left of the console.
struct ExconListsSection {
    let desk: ExconDesk

    /// More are in the MSEL.
    private static let most = 40

    var html: HTML {
        let schedule = desk.schedule
        let deferred = desk.plan.injects.filter { $0.status == .deferred }
        let hidden = (schedule.overdue + schedule.due).count { !holds($0.id) }
        let partly = desk.plan.injects.filter { inject in
            inject.status == .released && inject.anchor != .rule && !desk.view.open(inject).isEmpty
        }
        return """
            <section id="excon-lists" class="stack-2">\
            \(hidden == 0 ? .empty : "<p class=\"state warn\">\(L(hidden, one: "\(hidden) that is due is hidden by the filter", other: "\(hidden) that are due are hidden by the filter"))</p>" as HTML)\
            \(simcell)\(list(L("Overdue"), schedule.overdue, "bad"))\(list(L("Due"), schedule.due, "warn"))\
            \(list(L("Next 30 minutes"), schedule.next, "open"))\
            \(items(L("Not everywhere yet"), partly))\
            \(items(L("By hand"), schedule.byHand.compactMap { desk.view.inject($0.id) }))\
            \(items(L("Rules that wait"), schedule.byRule.compactMap { desk.view.inject($0.id) }))\
            \(waiting)\(items(L("Deferred"), deferred))\
            \(desk.plan.rules.isEmpty ? .empty : "<p class=\"small\"><a href=\"\(ExconPaths.rules(desk.event.id))\">\(L("Try the rules"))</a></p>" as HTML)</section>
            """
    }

    private var simcell: HTML {
        let count = desk.queue.count
        guard count > 0 else { return .empty }
        return """
            <p><a class="state warn" href="\(ExconPaths.simcell(desk.event.id))">\(L(count, one: "\(count) waits for an answer.", other: "\(count) wait for an answer."))</a></p>
            """
    }

    private func holds(_ id: String) -> Bool { desk.view.inject(id).map(desk.holds) ?? false }

    private func list(_ title: Message, _ lines: [ReleaseSchedule.Line], _ mark: String) -> HTML {
        let lines = lines.filter { holds($0.id) }
        guard !lines.isEmpty else { return .empty }
        return """
            <div><h2>\(title) <span class="muted">\(lines.count)</span></h2><ul class="lines">\(lines.prefix(Self.most).html { line in
                desk.view.inject(line.id).map { row($0, ExconDesk.lateness(line.late), mark, isHeld: line.item.isHeld) } ?? .empty
            })</ul>\(more(lines.count))</div>
            """
    }

    private func items(_ title: Message, _ injects: [InjectRecord]) -> HTML {
        let injects = injects.filter(desk.holds)
        guard !injects.isEmpty else { return .empty }
        return """
            <details\("open", when: injects.count <= 5) id="excon-\(title.string(in: .english).lowercased().filter(\.isLetter))">\
            <summary>\(title) <span class="muted">\(injects.count)</span></summary>\
            <ul class="lines">\(injects.prefix(Self.most).html { row($0, nil, "open", isHeld: $0.heldAt != nil) })</ul>\(more(injects.count))</details>
            """
    }

    private var waiting: HTML {
        let items = desk.schedule.waiting.filter { holds($0.id) }
        guard !items.isEmpty else { return .empty }
        return """
            <details id="excon-waiting"><summary>\(L("Wait for their move")) <span class="muted">\(items.count)</span></summary>\
            <ul class="lines">\(items.prefix(Self.most).html { item in
                desk.view.inject(item.id).map { row($0, words(item.due), "open", isHeld: item.isHeld) } ?? .empty
            })</ul>\(more(items.count))</details>
            """
    }

    private func words(_ due: ReleaseSchedule.Due) -> Message? {
        switch due {
        case .waits(let move, let planned): L("waits for move \(move), planned \(ElapsedText.short(planned))")
        case .closed(let move): L("move \(move) is closed")
        default: nil
        }
    }

    private func more(_ count: Int) -> HTML {
        count > Self.most ? "<p class=\"small muted\">\(L("and \(count - Self.most) more"))</p>" : .empty
    }

    private func row(_ inject: InjectRecord, _ words: Message?, _ mark: String, isHeld: Bool) -> HTML {
        let cells = desk.view.cellsDue(inject)
        return """
            <li id="line-\(inject.id)"><p class="title"><a href="\(ExconPaths.inject(desk.event.id, inject.id))">\(ExconDesk.name(inject))</a></p>\
            <p class="meta"><span>\(inject.channel.label)</span> <span>→ \(cells.map(\.code).joined(separator: " "))</span> \
            \(isHeld ? "<span class=\"state warn\">\(L("Held"))</span>" : .empty)\
            \(words.map { "<span class=\"state \(mark)\">\($0)</span>" as HTML } ?? .empty)\
            \(inject.release == .due && inject.anchor != .hand && !inject.channel.isSpoken ? "<span class=\"chip\">\(L("by itself"))</span>" as HTML : .empty)</p></li>
            """
    }
}

extension ExconDesk {
    /// An inject as it is called: `#12 Patients without papers`.
    static func name(_ inject: InjectRecord) -> HTML { "<b>#\(inject.label)</b> <bdi>\(inject.title)</bdi>" }
}
