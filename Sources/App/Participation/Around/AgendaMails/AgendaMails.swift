import Domain
import Storage
import Web

/// What a release of the agenda changes for each of its people, as one mail: those with a part in what is new, moved, placed elsewhere or
/// cancelled; those who chose it; everybody, where it is a plenary. Two releases shortly after each other make one mail, and a release that
/// changes nothing for somebody none. Whose seat is gone, and is told so by no mail about a registration, hears it here.
enum AgendaMails {
    /// What has been out for so long, in milliseconds, when mail is first made, is told no more.
    private static let old: Int64 = EpochTime.day

    static func watch(_ services: Services) async {
        guard services.settings.mail != nil else { return }
        await services.again(every: .seconds(20), waitsFirst: true, failing: "Mails about agendas could not be written")
        {
            try await run(services)
        }
    }

    static func run(_ services: Services) async throws {
        let now = services.environment.now()
        let due = try await services.database.read { try AgendaMailStore($0).untold() }
        for one in due where one.since <= now - services.settings.mailPause {
            let isOld = one.told == nil && one.since < now - old
            try await services.database.write { tx in
                try tellIn(
                    Work(tx, services.environment), one.event, after: one.told, isSilent: isOld, services.settings)
            }
        }
        try await AgendaLeavers.tell(services, noticedFor: old)
    }

    private static func tellIn(
        _ work: Work, _ id: Event.ID, after told: Int?, isSilent: Bool, _ settings: Settings
    ) throws {
        let store = AgendaMailStore(work.tx)
        guard let last = try AgendaStore(work.tx).last(of: id),
            try AgendaMailStore.setTold(last.number, after: told, of: id, now: work.now, work.tx)
        else { return }
        let event = try EventStore(work.tx).event(id)
        guard !isSilent else { return }
        let before = try told.flatMap { try store.release($0, of: id)?.content }
        let difference = AgendaDifference(from: before, to: last.content)
        guard !difference.isEmpty else { return }
        let (chosen, setting) = (try store.choices(of: id), try PostStore(work.tx).setting(of: id))
        guard let day = try EventDayStore(work.tx).day(of: id) else { return }
        let calendar = AgendaMailCalendar(
            work: work, event: event, day: day, before: before, release: last, settings: settings,
            replyTo: setting.replyTo)
        let seated = try store.seated(in: id)
        let pages = try SeatPages.all(of: id, work)
        for (seat, reader) in try store.readers(of: event).sorted(by: { $0.key < $1.key }) {
            let own = Self.changes(in: difference, for: seat, chosen: chosen[seat] ?? [])
            guard !own.isEmpty || before == nil else { continue }
            let isOn = event.standing == .planned
            let files = try calendar.files(
                own, for: reader, seat: seat, chosen: chosen[seat] ?? [], hasEntry: isOn && seated.contains(seat))
            // Of an event that does not take place its own mail tells; this one takes its sessions out of calendars.
            guard isOn || !files.isEmpty else { continue }
            let words = AgendaMailWords(
                event: event, reader: reader, settings: settings, seat: seat, page: pages[seat].map { $0 + "/agenda" })
            let programme = try ProgrammeStore(work.tx).programme(event.programme).title
            let mail = words.mail(own, isFirst: before == nil, programme: programme, note: last.note, own: setting)
            let key = "agenda:\(id):\(last.number):\(seat)"
            try Self.write(work, event, reader, mail, files.first, key: key, setting.replyTo)
            // An object has one method, and programs read one object of a mail.
            for file in files.dropFirst() {
                let mail = words.takenOut(of: programme)
                try Self.write(work, event, reader, mail, file, key: "\(key):out", setting.replyTo)
            }
        }
    }

    static func write(
        _ work: Work, _ event: EventRecord, _ reader: PostReader, _ mail: (subject: String, text: String),
        _ calendar: CalendarFile?, key: String, _ replyTo: String?
    ) throws {
        try Outbox.writeIn(
            work,
            MailDraft(
                event: event.id, kind: "agenda", key: key,
                to: MailAddress(name: reader.name, address: reader.address), language: reader.language.rawValue,
                subject: mail.subject, text: mail.text, mailClass: .service, calendar: calendar?.text ?? "",
                replyTo: replyTo))
    }

    /// Of what has changed, what concerns somebody.
    static func changes(in difference: AgendaDifference, for seat: String, chosen: Set<String>) -> [AgendaDifference
        .Change]
    {
        difference.changes.filter { change in
            let people = (change.before?.people ?? []) + (change.after?.people ?? [])
            let isIn = { (block: AgendaContent.Block?) in block?.people.contains { $0.participant == seat } ?? false }
            if people.contains(where: { $0.participant == seat }) {
                return change.isHard || isIn(change.before) != isIn(change.after)
            }
            guard !change.kinds.isDisjoint(with: [.moved, .placed, .cancelled]) else { return false }
            let isPlenary = change.before?.kind == .plenary || change.after?.kind == .plenary
            return isPlenary || chosen.contains(change.block?.id ?? "")
        }
    }
}
