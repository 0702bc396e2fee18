import Domain
import Storage
import Web

/// On the page of a member: what it needs, with others.
extension SharingFacts: MemberSectionFeature {
    static var memberSection: (order: Int, title: Message) { (30, L("Needs", context: "of members")) }

    static func things(of member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [MemberThing]
    {
        let needs = try SharedNeedStore(reading).needs(of: programmes).filter { $0.members.contains(member) }
        return try SharedReading(visit, reading).seen(needs).map { one in
            MemberThing(
                title: one.title, path: Paths.sharedNeed(one.programme, one.id), marking: one.marking,
                note: one.state.label)
        }
    }
}

/// On the page of a country: what others tell, ask and need, and what it answered.
extension SharingFacts: CountryThingFeature {
    static func offers(to member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [CountryThing]
    {
        let (own, today) = (try SharedReading(visit, reading), CalendarDate.today(visit.now))
        let notices = try own.seen(NoticeStore(reading).notices(of: programmes)).filter { one in
            one.isCurrent(on: today) && one.member != member
        }
        let answered = Set(try NoticeStore(reading).answers(by: member, in: programmes).map(\.notice))
        let needs = try own.seen(SharedNeedStore(reading).needs(of: programmes)).filter { one in
            one.state != .closed && !one.members.contains(member)
        }
        let told: [CountryThing] = notices.filter { !answered.contains($0.id) }.map { one in
            CountryThing(
                thing: MemberThing(
                    title: one.title, path: Paths.notice(one.programme, one.id), marking: one.marking,
                    note: one.isQuestion ? L("question") : L("notice")), from: one.member, at: one.createdAt)
        }
        let needed: [CountryThing] = needs.map { one in
            CountryThing(
                thing: MemberThing(
                    title: one.title, path: Paths.sharedNeed(one.programme, one.id), marking: one.marking,
                    note: L("need")), from: one.namings.first?.member, at: one.createdAt)
        }
        return told + needed
    }

    static func answers(of member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [CountryThing]
    {
        let notices = try SharedReading(visit, reading).seen(NoticeStore(reading).notices(of: programmes))
        let byId = Dictionary(uniqueKeysWithValues: notices.map { ($0.id, $0) })
        return try NoticeStore(reading).answers(by: member, in: programmes).compactMap { answer in
            byId[answer.notice].map { one in
                CountryThing(
                    thing: MemberThing(
                        title: one.title, path: Paths.notice(one.programme, one.id), marking: one.marking,
                        note: L("answered on \(DateText.day(CalendarDate.today(answer.changedAt)))")),
                    from: one.member, at: answer.changedAt)
            }
        }
    }
}
