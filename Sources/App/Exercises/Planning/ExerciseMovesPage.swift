import Domain
import Markup
import Storage
import Web

/// The moves with their times on three clocks, the breaks, and the storylines.
struct ExerciseMovesPage {
    let frame: ExerciseFrame
    let plan: MselRecord
    let moves: [MoveRecord]
    let breaks: [BreakRecord]
    let storylines: [StorylineRecord]
    let story: StoryClock
    let wall: PlannedWall?
    let states: [String: FormState]

    init(_ frame: ExerciseFrame, _ states: [String: FormState], _ reading: any Reading) throws {
        try frame.standing.require(frame.standing.mayPlan)
        self.frame = frame
        self.states = states
        let whole = try ExercisePlan(frame.exercise.msel, reading)
        plan = whole.msel
        moves = whole.moves
        breaks = whole.breaks
        storylines = whole.storylines
        story = whole.plannedStory
        wall = frame.exercise.plannedStartex.map { whole.plannedWall(startex: $0) }
    }

    private var event: Event.ID { frame.event }

    var answer: Answer {
        let isWrong = states.values.contains { !$0.errors.isEmpty }
        return frame.answer(
            "moves", L("Moves"), path: ExercisePlanPaths.moves(event),
            """
            <div class="head"><h1>\(L("Moves"))</h1><p class="muted">\(L("Parts of the exercise. Injects are counted from the beginning of their move: when it goes later, they go along."))</p></div>\
            \(moves.isEmpty ? .empty : table)<div class="split"><section>\(adding)</section><section>\(breakSection)\(storylineSection)\
            <p><a href="\(ExercisePlanPaths.actors(event))">\(L("Actors: who injects come from"))</a></p></section></div>
            """, status: isWrong ? .wrong : .ok)
    }

    private var table: HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(L("Moves").string())"><table class="stack"><thead><tr><th scope="col">\(L("Move"))</th>\
        <th scope="col" class="num">\(L("Begins at"))</th><th scope="col" class="num">\(L("Lasts"))</th><th scope="col">\(L("Story"))</th>\
        <th scope="col">\(L("Planned for"))</th><th scope="col">\(L("Later or earlier"))</th></tr></thead><tbody>\(moves.html(row))</tbody></table></div>
        """
    }

    private func row(_ move: MoveRecord) -> HTML {
        let storyClock = EventClock(zone: plan.zone)
        let at = story.story(at: move.plannedStart).map { storyClock.text($0).replacing("T", with: " ") } ?? ""
        let planned = wall.map {
            EventClock(zone: frame.frame.event.timeZone).text($0.wall(at: move.plannedStart)).replacing("T", with: " ")
        }
        return """
            <tr id="move-\(move.id)"><th scope="row"><a href="\(ExercisePlanPaths.move(event, move.id))">\(move.number) · <bdi>\(move.title)</bdi></a></th>\
            <td class="num" data-label="\(L("Begins at").string())">\(ElapsedTyped.text(move.plannedStart))</td>\
            <td class="num" data-label="\(L("Lasts").string())">\(ElapsedTyped.text(move.plannedLength))</td>\
            <td data-label="\(L("Story").string())"><bdi>\(at)</bdi> × <bdi dir="ltr">\(RateTyped.text(move.rate))</bdi></td>\
            <td data-label="\(L("Planned for").string())"><bdi>\(planned ?? "")</bdi></td><td data-label="\(L("Later or earlier").string())">\(shift(move))</td></tr>
            """
    }

    private func shift(_ move: MoveRecord) -> HTML {
        guard move.state == .planned else { return "\(move.state.label)" }
        let id = "by-\(move.id)"
        return """
            <form class="inline" id="shift-\(move.id)" method="post" action="\(ExercisePlanPaths.moveShift(event, move.id))"><div class="field">\
            <label class="sr" for="\(id)">\(L("Minutes later; earlier with a minus"))</label><input id="\(id)" name="by" inputmode="text" size="4" maxlength="6" value="5"></div>\
            <label class="check"><input type="checkbox" name="rest" value="1"> <span>\(L("and all after it"))</span></label><button>\(L("Move it"))</button></form>
            """
    }

    private var adding: HTML {
        let state = states["move"] ?? FormState(stored: FieldForm.stored(MoveFields()))
        let form = FieldForm<MoveFields>(state: state)
        return """
            <h2>\(L("Add a move"))</h2><form class="form" id="move" method="post" action="\(ExercisePlanPaths.moves(event))">\(form.summary)\
            \(MoveForm.html(form, state))<div class="actions"><button class="primary">\(L("Add the move"))</button></div></form>
            """
    }

    private var breakSection: HTML {
        let state = (states["break"] ?? FormState()).placed("break")
        let form = FieldForm<BreakFields>(state: state)
        return """
            <section id="breaks"><h2>\(L("Breaks"))</h2><p class="muted">\(L("The exercise’s clock stands still. A break comes after everything that is planned for that minute."))</p>\
            <ul class="lines">\(breaks.html { one in
                """
                <li class="between"><span><bdi>\(one.title)</bdi> <span class="num">\(ElapsedTyped.text(one.elapsed))</span> + \(ElapsedTyped.text(one.length))</span>\
                <form method="post" action="\(ExercisePlanPaths.breakRemoval(event, one.id))"><button class="plain">\(L("Remove")) <span class="sr">\(one.title)</span></button></form></li>
                """
            })</ul><form class="form" id="break" method="post" action="\(ExercisePlanPaths.breaks(event))">\(form.summary)\(form.html)\
            <div class="actions"><button>\(L("Add the break"))</button></div></form></section>
            """
    }

    private var storylineSection: HTML {
        let state = (states["storyline"] ?? FormState()).placed("storyline")
        return """
            <section id="storylines"><h2>\(L("Storylines"))</h2><ul class="lines">\(storylines.html { one in
                """
                <li class="between"><bdi>\(one.title)</bdi><form method="post" action="\(ExercisePlanPaths.storylineRemoval(event, one.id))">\
                <button class="plain">\(L("Remove")) <span class="sr">\(one.title)</span></button></form></li>
                """
            })</ul><form class="form" id="storyline" method="post" action="\(ExercisePlanPaths.storylines(event))">\(state.summary([("title", L("Storyline"))]))\
            \(state.text("title", L("Storyline"), maxLength: 400))<div class="actions"><button>\(L("Add the storyline"))</button></div></form></section>
            """
    }
}

enum MoveForm {
    static func html(_ form: FieldForm<MoveFields>, _ state: FormState) -> HTML {
        """
        \(form.html(without: ["story", "rate", "briefing"]))<div class="row">\
        \(state.text("story", L("The story jumps to"), hint: L("Left empty, the story goes on where it is."), type: "datetime-local"))\
        \(state.text("rate", L("Pace of the story"), hint: L("1 is as fast as the clock, 4 four times, 1/2 half, 0 stands still."), maxLength: 12))</div>\
        \(state.area("briefing", L("Briefing at its beginning"), maxLength: 8_000))
        """
    }
}

/// One move, to be changed.
struct ExerciseMovePage {
    let frame: ExerciseFrame
    let move: MoveRecord
    let state: FormState

    init(_ frame: ExerciseFrame, _ id: ExerciseMove.ID, _ state: FormState?, _ reading: any Reading) throws {
        try frame.standing.require(frame.standing.mayPlan)
        self.frame = frame
        let store = PlanStore(reading)
        guard let move = try store.moves(of: frame.exercise.msel).first(where: { $0.id == id }) else {
            throw Refusal.notFound
        }
        self.move = move
        let zone = try store.msel(frame.exercise.msel).zone
        self.state = state ?? FormState(stored: FieldForm.stored(MoveFields(move, zone: zone)))
    }

    var answer: Answer {
        let path = ExercisePlanPaths.move(frame.event, move.id)
        let form = FieldForm<MoveFields>(state: state)
        return frame.answer(
            "moves", L("Move \(move.number)"), path: path,
            between: [.init(L("Moves"), ExercisePlanPaths.moves(frame.event))],
            """
            <div class="head"><h1>\(L("Move \(move.number)")) <bdi>\(move.title)</bdi></h1></div><form class="form" id="move" method="post" action="\(path)">\
            \(form.summary)\(MoveForm.html(form, state))<div class="actions"><button class="primary">\(L("Save"))</button>\
            <a class="button plain" href="\(ExercisePlanPaths.moves(frame.event))">\(L("Cancel"))</a></div></form>\
            <form id="removal" method="post" action="\(ExercisePlanPaths.moveRemoval(frame.event, move.id))"><button class="plain danger">\(L("Remove this move"))</button></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }
}
