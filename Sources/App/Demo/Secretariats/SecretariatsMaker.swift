import Domain
import Storage
import Web

/// Makes the story of eight secretariats, by the operations that people's own acts go through. Its clock begins more than a year ago, before
/// the heads' eighth meeting.
struct SecretariatsMaker: Sendable {
    private let stage: DemoStage
    /// Nothing else is in the database.
    private let isAlone: Bool
    private var services: Services { stage.services }

    init(_ services: Services, isAlone: Bool = true) {
        stage = DemoStage(services, begins: 520, zone: "Asia/Tashkent")
        self.isAlone = isAlone
    }

    /// - Returns: roles and paths.
    func make(until point: SecretariatsWorld.Point) async throws -> [(role: String, path: String)] {
        let (stage, isAlone) = (stage, isAlone)
        let cast = try await services.database.write { tx in
            if isAlone, try !DemoStore(tx).isEmpty() { throw DemoWorld.NotEmpty() }
            var register = try SecretariatsRegister(stage: stage, tx)
            let cast = try register.make()
            try DemoStore(tx).set("demo", cast.programme.description)
            return cast
        }
        let meetings = SecretariatsMeetings(stage: stage, cast: cast)
        let eighth = try await meetings.eighth()
        if point == .plan { _ = try await SecretariatsCourse(stage: stage, cast: cast).hold() }
        let cycle = try await SecretariatsNeeds(stage: stage, cast: cast).ask()
        try await SecretariatsPractices(stage: stage, cast: cast).share()
        guard point == .plan else {
            return try await links(cast, cycle, coordinator: NeedsPaths.cycle(cast.programme, cycle), project: nil)
        }
        let risks = try await judge(cast)
        try await ask(cast, adoptedAt: eighth)
        let ideas = try await SecretariatsIdeas(stage: stage, cast: cast).discuss(risks)
        _ = try await meetings.preparatory()
        let project = try await SecretariatsProjects(stage: stage, cast: cast).run(ideas)
        let roadmap = try await SecretariatsPlanning(stage: stage, cast: cast).plan()
        _ = try await meetings.ninth()
        return try await links(cast, cycle, coordinator: PlanPaths.plan(roadmap), project: project)
    }

    /// Central Asia judges four scenarios: five for health, of the other sectors too few for a median.
    private func judge(_ cast: SecretariatsCast) async throws -> [RiskScenario.ID] {
        stage.go(-56)
        let sectors = [
            "KG": "health", "KZ": "health", "MN": "health", "TJ": "health", "UZ": "health", "PK": "security",
            "AF": "civil-protection",
        ]
        let judges = try sectors.sorted { $0.key < $1.key }.map { country, sector in
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

    private func links(
        _ cast: SecretariatsCast, _ cycle: NeedsCycle.ID, coordinator: String, project: Programme.ID?
    ) async throws -> [(role: String, path: String)] {
        let assessments = try await services.database.read { try NeedsStore($0).assessments(of: [cycle]) }
        let ids = Dictionary(assessments.map { ($0.country, $0.id) }) { first, _ in first }
        guard let own = ids["KZ"], let asked = ids[SecretariatsCast.answering],
            let respondent = cast.respondents["health"]
        else { throw Refusal.notFound }
        var wanted: [(role: String, account: Account.ID, back: String)] = [
            ("head", try cast.head(SecretariatsCast.region), PlansPaths.home(cast.programme)),
            ("focal-point", try cast.focalPoint("KZ"), NeedsPaths.assessment(cast.programme, own)),
            ("respondent", respondent, NeedsPaths.own(asked, "health")),
            ("coordinator", cast.coordinator, coordinator),
        ]
        if let project { wanted.append(("project-officer", cast.officer, ProjectPaths.one(project))) }
        return try await stage.links(wanted)
    }
}
