import Domain
import Storage
import Web

/// The files from which anybody finds an event's seats again, as things stand, or as they stood when the seats were given. Who runs the event
/// gets them as they are; who nominated gets of others no more than codes ([decision 36](../../../../../docs/decisions/0036-check-files.md)).
struct AllocationCheck: Sendable {
    /// Somebody whom the reader nominated.
    struct Own: Sendable {
        let record: RegistrationRecord
        /// What decides between equal ranks, a lot or a time, as the files tell it: by its place.
        var tie: String
    }

    let requests: String
    let quotas: String
    let seated: String
    let result: String
    /// The moment by which guarantees count.
    let at: Int64
    /// Of the run that was confirmed; nothing where the event gives seats as people come.
    let run: AllocationRecord?
    /// Of who nominated: their people, in the order of the numbers; nothing for who runs the event.
    let own: [Own]?

    /// - Throws: ``Refusal/notFound`` for who neither runs the event nor speaks for who nominated somebody.
    static func look(_ visit: Visit, _ event: Event.ID) async throws -> AllocationCheck {
        let key = try await visit.database.installationKey(visit.environment)
        return try await visit.read { reading in
            if try visit.membership(in: event, reading).runsTheRoom {
                return try AllocationCheck(visit, event, own: nil, reading)
            }
            let nominated = try nominated(visit, event, reading)
            let rule = try RegistrationStore(reading).requireRule(of: event)
            let own = try own(nominated.map(\.id), rule, reading)
            let plain = try AllocationCheck(visit, event, own: own, reading)
            return try plain.disguised(countries: Set(nominated.compactMap(\.behalf.country)), event, key: key)
        }
    }

    private init(_ visit: Visit, _ event: Event.ID, own: [Own]?, _ reading: any Reading) throws {
        let rule = try RegistrationStore(reading).requireRule(of: event)
        let confirmed = try QuotaStore(reading).allocations(of: event).first { $0.state == .confirmed }
        (run, self.own) = (confirmed, own)
        guard let outcome = confirmed?.outcome else {
            // Before the seats are given, only who runs the event sees who asks.
            if !rule.seatsAtOnce { try visit.require(.facilitate, in: event, reading) }
            let plan = try SeatPlan(event, rule, reading)
            let files = plan.files
            (requests, quotas, seated) = (files.requests, files.quotas, files.seated)
            (result, at) = (plan.report(at: visit.now).json, visit.now)
            return
        }
        (requests, quotas, seated) = (outcome.requests, outcome.quotas, outcome.seated)
        (result, at) = (outcome.result, outcome.at)
    }

    private init(
        own: [Own], requests: [SeatRequest], quotas: [SeatQuota], staying: [String], like check: AllocationCheck
    ) {
        (self.requests, self.quotas) = (SeatFiles.write(requests), SeatFiles.write(quotas))
        (seated, at, run, self.own) = (check.seated, check.at, check.run, own)
        result = AllocationReport(requests, quotas: quotas, staying: staying, at: check.at).json
    }

    private static func nominated(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws
        -> [(id: Nomination.ID, behalf: Behalf)]
    {
        guard visit.visitor.account != nil else { throw Refusal.signInNeeded }
        let programme = try EventStore(reading).event(event).programme
        // By the mandates of today: who spoke for a country before reads nothing more of it.
        let behalfs = visit.visitor.represented.filter { visit.visitor.mandate(for: $0, in: programme) != nil }
        let nominated = try QuotaStore(reading).nominated(for: behalfs, in: event)
        guard !nominated.isEmpty else { throw Refusal.notFound }
        return nominated
    }

    private static func own(_ nominations: [Nomination.ID], _ rule: RegistrationRule, _ reading: any Reading) throws
        -> [Own]
    {
        let store = RegistrationStore(reading)
        return try nominations.compactMap { try store.registration(of: $0) }.filter(\.isActive)
            .sorted { $0.number < $1.number }.map { Own(record: $0, tie: rule.tie($0)) }
    }

    /// - Parameter countries: those for which the reader nominated.
    /// - Parameter key: the installation's: nobody else makes the same codes.
    private func disguised(countries: Set<String>, _ event: Event.ID, key: [UInt8]) throws -> AllocationCheck {
        let numbers = Set((own ?? []).map { SeatRequest.id($0.record) })
        let asked = try SeatFiles.requests(Array(requests.utf8))
        var known: [SeatAttribute: Set<String>] = [.country: countries]
        for request in asked where numbers.contains(request.id) {
            for (attribute, value) in request.attributes { known[attribute, default: []].insert(value) }
        }
        let disguise = SeatDisguise(own: known) { attribute, value in
            let code = Sodium.hash("seat-check:\(event):\(attribute.rawValue):\(value)".utf8, key: key)
            return "\(attribute.rawValue)-\(Secret.hex(code.prefix(6)))"
        }
        let (hidden, limits) = disguise.disguised(asked, quotas: try SeatFiles.quotas(Array(quotas.utf8)))
        let places = Dictionary(hidden.map { ($0.id, $0.tie) }) { first, _ in first }
        let own = (own ?? []).map { Own(record: $0.record, tie: places[SeatRequest.id($0.record)] ?? "") }
        return AllocationCheck(
            own: own, requests: hidden, quotas: limits, staying: try SeatFiles.seated(Array(seated.utf8), of: asked),
            like: self)
    }

    func file(_ name: String) throws -> Answer {
        let csv = "text/csv; charset=utf-8"
        switch name {
        case "requests.csv": return .download(Array(requests.utf8), type: csv, name: name)
        case "quotas.csv": return .download(Array(quotas.utf8), type: csv, name: name)
        case "seated.csv": return .download(Array(seated.utf8), type: csv, name: name)
        case "result.json": return .download(Array(result.utf8), type: "application/json", name: name)
        default: throw Refusal.notFound
        }
    }
}
