import Web

extension Refusal {
    static let noMail = Refusal(
        .conflict, "no-mail", L("This server sends no mail."),
        advice: L("Nothing was written. Its administrator can name a mail server with --smtp-url and --mail-from."))
}
