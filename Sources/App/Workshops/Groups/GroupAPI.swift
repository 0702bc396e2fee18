import Domain
import Storage
import Web

/// Priorities and groups as JSON, on the same operations as the pages.
enum GroupAPI {
    struct PriorityBody: Codable, Sendable {
        let issue: Issue.ID
        let topic: Topic.ID
        let title: String
        let language: String
        let position: Int
        let round: Round.ID?
        let reason: PriorityRecord.Reason

        init(_ record: PriorityRecord) {
            issue = record.issue
            topic = record.topic
            title = record.title
            language = record.language
            position = record.position
            round = record.round
            reason = record.reason
        }
    }

    struct PrioritiesInput: Codable, Sendable {
        /// In their order; what is left out is no priority any more. Nothing with `round`.
        let issues: [Issue.ID]?
        /// Adds the choice of this revealed round.
        let round: Round.ID?
        /// How the round's issues are chosen: `equal-shares` by default.
        let reason: PriorityRecord.Reason?
    }

    struct MemberBody: Codable, Sendable {
        let id: Participant.ID
        /// Only where the event shows names, or for who runs the room.
        let name: String?
        let country: String?
        let sector: String?
    }

    struct GroupBody: Codable, Sendable {
        let id: BreakoutGroup.ID
        let plan: GroupPlan.ID
        let number: Int
        let name: String
        let place: String
        let language: String?
        let facilitator: Participant.ID?
        let rapporteur: Participant.ID?
        let members: [MemberBody]
        let priorities: [Issue.ID]

        init(_ group: BreakoutGroupRecord, namesShown: Bool) {
            id = group.id
            plan = group.plan
            number = group.number
            name = group.name
            place = group.place
            language = group.language.isEmpty ? nil : group.language
            facilitator = group.facilitator
            rapporteur = group.rapporteur
            members = group.members.map {
                MemberBody(id: $0.id, name: namesShown ? $0.name : nil, country: $0.country, sector: $0.sector)
            }
            priorities = group.priorities
        }
    }

    struct GroupInput: Codable, Sendable {
        let name: String?
        let place: String?
        let language: String?
        let facilitator: Participant.ID?
        let rapporteur: Participant.ID?
        /// Nothing leaves them as they are.
        let priorities: [Issue.ID]?
    }

    struct PlanInput: Codable, Sendable {
        let groups: Whole<Numbers.Groups>
        /// Whether everybody shall share a language with their group.
        let languages: Bool?
        /// Another seed gives other groups; the same one the same.
        let seed: Whole<Numbers.Seed>?
    }

    struct PlanBody: Codable, Sendable {
        let id: GroupPlan.ID
        let number: Int
        let title: String
        let note: String
        let isInUse: Bool
        let groups: [GroupBody]
        /// In words, in the language of the request.
        let explanation: [String]
        /// What the division costs; 0 is as balanced as it can be.
        let cost: Int
        let withoutGroup: [Participant.ID]
    }

    struct MembershipInput: Codable, Sendable {
        /// Nothing takes the person out of all groups.
        let group: BreakoutGroup.ID?
    }

    static let routes: [APIRoute] = priorities + groups + plans

    private static let priorities: [APIRoute] = [
        .get(Paths.apiPriorities, .attend, "Groups", "The priority issues, in their order.") { visit, event in
            try await priorities(event, visit)
        },
        .send(
            .put, Paths.apiPriorities, .facilitate, "Groups",
            "Sets the priority issues, or takes those of a revealed round."
        ) {
            (visit, input: PrioritiesInput, event) in
            if let round = input.round {
                try await PriorityOperations.take(visit, event, from: round, by: input.reason ?? .shares)
            } else {
                guard let issues = input.issues else { throw Refusal.invalid(["issues": L("This field is required.")]) }
                try await PriorityOperations.choose(visit, event, issues.map { PriorityChoice($0) })
            }
            return try await priorities(event, visit)
        },
    ]

    private static let groups: [APIRoute] = [
        .get(Paths.apiGroups, .attend, "Groups", "The groups of the plan in use.") { visit, event in
            try await visit.read { reading in
                let namesShown = try showsNames(event, visit, reading)
                return ListBody(
                    items: try GroupStore(reading).groups(of: event).map { GroupBody($0, namesShown: namesShown) },
                    next: nil)
            }
        },
        .send(.put, Paths.apiGroup, .facilitate, "Groups", "Changes a group and what it works on.") {
            (visit, input: GroupInput, event, id) in
            let fields = GroupFields(
                name: input.name ?? "", place: input.place ?? "", language: input.language ?? "",
                facilitator: input.facilitator, rapporteur: input.rapporteur)
            try await GroupOperations.change(visit, event, id, fields, priorities: input.priorities)
            return GroupBody(try await visit.read { try GroupStore($0).group(id, in: event) }, namesShown: true)
        },
    ]

    private static let plans: [APIRoute] = [
        .get(Paths.apiGroupPlans, .facilitate, "Groups", "All plans of the event, the first made first.") {
            visit, event in
            try await visit.read { reading in
                ListBody(
                    items: try GroupStore(reading).plans(of: event).map { try plan($0.id, event, reading) }, next: nil)
            }
        },
        .send(
            .post, Paths.apiGroupPlans, .facilitate, "Groups", "Proposes balanced groups as a new plan.",
            success: .created
        ) {
            (visit, input: PlanInput, event) in
            let wish = GroupWish(
                input.groups.value, considersLanguages: input.languages ?? false, seed: input.seed?.value)
            let id = try await GroupOperations.propose(visit, event, wish)
            return try await visit.read { try plan(id, event, $0) }
        },
        .get(Paths.apiGroupPlan, .facilitate, "Groups", "One plan with its groups and its explanation.") {
            visit, event, id in
            try await visit.read { try plan(id, event, $0) }
        },
        .act(.delete, Paths.apiGroupPlan, .facilitate, "Groups", "Discards a plan that is not in use.") {
            visit, event, id in
            try await GroupOperations.discard(visit, event, id)
            return EmptyBody()
        },
        .act(.put, Paths.apiGroupPlanUse, .facilitate, "Groups", "Puts a plan in use.") { visit, event, id in
            try await GroupOperations.use(visit, event, id)
            return try await visit.read { try plan(id, event, $0) }
        },
        .send(.put, Paths.apiMembership, .facilitate, "Groups", "Moves somebody into a group of a plan, or out of all.")
        {
            (visit, input: MembershipInput, event, id, participant) in
            try await GroupOperations.move(visit, event, id, participant, to: input.group)
            return try await visit.read { try plan(id, event, $0) }
        },
    ]

    private static func priorities(_ event: Event.ID, _ visit: Visit) async throws -> ListBody<PriorityBody> {
        let all = try await visit.read { try PriorityStore($0).priorities(of: event) }
        return ListBody(items: all.map(PriorityBody.init), next: nil)
    }

    private static func showsNames(_ event: Event.ID, _ visit: Visit, _ reading: any Reading) throws -> Bool {
        if try EventStore(reading).event(event).namesShown { return true }
        return try visit.membership(in: event, reading).runsTheRoom
    }

    private static func plan(_ id: GroupPlan.ID, _ event: Event.ID, _ reading: any Reading) throws -> PlanBody {
        let plan = try GroupStore(reading).plan(id, in: event)
        let groups = try GroupStore(reading).groups(of: id)
        let people = try GroupPeople(event, reading)
        let balance = people.balance(of: groups)
        let words = GroupWords(groups: groups, balance: balance, names: try DirectoryNames(reading))
        return PlanBody(
            id: plan.id, number: plan.number, title: plan.title, note: plan.note, isInUse: plan.isInUse,
            groups: groups.map { GroupBody($0, namesShown: true) }, explanation: words.overall.map { $0.string() },
            cost: balance.cost.total,
            withoutGroup: people.seats.filter { seat in !groups.contains { $0.holds(seat.id) } }.map(\.id))
    }
}
