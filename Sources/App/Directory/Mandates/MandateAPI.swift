import Domain
import Storage
import Web

/// The register as JSON.
enum MandateAPI {
    struct MandateInput: Codable, Sendable {
        let role: MandateRole
        /// `country`, `region`, `city`, `organisation`, `programme` or `working-group`.
        let holderKind: String
        /// A country's code, or the id of anything else.
        let holder: String
        /// Where it holds; nothing is everywhere, which only administrators say.
        let programme: Programme.ID?
        /// Who is appointed; a correction does not change whose it is.
        let person: Person.ID?
        /// A date, `2026-07-01`.
        let since: String
        /// The first day on which it no longer holds.
        let until: String?
        /// A year after `since` where nothing is told; in a correction, as it is.
        let reviewBy: String?
        let document: String?
        let note: String?

        var fields: MandateFields {
            MandateFields(
                role: role, holder: "\(holderKind):\(holder)", programme: programme, person: person, since: since,
                until: until, reviewBy: reviewBy, document: document ?? "", note: note ?? "")
        }
    }

    struct MandateBody: Codable, Sendable {
        let id: Mandate.ID
        let role: MandateRole
        let holderKind: String
        let holder: String
        let programme: Programme.ID?
        /// On whose behalf somebody is in a working group.
        let country: String?
        /// Nothing where the person is not shown to you, or was erased.
        let person: Person.ID?
        let name: String?
        let since: String
        let until: String?
        let reviewBy: String?
        /// `proposed`, `active`, `suspended`, or `ended` for a proposal that was refused; whether it holds on a day follows from `since` and `until`.
        let state: String
        /// Empty for who does not keep it.
        let document: String
        // The same as Popolo names it (https://www.popoloproject.com/specs/membership.html); `endDate` is the last day.
        let personId: Person.ID?
        /// Of a country, a region or a city.
        let areaId: String?
        /// Of an organisation, a programme or a working group.
        let organizationId: String?
        let startDate: String
        let endDate: String?

        private enum CodingKeys: String, CodingKey {
            case id, role, holderKind, holder, programme, country, person, name, since, until, reviewBy, state, document
            case personId = "person_id"
            case areaId = "area_id"
            case organizationId = "organization_id"
            case startDate = "start_date"
            case endDate = "end_date"
        }

        /// - Parameter isKept: whether the visitor keeps it: others read who acts for what and when.
        init(_ seen: SeenMandate, isKept: Bool = true) {
            let mandate = seen.mandate
            id = mandate.id
            role = mandate.role
            holderKind = mandate.holder.kind.rawValue
            holder = mandate.holder.holder
            programme = mandate.programme
            country = mandate.country
            person = seen.name == nil ? nil : mandate.person
            name = seen.name
            since = mandate.since
            until = mandate.until
            reviewBy = isKept ? mandate.reviewBy : nil
            state = mandate.state.rawValue
            document = isKept ? mandate.document : ""
            personId = person
            let isArea = [.country, .region, .city].contains(mandate.holder.kind)
            areaId = isArea ? holder : nil
            organizationId = isArea ? nil : holder
            startDate = since
            endDate = MandateDays.last(until)
        }
    }

    struct MandateEndingInput: Codable, Sendable {
        /// The first day on which it no longer holds.
        let until: String
    }

    static let routes: [APIRoute] = [
        .get(
            Paths.apiMandates, .account, "Directory",
            "Mandates for countries, regions, cities, organisations, programmes and working groups: the register for who keeps the directory; for others those of their programmes, of who belongs to them, and of their region.",
            query: [
                .init(name: "on", meaning: "Those that hold on this day; all by default.", schema: .string),
                .init(
                    name: "country",
                    meaning: "ISO 3166-1 alpha-2; working groups too, for who is in them on its behalf.",
                    schema: .string),
                .init(name: "programme", meaning: "Those that hold in this programme alone.", schema: .string),
            ]
        ) { visit in
            let query = visit.inbound.query
            let day = try AskedDay.asked(visit)
            let programme = try query["programme"].map { text in
                guard let id = Programme.ID(text) else {
                    throw Refusal.invalid(["programme": L("Choose one from the list.")])
                }
                return id
            }
            let seen = try await visit.read { try MandateSight(visit, $0).readable(on: day) }
            let keeps = Policy.allows(.keepDirectory, visitor: visit.visitor, roles: [])
            let items = seen.filter { one in
                (day.map { one.mandate.holds(on: $0) } ?? true)
                    && (query["country"].map { one.mandate.behalf == $0 } ?? true)
                    && (programme.map { one.programme == $0 } ?? true)
            }
            return ListBody(items: items.map { MandateBody($0, isKept: keeps) }, next: nil)
        },
        .send(
            .post, Paths.apiMandates, .keepDirectory, "Directory",
            "Appoints somebody; a new focal point or head ends the mandate of the one before, the same day.",
            success: .created
        ) { (visit, input: MandateInput) in
            try await body(visit, try await MandateOperations.appoint(visit, input.fields))
        },
        .send(
            .post, Paths.apiMandateFile, .administer, "Directory", "Takes mandates from a table: all rows, or none.",
            limit: TableUpload.bodyLimit
        ) { (visit, input: TableInput) in try await MandateFiles.take(visit, try TableUpload(input)) },
        .file(
            Paths.apiMandateFile, .keepDirectory, "Directory", "The file `mandates`.", mediaType: "text/csv",
            query: [.init(name: "on", meaning: "Those that hold on this day; all by default.", schema: .string)]
        ) { visit in
            let day = try AskedDay.asked(visit)
            let rows = try await visit.read { try MandateFiles.rows(visit, on: day, $0) }
            return try TableFormat.csv.answer(name: "mandates", header: MandateFiles.header, rows: rows)
        },
        .get(Paths.apiMandate, .keepDirectory, "Directory", "One mandate.") { visit, id in try await body(visit, id) },
        .send(
            .put, Paths.apiMandate, .administer, "Directory",
            "Corrects what was entered of a mandate, also of one that is over; whose it is stays."
        ) { (visit, input: MandateInput, id) in
            try await MandateOperations.correct(visit, id, input.fields)
            return try await body(visit, id)
        },
        .send(.post, Paths.apiMandateEnding, .keepDirectory, "Directory", "Says when a mandate ends.") {
            (visit, input: MandateEndingInput, id) in
            try await MandateOperations.end(visit, id, until: input.until)
            return try await body(visit, id)
        },
        .act(
            .post, Paths.apiMandateSuspension, .keepDirectory, "Directory",
            "Suspends a mandate: who holds it reads on, and does nothing."
        ) { visit, id in
            try await MandateOperations.suspend(visit, id)
            return try await body(visit, id)
        },
        .act(
            .post, Paths.apiMandateConfirmation, .keepDirectory, "Directory",
            "Confirms a mandate for another year; one that was suspended, or proposed, holds from now on."
        ) { visit, id in
            try await MandateOperations.confirm(visit, id)
            return try await body(visit, id)
        },
        .act(
            .post, Paths.apiMandateRefusal, .keepDirectory, "Directory", "Refuses what was proposed: it gives nothing."
        ) { visit, id in
            try await MandateProposals.refuse(visit, id)
            return try await body(visit, id)
        },
        .get(Paths.apiOwnMandates, .account, "Directory", "Your own mandates that hold today.") { visit in
            let items = try await visit.read { reading in
                let own = try MandateStore(reading).mandates(visit.visitor.mandates.map(\.id))
                return try MandateSight(visit, reading).named(own).map { MandateBody($0) }
            }
            return ListBody(items: items, next: nil)
        },
    ]

    private static func body(_ visit: Visit, _ id: Mandate.ID) async throws -> MandateBody {
        try await visit.read { MandateBody(try MandateSight(visit, $0).mandate(id)) }
    }
}

extension MandateRole: ChoiceType {}
