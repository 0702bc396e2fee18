import Domain
import Markup
import Web

/// The head of the console: clocks, state, what is next, and what moves the clock.
struct ExconHeadSection {
    let desk: ExconDesk

    private var event: Event.ID { desk.event.id }
    private var state: ExerciseState { desk.exercise.state }

    var html: HTML {
        """
        <section id="excon-head" data-announce="\(state.label.string())">\(alarms)\
        <div class="excon-top"><h1>\(ExconPage.label)</h1>\(PlayClocksSection(moment: desk.moment, event: desk.event, msel: desk.plan.msel).html)\
        <p><span class="state \(mark)">\(state.label)</span>\(speed)\(move)</p></div>\(halted)\(next)\(controls)</section>
        """
    }

    private var mark: String {
        state == .running ? "good" : state == .halted ? "bad" : state == .paused ? "warn" : "open"
    }

    private var speed: HTML {
        let speed = desk.moment.clock.speed
        guard speed.isMoving, speed != .normal else { return .empty }
        return " <span class=\"chip\">×\(Self.fraction(speed))</span>"
    }

    static func fraction(_ speed: Speed) -> String {
        speed.denominator == 1 ? "\(speed.numerator)" : "\(speed.numerator)/\(speed.denominator)"
    }

    private var move: HTML {
        guard let open = desk.plan.moves.first(where: { $0.state == .open }) else { return .empty }
        return " <span class=\"chip\">\(L("Move \(open.number)")) · <bdi>\(open.title)</bdi></span>"
    }

    // MARK: Emergencies

    private var alarms: HTML {
        desk.alarms.html { alarm, name in
            """
            <div class="notice bad" role="alert"><p>\(L("\(name) raised an alarm: real emergency?")) \
            \(MomentWords(desk.event.timeZone).html(alarm.raisedAt, .time))</p>\
            <form class="actions" id="alarm-\(alarm.id)" method="post" action="\(PlayPaths.alarm(event))">\
            <button class="danger" name="real" value="1">\(L("It is real: halt everything"))</button>\
            <button name="real" value="0">\(L("No emergency"))</button></form></div>
            """
        }
    }

    private var halted: HTML {
        guard state == .halted else { return .empty }
        return """
            <div class="notice bad"><p>\(L("The exercise is halted by \(desk.haltedBy): real emergency."))\
            \(desk.exercise.haltedAt.map { " \(MomentWords(desk.event.timeZone).html($0, .time))" as HTML } ?? .empty)</p></div>
            """
    }

    // MARK: What is next

    private var next: HTML {
        switch state {
        case .ready: return act(.start, L("STARTEX: start the exercise"), "primary", key: nil)
        case .paused: return act(.resume, L("Resume"), "primary", key: nil)
        case .halted: return act(.release, L("End the halt; the clock stays paused"), "primary", key: nil)
        case .running: break
        default: return .empty
        }
        guard let inject = desk.next else {
            return "<p class=\"excon-next muted\">\(L("Nothing is due in the next half hour."))</p>"
        }
        let cells = desk.view.cellsDue(inject)
        let gaps = cells.filter {
            inject.text(in: $0.language, languages: desk.plan.msel.languages)?.isOwn == false
        }
        let line = (desk.schedule.due + desk.schedule.overdue + desk.schedule.next).first {
            $0.id == inject.id.description
        }
        return """
            <div class="excon-next"><p class="between"><span>\(ExconDesk.name(inject))</span>\
            <span>\(line.map { ExconDesk.lateness($0.late) } ?? L("now"))</span></p>\
            <p class="meta">\(inject.channel.label) → \(cells.html { "<abbr title=\"\($0.name)\">\($0.code)</abbr> " })\
            \(gaps.isEmpty ? .empty : "<span class=\"state warn\">\(L("no text in the language of: \(gaps.map(\.code).joined(separator: ", "))"))</span>" as HTML)</p>\
            \(button(inject, isWhole: gaps.isEmpty))</div>
            """
    }

    /// What can go out at one press, does; a call is spoken, and a gap is looked at first.
    private func button(_ inject: InjectRecord, isWhole: Bool) -> HTML {
        let look = ExconPaths.inject(event, inject.id)
        if inject.channel.isSpoken {
            return """
                <p class="actions"><a class="button primary" href="\(look)" data-key="r">\(L("Say #\(inject.label)"))</a></p>
                """
        }
        guard isWhole, !inject.texts.isEmpty else {
            return
                "<p class=\"actions\"><a class=\"button primary\" href=\"\(look)\" data-key=\"r\">\(L("Look at #\(inject.label)"))</a></p>"
        }
        return """
            <form class="actions" id="next-\(inject.id)" method="post" action="\(PlayPaths.release(event, inject.id))" data-grace="\(ExconGraceSection.words(inject))">\
            <input type="hidden" name="revision" value="\(inject.revision)">\(desk.view.cellsDue(inject).html {
                "<input type=\"hidden\" name=\"cell\" value=\"\($0.id)\">"
            })<button class="primary" data-key="r">\(L("Release #\(inject.label)"))</button>\
            <a class="button plain" href="\(look)">\(L("Last look"))</a></form>\(keys(inject))
            """
    }

    /// What else is done with the next one, by a key too.
    private func keys(_ inject: InjectRecord) -> HTML {
        let look = ExconPaths.inject(event, inject.id)
        guard inject.status == .approved else { return .empty }
        return """
            <form class="actions" id="hold-\(inject.id)" method="post" action="\(PlayPaths.hold(event, inject.id))">\
            <input type="hidden" name="on" value="1"><button class="plain" data-key="h">\(L("Hold"))</button>\
            <a class="button plain" data-key="d" href="\(look)?open=deferral#deferral">\(L("Defer"))</a></form>
            """
    }

    // MARK: The clock

    private var seen: HTML { "<input type=\"hidden\" name=\"seen\" value=\"\(desk.last?.number ?? 0)\">" }

    private func act(_ act: ExerciseOperations.Act, _ label: Message, _ style: String = "", key: String? = nil) -> HTML
    {
        """
        <form class="actions" id="clock-\(act.rawValue)" method="post" action="\(PlayPaths.clock(event))">\(seen)\
        <button\("class", value: style.isEmpty ? nil : style) name="act" value="\(act.rawValue)"\("data-key", value: key)>\(label)</button></form>
        """
    }

    private var controls: HTML {
        guard state.isPlayed || state == .ready else { return .empty }
        let keys: HTML = """
            <button type="button" class="plain" data-keys-toggle hidden>\(L("Shortcuts on"))</button>\
            <button type="button" class="plain" data-keys-arm hidden>\(L("Keys move the room: off"))</button>
            """
        guard state.isPlayed else { return "<div class=\"actions\">\(emergency)\(keys)</div>" }
        return """
            <div class="actions">\(state == .running ? act(.pause, L("Pause"), key: " ") : .empty)\
            \(moves)\(speeds)<a class="button plain" href="\(PlayPaths.jump(event))">\(L("Jump in the story"))</a>\
            <a class="button plain" href="\(PlayPaths.control(event))">\(L("My calls"))</a>\
            <a class="button plain" href="\(ExconPaths.notes(event))#note" data-key="n">\(L("Note"))</a>\(ending)\
            <span class="end">\(emergency)</span>\(keys)</div>
            """
    }

    private var emergency: HTML {
        guard state == .running || state == .paused else { return .empty }
        return "<a class=\"button danger\" href=\"\(ExercisePaths.halt(event))\">\(L("Real emergency"))</a>"
    }

    private var ending: HTML {
        """
        <details class="menu" id="excon-end"><summary class="button plain">ENDEX</summary>\
        <ul><li><p class="small">\(L("It ends for everybody and never opens again."))</p></li>\
        <li>\(act(.end, L("End the exercise"), "danger"))</li></ul></details>
        """
    }

    private var speeds: HTML {
        guard desk.exercise.isRehearsal, state == .running else { return .empty }
        return """
            <details class="menu" id="excon-speed"><summary class="button plain">\(L("Speed"))</summary><ul>\(Speed.choices.html { speed in
                """
                <li><form id="speed-\(speed.numerator)-\(speed.denominator)" method="post" action="\(PlayPaths.clock(event))">\(seen)\
                <input type="hidden" name="speed" value="\(speed.numerator)/\(speed.denominator)">\
                <button class="plain" name="act" value="speed"\("aria-pressed", value: speed == desk.moment.clock.speed ? "true" : nil)>×\(Self.fraction(speed))</button></form></li>
                """
            })</ul></details>
            """
    }

    /// The next move, or the end of the one that is open; with what becomes of what has not gone out.
    private var moves: HTML {
        let open = desk.plan.moves.first { $0.state == .open }
        let next = desk.plan.moves.first { $0.state == .planned }
        guard open != nil || next != nil else { return .empty }
        let left = desk.plan.injects.count { $0.move == open?.id && $0.status == .approved }
        let question: HTML =
            open == nil || left == 0
            ? .empty
            : """
            <fieldset class="options"><legend>\(L(left, one: "\(left) inject has not gone out", other: "\(left) injects have not gone out"))</legend>\
            <label><input type="radio" name="left" value="keep" checked> \(L("Keep for the next move"))</label>\
            <label><input type="radio" name="left" value="defer"> \(L("Defer"))</label></fieldset>
            """
        let opening: HTML =
            next.map { next in
                """
                <li><form id="move-opening" method="post" action="\(PlayPaths.moveOpening(event, next.id))">\(seen)\(question)\
                <button>\(L("Open move \(next.number)"))</button> <bdi class="small">\(next.title)</bdi></form></li>
                """
            } ?? .empty
        let closing: HTML =
            open.map { open in
                """
                <li><form id="move-closing" method="post" action="\(PlayPaths.moveClosing(event, open.id))">\(seen)\(question)\
                <button class="plain">\(L("Close move \(open.number)"))</button></form></li>
                """
            } ?? .empty
        return
            "<details class=\"menu\" id=\"excon-moves\"><summary class=\"button plain\">\(L("Moves"))</summary><ul>\(opening)\(closing)</ul></details>"
    }
}
