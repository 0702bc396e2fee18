import Domain
import Storage
import Web

/// Who sits in an event and who would, as the allocation sees them: read in one transaction.
struct SeatPlan {
    let rule: RegistrationRule
    let quotas: [QuotaRecord]
    /// By the number under which files know them.
    private(set) var records: [String: RegistrationRecord] = [:]
    /// Who has a seat, is offered one, or holds one while they wait for approval; the longest first.
    private(set) var staying: [String] = []
    private(set) var requests: [SeatRequest] = []

    init(_ event: Event.ID, _ rule: RegistrationRule, _ reading: any Reading) throws {
        self.rule = rule
        let store = QuotaStore(reading)
        quotas = try store.quotas(of: event)
        let active = try RegistrationStore(reading).active(in: event)
        let regions = active.contains { $0.region != nil } ? try store.regionCodes() : [:]
        var holders: [RegistrationRecord] = []
        for record in active where record.isCounted(rule) {
            if record.holdsSeat(rule) { holders.append(record) } else if !Self.asks(record, rule) { continue }
            records[SeatRequest.id(record)] = record
            requests.append(SeatRequest(record, rule, regions: regions))
        }
        staying = holders.sorted { ($0.stateSince, $0.number) < ($1.stateSince, $1.number) }.map(SeatRequest.id)
    }

    /// Whether somebody waits for a seat that an allocation or a promotion may give.
    private static func asks(_ record: RegistrationRecord, _ rule: RegistrationRule) -> Bool {
        if record.isWaiting { return record.heldBackAt == nil }
        guard record.state == .pending, !rule.seatsAtOnce, !record.awaitsPerson else { return false }
        return rule.approval == .nobody || record.approvedAt != nil
    }

    var seatQuotas: [SeatQuota] { quotas.map(\.quota) }
    /// How many ask.
    var asking: Int { requests.count - staying.count }

    func allocation(at now: Int64) -> Allocation {
        Allocation(requests, quotas: seatQuotas, staying: staying, at: now)
    }

    func report(at now: Int64) -> AllocationReport {
        AllocationReport(requests, quotas: seatQuotas, staying: staying, at: now)
    }

    /// The files from which anybody finds the same: of people they hold what a quota looks at, and no more.
    var files: (requests: String, quotas: String, seated: String) {
        let looked = quotas.looked
        let bare = requests.map { request in
            SeatRequest(
                id: request.id, standing: request.standing, rank: request.rank, tie: request.tie,
                attributes: request.attributes.filter { looked.contains($0.key) })
        }
        return (SeatFiles.write(bare), SeatFiles.write(seatQuotas), SeatFiles.write(seated: staying))
    }

    /// - Parameters:
    ///   - records: those that count as sitting.
    func ledger(at now: Int64, _ isMeant: (RegistrationRecord) -> Bool) -> SeatLedger {
        var ledger = SeatLedger(seatQuotas, at: now)
        for request in requests where records[request.id].map(isMeant) ?? false { ledger.take(request) }
        return ledger
    }
}

extension [QuotaRecord] {
    /// What they look at.
    var looked: Set<SeatAttribute> {
        var looked = Set(compactMap(\.quota.attribute))
        if contains(where: { $0.quota.mode != nil }) { looked.insert(.mode) }
        return looked
    }
}

extension SeatRequest {
    static func id(_ record: RegistrationRecord) -> String { String(record.number) }

    init(_ record: RegistrationRecord, _ rule: RegistrationRule, regions: [App.Region.ID: String]) {
        let order = RegistrationOrder(record, rule)
        let attributes: [SeatAttribute: String] = [
            .country: record.country ?? "", .sector: record.sector ?? "",
            .region: record.region.flatMap { regions[$0] } ?? "", .organisation: record.organisation,
            .city: record.city, .workingGroup: record.workingGroup, .funding: record.funding.rawValue,
            .mode: record.mode.rawValue,
        ]
        self.init(
            id: Self.id(record), standing: order.class, rank: order.rank, tie: order.tie, attributes: attributes)
    }
}

/// Whether there is room.
enum Seating {
    /// The quotas that have no room for a registration, as people read them; empty if it fits.
    /// - Parameter leaving: whose seat counts as free: who is replaced, or the registration itself before a change of mode.
    static func full(
        for record: RegistrationRecord, leaving: Registration.ID? = nil, in event: Event.ID, _ rule: RegistrationRule,
        now: Int64, _ reading: any Reading
    ) throws -> [Message] {
        guard record.isCounted(rule) else { return [] }
        let quotas = try QuotaStore(reading).quotas(of: event)
        guard !quotas.isEmpty else { return [] }
        var ledger = try ledger(
            quotas, in: event, rule, but: [record.id] + (leaving.map { [$0] } ?? []), now: now, reading)
        let regions = record.region == nil ? [:] : try QuotaStore(reading).regionCodes()
        let full = ledger.whatIsFull(for: SeatRequest(record, rule, regions: regions))
        guard !full.isEmpty else { return [] }
        let words = try QuotaWords(quotas, reading)
        return full.map { words.why($0, ledger) }
    }

    private static func ledger(
        _ quotas: [QuotaRecord], in event: Event.ID, _ rule: RegistrationRule, but left: [Registration.ID],
        now: Int64, _ reading: any Reading
    ) throws -> SeatLedger {
        var ledger = SeatLedger(quotas.map(\.quota), at: now)
        guard !quotas.isEmpty else { return ledger }
        for holders in try QuotaStore(reading).holders(of: event, rule, but: left, looking: quotas.looked) {
            ledger.take(holders.request, count: holders.count)
        }
        return ledger
    }

    /// Those who wait and fit as things stand, in the order in which they would move up.
    /// - Parameter left: who is not counted as sitting: who has only just come.
    static func whoFits(
        in event: Event.ID, _ rule: RegistrationRule, but left: [Registration.ID] = [], now: Int64,
        _ reading: any Reading
    ) throws -> [Registration.ID] {
        guard rule.seatsAtOnce else { return [] }
        let quotas = try QuotaStore(reading).quotas(of: event)
        let ledger = try ledger(quotas, in: event, rule, but: left, now: now, reading)
        guard !ledger.isFull else { return [] }
        let queue = try QuotaStore(reading).queue(of: event, rule, looking: quotas.looked)
        let ids = Dictionary(queue.map { ($0.request.id, $0.id) }) { first, _ in first }
        return Allocation.movingUp(queue.map(\.request), in: ledger).compactMap { ids[$0] }
    }
}
