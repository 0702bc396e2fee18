import Domain
import Storage
import Web

/// Makes the story of working groups, by the operations that people's own acts go through. Its clock begins sixty days ago.
struct WorkingGroupsMaker: Sendable {
    private let stage: DemoStage
    private var services: Services { stage.services }

    init(_ services: Services, part: DemoPart? = nil) {
        stage = DemoStage(services, begins: 60, zone: "Asia/Almaty", part: part)
    }

    /// What the links lead to.
    private struct Story: Sendable {
        let coordinator: Account.ID
        let city: Account.ID
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
            try stage.requireEmpty(tx)
            return try tell(tx)
        }
        try await ask(story)
        try await plan(story)
        // What the next mass gathering needs, and what the last one taught.
        _ = try await SecretariatsRisks(
            stage: stage, programme: story.programme, region: story.region, head: story.coordinator
        ).tellGatherings(risks: [], exercise: nil)
        try await WorkingGroupsProjects(
            stage: stage, programme: story.programme, coordinator: story.coordinator, focalPoint: story.focalPoint
        ).tell()
        return try await links(story)
    }

    // MARK: What happens

    private func tell(_ tx: Transaction) throws -> Story {
        let coordinator = try stage.account("Olga Obraztsova", stage.mail("coordinator"), tx)
        let work = Work(tx, services.environment, actor: "account:\(coordinator)")
        let programme = try ProgrammeOperations.createIn(
            work,
            ProgrammeFields(
                title: "Demo network on health security in Central Asia",
                summary: "An invented network of real countries. Everybody in it, and all they say, is made up.",
                kind: ProgrammeKind.network.rawValue, acronym: "DEMO-HS", starts: stage.day(-420), languages: "en ru"
            ).cleaned, organiser: coordinator)
        try stage.enter(
            coordinator,
            as: PersonFields(
                givenName: "Olga", familyName: "Obraztsova", email: stage.mail("coordinator"), country: "KZ",
                sector: "health", organisation: "Demo secretariat of the network (invented)", languages: ["ru", "en"]),
            knownTo: programme, work)
        for country in WorkingGroupsPeople.countries {
            _ = try MemberOperations.joinIn(
                work, programme,
                MemberFields(member: "country:\(country)", role: .founding, since: stage.day(-420)).cleaned)
        }
        var register = WorkingGroupsRegister(work: work, stage: stage)
        let heads = try register.appointRegions()
        guard let region = heads.first(where: { $0.code == "CA" }), let point = register.focalPoints["KZ"] else {
            throw Refusal.notFound
        }
        let groups = try register.setUp(programme)
        try register.propose(into: groups)
        let experts = try register.tellExperts()
        guard let expert = experts["KZ"]?.first else { throw Refusal.notFound }
        let city = try stage.account(of: register.joinCity(programme), stage.mail("city"), tx)
        let head = try stage.account(of: region.person, stage.mail("head"), tx)
        let focalPoint = try stage.account(of: point.person, stage.mail("focal-point"), tx)
        let own = try stage.account(of: expert, stage.mail("expert"), tx)
        let meeting = try EventOperations.createIn(
            work, in: programme,
            EventFields(
                title: "Demo meeting of the working groups", startsOn: stage.day(24), endsOn: stage.day(26),
                timeZone: "Asia/Almaty", place: "Astana", marking: "GREEN", door: .approval, kind: "meeting", topics: []
            ).cleaned)
        try invite(to: meeting, work)
        let request = try ExpertRequestOperations.createIn(work, in: programme, Self.call.cleaned)
        stage.go(0, hours: -3)
        return Story(
            coordinator: coordinator, city: city, head: head, focalPoint: focalPoint, expert: own, programme: programme,
            region: region.id, request: request,
            candidates: ["KZ", "UZ", "TJ"].compactMap { experts[$0]?.first })
    }

    /// The countries name people; the groups are asked as such.
    private func invite(to meeting: Event.ID, _ work: Work) throws {
        var rule = RegistrationRuleFields()
        rule.nominationsClose = "\(stage.day(12))T18:00"
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
        let visit = try await stage.visit(story.coordinator)
        var listed: [ExpertCandidate.ID] = []
        for person in story.candidates {
            listed.append(
                try await ExpertRequestOperations.suggest(
                    visit, story.request, person, why: "Has written of sampling reservoirs"))
        }
        if let first = listed.first { try await ExpertRequestOperations.ask(visit, story.request, first) }
    }

    /// Two countries plan a report together.
    private func plan(_ story: Story) async throws {
        var plan = PublicationPlan()
        (plan.title, plan.due) = ("Demo report: sampling drinking water after a flood", stage.day(70))
        plan.leads = [
            PublicationLead(member: .country("KZ"), account: nil),
            PublicationLead(member: .country("UZ"), account: nil),
        ]
        let visit = try await stage.visit(story.focalPoint)
        let report = try await PublicationOperations.plan(visit, in: story.programme, plan)
        _ = try await PublicationRoom.open(visit, report)
    }

    // MARK: Links

    private func links(_ story: Story) async throws -> [(role: String, path: String)] {
        try await stage.links([
            ("coordinator", story.coordinator, Paths.workingGroups(story.programme)),
            ("city", story.city, Paths.programme(story.programme)),
            ("head", story.head, Paths.secretariat(story.region)),
            ("focal-point", story.focalPoint, Paths.country("KZ")), ("expert", story.expert, Paths.profile()),
        ])
    }
}
