import Domain
import Markup
import Storage
import Web

/// What owners of plans and actions are called, and how figures of a plan are told.
struct PlanWords: Sendable {
    let actions: ActionWords
    private let regions: [String: Message]
    private let records: [RegionRecord]

    init(_ programme: Programme.ID, _ actions: [ActionRecord], _ reading: any Reading) throws {
        self.actions = try ActionWords(programme, actions, reading)
        let records = try RegionStore(reading).regions()
        self.records = records
        regions = Dictionary(
            records.map { ($0.id.description, $0.label) }, uniquingKeysWith: { first, _ in first })
    }

    /// By its code or its name, as a table tells it.
    func region(named told: String) -> App.Region.ID? {
        let name = Folded.text(told)
        guard !name.isEmpty else { return nil }
        return records.first { one in
            [one.id.description, one.code, one.name, one.label.string()].contains { Folded.text($0) == name }
        }?.id
    }

    func member(_ member: MemberRef) -> Message {
        if member.kind == .region, let label = regions[member.ref] { return label }
        return actions.owner(.member(member))
    }

    func owner(_ owner: ActionOwner?) -> Message { owner?.member.map { member($0) } ?? actions.owner(owner) }

    /// Whose plan it is; nothing where that is the programme's.
    func owner(of plan: PlanRecord) -> Message? { plan.owner.map { member($0) } }

    static func percent(_ value: Rational?) -> Message {
        guard let value else { return .verbatim("–") }
        return L("\(NumberText.decimal(value * 100, 1)) %")
    }

    /// "+28.6": hundredths of the whole, signed.
    static func points(_ value: Rational) -> String {
        (value > .zero ? "+" : "") + NumberText.decimal(value * 100, 1)
    }

    /// "8/21 · done 1 of 4 · on time 3 of 4 · proven 1 of 1"
    static func parts(_ progress: PlanProgress) -> [Message] {
        var parts: [Message] = [
            L("done: \(progress.done.count) of \(progress.done.of)"),
            L("on time: \(progress.onTime.count) of \(progress.onTime.of)"),
        ]
        if progress.proven.of > 0 { parts.append(L("proven: \(progress.proven.count) of \(progress.proven.of)")) }
        for cost in progress.costs {
            parts.append(
                L("secured: \(percent(cost.share).string()) of \(amount(cost.total, cost.currency))"))
        }
        return parts
    }

    static func amount(_ value: Rational, _ currency: Currency) -> String {
        (currency.exponent == 0 ? value.description : value.decimal(currency.exponent)) + " " + currency.code
    }

    static func stage(_ stage: PlanStage) -> HTML {
        let tone =
            switch stage {
            case .draft: ""
            case .inReview: " warn"
            case .adopted: " good"
            case .closed: ""
            }
        return "<span class=\"state\(tone)\">\(stage.label)</span>"
    }
}
