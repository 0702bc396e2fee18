import Domain
import Foundation
import Storage
import Web

/// What mails about registrations say, in the reader's language.
struct PostWords {
    struct Mail: Sendable {
        let subject: String
        let text: String
        /// An iCalendar object for the reader; empty where there is none.
        var calendar = ""
    }

    private let event: EventRecord
    private let programme: String
    private let reader: PostReader
    private let settings: Settings
    private let setting: PostSetting
    private let names: DirectoryNames
    private let key: [UInt8]
    private let reading: any Reading

    init(_ event: EventRecord, _ reader: PostReader, _ settings: Settings, _ work: Work) throws {
        let (tx, environment) = (work.tx, work.environment)
        (self.event, self.reader, self.settings, reading) = (event, reader, settings, tx)
        programme = try ProgrammeStore(tx).programme(event.programme).title
        setting = try PostStore(tx).setting(of: event.id)
        names = try Language.$current.withValue(reader.language) { try DirectoryNames(tx) }
        key = try tx.installationKey(environment)
    }

    private var isDiscreet: Bool { TLP.isDiscreet(event.marking) }
    var title: String { say(event.titleOutside(of: programme)) }

    /// As the mail may name it.
    var shown: (title: String, place: String) { (title, isDiscreet ? "" : event.place) }

    private func say(_ message: Message) -> String { message.string(in: reader.language) }

    func moment(_ time: Int64) -> String {
        MomentWords(event.timeZone).beside(time, own: reader.zone, in: reader.language)
    }

    // MARK: To a person

    /// - Parameters:
    ///   - why: of somebody who waits.
    ///   - told: the standing that was told last, as ``PostPerson/standing`` writes it.
    func person(
        _ word: PostPerson.Word, before: PostPerson.Word?, _ registration: RegistrationRecord, why: [Message] = [],
        told: String = ""
    ) throws -> Mail {
        if event.standing != .planned, word != .withdrawn, word != .rejected { return off(registration) }
        switch word {
        case .asked: return try asked(registration)
        case .pending:
            return mail(
                L("Your registration has arrived: \(title)"),
                [
                    L("Your registration has arrived. You are told as soon as it is decided."),
                    registration.awaitsPerson ? L("Please confirm on your page that it was you who registered.") : nil,
                ], registration)
        case .seated: return seated(before, registration, told)
        case .waiting: return waiting(before, registration, why)
        case .offered: return offered(registration)
        case .rejected:
            return mail(
                L("No seat could be given to you: \(title)"),
                [L("No seat could be given to you in this event."), reason(registration)], registration)
        case .withdrawn:
            return mail(
                L("You no longer take part: \(title)"),
                [
                    L("You no longer take part in this event."), reason(registration),
                    L("If this is a mistake, ask the organisers."),
                ], registration)
        }
    }

    private func invited(_ registration: RegistrationRecord) -> Mail {
        let until = DateText.day(event.namesUntil, in: reader.language)
        return mail(
            L("You are invited: \(title)"),
            [
                L("You are invited to this event."),
                L("Please say on your page whether you will come, and look whether what is told of you is right."),
                L(
                    "What is kept of you (name, e-mail address, organisation, sector, country) is what the organisers know of you. It serves to prepare and hold this event, and your name is removed after \(until). On your page you can see it, and withdraw."
                ),
            ], registration)
    }

    /// The event does not take place on its days.
    private func off(_ registration: RegistrationRecord) -> Mail {
        let isCancelled = event.standing == .cancelled
        return mail(
            isCancelled ? L("Cancelled: \(title)") : L("Postponed: \(title)"),
            [
                isCancelled
                    ? L("This event does not take place.")
                    : L("This event is postponed, and there is no new date yet."),
                event.standingNote.isEmpty || isDiscreet ? nil : .verbatim(event.standingNote),
                L("There is nothing that you have to do for it. Please do not travel."),
            ], registration)
    }

    private func asked(_ registration: RegistrationRecord) throws -> Mail {
        if registration.channel == .invitation { return invited(registration) }
        let by = try registration.nomination.flatMap { try PostStore(reading).behalf(of: $0) }
        let country = try by.map { try BehalfNames(names, of: [$0], reading).text($0) }
        return mail(
            L("You were nominated: \(title)"),
            [
                isDiscreet || country == nil
                    ? L("You were nominated for this event.")
                    : L("You were nominated for this event. Nominated by: \(country ?? "")."),
                L("Please say on your page whether you will come, and look whether what is told of you is right."),
                kept,
            ], registration)
    }

    /// What differs from what was told: days, place, way, link.
    private func differences(_ told: String, _ registration: RegistrationRecord) -> [Message] {
        let parts = told.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6 else { return [] }
        var said: [Message] = []
        if (parts[1], parts[2]) != (event.startsOn, event.endsOn) {
            let (old, new) = (
                DateText.span(parts[1], parts[2], in: reader.language),
                DateText.span(event.startsOn, event.endsOn, in: reader.language)
            )
            said.append(L("The days: \(new) in place of \(old)."))
        }
        if parts[4] != event.place, !isDiscreet {
            said.append(
                event.place.isEmpty
                    ? L("There is no place any more: \(parts[4]).")
                    : parts[4].isEmpty
                        ? L("The place: \(event.place).") : L("The place: \(event.place) in place of \(parts[4])."))
        }
        if !parts[0].hasSuffix(" \(registration.mode.rawValue)") {
            said.append(registration.mode == .online ? L("You take part online.") : L("You take part in person."))
        }
        if !event.link.isEmpty, !parts[5].hasPrefix(event.link + " ") {
            said.append(L("The link of the meeting is another one; it stands on your page."))
        }
        return said
    }

    /// What the first mail to somebody says whom others have named (Regulation (EU) 2016/679, 14).
    private var kept: Message {
        let until = DateText.day(event.namesUntil, in: reader.language)
        return L(
            "What is kept of you (name, e-mail address, organisation, sector, country) came from those who nominated you. It serves to prepare and hold this event, is seen by its organisers, and your name is removed after \(until). On your page you can see it, correct it, and withdraw."
        )
    }

    /// Where an event takes people as they are named there is no other mail before.
    private func origin(_ before: PostPerson.Word?, _ registration: RegistrationRecord) -> Message? {
        before == nil && registration.nomination != nil ? kept : nil
    }

    private func seated(_ before: PostPerson.Word?, _ registration: RegistrationRecord, _ told: String) -> Mail {
        switch before {
        case .seated:
            mail(
                L("Something has changed: \(title)"),
                [L("When, where or how you take part has changed. This is how it stands now.")]
                    + differences(told, registration), registration)
        case .waiting:
            mail(
                L("You have a seat: \(title)"), [L("A seat has become free, and it is yours.")], registration)
        case .offered:
            mail(L("You have a seat: \(title)"), [L("You have accepted: the seat is yours.")], registration)
        default:
            mail(
                L("You have a seat: \(title)"),
                [
                    L("You have a seat in this event."),
                    registration.mode == .online ? L("You take part online.") : nil,
                    registration.nomination != nil && registration.confirmedAt == nil
                        ? L("Please say on your page that you will come.") : nil,
                    origin(before, registration),
                ], registration)
        }
    }

    private func waiting(_ before: PostPerson.Word?, _ registration: RegistrationRecord, _ why: [Message]) -> Mail {
        let said: Message =
            switch before {
            case .offered:
                L(
                    "The seat that was offered to you has gone to the next, since it was not accepted in time. You stay on the waiting list."
                )
            case .seated: L("Your seat was taken back, and you are on the waiting list again.")
            default: L("There is no seat for you at the moment: you are on the waiting list.")
            }
        return mail(
            L("You are on the waiting list: \(title)"),
            [said] + why + [
                origin(before, registration), reason(registration), L("You are told at once when a seat becomes free."),
            ], registration)
    }

    private func offered(_ registration: RegistrationRecord) -> Mail {
        mail(
            L("A seat is offered to you: \(title)"),
            [
                L(
                    "A seat has become free and is offered to you. Please answer by \(moment(registration.offeredUntil ?? 0))."
                ),
                L("Without an answer it goes to the next on the list."),
            ], registration)
    }

    func offerReminder(_ registration: RegistrationRecord, _ until: Int64) -> Mail {
        mail(
            L("Please answer: a seat is offered to you: \(title)"),
            [
                L("The seat that is offered to you waits for your answer until \(moment(until))."),
                L("Without an answer it goes to the next on the list."),
            ], registration)
    }

    func confirmReminder(_ registration: RegistrationRecord) -> Mail {
        mail(
            L("Will you come? \(title)"),
            [
                L(
                    "You were nominated for this event and have not said yet whether you will come. Please say so on your page."
                )
            ],
            registration)
    }

    // MARK: To who nominates

    /// - Parameters:
    ///   - hasLot: whether one decides between equal ranks.
    ///   - seats: how many of the country may sit, where a quota says it.
    ///   - own: of who is asked in person.
    func invitation(
        _ invitation: InvitationRecord, by deadline: Int64?, hasLot: Bool, seats: Int?, own: RegistrationRecord?
    ) -> Mail {
        let isPerson = invitation.target.kind == .person
        return mail(
            isPerson ? L("You are invited: \(title)") : L("You are asked to nominate people: \(title)"),
            [
                isPerson
                    ? L("You are invited to this event. Please say whether you will come.")
                    : L("You are asked to nominate people for this event, in the order in which they should be taken."),
                seats.map {
                    L(
                        $0, one: "There is \($0) seat for your country. Whoever else you name waits.",
                        other: "There are up to \($0) seats for your country. Whoever else you name waits.")
                },
                deadline.map { L("Please answer by \(moment($0)).") },
                invitation.note.isEmpty || isDiscreet ? nil : .verbatim(invitation.note),
                hasLot
                    ? L(
                        "Where there are fewer seats than people of equal rank, a lot decides. It was drawn before anybody was named, and your page says how everybody can check it."
                    ) : nil,
                contact,
            ], own)
    }

    func nominationReminder(by deadline: Int64) -> Mail {
        mail(
            L("Nobody is nominated yet: \(title)"),
            [
                L("You were asked to nominate people for this event, and nobody is nominated yet."),
                L(
                    "Nominations close on \(moment(deadline)). If nobody will come, please say so, so that others get the seats."
                ), contact,
            ], nil)
    }

    /// To who heads the secretariat of a country for which nobody can be asked.
    func vacancy(_ country: String, by deadline: Int64?) -> Mail {
        let name = names.country(country) ?? country
        return mail(
            L("Nobody can be asked for \(name): \(title)"),
            [
                L(
                    "\(name) is invited to this event, and has neither a focal point nor an alternate who could be told. You are told as head of the secretariat of its region."
                ),
                L(
                    "Please see that somebody is appointed, who then finds the invitation on the country's page; or tell the organisers whom the country sends."
                ),
                deadline.map { L("Nominations close on \(moment($0)).") }, contact,
            ], nil, isOfRegion: true)
    }

    /// Names go out only where the event may be named too.
    func summary(_ people: [(registration: RegistrationRecord, word: PostPerson.Word)]) -> Mail {
        let lines: [String]
        if isDiscreet {
            let counts = Dictionary(grouping: people) { $0.word }.mapValues(\.count)
            lines = counts.sorted { $0.key.order < $1.key.order }.map { "\(say($0.key.label)): \($0.value)" }
        } else {
            let sorted = people.sorted {
                ($0.word.order, $0.registration.rank) < ($1.word.order, $1.registration.rank)
            }
            lines = sorted.map { "\($0.registration.name): \(say($0.word.label))" }
        }
        return mail(
            L("How your people stand: \(title)"),
            [
                L("How those stand whom you nominated for this event:"), .verbatim(lines.joined(separator: "\n")),
                L("Why somebody waits, and how to check it, stands on your page."),
            ], nil)
    }

    // MARK: Frame

    /// Where questions go.
    private var contact: Message? {
        (setting.replyTo ?? settings.mail?.from.address).map { L("Questions go to the organisers: \($0)") }
    }

    private func reason(_ registration: RegistrationRecord) -> Message? {
        registration.reason.isEmpty ? nil : .verbatim(registration.reason)
    }

    /// - Parameters:
    ///   - registration: whose page it leads to; nothing for the reader's own start page.
    ///   - isOfRegion: of who heads a secretariat, and nominates nobody.
    func mail(
        _ subject: Message, _ said: [Message?], _ registration: RegistrationRecord?, isOfRegion: Bool = false
    ) -> Mail {
        let when = DateText.span(event.startsOn, event.endsOn, in: reader.language)
        let place = shown.place.isEmpty ? "" : ", \(shown.place)"
        let about = [title, when + place].joined(separator: "\n")
        let own = setting.words(in: reader.language)
        var parts: [String] = [say(L("Hello \(reader.name),")), about]
        parts += said.compactMap { $0.map(say) }
        if !own.isEmpty { parts.append(own) }
        parts.append(isOfRegion ? regionPage : page(registration))
        return Mail(subject: say(subject), text: parts.joined(separator: "\n\n"))
    }

    private var regionPage: String {
        guard let way = reader.way else { return page(nil) }
        let words: Message =
            way.until.map {
                L(
                    "Choose a password here first; then you are on the page of your region. The address is yours alone, works until \(DateText.day(CalendarDate.today($0), in: reader.language)), and has to be kept to yourself:"
                )
            } ?? L("The page of your region:")
        return say(words) + "\n" + settings.baseURL + way.path
    }

    private func page(_ registration: RegistrationRecord?) -> String {
        guard let registration else {
            guard let way = reader.way else {
                return say(L("Everything that waits for you:")) + "\n" + settings.baseURL + Paths.home()
            }
            let words: Message =
                way.until.map {
                    L(
                        "Choose a password here first; then you are on the page where you nominate people and see how they stand. The address is yours alone, works until \(DateText.day(CalendarDate.today($0), in: reader.language)), and has to be kept to yourself:"
                    )
                } ?? L("The page where you nominate people and see how they stand:")
            return say(words) + "\n" + settings.baseURL + way.path
        }
        let token = RegistrationLink.token(registration.id, generation: registration.tokenGeneration, key: key)
        return say(L("Your page for this event. It opens for whoever has its address, so keep it to yourself:")) + "\n"
            + settings.baseURL + "/r/\(token)"
    }
}

extension PostPerson.Word {
    /// The best first.
    fileprivate var order: Int {
        switch self {
        case .seated: 0
        case .offered: 1
        case .waiting: 2
        case .pending: 3
        case .asked: 4
        case .rejected: 5
        case .withdrawn: 6
        }
    }

    fileprivate var label: Message {
        switch self {
        case .seated: L("has a seat", context: "person")
        case .offered: L("a seat is offered, not answered yet", context: "person")
        case .waiting: L("on the waiting list", context: "person")
        case .pending: L("not decided yet", context: "person")
        case .asked: L("has not confirmed yet", context: "person")
        case .rejected: L("no seat", context: "person")
        case .withdrawn: L("withdrawn", context: "person")
        }
    }
}
