import Domain
import Storage
import Web

/// Who names people for whom: a country's focal point and alternates, who speaks for a city or an organisation, and those of a working group.
extension Behalf {
    /// For what mandates are held in its name; nothing for a person, and for words of which nobody knows whom they mean.
    var holder: MandateHolder? {
        switch kind {
        case .country: .country(code)
        case .city: City.ID(code).map { MandateHolder.city($0) }
        case .organisation: Organisation.ID(code).map { MandateHolder.organisation($0) }
        case .workingGroup: WorkingGroup.ID(code).map { MandateHolder.group($0) }
        case .person: nil
        }
    }

    /// Nothing for what names nobody, such as a region.
    init?(holder: MandateHolder) {
        switch holder {
        case .country(let code): self = .country(code)
        case .city(let id): self.init(kind: .city, code: id.description)
        case .organisation(let id): self.init(kind: .organisation, code: id.description)
        case .group(let id): self.init(kind: .workingGroup, code: id.description)
        case .region, .programme: return nil
        }
    }

    /// Under which people are named for it, the first before the others.
    var roles: [MandateRole] {
        switch kind {
        case .country: MandateRole.allCases.filter(\.nominates)
        case .city: MandateRole.allCases.filter { $0.speaks && $0.holders.contains(.city) }
        case .organisation: MandateRole.allCases.filter { $0.speaks && $0.holders.contains(.organisation) }
        case .workingGroup: [.groupChair, .groupMember]
        case .person: []
        }
    }

    /// As the addresses of its own pages name it: a country by its code alone.
    var segment: String { country ?? description }

    /// - Throws: ``Refusal/notFound`` for what is not written so.
    init(segment: String) throws {
        let told = Behalf(segment) ?? .country(segment)
        guard told.holder != nil, told.segment == segment else { throw Refusal.notFound }
        self = told
    }

    /// The country of a city or an organisation.
    func home(_ reading: any Reading) throws -> String? {
        guard let ref = holder.flatMap({ MemberRef($0) }) else { return nil }
        return try MemberNameStore(reading).names(of: [ref])[ref]?.country
    }
}

extension Visitor {
    /// Under which the visitor names people for somebody in a programme: who may act before who is suspended.
    func mandate(for behalf: Behalf, in programme: Programme.ID) -> ActiveMandate? {
        if let country = behalf.country { return mandate(for: country, in: programme) }
        guard let holder = behalf.holder else { return nil }
        let roles = behalf.roles
        let own = mandates.filter { $0.holder == holder && roles.contains($0.role) && $0.holds(in: programme) }
        func order(_ mandate: ActiveMandate) -> (Int, Int) {
            (mandate.mayAct ? 0 : 1, roles.firstIndex(of: mandate.role) ?? roles.count)
        }
        return own.min { order($0) < order($1) }
    }

    /// For whom the visitor names people in some programme: countries, then cities, organisations and working groups.
    var represented: [Behalf] {
        var all: [Behalf] = countries.map { .country($0) }
        for mandate in mandates {
            guard let behalf = Behalf(holder: mandate.holder), behalf.roles.contains(mandate.role),
                !all.contains(behalf)
            else { continue }
            all.append(behalf)
        }
        return all
    }
}
