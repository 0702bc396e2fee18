import Domain
import Web

/// A rule as a sentence: "If a cell has not told its neighbour by 25 min after #4, #19 is due for that cell."
struct InjectRuleWords {
    let plan: ExercisePlan

    func sentence(_ rule: RuleRecord) -> Message {
        sentence(InjectRuleDraft(rule), for: plan.inject(rule.inject)?.label ?? "?")
    }

    func sentence(_ rule: InjectRuleDraft, for label: String) -> Message {
        let conditions = rule.conditions.map(condition)
        let when: Message =
            conditions.count == 1
            ? conditions[0]
            : rule.match == .all
                ? Message.list(conditions, .and) : L("one of these is so: \(list: conditions, .semicolons)")
        return L("If \(when), \(effect(rule, Self.number(label))).")
    }

    private func effect(_ rule: InjectRuleDraft, _ inject: String) -> Message {
        let isDue = rule.effect == .due
        let what: Message
        switch rule.scope {
        case .eachCell:
            what = isDue ? L("\(inject) is due for that cell") : L("\(inject) goes out to that cell")
        case .all:
            what =
                isDue
                ? L("\(inject) is due for all who get it, once it is so in every cell")
                : L("\(inject) goes out to all who get it, once it is so in every cell")
        case .someOf:
            let count = rule.count ?? 1
            what =
                isDue
                ? L("\(inject) is due for all who get it, once it is so in so many cells: \(count)")
                : L("\(inject) goes out to all who get it, once it is so in so many cells: \(count)")
        }
        return rule.delay == 0 ? what : L("\(what), \(Self.minutes(rule.delay)) min later")
    }

    private func condition(_ one: InjectRuleDraft.Condition) -> Message {
        let (subject, after) = (label(one), Self.minutes(one.after ?? 0))
        switch one.event {
        case .optionChosen:
            let point = plan.points.first { $0.id.description == one.subject }
            let text = point?.options.first { $0.code == one.value }?.text.text(
                in: Language.current.rawValue, else: plan.msel.languages
            ).text
            return L("a cell chooses “\(text ?? one.value)” at \(subject)")
        case .decisionMissing: return L("a cell has not decided on \(subject) by its deadline")
        case .requestSent: return L("a cell sends \(Self.request(one.value)) after \(subject)")
        case .requestMissing:
            return one.value == "notification"
                ? L("a cell has not told its neighbour by \(after) min after \(subject)")
                : L("a cell has not sent \(Self.request(one.value)) by \(after) min after \(subject)")
        case .requestAcknowledged: return L("\(Self.request(one.value)) of a cell is acknowledged after \(subject)")
        case .requestAnswered: return L("\(Self.request(one.value)) of a cell is answered after \(subject)")
        case .requestDeclined: return L("\(Self.request(one.value)) of a cell is declined after \(subject)")
        case .requestOverdue: return L("\(Self.request(one.value)) of a cell is overdue after \(subject)")
        case .injectReleased: return L("\(subject) goes out to a cell")
        case .injectOpened: return L("everybody in a cell has opened \(subject)")
        case .injectUnopened: return L("nobody in a cell has opened \(subject) by \(after) min after it went out")
        case .pictureConfirmed: return L("a cell confirms an item of its picture: \(one.value)")
        case .pictureDisproved: return L("a cell disproves an item of its picture: \(one.value)")
        case .moveOpened:
            return L("move \(plan.moves.first { $0.id.description == one.subject }?.number ?? 0) begins for a cell")
        }
    }

    private func label(_ one: InjectRuleDraft.Condition) -> Message {
        let inject = plan.points.first { $0.id.description == one.subject }?.inject.description ?? one.subject
        if inject.isEmpty { return L("STARTEX") }
        return .verbatim(Self.number(plan.injects.first { $0.id.description == inject }?.label ?? "?"))
    }

    static func number(_ label: String) -> String { label.first?.isNumber == true ? "#\(label)" : label }

    private static func minutes(_ time: Int64) -> String {
        time % 60_000 == 0 ? "\(time / 60_000)" : InjectTime.clock(time)
    }

    static func request(_ type: String) -> Message {
        switch type {
        case "information": L("a request for information")
        case "assistance": L("a request for assistance")
        case "joint-decision": L("a request for a joint decision")
        case "notification": L("a notification")
        default: L("a request")
        }
    }

    /// What may be chosen as the type of a request.
    static let requestTypes = ["information", "assistance", "joint-decision", "notification"]
}

extension RuleEvent {
    /// To be chosen in a form.
    var label: Message {
        switch self {
        case .optionChosen: L("An option is chosen")
        case .decisionMissing: L("No decision at its deadline")
        case .requestSent: L("A request is sent")
        case .requestMissing: L("A request is not sent in time")
        case .requestAcknowledged: L("A request is acknowledged")
        case .requestAnswered: L("A request is answered")
        case .requestDeclined: L("A request is declined")
        case .requestOverdue: L("A request is overdue")
        case .injectReleased: L("An inject goes out")
        case .injectOpened: L("An inject is opened by all")
        case .injectUnopened: L("An inject is not opened in time")
        case .pictureConfirmed: L("An item of the picture is confirmed")
        case .pictureDisproved: L("An item of the picture is disproved")
        case .moveOpened: L("A move begins")
        }
    }
}
