import Domain
import Storage
import Web

/// Once a year somebody says that a mandate still holds. A month before the day and on it, and a month later, the holder and the head of the
/// regional secretariat are asked; 60 days after it, without an answer, and 30 after they were first asked, it is suspended: its holder
/// reads, and does nothing.
enum MandateReviews {
    /// Days after the one by which it is to be confirmed.
    enum Stage: Int, CaseIterable, Sendable { case soon = -30, due = 0, late = 30 }

    enum Step: Sendable, Equatable {
        case question(Stage)
        case suspension
    }

    /// Days after the one by which it is to be confirmed.
    static let suspendedAfter = 60
    /// How long ago somebody was asked at least, of what was overdue already when it was entered.
    private static let patience: Int64 = 30 * EpochTime.day

    static func watch(_ services: Services) async {
        await services.again(every: .seconds(600), failing: "Mandates could not be looked at") {
            try await run(services)
        }
    }

    static func run(_ services: Services) async throws {
        let now = services.environment.now()
        let open = try await services.database.read { reading in
            let store = MandateReviewStore(reading)
            let last = moved(CalendarDate.today(now), by: -Stage.soon.rawValue)
            return try store.open(on: CalendarDate.today(now), by: last).filter {
                try step($0, asked: store.asked($0), at: now) != nil
            }
        }
        for mandate in open {
            try await services.database.write { tx in
                try take(mandate.id, Work(tx, services.environment), services.settings)
            }
        }
    }

    /// What is to be done about a mandate now; nothing where all is done.
    static func step(_ mandate: MandateRecord, asked: [Stage: Int64], at now: Int64) -> Step? {
        let today = CalendarDate.today(now)
        guard mandate.state == .active, mandate.holds(on: today), let by = mandate.reviewBy else { return nil }
        if today >= moved(by, by: suspendedAfter), let first = asked.values.min(), first <= now - patience {
            return .suspension
        }
        // The latest only: whoever was away is asked once.
        guard let stage = Stage.allCases.last(where: { today >= moved(by, by: $0.rawValue) }), asked[stage] == nil
        else {
            return nil
        }
        return .question(stage)
    }

    private static func take(_ id: Mandate.ID, _ work: Work, _ settings: Settings) throws {
        let store = MandateReviewStore(work.tx)
        // As it is now: another node may have done it, or somebody confirmed.
        let mandate = try MandateStore(work.tx).mandate(id)
        switch step(mandate, asked: try store.asked(mandate), at: work.now) {
        case .question(let stage):
            guard try MandateReviewStore.ask(mandate, stage, now: work.now, work.tx) else { return }
            try MandateMails(work, mandate, settings).ask(stage)
        case .suspension:
            try MandateStore(work.tx).set(
                .suspended, of: id, reviewBy: mandate.reviewBy, now: work.now, work.tx)
            try work.record(.directory, "mandate:\(id)", "mandate.suspension", ["cause": .text("review")])
            try MandateMails(work, mandate, settings).tellOfSuspension()
        case nil: return
        }
    }

    /// A date that is none stays as it is.
    static func moved(_ day: String, by days: Int) -> String {
        CalendarDate(day).map { CalendarDate(daysSince1970: $0.daysSince1970 + days).description } ?? day
    }
}

/// What is written about a mandate that is to be confirmed: to its holder, and to the head of the regional secretariat.
struct MandateMails {
    let work: Work
    let mandate: MandateRecord
    private let settings: Settings

    init(_ work: Work, _ mandate: MandateRecord, _ settings: Settings) {
        (self.work, self.mandate, self.settings) = (work, mandate, settings)
    }

    func ask(_ stage: MandateReviews.Stage) throws {
        let by = mandate.reviewBy ?? ""
        let end = MandateReviews.moved(by, by: MandateReviews.suspendedAfter)
        try write("review:\(by):\(stage.rawValue)", .reminder) { reader, names, isHolder in
            let (day, last) = (DateText.day(by, in: reader.language), DateText.day(end, in: reader.language))
            let place = names.name(mandate.holder).string(in: reader.language)
            let asked: Message =
                isHolder
                ? stage == .soon
                    ? L("Once a year you are asked whether you still hold it. Please confirm by \(day).")
                    : L("It was to be confirmed by \(day). Please say whether you still hold it.")
                : L(
                    "It is to be confirmed by \(day), and its holder was asked. Speak to them if you know that this has changed."
                )
            return (
                isHolder ? L("Do you still act for \(place)?") : L("A mandate is to be confirmed: \(place)"),
                [asked, L("Without an answer it is suspended on \(last): its holder reads on, and does nothing.")]
            )
        }
    }

    func tellOfSuspension() throws {
        try write("suspension:\(mandate.reviewBy ?? ""):\(work.now)", .service) { reader, names, isHolder in
            let place = names.name(mandate.holder).string(in: reader.language)
            return (
                isHolder ? L("Your mandate is suspended: \(place)") : L("A mandate is suspended: \(place)"),
                [
                    L("Nobody confirmed it in time."),
                    isHolder
                        ? L(
                            "You can read as before, and do nothing for \(place). Who keeps the register of mandates confirms it and lets you act again."
                        )
                        : L(
                            "Its holder reads on, and does nothing. Who keeps the register of mandates confirms it, or appoints somebody else."
                        ),
                ]
            )
        }
    }

    /// - Parameter words: subject and paragraphs, for a reader, who may be the holder.
    private func write(
        _ key: String, _ mailClass: MailClass,
        _ words: (MandateReviewStore.Reader, MandateNames, Bool) throws -> (subject: Message, said: [Message])
    ) throws {
        guard settings.mail != nil, let holder = mandate.person else { return }
        let store = MandateReviewStore(work.tx)
        let today = CalendarDate.today(work.now)
        let name = try store.reader(holder)?.name ?? ""
        for person in try [holder] + store.heads(of: mandate, on: today) {
            guard let reader = try store.reader(person) else { continue }
            let names = try names(for: reader)
            let said = try words(reader, names, person == holder)
            try send("\(key):\(person)", mailClass, reader, names, said, holder: person == holder ? "" : name)
        }
    }

    /// In the reader's language.
    func names(for reader: MandateReviewStore.Reader) throws -> MandateNames {
        try Language.$current.withValue(reader.language) { try MandateNames(work.tx) }
    }

    /// - Parameters:
    ///   - holder: who holds it, where somebody else reads.
    ///   - way: where there is no account; nothing: whom to answer.
    func send(
        _ key: String, _ mailClass: MailClass, _ reader: MandateReviewStore.Reader, _ names: MandateNames,
        _ said: (subject: Message, said: [Message]), holder: String = "", way: Message? = nil
    ) throws {
        try Outbox.writeIn(
            work,
            MailDraft(
                event: nil, kind: MailDraft.mandate, key: "mandate:\(mandate.id):\(key)",
                to: MailAddress(name: reader.name, address: reader.address), language: reader.language.rawValue,
                subject: said.subject.string(in: reader.language),
                text: text(said.said, reader, names, holder: holder, way), mailClass: mailClass))
    }

    private func text(
        _ said: [Message], _ reader: MandateReviewStore.Reader, _ names: MandateNames, holder: String, _ other: Message?
    ) -> String {
        func say(_ message: Message) -> String { message.string(in: reader.language) }
        let about = [
            say(mandate.role.label), holder, say(names.name(mandate.holder)), names.programme(mandate.programme) ?? "",
        ].filter { !$0.isEmpty }
        let way =
            reader.hasAccount
            ? say(L("Everything that waits for you:")) + "\n" + settings.baseURL + Paths.home()
            : say(other ?? L("You have no account here: please answer who keeps the register of mandates."))
        return ([say(L("Hello \(reader.name),")), about.joined(separator: "\n")] + said.map(say) + [way]).joined(
            separator: "\n\n")
    }
}
