import Domain
import Storage
import Web

/// On the page of a country, and of a region: its plans, with how far each is.
extension PlanFacts: MemberSectionFeature {
    static var memberSection: (order: Int, title: Message) { (order: 44, title: L("Plans")) }

    static func things(of member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [MemberThing]
    {
        try programmes.flatMap { programme -> [MemberThing] in
            let own = try PlanRecordStore(reading).plans(of: programme).filter {
                $0.owner == member && $0.stage != .closed
            }
            guard !own.isEmpty else { return [] }
            let voice = try PlanVoice(visit, programme, reading)
            let progress = try PlanFiguresStore(reading).figures(of: own, voice).progress(voice.standing.today)
            return own.filter { voice.reads($0) }.map { plan in
                let value = progress[plan.id]?.value
                return MemberThing(
                    title: plan.title, path: PlanPaths.plan(plan.id), marking: plan.marking,
                    note: value == nil ? plan.stage.label : PlanWords.percent(value))
            }
        }
    }
}
