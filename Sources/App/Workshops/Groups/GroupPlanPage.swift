import Domain
import HTTPTypes
import Markup
import Storage
import Web

/// A plan by itself: to look at one that is not in use, and to change it.
struct GroupPlanPage {
    let section: GroupPlanSection
    let frame: EventFrame

    var answer: Answer {
        let (event, plan) = (section.event, section.plan)
        var layout = frame.layout(plan.label, path: GroupPaths.plan(event.id, plan.id), tab: EventTab.room.id)
        layout.styles = ["tables"]
        let use: HTML =
            plan.isInUse
            ? .empty
            : """
            <form id="use" method="post" action="\(GroupPaths.use(event.id, plan.id))"><button class="primary">\(L("Use these groups"))</button></form>
            """
        return .html(
            layout.document(
                """
                <div class="between"><h1><bdi>\(plan.label)</bdi></h1>\(use)</div>\(section.html)\
                <p><a href="\(Paths.console(event.id))">\(L("Back to the console"))</a></p>
                """))
    }
}

/// The groups on paper, for the door of the room.
struct GroupSheetPage {
    let section: GroupPlanSection
    let frame: EventFrame

    var answer: Answer {
        let (event, plan) = (section.event, section.plan)
        var layout = frame.layout(
            L("Groups"), path: GroupPaths.sheet(event.id, plan.id), tab: EventTab.room.id, kind: .sheet)
        layout.styles = ["tables"]
        let face = GroupFace(names: section.names, showsNames: true)
        return .html(
            layout.document(
                """
                <div class="head"><h1>\(L("Groups"))</h1><p class="muted"><span dir="auto">\(event.title)</span> · <bdi>\(plan.label)</bdi></p></div>\
                <p class="no-print"><button data-print>\(Icon.svg("print")) \(L("Print"))</button></p>\
                <ul class="seating">\(section.groups.html { group in
                    """
                    <li class="table-card"><h2><bdi>\(group.label)</bdi>\(group.place.isEmpty ? .empty : " <span class=\"muted small\" dir=\"auto\">\(group.place)</span>")</h2>\
                    <ul class="members">\(group.members.html { person in
                        """
                        <li>\(face.html(person))\(person.id == group.rapporteur ? " <b>\(L("Rapporteur"))</b>" : .empty)\
                        \(person.id == group.facilitator ? " <b>\(L("Facilitator"))</b>" : .empty)</li>
                        """
                    })</ul><ul class="plain-list small">\(group.priorities.html { issue in
                        section.priorities.first { $0.issue == issue }.map { "<li lang=\"\($0.language)\" dir=\"auto\">\($0.title)</li>" } ?? .empty
                    })</ul></li>
                    """
                })</ul>
                """))
    }
}
