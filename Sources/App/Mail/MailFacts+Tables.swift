extension MailFacts: StoredFeature {
    static var tables: [TableFacts] {
        [outgoingMail, mailRefusal]
    }

    private static let outgoingMail = TableFacts(
        "outgoing_mail", search: .left("addressed to one person"),
        person: .rows(
            350, [.address("address", names: ["name"])],
            [
                "id", "event_id", "kind", "address", "name", "language", "subject", "text", "created_at", "sent_at",
                "failed_at", "class", "calendar",
            ]),
        erasure: .deleted,
        texts: ["subject", "text", "calendar"],
        file: .stays("mail on its way, with addresses"))

    private static let mailRefusal = TableFacts(
        "mail_refusal", search: .left("addresses"),
        person: .rows(360, [.address("address", names: [])]),
        erasure: .deleted)
}
