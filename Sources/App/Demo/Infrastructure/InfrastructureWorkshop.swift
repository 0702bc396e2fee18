import Domain
import Storage
import Web

/// The workshop that was held, by what people did in it: what was said of who may tell whom, how it was voted, what blocks it, and what
/// should change. An exercise tests it afterwards.
struct InfrastructureWorkshop {
    static let topics = [
        TopicFields("Who may tell whom", question: "Who is told first across a border, by whom, and who allows it?")
    ]

    let stage: DemoStage
    let organiser: Account.ID
    let event: Event.ID

    private static let issues = [
        "Nobody knows who may tell whom across the border before the cause is sure",
        "At night our duty desk may not call abroad without a second signature",
        "Police tell police at once, and hospitals hear of it in the morning",
        "Requests for help come in six forms, and nobody knows who answers",
        "Operators learn from the news what the ministry knew an hour before",
        "The numbers of our neighbours are a year old",
    ]
    /// The first three are one.
    private static let merged = "Who may tell whom, before the cause is sure"

    /// What a group wrote of the issue that came so far in the vote.
    private struct Analysis {
        /// Of the issue, as it stands after joining.
        let issue: String
        let blocking: String
        let facilitating: String
        let situation: String
        let intervention: String
        let needs: String
        let element: InterventionElement
        /// Of Nordgate, which tests it.
        let objective: String
    }

    private static let analyses = [
        Analysis(
            issue: merged, blocking: "A notice across the border needs two signatures at all hours",
            facilitating: "Police desks of two neighbours call each other once a month",
            situation: "Twenty minutes after a confirmed report the duty desks of all neighbours know it.",
            intervention: "Duty contact list tested monthly",
            needs: "One officer and two hours a month; a rule that one signature is enough for a first notice.",
            element: .planning, objective: "O1"),
        Analysis(
            issue: issues[3], blocking: "Each ministry has a form of its own, and none says who answers",
            facilitating: "Fire services of three countries already use one form",
            situation: "A request for help is answered in its time, whoever is on duty.",
            intervention: "One form for assistance requests",
            needs: "An agreement of the ministries, and a translation into three languages.", element: .organisation,
            objective: "O3"),
    ]

    /// - Returns: the interventions, by the code of the objective that tests them.
    func hold() async throws -> NordgatePlanning.Sources {
        stage.go(-20, hours: 1)
        let seats = try await come()
        let room = try await stage.visit(organiser)
        let event = event
        let topic = try await stage.services.database.read { try EventStore($0).topics(of: event).first?.id }
        try await collect(seats, room, topic)
        let round = try await vote(seats, room, topic)
        stage.clock.tick(seconds: 1_800)
        try await StageOperations.open(room, event, stage: .groups, topic: nil)
        let actor = "account:\(organiser)"
        let environment = stage.services.environment
        let groups = try await stage.services.database.write { tx in
            let work = Work(tx, environment, actor: actor)
            try PriorityOperations.takeIn(work, event, from: round, by: .top)
            let priorities = try PriorityStore(tx).priorities(of: event).map(\.issue)
            let plan = try GroupOperations.proposeIn(work, event, GroupWish(2))
            try GroupOperations.useIn(work, event, plan)
            let groups = try GroupStore(tx).groups(of: plan)
            for (group, issue) in zip(groups, priorities) {
                try GroupOperations.setPrioritiesIn(work, event, group.id, [issue])
            }
            return zip(groups, priorities).map { (group: $0, issue: $1) }
        }
        try await StageOperations.open(room, event, stage: .analyse, topic: nil)
        stage.clock.tick(seconds: 3_600)
        try await StageOperations.open(room, event, stage: .envision, topic: nil)
        return try await stage.services.database.write { tx in
            try write(groups, Work(tx, environment, actor: actor))
        }
    }

    // MARK: What people do

    private func come() async throws -> [Visitor.Seat] {
        let (event, now) = (event, stage.services.environment.now())
        return try await stage.services.database.write { tx in
            let people = try EventStore(tx).participants(of: event).filter {
                $0.role.contributes && $0.state != .removed
            }
            for person in people { try Presence.arrive(person.id, now: now, tx) }
            return people.map { person in
                Visitor.Seat(
                    id: person.id, event: event, name: person.name, country: person.country, sector: person.sector,
                    language: nil, role: person.role, isApproved: true, isPresent: true)
            }
        }
    }

    private func collect(_ seats: [Visitor.Seat], _ room: Visit, _ topic: Topic.ID?) async throws {
        try await StageOperations.open(room, event, stage: .collect, topic: nil)
        var written: [Issue.ID] = []
        for (seat, title) in zip(seats, Self.issues) {
            stage.clock.tick()
            let contribution = Contribution(topic: topic, title: title)
            written.append(
                try await IssueOperations.contribute(
                    stage.visit(seat: seat, language: .english), event, contribution
                ).id)
        }
        stage.clock.tick(seconds: 900)
        try await StageOperations.open(room, event, stage: .merge, topic: topic)
        _ = try await MergeOperations.join(
            room, event, MergeOrder(Array(written.prefix(3)), title: Self.merged, language: "en"))
    }

    private func vote(_ seats: [Visitor.Seat], _ room: Visit, _ topic: Topic.ID?) async throws -> Round.ID {
        stage.clock.tick(seconds: 900)
        let event = event
        try await StageOperations.open(room, event, stage: .vote, topic: topic)
        let standing = try await stage.services.database.read { try IssueStore($0).issues(of: event) }
        // As they stand in the table, the merged one first: so most people like them.
        let order = ([Self.merged] + Self.issues).compactMap { title in standing.first { $0.title == title }?.id }
        let settings = RoundSettings(method: .multivote, dots: 4, seats: Self.analyses.count, duration: 240)
        let round = try await RoundOperations.create(
            room, in: event,
            RoundDraft(title: "Which of these should we work on first?", settings: settings, issues: order))
        try await RoundOperations.open(room, round, in: event)
        for (number, seat) in seats.enumerated() {
            var (left, choices) = (settings.dots(issues: order.count), BallotChoices())
            // Of five one likes the last best, and one the third second best.
            let liked =
                switch number % 5 {
                case 4: Array(order.reversed())
                case 3: order.indices.contains(2) ? [order[0], order[2]] : order
                default: order
                }
            for issue in liked where left > 0 {
                let given = min(left, settings.maxPerIssue)
                choices.values[issue] = given
                left -= given
            }
            _ = try await BallotOperations.cast(
                stage.visit(seat: seat, language: .english), in: event, round, choices,
                BallotSending(isConfirmed: true))
        }
        stage.clock.tick()
        try await RoundOperations.close(room, round, in: event)
        try await RoundOperations.reveal(room, round, in: event)
        return round
    }

    // MARK: What the groups write

    private func write(
        _ groups: [(group: BreakoutGroupRecord, issue: Issue.ID)], _ work: Work
    ) throws -> NordgatePlanning.Sources {
        var sources: NordgatePlanning.Sources = [:]
        let standing = try IssueStore(work.tx).issues(of: event)
        for told in Self.analyses {
            guard let issue = standing.first(where: { $0.title == told.issue })?.id,
                let group = groups.first(where: { $0.issue == issue })?.group
            else { continue }
            let writer = (group.rapporteur ?? group.members.first?.id).map { "participant:\($0)" }
            let own = Work(work.tx, work.environment, actor: writer ?? work.actor)
            var draft = AspectDraft(issue: issue, direction: .blocking, text: told.blocking)
            draft.withoutCase = true
            let blocking = try AspectOperations.createIn(own, event, group.id, draft)
            (draft.direction, draft.text) = (.facilitating, told.facilitating)
            _ = try AspectOperations.createIn(own, event, group.id, draft)
            stage.clock.tick(seconds: 600)
            let store = SheetStore(work.tx)
            let sheet = try store.sheet(try SheetOperations.beginIn(own, event, .group(group.id)), in: event)
            _ = try InterventionOperations.createSituationIn(own, sheet, issue: issue, text: told.situation)
            var details = InterventionDetails(element: told.element)
            (details.difficulty, details.impact, details.aspects) = (2, 4, [blocking])
            let intervention = try InterventionOperations.createIn(
                own, sheet,
                InterventionDraft(issue: issue, text: told.intervention, needs: told.needs, details: details))
            sources[told.objective] = [.init(kind: "intervention", id: intervention.description, event: event)]
        }
        return sources
    }
}
