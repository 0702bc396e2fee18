import Domain
import Markup
import Web

/// Right after an inject was put elsewhere: said, and taken back by one press.
struct InjectPutSection {
    let event: Event.ID
    let plan: ExercisePlan
    /// `put` and `from` of the address.
    let query: FormValues
    /// Where the way back leads: `console`, else to the time line.
    var back = ""

    var html: HTML {
        guard let thing = InjectTiming.Thing(query.text("put")), let (name, due) = found(thing),
            let seen = query.wish("from", in: 0...Int(InjectTime.longest)), due != Int64(seen)
        else { return .empty }
        let before = Int64(seen)
        return """
            <div class="notice good between" role="status"><p>\(L("\(name) is at \(InjectTime.clock(due)) now, and was at \(InjectTime.clock(before))."))</p>\
            <form id="put-back" method="post" action="\(InjectPaths.timeline(event))"><input type="hidden" name="back" value="\(back)">\
            <input type="hidden" name="inject" value="\(thing.text):\(due)"><input type="hidden" name="time" value="\(InjectTime.clock(before))">\
            \(query.isOn("rest") ? "<input type=\"hidden\" name=\"rest\" value=\"1\">" : .empty)\
            <button>\(Icon.svg("undo")) \(L("Undo"))</button></form></div>
            """
    }

    private func found(_ thing: InjectTiming.Thing) -> (name: Message, due: Int64)? {
        switch thing {
        case .inject(let id):
            guard let inject = plan.inject(id), !inject.status.isOut, let due = plan.dueElapsed(inject) else {
                return nil
            }
            return (.verbatim(InjectRuleWords.number(inject.label)), due)
        case .move(let id): return plan.move(id).map { (L("Move \($0.number)"), $0.plannedStart) }
        }
    }
}

/// The form by which an inject is put elsewhere: typed, or filled by whoever drags a mark.
struct InjectPutForm {
    let event: Event.ID
    let plan: ExercisePlan
    var state: FormState?
    var back = ""

    static func canMove(_ inject: InjectRecord) -> Bool {
        inject.anchor == .elapsed && !inject.status.isOut && inject.status != .obsolete
    }

    /// By which a mark of the time line is dragged; nothing for what stays.
    static func handle(_ inject: InjectRecord, _ plan: ExercisePlan) -> String? {
        guard canMove(inject), let due = plan.dueElapsed(inject), due >= 0 else { return nil }
        return "\(inject.id):\(due)"
    }

    /// Of a move, by which its line is dragged.
    static func handle(_ move: MoveRecord) -> String? {
        move.state == .planned && move.plannedStart >= 0 ? "move:\(move.id):\(move.plannedStart)" : nil
    }

    var html: HTML {
        let form = (state ?? FormState()).placed("put")
        let moves = plan.moves.compactMap { move -> FieldOption? in
            guard let handle = Self.handle(move) else { return nil }
            let words: Message = L("Move \(move.number)")
            return (handle, .verbatim("\(words.string()) \(InjectTime.clock(move.plannedStart)) · \(move.title)"))
        }
        let options = plan.injects.compactMap { inject -> (due: Int64, option: FieldOption)? in
            guard let handle = Self.handle(inject, plan), let due = plan.dueElapsed(inject) else { return nil }
            let words =
                "\(InjectRuleWords.number(inject.label)) \(InjectTime.clock(due)) · \(String(inject.title.prefix(60)))"
            return (due, (handle, .verbatim(words)))
        }.sorted { $0.due < $1.due }.map(\.option)
        guard !options.isEmpty || !moves.isEmpty else { return .empty }
        return """
            <details id="put-fold"\("open", when: state != nil)><summary>\(L("Put an inject or a move at another time"))</summary>\
            <form class="form" id="put" method="post" action="\(InjectPaths.timeline(event))"><input type="hidden" name="back" value="\(back)">\
            \(form.summary([("inject", L("Inject")), ("time", L("Exercise time"))]))\
            <div class="row">\(form.select("inject", L("Inject"), options: [("", L("Choose"))] + moves + options))\
            \(form.text("time", L("Exercise time"), hint: L("Hours and minutes from STARTEX, as 0:45."), maxLength: 20))</div>\
            \(moves.isEmpty ? .empty : form.check("rest", L("Of a move: the moves after it go along")))\
            <div class="actions"><button>\(L("Put it there"))</button></div></form></details>
            """
    }

    /// What turns dragging and its keys on: they change what others see.
    static var arming: HTML {
        """
        <p class="meta"><button type="button" class="plain" data-keys-toggle hidden>\(L("Shortcuts on"))</button>\
        <button type="button" class="plain" data-keys-arm hidden>\(L("Keys move the room: off"))</button> \(telling)</p>
        """
    }

    /// Where it is said at what time a mark that is moved would be put.
    static var telling: HTML {
        """
        <output id="put-at" aria-live="polite" data-put-words="\(L("Now at \("{1}"). Enter puts it there, Escape leaves it.").string())">\(L("When keys are armed, drag a mark, or choose one and press the arrow keys."))</output>
        """
    }
}
