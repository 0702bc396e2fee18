import Domain
import Storage
import Web

/// Who was at an event that is over is asked once, in their language, what they say of it: as long as feedback is asked, and they have not
/// answered. The link is their own; with their answer goes no name.
enum FeedbackMails {
    /// What was asked earlier, of an event that ended earlier, is asked by mail no more, in days.
    private static let old = 30

    static func watch(_ services: Services) async {
        guard services.settings.mail != nil else { return }
        await services.again(
            every: .seconds(60), waitsFirst: true, failing: "Mails that ask for feedback could not be written"
        ) {
            try await run(services)
        }
    }

    static func run(_ services: Services) async throws {
        let (now, pause) = (services.environment.now(), services.settings.mailPause)
        let (today, since) = (CalendarDate.today(now), now - Int64(old) * EpochTime.day)
        let due = try await services.database.read {
            try FeedbackMailStore($0).due(
                before: today, opened: now - pause, since: since, or: CalendarDate.today(since))
        }
        for (event, asked) in Dictionary(grouping: due, by: \.event).sorted(by: { $0.key < $1.key }) {
            try await services.database.write { tx in
                try askIn(
                    Work(tx, services.environment), event, asked.map(\.participant), services.settings)
            }
        }
    }

    private static func askIn(
        _ work: Work, _ id: Event.ID, _ people: [Participant.ID], _ settings: Settings
    ) throws {
        let event = try EventStore(work.tx).event(id)
        // Where it is still the last day, it is asked tomorrow.
        guard CalendarDate.today(work.now, timeZone: event.timeZone) > event.endsOn else { return }
        let usual = try PostStore(work.tx).mailLanguage(of: event)
        let own = try PostStore(work.tx).setting(of: id)
        for one in people {
            let key = "feedback:\(one)"
            guard try PostStore.remind(key, of: id, now: work.now, work.tx),
                try EventStore(work.tx).participant(one).isVoice,
                let reader = try FeedbackMailStore(work.tx).reader(of: one, usual: usual)
            else { continue }
            let words = FeedbackMailWords(
                event: event, shown: try PostWords(event, reader, settings, work).shown, reader: reader,
                link: settings.baseURL + (try way(to: event, one, reader, work)))
            try Outbox.writeIn(
                work,
                MailDraft(
                    event: id, kind: "feedback", key: key, to: MailAddress(name: reader.name, address: reader.address),
                    language: reader.language.rawValue, subject: words.subject, text: words.text(own),
                    mailClass: .reminder, replyTo: own.replyTo))
        }
    }

    /// With an account after signing in; else by their own link into the room.
    private static func way(
        to event: EventRecord, _ participant: Participant.ID, _ reader: PostReader, _ work: Work
    ) throws -> String {
        guard reader.account == nil else {
            return "/sign-in?back=\(PercentCoding.encode(FeedbackPaths.own(event.code)))"
        }
        let token = try JoiningOperations.issueLinkIn(work, event.id, participant)
        return JoiningPaths.link(token) + JoiningPaths.onward("feedback")
    }
}

/// What such a mail says. Of a close event it names neither the event nor its subject.
struct FeedbackMailWords {
    let event: EventRecord
    let shown: (title: String, place: String)
    let reader: PostReader
    let link: String

    private func say(_ message: Message) -> String { message.string(in: reader.language) }

    var subject: String { say(L("What do you say of it? \(shown.title)")) }

    func text(_ own: PostSetting) -> String {
        let when = DateText.span(event.startsOn, event.endsOn, in: reader.language)
        let place = shown.place.isEmpty ? "" : ", \(shown.place)"
        var parts = [
            say(L("Hello \(reader.name),")), [shown.title, when + place].joined(separator: "\n"),
            say(
                L(
                    "The event is over. Its organisers ask you a few questions: what it was worth, and what should be better."
                )),
            say(L("Your answer carries no name: nobody can tell which one is yours.")),
        ]
        let words = own.words(in: reader.language)
        if !words.isEmpty { parts.append(words) }
        let way =
            reader.account == nil
            ? L("Answer here. The link is yours alone, so keep it to yourself:") : L("Answer here, signed in:")
        parts.append(say(way) + "\n" + link)
        return parts.joined(separator: "\n\n")
    }
}
