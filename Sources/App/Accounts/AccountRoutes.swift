import Domain
import HTTPTypes
import Markup
import Storage
import Web

/// Accounts: organisers, facilitators and administrators sign in with e-mail and password; the room does not need this.
///
/// - `SessionOperations`: signing in and out. `AccountOperations`: making, inviting and disabling accounts, passwords, tokens.
/// - Secrets (sessions, links, tokens) are 128 random bits; only their digests are stored, and none reaches the log.
/// - What changes here is journalled in the scope `accounts`.
enum AccountRoutes {
    static let all: [Route] = [
        .get(AccountPaths.signIn, .anyone) { visit in
            let back = OwnPath.checked(visit.inbound.query["back"])
            if visit.visitor.account != nil { return .redirect(to: back ?? "/") }
            return SignInPage(visit: visit, form: FormState(), back: back).answer()
        },
        .post(AccountPaths.signIn, .anyone, signIn),
        .get(AccountPaths.signInLink, .anyone) { visit, token in
            let account = try await SessionOperations.account(visit, link: token)
            return LinkPage(
                visit: visit, title: L("Sign in"), name: account.name,
                action: AccountPaths.signInLink(token), button: L("Sign in")
            ).answer
        },
        .post(AccountPaths.signInLink, .anyone) { visit, token in
            try await SessionOperations.signIn(visit, link: token).answer
        },
        .get(AccountPaths.invitation, .anyone, showInvitation),
        .post(AccountPaths.invitation, .anyone, acceptInvitation),
        .post(AccountPaths.signOut, .anyone) { visit in
            if let question = UnsentNotes.question(visit, action: AccountPaths.signOut()) { return question }
            try await SessionOperations.signOut(visit)
            return visit.clearingStorage(.redirect(to: "/").setting(noCookie(visit)))
        },
        .post(AccountPaths.language, .anyone, chooseLanguage),
        .get(AccountPaths.account, .account) { visit in try await accountPage(visit).answer() },
        .post(AccountPaths.account, .account, changeProfile),
        .post(AccountPaths.password, .account, changePassword),
        .post(AccountPaths.sessionEnding, .account) { visit, session in
            try await SessionOperations.end(visit, session: session)
            return .redirect(to: AccountPaths.account() + "#sessions")
        },
        .post(AccountPaths.allSessionsEnding, .account) { visit in
            if let question = UnsentNotes.question(visit, action: AccountPaths.allSessionsEnding()) { return question }
            try await SessionOperations.endAll(visit)
            return visit.clearingStorage(.redirect(to: AccountPaths.signIn()).setting(noCookie(visit)))
        },
        .post(AccountPaths.tokens, .account, createToken),
        .post(AccountPaths.tokenRevocation, .account) { visit, token in
            try await AccountOperations.revokeToken(visit, token)
            return .redirect(to: AccountPaths.account() + "#tokens")
        },
        .get(AccountPaths.accounts, .administer) { visit in try await accountsPage(visit).answer() },
        .post(AccountPaths.accounts, .administer, invite),
        .post(AccountPaths.accountInvitation, .administer) { visit, account in
            let token = try await AccountOperations.inviteAgain(visit, account)
            return try await accountsPage(visit, link: (account, token)).answer()
        },
        .post(AccountPaths.disablement, .administer) { visit, account in
            try await AccountOperations.disable(visit, account)
            return .redirect(to: AccountPaths.accounts())
        },
        .post(AccountPaths.enablement, .administer) { visit, account in
            try await AccountOperations.enable(visit, account)
            return .redirect(to: AccountPaths.accounts())
        },
    ]

    private static func noCookie(_ visit: Visit) -> Cookie {
        Sessions.noCookie(Sessions.accountCookie, isSecure: visit.settings.isSecure)
    }

    private static func signIn(_ visit: Visit) async throws -> Answer {
        let form = try visit.inbound.form()
        let back = OwnPath.checked(form["back"])
        do {
            return try await SessionOperations.signIn(
                visit, email: form.text("email"), password: form["password"] ?? "", back: back ?? "/"
            ).answer
        } catch let refusal as Refusal
            where refusal.status == .unprocessableContent || refusal.status == .tooManyRequests
        {
            let kept = FormState(stored: [("email", form.text("email"))])
            return SignInPage(visit: visit, form: kept, back: back, refusal: refusal).answer(status: refusal.status)
        }
    }

    private static func showInvitation(_ visit: Visit, token: String) async throws -> Answer {
        let (digest, now) = (Secret.digest(token), visit.now)
        let account = try await visit.triedLink {
            try await visit.read { try AccountOperations.invited(digest, now, $0) }
        }
        return InvitationPage(
            visit: visit, token: token, email: account.email, form: FormState(stored: [("name", account.name)])
        ).answer()
    }

    private static func acceptInvitation(_ visit: Visit, token: String) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            return try await visit.triedLink {
                try await AccountOperations.accept(
                    visit, invitation: token, name: form.text("name"), password: form["password"] ?? "")
            }.answer
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            let (digest, now) = (Secret.digest(token), visit.now)
            let account = try await visit.read { try AccountOperations.invited(digest, now, $0) }
            let kept = FormState(FormValues([("name", form.text("name"))]), errors: refusal.fields)
            return InvitationPage(visit: visit, token: token, email: account.email, form: kept).answer(
                status: refusal.status)
        }
    }

    /// The choice of the language menu, for this browser and for the account.
    private static func chooseLanguage(_ visit: Visit) async throws -> Answer {
        let form = try visit.inbound.form()
        let back = OwnPath.checked(form["back"]) ?? "/"
        guard let language = form["to"].flatMap(Language.init(rawValue:)) else {
            return .redirect(to: back)
        }
        try await AccountOperations.setLanguage(visit, language)
        let year = 365 * 86_400
        return .redirect(to: back).setting(
            Cookie(Dispatcher.languageCookieName, language.rawValue, maxAge: year, isSecure: visit.settings.isSecure))
    }

    private static func changeProfile(_ visit: Visit) async throws -> Answer {
        let form = try visit.inbound.form()
        let language = Language(rawValue: form.text("language"))
        do {
            try await AccountOperations.changeProfile(
                visit, name: form.text("name"), language: language, timeZone: form.text("time-zone"))
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            return try await accountPage(visit, profile: FormState(form, errors: refusal.fields)).answer(
                status: refusal.status)
        }
        let answer = Answer.redirect(to: AccountPaths.account())
        // The cookie of the language menu comes before the account's choice, so it follows it here.
        return answer.setting(
            Cookie(
                Dispatcher.languageCookieName, language?.rawValue ?? "", maxAge: language == nil ? 0 : 365 * 86_400,
                isSecure: visit.settings.isSecure))
    }

    private static func changePassword(_ visit: Visit) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let session = try await AccountOperations.changePassword(
                visit, present: form["present"] ?? "", new: form["new"] ?? "", again: form["again"] ?? "")
            return .redirect(to: AccountPaths.account() + "?changed=password#password").setting(session.cookie)
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            let empty = FormState(FormValues(), errors: refusal.fields)
            return try await accountPage(visit, password: empty).answer(status: refusal.status)
        }
    }

    private static func createToken(_ visit: Visit) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let token = try await AccountOperations.createToken(visit, name: form.text("token-name"))
            return try await accountPage(visit, newToken: token).answer(status: .created)
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            return try await accountPage(visit, token: FormState(form, errors: refusal.fields)).answer(
                status: refusal.status)
        }
    }

    private static func invite(_ visit: Visit) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let invited = try await AccountOperations.invite(
                visit, email: form.text("email"), name: form.text("name"), isAdministrator: form.isOn("administrator"))
            return try await accountsPage(visit, link: invited).answer(status: .created)
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            return try await accountsPage(visit, form: FormState(form, errors: refusal.fields)).answer(
                status: refusal.status)
        }
    }

    private static func accountPage(
        _ visit: Visit, profile: FormState? = nil, password: FormState = FormState(), token: FormState = FormState(),
        newToken: String? = nil
    ) async throws -> AccountPage {
        let me = try AccountOperations.mine(visit)
        let now = visit.now
        let (account, sessions, tokens) = try await visit.read { reading in
            let store = AccountStore(reading)
            return (try store.account(me), try store.sessions(of: me, now: now), try store.tokens(of: me))
        }
        let (hasSecondFactor, identities, sections) = try await visit.read { reading in
            (
                try SecondFactorStore(reading).isOn(me), try OpenIDStore(reading).identities(of: me),
                try AccountSections.html(of: me, visit, reading)
            )
        }
        let stored = FormState(stored: [
            ("name", account.name), ("language", account.language?.rawValue ?? ""),
            ("time-zone", account.timeZone ?? ""),
        ])
        return AccountPage(
            visit: visit, account: account, profile: profile ?? stored, password: password, tokenForm: token,
            sessions: sessions,
            thisSession: visit.cookie(Sessions.accountCookie).map(Secret.digest), tokens: tokens,
            identities: identities, newToken: newToken, hasSecondFactor: hasSecondFactor,
            sections: sections)
    }

    private static func accountsPage(
        _ visit: Visit, form: FormState = FormState(), link: (Account.ID, token: String)? = nil
    ) async throws -> AccountsPage {
        let (accounts, isRequired) = try await visit.read {
            (try AccountStore($0).accounts(), try SecondFactorStore($0).isRequired())
        }
        return AccountsPage(
            visit: visit, accounts: accounts, form: form, asksSecondFactor: isRequired,
            link: link.map { ($0.0, AccountPaths.invitation($0.token)) })
    }
}
