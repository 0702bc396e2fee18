import Storage
import Web

/// On the page of a member: the practices that it shares.
extension PracticeFacts: MemberSectionFeature {
    static var memberSection: (order: Int, title: Message) { (20, L("Practices")) }

    static func things(of member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [MemberThing]
    {
        let store = CaseStore(reading)
        let own = try programmes.flatMap { try store.cases(of: $0) }.filter { $0.owner == member }
        return try CaseReading(visit.visitor, now: visit.now, reading).seen(own).map { one in
            MemberThing(title: one.title, path: Paths.pastCase(one.programme, one.id), marking: one.marking)
        }
    }
}

/// On the page of a country: practices of others on which it has not decided, and what it decided.
extension PracticeFacts: CountryThingFeature {
    static func offers(to member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [CountryThing]
    {
        let decided = Set(try PracticeStore(reading).adoptions(by: member, in: programmes).map(\.practice))
        let others = try programmes.flatMap { try CaseStore(reading).cases(of: $0) }.filter { one in
            one.kind == .practice && one.owner != nil && one.owner != member && !decided.contains(one.id)
        }
        return try CaseReading(visit.visitor, now: visit.now, reading).seen(others).map { one in
            CountryThing(thing: thing(one, L("practice")), from: one.owner, at: one.createdAt)
        }
    }

    static func answers(of member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [CountryThing]
    {
        let made = try PracticeStore(reading).adoptions(by: member, in: programmes)
        let practices = try CaseStore(reading).cases(made.map(\.practice)).values.filter { $0.retiredAt == nil }
        let seen = try CaseReading(visit.visitor, now: visit.now, reading).seen(Array(practices))
        let byId = Dictionary(uniqueKeysWithValues: seen.map { ($0.id, $0) })
        return made.compactMap { decision in
            byId[decision.practice].map { one in
                CountryThing(thing: thing(one, decision.decision.label), from: one.owner, at: decision.decidedAt)
            }
        }
    }

    private static func thing(_ one: CaseRecord, _ note: Message) -> MemberThing {
        MemberThing(title: one.title, path: Paths.pastCase(one.programme, one.id), marking: one.marking, note: note)
    }
}
