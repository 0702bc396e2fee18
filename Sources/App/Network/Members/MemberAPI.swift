import Domain
import Storage
import Web

/// The members of a programme as JSON.
enum MemberAPI {
    struct ProgrammeMemberInput: Codable, Sendable {
        let kind: MemberRef.Kind
        /// A country's ISO 3166-1 code, the id of the others.
        let ref: String
        let role: MemberRole
        /// A year, a month or a day: `2018`, `2018-05`, `2018-05-14`.
        let since: String
        /// The same: from its first day on it no longer holds.
        let until: String?
        let document: String?
        let note: String?

        var fields: MemberFields {
            MemberFields(
                member: "\(kind.rawValue):\(ref)", role: role, since: since, until: until, note: note ?? "",
                document: document ?? "")
        }
    }

    /// What is corrected: all of it is replaced.
    struct MemberCorrectionInput: Codable, Sendable {
        let role: MemberRole
        let since: String
        let until: String?
        let document: String?
        let note: String?
    }

    struct ProgrammeMemberBody: Codable, Sendable {
        let id: Member.ID
        let kind: MemberRef.Kind
        /// A country's ISO 3166-1 code, the id of the others.
        let ref: String
        /// As it was called on the day of joining.
        let name: String
        let role: MemberRole
        let since: String
        let until: String?
        let document: String
        let note: String

        init(_ member: MemberRecord) {
            id = member.id
            kind = member.ref.kind
            ref = member.ref.ref
            name = member.name
            role = member.role
            since = member.since
            until = member.until
            document = member.document
            note = member.note
        }
    }

    struct MemberEndingInput: Codable, Sendable {
        /// A year, a month or a day: from its first day on it no longer holds.
        let until: String
        let note: String?
    }

    struct MemberRoleInput: Codable, Sendable {
        let role: MemberRole
        /// A year, a month or a day: the present role ends, and this one begins.
        let since: String
    }

    struct ProgrammeParentInput: Codable, Sendable {
        /// Nothing: it stands alone.
        let parent: Programme.ID?
    }

    struct PublicPageInput: Codable, Sendable { let isPublic: Bool }

    struct ProgrammePlaceBody: Codable, Sendable {
        let id: Programme.ID
        let parent: Programme.ID?
        let parts: [Programme.ID]
        let hasPublicPage: Bool
    }

    private static let on = APIRoute.QueryParameter(
        name: "on", meaning: "Those that belong to it on this day; all times by default.", schema: .string)

    private static let held = APIRoute.QueryParameter(
        name: "on", meaning: "Those that hold on this day, for who belongs to it then; all by default.", schema: .string
    )

    static let routes: [APIRoute] = [
        .get(
            Paths.apiProgrammeMembers, .seeProgramme, "Members", "Who belongs to a programme, or ever did.",
            query: [on] + Cursor.parameters
        ) { visit, programme in
            let day = try AskedDay.asked(visit)
            let all = try await visit.read { try MemberStore($0).members(of: programme, on: day) }
            return try Cursor(visit).page(of: all.map(ProgrammeMemberBody.init)) { $0.id.description }
        },
        .send(
            .post, Paths.apiProgrammeMembers, .organiseProgramme, "Members", "Adds a member.", success: .created
        ) { (visit, input: ProgrammeMemberInput, programme) in
            let id = try await MemberOperations.join(visit, programme, input.fields)
            return try await body(visit, programme, id)
        },
        .get(
            Paths.apiProgrammeMandates, .seeProgramme, "Members",
            "Who acts in a programme, and for who belongs to it: names are told to who belongs to it or organises it, of those who come to its events only whom they see.",
            query: [held] + Cursor.parameters
        ) { visit, programme in
            let day = try AskedDay.asked(visit)
            let (held, keeps) = try await visit.read { reading in
                let held = try ProgrammeMandates.all(of: programme, on: day, reading)
                return (
                    try MandateSight(visit, reading).named(held, in: programme),
                    try MandateOperations.mayKeep(visit, programme, reading)
                )
            }
            let items = held.map { MandateAPI.MandateBody($0, isKept: keeps) }
            return try Cursor(visit).page(of: items) { $0.id.description }
        },
        .get(Paths.apiProgrammeMember, .seeProgramme, "Members", "One time of a member.") { visit, programme, id in
            try await body(visit, programme, id)
        },
        .send(
            .put, Paths.apiProgrammeMember, .organiseProgramme, "Members",
            "Corrects what was entered; the journal keeps what stood before."
        ) { (visit, input: MemberCorrectionInput, programme, id) in
            try await MemberOperations.correct(
                visit, programme, id,
                MemberFields(
                    role: input.role, since: input.since, until: input.until, note: input.note ?? "",
                    document: input.document ?? ""))
            return try await body(visit, programme, id)
        },
        .send(
            .post, Paths.apiMemberEnding, .organiseProgramme, "Members",
            "Ends a membership, and with it the mandates that are held for it in the programme."
        ) { (visit, input: MemberEndingInput, programme, id) in
            try await MemberOperations.end(visit, programme, id, until: input.until, note: input.note ?? "")
            return try await body(visit, programme, id)
        },
        .send(
            .post, Paths.apiMemberRole, .organiseProgramme, "Members",
            "Ends the present role, and begins another the same day: a partner becomes a member."
        ) { (visit, input: MemberRoleInput, programme, id) in
            let next = try await MemberOperations.changeRole(visit, programme, id, to: input.role, since: input.since)
            return try await body(visit, programme, next)
        },
        .file(
            Paths.apiMemberFile, .seeProgramme, "Members", "The file `members`.", mediaType: "text/csv", query: [on]
        ) { visit, programme in
            let day = try AskedDay.asked(visit)
            let rows = try await visit.read { try MemberFiles.rows(of: programme, on: day, $0) }
            return try TableFormat.csv.answer(name: "members", header: MemberFiles.header, rows: rows)
        },
        .send(
            .post, Paths.apiMemberFile, .organiseProgramme, "Members", "Takes members from a table: all rows, or none.",
            limit: TableUpload.bodyLimit
        ) { (visit, input: TableInput, programme) in
            try await MemberFiles.take(visit, programme, try TableUpload(input))
        },
        .send(
            .put, Paths.apiProgrammeParent, .organiseProgramme, "Programmes",
            "Makes a programme a part of another one, or lets it stand alone."
        ) { (visit, input: ProgrammeParentInput, programme) in
            try await ProgrammeOperations.setParent(visit, programme, input.parent)
            return try await place(visit, programme)
        },
        .send(
            .put, Paths.apiPublicPage, .organiseProgramme, "Programmes",
            "Says whether strangers see what a programme is and who belongs to it."
        ) { (visit, input: PublicPageInput, programme) in
            try await ProgrammeOperations.setPublicPage(visit, programme, input.isPublic)
            return try await place(visit, programme)
        },
    ]

    private static func body(_ visit: Visit, _ programme: Programme.ID, _ id: Member.ID) async throws
        -> ProgrammeMemberBody
    {
        let member = try await visit.read { try MemberStore($0).member(id) }
        guard member.programme == programme else { throw Refusal.notFound }
        return ProgrammeMemberBody(member)
    }

    private static func place(_ visit: Visit, _ id: Programme.ID) async throws -> ProgrammePlaceBody {
        try await visit.read { reading in
            let store = ProgrammeStore(reading)
            let programme = try store.programme(id)
            return ProgrammePlaceBody(
                id: id, parent: programme.parent, parts: try store.parts(of: id).map(\.id),
                hasPublicPage: programme.hasPublicPage)
        }
    }
}

extension MemberRole: ChoiceType {}
extension MemberRef.Kind: ChoiceType {}
