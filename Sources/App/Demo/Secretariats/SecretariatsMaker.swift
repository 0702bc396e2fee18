import Domain
import Storage
import Web

/// Makes the story of eight secretariats, by the operations that people's own acts go through. Its clock begins more than a year ago, before
/// the heads' eighth meeting.
struct SecretariatsMaker: Sendable {
    let stage: DemoStage
    private var services: Services { stage.services }

    init(_ services: Services, part: DemoPart? = nil) {
        stage = DemoStage(services, begins: 520, zone: "Asia/Tashkent", part: part)
    }

    /// What has been told.
    struct Told: Sendable {
        let cast: SecretariatsCast
        let cycle: NeedsCycle.ID
        var risks: [RiskScenario.ID] = []
        /// With results.
        var project: Programme.ID?
        var roadmap: ProgrammePlan.ID?
    }

    /// - Returns: roles and paths.
    func make(until point: SecretariatsWorld.Point) async throws -> [(role: String, path: String)] {
        let told = try await tell(until: point)
        let programme = told.cast.programme
        return try await links(
            told, home: point == .plan ? SincePaths.since(programme) : PlansPaths.home(programme))
    }

    func tell(until point: SecretariatsWorld.Point) async throws -> Told {
        let stage = stage
        let cast = try await services.database.write { tx in
            try stage.requireEmpty(tx)
            var register = try SecretariatsRegister(stage: stage, tx)
            let cast = try register.make()
            try DemoStore(tx).set("demo", cast.programme.description)
            return cast
        }
        let meetings = SecretariatsMeetings(stage: stage, cast: cast)
        let eighth = try await meetings.eighth()
        if point == .plan { _ = try await SecretariatsCourse(stage: stage, cast: cast).hold() }
        var told = Told(cast: cast, cycle: try await SecretariatsNeeds(stage: stage, cast: cast).ask())
        try await meetings.keepWord(eighth)
        try await SecretariatsPractices(stage: stage, cast: cast).share()
        guard point == .plan else { return told }
        told.risks = try await judge(cast)
        try await ask(cast, adoptedAt: eighth.event)
        let ideas = try await SecretariatsIdeas(stage: stage, cast: cast).discuss(told.risks)
        let preparatory = try await meetings.ninth(after: eighth.event)
        told.project = try await SecretariatsProjects(stage: stage, cast: cast).run(ideas)
        told.roadmap = try await SecretariatsPlanning(stage: stage, cast: cast).plan()
        try await meetings.prepare(preparatory)
        return told
    }

    /// Central Asia judges four scenarios: five for health, of the other sectors too few for a median.
    private func judge(_ cast: SecretariatsCast) async throws -> [RiskScenario.ID] {
        stage.go(-56)
        let judges = try SecretariatsCast.judging.sorted { $0.key < $1.key }.map { country, sector in
            SecretariatsRisks.Judge(account: try cast.focalPoint(country), sector: sector)
        }
        return try await risks(cast, SecretariatsCast.region).tellRisks(judges)
    }

    /// Whether the ten priorities of South-East and Eastern Europe still hold.
    private func ask(_ cast: SecretariatsCast, adoptedAt meeting: Event.ID) async throws {
        stage.go(-48)
        let countries = cast.countries[Self.asked] ?? []
        _ = try await risks(cast, Self.asked).tellPriorities(
            at: meeting, focalPoints: try countries.map { (country: $0, account: try cast.focalPoint($0)) })
    }

    private static let asked = "SEEE"

    private func risks(_ cast: SecretariatsCast, _ region: String) throws -> SecretariatsRisks {
        SecretariatsRisks(
            stage: stage, programme: cast.programme, region: try cast.region(region), head: try cast.head(region))
    }

    // MARK: Links

    /// - Parameter home: where the head begins.
    func links(_ told: Told, home: String) async throws -> [(role: String, path: String)] {
        let (cast, cycle) = (told.cast, told.cycle)
        let assessments = try await services.database.read { try NeedsStore($0).assessments(of: [cycle]) }
        let ids = Dictionary(assessments.map { ($0.country, $0.id) }) { first, _ in first }
        guard let own = ids["KZ"], let asked = ids[SecretariatsCast.answering],
            let respondent = cast.respondents["health"]
        else { throw Refusal.notFound }
        let desk = told.roadmap.map { PlanPaths.plan($0) } ?? NeedsPaths.cycle(cast.programme, cycle)
        var wanted: [(role: String, account: Account.ID, back: String)] = [
            ("head", try cast.head(SecretariatsCast.region), home),
            ("focal-point", try cast.focalPoint("KZ"), NeedsPaths.assessment(cast.programme, own)),
            ("respondent", respondent, NeedsPaths.own(asked, "health")), ("coordinator", cast.coordinator, desk),
        ]
        if let project = told.project { wanted.append(("project-officer", cast.officer, ProjectPaths.one(project))) }
        return try await stage.links(wanted)
    }
}
