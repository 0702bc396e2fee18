import Domain
import Storage
import Web

/// What a proposal of groups begins with.
struct GroupWish: Sendable, Hashable {
    var count: Int
    var considersLanguages = false
    /// Another seed gives another proposal; nothing takes the plan's number, so that each new plan differs.
    var seed: Int?

    init(_ count: Int, considersLanguages: Bool = false, seed: Int? = nil) {
        self.count = count
        self.considersLanguages = considersLanguages
        self.seed = seed
    }

    static let most = 200

    /// Groups of about five.
    static func usual(_ people: Int) -> Int { max(1, min(most, (people + 2) / 5)) }
}

/// What can be said of a group by hand.
struct GroupFields: Sendable, Hashable {
    var name = ""
    var place = ""
    var language = ""
    var facilitator: Participant.ID?
    var rapporteur: Participant.ID?

    init(
        name: String = "", place: String = "", language: String = "", facilitator: Participant.ID? = nil,
        rapporteur: Participant.ID? = nil
    ) {
        self.name = name
        self.place = place
        self.language = language
        self.facilitator = facilitator
        self.rapporteur = rapporteur
    }

    init(_ group: BreakoutGroupRecord) {
        self.init(
            name: group.name, place: group.place, language: group.language, facilitator: group.facilitator,
            rapporteur: group.rapporteur)
    }

    var cleaned: Cleaned<GroupFields> {
        Cleaned(self) { fields, check in
            fields.name = check.line("name", name, limit: 60)
            fields.place = check.line("place", place, limit: 80)
            if !language.isEmpty, !ContributionLanguage.all.contains(where: { $0.tag == language }) {
                check.fail("language", L("Choose a language from the list."))
            }
        }
    }
}

/// Plans: proposed, copied, put in use, discarded. What is done to single groups is in GroupOperations+Groups.swift.
enum GroupOperations {
    /// Makes a plan of balanced groups of everybody who contributes and has come (before anybody has, of who is invited), with rapporteurs, facilitators and the priorities spread over them.
    static func propose(_ visit: Visit, _ event: Event.ID, _ wish: GroupWish) async throws -> GroupPlan.ID {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            return try proposeIn(Work(tx, visit), event, wish)
        }
    }

    static func proposeIn(_ work: Work, _ event: Event.ID, _ wish: GroupWish) throws -> GroupPlan.ID {
        try EventPartStore(work.tx).requireWorkshop(in: event)
        guard (1...GroupWish.most).contains(wish.count) else {
            throw Refusal.invalid(["groups": L("Enter a number of groups from 1 to \(GroupWish.most).")])
        }
        let store = GroupStore(work.tx)
        let people = try GroupPeople(event, work.tx)
        guard !people.seats.isEmpty else { throw Refusal.nobodyToGroup }
        guard wish.count <= people.seats.count else {
            throw Refusal.invalid([
                "groups": L(
                    people.seats.count, one: "There is only \(people.seats.count) person here to put into groups.",
                    other: "There are only \(people.seats.count) people here to put into groups.")
            ])
        }
        let number = try store.nextNumber(in: event)
        let proposal = GroupProposal.propose(
            people.seats.map(people.person), groups: wish.count, considersLanguages: wish.considersLanguages,
            seed: UInt64(truncatingIfNeeded: wish.seed ?? number))
        let priorities = try PriorityStore(work.tx).priorities(of: event).map(\.issue)
        let spread = GroupProposal.spread(priorities: priorities.count, over: proposal.groups.count)
        let id: GroupPlan.ID = work.environment.id()
        try GroupStore.insert(id, in: event, number: number, title: "", note: "", now: work.now, work.tx)
        for (index, group) in proposal.groups.enumerated() {
            try GroupStore.insert(
                GroupStore.NewGroup(
                    id: work.environment.id(), number: index + 1,
                    language: wish.considersLanguages ? group.language ?? "" : "",
                    facilitator: group.facilitator.map { people.seats[$0].id },
                    rapporteur: group.rapporteur.map { people.seats[$0].id },
                    members: group.members.map { people.seats[$0].id }, priorities: spread[index].map { priorities[$0] }
                ),
                plan: id, event: event, work.tx)
        }
        try work.record(
            .event(event), "group-plan:\(id)", "group-plan.proposal",
            [
                "number": .whole(number), "groups": .whole(proposal.groups.count),
                "people": .whole(people.seats.count),
                "languages": .flag(wish.considersLanguages),
            ])
        return id
    }

    /// The same groups once more, to be changed for another session.
    static func copy(_ visit: Visit, _ event: Event.ID, _ plan: GroupPlan.ID) async throws -> GroupPlan.ID {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            return try copyIn(Work(tx, visit), event, plan)
        }
    }

    static func copyIn(_ work: Work, _ event: Event.ID, _ plan: GroupPlan.ID) throws -> GroupPlan.ID {
        let store = GroupStore(work.tx)
        let original = try store.plan(plan, in: event)
        let (id, number): (GroupPlan.ID, Int) = (work.environment.id(), try store.nextNumber(in: event))
        let title = original.title.isEmpty ? "" : String("\(original.title) (\(number))".prefix(80))
        try GroupStore.insert(id, in: event, number: number, title: title, note: "", now: work.now, work.tx)
        for group in try store.groups(of: plan) {
            try GroupStore.insert(
                GroupStore.NewGroup(
                    id: work.environment.id(), number: group.number, name: group.name, place: group.place,
                    language: group.language, facilitator: group.facilitator, rapporteur: group.rapporteur,
                    members: group.members.map(\.id), priorities: group.priorities),
                plan: id, event: event, work.tx)
        }
        try work.record(
            .event(event), "group-plan:\(id)", "group-plan.copy",
            ["number": .whole(number), "of": .text(plan.description)])
        return id
    }

    /// Everybody's page shows the groups of this plan from now on.
    static func use(_ visit: Visit, _ event: Event.ID, _ plan: GroupPlan.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            try useIn(Work(tx, visit), event, plan)
        }
    }

    static func useIn(_ work: Work, _ event: Event.ID, _ plan: GroupPlan.ID) throws {
        let record = try GroupStore(work.tx).plan(plan, in: event)
        guard !record.isInUse else { return }
        try GroupStore.use(plan, in: event, work.tx)
        try work.record(.event(event), "group-plan:\(plan)", "group-plan.use", ["number": .whole(record.number)])
    }

    static func rename(_ visit: Visit, _ event: Event.ID, _ plan: GroupPlan.ID, title: String, note: String)
        async throws
    {
        let words = Cleaned((title: title, note: note)) { words, check in
            words = (check.line("title", words.title, limit: 80), check.line("note", words.note, limit: 300))
        }
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let (title, note) = try words.checked()
            let record = try GroupStore(tx).plan(plan, in: event)
            guard record.title != title || record.note != note else { return }
            try GroupStore.update(plan, title: title, note: note, tx)
            try visit.record(
                tx, scope: .event(event), subject: "group-plan:\(plan)", kind: "group-plan.change",
                facts: ["title": .text(title)])
        }
    }

    /// Removes a plan that is not in use and in which nobody has written.
    static func discard(_ visit: Visit, _ event: Event.ID, _ plan: GroupPlan.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let store = GroupStore(tx)
            let record = try store.plan(plan, in: event)
            guard !record.isInUse else { throw Refusal.planInUse }
            guard try !store.isWorkedIn(plan) else { throw Refusal.planWorkedIn }
            try GroupStore.delete(plan, tx)
            try visit.record(
                tx, scope: .event(event), subject: "group-plan:\(plan)", kind: "group-plan.withdrawal",
                facts: ["number": .whole(record.number)])
        }
    }
}

/// Who can be put into groups: everybody who contributes and has been let in.
struct GroupPeople {
    /// Who has come; before anybody has, who is invited.
    let seats: [ParticipantRecord]
    /// Nobody has come yet: the groups are planned for those who are invited.
    let isForInvited: Bool
    /// Invited and not here.
    let missing: Int
    private let languages: [Participant.ID: [String]]

    init(_ event: Event.ID, _ reading: any Reading) throws {
        let invited = try EventStore(reading).participants(of: event).filter(\.isInvitedVoice)
        let here = invited.filter(\.hasCome)
        isForInvited = here.isEmpty
        seats = isForInvited ? invited : here
        missing = invited.count - here.count
        languages = try GroupStore(reading).languages(of: event)
    }

    func person(_ seat: ParticipantRecord) -> GroupPerson {
        GroupPerson(
            sector: seat.sector, country: seat.country, languages: languages[seat.id] ?? [],
            isRapporteur: seat.role == .rapporteur)
    }

    /// How balanced groups are as they stand.
    func balance(of groups: [BreakoutGroupRecord]) -> GroupBalance {
        let members = groups.flatMap(\.members)
        var start = 0
        let places = groups.map { group in
            defer { start += group.members.count }
            return Array(start..<start + group.members.count)
        }
        return GroupBalance(members.map(person), groups: places)
    }
}

extension Numbers {
    enum Groups: NumberLimits { static let range = 1...GroupWish.most }
}
