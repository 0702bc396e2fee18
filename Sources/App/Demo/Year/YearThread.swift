import Domain
import Storage
import Web

/// What binds the stories of a year: they are parts of the network, and what an exercise has found, and a retest has proven, becomes an idea,
/// a project and its result.
struct YearThread: Sendable {
    let stage: DemoStage
    let cast: SecretariatsCast

    /// So many days ago, after the retest.
    static let begins: Int64 = 85
    static let idea = "First notices with one signature, in six more capitals"
    static let result = "Duty desks send a first notice alone, at night"
    static let reached = "4"
    static let target = "6"
    private static let countries: [String] = ["KG", "KZ", "MN", "PK", "TJ", "UZ"]

    private var database: Database { stage.services.database }

    /// The network's coordinator organises each of them with those who did, and puts it below the network.
    func join(_ parts: [Programme.ID]) async throws {
        let coordinator = cast.coordinator
        let email = try await database.read { try AccountStore($0).account(coordinator).email }
        for part in parts {
            let organisers = try await database.read { try ProgrammeStore($0).organisers(of: part).map(\.id) }
            guard let organiser = organisers.first else { continue }
            try await ProgrammeOperations.addOrganiser(try await stage.visit(organiser), part, email: email)
            try await ProgrammeOperations.setParent(try await stage.visit(coordinator), part, cast.programme)
        }
    }

    /// From the proven action of an exercise to a result, in the programme of that exercise.
    func tell(_ parts: [Programme.ID]) async throws {
        guard let (programme, sources) = try await database.read({ try Self.proven(in: parts, $0) }) else {
            throw Refusal.notFound
        }
        try await member(of: programme)
        stage.go(-75)
        let visit = try await stage.visit(cast.coordinator)
        var fields = IdeaFields()
        (fields.title, fields.need) = (
            Self.idea, "Two capitals have shown that it works; in six more a first notice waits for a second signature."
        )
        fields.text =
            "The duty desks of the two help the six: a rule of one page, a form of four lines, a test each month."
        fields.difference = "Neighbours know within minutes what is known, and what is not."
        var draft = IdeaDraft(marking: "GREEN")
        (draft.countries, draft.sources) = (Set(Self.countries), sources)
        let idea = try await IdeaOperations.propose(visit, in: programme, fields, draft)
        try await IdeaOperations.move(visit, idea.id, .share, day: "", words: "")
        stage.go(-70)
        try await endorse(idea.id)
        stage.go(-60)
        let project = try await project(try await stage.visit(cast.coordinator), in: programme, idea.id)
        stage.go(-4)
        try await report(project, try await stage.visit(cast.coordinator))
    }

    /// What a retest has proven: the finding that led to it, and what the exercise tested of a workshop.
    private static func proven(in parts: [Programme.ID], _ reading: any Reading) throws -> (
        programme: Programme.ID, sources: Set<String>
    )? {
        let actions = try ActionStore(reading).actions(of: parts)
        let proofs = try ActionProofs(actions, reading)
        guard let proven = actions.first(where: { proofs.standing($0) == .proven && $0.origin?.kind == "finding" }),
            let id = proven.origin.flatMap({ ExerciseFinding.ID($0.id) }),
            let finding = try AfterStore(reading).finding(id)
        else { return nil }
        let tested = try PlanStore(reading).sources(of: PlayStore(reading).required(finding.event).msel).first { one in
            one.objective == finding.objective && NeedSource.kinds.contains { $0.rawValue == one.kind }
        }
        return (
            proven.programme, Set(["finding:\(finding.id)"] + (tested.map { ["\($0.kind):\($0.source)"] } ?? []))
        )
    }

    /// The countries for which the idea is belong to the programme.
    private func member(of programme: Programme.ID) async throws {
        let (environment, actor, since) = (
            stage.services.environment, "account:\(cast.coordinator)", stage.day(-300)
        )
        try await database.write { tx in
            let work = Work(tx, environment, actor: actor)
            for country in Self.countries {
                _ = try MemberOperations.joinIn(
                    work, programme, MemberFields(member: "country:\(country)", role: .member, since: since).cleaned)
            }
        }
    }

    /// By the focal point who has an account in the initiative.
    private func endorse(_ idea: ProjectIdea.ID) async throws {
        let account = try await database.read { try AccountStore($0).account(email: "kz-0@example.org")?.id }
        guard let account else { return }
        try await IdeaOperations.endorse(
            try await stage.visit(account), idea, "KZ", .support, "Our desk can show it to others.")
    }

    private func project(_ visit: Visit, in programme: Programme.ID, _ idea: ProjectIdea.ID) async throws
        -> Programme.ID
    {
        var fields = ProjectFields()
        (fields.code, fields.status, fields.purpose) = ("P-4", ProjectStatus.running.rawValue, "74020")
        (fields.plannedStart, fields.plannedEnd) = (stage.day(-60), stage.day(300))
        fields.actualStart = stage.day(-60)
        fields.places = "KG 20\nKZ 16\nMN 16\nPK 16\nTJ 16\nUZ 16"
        (fields.reporter, fields.reporterRef) = ("Demo implementer (invented)", "XX-DEMO-00000")
        fields.carriesOn = "Each duty desk keeps its own list and test."
        return try await ProjectOperations.begin(
            visit, in: programme,
            ProgrammeFields(
                title: "Demo project: first notices", summary: "Invented, as all of this demo.", acronym: "P-4"),
            fields, idea: idea)
    }

    private func report(_ project: Programme.ID, _ visit: Visit) async throws {
        let result = ProjectResultFields(title: Self.result, type: ProjectResultType.outcome.rawValue)
        let year = Int(stage.day(-60).prefix(4))
        let indicator = ProjectIndicatorFields(
            title: "Capitals whose desk did so in a test", baselineYear: year, baseline: "0")
        let period = ProjectPeriodFields(
            starts: stage.day(-60), ends: stage.day(300), target: Self.target, actual: Self.reached,
            actualWords: "KZ, KG, TJ and UZ")
        _ = try await ProjectOperations.add(
            visit, project, result, [ProjectIndicator(indicator, [ProjectPeriod(period)])])
    }
}
