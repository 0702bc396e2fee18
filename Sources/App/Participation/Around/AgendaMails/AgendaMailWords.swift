import Domain
import Foundation
import Web

/// What a mail about an agenda says, in the reader's language.
struct AgendaMailWords {
    let event: EventRecord
    let reader: PostReader
    let settings: Settings
    let seat: String
    /// Of who has a seat and no account: their own page.
    var page: String?

    private func say(_ message: Message) -> String { message.string(in: reader.language) }

    func mail(
        _ changes: [AgendaDifference.Change], isFirst: Bool, programme: String, note: String, own: PostSetting
    ) -> (subject: String, text: String) {
        let isDiscreet = TLP.isDiscreet(event.marking)
        let title = say(event.titleOutside(of: programme))
        let subject = isFirst ? L("The agenda: \(title)") : L("The agenda has changed for you: \(title)")
        var parts: [String] = [say(L("Hello \(reader.name),")), title]
        parts.append(
            say(
                isFirst
                    ? L("The agenda has been released.")
                    : L(
                        changes.count, one: "In the agenda \(changes.count) thing has changed that concerns you.",
                        other: "In the agenda \(changes.count) things have changed that concern you.")))
        if !isDiscreet {
            parts += changes.map(line)
            if !note.isEmpty { parts.append(note) }
        }
        let words = own.words(in: reader.language)
        if !words.isEmpty { parts.append(words) }
        parts.append(say(L("The whole agenda:")) + "\n" + settings.baseURL + (page ?? AgendaPaths.agenda(event.id)))
        return (say(subject), parts.joined(separator: "\n\n"))
    }

    /// Beside a mail that asks for something of the same release.
    func takenOut(of programme: String) -> (subject: String, text: String) {
        let title = say(event.titleOutside(of: programme))
        let said: [Message] = [
            L("Hello \(reader.name),"), .verbatim(title),
            L(
                "This takes out of your calendar what you have no part in any more. The mail before says what has changed."
            ),
        ]
        return (say(L("Out of your calendar: \(title)")), said.map(say).joined(separator: "\n\n"))
    }

    /// To who has no seat any more.
    func left(_ programme: String) -> (subject: String, text: String) {
        let title = say(event.titleOutside(of: programme))
        let said: [Message] = [
            L("Hello \(reader.name),"), .verbatim(title), L("You no longer take part in this event."),
            L("If this is a mistake, ask the organisers."),
        ]
        return (say(L("You no longer take part: \(title)")), said.map(say).joined(separator: "\n\n"))
    }

    private func line(_ change: AgendaDifference.Change) -> String {
        guard let block = change.block else { return "" }
        let (when, title) = (self.when(block), block.discreetTitle(in: event.marking, reader.language))
        if change.kinds.contains(.cancelled) { return say(L("Does not take place: \(title) (\(when))")) }
        guard let before = change.before, change.isHard else {
            let part = block.people.first { $0.participant == seat }
            let words: Message =
                part == nil ? L("Changed: \(title) (\(when))") : L("You have a part in: \(title) (\(when))")
            return say(words)
        }
        return say(L("\(title): now \(when); before: \(self.when(before))"))
    }

    private func when(_ block: AgendaContent.Block) -> String {
        let zone = MomentWords(event.timeZone)
        let span =
            "\(zone.plain(block.startsAt, .weekday, in: reader.language))–\(zone.plain(block.endsAt, .time, in: reader.language))"
        let isHidden = TLP.isDiscreet(block.marking(in: event.marking))
        return block.place.isEmpty || isHidden ? span : "\(span), \(block.place)"
    }
}
