import Domain
import Storage
import Web

/// Invitations and nominations as JSON, for organisers; a focal point's own stand with the focal point's pages.
enum InvitationAPI {
    struct InvitationInput: Codable, Sendable {
        let kind: Behalf.Kind
        /// A country's code, the id of any other; of a city and a group of the programme also its name.
        let target: String
        /// In which region a country counts.
        let region: Region.ID?
        let note: String?
        /// As the clock of the event's place shows it, `2027-03-04T10:00`.
        let answerBy: String?

        func fields(_ zone: String) throws -> InvitationFields {
            var fields = InvitationFields(target: Behalf(kind: kind, code: target))
            fields.channel = kind == .person ? .invitation : .nomination
            fields.region = region
            fields.note = note ?? ""
            if let answerBy, !answerBy.isEmpty {
                guard let time = TypedTime(answerBy, zone: zone) else {
                    throw Refusal.invalid(["answerBy": L("Write the time as 2027-03-04T10:00.")])
                }
                fields.answerBy = time
            }
            return fields
        }
    }

    struct InvitationBody: Codable, Sendable {
        let id: Invitation.ID
        let kind: Behalf.Kind
        let target: String
        let region: Region.ID?
        let state: InvitationRecord.State
        let answer: String
        /// Epoch milliseconds.
        let sentAt: Int?
        let answerBy: Int?
        let answeredAt: Int?

        init(_ record: InvitationRecord) {
            id = record.id
            (kind, target, region) = (record.target.kind, record.target.code, record.region)
            (state, answer) = (record.state, record.answer)
            sentAt = record.sentAt.map { Int($0) }
            answerBy = record.answerBy.map { Int($0.at) }
            answeredAt = record.answeredAt.map { Int($0) }
        }
    }

    struct SentBody: Codable, Sendable { let sent: Int }

    struct AnswerInput: Codable, Sendable {
        let state: InvitationRecord.State
        let answer: String?
    }

    /// For whom somebody is named.
    struct Named: Codable, Sendable {
        /// `country` unless told.
        let kind: Behalf.Kind?
        /// A country's code, the id of any other, of a city and a group of the programme also its name; the nominee's country unless told.
        let behalf: String?
    }

    typealias NominationInput = FieldSending<NominationFields, Named>
    typealias NominationBody = FieldBody<NominationFields, NominationKnown>

    struct NominationKnown: Codable, Sendable {
        let id: Nomination.ID
        let kind: Behalf.Kind
        let behalf: String
        let rank: Int
        let state: NominationRecord.State
        /// Epoch milliseconds.
        let submittedAt: Int?
        let registration: Registration.ID?
    }

    static let routes: [APIRoute] = [
        .get(
            RegistrationPaths.apiInvitations, .organise, "Registration", "Who was asked, and what they answered.",
            query: Cursor.parameters
        ) { visit, event in
            let all = try await visit.read { try InvitationStore($0).invitations(of: event) }
            return try Cursor(visit).page(of: all.map(InvitationBody.init)) { $0.id.description }
        },
        .send(
            .post, RegistrationPaths.apiInvitations, .organise, "Registration",
            "Puts somebody on the list of who is invited; nothing goes out before it is sent.", success: .created
        ) { (visit, input: InvitationInput, event) in
            let zone = try await visit.read { try EventStore($0).event(event).timeZone }
            let fields = try input.fields(zone)
            _ = try await InvitationOperations.invite(visit, event, [fields])
            let stored = try await visit.read { reading in
                let programme = try EventStore(reading).event(event).programme
                let target = try fields.cleaned.checked().target.asked(
                    by: programme, on: CalendarDate.today(visit.now), reading)
                return try target.flatMap { try InvitationStore(reading).invitation(to: $0, in: event) }
            }
            guard let stored else { throw Refusal.notFound }
            return InvitationBody(stored)
        },
        .act(
            .post, RegistrationPaths.apiSending, .organise, "Registration",
            "Sends the invitations that have not gone out."
        ) { visit, event in SentBody(sent: try await InvitationOperations.send(visit, event)) },
        .send(
            .put, RegistrationPaths.apiAnswer, .organise, "Registration",
            "Enters what somebody answered on paper or by telephone."
        ) { (visit, input: AnswerInput, event, id) in
            try await InvitationOperations.enterAnswer(visit, event, id, input.state, input.answer ?? "")
            return InvitationBody(try await visit.read { try InvitationStore($0).invitation(id, in: event) })
        },
        .get(
            RegistrationPaths.apiNominations, .organise, "Registration", "Who was named, by whom and in which order.",
            query: Cursor.parameters
        ) { visit, event in
            let all = try await visit.read { reading in
                try NominationStore(reading).nominations(of: event).map { try body($0, reading) }
            }
            return try Cursor(visit).page(of: all) { $0.facts.id.description }
        },
        .send(
            .post, RegistrationPaths.apiNominations, .organise, "Registration",
            "Enters a nomination that came by mail or on paper, at the end of the list of who nominates.",
            success: .created
        ) { (visit, input: NominationInput, event) in
            let fields = input.told.fields()
            let kind = input.more.kind ?? .country
            guard let code = input.more.behalf ?? (kind == .country ? fields.country : nil) else {
                throw Refusal.invalid(["behalf": L("This field is required.")])
            }
            let told = Behalf(kind: kind, code: kind == .country ? code.uppercased() : code)
            let behalf = try await visit.read { reading in
                let programme = try EventStore(reading).event(event).programme
                return try told.asked(by: programme, on: CalendarDate.today(visit.now), reading) ?? told
            }
            return try await body(visit, event, try await NominationOperations.enter(visit, event, behalf, fields))
        },
        .send(
            .post, RegistrationPaths.apiNominationFile, .organise, "Registration",
            "Takes nominations from a table; each row names the country that nominates.", limit: TableUpload.bodyLimit
        ) { (visit, input: TableInput, event) in
            try await NominationFiles.take(visit, event, try TableUpload(input))
        },
        .file(
            RegistrationPaths.apiNominationExport, .organise, "Registration", "The file `nominations`.",
            mediaType: "text/csv"
        ) { visit, event in
            let rows = try await visit.read { try NominationFiles.rows(of: event, $0) }
            return try TableFormat.csv.answer(name: "nominations", header: NominationFiles.header, rows: rows)
        },
        .file(
            RegistrationPaths.apiExport, .organise, "Registration", "The file `registrations`.", mediaType: "text/csv"
        ) { visit, event in
            let rows = try await visit.read { try RegistrationFile.rows(of: event, now: visit.now, $0) }
            return try TableFormat.csv.answer(name: "registrations", header: RegistrationFile.header, rows: rows)
        },
        .send(.put, RegistrationPaths.apiNomination, .organise, "Registration", "Corrects what is told of a nominee.") {
            (visit, input: NominationInput, event, id) in
            let now = try await NominationOperations.correct(visit, event, id, input.told.fields())
            return try await body(visit, event, now)
        },
        .act(.delete, RegistrationPaths.apiNomination, .organise, "Registration", "Takes a nomination back.") {
            visit, event, id in
            try await NominationOperations.withdraw(visit, event, id)
            return try await body(visit, event, id)
        },
    ]

    private static func body(_ visit: Visit, _ event: Event.ID, _ id: Nomination.ID) async throws -> NominationBody {
        try await visit.read { try body(try NominationStore($0).nomination(id, in: event), $0) }
    }

    static func body(_ record: NominationRecord, _ reading: any Reading) throws -> NominationBody {
        NominationBody(
            .init(
                id: record.id, kind: record.behalf.kind, behalf: record.behalf.code, rank: record.rank,
                state: record.state, submittedAt: record.submittedAt.map { Int($0) },
                registration: try RegistrationStore(reading).registration(of: record.id)?.id), record.fields)
    }
}

extension Behalf.Kind: ChoiceType {}
extension InvitationRecord.State: ChoiceType {}
extension NominationRecord.State: ChoiceType {}
