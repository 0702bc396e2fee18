import Domain
import Storage
import Web

/// The calendar entry in a mail: a meeting with one attendee, the reader, whose seat is agreed already. The event's number says which of two
/// mails is the newer; without a personal link inside, since calendars are shared.
enum PostCalendar {
    /// - Returns: an iCalendar object; empty where the server has no address that mail comes from.
    static func text(
        _ method: CalendarFile.Method, _ event: EventRecord, to reader: PostReader, replyTo: String?,
        _ settings: Settings, now: Int64, _ reading: any Reading
    ) throws -> String {
        guard let mail = settings.mail, let known = try EventFacts.entry(of: event.id, reading) else { return "" }
        var entry = CalendarEntry(
            id: known.id, title: known.title, kind: known.kind, part: known.part, time: known.time, place: known.place,
            path: Paths.room(event.code), marking: known.marking, changedAt: known.changedAt)
        (entry.sequence, entry.standing, entry.standingAt) = (known.sequence, known.standing, known.standingAt)
        (entry.link, entry.programme) = (known.link, known.programme)
        let from = CalendarFile.Person(name: mail.from.name, address: replyTo ?? mail.from.address)
        return CalendarFile(
            name: "", entries: [entry], settings: settings, language: reader.language,
            invitation: CalendarFile.Invitation(
                method: method, organizer: from,
                attendee: CalendarFile.Person(name: reader.name, address: reader.address), madeAt: now)
        ).text
    }
}
