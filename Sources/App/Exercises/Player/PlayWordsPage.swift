import Domain
import Markup
import Storage
import Web

/// Situation reports of a cell: frozen as they were made.
struct PlayReportsPage {
    let visit: Visit
    let player: PlayerSeat
    let view: CellView
    let reports: [SituationReportRecord]
    var state: FormState?

    init(_ visit: Visit, _ event: Event.ID, _ state: FormState? = nil, _ reading: any Reading) throws {
        self.visit = visit
        self.state = state
        let desk = try PlayerDesk(visit, event, reading)
        (player, view) = (desk.player, desk.view)
        reports = try CellTalkStore(reading).reports(of: event).filter { $0.cell == desk.cell }
    }

    var answer: Answer {
        let event = player.event.id
        let frame = PlayerFrame(visit, player, L("Situation reports"), path: PlayerPaths.reports(event))
        let form = FieldForm<SituationReportFields>(state: state ?? FormState())
        return frame.answer(
            """
            <div class="head play-page"><h1>\(L("Situation reports"))</h1><p class="muted">\(L("A report takes what your picture has confirmed, and stays as it was made."))</p></div>\
            \(view.isPlayed ? """
                <details id="reporting"\("open", when: state != nil || reports.isEmpty)><summary>\(L("Make a report"))</summary><form class="form" id="report" method="post" action="\(PlayerPaths.reports(event))" data-send data-each data-draft="report-\(event)-\(player.seat.participant)">\
                \(PlayForm.hidden)\(form.summary)\(form.html)<p class="unsent" data-send-status role="status" hidden></p><div class="actions"><button class="primary">\(L("Make the report"))</button></div></form></details>
                """ : .empty)<ol class="lines">\(reports.reversed().html(line))</ol>
            """, state?.errors.isEmpty ?? true ? .ok : .wrong)
    }

    private func line(_ report: SituationReportRecord) -> HTML {
        let fields = report.fields
        return """
            <li id="report-\(report.id)"><h2>\(L("Report \(report.number)"))</h2><p class="meta">\(view.moment.storyClock.story(at: report.elapsed).map(view.words.html))</p>\
            <p class="lines-kept" dir="auto">\(fields.summary)</p>\(report.items.isEmpty ? .empty : "<ul>\(report.items.html { "<li dir=\"auto\">\($0.text)</li>" })</ul>")\
            \(fields.needs.isEmpty ? .empty : "<p><b>\(L("What we need"))</b> <span class=\"lines-kept\" dir=\"auto\">\(fields.needs)</span></p>")\
            \(fields.nextReport.isEmpty ? .empty : "<p><b>\(L("Next report"))</b> <bdi>\(fields.nextReport)</bdi></p>")</li>
            """
    }
}

/// What cells say to their public: one's own, those for which one is asked, and all that are out.
struct PlayStatementsPage {
    let visit: Visit
    let player: PlayerSeat
    let view: CellView
    let statements: [PublicStatementRecord]
    let neighbours: Set<ExerciseCell.ID>
    var state: FormState?

    init(_ visit: Visit, _ event: Event.ID, _ state: FormState? = nil, _ reading: any Reading) throws {
        self.visit = visit
        self.state = state
        let desk = try PlayerDesk(visit, event, reading)
        (player, view) = (desk.player, desk.view)
        let own = desk.cell
        statements = try CellTalkStore(reading).statements(of: event).filter { statement in
            statement.isReleased || statement.cell == own || statement.consents.contains { $0.cell == own }
        }
        neighbours = Set(
            try PlanStore(reading).borders(of: desk.player.exercise.msel).compactMap {
                $0.0 == own ? $0.1 : $0.1 == own ? $0.0 : nil
            })
    }

    private var event: Event.ID { player.event.id }

    var answer: Answer {
        let frame = PlayerFrame(visit, player, L("Words to the public"), path: PlayerPaths.statements(event))
        return frame.answer(
            """
            <div class="head play-page"><h1>\(L("Words to the public"))</h1><p class="muted">\(L("Ask the neighbours first. What is released, everybody in the story reads."))</p></div>\
            \(writing)<ol class="lines">\(statements.reversed().html(line))</ol>
            """, state?.errors.isEmpty ?? true ? .ok : .wrong)
    }

    private var writing: HTML {
        guard view.isPlayed else { return .empty }
        let form = state ?? FormState()
        let ticked = state.map { Set($0.values.all("cell")) } ?? Set(neighbours.map(\.description))
        return """
            <details id="writing"\("open", when: state != nil || statements.isEmpty)><summary>\(L("Write words to the public"))</summary><form class="form" id="statement" method="post" action="\(PlayerPaths.statements(event))" data-send data-each data-draft="statement-\(event)-\(player.seat.participant)">\
            \(PlayForm.hidden)\(FieldForm<StatementFields>(state: form).summary)\(FieldForm<StatementFields>(state: form).html)\
            <fieldset class="options"><legend>\(L("Whose consent do you ask?"))</legend>\(view.others.html { cell in
                "<label><input type=\"checkbox\" name=\"cell\" value=\"\(cell.id)\"\("checked", when: ticked.contains(cell.id.description))> <span dir=\"auto\">\(cell.name)</span></label>"
            })</fieldset><p class="unsent" data-send-status role="status" hidden></p><div class="actions"><button class="primary">\(L("Ask for consent"))</button></div></form></details>
            """
    }

    private func line(_ statement: PublicStatementRecord) -> HTML {
        let isOwn = statement.cell == view.cell.id
        let released: HTML =
            statement.releasedElapsed.flatMap { view.moment.storyClock.story(at: $0) }.map {
                "<span class=\"state good\">\(L("Public"))</span> \(view.words.html($0))"
            } ?? "<span class=\"state warn\">\(L("Not public yet"))</span>"
        return """
            <li id="statement-\(statement.id)"><p class="meta"><b><bdi>\(view.name(statement.cell))</bdi></b> \(released)</p>\
            <p class="lines-kept" lang="\(statement.language)" dir="auto">\(statement.text)</p>\
            \(isOwn || statement.consents.contains { $0.cell == view.cell.id } ? consents(statement) : .empty)\(acts(statement, isOwn: isOwn))</li>
            """
    }

    private func consents(_ statement: PublicStatementRecord) -> HTML {
        guard !statement.consents.isEmpty else { return .empty }
        return """
            <ul class="plain-list">\(statement.consents.html { consent in
                "<li><bdi>\(view.name(consent.cell))</bdi>: \(consent.answer.label)\(consent.text.isEmpty ? .empty : " <span dir=\"auto\">\(consent.text)</span>" as HTML)</li>"
            })</ul>
            """
    }

    private func acts(_ statement: PublicStatementRecord, isOwn: Bool) -> HTML {
        guard view.isPlayed, !statement.isReleased else { return .empty }
        let path = PlayerPaths.statement(event, statement.id)
        if isOwn {
            return """
                <form id="release-\(statement.id)" method="post" action="\(path)">\(PlayForm.hidden)<button name="act" value="release">\(L("Release to the public"))</button></form>
                """
        }
        return """
            <form class="form" id="consent-\(statement.id)" method="post" action="\(path)">\(PlayForm.hidden)\(FormState().placed("s-\(statement.id)").area("text", L("A word to it"), maxLength: 2_000))\
            <div class="actions offer"><button name="act" value="agree">\(L("We agree"))</button><button name="act" value="object">\(L("We object"))</button></div></form>
            """
    }
}

/// Questions to those who run the exercise, and their answers: no part of the play.
struct PlayControlPage {
    let visit: Visit
    let player: PlayerSeat
    let view: CellView
    let messages: [ExerciseMessageRecord]
    var state: FormState?

    init(_ visit: Visit, _ event: Event.ID, _ state: FormState? = nil, _ reading: any Reading) throws {
        self.visit = visit
        self.state = state
        let desk = try PlayerDesk(visit, event, reading)
        (player, view) = (desk.player, desk.view)
        messages = try CellTalkStore(reading).messages(of: event).filter {
            $0.way == .control && $0.cell == desk.cell
        }
    }

    var answer: Answer {
        let event = player.event.id
        let frame = PlayerFrame(visit, player, L("Ask those who run the exercise"), path: PlayerPaths.control(event))
        let form = FieldForm<ExerciseMessageFields>(state: state ?? FormState())
        return frame.answer(
            """
            <div class="head play-page"><h1>\(L("Ask those who run the exercise"))</h1><p class="muted">\(L("Not part of the play: about rules, or where something does not work."))</p></div>\
            <ol class="lines">\(messages.html { one in
                """
                <li id="m-\(one.id)"><p class="meta"><b>\(one.isControl ? L("Exercise control") : L("Your cell"))</b></p><p class="lines-kept" dir="auto">\(one.text)</p></li>
                """
            })</ol>\(view.isPlayed ? """
                <form class="form" id="message" method="post" action="\(PlayerPaths.control(event))" data-send data-each data-draft="control-\(event)-\(player.seat.participant)">\(PlayForm.hidden)\(form.summary)\(form.html)\
                <p class="unsent" data-send-status role="status" hidden></p><div class="actions"><button class="primary">\(L("Send the question"))</button></div></form>
                """ : .empty)
            """, state?.errors.isEmpty ?? true ? .ok : .wrong)
    }
}
