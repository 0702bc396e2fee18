@testable import App
import Domain
import Storage
import TestSupport
import Web

/// An event with a rule, quotas and people who ask for seats, written as in the design: `HR1s` is Croatia's first, of security.
struct SeatWorld {
    let world: World
    var site: TestSite { world.site }
    var event: Event.ID { world.event }

    /// - Parameters:
    ///   - work: rolling seats at once; batch waits for the allocation.
    ///   - offerHours: 0 gives free seats without asking.
    init(
        _ site: TestSite, work: RegistrationRule.Work = .rolling, offerHours: Int = 0, quotas: [SeatQuota],
        change: @Sendable (inout RegistrationRule) -> Void = { _ in }
    ) async throws {
        world = try await site.world(seats: 0)
        var rule = RegistrationRule()
        (rule.work, rule.offerHours, rule.order) = (work, offerHours, .time)
        rule.channels = [.nomination, .open]
        change(&rule)
        let (event, now, fixed, environment) = (world.event, site.clock.now, rule, site.environment)
        try await site.database.write { tx in
            try RegistrationStore.keep(fixed, of: event, now: now, tx)
            let list = quotas.map {
                QuotaRecord(environment.id(), $0, until: $0.until.map { TypedTime(at: $0, zone: "UTC") })
            }
            try QuotaStore.keep(list, of: event, now: now, tx)
        }
    }

    @discardableResult
    func desk<Value: Sendable>(_ body: @escaping @Sendable (RegistrationDesk) throws -> Value) async throws -> Value {
        let (event, environment) = (event, site.environment)
        return try await site.database.write { tx in try body(try RegistrationDesk(event, Work(tx, environment))) }
    }

    /// One after the other, a second apart. Their family names are their codes.
    func register(_ list: String) async throws {
        for code in list.split(separator: " ").map(String.init) {
            site.clock.advance(seconds: 1)
            try await desk { try register(code, $0) }
        }
    }

    @discardableResult
    private func register(_ code: String, _ desk: RegistrationDesk) throws -> RegistrationRecord {
        let sectors: [Character: String] = ["s": "security", "h": "health", "c": "civil-protection"]
        let sector = code.last.flatMap { sectors[$0] }
        var fields = RegistrationFields()
        fields.familyName = sector == nil ? code : String(code.dropLast())
        fields.email = "\(fields.familyName.lowercased())@example.org"
        (fields.country, fields.sector) = (String(code.prefix(2)), sector)
        return try desk.register(
            fields.cleaned, .init(channel: .nomination, holder: .country(String(code.prefix(2)))), by: .organiser)
    }

    func record(_ name: String) async throws -> RegistrationRecord {
        let event = event
        let all = try await site.database.read { try RegistrationStore($0).registrations(of: event) }
        guard let record = all.first(where: { $0.familyName == name }) else { throw Refusal.notFound }
        return record
    }

    func withdraw(_ name: String) async throws {
        let record = try await record(name)
        try await desk { try $0.withdraw(record, reason: "", by: .organiser) }
    }

    /// Names by state, in the order of their numbers.
    func names(_ state: RegistrationRecord.State) async throws -> String {
        let event = event
        let all = try await site.database.read { try RegistrationStore($0).registrations(of: event) }
        return all.filter { $0.state == state }.map(\.familyName).joined(separator: " ")
    }

    /// Why each waits, by name, in words.
    func waiting() async throws -> [String: SeatStanding.Waiting] {
        let (event, now) = (event, site.clock.now)
        return try await site.database.read { reading in
            let standing = try SeatStanding(
                EventStore(reading).event(event), RegistrationStore(reading).requireRule(of: event), now: now, reading)
            let all = try RegistrationStore(reading).registrations(of: event)
            let pairs = all.compactMap { record in standing.waiting[record.id].map { (record.familyName, $0) } }
            return Dictionary(pairs) { first, _ in first }
        }
    }

    func turnClock() async throws { try await OfferClock.turn(site.database, site.environment) }
}

extension SeatQuota {
    static func each(_ attribute: SeatAttribute, _ seats: Int) -> SeatQuota {
        SeatQuota(label: "each \(attribute.rawValue)", attribute: attribute, seats: seats)
    }
    static func only(_ attribute: SeatAttribute, _ value: String, _ seats: Int) -> SeatQuota {
        SeatQuota(label: value, attribute: attribute, values: [value], seats: seats)
    }
    static func total(_ seats: Int) -> SeatQuota { SeatQuota(label: "total", attribute: nil, seats: seats) }
}
