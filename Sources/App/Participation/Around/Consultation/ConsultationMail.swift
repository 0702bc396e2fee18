import Domain
import Storage
import Web

/// The mails of a consultation, each in its reader's language. Of a close event they name neither it nor its subject.
struct ConsultationMail {
    private let work: Work
    private let words: ConsultationWords
    private let settings: Settings
    private let key: [UInt8]

    init(_ work: Work, _ record: ConsultationRecord, _ settings: Settings, _ key: [UInt8]) throws {
        self.work = work
        self.settings = settings
        self.key = key
        words = try ConsultationWords(record, work.tx)
    }

    /// Milliseconds within which a second press sends nothing more.
    private static let pressedTwice: Int64 = 10 * EpochTime.minute

    func ask(_ addressee: AddresseeRecord) throws -> Bool {
        try write(addressee, isReminder: false, key: "consultation:\(addressee.id):\(work.now / Self.pressedTwice)")
    }

    func remind(_ addressee: AddresseeRecord) throws -> Bool {
        try write(addressee, isReminder: true, key: "consultation-reminder:\(addressee.id)")
    }

    private func write(_ addressee: AddresseeRecord, isReminder: Bool, key: String) throws -> Bool {
        let kept = try addressee.person.flatMap { try PersonStore(work.tx).people([$0]).first?.fields.email } ?? ""
        let address = addressee.fields.email.isEmpty ? kept : addressee.fields.email
        guard !address.isEmpty else { return false }
        let language = addressee.fields.language ?? words.record.mailLanguage
        let name = addressee.fields.contact.isEmpty ? addressee.fields.name : addressee.fields.contact
        let draft = MailDraft(
            event: words.event.id, kind: "consultation", key: key,
            to: MailAddress(name: name, address: address), language: language.rawValue,
            subject: words.subject(language, isReminder: isReminder),
            text: words.text(
                name, link: ConsultationOperations.link(addressee, settings, key: self.key), language,
                isReminder: isReminder))
        guard try Outbox.writeIn(work, draft) else { return false }
        try ConsultationStore.setSent(addressee.id, at: work.now, isReminder: isReminder, work.tx)
        return true
    }
}

/// What the mails of a consultation say, for who writes them and for who looks at them before.
struct ConsultationWords {
    let record: ConsultationRecord
    let event: EventRecord
    private let programme: String

    init(_ record: ConsultationRecord, _ reading: any Reading) throws {
        self.record = record
        event = try EventStore(reading).event(record.event)
        programme = try ProgrammeStore(reading).programme(event.programme).title
    }

    /// Of AMBER and closer, what goes through servers of others says no subject.
    private var isClose: Bool { !["GREEN", "CLEAR"].contains(event.marking) }

    func subject(_ language: Language, isReminder: Bool) -> String {
        let name = isClose ? programme : record.title
        return
            (isReminder
            ? L("Reminder: you are asked for your view – \(name)") : L("You are asked for your view – \(name)"))
            .string(in: language)
    }

    func text(_ name: String, link: String, _ language: Language, isReminder: Bool) -> String {
        func say(_ message: Message) -> String { message.string(in: language) }
        let about =
            isClose
            ? L("an event of \(programme)")
            : .verbatim("\(event.title), \(DateText.span(event.startsOn, event.endsOn, in: language))")
        let intro = isClose ? nil : record.intro.text(in: language.rawValue, else: record.languages)?.text
        let due = record.dueAt.map {
            say(L("Please answer by \(MomentWords(event.timeZone).string($0, in: language))."))
        }
        let parts: [String?] = [
            say(L("Hello \(name),")),
            say(
                isReminder
                    ? L("some days ago you were asked for your view before \(about). No answer has come yet.")
                    : L("you are asked for your view before \(about).")),
            intro, due,
            say(L("Your answers are written here; no account is needed:")) + "\n" + link,
            say(L("The link is yours: whoever has it can read and change your answer. You say there who may read it.")),
        ]
        return parts.compactMap { $0 }.joined(separator: "\n\n")
    }
}
