import HTTPTypes
import Markup
import Web

/// One's own second factor: off, being set up, or on.
struct SecondFactorPage {
    let visit: Visit
    let account: AccountRecord
    /// Since when signing in asks for a code; nothing while it does not.
    let since: Int64?
    /// While it is being set up.
    let secret: [UInt8]?
    let codesLeft: Int
    let isRequired: Bool
    let errors: [String: Message]

    func answer(status: HTTPResponse.Status = .ok) -> Answer {
        .html(
            visit.layout(
                .narrow, L("Second factor"),
                crumbs: [.init(L("My account"), AccountPaths.account()), .init(L("Second factor"), nil)]
            ).document(
                """
                <div class="head"><h1>\(L("Second factor"))</h1>\
                <p class="muted">\(L("After your password, signing in asks for a code that an app on your phone shows. Somebody who learns only your password cannot get in."))</p></div>\
                \(isRequired && since == nil ? """
                    <div class="notice warn" role="status"><p><b>\(L("This server requires a second factor for your account."))</b> \
                    \(L("Set it up now. Until then you cannot do anything else; what you did before is kept."))</p></div>
                    """ : .empty)\
                \(since.map(settings) ?? secret.map(steps) ?? beginning)
                """), status: status)
    }

    private var beginning: HTML {
        """
        <p>\(L("You need a phone with an app for one-time codes (TOTP), such as the one in many password managers. It works without a network."))</p>\
        <form class="form" method="post" action="\(AccountPaths.secondFactor())">\
        <div class="actions"><button class="primary">\(L("Begin"))</button></div></form>
        """
    }

    private func steps(_ secret: [UInt8]) -> HTML {
        let state = FormState(FormValues(), errors: errors)
        let host = visit.settings.baseURL.split(separator: "/").last.map(String.init) ?? ""
        let address = TOTP.address(secret, issuer: "Roundtable \(host)", name: account.email)
        return """
            <ol class="in-order"><li><p>\(L("Open the app for one-time codes on your phone, and add an account."))</p></li>\
            <li><p>\(L("Scan this QR code with the app, or type the key."))</p>\
            \(QRCode.svg(address, label: L("Key for the app, as a QR code").string()).map { "<div class=\"qr large\">\($0)</div>" })\
            <p><code class="key" dir="ltr">\(Self.grouped(Base32.text(secret)))</code></p>\
            <div class="actions"><button type="button" class="plain" data-copy="\(Base32.text(secret))">\(Icon.svg("copy")) \
            \(L("Copy the key"))</button></div></li>\
            <li><p>\(L("Enter the code that the app shows now."))</p>\
            <form class="form" id="confirmation" method="post" action="\(AccountPaths.secondFactorConfirmation())">\
            \(CodeField(state: state).html)\
            <div class="actions"><button class="primary">\(L("Turn it on"))</button></div></form></li></ol>
            """
    }

    private func settings(_ since: Int64) -> HTML {
        let state = FormState(FormValues(), errors: errors)
        return """
            <p><span class="state good">\(L("On"))</span> \(L("Since \(MomentWords().html(since))"))</p>\
            <hr><section id="codes"><h2>\(L("Recovery codes"))</h2>\
            <p>\(L("Each works once, instead of the phone. \(codesLeft) of \(RecoveryCodes.count) are left."))</p>\
            <form class="form" id="codes-form" method="post" action="\(AccountPaths.recoveryCodes())">\
            \(proof(state, "proof-codes"))\
            <div class="actions"><button>\(L("Make new recovery codes"))</button></div></form></section>\
            <hr><section id="off"><h2>\(L("Turn it off"))</h2>\
            \(removal(state))</section>
            """
    }

    private func removal(_ state: FormState) -> HTML {
        if isRequired { return "<p>\(L("This server requires a second factor for your account: it stays on."))</p>" }
        return """
            <p>\(L("Signing in then asks for the password only. To change to another phone, turn it off and set it up again."))</p>\
            <form class="form" id="off-form" method="post" action="\(AccountPaths.secondFactorRemoval())">\
            \(proof(state, "proof-off"))\
            <div class="actions"><button class="danger">\(L("Turn it off"))</button></div></form>
            """
    }

    private func proof(_ state: FormState, _ name: String) -> HTML {
        account.passwordHash == nil
            ? state.text(
                name, L("Code from your phone"), autocomplete: "one-time-code", maxLength: 12, isRequired: true,
                inputMode: "numeric")
            : "<input type=\"hidden\" name=\"username\" value=\"\(account.email)\" autocomplete=\"username\">"
                + state.text(
                    name, L("Current password"), type: "password", autocomplete: "current-password", isRequired: true)
    }

    static func grouped(_ text: String) -> String {
        stride(from: 0, to: text.count, by: 4).map { String(text.dropFirst($0).prefix(4)) }.joined(separator: " ")
    }
}

/// The recovery codes, shown once.
struct RecoveryCodesPage {
    let visit: Visit
    let codes: [String]
    /// The factor was turned on just now.
    let isNew: Bool

    var answer: Answer {
        .html(
            visit.layout(
                .narrow, L("Recovery codes"),
                crumbs: [.init(L("My account"), AccountPaths.account()), .init(L("Recovery codes"), nil)]
            ).document(
                """
                <div class="head"><h1>\(L("Recovery codes"))</h1>\
                \(isNew ? "<div class=\"notice good\" role=\"status\"><p>\(L("The second factor is on. Other browsers were signed out."))</p></div>" : .empty)\
                <p class="lede">\(L("Write these down or print them now: they are not shown again."))</p>\
                <p class="muted">\(L("If your phone is lost, each works once in its place. Keep them apart from the password."))</p></div>\
                <ol class="codes" dir="ltr">\(codes.html { "<li><code>\($0)</code></li>" })</ol>\
                <div class="actions"><button type="button" data-copy="\(codes.joined(separator: "\n"))">\(Icon.svg("copy")) \
                \(L("Copy"))</button><button type="button" data-print>\(L("Print"))</button>\
                <a class="button primary" href="/">\(L("I have saved them"))</a></div>
                """), status: .created)
    }
}

/// The second page of signing in.
struct CodePage {
    let visit: Visit
    var errors: [String: Message] = [:]
    var refusal: Refusal?

    func answer(status: HTTPResponse.Status = .ok) -> Answer {
        let state = FormState(FormValues(), errors: errors)
        return .html(
            visit.layout(.narrow, L("Enter the code")).document(
                """
                <div class="head"><h1>\(L("Enter the code"))</h1>\
                <p class="muted">\(L("The app for one-time codes on your phone shows six digits for this account."))</p></div>\
                \(refusal.map { "<div class=\"notice bad\" role=\"alert\"><p><b>\($0.title)</b> \($0.advice)</p></div>" })\
                <form class="form" id="code-form" method="post" action="\(AccountPaths.signInCode())">\
                \(CodeField(state: state).html)\
                <div class="actions"><button class="primary">\(L("Sign in"))</button>\
                <a class="button plain" href="\(AccountPaths.signIn())">\(L("Begin again"))</a></div></form>\
                <details\("open", when: errors["recovery"] != nil)><summary>\(L("Without your phone"))</summary>\
                <div class="stack-2"><form class="form" id="recovery-form" method="post" action="\(AccountPaths.signInCode())">\
                \(state.text("recovery", L("Recovery code"),
                    hint: L("One of the ten that you saved. Each works once."), autocomplete: "off", maxLength: 60, isRequired: true))\
                <div class="actions"><button>\(L("Sign in with it"))</button></div></form>\
                <p class="muted">\(L("None left? Whoever runs this server can turn the second factor off for you."))</p></div></details>
                """), status: status)
    }
}

/// Six digits, in any script.
private struct CodeField {
    let state: FormState

    var html: HTML {
        let isWrong = state.errors["code"] != nil
        return """
            <div class="field"><label for="code">\(L("Code from your phone"))</label>\
            <input class="code digits" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="12" required autofocus\
            \("aria-invalid", value: isWrong ? "true" : nil)\("aria-describedby", value: isWrong ? "code-error" : nil)>\
            \(state.error("code"))</div>
            """
    }
}
