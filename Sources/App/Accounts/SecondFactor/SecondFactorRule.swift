import Web

/// What an account can do that this server asks for a second factor and that has none: set one up, sign out, and what everybody can.
enum SecondFactorRule {
    /// Addresses that know the account nevertheless.
    private static let open: Set<String> = [
        AccountPaths.secondFactor.template, AccountPaths.secondFactorConfirmation.template,
        AccountPaths.signOut.template, AccountPaths.language.template, Paths.help.template,
    ]

    /// Pages for everybody see a stranger; personal tokens of programs are asked for no code, and go on.
    static func narrowed(_ visit: Visit, _ route: Route) -> Visit {
        guard isLacking(visit, route), route.permission == .anyone, route.pattern != Paths.home.template else {
            return visit
        }
        var narrowed = visit
        narrowed.visitor = Visitor(account: nil, seat: visit.visitor.seat)
        return narrowed
    }

    /// - Throws: ``Refusal/secondFactorNeeded``, which a page answers by leading to where one is set up.
    static func check(_ visit: Visit, _ route: Route) throws {
        if isLacking(visit, route) { throw Refusal.secondFactorNeeded }
    }

    private static func isLacking(_ visit: Visit, _ route: Route) -> Bool {
        visit.visitor.account?.lacksSecondFactor == true && !route.isAPI && !open.contains(route.pattern)
    }
}
