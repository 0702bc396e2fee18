import Domain
import Markup
import Storage
import Web

/// On the page of an item of the thread: to exercise it, for who plans an exercise of the programme.
extension ExerciseFacts: ThreadActFeature {
    static func act(
        on item: ThreadItem, in programme: Programme.ID, _ visit: Visit, _ reading: any Reading
    ) throws -> HTML {
        guard ObjectiveOffers.kinds.contains(item.kind), !item.isWithdrawn else { return .empty }
        let events = try ExerciseSourceStore(reading).planned(in: programme).filter { event in
            let membership = try visit.membership(in: event.id, reading)
            guard membership.allows(.attend) else { return false }
            return try ExerciseStanding(membership, event.id, reading).mayPlan
        }
        guard !events.isEmpty else { return .empty }
        return """
            <section id="exercising"><h2>\(L("Exercise this"))</h2><ul class="lines">\(events.html { event in
                """
                <li class="between"><bdi>\(event.title)</bdi><form method="post" action="\(ExercisePlanPaths.sources(event.id))"><input type="hidden" name="kind" value="\(item.kind.rawValue)">\
                <input type="hidden" name="id" value="\(item.id)"><button>\(event.sources.contains("\(item.kind.rawValue) \(item.id)") ? L("Open the objective") : L("Make an objective of it"))</button></form></li>
                """
            })</ul></section>
            """
    }
}

/// Objectives, tasks and injects stand in the thread under what they test: for who plans the exercise at any time, for all others of its
/// event once it is over, and then only what was released.
extension ExerciseFacts: ThreadFeature {
    static let threadKinds: [ThreadKind] = [.exercised, .task, .inject]

    static func tellThread(_ asked: ThreadAsked, _ reading: any Reading, _ material: inout ThreadMaterial) throws {
        let store = ExerciseSourceStore(reading)
        let known = Set(asked.events)
        var (seen, plans): ([ExerciseSourceStore.Exercised], Set<Msel.ID>) = ([], [])
        for one in try store.exercised(in: asked.events) {
            if try maySee(one, asked.visitor, isAsked: known.contains(one.event), reading, &plans) { seen.append(one) }
        }
        guard !seen.isEmpty else { return }
        let exercises = Dictionary(seen.map { ($0.msel, $0) }) { first, _ in first }
        let links = try store.links(of: seen.map(\.msel))
        func tell(_ kind: ThreadKind, _ id: String, _ msel: Msel.ID, _ title: String) {
            guard let exercise = exercises[msel] else { return }
            material.exercised.append(
                ThreadItem(kind: kind, id: id, event: exercise.event, title: title, language: exercise.language))
        }
        for one in links.objectives { tell(.exercised, one.id, one.msel, one.text) }
        for one in links.sources { material.exercising.append(.init(upper: one.source, lower: one.objective)) }
        for one in links.tasks {
            tell(.task, one.id, one.msel, "T\(one.number) \(one.text)")
            material.exercising.append(.init(upper: one.objective, lower: one.id))
        }
        var told: Set<String> = []
        for one in links.injects where one.isOut || plans.contains(one.msel) {
            if told.insert(one.id).inserted { tell(.inject, one.id, one.msel, one.title) }
            material.exercising.append(.init(upper: one.task, lower: one.id))
        }
    }

    /// - Parameter plans: those that the visitor plans are added.
    private static func maySee(
        _ one: ExerciseSourceStore.Exercised, _ visitor: Visitor?, isAsked: Bool, _ reading: any Reading,
        _ plans: inout Set<Msel.ID>
    ) throws -> Bool {
        // For everybody in the room and nobody in particular.
        guard let visitor else { return isAsked && one.state.isOver }
        let membership = try MembershipStore(reading).membership(of: visitor, in: one.event)
        guard membership.allows(.attend) else { return false }
        if try ExerciseStanding(membership, one.event, reading).mayPlan {
            plans.insert(one.msel)
            return true
        }
        return one.state.isOver
    }

    static func threadHome(of id: String) -> SQL { ExerciseSourceStore.threadHome(of: id) }

    static func threadBeside(_ events: [Event.ID], _ reading: any Reading) throws -> [Event.ID] {
        try ExerciseSourceStore(reading).beside(events)
    }
}
