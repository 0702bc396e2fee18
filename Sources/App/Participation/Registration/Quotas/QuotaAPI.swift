import Domain
import Storage
import Web

extension Numbers {
    enum QuotaSeats: NumberLimits { static let range = 0...SeatQuota.mostSeats }
}

/// Quotas and allocations as JSON, on the same operations as their pages.
enum QuotaAPI {
    struct QuotaInput: Codable, Sendable {
        /// Short; made from the rest where it is missing.
        let label: String?
        /// `cap` or `guarantee`.
        let kind: String
        /// `all`, `country`, `sector`, `region`, `organisation`, `city`, `working-group`, `funding` or `mode`.
        let attribute: String
        /// A code or a name; of a guarantee several, separated by semicolons. Missing: each value by itself.
        let value: String?
        let seats: Whole<Numbers.QuotaSeats>
        /// `in-person` or `online`: limits the quota to it.
        let mode: String?
        /// Of a guarantee, by the clock of the event's place: `2027-05-01T00:00`.
        let until: String?
        /// `KZ=6;UZ=3`
        let exceptions: String?

        func fields() throws -> QuotaFields {
            var fields = QuotaFields()
            guard let kind = SeatQuota.Kind(rawValue: kind) else { throw Refusal.invalid(["kind": L("Choose one.")]) }
            let mode = mode ?? ""
            guard mode.isEmpty || AttendanceMode(rawValue: mode) != nil else {
                throw Refusal.invalid(["mode": L("Choose one.")])
            }
            (fields.label, fields.kind, fields.attribute) = (label ?? "", kind, attribute)
            (fields.value, fields.seats, fields.mode) = (value ?? "", String(seats.value), mode)
            (fields.until, fields.exceptions) = (until ?? "", exceptions ?? "")
            return fields
        }
    }

    struct CountBody: Codable, Sendable {
        /// Of an each-quota.
        let value: String?
        let seats: Int
        let used: Int
        let offered: Int
        let waiting: Int
        /// May be negative.
        let free: Int
    }

    struct QuotaBody: Codable, Sendable {
        let id: Quota.ID
        let label: String
        let kind: String
        let attribute: String
        let value: String?
        let seats: Int
        let mode: String?
        let until: String?
        let exceptions: String?
        /// The same as people read it.
        let sentence: String
        let counts: [CountBody]

        init(_ strip: SeatStanding.Strip) {
            let fields = QuotaFields(strip.record)
            func told(_ text: String) -> String? { text.isEmpty ? nil : text }
            (id, label, kind, attribute) = (strip.record.id, fields.label, fields.kind.rawValue, fields.attribute)
            (value, seats, mode) = (told(fields.value), strip.record.quota.seats, told(fields.mode))
            (until, exceptions, sentence) = (told(fields.until), told(fields.exceptions), strip.sentence.string())
            counts = strip.counts.map {
                CountBody(
                    value: $0.full.value, seats: $0.seats, used: $0.used, offered: $0.offered, waiting: $0.waiting,
                    free: $0.free)
            }
        }
    }

    struct WaitingBody: Codable, Sendable {
        /// Of the registration.
        let number: String
        /// Labels of the quotas that were full; `label/value` of an each-quota.
        let blocked: [String]
    }

    struct AllocationBody: Codable, Sendable {
        let id: AllocationRun.ID
        let number: Int
        let state: AllocationRecord.State
        /// Epoch milliseconds.
        let madeAt: Int
        let decidedAt: Int?
        /// Numbers of registrations in the order seated; the first `staying` sat before.
        let seated: [String]
        let staying: Int
        let waiting: [WaitingBody]
        /// The number of whoever could give way so that more sit.
        let givesWay: String?

        init(_ record: AllocationRecord) {
            let outcome = record.outcome
            let quotas = (try? SeatFiles.quotas(Array(outcome.quotas.utf8))) ?? []
            (id, number, state) = (record.id, record.number, record.state)
            (madeAt, decidedAt) = (Int(record.madeAt), record.decidedAt.map { Int($0) })
            (seated, staying, givesWay) = (outcome.seats, outcome.staying, outcome.hint?.number)
            waiting = outcome.waiting.map { waiting in
                WaitingBody(
                    number: waiting.number,
                    blocked: waiting.full.filter { quotas.indices.contains($0.quota) }.map {
                        FullQuota(quota: $0.quota, value: $0.value).name(quotas)
                    })
            }
        }
    }

    private static let tag = "Registration"

    struct ConfirmationInput: Codable, Sendable {
        /// Needed while nominations are open: why the seats are given before they close.
        let reason: String?
    }

    static let routes: [APIRoute] = [
        .get(Paths.apiQuotas, .facilitate, tag, "The event's quotas, each with what it counts now.") { visit, event in
            try await quotas(visit, event)
        },
        .send(.post, Paths.apiQuotas, .organise, tag, "Adds a quota.", success: .created) {
            (visit, input: QuotaInput, event) in
            let id = try await QuotaOperations.add(visit, event, try input.fields())
            return try await quota(visit, event, id)
        },
        .send(.put, Paths.apiQuota, .organise, tag, "Changes a quota; whoever sits stays seated.") {
            (visit, input: QuotaInput, event, id) in
            try await QuotaOperations.keep(visit, event, id, try input.fields())
            return try await quota(visit, event, id)
        },
        .act(.delete, Paths.apiQuota, .organise, tag, "Takes a quota out.") { visit, event, id in
            try await QuotaOperations.remove(visit, event, id)
            return try await quotas(visit, event)
        },
        .get(Paths.apiAllocations, .facilitate, tag, "The event's allocations, the newest first.") { visit, event in
            let all = try await visit.read { try QuotaStore($0).allocations(of: event).map(AllocationBody.init) }
            return ListBody(items: all, next: nil)
        },
        .act(
            .post, Paths.apiAllocations, .organise, tag, "Previews who would get a seat; nobody is told.",
            success: .created
        ) { visit, event in
            let id = try await AllocationOperations.preview(visit, event)
            return try await allocation(visit, event, id)
        },
        .get(Paths.apiAllocation, .facilitate, tag, "One allocation.") { visit, event, id in
            try await allocation(visit, event, id)
        },
        .send(
            .put, Paths.apiAllocationConfirmation, .organise, tag,
            "Gives the seats as previewed, and tells everybody. Refused where something has changed since."
        ) { (visit, input: ConfirmationInput, event, id) in
            try await AllocationOperations.confirm(visit, event, id, reason: input.reason ?? "")
            return try await allocation(visit, event, id)
        },
        .act(.delete, Paths.apiAllocation, .organise, tag, "Puts a preview away.") { visit, event, id in
            try await AllocationOperations.discard(visit, event, id)
            return try await allocation(visit, event, id)
        },
        .file(
            Paths.apiAllocationFile, .account, tag,
            "A file of `roundtable allocate`: requests.csv, quotas.csv, seated.csv or result.json; also for who nominated, with codes in place of what others are.",
            mediaType: "text/csv"
        ) { visit, event, name in
            try await AllocationCheck.look(visit, event).file(name)
        },
    ]

    private static func quotas(_ visit: Visit, _ event: Event.ID) async throws -> ListBody<QuotaBody> {
        try await visit.read { reading in
            let record = try EventStore(reading).event(event)
            let rule = try RegistrationStore(reading).rule(of: event) ?? RegistrationRule()
            let standing = try SeatStanding(record, rule, now: visit.now, reading)
            return ListBody(items: standing.strips.map(QuotaBody.init), next: nil)
        }
    }

    private static func quota(_ visit: Visit, _ event: Event.ID, _ id: Quota.ID) async throws -> QuotaBody {
        guard let body = try await quotas(visit, event).items.first(where: { $0.id == id }) else {
            throw Refusal.notFound
        }
        return body
    }

    private static func allocation(_ visit: Visit, _ event: Event.ID, _ id: AllocationRun.ID) async throws
        -> AllocationBody
    {
        try await visit.read { AllocationBody(try QuotaStore($0).allocation(id, in: event)) }
    }
}
