import Domain
import Storage
import Web

/// What somebody may do with scenarios.
extension PlansStanding {
    /// A country's own are kept by who speaks for it alone.
    func keeps(_ place: RiskPlace) -> Bool {
        switch place {
        case .programme: coordinates
        case .region(let id): keeps(id)
        case .country(let code): isFocal(of: code)
        }
    }

    /// Who changes it, opens its judgement and writes down what was agreed.
    func keeps(_ risk: RiskRecord) -> Bool { keeps(risk.place) }

    /// A country's own is read by nobody else before the country shares it, organisers included.
    func reads(_ risk: RiskRecord) -> Bool {
        if keeps(risk) { return true }
        guard risk.draft.isShared || risk.place.country == nil else { return false }
        let region = risk.place.region.map { countries(of: $0) } ?? []
        return mayRead(risk.readable(Set(region)), visitor, roster, now: now).isAllowed
    }

    /// Whether they tell scenarios at all.
    var tellsRisks: Bool { coordinates || !heads.isEmpty || !focal.isEmpty }

    /// The sector for which they stand, as the directory has it.
    func sector(_ reading: any Reading) throws -> String? {
        guard let account, let person = try AccountStore(reading).account(account).person else { return nil }
        return try PersonStore(reading).person(person).fields.sector
    }
}
