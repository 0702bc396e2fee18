import Domain

/// "KZ1s": the first of Kazakhstan, of security; without a sector "KZ1".
func request(_ text: String, standing: Int = 1, rank: Int = 1, tie: String = "", more: [SeatAttribute: String] = [:])
    -> SeatRequest
{
    let sectors: [Character: String] = ["s": "security", "h": "health", "c": "civil-protection"]
    var attributes: [SeatAttribute: String] = [.country: String(text.prefix(2))]
    if let letter = text.last, let sector = sectors[letter] { attributes[.sector] = sector }
    let id = attributes[.sector] == nil ? text : String(text.dropLast())
    return SeatRequest(
        id: id, standing: standing, rank: rank, tie: tie, attributes: attributes.merging(more) { $1 })
}

/// In the order written.
func inOrder(_ text: String) -> [SeatRequest] {
    text.split(separator: " ").enumerated().map { request(String($1), tie: String(1000 + $0)) }
}

func each(_ attribute: SeatAttribute, _ seats: Int, _ exceptions: [String: Int] = [:]) -> SeatQuota {
    SeatQuota(label: "each \(attribute.rawValue)", attribute: attribute, seats: seats, exceptions: exceptions)
}

func only(_ attribute: SeatAttribute, _ value: String, _ seats: Int) -> SeatQuota {
    SeatQuota(label: value, attribute: attribute, values: [value], seats: seats)
}

func total(_ seats: Int) -> SeatQuota { SeatQuota(label: "total", attribute: nil, seats: seats) }

func keep(_ seats: Int, _ values: String, until: Int64? = nil) -> SeatQuota {
    SeatQuota(
        label: "kept", kind: .guarantee, attribute: .country, values: values.split(separator: " ").map(String.init),
        seats: seats, until: until)
}

extension Allocation {
    var seats: String { seated.joined(separator: " ") }
    /// "KG2: total; KZ3: each country/KZ, total"
    var waits: String {
        waiting.map { waiting in
            "\(waiting.id): \(waiting.blocked.map { $0.name(seating.quotas) }.joined(separator: ", "))"
        }.joined(separator: "; ")
    }
    /// After somebody has gone.
    func without(_ ids: Set<String>, of requests: [SeatRequest], _ quotas: [SeatQuota], at time: Int64? = nil)
        -> Allocation
    {
        Allocation(
            requests.filter { !ids.contains($0.id) }, quotas: quotas, staying: seated.filter { !ids.contains($0) },
            at: time)
    }
}

/// The rules once more as sets and counts of people, without the product's code: one who asks is tried against all that sit.
enum HandCount {
    static func counts(_ request: SeatRequest, _ quota: SeatQuota, _ value: String?) -> Bool {
        if let mode = quota.mode, request.attributes[.mode] != mode { return false }
        guard let attribute = quota.attribute else { return true }
        guard let own = request.attributes[attribute] else { return false }
        return value == nil ? (quota.values.isEmpty || quota.values.contains(own)) : own == value
    }

    static func isWithinCaps(_ people: [SeatRequest], _ quotas: [SeatQuota]) -> Bool {
        quotas.allSatisfy { quota in
            guard quota.kind == .cap else { return true }
            guard let attribute = quota.attribute, quota.values.isEmpty else {
                return people.filter { counts($0, quota, nil) }.count <= quota.seats
            }
            return Set(people.compactMap { $0.attributes[attribute] }).allSatisfy { value in
                people.filter { counts($0, quota, value) }.count <= quota.exceptions[value] ?? quota.seats
            }
        }
    }

    /// With one guarantee at most, and no modes.
    static func fits(_ one: SeatRequest, _ sitting: [SeatRequest], _ quotas: [SeatQuota]) -> Bool {
        guard isWithinCaps(sitting + [one], quotas) else { return false }
        guard let kept = quotas.first(where: { $0.kind == .guarantee }),
            let whole = quotas.first(where: { $0.attribute == nil }), let attribute = kept.attribute
        else { return true }
        let own = one.attributes[attribute]
        func lacking(_ value: String) -> Int {
            max(0, kept.seats - sitting.filter { $0.attributes[attribute] == value }.count)
        }
        if let own, kept.values.contains(own), lacking(own) > 0 { return true }
        let others = kept.values.filter { $0 != own }.map(lacking).reduce(0, +)
        return whole.seats - sitting.count - others >= 1
    }

    static func seated(_ requests: [SeatRequest], _ quotas: [SeatQuota], staying: [String] = []) -> [String] {
        var sitting = staying.compactMap { id in requests.first { $0.id == id } }
        for one in requests.sorted(by: SeatRequest.precedes)
        where !staying.contains(one.id) && fits(one, sitting, quotas) {
            sitting.append(one)
        }
        return sitting.map(\.id)
    }

    /// Of every set of at most twelve people the largest that is within the caps.
    static func most(_ requests: [SeatRequest], _ quotas: [SeatQuota]) -> Int {
        (0..<(1 << requests.count)).reduce(0) { best, bits in
            guard bits.nonzeroBitCount > best else { return best }
            let chosen = requests.indices.filter { bits & (1 << $0) != 0 }.map { requests[$0] }
            return isWithinCaps(chosen, quotas) ? chosen.count : best
        }
    }
}

/// A small event drawn from a seed.
struct RandomEvent {
    var requests: [SeatRequest] = []
    var quotas: [SeatQuota] = []

    init(_ seed: UInt64, guarantee: Bool = false, modes: Bool = false) {
        var chance = SeededGenerator(seed)
        let countries = ["KZ", "UZ", "KG", "TJ"]
        let sectors = ["security", "health", "civil-protection"]
        for number in 0..<(3 + chance.below(8)) {
            var attributes: [SeatAttribute: String] = [.country: countries[chance.below(4)]]
            if chance.below(5) > 0 { attributes[.sector] = sectors[chance.below(3)] }
            if modes { attributes[.mode] = chance.below(2) == 0 ? "online" : "in-person" }
            requests.append(
                SeatRequest(
                    id: "p\(number)", standing: chance.below(8) == 0 ? 0 : 1 + chance.below(2),
                    rank: 1 + chance.below(3), tie: String(chance.below(4)), attributes: attributes))
        }
        quotas = [each(.country, 1 + chance.below(2), chance.below(3) == 0 ? ["KZ": chance.below(4)] : [:])]
        if chance.below(3) > 0 { quotas.append(each(.sector, 1 + chance.below(3))) }
        if chance.below(3) == 0 { quotas.append(only(.sector, "security", chance.below(3))) }
        if modes {
            quotas.append(
                SeatQuota(label: "room", attribute: nil, seats: 1 + chance.below(4), mode: "in-person"))
        }
        quotas.append(total(2 + chance.below(7)))
        if guarantee {
            quotas.append(keep(1 + chance.below(2), countries.prefix(2 + chance.below(3)).joined(separator: " ")))
        }
    }
}
