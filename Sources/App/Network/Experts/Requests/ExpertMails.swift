import Domain
import Storage
import Web

/// What is written when somebody is asked as an expert (S4): to the focal points first, then to the person. Nobody is named in it: the page
/// says who and what.
struct ExpertMails {
    private let work: Work
    private let settings: Settings

    init(_ work: Work, _ settings: Settings) { (self.work, self.settings) = (work, settings) }

    /// Who speaks for a country in a programme today, and is not suspended; nobody else answers for it.
    static func focalPoints(of country: String, in programme: Programme.ID, now: Int64, _ reading: any Reading) throws
        -> [Person.ID]
    {
        let today = CalendarDate.today(now)
        return try MandateStore(reading).mandates(for: .country(country)).filter { mandate in
            (mandate.role == .focalPoint || mandate.role == .alternate) && mandate.state == .active
                && mandate.holds(on: today)
                && (mandate.programme == nil || mandate.programme == programme)
        }.compactMap(\.person)
    }

    func ask(_ focalPoints: [Person.ID], for country: String, _ candidate: ExpertCandidate.ID) throws {
        for person in Set(focalPoints).sorted() {
            try write(person, key: "focal:\(person)", candidate) { language in
                let name =
                    try Language.$current.withValue(language) { try DirectoryNames(work.tx).country(country) }
                    ?? country
                return (
                    L("An expert is asked for: \(name)"),
                    [
                        L("Somebody asks for an expert of your country, who is asked through you."),
                        L("Say whether you pass it on, or whether they agree or decline."),
                    ]
                )
            }
        }
    }

    func ask(_ person: Person.ID, _ candidate: ExpertCandidate.ID) throws {
        try write(person, key: "person", candidate) { _ in
            (
                L("You are asked as an expert"),
                [L("Somebody asks whether you can help. The page says for what and when; you agree or decline there.")]
            )
        }
    }

    private func write(
        _ person: Person.ID, key: String, _ candidate: ExpertCandidate.ID,
        _ words: (Language) throws -> (subject: Message, said: [Message])
    ) throws {
        guard settings.mail != nil, let reader = try MandateReviewStore(work.tx).reader(person) else { return }
        let said = try words(reader.language)
        func say(_ message: Message) -> String { message.string(in: reader.language) }
        let way =
            reader.hasAccount
            ? say(L("Everything that waits for you:")) + "\n" + settings.baseURL + Paths.expertQuestions()
            : say(
                L("You have no account here: answer the focal point of your country, or who organises the programme."))
        let text = [say(L("Hello \(reader.name),"))] + said.said.map(say) + [way]
        try Outbox.writeIn(
            work,
            MailDraft(
                event: nil, kind: MailDraft.expert, key: "expert:\(candidate):\(key):\(work.now)",
                to: MailAddress(name: reader.name, address: reader.address), language: reader.language.rawValue,
                subject: say(said.subject), text: text.joined(separator: "\n\n"), mailClass: .service))
    }
}
