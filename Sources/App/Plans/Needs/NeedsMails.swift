import Domain
import Storage
import Web

/// What is written of needs assessments: to focal points when their country is asked (S1), before it is due (R1), when it comes back with
/// questions (S2); to who answers for a sector; to who heads a region when its picture is there (S3). No value is told in a mail.
struct NeedsMails {
    private let work: Work
    private let settings: Settings

    init(_ work: Work, _ settings: Settings) { (self.work, self.settings) = (work, settings) }

    /// Days before the end of a cycle.
    static let before = [7, 2]

    // MARK: Who reads them

    /// The focal points of each country in a programme today.
    static func focalPoints(of programme: Programme.ID, now: Int64, _ reading: any Reading) throws -> [String: Set<
        Person.ID
    >] {
        let today = CalendarDate.today(now)
        var people: [String: Set<Person.ID>] = [:]
        for mandate in try MandateStore(reading).mandates(seenIn: nil)
        where mandate.role.nominates && mandate.state == .active && mandate.holds(on: today)
            && (mandate.programme == nil || mandate.programme == programme)
        {
            guard let country = mandate.holder.country, let person = mandate.person else { continue }
            people[country, default: []].insert(person)
        }
        return people
    }

    private static func heads(of regions: Set<App.Region.ID>, now: Int64, _ reading: any Reading) throws -> Set<
        Person.ID
    > {
        let today = CalendarDate.today(now)
        return Set(
            try MandateStore(reading).mandates(seenIn: nil).filter { mandate in
                mandate.role.headsRegion && mandate.state == .active && mandate.holds(on: today)
                    && mandate.holder.region.map(regions.contains) ?? false
            }.compactMap(\.person))
    }

    // MARK: What is written

    func opened(_ cycle: NeedsCycleRecord) throws {
        guard settings.mail != nil else { return }
        let people = try Self.focalPoints(of: cycle.programme, now: work.now, work.tx)
        for one in try NeedsStore(work.tx).assessments(of: [cycle.id]) {
            for person in (people[one.country] ?? []).sorted() {
                try write(
                    person, key: "opened:\(one.id):\(person)", L("Your country is asked what it has and lacks"),
                    [
                        L(
                            "Name who answers for each sector, make the country’s values of their answers, and submit them."
                        ),
                        L("Nobody but your country sees the values, unless you show them by name."),
                    ], at: NeedsPaths.assessment(cycle.programme, one.id))
            }
        }
    }

    /// Who answers for a sector, in the language of their account.
    func named(_ account: AccountRecord, for sector: String, _ one: NeedsAssessmentRecord) throws {
        guard settings.mail != nil, !account.isDisabled else { return }
        let language = try account.language ?? AccountStore(work.tx).usualLanguage(of: account.id) ?? .english
        func say(_ message: Message) -> String { message.string(in: language) }
        let text = [
            say(L("Hello \(account.name),")), say(L("The focal point of your country named you.")),
            say(L("It is one question after the other; you can stop at any time and go on later.")),
            settings.baseURL + NeedsPaths.own(one.id, sector),
        ]
        try Outbox.writeIn(
            work,
            MailDraft(
                event: nil, kind: "needs", key: "needs-named:\(one.id):\(sector):\(account.id)",
                to: MailAddress(name: account.name, address: account.email), language: language.rawValue,
                subject: say(L("Answer for your sector")), text: text.joined(separator: "\n\n"), mailClass: .service))
    }

    func returned(_ one: NeedsAssessmentRecord, _ cycle: NeedsCycleRecord) throws {
        guard settings.mail != nil else { return }
        let people = try Self.focalPoints(of: cycle.programme, now: work.now, work.tx)[one.country] ?? []
        for person in people.sorted() {
            try write(
                person, key: "returned:\(one.id):\(one.version):\(person)",
                L("Your country’s assessment was returned with questions"),
                [L("The questions stand on its page. Answer them, and submit it again.")],
                at: NeedsPaths.assessment(cycle.programme, one.id))
        }
    }

    func taken(_ cycle: NeedsCycleRecord, snapshot: Int) throws {
        guard settings.mail != nil else { return }
        let regions = Set(cycle.groups.groups.flatMap(\.regions))
        for person in try Self.heads(of: regions, now: work.now, work.tx).sorted() {
            try write(
                person, key: "picture:\(cycle.id):\(snapshot):\(person)", L("Your region’s picture is ready"),
                [L("It says how many countries stand where, and hides every country.")],
                at: NeedsPaths.cycle(cycle.programme, cycle.id))
        }
    }

    func due(_ one: NeedsAssessmentRecord, _ cycle: NeedsCycleRecord, _ people: Set<Person.ID>, days: Int) throws {
        for person in people.sorted() {
            try write(
                person, key: "due:\(one.id):\(days):\(person)",
                L(
                    days, one: "Your country’s assessment is due in \(days) day",
                    other: "Your country’s assessment is due in \(days) days"),
                [L("It is not submitted yet.")], at: NeedsPaths.assessment(cycle.programme, one.id),
                mailClass: .reminder)
        }
    }

    private func write(
        _ person: Person.ID, key: String, _ subject: Message, _ said: [Message], at path: String,
        mailClass: MailClass = .service
    ) throws {
        guard let reader = try MandateReviewStore(work.tx).reader(person) else { return }
        func say(_ message: Message) -> String { message.string(in: reader.language) }
        let text = [say(L("Hello \(reader.name),"))] + said.map(say) + [settings.baseURL + path]
        try Outbox.writeIn(
            work,
            MailDraft(
                event: nil, kind: "needs", key: "needs-\(key)",
                to: MailAddress(name: reader.name, address: reader.address),
                language: reader.language.rawValue, subject: say(subject), text: text.joined(separator: "\n\n"),
                mailClass: mailClass))
    }

    // MARK: Reminders

    static func watch(_ services: Services) async {
        guard services.settings.mail != nil else { return }
        await services.again(
            every: .seconds(3_600), waitsFirst: true, failing: "Reminders of needs assessments could not be written"
        ) { try await run(services) }
    }

    /// How many days are left, where it is told today: at half-time, a week and two days before the end.
    static func daysToTell(_ cycle: NeedsCycleRecord, on today: String) -> [Int] {
        guard let now = CalendarDate(today)?.daysSince1970, let end = CalendarDate(cycle.closesOn)?.daysSince1970 else {
            return []
        }
        let half = CalendarDate(cycle.opensOn).map { (end - $0.daysSince1970) / 2 }
        return (before + [half ?? 0]).contains(end - now) && end > now ? [end - now] : []
    }

    static func run(_ services: Services) async throws {
        let today = CalendarDate.today(services.environment.now())
        try await services.database.write { tx in
            let work = Work(tx, services.environment)
            let store = NeedsStore(tx)
            for cycle in try store.cycles(closingAfter: today) {
                for days in daysToTell(cycle, on: today) {
                    let people = try focalPoints(of: cycle.programme, now: work.now, tx)
                    for one in try store.assessments(of: [cycle.id]) where one.state.isOpen {
                        try NeedsMails(work, services.settings).due(one, cycle, people[one.country] ?? [], days: days)
                    }
                }
            }
        }
    }
}

enum NeedsMailFacts: ClockFeature {
    static var clocks: [Clock] { [Clock { await NeedsMails.watch($0) }] }
}
