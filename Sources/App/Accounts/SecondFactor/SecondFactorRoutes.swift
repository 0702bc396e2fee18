import HTTPTypes
import Markup
import Web

/// The second factor of accounts: one-time codes by an app (RFC 6238), asked for after the password or the sign-in link.
///
/// - `SecondFactorOperations`: setting it up, new recovery codes, turning it off, and the rule that organisers and administrators must
///   have one. `SecondStep`: the second half of signing in. `SecondFactorRule`: what an account can do that lacks one.
/// - The secret is sealed with the installation's key; recovery codes are stored as digests. Personal tokens of programs are asked for no
///   code: they are made inside a session that was.
/// - What changes here is journalled in the scope `accounts`, and told to the owner by mail.
enum SecondFactorRoutes {
    static let all: [Route] = [
        .get(AccountPaths.signInCode, .anyone) { visit in
            guard try await visit.read({ try SecondStep.pending(visit, $0) }) != nil else {
                return .redirect(to: AccountPaths.signIn())
            }
            return CodePage(visit: visit).answer()
        },
        .post(AccountPaths.signInCode, .anyone, finish),
        .get(AccountPaths.secondFactor, .account) { visit in try await page(visit).answer() },
        .post(AccountPaths.secondFactor, .account) { visit in
            try await SecondFactorOperations.begin(visit)
            return .redirect(to: AccountPaths.secondFactor())
        },
        .post(AccountPaths.secondFactorConfirmation, .account) { visit in
            try await told(visit) { form in
                let codes = try await SecondFactorOperations.confirm(visit, code: form["code"] ?? "")
                return RecoveryCodesPage(visit: visit, codes: codes, isNew: true).answer
            }
        },
        .post(AccountPaths.recoveryCodes, .account) { visit in
            try await told(visit) { form in
                let codes = try await SecondFactorOperations.renewCodes(visit, proof: form["proof-codes"] ?? "")
                return RecoveryCodesPage(visit: visit, codes: codes, isNew: false).answer
            }
        },
        .post(AccountPaths.secondFactorRemoval, .account) { visit in
            try await told(visit) { form in
                try await SecondFactorOperations.turnOff(visit, proof: form["proof-off"] ?? "")
                return .redirect(to: AccountPaths.account() + "#second-factor")
            }
        },
        .post(AccountPaths.secondFactorRule, .administer) { visit in
            try await SecondFactorOperations.setRequired(visit, try visit.inbound.form().isOn("required"))
            return .redirect(to: AccountPaths.accounts() + "#second-factor")
        },
    ]

    private static func finish(_ visit: Visit) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            return try await SecondStep.finish(visit, code: form["code"], recovery: form["recovery"]).answer
                .setting(PendingSignIn.noCookie(visit))
        } catch let refusal as Refusal
            where refusal.status == .unprocessableContent || refusal.status == .tooManyRequests
        {
            var page = CodePage(visit: visit)
            if refusal.fields.isEmpty { page.refusal = refusal } else { page.errors = refusal.fields }
            return page.answer(status: refusal.status)
        } catch let refusal as Refusal where refusal.code == "half-over" {
            return SignInPage(visit: visit, form: FormState(), back: nil, refusal: refusal).answer(
                status: refusal.status)
        }
    }

    /// Does what a form asks; comes back with the page and the error where that is at a field.
    private static func told(_ visit: Visit, _ act: (FormValues) async throws -> Answer) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            return try await act(form)
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            visit.tellOperator("Refused", refusal.fields.keys.sorted().joined(separator: " "))
            return try await page(visit, errors: refusal.fields).answer(status: refusal.status)
        }
    }

    private static func page(_ visit: Visit, errors: [String: Message] = [:]) async throws -> SecondFactorPage {
        let me = try AccountOperations.mine(visit)
        return try await visit.read { reading in
            let store = SecondFactorStore(reading)
            let (account, factor) = (try AccountStore(reading).account(me), try store.factor(of: me))
            let isOn = factor?.confirmedAt != nil
            return SecondFactorPage(
                visit: visit, account: account, since: factor?.confirmedAt,
                secret: isOn ? nil : factor.flatMap { SecondFactorSecret.open($0, visit.services) },
                codesLeft: isOn ? try store.recoveryCodes(of: me) : 0,
                isRequired: try SecondFactorOperations.isNeeded(visit, reading), errors: errors)
        }
    }
}
