import Domain
import Storage
import Web

/// Who speaks for a country is asked when a poll opens, and again three days before it closes where nobody has answered. Of what is asked no
/// mail says a word.
struct ValidityMails {
    /// Days before the last one.
    static let before = 3

    private let work: Work
    private let settings: Settings

    init(_ work: Work, _ settings: Settings) { (self.work, self.settings) = (work, settings) }

    func ask(_ poll: ValidityPollRecord, _ countries: [String], isReminder: Bool) throws {
        guard settings.mail != nil else { return }
        let programme = try ProgrammeStore(work.tx).programme(poll.programme).title
        let today = CalendarDate.today(work.now)
        var people: Set<Person.ID> = []
        for mandate in try MandateStore(work.tx).mandates(in: poll.programme) {
            guard let person = mandate.person, let country = mandate.holder.country, countries.contains(country),
                mandate.role.nominates, mandate.state == .active, mandate.holds(on: today)
            else { continue }
            people.insert(person)
        }
        for person in people.sorted() {
            guard let reader = try MandateReviewStore(work.tx).reader(person), reader.hasAccount else { continue }
            func say(_ message: Message) -> String { message.string(in: reader.language) }
            let day = DateText.day(poll.fields.closesOn, in: reader.language)
            let subject =
                isReminder
                ? L("Reminder: are the priorities still valid? \(programme)")
                : L("Are the priorities still valid? \(programme)")
            let text = [
                say(L("Hello \(reader.name),")),
                say(
                    L("your country is asked whether the priorities of its region still hold. It takes three minutes.")),
                say(L("Please answer by \(day):")) + "\n" + settings.baseURL
                    + PlanPriorityPaths.poll(poll.programme, poll.id),
            ]
            try Outbox.writeIn(
                work,
                MailDraft(
                    event: nil, kind: "validity-poll",
                    key: "validity:\(poll.id):\(isReminder ? "again" : "first"):\(person)",
                    to: MailAddress(name: reader.name, address: reader.address), language: reader.language.rawValue,
                    subject: say(subject), text: text.joined(separator: "\n\n"), mailClass: .reminder))
        }
    }

    static func watch(_ services: Services) async {
        guard services.settings.mail != nil else { return }
        await services.again(
            every: .seconds(300), waitsFirst: true, failing: "Mails about priorities could not be written"
        ) { try await run(services) }
    }

    /// Each is written once, on whichever node: the outbox knows its key.
    static func run(_ services: Services) async throws {
        let today = CalendarDate.today(services.environment.now())
        let due = try await services.database.read { reading -> [(ValidityPollRecord, [String])] in
            let store = ValidityPollStore(reading)
            let polls = try store.open(until: today).filter {
                EventChanges.later($0.fields.closesOn, days: -before) <= today
                    && CalendarDate.today($0.openedAt) < today
            }
            let answers = try store.answers(of: polls.map(\.id))
            return polls.map { poll in
                let done = Set((answers[poll.id] ?? []).map(\.country))
                return (poll, poll.countries.filter { !done.contains($0) })
            }
        }
        for (poll, countries) in due where !countries.isEmpty {
            try await services.database.write { tx in
                try ValidityMails(Work(tx, services.environment), services.settings).ask(
                    poll, countries, isReminder: true)
            }
        }
    }
}
