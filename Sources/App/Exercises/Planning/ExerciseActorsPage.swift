import Domain
import Markup
import Storage
import Web

/// Who injects come from: all and one of them.
struct ExerciseActorsPage {
    let frame: ExerciseFrame
    let actors: [ActorRecord]
    let chosen: ActorRecord?
    let state: FormState

    init(_ frame: ExerciseFrame, _ id: Actor.ID?, _ state: FormState?, _ reading: any Reading) throws {
        try frame.standing.require(frame.standing.mayPlan)
        self.frame = frame
        actors = try PlanStore(reading).actors(of: frame.exercise.msel)
        chosen = actors.first { $0.id == id }
        if id != nil, chosen == nil { throw Refusal.notFound }
        self.state = state ?? FormState(stored: FieldForm.stored(chosen.map(ActorFields.init) ?? ActorFields()))
    }

    var answer: Answer {
        let (event, form) = (frame.event, FieldForm<ActorFields>(state: state))
        let path = chosen.map { ExercisePlanPaths.actor(event, $0.id) } ?? ExercisePlanPaths.actors(event)
        let way: [Layout.Crumb] = [.init(L("Moves"), ExercisePlanPaths.moves(event))]
        let title: Message = chosen.map { .verbatim($0.name) } ?? L("Actors")
        return frame.answer(
            "moves", title, path: path,
            between: chosen == nil ? way : way + [.init(L("Actors"), ExercisePlanPaths.actors(event))],
            """
            <div class="head"><h1><bdi>\(title)</bdi></h1></div><div class="split"><section id="list"><ul class="lines">\(actors.html { one in
                """
                <li id="actor-\(one.id)"><p class="title"><a href="\(ExercisePlanPaths.actor(event, one.id))"><bdi>\(one.name)</bdi></a></p>\
                <p class="meta">\(one.kind.label) <bdi>\(one.address)</bdi></p></li>
                """
            })</ul>\(actors.isEmpty ? "<p class=\"muted\">\(L("Nobody yet. Injects come from authorities, operators, media and people of the story."))</p>" : .empty)</section>\
            <section><h2>\(chosen == nil ? L("Add an actor") : L("Change the actor"))</h2><form class="form" id="actor" method="post" action="\(path)">\(form.summary)\(form.html)\
            <div class="actions"><button class="primary">\(L("Save"))</button></div></form>\(chosen.map(removal) ?? .empty)</section></div>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private func removal(_ actor: ActorRecord) -> HTML {
        """
        <form id="removal" method="post" action="\(ExercisePlanPaths.actorRemoval(frame.event, actor.id))"><button class="plain danger">\(L("Remove this actor"))</button></form>
        """
    }
}
