import Domain
import Storage
import Web

/// A plan as a table, from which `roundtable progress` counts again, and as it comes in.
enum PlanTableFile {
    static let columns = PlanFile.columns

    /// It is kept for ever, and counted from: it names no person.
    static func text(_ plan: PlanRecord, _ entries: [PlanEntry], _ words: PlanWords) -> String {
        ([columns] + rows(plan, entries, words, namesPeople: false)).map { CSVWriter.record($0) }.joined()
    }

    static func rows(_ plan: PlanRecord, _ entries: [PlanEntry], _ words: PlanWords, namesPeople: Bool = true)
        -> [[String]]
    {
        let known = Set(entries.map(\.item.number))
        return entries.map { entry in
            let (item, action) = (entry.item, entry.action)
            let member = action.owner?.member ?? plan.owner
            // Whose it is comes first.
            let own = member?.kind == .region ? [member].compactMap { $0 } : []
            let others = item.regions.map { MemberRef.region($0) }.filter { !own.contains($0) }
            let region = (own + others).map { title(words.member($0).string()) }.joined(separator: ";")
            let owner = namesPeople || action.owner?.account == nil ? words.owner(action.owner).string() : ""
            let lead = action.body.isEmpty ? owner : action.body
            return [
                item.number, action.title, item.fields.kind, member?.country ?? "", region, item.priority,
                action.owner == nil && action.body.isEmpty ? "" : lead, item.sectors, action.element,
                entry.line.state.rawValue, action.startsOn, action.dueOn, String(item.weight ?? 1), item.cost,
                item.currency, item.fundedBy, item.cost.isEmpty ? "" : item.isSecured ? "yes" : "no",
                item.fields.predecessors.filter(known.contains).joined(separator: ";"),
                entry.steps.map(milestone).joined(separator: ";"),
                item.sources,
            ]
        }
    }

    /// `title|due|done-on`.
    private static func milestone(_ step: PlanStepRecord) -> String {
        "\(title(step.title))|\(step.dueOn)|\(step.waived.isEmpty ? step.doneOn : "waived")"
    }

    /// What separates is no part of a title.
    static func title(_ text: String) -> String { String(text.map { $0 == "|" ? "/" : $0 == ";" ? "," : $0 }) }
}
