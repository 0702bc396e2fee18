import Domain
import Storage
import Web

/// Once a year whoever may be found as an expert is asked whether what they tell is still so (R2). Without an answer they stand further down,
/// and are found all the same.
enum ProfileReviews {
    static func watch(_ services: Services) async {
        guard services.settings.mail != nil else { return }
        await services.again(every: .seconds(3_600), waitsFirst: true, failing: "Experts could not be asked") {
            try await run(services)
        }
    }

    static func run(_ services: Services) async throws {
        let now = services.environment.now()
        let open = try await services.database.read { try ProfileStore($0).due(before: now - ProfileRecord.year) }
        for person in open {
            try await services.database.write { tx in
                try ask(person, Work(tx, services.environment), services.settings)
            }
        }
    }

    private static func ask(_ person: Person.ID, _ work: Work, _ settings: Settings) throws {
        // As it is now: another node may have asked, or the person has confirmed.
        guard try ProfileStore(work.tx).ask(person, before: work.now - ProfileRecord.year, now: work.now, work.tx),
            let reader = try MandateReviewStore(work.tx).reader(person)
        else { return }
        func say(_ message: Message) -> String { message.string(in: reader.language) }
        let way =
            reader.hasAccount
            ? say(L("One tap says so:")) + "\n" + settings.baseURL + Paths.profile()
            : say(L("You have no account here: please answer who maintains the directory."))
        let text = [
            say(L("Hello \(reader.name),")),
            say(L("A year ago you said what you know, and that you may be found as an expert. Is it still so?")),
            say(L("Until you say so you stand further down in lists.")), way,
        ]
        try Outbox.writeIn(
            work,
            MailDraft(
                event: nil, kind: MailDraft.expert, key: "profile:\(person):\(work.now)",
                to: MailAddress(name: reader.name, address: reader.address), language: reader.language.rawValue,
                subject: say(L("Is your profile still right?")), text: text.joined(separator: "\n\n")))
    }
}
