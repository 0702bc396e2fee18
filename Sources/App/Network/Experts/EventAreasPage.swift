import Markup
import Web

/// The areas of an event, to be ticked.
struct EventAreasPage {
    let frame: EventFrame
    let tree: AreaTree
    let chosen: Set<Area.ID>
    let state: FormState

    var answer: Answer {
        let shown = tree.all.filter { !$0.isRetired || chosen.contains($0.id) }
        return frame.tab(
            EventAreas.tab,
            """
            <p class="muted">\(L("Who came to an event is proposed sooner as an expert for its areas."))</p>\
            <form class="form" id="areas" method="post" action="\(Paths.eventAreas(frame.event.id))">\(state.error("areas"))\
            <fieldset><legend>\(L("Areas"))</legend>\(shown.html(box))</fieldset>\
            <div class="actions"><button class="primary">\(L("Save"))</button></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private func box(_ area: AreaRecord) -> HTML {
        """
        <label class="check"><input type="checkbox" name="area" value="\(area.code)"\("checked", when: chosen.contains(area.id))> \
        <span>\(tree.path(of: area.id))</span></label>
        """
    }
}
