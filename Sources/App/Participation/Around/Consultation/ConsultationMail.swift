import Domain
import Storage
import Web

/// The mails of a consultation, each in its reader's language. Of a close event they name neither it nor its subject.
struct ConsultationMail {
    private let work: Work
    private let record: ConsultationRecord
    private let event: EventRecord
    private let programme: String
    private let settings: Settings
    private let key: [UInt8]

    init(_ work: Work, _ record: ConsultationRecord, _ settings: Settings, _ key: [UInt8]) throws {
        self.work = work
        self.record = record
        self.settings = settings
        self.key = key
        event = try EventStore(work.tx).event(record.event)
        programme = try ProgrammeStore(work.tx).programme(event.programme).title
    }

    /// Of AMBER and closer, what goes through servers of others says no subject.
    private var isClose: Bool { !["GREEN", "CLEAR"].contains(event.marking) }

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
        let language = addressee.fields.language ?? record.mailLanguage
        let name = addressee.fields.contact.isEmpty ? addressee.fields.name : addressee.fields.contact
        let draft = MailDraft(
            event: event.id, kind: "consultation", key: key,
            to: MailAddress(name: name, address: address), language: language.rawValue,
            subject: subject(language, isReminder: isReminder),
            text: text(addressee, name, language, isReminder: isReminder))
        guard try Outbox.writeIn(work, draft) else { return false }
        try ConsultationStore.setSent(addressee.id, at: work.now, isReminder: isReminder, work.tx)
        return true
    }

    private func subject(_ language: Language, isReminder: Bool) -> String {
        let name = isClose ? programme : record.title
        return
            (isReminder
            ? L("Reminder: you are asked for your view – \(name)") : L("You are asked for your view – \(name)"))
            .string(in: language)
    }

    private func text(_ addressee: AddresseeRecord, _ name: String, _ language: Language, isReminder: Bool) -> String {
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
            say(L("Your answers are written here; no account is needed:")) + "\n"
                + ConsultationOperations.link(addressee, settings, key: key),
            say(L("The link is yours: whoever has it can read and change your answer. You say there who may read it.")),
        ]
        return parts.compactMap { $0 }.joined(separator: "\n\n")
    }
}
