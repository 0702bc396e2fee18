import Web

extension Refusal {
    static let exerciseMailHasNoDomain = Refusal(
        .conflict, "exercise-mail-has-no-domain", L("This server names no domain to which exercises may send mail."),
        advice: L("Its administrator can name some with --exercise-mail-domains."))
}
