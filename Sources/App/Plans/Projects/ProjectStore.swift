import Domain
import Storage
import Web

/// What is stored of a project besides its programme.
@dynamicMemberLookup
struct ProjectRecord: Sendable, Hashable {
    let programme: Programme.ID
    let fields: ProjectFields
    let idea: ProjectIdea.ID?
    /// When somebody looked whether it is carried on; a day or empty.
    let carryCheckedOn: String
    let carryHolds: Bool
    let carryWords: String
    let changedAt: Int64

    init(_ row: Row) throws {
        programme = try row.get("programme_id")
        fields = try ProjectFields(row)
        idea = try row.get("idea_id")
        carryCheckedOn = try row.get("carry_checked_on")
        carryHolds = try row.get("carry_holds")
        carryWords = try row.get("carry_words")
        changedAt = try row.get("changed_at")
    }

    subscript<Value>(dynamicMember path: KeyPath<ProjectFields, Value>) -> Value { fields[keyPath: path] }

    var status: ProjectStatus { ProjectStatus(rawValue: fields.status) ?? .planned }
    var subject: String { "project:\(programme)" }
    /// As far as is known.
    var ends: String { fields.actualEnd.isEmpty ? fields.plannedEnd : fields.actualEnd }
    var starts: String { fields.actualStart.isEmpty ? fields.plannedStart : fields.actualStart }

    /// When somebody looks whether it is carried on: a year after it ended.
    var carryDue: String? {
        guard status == .closed, carryCheckedOn.isEmpty, CalendarDate.isValid(ends) else { return nil }
        return CalendarDate.later(ends, years: 1)
    }
}

struct ProjectBodyRecord: Sendable, Hashable {
    let id: ProjectBody.ID
    let fields: ProjectBodyFields

    var role: ProjectBodyRole { ProjectBodyRole(rawValue: fields.role) ?? .implementing }
    var type: ProjectBodyType { ProjectBodyType(rawValue: fields.type) ?? .other }
}

struct ProjectBudgetRecord: Sendable, Hashable {
    let id: ProjectBudget.ID
    let fields: ProjectBudgetFields
}

struct ProjectResultRecord: Sendable, Hashable {
    let id: ProjectResult.ID
    let programme: Programme.ID
    let fields: ProjectResultFields
    let indicators: [ProjectIndicator]

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        fields = try ProjectResultFields(row)
        indicators = try JSONCoding.value(row.get("indicators"), as: [ProjectIndicator].self)
    }

    var type: ProjectResultType { ProjectResultType(rawValue: fields.type) ?? .other }
}

/// The SQL of projects.
struct ProjectStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func project(of programme: Programme.ID) throws -> ProjectRecord? {
        try reading.first("SELECT * FROM project WHERE programme_id = \(programme)").map(ProjectRecord.init)
    }

    /// By code.
    func projects(of programmes: [Programme.ID]) throws -> [ProjectRecord] {
        try reading.all("SELECT * FROM project WHERE programme_id IN \(in: programmes) ORDER BY code, programme_id")
            .map(
                ProjectRecord.init)
    }

    func bodies(of programmes: [Programme.ID]) throws -> [Programme.ID: [ProjectBodyRecord]] {
        let rows = try reading.all(
            "SELECT * FROM project_body WHERE programme_id IN \(in: programmes) ORDER BY programme_id, created_at, id")
        return try Dictionary(grouping: rows) { try $0.get("programme_id", as: Programme.ID.self) }.mapValues {
            try $0.map { ProjectBodyRecord(id: try $0.get("id"), fields: try ProjectBodyFields($0)) }
        }
    }

    func budgets(of programmes: [Programme.ID]) throws -> [Programme.ID: [ProjectBudgetRecord]] {
        let rows = try reading.all(
            "SELECT * FROM project_budget WHERE programme_id IN \(in: programmes) ORDER BY programme_id, starts, id")
        return try Dictionary(grouping: rows) { try $0.get("programme_id", as: Programme.ID.self) }.mapValues {
            try $0.map { ProjectBudgetRecord(id: try $0.get("id"), fields: try ProjectBudgetFields($0)) }
        }
    }

    /// As they were told.
    func results(of programmes: [Programme.ID]) throws -> [ProjectResultRecord] {
        try reading.all(
            "SELECT * FROM project_result WHERE programme_id IN \(in: programmes) ORDER BY programme_id, created_at, id"
        ).map(ProjectResultRecord.init)
    }

    /// - Throws: ``Refusal/notFound``.
    func result(_ id: ProjectResult.ID) throws -> ProjectResultRecord {
        guard let row = try reading.first("SELECT * FROM project_result WHERE id = \(id)") else {
            throw Refusal.notFound
        }
        return try ProjectResultRecord(row)
    }

    // MARK: Writing

    static func keep(_ id: Programme.ID, _ fields: ProjectFields, idea: ProjectIdea.ID?, _ work: Work) throws {
        try work.tx.execute(
            """
            INSERT INTO project (programme_id, \(ProjectFields.columns), idea_id, carry_checked_on, carry_holds, carry_words,
                created_by, created_at, changed_at)
            VALUES (\(id), \(fields.columnValues), \(idea), '', FALSE, '', \(work.actor), \(work.now), \(work.now))
            ON CONFLICT (programme_id) DO UPDATE SET \(fields.assignments), idea_id = excluded.idea_id,
                changed_at = excluded.changed_at
            """)
    }

    static func check(_ id: Programme.ID, on day: String, holds: Bool, _ words: String, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE project SET carry_checked_on = \(day), carry_holds = \(holds), carry_words = \(words),
                changed_at = \(work.now) WHERE programme_id = \(id)
            """)
    }

    static func insert(_ id: ProjectBody.ID, _ fields: ProjectBodyFields, of project: Programme.ID, _ work: Work) throws
    {
        try work.tx.execute(
            """
            INSERT INTO project_body (id, programme_id, \(ProjectBodyFields.columns), created_at)
            VALUES (\(id), \(project), \(fields.columnValues), \(work.now))
            """)
    }

    static func insert(_ id: ProjectBudget.ID, _ fields: ProjectBudgetFields, of project: Programme.ID, _ work: Work)
        throws
    {
        try work.tx.execute(
            """
            INSERT INTO project_budget (id, programme_id, \(ProjectBudgetFields.columns), created_at)
            VALUES (\(id), \(project), \(fields.columnValues), \(work.now))
            """)
    }

    static func remove(_ id: ProjectBody.ID, of project: Programme.ID, _ tx: Transaction) throws -> Bool {
        try tx.change("DELETE FROM project_body WHERE id = \(id) AND programme_id = \(project)") > 0
    }

    static func remove(_ id: ProjectBudget.ID, of project: Programme.ID, _ tx: Transaction) throws -> Bool {
        try tx.change("DELETE FROM project_budget WHERE id = \(id) AND programme_id = \(project)") > 0
    }

    static func remove(_ id: ProjectResult.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM project_result WHERE id = \(id)")
    }

    static func insert(
        _ id: ProjectResult.ID, _ fields: ProjectResultFields, _ indicators: [ProjectIndicator],
        of project: Programme.ID,
        _ work: Work
    ) throws {
        let json = try JSONCoding.text(indicators)
        try work.tx.execute(
            """
            INSERT INTO project_result (id, programme_id, \(ProjectResultFields.columns), indicators, created_by, created_at,
                changed_at)
            VALUES (\(id), \(project), \(fields.columnValues), \(json), \(work.actor), \(work.now), \(work.now))
            """)
    }

    static func update(
        _ id: ProjectResult.ID, _ fields: ProjectResultFields, _ indicators: [ProjectIndicator], _ work: Work
    ) throws {
        let json = try JSONCoding.text(indicators)
        try work.tx.execute(
            """
            UPDATE project_result SET \(fields.assignments), indicators = \(json), changed_at = \(work.now) WHERE id = \(id)
            """)
    }
}
