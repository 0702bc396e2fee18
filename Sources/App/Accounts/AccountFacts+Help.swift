import Web

extension AccountFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "account", order: 150, title: L("My account"),
                screens: [AccountPaths.account.template],
                text: [
                    L("Your name, language, time zone and password; where you are signed in; and tokens for programs.")
                ], guides: [.organiser, .administrator]),
            HelpEntry(
                key: "accounts", order: 160, title: L("Accounts"),
                screens: [AccountPaths.accounts.template],
                text: [
                    L("Who may sign in. Invite somebody by e-mail; disable an account rather than sharing it."),
                    L(
                        "Only administrators create programmes. Organisers plan events and do not need to be administrators."
                    ),
                ], guides: [.administrator]),
        ]
    }
}
