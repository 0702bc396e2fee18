import Domain
import Markup
import Storage
import Web

/// A line of a cell's log: written by somebody of the cell, or there by itself from papers, requests and decisions.
struct PlayLogLine: Sendable {
    let kind: LogLineKind
    let text: String
    let elapsed: Int64
    let path: String?

    /// In the order in which it happened.
    static func all(_ view: CellView, written: [ExerciseLogRecord]) -> [PlayLogLine] {
        let event = view.event.id
        var lines = written.map { PlayLogLine(kind: $0.kind, text: $0.text, elapsed: $0.elapsed, path: nil) }
        lines += view.papers.map { paper in
            PlayLogLine(
                kind: .received, text: paper.title, elapsed: paper.elapsed, path: ExercisePaths.paper(event, paper.id))
        }
        lines += view.requests.map { request in
            PlayLogLine(
                kind: view.isAsked(request) ? .received : .sent,
                text: L("Request \(request.number)").string() + ": " + request.text, elapsed: request.sent,
                path: PlayerPaths.request(event, request.id))
        }
        lines += view.questions.compactMap { question in
            question.decision.map { decision in
                PlayLogLine(
                    kind: .decision, text: question.choice(decision, in: view.cell.language, view.msel).text,
                    elapsed: decision.decided, path: PlayerPaths.question(event, question.point.id))
            }
        }
        lines += view.said.map { statement in
            PlayLogLine(
                kind: statement.cell == view.cell.id ? .sent : .received,
                text: L("\(view.name(statement.cell)) to the public: \(statement.text)").string(),
                elapsed: statement.releasedElapsed ?? statement.elapsed, path: PlayerPaths.statements(event))
        }
        return lines.sorted { $0.elapsed < $1.elapsed }
    }
}

/// The log on a player's page.
struct PlayLogSections {
    let view: CellView

    private var event: Event.ID { view.event.id }

    var html: HTML {
        let lines = PlayLogLine.all(view, written: view.written)
        return """
            <section id="play-log" aria-labelledby="play-log-h"><div class="between"><h2 id="play-log-h">\(L("Log"))</h2>\
            <a class="button" href="\(PlayerPaths.log(event))">\(view.isPlayed ? L("Write a line") : L("The whole log"))</a></div>\
            \(lines.isEmpty ? "<p class=\"muted\">\(L("The log is empty."))</p>" as HTML : "<ol class=\"lines\">\(lines.suffix(PlayerSections.shown).reversed().html(line))</ol>")\
            <p class="actions"><a href="\(PlayerPaths.reports(event))">\(L("Situation reports"))</a> <a href="\(PlayerPaths.statements(event))">\(L("Words to the public"))</a> \
            <a href="\(PlayerPaths.control(event))">\(L("Ask those who run the exercise"))</a></p></section>
            """
    }

    func line(_ line: PlayLogLine) -> HTML {
        let text: HTML =
            line.path.map { "<a href=\"\($0)\" dir=\"auto\">\(line.text)</a>" }
            ?? "<span dir=\"auto\">\(line.text)</span>"
        return """
            <li><p class="clamp">\(text)</p><p class="meta"><span class="chip">\(line.kind.label)</span> \
            \(view.moment.storyClock.story(at: line.elapsed).map { "<span>\(L("Story")) \(view.words.plain($0))</span>" })</p></li>
            """
    }
}

/// The whole log, and the form for a line.
struct PlayLogPage {
    let visit: Visit
    let player: PlayerSeat
    let view: CellView
    var state: FormState?

    init(_ visit: Visit, _ event: Event.ID, _ state: FormState? = nil, _ reading: any Reading) throws {
        self.visit = visit
        self.state = state
        let desk = try PlayerDesk(visit, event, reading)
        (player, view) = (desk.player, desk.view)
    }

    var answer: Answer {
        let event = player.event.id
        let frame = PlayerFrame(visit, player, L("Log"), path: PlayerPaths.log(event))
        let form = FieldForm<LogFields>(state: state ?? FormState(stored: FieldForm.stored(LogFields())))
        let lines = PlayLogLine.all(view, written: view.written)
        return frame.answer(
            """
            <div class="head play-page"><h1>\(L("Log"))</h1><p class="muted">\(L("Papers, requests and decisions stand here by themselves. What is written stays; a correction follows."))</p></div>\
            \(view.isPlayed ? """
                <form class="form" id="line" method="post" action="\(PlayerPaths.log(event))" data-send data-each data-draft="log-\(event)-\(player.seat.participant)">\(PlayForm.hidden)\(form.summary)\(form.html)\
                <p class="unsent" data-send-status role="status" hidden></p><div class="actions"><button class="primary">\(L("Write the line"))</button></div></form>
                """ : .empty)\(lines.isEmpty ? .empty : "<ol class=\"lines\">\(lines.reversed().html(PlayLogSections(view: view).line))</ol>")
            """, state?.errors.isEmpty ?? true ? .ok : .wrong)
    }
}
