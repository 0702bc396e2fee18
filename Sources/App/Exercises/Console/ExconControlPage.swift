import Domain
import Markup
import Storage
import Web

/// A controller's phone: the next three that are theirs, with the words in large type, and what came of it at one tap.
struct ExconControlPage {
    static let audience = "control"

    private let visit: Visit
    private let frame: ExerciseFrame
    private let desk: ExconDesk
    private let own: [InjectRecord]

    private static let most = 3

    init(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        self.visit = visit
        frame = try ExerciseFrame(visit, event, reading)
        try frame.standing.require(frame.standing.isExcon)
        desk = try ExconDesk(event, now: visit.now, reading)
        own = Self.own(desk, frame.standing)
    }

    /// Those of one's own seats; of nobody's, those that are spoken or wait for a hand.
    private static func own(_ desk: ExconDesk, _ standing: ExerciseStanding) -> [InjectRecord] {
        let view = desk.view
        let timed = (desk.schedule.overdue + desk.schedule.due + desk.schedule.next + desk.schedule.later)
            .filter { !$0.item.isHeld }.compactMap { view.inject($0.id) }
        let partly = desk.plan.injects.filter {
            $0.status == .released && $0.channel.isSpoken && !view.open($0).isEmpty
        }
        let byHand = desk.schedule.byHand.compactMap { view.inject($0.id) }
        let all = partly + timed + byHand
        // What went out to some by a rule may stand in two lists.
        var seen: Set<Inject.ID> = []
        let mine = all.filter { isOwn($0, desk, standing) && seen.insert($0.id).inserted }
        return Array(mine.prefix(most))
    }

    /// What belongs to a controller who is gone is everybody's.
    private static func isOwn(_ inject: InjectRecord, _ desk: ExconDesk, _ standing: ExerciseStanding) -> Bool {
        guard let controller = inject.controller, desk.seats.contains(where: { $0.id == controller && $0.role.isExcon })
        else {
            return inject.channel.isSpoken || inject.release == .hand
        }
        return standing.seats.contains { $0.id == controller }
    }

    private var body: HTML {
        """
        <section id="activity"><div class="head"><h1>\(L("My calls"))</h1>\
        <p>\(PlayClocksSection(moment: desk.moment, event: desk.event, msel: desk.plan.msel).elapsed) \
        <span class="state open">\(desk.exercise.state.label)</span></p></div>\
        \(own.isEmpty ? "<p class=\"muted\">\(L("Nothing is yours in the next time."))</p>" as HTML : .empty)\(own.html(card))\(ExconQueueSection(event: desk.event.id, queue: desk.queue, most: 3, from: Self.audience).requests)\(held)\
        <p class="actions"><a class="button plain" href="\(ExconPaths.notes(desk.event.id))#note">\(L("Note"))</a> \
        <a class="button plain" href="\(ExercisePaths.console(desk.event.id))">\(L("Console"))</a>\
        \(desk.queue.count > 0 ? "<a class=\"button plain\" href=\"\(ExconPaths.simcell(desk.event.id))\">\(L("Simulation cell"))</a>" as HTML : .empty)\
        \(desk.exercise.state.isPlayed ? "<a class=\"button plain danger\" href=\"\(ExercisePaths.halt(desk.event.id))\">\(L("Real emergency"))</a>" as HTML : .empty)</p></section>
        """
    }

    /// What was put off: it comes back with one tap.
    private var held: HTML {
        let injects = Array(
            desk.plan.injects.filter {
                $0.heldAt != nil && $0.status == .approved && Self.isOwn($0, desk, frame.standing)
            }
            .prefix(20))
        guard !injects.isEmpty else { return .empty }
        return """
            <details id="control-held"><summary>\(L("Held")) <span class="muted">\(injects.count)</span></summary><ul class="lines">\(injects.html { inject in
                """
                <li><p class="title">\(ExconDesk.name(inject))</p>\
                <form class="actions" id="unhold-\(inject.id)" method="post" action="\(PlayPaths.hold(desk.event.id, inject.id))">\
                <input type="hidden" name="on" value="0"><input type="hidden" name="from" value="\(Self.audience)">\
                <button class="plain">\(L("No longer hold"))</button></form></li>
                """
            })</ul></details>
            """
    }

    private func card(_ inject: InjectRecord) -> HTML {
        let cells = desk.view.open(inject)
        let line = (desk.schedule.overdue + desk.schedule.due + desk.schedule.next).first {
            $0.id == inject.id.description
        }
        return """
            <article class="sheet-card" id="card-\(inject.id)"><p class="between"><span>\(ExconDesk.name(inject))</span>\
            <span>\(line.map { ExconDesk.lateness($0.late) } ?? inject.anchor.label)</span></p>\
            <p class="meta"><span>\(inject.channel.label)</span> \(desk.plan.actor(inject.actor).map { "<bdi>\($0.name)</bdi>" as HTML } ?? .empty)</p>\
            \(inject.channel.isSpoken ? script(inject, cells) : .empty)\
            \(inject.note.isEmpty ? .empty : "<p class=\"muted\" dir=\"auto\">\(inject.note)</p>" as HTML)\
            <div class="call-dock\(cells.count > 1 ? " several" : "")">\(inject.channel.isSpoken ? cells.html { spoken(inject, $0) } : written(inject))\
            \(later(inject))</div></article>
            """
    }

    private func script(_ inject: InjectRecord, _ cells: [CellRecord]) -> HTML {
        let languages = Set(cells.map(\.language))
        let texts = inject.texts.filter { languages.contains($0.language) }
        return (texts.isEmpty ? Array(inject.texts.prefix(1)) : texts).html { text in
            "<p class=\"excon-script\" lang=\"\(text.language)\" dir=\"auto\">\(text.body)</p>"
        }
    }

    private var isRunning: Bool { desk.exercise.state == .running }

    private func spoken(_ inject: InjectRecord, _ cell: CellRecord) -> HTML {
        """
        <p><b>\(cell.code)</b> <bdi>\(cell.name)</bdi></p>\
        \(ExconCall.form(desk.event.id, inject.id, cell.id, from: Self.audience, isRunning: isRunning))
        """
    }

    private func written(_ inject: InjectRecord) -> HTML {
        """
        <p class="actions"><a class="button" href="\(ExconPaths.inject(desk.event.id, inject.id))">\(L("Look at #\(inject.label)"))</a></p>
        """
    }

    private func later(_ inject: InjectRecord) -> HTML {
        guard inject.status == .approved else { return .empty }
        return """
            <form class="actions" id="later-\(inject.id)" method="post" action="\(PlayPaths.hold(desk.event.id, inject.id))">\
            <input type="hidden" name="on" value="1"><input type="hidden" name="from" value="\(Self.audience)">\
            <button class="plain">\(L("Later"))</button></form>
            """
    }

    var answer: Answer {
        guard !visit.inbound.wantsFragment else { return Answer.html(body).setting(.pageState, desk.state) }
        var layout = Layout(
            .phone, .verbatim(ExerciseMark.title(L("My calls").string())), path: PlayPaths.control(desk.event.id))
        layout.heading = "<span dir=\"auto\">\(desk.event.title)</span>"
        layout.tools = LanguageMenu.html(path: PlayPaths.control(desk.event.id))
        layout.styles = ["exercise", "excon"]
        layout.scripts = ["exercise", "excon"]
        layout.notice = Done.notice(visit)
        layout.live = ExconPaths.controlLive(desk.event.id)
        layout.state = desk.state
        return .html(
            layout.document("\(ExerciseMark.bar())\(ExconGraceSection.html)\(body)\(ExerciseMark.bar("bottom"))"))
    }
}
