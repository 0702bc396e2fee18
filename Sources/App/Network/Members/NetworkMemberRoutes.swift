import Domain
import Storage
import Web

/// # Members of a programme
///
/// Who belongs to it, in which role and from when to when, seen by whoever sees the programme, as on any day; organisers keep it. The page
/// of a city; the public page of a programme; a programme as a part of another one.
enum NetworkMemberRoutes {
    static let all: [Route] = [
        .get(Paths.programmeMembers, .seeProgramme, members),
        .get(Paths.newProgrammeMember, .organiseProgramme) { visit, id in
            let begin = MemberReturnSection.begin(visit.inbound.query).map { field in
                (field.name, field.name == "role" ? field.value.nilIfEmpty ?? MemberRole.member.rawValue : field.value)
            }
            return try await form(visit, id, FormState(stored: begin))
        },
        .post(Paths.programmeMembers, .organiseProgramme, join),
        .get(Paths.memberImport, .organiseProgramme) { visit, id in
            try await visit.read { reading in
                MemberFilePage(frame: try ProgrammeFrame(visit, id, reading), state: FormState(), done: nil).answer
            }
        },
        .post(Paths.memberImport, .organiseProgramme, limit: Route.fileLimit, takeFile),
        .get(Paths.memberExport, .seeProgramme) { visit, id, format in
            guard let format = TableFormat(rawValue: format) else { throw Refusal.notFound }
            let day = try AskedDay.asked(visit)
            let rows = try await visit.read { try MemberFiles.rows(of: id, on: day, $0) }
            return try format.answer(name: "members", header: MemberFiles.header, rows: rows)
        },
        .get(Paths.programmeMember, .seeProgramme) { visit, id, member in try await page(visit, id, member, nil) },
        .post(Paths.programmeMember, .organiseProgramme) { visit, id, member in
            try await change(visit, id, member, .correction) { form in
                try await MemberOperations.correct(visit, id, member, fields(form))
                return member
            }
        },
        .post(Paths.memberRole, .organiseProgramme) { visit, id, member in
            try await change(visit, id, member, .role) { form in
                try await MemberOperations.changeRole(
                    visit, id, member, to: MemberRole(rawValue: form.text("role")), since: form.text("since"))
            }
        },
        .post(Paths.memberEnding, .organiseProgramme) { visit, id, member in
            try await change(visit, id, member, .ending) { form in
                try await MemberOperations.end(visit, id, member, until: form.text("until"), note: form.text("note"))
                return member
            }
        },
        .post(Paths.programmeParent, .organiseProgramme) { visit, id in
            let form = try visit.inbound.form()
            try await ProgrammeOperations.setParent(visit, id, Programme.ID(form.text("parent")))
            return .redirect(to: Done.saved.at(Paths.programme(id)))
        },
        .get(Paths.publicPage, .anyone, publicPage),
        .post(Paths.publicPage, .organiseProgramme) { visit, id in
            try await ProgrammeOperations.setPublicPage(visit, id, true)
            return .redirect(to: Done.saved.at(Paths.programme(id)))
        },
        .post(Paths.publicPageEnding, .organiseProgramme) { visit, id in
            try await ProgrammeOperations.setPublicPage(visit, id, false)
            return .redirect(to: Done.saved.at(Paths.programme(id)))
        },
        .get(Paths.city, .account, city),
    ]

    // MARK: Members

    private static func members(_ visit: Visit, _ id: Programme.ID) async throws -> Answer {
        let day = try AskedDay.asked(visit) ?? CalendarDate.today(visit.now)
        return try await visit.read { reading in
            let members = try MemberStore(reading).members(of: id, on: nil)
            let held = try ProgrammeMandates.all(of: id, on: day, reading)
            let roster = try NetworkRoster.read(visit.visitor, reading, now: visit.now)
            let isKept = roster.organises.contains(id) || roster.coordinates.contains(id)
            return MembersPage(
                frame: try ProgrammeFrame(visit, id, reading), day: day, members: members,
                names: try MemberNames(members.map(\.ref), reading),
                mandates: try MandateSight(visit, reading).named(held, in: id),
                missing: isKept ? try MembersMissingSection(of: id, held, on: day, reading) : nil
            ).answer
        }
    }

    private static func form(_ visit: Visit, _ id: Programme.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            MemberForm(
                frame: try ProgrammeFrame(visit, id, reading), state: state, options: try MembersAsked.options(reading)
            ).answer
        }
    }

    private static func join(_ visit: Visit, _ id: Programme.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let member = try await MemberOperations.join(visit, id, fields(form))
            return .redirect(to: Done.added.at(Paths.programmeMember(id, member)))
        } catch {
            return try await self.form(visit, id, try .refused(form, error))
        }
    }

    private static func fields(_ form: FormValues) -> MemberFields {
        MemberFields(
            member: form.text("member"), role: MemberRole(rawValue: form.text("role")), since: form.text("since"),
            until: form.text("until").nilIfEmpty, note: form.text("note"), document: form.text("document"))
    }

    private static func change(
        _ visit: Visit, _ id: Programme.ID, _ member: Member.ID, _ kind: MemberPage.Form,
        _ act: (FormValues) async throws -> Member.ID
    ) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            return .redirect(to: Done.saved.at(Paths.programmeMember(id, try await act(form))))
        } catch {
            let state = try FormState.refused(form, error)
            return try await page(visit, id, member, (kind, state))
        }
    }

    private static func page(
        _ visit: Visit, _ id: Programme.ID, _ member: Member.ID, _ state: (form: MemberPage.Form, state: FormState)?
    ) async throws -> Answer {
        try await visit.read { reading in
            let store = MemberStore(reading)
            let member = try store.member(member)
            guard member.programme == id else { throw Refusal.notFound }
            return MemberPage(
                frame: try ProgrammeFrame(visit, id, reading), member: member,
                times: try store.times(of: member.ref).filter { $0.programme == id },
                names: try MemberNames([member.ref], reading),
                speakers: try MembersAsked.speakers(for: member.ref, in: [id], visit, reading),
                things: try MemberThings.all(of: member.ref, in: [id], visit, reading), state: state
            ).answer
        }
    }

    private static func takeFile(_ visit: Visit, _ id: Programme.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let upload = try TableUpload(form)
            let counts = try await MemberFiles.take(visit, id, upload)
            return try await visit.read { reading in
                MemberFilePage(
                    frame: try ProgrammeFrame(visit, id, reading), state: FormState(), done: (counts, upload.isTrial)
                ).answer
            }
        } catch {
            let state = try FormState.refused(form, error)
            return try await visit.read { reading in
                MemberFilePage(frame: try ProgrammeFrame(visit, id, reading), state: state, done: nil).answer
            }
        }
    }

    // MARK: Cities, and what strangers see

    private static func city(_ visit: Visit, _ id: City.ID) async throws -> Answer {
        try await visit.read { reading in
            guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
            let city = try CityStore(reading).city(id)
            let seen = try SeenProgrammesStore(reading).programmes(of: account).seen
            let times = try MemberStore(reading).times(of: .city(id)).filter { seen.contains($0.programme) }
            let mayKeep = Policy.allows(.keepDirectory, visitor: visit.visitor, roles: [])
            // That there is such a city is no secret; what it belongs to is told by who sees the programme.
            let programmes = try ProgrammeStore(reading).programmes(Set(times.map(\.programme)).sorted())
            return CityPage(
                visit: visit, city: city, names: try DirectoryNames(reading),
                times: times.sorted { ($0.since, $0.id) > ($1.since, $1.id) },
                programmes: Dictionary(uniqueKeysWithValues: programmes.map { ($0.id, $0.title) }),
                speakers: try MembersAsked.speakers(for: .city(id), in: Set(times.map(\.programme)), visit, reading),
                mayKeep: mayKeep,
                more: try MemberThingsSection(
                    groups: MemberThings.all(of: .city(id), in: programmes.map(\.id), visit, reading)
                ).html
            ).answer
        }
    }

    private static func publicPage(_ visit: Visit, _ id: Programme.ID) async throws -> Answer {
        try await visit.read { reading in
            let programme = try ProgrammeStore(reading).programme(id)
            guard programme.hasPublicPage else { throw Refusal.notFound }
            let members = try MemberStore(reading).members(of: id, on: CalendarDate.today(visit.now))
            return PublicProgrammePage(
                visit: visit, programme: programme, members: members,
                names: try MemberNames(members.map(\.ref), reading)
            ).answer
        }
    }
}
