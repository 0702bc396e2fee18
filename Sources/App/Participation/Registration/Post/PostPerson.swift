import Domain
import Storage
import Web

/// How somebody stands who is to come to an event, and the mail that says so.
struct PostPerson {
    /// What is told: the first word of ``Standing/text``.
    enum Word: String {
        case asked, pending, seated, waiting, offered, rejected, withdrawn
    }

    private let work: Work
    private let event: EventRecord
    private let registration: RegistrationRecord
    private let settings: Settings

    init(_ work: Work, _ event: EventRecord, _ registration: RegistrationRecord, _ settings: Settings) {
        (self.work, self.event, self.registration, self.settings) = (work, event, registration, settings)
    }

    var word: Word {
        switch registration.state {
        case .pending:
            registration.channel != .open && registration.confirmedAt == nil ? .asked : .pending
        case .complete: .seated
        case .waitlisted: registration.isOffered ? .offered : .waiting
        case .rejected: .rejected
        case .withdrawn: .withdrawn
        }
    }

    /// What has to be told anew where it differs: how the person stands, and for who comes, when and where it is.
    var standing: String {
        let more: String =
            switch word {
            case .seated:
                "\(registration.mode.rawValue)|\(event.startsOn)|\(event.endsOn)|\(event.timeZone)|\(event.place)|\(event.link)"
            case .offered: "\(registration.offeredUntil ?? 0)"
            case .waiting: "\(registration.passed)"
            default: ""
            }
        return "\(word.rawValue) \(more) \(event.standing.rawValue)\(link)"
    }

    /// Whoever has another link than before is told anew, as somebody who was told nothing.
    private var link: String { registration.tokenGeneration > 1 ? " link \(registration.tokenGeneration)" : "" }

    /// Writes the mail for what differs from what was told.
    func tell(_ record: PostSubjectRecord) throws {
        let before = record.told.hasSuffix(link) ? Word(rawValue: String(record.told.prefix { $0 != " " })) : nil
        let isNew = standing != record.told
        // Who was never told that they are in it is not told that they are out of it; who has just confirmed knows it.
        let isSilent = word == .withdrawn && before == nil || word == .pending && before != nil
        guard isNew, !isSilent, let reader = try PostStore(work.tx).reader(of: registration, in: event) else {
            _ = try PostStore.settle(record, told: isNew ? standing : record.told, at: nil, work.tx)
            return
        }
        guard try PostStore.settle(record, told: standing, at: work.now, work.tx) else { return }
        var mail = try words(reader).person(
            word, before: before, registration, why: try why(reader.language), told: record.told)
        mail.calendar = try calendar(before, reader)
        try write(mail, to: reader, kind: "registration-\(word.rawValue)", key: "\(record.subject):\(work.now)")
    }

    /// Half of the time of an offer is over.
    func remindOfOffer(_ record: PostSubjectRecord) throws {
        guard let until = registration.offeredUntil, word == .offered,
            try PostStore.remind("\(record.subject):half:\(until)", of: event.id, now: work.now, work.tx),
            let reader = try PostStore(work.tx).reader(of: registration, in: event)
        else { return }
        let mail = try words(reader).offerReminder(registration, until)
        try write(mail, to: reader, kind: "registration-offer-reminder", key: "\(record.subject):half:\(until)")
    }

    /// Somebody was named and has not said a word.
    func remindToConfirm(_ record: PostSubjectRecord) throws {
        guard try PostStore.remind("\(record.subject):confirm", of: event.id, now: work.now, work.tx), word == .asked,
            let reader = try PostStore(work.tx).reader(of: registration, in: event)
        else { return }
        let mail = try words(reader).confirmReminder(registration)
        try write(
            mail, to: reader, kind: "registration-reminder", key: "\(record.subject):confirm", mailClass: .reminder)
    }

    /// An entry for who has a seat; it is taken back from who has none any more, and where the event does not take place. What they have a
    /// part in goes with the seat, and comes again with it.
    private func calendar(_ before: Word?, _ reader: PostReader) throws -> String {
        let hasSeat = word == .seated && event.standing == .planned
        guard hasSeat || before == .seated else { return "" }
        let turns = try SeatTurnStore(work.tx).turns(of: registration.participant)
        let isBack = hasSeat && before != .seated && turns > 0
        let own = try registration.participant.map { seat in
            try word != .seated || isBack ? CalendarFeatures.own(seat, in: event.id, work.tx) : []
        }
        return try CalendarOperations.invitation(
            to: event.id, path: Paths.room(event.code), for: reader.attendee, hasSeat: hasSeat, turns: turns,
            own: own ?? [], replyTo: try PostStore(work.tx).setting(of: event.id).replyTo, at: work.now,
            settings: settings,
            language: reader.language, work.tx)?.text ?? ""
    }

    /// What is full, and the place in the list where the event tells it.
    private func why(_ language: Language) throws -> [Message] {
        guard word == .waiting, let rule = try RegistrationStore(work.tx).rule(of: event.id) else { return [] }
        let all = try SeatStanding.waiting(in: event.id, rule, language: language, now: work.now, work.tx)
        guard let own = all[registration.id] else { return [] }
        var said: [Message] = []
        if !own.full.isEmpty { said.append(L("There is no room: \(list: own.full, .semicolons).")) }
        if rule.placesShown {
            said.append(L("Your place among those who wait for the same seats: \(own.place). It is no promise."))
        }
        return said
    }

    private func words(_ reader: PostReader) throws -> PostWords {
        try PostWords(event, reader, settings, work)
    }

    private func write(
        _ mail: PostWords.Mail, to reader: PostReader, kind: String, key: String, mailClass: MailClass = .service
    ) throws {
        let setting = try PostStore(work.tx).setting(of: event.id)
        try Outbox.writeIn(
            work,
            MailDraft(
                event: event.id, kind: kind, key: "post:\(key)",
                to: MailAddress(name: reader.name, address: reader.address), language: reader.language.rawValue,
                subject: mail.subject, text: mail.text, mailClass: mailClass, calendar: mail.calendar,
                replyTo: setting.replyTo))
    }
}
