import Domain
import Storage
import Web

/// Who was given a certificate is told so, once, in their language (S13): its number, and where it is found. One that is revoked within
/// the pause is not told of.
enum CertificateMails {
    /// What was issued so long before mail is first made, in milliseconds, is told no more.
    private static let old: Int64 = EpochTime.day

    static func watch(_ services: Services) async {
        guard services.settings.mail != nil else { return }
        await services.again(
            every: .seconds(20), waitsFirst: true, failing: "Mails about certificates could not be written"
        ) {
            try await run(services)
        }
    }

    static func run(_ services: Services) async throws {
        let now = services.environment.now()
        let due = try await services.database.read {
            try CertificateMailStore($0).untold(until: now - services.settings.mailPause)
        }
        for (event, told) in Dictionary(grouping: due, by: \.event).sorted(by: { $0.key < $1.key }) {
            try await services.database.write { tx in
                try tellIn(Work(tx, services.environment), event, told, services.settings)
            }
        }
    }

    private static func tellIn(
        _ work: Work, _ id: Event.ID, _ due: [CertificateMailStore.Untold], _ settings: Settings
    ) throws {
        let event = try EventStore(work.tx).event(id)
        let programme = try ProgrammeStore(work.tx).programme(event.programme).title
        let post = PostStore(work.tx)
        let pages = try SeatPages.all(of: id, work)
        let (usual, own) = (try post.mailLanguage(of: event), try post.setting(of: id))
        for one in due {
            guard try CertificateMailStore.setTold(one.certificate, now: work.now, work.tx),
                one.issuedAt > work.now - old - settings.mailPause,
                let reader = try CertificateMailStore(work.tx).reader(of: one.certificate, usual: usual)
            else { continue }
            let certificate = try CertificateStore(work.tx).certificate(one.certificate, of: id)
            let words = CertificateMailWords(
                event: event, programme: programme, certificate: certificate, reader: reader, settings: settings,
                page: pages[certificate.participant.description])
            try Outbox.writeIn(
                work,
                MailDraft(
                    event: id, kind: "certificate", key: "certificate:\(one.certificate)",
                    to: MailAddress(name: reader.name, address: reader.address), language: reader.language.rawValue,
                    subject: words.subject, text: words.text(own), mailClass: .service, replyTo: own.replyTo))
        }
    }
}

/// What such a mail says. Of a close event it names neither the event nor its subject.
struct CertificateMailWords {
    let event: EventRecord
    let programme: String
    let certificate: CertificateRecord
    let reader: PostReader
    let settings: Settings
    /// Of who has a seat and no account: their own page.
    let page: String?

    private func say(_ message: Message) -> String { message.string(in: reader.language) }

    private var title: String { say(event.titleOutside(of: programme)) }

    var subject: String { say(L("Your certificate: \(title)")) }

    func text(_ own: PostSetting) -> String {
        var parts = [
            say(L("Hello \(reader.name),")), title, say(L("Your certificate of participation was issued.")),
            say(L("Its number: \(certificate.number)")),
            say(L("You find it here; type your surname as it stands on it:")) + "\n" + settings.baseURL
                + DoorPaths.check(certificate.number),
            say(L("Whoever you show it to can check it there, too.")),
        ]
        if let page {
            parts.append(
                say(L("As a file, on your own page, whose address is to be kept to yourself:")) + "\n"
                    + settings.baseURL
                    + page + "/certificate.pdf")
        }
        let words = own.words(in: reader.language)
        if !words.isEmpty { parts.append(words) }
        return parts.joined(separator: "\n\n")
    }
}
