import Domain
import Storage
import Web

/// Who is appointed is told from when, and what can be done (S1); where somebody hands over, they, and the head of the regional secretariat,
/// are told (S2); where a country is left without a focal point, the head and who administers the server (S6). Each once, after the pause in
/// which a mistake is mended.
enum MandateNews {
    /// As what a question of ``MandateReviews`` is noted, beside its stages.
    static let appointment = 1_000
    static let vacancy = 1_001

    /// What was entered so long before mail is first made is told no more.
    private static let old = EpochTime.day
    /// Days in which it is told that a country has no focal point, and for how many nobody follows.
    private static let vacantDays = 7

    static func watch(_ services: Services) async {
        guard services.settings.mail != nil else { return }
        await services.again(
            every: .seconds(60), waitsFirst: true, failing: "Mails about mandates could not be written"
        ) { try await run(services) }
    }

    static func run(_ services: Services) async throws {
        let (now, pause) = (services.environment.now(), services.settings.mailPause)
        let today = CalendarDate.today(now)
        let (appointed, vacant) = try await services.database.read { reading in
            let store = MandateNewsStore(reading)
            return (
                try store.appointed(from: now - pause - old, to: now - pause, on: today),
                try store.vacant(
                    on: today, since: MandateReviews.moved(today, by: -vacantDays),
                    followedBy: MandateReviews.moved(today, by: vacantDays), changedBefore: now - pause)
            )
        }
        for mandate in appointed {
            try await services.database.write { tx in
                try tellOfAppointment(mandate.id, Work(tx, services.environment), services.settings)
            }
        }
        for mandate in vacant {
            try await services.database.write { tx in
                try tellOfVacancy(mandate.id, Work(tx, services.environment), services.settings)
            }
        }
    }

    private static func tellOfAppointment(_ id: Mandate.ID, _ work: Work, _ settings: Settings) throws {
        let mandate = try MandateStore(work.tx).mandate(id)
        guard try MandateReviewStore.note(mandate, day: mandate.since, appointment, now: work.now, work.tx) else {
            return
        }
        let mails = MandateMails(work, mandate, settings)
        let before = try MandateNewsStore(work.tx).before(mandate)
        try mails.tellOfAppointment(after: before)
        if let before { try mails.tellOfHandover(from: before) }
    }

    private static func tellOfVacancy(_ id: Mandate.ID, _ work: Work, _ settings: Settings) throws {
        let mandate = try MandateStore(work.tx).mandate(id)
        guard let until = mandate.until,
            try MandateReviewStore.note(mandate, day: until, vacancy, now: work.now, work.tx)
        else { return }
        try MandateMails(work, mandate, settings).tellOfVacancy(since: until)
    }
}

extension MandateMails {
    private func called(_ names: MandateNames, _ reader: MandateReviewStore.Reader) -> String {
        names.name(mandate.holder).string(in: reader.language)
    }

    /// To who holds it: from when, what can be done, and from whom it is taken over.
    func tellOfAppointment(after before: MandateRecord?) throws {
        guard let person = mandate.person, let reader = try MandateReviewStore(work.tx).reader(person) else { return }
        let names = try names(for: reader)
        let (place, day) = (called(names, reader), DateText.day(mandate.since, in: reader.language))
        var said: [Message] = [
            mandate.since > CalendarDate.today(work.now)
                ? L("You act for \(place) from \(day) on.") : L("You have acted for \(place) since \(day).")
        ]
        if let former = try MandateNewsStore(work.tx).name(before?.person) {
            said.append(L("You take it over from \(former)."))
        }
        if mandate.role.nominates {
            said.append(
                L(
                    "You name people for the events to which it is invited, put them in order, replace and withdraw them, and answer what organisers ask before an event."
                ))
        } else if mandate.role.readsRegion {
            said.append(
                L(
                    "You see what the countries of the region do: whom they have named, who has a seat, and what they have not answered yet."
                ))
        }
        said.append(L("Once a year you are asked whether you still hold it."))
        try send(
            "appointed:\(person)", .service, reader, names, (subject: L("You are appointed: \(place)"), said: said),
            way: L(
                "You have no account here yet. Who keeps the register of mandates sends you a link at which you choose a password."
            ))
    }

    /// To who held it before, and to the head of the regional secretariat.
    func tellOfHandover(from before: MandateRecord) throws {
        let (store, news) = (MandateReviewStore(work.tx), MandateNewsStore(work.tx))
        guard let old = before.person, let former = try news.name(old), let new = try news.name(mandate.person) else {
            return
        }
        if let reader = try store.reader(old) {
            let names = try names(for: reader)
            let (place, day) = (called(names, reader), DateText.day(mandate.since, in: reader.language))
            try send(
                "handover:\(old)", .service, reader, names,
                (
                    subject: L("Your mandate is handed over: \(place)"),
                    said: [
                        L("From \(day) on \(new) acts for \(place) in your place."),
                        L("Whom you have named stays on the lists; from that day on they are theirs to change."),
                    ]
                ))
        }
        for head in try store.heads(of: mandate, on: CalendarDate.today(work.now)) where head != old {
            guard let reader = try store.reader(head) else { continue }
            let names = try names(for: reader)
            let (place, day) = (called(names, reader), DateText.day(mandate.since, in: reader.language))
            try send(
                "handover:\(head)", .service, reader, names,
                (
                    subject: L("A mandate is handed over: \(place)"),
                    said: [L("From \(day) on \(new) acts for \(place), in place of \(former).")]
                ), holder: new)
        }
    }

    /// To the head of the regional secretariat, and to who administers the server.
    func tellOfVacancy(since day: String) throws {
        let store = MandateReviewStore(work.tx)
        let heads = try store.heads(of: mandate, on: CalendarDate.today(work.now)).compactMap { try store.reader($0) }
        var told: Set<String> = []
        for reader in try heads + MandateNewsStore(work.tx).administrators()
        where told.insert(reader.address).inserted {
            let names = try names(for: reader)
            let (place, since) = (called(names, reader), DateText.day(day, in: reader.language))
            try send(
                "vacant:\(day):\(Secret.digest(reader.address))", .service, reader, names,
                (
                    subject: L("No focal point: \(place)"),
                    said: [
                        L(
                            "Since \(since) \(place) has no focal point. Until somebody is appointed, only an alternate names people for it, where there is one."
                        ),
                        L("Who keeps the register of mandates appoints somebody."),
                    ]
                ))
        }
    }
}
