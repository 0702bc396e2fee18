import Domain
import Markup
import Web

/// The form with which a focal point proposes somebody.
struct ProposalPage {
    let visit: Visit
    let team: CountryTeam
    let names: MandateNames
    let state: FormState

    private static let labels: [(field: String, label: Message)] = [
        ("role", L("Function")), ("group", L("Working group")), ("given-name", L("Given name")),
        ("family-name", L("Family name")), ("email", L("E-mail")), ("since", L("First day")),
        ("document", L("Document")), ("note", L("Note")),
    ]

    var answer: Answer {
        let (title, country) = (L("Propose somebody"), team.country)
        let name = names.name(.country(country))
        return DeskFrame(
            visit: visit, title: title, path: Paths.countryProposals(country),
            crumbs: [.init(name, Paths.country(country)), .init(title, nil)]
        ).answer(
            """
            <div class="head"><h1>\(title)</h1><p class="muted">\(L("The head of your regional secretariat, or who keeps the register of mandates, confirms it. Until then it gives the person nothing."))</p></div>
            <form class="form" id="proposal" method="post" action="\(Paths.countryProposals(country))">\(state.summary(Self.labels))\
            <div class="row">\(state.select("role", L("Function"), options: roles))\
            \(state.select("group", L("Working group"), hint: L("For a member of a working group only."), options: groups))</div>\
            <div class="row">\(state.text("given-name", L("Given name"), maxLength: 100))\
            \(state.text("family-name", L("Family name"), maxLength: 100, isRequired: true))</div>\
            \(state.text("email", L("E-mail"), type: "email", maxLength: 254, isRequired: true))\
            \(state.text("since", L("First day"), type: "date", isRequired: true))\
            \(state.text("document", L("Document"), hint: L("Where the appointment is written, for instance a note and its number."), maxLength: 200))\
            \(state.area("note", L("Note"), maxLength: 500))\
            <div class="actions"><button class="primary">\(L("Propose"))</button>\
            <a class="button plain" href="\(Paths.country(country))">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var roles: [(value: String, label: Message)] {
        MandateProposals.roles.filter { $0 != .groupMember || !team.groups.isEmpty }.map { ($0.rawValue, $0.label) }
    }

    private var groups: [(value: String, label: Message)] {
        [(value: "", label: L("Not stated"))]
            + team.groups.map { (value: $0.id.description, label: .verbatim($0.title)) }
    }
}
