import Web

/// Mails to those who were given a certificate.
enum CertificateMailFacts: ClockFeature, StoredFeature {
    static var clocks: [Clock] { [Clock { await CertificateMails.watch($0) }] }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "certificate_told", search: .left("numbers of what was told"),
                file: .stays("mail is sent by the server that issued it"))
        ]
    }
}
