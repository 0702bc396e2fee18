import Domain
import Storage
import Web

/// What leads, and those who had a publication, are told by mail. Of what is AMBER or closer no mail says what it is called.
struct PublicationMails {
    private let work: Work
    private let seen: SeenPublication
    private let settings: Settings
    private let programme: String

    init(_ work: Work, _ seen: SeenPublication, _ settings: Settings) throws {
        (self.work, self.seen, self.settings) = (work, seen, settings)
        programme = try ProgrammeStore(work.tx).programme(seen.record.programme).title
    }

    private var record: PublicationRecord { seen.record }
    private var isClose: Bool { TLP.isDiscreet(record.marking) }
    private var name: Message { isClose ? L("a publication of \(programme)") : .verbatim(record.title) }
    private var address: String { settings.baseURL + PublicationPaths.one(record.id) }

    /// To who speaks for members that were put among those who write it, but not to who put them there.
    func tellOfPlan(_ leads: [PublicationLead], but planner: Account.ID?) throws {
        for speaker in try speakers(for: leads) where speaker.id != planner {
            try send(
                speaker, key: "publication-plan:\(record.id):\(work.now):\(speaker.id)", .reminder,
                L("Planned: \(name)"),
                [
                    L("you speak for a member that writes \(name)."),
                    L("Read the plan, and begin to write with the others:"),
                ])
        }
    }

    /// To who speaks for its leads: a version is there to be released, or not.
    func askForRelease(_ version: GuideVersion.ID) throws {
        for speaker in try speakers(for: seen.leads) {
            try send(
                speaker, key: "publication-review:\(version):\(speaker.id)", .reminder,
                L("A version to release: \(name)"),
                [
                    L("a version of \(name) waits for your word."),
                    L(
                        "It is released when two leads of different members have said so. Read it, and release it or take it back to writing:"
                    ),
                ])
        }
    }

    /// Each once. Of what is for named persons only they hear; where nobody sends mail, nobody is told.
    private func speakers(for leads: [PublicationLead]) throws -> [AccountRecord] {
        guard settings.mail != nil else { return [] }
        let (store, day) = (PublicationStore(work.tx), CalendarDate.today(work.now))
        let named = seen.audience.accounts
        var told: Set<Account.ID> = []
        return try leads.flatMap { lead in
            try store.speakers(for: lead.member, in: record.programme, on: day).filter { speaker in
                (lead.account == speaker.id
                    || lead.account == nil
                        && (named.isEmpty || named.contains(speaker.id) || seen.writers.contains(speaker.id)))
                    && told.insert(speaker.id).inserted
            }
        }
    }

    /// To everybody who had it.
    func tellOfWithdrawal() throws {
        guard settings.mail != nil else { return }
        for fetch in try AudienceStore(work.tx).fetches(of: record.record) {
            guard let reader = try AccountStore(work.tx).known(fetch.account), !reader.isDisabled else { continue }
            try send(
                reader, key: "publication-withdrawal:\(record.id):\(work.now):\(reader.id)", .service,
                L("Withdrawn: \(name)"),
                [
                    L("\(name), which you have read or downloaded, was withdrawn."),
                    L("Please no longer use your copy. Why it was withdrawn stands here:"),
                ])
        }
    }

    private func send(
        _ reader: AccountRecord, key: String, _ kind: MailClass, _ subject: Message, _ said: [Message]
    ) throws {
        let language = reader.language ?? .english
        let words = ([L("Hello \(reader.name),")] + said).map { $0.string(in: language) }
        try Outbox.writeIn(
            work,
            MailDraft(
                event: nil, kind: "publication", key: key, to: MailAddress(name: reader.name, address: reader.email),
                language: language.rawValue, subject: subject.string(in: language),
                text: words.joined(separator: "\n\n") + "\n" + address, mailClass: kind))
    }
}
