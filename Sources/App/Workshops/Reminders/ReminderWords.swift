import Domain
import Foundation
import Web

/// What mails say, in the reader's language.
struct ReminderWords {
    struct Item: Sendable {
        let event: EventRecord
        let task: PendingTask
    }

    let language: Language
    /// The reader's own, where it is known.
    var zone: String?
    let settings: Settings

    private func say(_ message: Message) -> String { message.string(in: language) }

    func subject(_ items: [Item]) -> String {
        guard items.count == 1, let title = items.first?.event.title else {
            return say(
                L(items.count, one: "\(items.count) thing waits for you", other: "\(items.count) things wait for you"))
        }
        return say(L("Something waits for you: \(title)"))
    }

    func digest(_ name: String, _ items: [Item]) -> String {
        let parts = items.map { item in
            let lines: [String?] = [
                item.event.title, say(item.task.request),
                item.task.closesAt.map {
                    say(L("Open until \(MomentWords(item.event.timeZone).beside($0, own: zone, in: language))."))
                },
                settings.baseURL + Paths.room(item.event.code),
            ]
            return lines.compactMap { $0 }.joined(separator: "\n")
        }
        let advice = L(
            "Open it on the device on which you took part before, or with your personal link. You get at most one such mail a day."
        )
        return ([say(L("Hello \(name),"))] + parts + [say(advice)]).joined(separator: "\n\n")
    }

    /// - Parameter link: the path of the personal link.
    func invitation(_ name: String, _ event: EventRecord, link: String) -> String {
        invitation(name, event, title: event.title, place: event.place, link: link)
    }

    /// - Parameters:
    ///   - title: as the mail may name it.
    ///   - place: the same; may be empty.
    func invitation(_ name: String, _ event: EventRecord, title: String, place: String, link: String) -> String {
        let place = place.isEmpty ? "" : ", \(place)"
        return """
            \(say(L("Hello \(name),")))

            \(say(L("You take part in “\(title)”.")))
            \(DateText.span(event.startsOn, event.endsOn, in: language))\(place)

            \(say(L("This is your personal link. It lets in whoever has it, so keep it to yourself:")))
            \(settings.baseURL)\(link)
            """
    }
}
