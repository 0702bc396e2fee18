import App

/// Whether people can sign in at their institution: the provider answers, names itself as we do, has keys that we understand, a
/// certificate that lasts, and our time.
enum ProviderCheck {
    static func run(_ settings: ServerSettings) async -> [Finding] {
        // Passwords alone are nothing to mend.
        guard let openID = settings.openID else { return [] }
        do {
            let found = try await OpenIDProbe.run(openID)
            let back = OpenIDSettings.returnAddress(baseURL: settings.baseURL)
            let words = "\(openID.issuer) answers, with \(found.keys) keys. It must know this redirect URI: \(back)."
            return [.good("sign-in", words)] + [certificate(found), clock(found)].compactMap { $0 }
        } catch let failure as OpenIDFailure {
            return [
                .problem(
                    "sign-in",
                    "\(openID.issuer): \(failure.reason). People sign in by password meanwhile. Look at --oidc-issuer, and "
                        + "whether this machine may connect there and believes its certificate.")
            ]
        } catch {
            return [.problem("sign-in", "\(openID.issuer): \(error)")]
        }
    }

    private static func certificate(_ found: OpenIDProbe.Finding) -> Finding? {
        guard let days = Certificate.daysLeft(found.certificate) else { return nil }
        if days < 7 {
            return .advice(
                "sign-in", "the provider's certificate ends in \(days) days. Tell whoever keeps the provider.")
        }
        return .good("sign-in", "the provider's certificate lasts \(days) days.")
    }

    /// Tokens are refused where the clocks differ by more than a minute.
    private static func clock(_ found: OpenIDProbe.Finding) -> Finding? {
        guard let difference = found.clockDifference else { return nil }
        let seconds = abs(difference) / 1000
        if seconds > 45 {
            return .problem(
                "sign-in",
                "the provider's clock differs from ours by \(seconds) seconds, and tokens are refused beyond 60. Set the clock "
                    + "of this machine, or tell whoever keeps the provider.")
        }
        if seconds > 5 {
            return .advice("sign-in", "the provider's clock differs from ours by \(seconds) seconds.")
        }
        return .good("sign-in", "the provider has our time.")
    }
}
