import Domain
import Storage
import Web

/// # Working groups
///
/// Who works together in a programme, and on what. Everybody who sees the programme sees its groups, who is in them and which countries
/// they cover, as on any day (by name who belongs to it); its organisers set them up, change and close them. Members are appointed as any mandate is
/// (``MandateRoutes``), or proposed by their country's focal point (`Participation/Focal`).
enum WorkingGroupRoutes {
    static let all: [Route] = [
        .get(Paths.workingGroups, .seeProgramme) { visit, programme in
            let day = try day(visit)
            return try await visit.read { reading in
                let frame = try ProgrammeFrame(visit, programme, reading)
                return WorkingGroupsPage(
                    frame: frame, roster: try GroupRoster(programme, on: day, visit, reading)
                ).answer
            }
        },
        .get(Paths.newWorkingGroup, .organiseProgramme) { visit, programme in
            let state = FormState(stored: [("since", CalendarDate.today(visit.now))])
            return try await form(visit, programme, nil, state)
        },
        .post(Paths.workingGroups, .organiseProgramme) { visit, programme in
            let values = try visit.inbound.form()
            do {
                let id = try await WorkingGroupOperations.create(visit, in: programme, fields(values))
                return .redirect(to: Done.created.at(Paths.workingGroup(programme, id)))
            } catch {
                return try await form(visit, programme, nil, try .refused(values, error))
            }
        },
        .get(Paths.workingGroupExport, .seeProgramme) { visit, programme, format in
            guard let format = TableFormat(rawValue: format) else { throw Refusal.notFound }
            let day = try day(visit)
            return try await visit.read { reading in
                let roster = try GroupRoster(programme, on: day, visit, reading)
                return try format.answer(
                    name: "working-groups", header: WorkingGroupTable.header, rows: WorkingGroupTable.rows(roster))
            }
        },
        .get(Paths.workingGroup, .seeProgramme) { visit, programme, id in
            try await page(visit, programme, id, FormState())
        },
        .get(Paths.workingGroupEditing, .organiseProgramme) { visit, programme, id in
            let (group, area) = try await visit.read { reading in
                let group = try WorkingGroupRoutes.group(programme, id, reading)
                return (group, try AreaTree(reading).area(group.area)?.code ?? "")
            }
            let stored: [(String, String)] = [
                ("title", group.title), ("area", area), ("remit", group.remit),
                ("since", group.since), ("state", group.state.rawValue),
            ]
            return try await form(visit, programme, group, FormState(stored: stored))
        },
        .post(Paths.workingGroup, .organiseProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            do {
                try await WorkingGroupOperations.change(visit, in: programme, id, fields(values))
                return .redirect(to: Done.saved.at(Paths.workingGroup(programme, id)))
            } catch {
                let group = try await visit.read { try WorkingGroupRoutes.group(programme, id, $0) }
                return try await form(visit, programme, group, try .refused(values, error))
            }
        },
        .post(Paths.workingGroupMembers, .organiseProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            do {
                try await WorkingGroupOperations.add(visit, in: programme, to: id, member(values))
                return .redirect(to: Done.added.at(Paths.workingGroup(programme, id)))
            } catch {
                return try await page(visit, programme, id, FormState(), adding: try .refused(values, error))
            }
        },
        .post(Paths.workingGroupClosure, .organiseProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            do {
                try await WorkingGroupOperations.close(visit, in: programme, id, from: values.text("until"))
                return .redirect(to: Done.groupClosed.at(Paths.workingGroup(programme, id)))
            } catch {
                return try await page(visit, programme, id, try .refused(values, error))
            }
        },
    ]

    /// As on which day; today where none is told.
    static func day(_ visit: Visit) throws -> String {
        try AskedDay.asked(visit) ?? CalendarDate.today(visit.now)
    }

    private static func member(_ form: FormValues) -> GroupMemberFields {
        GroupMemberFields(
            role: MandateRole(rawValue: form.text("role")) ?? .groupMember, givenName: form.text("given-name"),
            familyName: form.text("family-name"), email: form.text("email"), country: form.text("country"),
            since: form.text("since"))
    }

    /// - Parameters:
    ///   - state: of the form that closes it.
    ///   - adding: of the form that adds a member.
    private static func page(
        _ visit: Visit, _ programme: Programme.ID, _ id: WorkingGroup.ID, _ state: FormState,
        adding: FormState = FormState()
    ) async throws -> Answer {
        try await visit.read { reading in
            let group = try WorkingGroupRoutes.group(programme, id, reading)
            let frame = try ProgrammeFrame(visit, programme, reading)
            let today = CalendarDate.today(visit.now)
            let all = try MandateSight(visit, reading).named(
                MandateStore(reading).mandates(for: .group(id)), in: programme)
            return WorkingGroupPage(
                frame: frame, group: group, mandates: all,
                roster: try GroupRoster(programme, on: today, visit, reading),
                next: try GroupMeeting.next(of: group, visit, reading),
                mandateNames: try MandateNames(reading),
                more: try WorkingGroupSections.features.map { try $0.section(of: group, visit, reading) }.html { $0 },
                state: state, adding: adding
            ).answer
        }
    }

    private static func form(
        _ visit: Visit, _ programme: Programme.ID, _ group: WorkingGroupRecord?, _ state: FormState
    ) async throws -> Answer {
        try await visit.read { reading in
            WorkingGroupForm(
                frame: try ProgrammeFrame(visit, programme, reading), group: group,
                areas: try AreaTree(reading).options(
                    first: L("No one area"), kept: Set([group?.area].compactMap { $0 })),
                state: state
            ).answer
        }
    }

    /// - Throws: ``Refusal/notFound`` for a group of another programme.
    static func group(_ programme: Programme.ID, _ id: WorkingGroup.ID, _ reading: any Reading) throws
        -> WorkingGroupRecord
    {
        let group = try WorkingGroupStore(reading).group(id)
        guard group.programme == programme else { throw Refusal.notFound }
        return group
    }

    private static func fields(_ form: FormValues) -> WorkingGroupFields {
        var fields = WorkingGroupFields(
            area: form.text("area"), title: form.text("title"), remit: form.text("remit"), since: form.text("since"))
        fields.state = WorkingGroupRecord.State(rawValue: form.text("state")) ?? .active
        return fields
    }
}
