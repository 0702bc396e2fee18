import Domain
import Storage
import Web

/// The SQL of decision points, as they are planned.
enum InjectPointStore {
    static func remove(of inject: Inject.ID, _ tx: Transaction) throws {
        let points: SQL = "SELECT id FROM decision_point WHERE inject_id = \(inject)"
        try tx.execute("DELETE FROM incompatible_options WHERE point_id IN (\(points))")
        try tx.execute("DELETE FROM decision_option WHERE point_id IN (\(points))")
        try tx.execute("DELETE FROM decision_point WHERE inject_id = \(inject)")
    }

    static func insert(_ id: DecisionPoint.ID, of inject: InjectRecord, _ point: InjectPointDraft, _ work: Work) throws
    {
        let tx = work.tx
        let last =
            try tx.value("SELECT MAX(number) FROM decision_point WHERE msel_id = \(inject.msel)", as: Int?.self)
            .flatMap { $0 } ?? 0
        try tx.execute(
            """
            INSERT INTO decision_point (id, msel_id, inject_id, number, question, deadline_ms, consent, allows_other)
            VALUES (\(id), \(inject.msel), \(inject.id), \(last + 1), \(try JSONCoding.text(point.question)), \(point.deadline),
                \(try JSONCoding.text(point.consent)), \(point.allowsOther))
            """)
        try setOptions(id, point, [:], work)
    }

    static func update(_ stored: PointRecord, _ point: InjectPointDraft, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE decision_point SET question = \(try JSONCoding.text(point.question)), deadline_ms = \(point.deadline),
                consent = \(try JSONCoding.text(point.consent)), allows_other = \(point.allowsOther) WHERE id = \(stored.id)
            """)
        let known = Dictionary(stored.options.map { ($0.code, $0.id) }) { first, _ in first }
        try work.tx.execute("DELETE FROM incompatible_options WHERE point_id = \(stored.id)")
        try work.tx.execute("DELETE FROM decision_option WHERE point_id = \(stored.id)")
        try setOptions(stored.id, point, known, work)
    }

    /// - Parameter known: ids that options of these codes had before.
    private static func setOptions(
        _ id: DecisionPoint.ID, _ point: InjectPointDraft, _ known: [String: DecisionOption.ID], _ work: Work
    ) throws {
        for (index, option) in point.options.enumerated() {
            let own = known[option.code] ?? work.environment.id()
            try work.tx.execute(
                """
                INSERT INTO decision_option (id, point_id, position, code, text)
                VALUES (\(own), \(id), \(index + 1), \(option.code), \(try JSONCoding.text(option.text)))
                """)
        }
        for pair in point.incompatible {
            let (one, other) = pair.one < pair.other ? (pair.one, pair.other) : (pair.other, pair.one)
            try work.tx.execute(
                """
                INSERT INTO incompatible_options (point_id, option_a, option_b) VALUES (\(id), \(one), \(other))
                ON CONFLICT (point_id, option_a, option_b) DO NOTHING
                """)
        }
    }
}

/// The SQL of rules, as they are planned.
enum InjectRuleStore {
    static func remove(of inject: Inject.ID, _ tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM rule_condition WHERE rule_id IN (SELECT id FROM inject_rule WHERE inject_id = \(inject))")
        try tx.execute("DELETE FROM inject_rule WHERE inject_id = \(inject)")
    }

    static func store(_ rule: InjectRuleDraft, of inject: Inject.ID, _ work: Work) throws {
        try remove(of: inject, work.tx)
        let id: InjectRule.ID = work.environment.id()
        try work.tx.execute(
            """
            INSERT INTO inject_rule (id, inject_id, scope, k, match, delay_ms, effect)
            VALUES (\(id), \(inject), \(rule.scope), \(rule.count), \(rule.match), \(rule.delay), \(rule.effect))
            """)
        for (index, condition) in rule.conditions.enumerated() {
            try work.tx.execute(
                """
                INSERT INTO rule_condition (rule_id, position, event, subject_id, value, after_ms)
                VALUES (\(id), \(index + 1), \(condition.event), \(condition.subject), \(condition.value), \(condition.after))
                """)
        }
    }
}
