import HTTPTypes
import Markup
import Web

/// Where organisers and facilitators sign in.
struct SignInPage {
    let visit: Visit
    let form: FormState
    let back: String?
    var refusal: Refusal?

    func answer(status: HTTPResponse.Status = .ok) -> Answer {
        .html(
            visit.layout(.narrow, L("Sign in")).document(
                """
                <div class="head"><h1>\(L("Sign in"))</h1><p class="muted">\(L("For those who prepare or run an event."))</p></div>\
                \(refusal.map { "<div class=\"notice bad\" role=\"alert\"><p><b>\($0.title)</b> \($0.advice)</p></div>" })\
                \(ProviderSection.html(visit, back: back))\
                <form class="form" id="sign-in" method="post" action="\(AccountPaths.signIn())">\
                \(back.map { "<input type=\"hidden\" name=\"back\" value=\"\($0)\">" })\
                \(form.text("email", L("E-mail"), type: "email", autocomplete: "username", maxLength: 254, isRequired: true))\
                \(form.text("password", L("Password"), type: "password", autocomplete: "current-password", isRequired: true))\
                <div class="actions"><button class="primary">\(L("Sign in"))</button></div></form>\
                <p class="muted">\(L("Are you in the room as a participant?")) \
                <a href="/">\(L("Enter the event's code"))</a></p>
                """), status: status)
    }
}

/// Where a new organiser chooses a password.
struct InvitationPage {
    let visit: Visit
    let token: String
    let email: String
    let form: FormState

    func answer(status: HTTPResponse.Status = .ok) -> Answer {
        .html(
            visit.layout(.narrow, L("Choose your password")).document(
                """
                <div class="head"><h1>\(L("Choose your password"))</h1>\
                <p class="muted">\(L("For your account \(email). This link works once."))</p></div>\
                <form class="form" id="invitation" method="post" action="\(AccountPaths.invitation(token))">\
                \(form.summary([("name", L("Name")), ("password", L("Password"))]))\
                <input type="hidden" name="username" value="\(email)" autocomplete="username">\
                \(form.text("name", L("Name"), hint: L("As others see it."), autocomplete: "name", maxLength: 100, isRequired: true))\
                \(form.text("password", L("Password"),
                    hint: L("At least \(AccountFields.passwordMinimum) characters. Four words are easy to remember."),
                    type: "password", autocomplete: "new-password", isRequired: true))\
                <div class="actions"><button class="primary">\(L("Save and sign in"))</button></div></form>
                """), status: status)
    }
}
