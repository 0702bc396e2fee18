import Domain
import Storage
import Web

/// Working groups as JSON.
enum WorkingGroupAPI {
    struct GroupInput: Codable, Sendable {
        let title: String
        /// An area's id; nothing for no one area.
        let area: Area.ID?
        let remit: String?
        /// A date, `2026-07-01`.
        let since: String
        /// `active` or `dormant`; active by default.
        let state: WorkingGroupRecord.State?

        var fields: WorkingGroupFields {
            var fields = WorkingGroupFields(
                area: area?.description ?? "", title: title, remit: remit ?? "", since: since)
            fields.state = state ?? .active
            return fields
        }
    }

    struct GroupMemberBody: Codable, Sendable {
        let mandate: Mandate.ID
        let role: MandateRole
        /// On whose behalf; ISO 3166-1 alpha-2.
        let country: String?
        /// Nothing where the person is not shown to you, or was erased.
        let name: String?
        let since: String
        let until: String?
    }

    struct GroupBody: Codable, Sendable {
        let id: WorkingGroup.ID
        let programme: Programme.ID
        let area: Area.ID?
        let title: String
        let remit: String
        let state: WorkingGroupRecord.State
        let since: String
        /// The first day on which it is no longer there.
        let until: String?
        /// Who is in it on the day that was asked for.
        let members: [GroupMemberBody]

        init(_ group: WorkingGroupRecord, _ people: [SeenMandate]) {
            (id, programme, area) = (group.id, group.programme, group.area)
            (title, remit, state, since, until) = (group.title, group.remit, group.state, group.since, group.until)
            members = people.map { seen in
                GroupMemberBody(
                    mandate: seen.id, role: seen.role, country: seen.mandate.country, name: seen.name,
                    since: seen.mandate.since, until: seen.mandate.until)
            }
        }
    }

    struct GroupCoverageBody: Codable, Sendable {
        struct Hole: Codable, Sendable {
            let group: WorkingGroup.ID
            let country: String
        }

        let day: String
        let groups: Int
        /// ISO 3166-1 alpha-2.
        let countries: [String]
        let cells: Int
        let filled: Int
        /// Nothing where there is no cell.
        let percent: Int?
        let holes: [Hole]
    }

    struct GroupMemberInput: Codable, Sendable {
        /// `working-group-member` or `working-group-chair`; a member by default.
        let role: MandateRole?
        let givenName: String?
        let familyName: String
        let email: String
        /// On whose behalf; ISO 3166-1 alpha-2.
        let country: String
        /// A date, `2026-07-01`.
        let since: String

        var fields: GroupMemberFields {
            GroupMemberFields(
                role: role ?? .groupMember, givenName: givenName ?? "", familyName: familyName, email: email,
                country: country, since: since)
        }
    }

    struct GroupClosureInput: Codable, Sendable {
        /// The first day on which it is no longer there.
        let until: String
    }

    private static let on = APIRoute.QueryParameter(
        name: "on", meaning: "As on this day; today by default.", schema: .string)

    static let routes: [APIRoute] = [
        .get(
            Paths.apiAllWorkingGroups, .account, "Network", "The working groups of all programmes that you belong to.",
            query: [on]
        ) { visit in
            let day = try WorkingGroupRoutes.day(visit)
            let items = try await visit.read { reading -> [GroupBody] in
                let roster = try NetworkRoster.read(visit.visitor, reading, now: visit.now)
                let own = roster.organises.union(roster.attends).union(roster.belongs.keys)
                return try own.sorted().flatMap { try bodies($0, day, visit, reading) }
            }
            return ListBody(items: items, next: nil)
        },
        .get(
            Paths.apiWorkingGroups, .seeProgramme, "Network", "The working groups of a programme, with their members.",
            query: [on]
        ) { visit, programme in
            let day = try WorkingGroupRoutes.day(visit)
            return ListBody(items: try await visit.read { try bodies(programme, day, visit, $0) }, next: nil)
        },
        .get(
            Paths.apiGroupCoverage, .seeProgramme, "Network",
            "Which countries of a programme have somebody in which of its working groups.", query: [on]
        ) { visit, programme in
            let day = try WorkingGroupRoutes.day(visit)
            return try await visit.read { reading in
                let roster = try GroupRoster(programme, on: day, visit, reading)
                let coverage = roster.coverage
                return GroupCoverageBody(
                    day: day, groups: roster.groups.count, countries: roster.countries, cells: coverage.cells,
                    filled: coverage.filled, percent: coverage.percent,
                    holes: coverage.holes.map { .init(group: $0.line, country: $0.column) })
            }
        },
        .send(
            .post, Paths.apiWorkingGroups, .organiseProgramme, "Network", "Sets up a working group.", success: .created
        ) { (visit, input: GroupInput, programme) in
            try await body(
                visit, programme, try await WorkingGroupOperations.create(visit, in: programme, input.fields))
        },
        .get(Paths.apiWorkingGroup, .seeProgramme, "Network", "One working group, with its members today.") {
            visit, programme, id in try await body(visit, programme, id)
        },
        .send(.put, Paths.apiWorkingGroup, .organiseProgramme, "Network", "Changes a working group.") {
            (visit, input: GroupInput, programme, id) in
            try await WorkingGroupOperations.change(visit, in: programme, id, input.fields)
            return try await body(visit, programme, id)
        },
        .send(
            .post, Paths.apiWorkingGroupMembers, .organiseProgramme, "Network",
            "Puts somebody into a working group; who is not in the directory yet is entered.", success: .created
        ) { (visit, input: GroupMemberInput, programme, id) in
            try await WorkingGroupOperations.add(visit, in: programme, to: id, input.fields)
            return try await body(visit, programme, id)
        },
        .send(
            .post, Paths.apiWorkingGroupClosure, .organiseProgramme, "Network",
            "Closes a working group; the mandates of its members end the same day."
        ) { (visit, input: GroupClosureInput, programme, id) in
            try await WorkingGroupOperations.close(visit, in: programme, id, from: input.until)
            return try await body(visit, programme, id)
        },
    ]

    private static func bodies(_ programme: Programme.ID, _ day: String, _ visit: Visit, _ reading: any Reading) throws
        -> [GroupBody]
    {
        let roster = try GroupRoster(programme, on: day, visit, reading)
        return roster.groups.map { GroupBody($0, roster.people[$0.id] ?? []) }
    }

    private static func body(_ visit: Visit, _ programme: Programme.ID, _ id: WorkingGroup.ID) async throws -> GroupBody
    {
        try await visit.read { reading in
            let group = try WorkingGroupRoutes.group(programme, id, reading)
            let roster = try GroupRoster(programme, on: CalendarDate.today(visit.now), visit, reading)
            return GroupBody(group, roster.people[id] ?? [])
        }
    }
}

extension WorkingGroupRecord.State: ChoiceType {}
