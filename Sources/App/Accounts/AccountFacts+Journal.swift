import Web

extension AccountFacts: JournalFeature, RightsFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("account.creation", L("Account created")),
            JournalKind("account.change", L("Account changed")),
            JournalKind("account.disablement", L("Account disabled")),
            JournalKind("account.enablement", L("Account enabled again")),
            JournalKind("invitation.creation", L("Invitation to an account made")),
            JournalKind("invitation.acceptance", L("Invitation to an account accepted")),
            JournalKind("sign-in-link.creation", L("Sign-in link made")),
            JournalKind("session.creation", L("Signed in")),
            JournalKind("session.ending", L("Signed out")),
            JournalKind("password.change", L("Password changed")),
            JournalKind("access-token.creation", L("Access token made")),
            JournalKind("access-token.revocation", L("Access token revoked")),
            JournalKind("identity.creation", L("Sign-in by the organisation linked")),
            JournalKind("identity.removal", L("Sign-in by the organisation unlinked")),
            JournalKind("second-factor.activation", L("Second factor turned on")),
            JournalKind("second-factor.removal", L("Second factor taken off")),
            JournalKind("recovery-code.creation", L("New recovery codes made")),
            JournalKind("recovery-code.use", L("Recovery code used")),
            JournalKind("setting.change", L("Setting of the server changed")),
        ]
    }

    static let takingRights: Set<String> = [
        "account.disablement", "session.ending", "password.change", "invitation.acceptance", "second-factor.activation",
    ]
}
