import Domain
import Storage
import Web

/// What countries, and those who wrote an idea, are told by mail. Of what is AMBER or closer no mail says what it is called.
struct IdeaMails {
    private let work: Work
    private let idea: IdeaRecord
    private let settings: Settings
    private let programme: String

    init(_ work: Work, _ idea: IdeaRecord, _ settings: Settings) throws {
        (self.work, self.idea, self.settings) = (work, idea, settings)
        programme = try ProgrammeStore(work.tx).programme(idea.programme).title
    }

    private var isClose: Bool { TLP.isDiscreet(idea.marking) }
    private var name: Message { isClose ? L("an idea of \(programme)") : .verbatim(idea.title) }

    /// To who speaks for the countries that it names: whether they support it.
    func askCountries() throws {
        let address = settings.baseURL + IdeaPaths.one(idea.id)
        for reader in try speakers(for: idea.countries.sorted()) where reader.id != idea.author {
            try send(
                reader, key: "idea-shared:\(idea.id):\(reader.id)", address, L("An idea names your country: \(name)"),
                [
                    L("an idea that names your country was shared: \(name)."),
                    L("Read it, and say whether your country supports it:"),
                ])
        }
    }

    /// To who wrote it, and who speaks for the countries that support it.
    func tell(_ state: IdeaProposalState, of proposal: IdeaProposalRecord) throws {
        let address = settings.baseURL + IdeaPaths.proposal(proposal.id)
        let countries = idea.endorsements.filter { $0.stance == .support }.map(\.country).sorted()
        var readers = try speakers(for: countries)
        if settings.mail != nil, let author = try idea.author.flatMap({ try AccountStore(work.tx).known($0) }),
            !author.isDisabled, !readers.contains(where: { $0.id == author.id })
        {
            readers.append(author)
        }
        for reader in readers {
            try send(
                reader, key: "proposal-decision:\(proposal.id):\(proposal.version):\(state.rawValue):\(reader.id)",
                address,
                L("Decided on: \(name)"),
                [L("what was proposed was decided on: \(name)."), L("Read the decision, and what it asks for, here:")])
        }
    }

    /// Each once; nobody where nobody sends mail.
    private func speakers(for countries: [String]) throws -> [AccountRecord] {
        guard settings.mail != nil else { return [] }
        let day = CalendarDate.today(work.now)
        var told: Set<Account.ID> = []
        return try countries.flatMap { country in
            try PublicationStore(work.tx).speakers(for: .country(country), in: idea.programme, on: day)
                .filter { told.insert($0.id).inserted }
        }
    }

    private func send(_ reader: AccountRecord, key: String, _ address: String, _ subject: Message, _ said: [Message])
        throws
    {
        let language = reader.language ?? .english
        let words = ([L("Hello \(reader.name),")] + said).map { $0.string(in: language) }
        try Outbox.writeIn(
            work,
            MailDraft(
                event: nil, kind: "idea", key: key, to: MailAddress(name: reader.name, address: reader.email),
                language: language.rawValue, subject: subject.string(in: language),
                text: words.joined(separator: "\n\n") + "\n" + address, mailClass: .reminder))
    }
}
