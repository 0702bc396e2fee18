import Domain
import Storage
import Web

/// Makes the story of working groups, by the operations that people's own acts go through. Its clock begins sixty days ago.
struct WorkingGroupsMaker: Sendable {
    private let services: Services
    private let clock: DemoClock
    /// The moment at which it is made.
    private let present: Int64

    init(_ present: Services) {
        self.present = present.environment.now()
        let clock = DemoClock(self.present - 60 * EpochTime.day)
        self.clock = clock
        let environment = Web.Environment(now: clock.now, random: present.environment.random)
        services = Services(
            database: present.database, environment: environment, settings: present.settings, key: present.key,
            instance: present.instance, live: present.live, limits: present.limits, metrics: present.metrics,
            readiness: present.readiness, logger: present.logger)
    }

    /// What the links lead to.
    private struct Story: Sendable {
        let coordinator: Account.ID
        let head: Account.ID
        let focalPoint: Account.ID
        let expert: Account.ID
        let programme: Programme.ID
        let region: App.Region.ID
        let request: ExpertRequest.ID
        let candidates: [Person.ID]
    }

    /// - Returns: roles and paths.
    func make() async throws -> [(role: String, path: String)] {
        let story = try await services.database.write { tx in
            guard try DemoStore(tx).isEmpty() else { throw DemoWorld.NotEmpty() }
            return try tell(tx)
        }
        try await ask(story)
        return try await links(story)
    }

    // MARK: What happens

    private func tell(_ tx: Transaction) throws -> Story {
        let coordinator = try account("Olga Obraztsova", "coordinator@example.org", tx)
        let work = Work(tx, services.environment, actor: "account:\(coordinator)")
        let programme = try ProgrammeOperations.createIn(
            work,
            ProgrammeFields(
                title: "Demo network on health security in Central Asia",
                summary: "An invented network of real countries. Everybody in it, and all they say, is made up.",
                kind: ProgrammeKind.network.rawValue, acronym: "DEMO-HS", starts: day(-420), languages: "en ru"
            ).cleaned, organiser: coordinator)
        for country in WorkingGroupsPeople.countries {
            _ = try MemberOperations.joinIn(
                work, programme, MemberFields(member: "country:\(country)", role: .founding, since: day(-420)).cleaned)
        }
        var register = WorkingGroupsRegister(work: work, day: day)
        let heads = try register.appointRegions()
        guard let region = heads.first(where: { $0.code == "CA" }), let point = register.focalPoints["KZ"] else {
            throw Refusal.notFound
        }
        let groups = try register.setUp(programme)
        try register.propose(into: groups)
        let experts = try register.tellExperts(programme)
        guard let expert = experts["KZ"]?.first else { throw Refusal.notFound }
        let head = try account(of: region.person, "head@example.org", tx)
        let focalPoint = try account(of: point.person, "focal-point@example.org", tx)
        let own = try account(of: expert, "expert@example.org", tx)
        let meeting = try EventOperations.createIn(
            work, in: programme,
            EventFields(
                title: "Demo meeting of the working groups", startsOn: day(24), endsOn: day(26),
                timeZone: "Asia/Almaty", place: "Astana", marking: "GREEN", door: .approval, kind: "meeting", topics: []
            ).cleaned)
        try invite(to: meeting, work)
        let request = try ExpertRequestOperations.createIn(work, in: programme, Self.call.cleaned)
        clock.go(to: present - 3 * EpochTime.hour)
        return Story(
            coordinator: coordinator, head: head, focalPoint: focalPoint, expert: own, programme: programme,
            region: region.id, request: request,
            candidates: ["KZ", "UZ", "TJ"].compactMap { experts[$0]?.first })
    }

    /// The countries name people; the groups are asked as such.
    private func invite(to meeting: Event.ID, _ work: Work) throws {
        var rule = RegistrationRuleFields()
        rule.nominationsClose = "\(day(12))T18:00"
        try RegistrationOperations.keepRuleIn(work, meeting, rule)
        let desk = try RegistrationDesk(meeting, work)
        let calls =
            WorkingGroupsPeople.countries.map { InvitationFields(target: .country($0)).cleaned }
            + WorkingGroupsPeople.groups.map {
                InvitationFields(target: Behalf(kind: .workingGroup, code: $0.title)).cleaned
            }
        _ = try InvitationOperations.inviteIn(desk, calls)
        try InvitationOperations.sendIn(desk)
    }

    private static var call: ExpertRequestFields {
        var fields = ExpertRequestFields()
        (fields.title, fields.text) = (
            "Two people who have sampled a reservoir",
            "Three days with a laboratory that begins to measure its own water."
        )
        (fields.area, fields.words, fields.language, fields.number) = (
            "water-safety", "sampling reservoirs", "ru", 2
        )
        return fields
    }

    /// Three are put on the list; the first is asked through the focal point of their country.
    private func ask(_ story: Story) async throws {
        let visit = visit(story.coordinator)
        var listed: [ExpertCandidate.ID] = []
        for person in story.candidates {
            listed.append(
                try await ExpertRequestOperations.suggest(
                    visit, story.request, person, why: "Has written of sampling reservoirs"))
        }
        if let first = listed.first { try await ExpertRequestOperations.ask(visit, story.request, first) }
    }

    private func account(_ name: String, _ email: String, _ tx: Transaction) throws -> Account.ID {
        let id: Account.ID = services.environment.id()
        try DemoStore(tx).insert(account: id, email: email, name: name, at: clock.tick())
        return id
    }

    /// With which somebody of the directory signs in.
    private func account(of person: Person.ID, _ email: String, _ tx: Transaction) throws -> Account.ID {
        let id = try account(try PersonStore(tx).person(person).fields.fullName, email, tx)
        _ = try AccountWriting(tx).link(id, to: person)
        return id
    }

    private func day(_ offset: Int) -> String {
        CalendarDate.today(present + Int64(offset) * EpochTime.day, timeZone: "Asia/Almaty")
    }

    // MARK: Links

    private func links(_ story: Story) async throws -> [(role: String, path: String)] {
        let now = present
        let environment = Web.Environment(now: { now }, random: services.environment.random)
        let wanted: [(role: String, account: Account.ID, path: String)] = [
            ("coordinator", story.coordinator, Paths.workingGroups(story.programme)),
            ("head", story.head, Paths.secretariat(story.region)),
            ("focal-point", story.focalPoint, Paths.country("KZ")), ("expert", story.expert, Paths.profile()),
        ]
        var links: [(role: String, path: String)] = []
        for one in wanted {
            let link = try await AccountOperations.signInLink(
                services.database, environment: environment, account: one.account, back: one.path, hours: 24)
            links.append((role: one.role, path: link))
        }
        return links
    }

    private func visit(_ account: Account.ID) -> Visit {
        let session = Visitor.AccountSession(
            id: account, name: "Olga Obraztsova", email: "coordinator@example.org", language: nil,
            isAdministrator: false, organisesProgrammes: true)
        return Visit(
            inbound: Inbound(method: .post, path: "/"), visitor: Visitor(account: session, seat: nil),
            services: services, language: .english)
    }
}
