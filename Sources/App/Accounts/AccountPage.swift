import HTTPTypes
import Markup
import Web

/// One's own account: name and language, password, where one is signed in, and tokens for programs.
struct AccountPage {
    let visit: Visit
    let account: AccountRecord
    let profile: FormState
    let password: FormState
    let tokenForm: FormState
    let sessions: [SessionRecord]
    /// The digest of the session that looks at the page.
    let thisSession: String?
    let tokens: [TokenRecord]
    let identities: [IdentityRecord]
    /// A token that was just made: shown once.
    let newToken: String?
    let hasSecondFactor: Bool
    /// What features show here.
    let sections: HTML

    func answer(status: HTTPResponse.Status = .ok) -> Answer {
        .html(
            visit.layout(.narrow, L("My account")).document(
                """
                <div class="head"><h1>\(L("My account"))</h1><p class="muted"><bdi>\(account.email)</bdi></p></div>\
                \(profileSection)\(sections)\(passwordSection)\(secondFactorSection)\
                \(IdentitySection.html(visit, identities, email: account.email))\(sessionSection)\(tokenSection)
                """), status: status)
    }

    private var profileSection: HTML {
        let languages: [(value: String, label: Message)] =
            [("", L("Same as the browser"))] + Language.allCases.map { ($0.rawValue, .verbatim($0.ownName)) }
        let zones: [(value: String, label: Message)] =
            [("", L("Same as the browser"))] + ZoneNames.identifiers.sorted().map { ($0, .verbatim($0)) }
        return """
            <form class="form" id="profile" method="post" action="\(AccountPaths.account())">\
            \(profile.summary([("name", L("Name")), ("time-zone", L("Time zone"))]))\
            \(profile.text("name", L("Name"), hint: L("As others see it."), autocomplete: "name", maxLength: 100, isRequired: true))\
            \(profile.select("language", L("Language"), options: languages))\
            \(profile.select("time-zone", L("Time zone"), hint: L("Times of an event are shown in its own time zone, with yours beside them where it differs."), options: zones))\
            <div class="actions"><button class="primary">\(L("Save"))</button></div></form>
            """
    }

    private var passwordSection: HTML {
        """
        <hr><section id="password"><h2>\(L("Password"))</h2>\
        \(visit.inbound.query["changed"] == "password" ? """
            <div class="notice good" role="status"><p>\(L("Your password is changed. All other browsers were signed out, and your tokens for programs were ended."))</p></div>
            """ : .empty)\
        <form class="form" id="password-form" method="post" action="\(AccountPaths.password())">\
        \(password.summary([
            ("present", L("Current password")), ("new", L("New password")), ("again", L("Repeat the new password")),
        ]))\
        <input type="hidden" name="username" value="\(account.email)" autocomplete="username">\
        \(password.text("present", L("Current password"), type: "password", autocomplete: "current-password", isRequired: true))\
        \(password.text("new", L("New password"),
            hint: L("At least \(AccountFields.passwordMinimum) characters. Four words are easy to remember."),
            type: "password", autocomplete: "new-password", isRequired: true))\
        \(password.text("again", L("Repeat the new password"), type: "password", autocomplete: "new-password", isRequired: true))\
        <div class="actions"><button>\(L("Change the password"))</button></div></form></section>
        """
    }

    private var secondFactorSection: HTML {
        """
        <hr><section id="second-factor"><h2>\(L("Second factor"))</h2>\
        <p>\(hasSecondFactor
            ? "<span class=\"state good\">\(L("On"))</span> \(L("Signing in asks for a code from your phone."))"
            : "<span class=\"state\">\(L("Off"))</span> \(L("Anyone who learns your password can sign in."))" as HTML)</p>\
        <div class="actions"><a class="button" href="\(AccountPaths.secondFactor())">\(hasSecondFactor
            ? L("Change the second factor") : L("Set up a second factor"))</a></div></section>
        """
    }

    private var sessionSection: HTML {
        """
        <hr><section id="sessions"><h2>\(L("Where you are signed in"))</h2><ul class="lines">\
        \(sessions.html { session in
            """
            <li><p class="between"><span><bdi>\(Agent.words(session.agent))</bdi> \
            \(session.digest == thisSession ? "<span class=\"state good\">\(L("This device"))</span>" : .empty)</span></p>\
            <p class="meta"><span>\(L("Last seen")) \(MomentWords().html(session.seenAt))</span> \
            <span>\(L("Since \(MomentWords().html(session.createdAt))"))</span></p>\
            \(session.digest == thisSession ? .empty : """
                <form method="post" action="\(AccountPaths.sessionEnding(session.handle))">\
                <button class="plain">\(L("End this session"))</button></form>
                """)</li>
            """
        })</ul>\
        <form method="post" action="\(AccountPaths.allSessionsEnding())">\
        <button class="danger">\(L("Sign out everywhere"))</button></form></section>
        """
    }

    private var tokenSection: HTML {
        """
        <hr><section id="tokens"><h2>\(L("Tokens for programs"))</h2>\
        <p class="muted">\(L("A token lets a program use the interface at /api/v1 in your name. Treat it like a password."))</p>\
        \(newToken.map { token in
            """
            <div class="notice good" role="status"><p><b>\(L("Your new token. It will not be shown again:"))</b></p>\
            <p><code>\(token)</code></p><div class="actions"><button type="button" data-copy="\(token)">\(Icon.svg("copy")) \
            \(L("Copy"))</button></div></div>
            """
        })\
        \(tokens.isEmpty ? .empty : """
            <ul class="lines">\(tokens.html { token in
                """
                <li><p dir="auto">\(token.name)</p><p class="meta">\(L("Created")) \(MomentWords().html(token.createdAt))</p>\
                <form method="post" action="\(AccountPaths.tokenRevocation(token.id))">\
                <button class="plain danger">\(L("Revoke"))<span class="sr"> \(token.name)</span></button></form></li>
                """
            })</ul>
            """)\
        <form class="form" id="token-form" method="post" action="\(AccountPaths.tokens())">\
        \(tokenForm.text("token-name", L("What is it for?"), maxLength: 100, isRequired: true))\
        <div class="actions"><button>\(L("Make a token"))</button></div></form></section>
        """
    }
}

/// A browser's own description in a few words: enough to recognise one's phone.
enum Agent {
    static func words(_ agent: String) -> String {
        let browser = [
            ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"),
            ("Safari/", "Safari"),
        ].first { agent.contains($0.0) }?.1
        let system = [
            ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
            ("Mac OS X", "macOS"), ("Linux", "Linux"),
        ].first { agent.contains($0.0) }?.1
        let words = Message.list([browser, system].compactMap { $0 }, .commas).string()
        return words.isEmpty ? (agent.isEmpty ? "?" : String(agent.prefix(60))) : words
    }
}
