import Domain
import Storage
import Web

/// What a mail about travel and money says, in the reader's language. Of what is marked AMBER or closer it names neither event nor reason.
struct LogisticsMailWords {
    private let event: EventRecord
    private let registration: RegistrationRecord
    private let reader: PostReader
    private let settings: Settings
    let shown: (title: String, place: String)
    private let own: String
    let token: String

    init(
        _ event: EventRecord, _ registration: RegistrationRecord, _ reader: PostReader, _ settings: Settings,
        _ work: Work
    ) throws {
        (self.event, self.registration, self.reader, self.settings) = (event, registration, reader, settings)
        shown = try PostWords(event, reader, settings, work).shown
        own = try PostStore(work.tx).setting(of: event.id).words(in: reader.language)
        token = RegistrationLink.token(
            registration.id, generation: registration.tokenGeneration,
            key: try work.tx.installationKey(work.environment))
    }

    private var isDiscreet: Bool { TLP.isDiscreet(event.marking) }

    var letter: (subject: String, text: String) {
        mail(
            L("Your letter for the visa is ready: \(shown.title)"),
            [
                L("The letter for your visa is ready. If you do not have it yet, ask the organisers."),
                L("What you wrote for it about your passport is erased."),
            ], at: LogisticsPaths.linkJourney(token))
    }

    /// - Parameter paid: what was paid out for it; nothing where an advance covered it.
    func claim(_ claim: ClaimRecord, paid: Money?) -> (subject: String, text: String) {
        let number = claim.number
        let reason: Message? = claim.reason.isEmpty || isDiscreet ? nil : .verbatim(claim.reason)
        switch claim.state {
        case .paid:
            let amount = paid.map { MoneyWords.string($0, in: reader.language) }
            return mail(
                L("Your claim no. \(number) is paid: \(shown.title)"),
                [
                    isDiscreet
                        ? L("Your claim is paid.")
                        : amount.map { L("Your claim is paid: \($0).") }
                            ?? L("Your claim is settled: what was advanced to you covers it.")
                ], at: LogisticsPaths.linkClaim(token))
        case .rejected:
            return mail(
                L("Your claim no. \(number) was rejected: \(shown.title)"),
                [L("Your claim was rejected."), reason], at: LogisticsPaths.linkClaim(token))
        default:
            return mail(
                L("Your claim no. \(number) was returned: \(shown.title)"),
                [
                    L("Your claim was returned to you. Please look at what is asked, change it, and send it again."),
                    reason,
                ], at: LogisticsPaths.linkClaim(token))
        }
    }

    var missing: (subject: String, text: String) {
        mail(
            L("Your claim is missing: \(shown.title)"),
            [
                L("The event is over, and your costs are borne by its organisers, but you have sent no claim."),
                L(
                    "If you spent something for it, write it down on your page, with a photo of each bill. If not, there is nothing to do."
                ),
            ], at: LogisticsPaths.linkClaim(token))
    }

    private func say(_ message: Message) -> String { message.string(in: reader.language) }

    /// One of the mails: the reader's name, the event, what is said, and a page of their own.
    func mail(_ subject: Message, _ said: [Message?], at path: String) -> (subject: String, text: String) {
        let when = DateText.span(event.startsOn, event.endsOn, in: reader.language)
        let place = shown.place.isEmpty ? "" : ", \(shown.place)"
        var parts: [String] = [say(L("Hello \(reader.name),")), [shown.title, when + place].joined(separator: "\n")]
        parts += said.compactMap { $0.map(say) }
        if !own.isEmpty { parts.append(own) }
        parts.append(
            say(L("Your page for this event. It opens for whoever has its address, so keep it to yourself:")) + "\n"
                + settings.baseURL + path)
        return (say(subject), parts.joined(separator: "\n\n"))
    }
}
