import Domain
import Storage
import Web

/// What waits: for a focal point its country's assessment, for who answers the questions of their sector.
extension NeedsFacts: TodayFeature {
    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "needs", order: 69, label: L("Needs assessments"),
                hint: L("Questions that I answer for my sector, and my country's assessment."))
        ]
    }

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let store = NeedsStore(reading)
        let mine = try store.respondents(by: reader.id)
        let countries = Set(
            reader.visitor.mandates.filter { $0.mayAct && $0.role.nominates }.compactMap(\.holder.country))
        let known = try store.open(of: countries.sorted())
        let others = Set(mine.map(\.assessment)).subtracting(known.map(\.id)).sorted()
        let open = try known + store.assessments(others).filter(\.state.isOpen)
        guard !open.isEmpty else { return [] }
        let all = try store.cycles(Array(Set(open.map(\.cycle)))).filter(\.isOpen)
        let cycles = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
        return open.flatMap { one -> [TodayTask] in
            guard let cycle = cycles[one.cycle] else { return [] }
            let day = CalendarDate(cycle.closesOn).map { Int64($0.daysSince1970 + 1) * EpochTime.day }
            var tasks: [TodayTask] = []
            let isFocal = reader.visitor.mandates.contains {
                $0.mayAct && $0.role.nominates && $0.holder.country == one.country && $0.holds(in: cycle.programme)
            }
            if isFocal {
                tasks.append(
                    TodayTask(
                        id: "needs-\(one.state.rawValue)-\(one.id)", kind: "needs",
                        what: one.state == .returned
                            ? L("Answer questions on your assessment") : L("Submit your country’s assessment"),
                        place: cycle.title, why: L("You are the focal point."),
                        path: NeedsPaths.assessment(cycle.programme, one.id), due: day, isDay: true))
            }
            guard one.state == .invited || one.state == .answering else { return tasks }
            for respondent in mine where respondent.assessment == one.id {
                tasks.append(
                    TodayTask(
                        id: "needs-answers-\(one.id)-\(respondent.sector)", kind: "needs",
                        what: L("Answer for your sector"), place: cycle.title,
                        why: L("The focal point of your country named you."),
                        path: NeedsPaths.own(one.id, respondent.sector), due: day, isDay: true))
            }
            return tasks
        }
    }
}
