import Markup
import Web

/// The way to the provider, on the page where one signs in.
enum ProviderSection {
    /// - Returns: nil if this server has no provider.
    static func html(_ visit: Visit, back: String?) -> HTML {
        guard let settings = visit.settings.openID else { return .empty }
        let path = OpenIDPaths.start() + (back.map { "?back=\(PercentCoding.encode($0))" } ?? "")
        return """
            <div class="actions"><a class="button" id="provider" href="\(path)">\(L("Sign in with \(settings.name)"))</a></div>\
            <p class="muted">\(L("Or with e-mail and password:"))</p>
            """
    }
}

/// Whom the account is linked with, on its own page.
enum IdentitySection {
    /// - Returns: nil if there is no provider and no link.
    static func html(_ visit: Visit, _ identities: [IdentityRecord], email: String) -> HTML {
        let settings = visit.settings.openID
        if identities.isEmpty && settings == nil { return .empty }
        return """
            <hr><section id="identity"><h2>\(L("Sign-in at your institution"))</h2>\
            \(identities.isEmpty ? settings.map { unlinked($0, email) } ?? .empty : """
                <ul class="lines">\(identities.html { line($0, settings) })</ul>\
                <p class="muted">\(L("Unlinking does not end a session. Whoever signs in there with your address is linked again."))</p>
                """)</section>
            """
    }

    private static func unlinked(_ settings: OpenIDSettings, _ email: String) -> HTML {
        """
        <p class="muted">\(L("Not linked yet. The first time you sign in with \(settings.name) as \(email), this account is linked automatically."))</p>
        """
    }

    private static func line(_ identity: IdentityRecord, _ settings: OpenIDSettings?) -> HTML {
        let isPresent = identity.issuer == settings?.issuer
        return """
            <li><p><bdi>\(isPresent ? settings?.name ?? identity.issuer : identity.issuer)</bdi></p>\
            <p class="meta"><span>\(L("Linked")) \(MomentWords().html(identity.createdAt))</span> \
            <span>\(L("Last used")) \(MomentWords().html(identity.usedAt))</span> \
            <span>\(L("Your account there")) <code>\(identity.subject)</code></span></p>\
            <form method="post" action="\(OpenIDPaths.removal(identity.id))">\
            <button class="plain danger">\(L("Unlink"))</button></form></li>
            """
    }
}

/// Why the provider did not sign somebody in, and the way back.
struct ProviderRefusalPage {
    let visit: Visit
    let refusal: Refusal
    let back: String?

    var answer: Answer {
        let path =
            AccountPaths.signIn() + (back.flatMap { $0 == "/" ? nil : "?back=\(PercentCoding.encode($0))" } ?? "")
        return .html(
            Layout(.narrow, refusal.title, path: "/").document(
                """
                <div class="head"><h1>\(refusal.title)</h1><p class="lede">\(refusal.advice)</p></div>\
                <div class="actions"><a class="button primary" href="\(path)">\(L("Back to signing in"))</a></div>\
                \(refusal.code == "no-account" ? """
                    <p class="muted">\(L("Are you in the room as a participant?")) \
                    <a href="/">\(L("Enter the event's code"))</a></p>
                    """ : .empty)\
                <p class="meta">\(L("Request number")) \(visit.inbound.id)</p>
                """), status: refusal.status)
    }
}
