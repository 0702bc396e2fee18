import Web

enum AccountFacts: RoutedFeature, MenuFeature {
    static var routes: [Route] { AccountRoutes.all + SecondFactorRoutes.all + OpenIDRoutes.all }

    static var menu: [MenuEntry] {
        [
            MenuEntry(order: 0, path: AccountPaths.signIn(), label: { L("Sign in") }, kind: .guestLink),
            MenuEntry(order: 70, path: AccountPaths.account(), label: { L("My account") }),
            MenuEntry(order: 75, path: AccountPaths.secondFactor(), label: { L("Second factor") }),
            MenuEntry(
                order: 80, path: AccountPaths.accounts(), label: { L("Accounts") }, kind: .administration,
                isFor: { $0.isAdministrator }),
            MenuEntry(order: 90, path: AccountPaths.signOut(), label: { L("Sign out") }, kind: .act),
        ]
    }
}
