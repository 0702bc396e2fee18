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
