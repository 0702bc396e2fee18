import Domain
import Storage
import Web

/// What those are told who name people for an event: that they are asked, that the time runs out, and how their people stand.
struct PostNominator {
    private let work: Work
    private let event: EventRecord
    private let settings: Settings

    init(_ work: Work, _ event: EventRecord, _ settings: Settings) {
        (self.work, self.event, self.settings) = (work, event, settings)
    }

    private var today: String { CalendarDate.today(work.now, timeZone: event.timeZone) }

    /// An invitation has gone out.
    func invite(_ id: Invitation.ID, _ record: PostSubjectRecord) throws {
        guard let invitation = try PostStore(work.tx).invitation(id), let sent = invitation.sentAt,
            record.told != "invited \(sent)"
        else {
            _ = try PostStore.settle(record, told: record.told, at: nil, work.tx)
            return
        }
        guard try PostStore.settle(record, told: "invited \(sent)", at: work.now, work.tx) else { return }
        let (until, rule) = (try deadline(invitation), try RegistrationStore(work.tx).rule(of: event.id))
        let hasLot = rule?.order == .lot && rule?.work == .batch && invitation.target.kind != .person
        let seats = try invitation.target.country.flatMap { try CountryLimit.seats(of: $0, in: event.id, work.tx) }
        let readers = try readers(of: invitation)
        for reader in readers {
            let mail = try PostWords(event, reader, settings, work).invitation(
                invitation, by: until, hasLot: hasLot, seats: seats, own: try registration(of: invitation))
            try write(mail, to: reader, kind: "invitation", key: "invitation:\(id):\(sent):\(reader.address)")
        }
        if readers.isEmpty { try tellHeads(invitation, by: until, key: "invitation:\(id):\(sent)", .service) }
    }

    /// A country for which nobody can be asked: who heads the secretariat of its home region is told instead.
    private func tellHeads(
        _ invitation: InvitationRecord, by deadline: Int64?, key: String, _ mailClass: MailClass
    ) throws {
        guard let country = invitation.target.country,
            let heads = try PostStore(work.tx).heads(for: invitation.target, in: event, on: today)
        else { return }
        for var reader in heads.readers {
            reader.way = try PostWay.open(reader, to: PostWay.page(of: heads.region), in: event, work)
            let mail = try PostWords(event, reader, settings, work).vacancy(country, by: deadline)
            try write(
                mail, to: reader, kind: "invitation-vacancy", key: "\(key):\(reader.address)", mailClass: mailClass)
        }
    }

    /// Nobody has been named yet, and the time runs out.
    /// - Parameter days: before nominations close.
    func remind(_ invitation: InvitationRecord, days: Int) throws {
        guard let deadline = try deadline(invitation),
            try PostStore.remind("invitation:\(invitation.id):\(days)", of: event.id, now: work.now, work.tx)
        else { return }
        let (readers, key) = (try readers(of: invitation), "invitation:\(invitation.id):\(days)")
        for reader in readers {
            let mail = try PostWords(event, reader, settings, work).nominationReminder(by: deadline)
            try write(
                mail, to: reader, kind: "nomination-reminder", key: "\(key):\(reader.address)", mailClass: .reminder)
        }
        if readers.isEmpty { try tellHeads(invitation, by: deadline, key: key, .reminder) }
    }

    /// How the people stand whom somebody named: one mail for all of them.
    func summarise(_ behalf: Behalf, _ record: PostSubjectRecord) throws {
        let nominations = Set(try NominationStore(work.tx).nominations(of: event.id, behalf: behalf).map(\.id))
        let own = try RegistrationStore(work.tx).registrations(of: event.id).filter { one in
            one.nomination.map { nominations.contains($0) } ?? false
        }
        let standing = own.map { "\($0.id) \(PostPerson(work, event, $0, settings).word.rawValue)" }.joined(
            separator: "|")
        guard standing != record.told, !own.isEmpty else {
            _ = try PostStore.settle(record, told: record.told, at: nil, work.tx)
            return
        }
        guard try PostStore.settle(record, told: standing, at: work.now, work.tx) else { return }
        let people = own.map { (registration: $0, word: PostPerson(work, event, $0, settings).word) }
        for reader in try opened(PostStore(work.tx).holders(of: behalf, in: event, on: today), behalf) {
            let mail = try PostWords(event, reader, settings, work).summary(people)
            try write(
                mail, to: reader, kind: "nomination-summary", key: "\(record.subject):\(work.now):\(reader.address)")
        }
    }

    /// Until when people can be named.
    private func deadline(_ invitation: InvitationRecord) throws -> Int64? {
        if let by = invitation.answerBy { return by.at }
        let rule = try RegistrationStore(work.tx).rule(of: event.id)
        return rule?.nominationsClose?.at ?? rule?.closes?.at
    }

    private func readers(of invitation: InvitationRecord) throws -> [PostReader] {
        let store = PostStore(work.tx)
        guard invitation.target.kind == .person else {
            return try opened(store.holders(of: invitation.target, in: event, on: today), invitation.target)
        }
        guard let id = Person.ID(invitation.target.code) else { return [] }
        return try store.reader(of: id, invitation.language, in: event).map { [$0] } ?? []
    }

    /// Each with the way to where they act.
    private func opened(_ readers: [PostReader], _ behalf: Behalf) throws -> [PostReader] {
        try readers.map { reader in
            var reader = reader
            reader.way = try PostWay.open(reader, for: behalf, in: event, work)
            return reader
        }
    }

    /// Of somebody who is asked in person, whose page the mail leads to.
    private func registration(of invitation: InvitationRecord) throws -> RegistrationRecord? {
        guard invitation.target.kind == .person, let id = Person.ID(invitation.target.code) else { return nil }
        return try RegistrationStore(work.tx).registrations(of: id, nil, email: nil, in: event.id).first
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
                subject: mail.subject, text: mail.text, mailClass: mailClass, replyTo: setting.replyTo))
    }
}
