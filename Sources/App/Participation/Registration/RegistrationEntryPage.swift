import Domain
import Markup
import Web

/// Enters somebody by hand.
struct RegistrationEntryPage {
    let frame: EventFrame
    let state: FormState
    let names: DirectoryNames

    var answer: Answer {
        let event = frame.event.id
        return frame.registration(
            nil, L("Enter somebody"), path: RegistrationPaths.newPerson(event),
            """
            <form class="form" id="person" method="post" action="\(RegistrationPaths.people(event))">\
            <p class="muted">\(L("For whoever was invited in person or answered by telephone. Those whom a country names are entered with its invitation."))</p>\
            \(NominationForm.fields(state, names))\
            <div class="actions"><button class="primary">\(L("Enter"))</button>\
            <a class="button plain" href="\(RegistrationPaths.list(event))">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }
}
