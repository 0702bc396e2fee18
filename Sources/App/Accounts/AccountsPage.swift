import HTTPTypes
import Markup
import Web

/// All accounts, for administrators.
struct AccountsPage {
    let visit: Visit
    let accounts: [(account: AccountRecord, seenAt: Int64?, hasSecondFactor: Bool)]
    let form: FormState
    /// Whether organisers and administrators must have a second factor.
    let asksSecondFactor: Bool
    /// An invitation that was just made, for whom: its address is shown once.
    let link: (account: Account.ID, path: String)?

    func answer(status: HTTPResponse.Status = .ok) -> Answer {
        .html(
            visit.layout(.desk, L("Accounts")).document(
                """
                <div class="head"><h1>\(L("Accounts"))</h1>\
                <p class="muted">\(L("For those who prepare or run events. Participants in the room need none."))</p></div>\
                \(notice)\
                <section>\(list)</section><section><h2>\(L("Invite somebody"))</h2>\(invitation)</section>\
                <section id="second-factor"><h2>\(L("Second factor"))</h2>\(secondFactor)</section>
                """), status: status)
    }

    private var notice: HTML {
        guard let link, let account = accounts.first(where: { $0.account.id == link.account })?.account else {
            return .empty
        }
        let address = visit.settings.baseURL + link.path
        return """
            <div class="notice good" role="status"><p><b>\(L("Send this link to \(account.name). It will not be shown again:"))</b></p>\
            <p><code>\(address)</code></p>\
            <p class="muted">\(L("It works once, for 7 days. Whoever opens it first chooses the password of \(account.email)."))</p>\
            <div class="actions"><button type="button" data-copy="\(address)">\(Icon.svg("copy")) \(L("Copy"))</button></div></div>
            """
    }

    private var list: HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(L("Accounts").string())"><table class="stack"><thead><tr>\
        <th scope="col">\(L("Name"))</th><th scope="col">\(L("E-mail"))</th><th scope="col">\(L("Last seen"))</th>\
        <th scope="col"><span class="sr">\(L("Actions"))</span></th></tr></thead><tbody>\(accounts.html(row))</tbody></table></div>
        """
    }

    private func row(_ entry: (account: AccountRecord, seenAt: Int64?, hasSecondFactor: Bool)) -> HTML {
        let account = entry.account
        return """
            <tr><th scope="row"><span dir="auto">\(account.name)</span> \(marks(account)) \
            \(entry.hasSecondFactor ? "<span class=\"chip\">\(L("Second factor"))</span>" : .empty)</th>\
            <td data-label="\(L("E-mail").string())"><span><bdi>\(account.email)</bdi></span></td>\
            <td data-label="\(L("Last seen").string())">\(entry.seenAt.map { MomentWords().html($0) } ?? L("never").html())</td>\
            <td><div class="actions">\(actions(account))</div></td></tr>
            """
    }

    private func marks(_ account: AccountRecord) -> HTML {
        """
        \(account.isAdministrator ? "<span class=\"chip\">\(L("Administrator"))</span>" : .empty) \
        \(account.isDisabled ? "<span class=\"state bad\">\(L("Disabled"))</span>"
            : account.passwordHash == nil ? "<span class=\"state warn\">\(L("Invited"))</span>" : .empty)
        """
    }

    private func actions(_ account: AccountRecord) -> HTML {
        if account.isDisabled { return button(AccountPaths.enablement(account.id), L("Enable"), account) }
        let isMe = account.id == visit.visitor.account?.id
        return button(AccountPaths.accountInvitation(account.id), L("New link"), account)
            + (isMe ? .empty : button(AccountPaths.disablement(account.id), L("Disable"), account, isDanger: true))
    }

    private func button(_ path: String, _ words: Message, _ account: AccountRecord, isDanger: Bool = false) -> HTML {
        """
        <form method="post" action="\(path)">\
        <button class="\(isDanger ? "plain danger" : "plain")">\(words)<span class="sr"> \(account.name)</span></button></form>
        """
    }

    private var secondFactor: HTML {
        let (missing, all) = (accounts.count { !$0.hasSecondFactor && !$0.account.isDisabled }, accounts.count)
        return """
            <p>\(L("A code from the phone, asked for after the password. Everybody can set it up on their account page."))</p>\
            <p class="muted">\(L("Accounts without one: \(missing) of \(all)."))</p>\
            <form class="form" id="rule" method="post" action="\(AccountPaths.secondFactorRule())">\
            \(FormState(stored: [("required", asksSecondFactor ? "1" : "0")]).check(
                "required", L("Organisers and administrators must have one: until then they can do nothing else")))\
            <div class="actions"><button>\(L("Save"))</button></div></form>
            """
    }

    private var invitation: HTML {
        """
        <form class="form" id="invite" method="post" action="\(AccountPaths.accounts())">\
        \(form.summary([("name", L("Name")), ("email", L("E-mail"))]))\
        \(form.text("name", L("Name"), maxLength: 100, isRequired: true))\
        \(form.text("email", L("E-mail"), type: "email", maxLength: 254, isRequired: true))\
        \(form.check("administrator", L("Administrator: may manage accounts, sectors and regions")))\
        <div class="actions"><button class="primary">\(L("Make a link"))</button></div></form>
        """
    }
}
