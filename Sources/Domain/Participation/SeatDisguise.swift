/// The files of an allocation for somebody who may know of others no more than how many they are: what others are is told by codes, so that
/// everybody still finds the same seats.
///
/// Their own values stay, and sectors, modes and who pays where a quota names them, since the quota says so itself. Where others are from
/// (country, region, city, organisation, working group) is told by a code also where a quota names it. A lot is SHA-256 of a word that is
/// known and of a country's code, so that it would name the country: its place among the lots stands for it.
public struct SeatDisguise {
    private let own: [SeatAttribute: Set<String>]
    private let code: (SeatAttribute, String) -> String

    /// What says where somebody is from.
    private static let origin: Set<SeatAttribute> = [.country, .region, .organisation, .city, .workingGroup]

    /// - Parameters:
    ///   - own: values that stay as they are.
    ///   - code: the same for a value each time, another one for each, and none of the values that stay.
    public init(own: [SeatAttribute: Set<String>], code: @escaping (SeatAttribute, String) -> String) {
        (self.own, self.code) = (own, code)
    }

    public func disguised(_ requests: [SeatRequest], quotas: [SeatQuota]) -> (
        requests: [SeatRequest], quotas: [SeatQuota]
    ) {
        let named = Self.named(quotas)
        let ties = Self.places(requests.map(\.tie))
        let hidden = requests.map { request in
            var attributes = request.attributes
            for (attribute, value) in attributes { attributes[attribute] = told(attribute, value, named) }
            return SeatRequest(
                id: request.id, standing: request.standing, rank: request.rank, tie: ties[ExactText(request.tie)] ?? "",
                attributes: attributes)
        }
        var labels = Set(quotas.map(\.label))
        return (hidden, quotas.enumerated().map { told($1, at: $0, named, &labels) })
    }

    private static func named(_ quotas: [SeatQuota]) -> [SeatAttribute: Set<String>] {
        var named: [SeatAttribute: Set<String>] = [:]
        for quota in quotas {
            if let attribute = quota.attribute {
                named[attribute, default: []].formUnion(quota.values + quota.exceptions.keys)
            }
            if let mode = quota.mode { named[.mode, default: []].insert(mode) }
        }
        return named
    }

    /// In the order of their bytes, and of one length, so that they stand in the same order.
    private static func places(_ ties: [String]) -> [ExactText: String] {
        let sorted = Set(ties.map(ExactText.init)).sorted()
        let length = String(sorted.count).count
        let pairs = sorted.enumerated().map { place, tie in
            let digits = String(place + 1)
            return (tie, String(repeating: "0", count: length - digits.count) + digits)
        }
        return Dictionary(pairs) { first, _ in first }
    }

    private func told(_ attribute: SeatAttribute, _ value: String, _ named: [SeatAttribute: Set<String>]) -> String {
        func holds(_ values: Set<String>?) -> Bool { values?.contains { ExactText($0) == ExactText(value) } ?? false }
        if holds(own[attribute]) { return value }
        if !Self.origin.contains(attribute), holds(named[attribute]) { return value }
        return code(attribute, value)
    }

    private func told(
        _ quota: SeatQuota, at index: Int, _ named: [SeatAttribute: Set<String>], _ labels: inout Set<String>
    ) -> SeatQuota {
        guard let attribute = quota.attribute else { return quota }
        let values = quota.values.map { told(attribute, $0, named) }
        let exceptions = quota.exceptions.map { (told(attribute, $0.key, named), $0.value) }
        var label = quota.label
        if values != quota.values {
            // A label is the value's name where nobody gave it another one.
            label = "quota \(index + 1)"
            while !labels.insert(label).inserted { label += "+" }
        }
        return SeatQuota(
            label: label, kind: quota.kind, attribute: attribute, values: values, seats: quota.seats, mode: quota.mode,
            until: quota.until, exceptions: Dictionary(exceptions) { first, _ in first })
    }
}
