import Domain
import Storage
import Web

/// Several actions pasted at once: one on each line, its day behind a tab. All of them, or none.
enum PlanPaste {
    static let most = 200

    static func take(_ visit: Visit, _ id: ProgrammePlan.ID, _ text: String, key: String? = nil)
        async throws -> Int
    {
        var check = FieldCheck()
        let rows = lines(text, &check)
        if rows.isEmpty { check.fail("lines", L("This field is required.")) }
        if rows.count > most { check.fail("lines", L("At most \(most).")) }
        try check.finish()
        return try await visit.database.write { tx in
            let (plan, voice) = try PlanOperations.edited(visit, id, tx)
            let work = Work(tx, visit)
            // Sent again, all of them are there.
            func name(_ index: Int) -> String? { key.flatMap { $0.isEmpty ? nil : "\($0):\(id):\(index)" } }
            if let first = SendingKey.of(name(0), by: work.actor),
                try ActionStore(tx).sent(plan.programme, key: first) != nil
            {
                return rows.count
            }
            var all = try PlanItemStore(tx).items(of: [id])
            for (index, row) in rows.enumerated() {
                var fields = row
                fields.language = plan.language
                let draft = PlanItemDraft(owner: plan.owner.map { .member($0) })
                all.append(
                    try PlanItemOperations.addIn(
                        work, plan, voice, all, fields.ordered, PlanItemFields().cleaned, draft, key: name(index),
                        isChecked: true))
            }
            return rows.count
        }
    }

    /// A day that is none is told with its line.
    private static func lines(_ text: String, _ check: inout FieldCheck) -> [ActionFields] {
        guard text.utf8.count <= 200_000 else {
            check.fail("lines", L("At most \(most)."))
            return []
        }
        var rows: [ActionFields] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).trimmed }
            guard let title = parts.first(where: { !$0.isEmpty }) else { continue }
            var fields = ActionFields()
            fields.title = title
            fields.dueOn = parts.dropFirst().first { !$0.isEmpty } ?? ""
            var own = FieldCheck()
            let told = fields
            fields.clean(&own)
            if let words = own.errors.sorted(by: { $0.key < $1.key }).first?.value {
                check.fail("lines", L("Row \(index + 1), \(FieldCheck.line(told.title.prefix(40))): \(words)"))
            }
            rows.append(fields)
        }
        return rows
    }
}
