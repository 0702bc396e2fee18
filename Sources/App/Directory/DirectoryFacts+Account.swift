import Markup
import Storage
import Web

extension DirectoryFacts: AccountSectionFeature {
    /// One's own choice, where the account is linked to an entry of the directory.
    static func section(of account: Account.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        guard let id = try AccountStore(reading).account(account).person else { return .empty }
        let person = try PersonStore(reading).person(id)
        return VisibilitySection(
            visit: visit, chosen: person.visibleTo, action: Paths.ownVisibility(),
            title: L("Who sees me in the directory"),
            words: L(
                "You are in the directory as \(person.fields.fullName). Administrators and organisers of your events see your entry, whatever you choose; your e-mail is shown to administrators and to organisers of the programmes that entered it."
            )
        ).html
    }
}
