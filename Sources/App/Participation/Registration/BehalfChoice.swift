import Domain
import Storage
import Web

/// Whom a programme offers to be asked besides countries: its cities and organisations of a day, and its working groups of then.
struct BehalfChoice: Sendable {
    struct Offered: Sendable {
        let behalf: Behalf
        let name: String
    }

    let cities: [Offered]
    let organisations: [Offered]
    let groups: [Offered]

    init(_ programme: Programme.ID, on day: String, _ reading: any Reading) throws {
        let refs = Set(try MemberStore(reading).members(of: programme, on: day).map(\.ref))
        let names = try MemberNameStore(reading).names(of: refs.filter { $0.kind == .city || $0.kind == .organisation })
        func offered(_ kind: MemberRef.Kind, as named: Behalf.Kind) -> [Offered] {
            let own = names.filter { $0.key.kind == kind }.map { ref, told in
                Offered(behalf: Behalf(kind: named, code: ref.ref), name: told.name)
            }
            return Folded.ordered(own) { "\($0.name) \($0.behalf.code)" }
        }
        cities = offered(.city, as: .city)
        organisations = offered(.organisation, as: .organisation)
        groups = try WorkingGroupStore(reading).groups(of: programme, on: day).filter { $0.state != .closed }.map {
            Offered(behalf: Behalf(kind: .workingGroup, code: $0.id.description), name: $0.title)
        }
    }

    var all: [Offered] { cities + organisations + groups }

    /// The city or the group that is called so, where no other is.
    func named(_ name: String, _ kind: Behalf.Kind) -> Behalf? {
        let found = all.filter { $0.behalf.kind == kind && Folded.text($0.name) == Folded.text(name) }
        return found.count == 1 ? found[0].behalf : nil
    }
}

extension Behalf {
    /// As it is asked: of a city and a group, told by its name, the one of the programme that is called so.
    /// - Returns: nothing for what the programme does not have.
    func asked(by programme: Programme.ID, on day: String, _ reading: any Reading) throws -> Behalf? {
        switch kind {
        case .city:
            if let id = City.ID(code) { return try CityStore(reading).has(id) ? self : nil }
        case .workingGroup:
            if let id = WorkingGroup.ID(code) {
                let group = try WorkingGroupStore(reading).groups([id]).first
                return group?.programme == programme && group?.state != .closed ? self : nil
            }
        case .country, .organisation, .person: return self
        }
        return try BehalfChoice(programme, on: day, reading).named(code, kind)
    }
}
