import Markup
import Storage
import Web

extension DirectoryFacts: AccountSectionFeature {
    /// One's own choice and address, where the account is linked to an entry of the directory.
    static func section(of account: Account.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        guard let id = try AccountStore(reading).account(account).person else { return .empty }
        let person = try PersonStore(reading).person(id)
        let visibility = VisibilitySection(
            visit: visit, chosen: person.visibleTo, action: Paths.ownVisibility(),
            title: L("Who sees me in the directory"),
            words: L(
                "You are in the directory as \(person.fields.fullName). Administrators and organisers of your events see your entry, whatever you choose; your e-mail is shown to administrators and to organisers of the programmes that entered it."
            )
        ).html
        return visibility + email(person)
    }

    private static func email(_ person: PersonRecord) -> HTML {
        let form = FormState(stored: [("email", person.fields.email ?? "")]).placed("directory")
        return """
            <hr><section id="directory-email"><h2>\(L("My e-mail in the directory"))</h2>\
            <p class="muted">\(L("What your events send you goes to this address, personal links too. You sign in with the address of your account, which stays as it is."))</p>\
            <form class="form" id="directory-email-form" method="post" action="\(Paths.ownEmail())">\
            \(form.text("email", PersonField.email.label, type: "email", autocomplete: "email", maxLength: 254, isRequired: true))\
            <div class="actions"><button>\(L("Save"))</button></div></form></section>
            """
    }
}
