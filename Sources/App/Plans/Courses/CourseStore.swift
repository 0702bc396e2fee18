import Domain
import Storage
import Web

/// The SQL of courses.
struct CourseStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// By title.
    func courses(of programmes: [Programme.ID]) throws -> [CourseRecord] {
        try reading.all("SELECT * FROM course WHERE programme_id IN \(in: programmes) ORDER BY title, id").map(
            CourseRecord.init)
    }

    /// - Throws: ``Refusal/notFound``.
    func course(_ id: TrainingCourse.ID) throws -> CourseRecord {
        guard let row = try reading.first("SELECT * FROM course WHERE id = \(id)") else { throw Refusal.notFound }
        return try CourseRecord(row)
    }

    /// In the order in which they are taught.
    func modules(of courses: [TrainingCourse.ID]) throws -> [CourseModuleRecord] {
        try reading.all(
            "SELECT * FROM course_module WHERE course_id IN \(in: courses) ORDER BY course_id, created_at, id"
        ).map {
            CourseModuleRecord(
                id: try $0.get("id"), course: try $0.get("course_id"), fields: try CourseModuleFields($0))
        }
    }

    /// The first one first, with the events in which they are taught.
    func cohorts(of courses: [TrainingCourse.ID]) throws -> [CourseCohortRecord] {
        var cohorts = try reading.all(
            "SELECT * FROM course_cohort WHERE course_id IN \(in: courses) ORDER BY course_id, created_at, id"
        ).map {
            CourseCohortRecord(
                id: try $0.get("id"), course: try $0.get("course_id"), fields: try CourseCohortFields($0), events: [:])
        }
        guard !cohorts.isEmpty else { return [] }
        var events: [CourseCohort.ID: [CourseModule.ID: Event.ID]] = [:]
        for row in try reading.all("SELECT * FROM cohort_module WHERE cohort_id IN \(in: cohorts.map(\.id))") {
            events[try row.get("cohort_id"), default: [:]][try row.get("module_id")] = try row.get("event_id")
        }
        for index in cohorts.indices { cohorts[index].events = events[cohorts[index].id] ?? [:] }
        return cohorts
    }

    func count(in programme: Programme.ID) throws -> Int {
        try reading.value("SELECT COUNT(*) FROM course WHERE programme_id = \(programme)") ?? 0
    }

    // MARK: Writing

    static func insert(
        _ id: TrainingCourse.ID, _ fields: CourseFields, requires: TrainingCourse.ID?, in programme: Programme.ID,
        _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO course (id, programme_id, \(CourseFields.columns), requires, created_by, created_at, changed_at)
            VALUES (\(id), \(programme), \(fields.columnValues), \(requires), \(work.actor), \(work.now), \(work.now))
            ON CONFLICT (id) DO NOTHING
            """)
    }

    static func update(_ id: TrainingCourse.ID, _ fields: CourseFields, requires: TrainingCourse.ID?, _ work: Work)
        throws
    {
        try work.tx.execute(
            """
            UPDATE course SET \(fields.assignments), requires = \(requires), changed_at = \(work.now) WHERE id = \(id)
            """)
    }

    static func insert(
        _ id: CourseModule.ID, _ fields: CourseModuleFields, of course: TrainingCourse.ID, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO course_module (id, course_id, \(CourseModuleFields.columns), created_at)
            VALUES (\(id), \(course), \(fields.columnValues), \(work.now))
            """)
    }

    static func insert(
        _ id: CourseCohort.ID, _ fields: CourseCohortFields, of course: TrainingCourse.ID, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO course_cohort (id, course_id, \(CourseCohortFields.columns), created_at)
            VALUES (\(id), \(course), \(fields.columnValues), \(work.now))
            """)
    }

    static func set(
        _ event: Event.ID?, of module: CourseModule.ID, in cohort: CourseCohort.ID, _ tx: Transaction
    ) throws {
        try tx.execute("DELETE FROM cohort_module WHERE cohort_id = \(cohort) AND module_id = \(module)")
        guard let event else { return }
        try tx.execute(
            "INSERT INTO cohort_module (cohort_id, module_id, event_id) VALUES (\(cohort), \(module), \(event))")
    }
}

/// Who has a seat, and who has a certificate, in the events of courses.
struct CourseSeatStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Somebody with a seat in an event.
    struct Seat: Sendable, Hashable {
        let event: Event.ID
        /// Where it is a registration's.
        var registration: Registration.ID?
        /// The person; of whom nobody knows which, the seat.
        let person: String
        let name: String
        let country: String?
    }

    /// Whose registrations are complete.
    func seats(in events: [Event.ID]) throws -> [Seat] {
        try reading.all(
            """
            SELECT r.id, r.event_id, COALESCE(r.person_id, r.participant_id, r.id) AS person, r.given_name, r.family_name, r.country
            FROM registration r WHERE r.event_id IN \(in: events) AND r.state = 'complete' ORDER BY r.event_id, r.number
            """
        ).map { row in
            let (given, family): (String, String) = (try row.get("given_name"), try row.get("family_name"))
            return Seat(
                event: try row.get("event_id"), registration: try row.get("id"), person: try row.get("person"),
                name: [given, family].filter { !$0.isEmpty }.joined(separator: " "), country: try row.get("country"))
        }
    }

    /// Who has a certificate that stands.
    func certified(in events: [Event.ID]) throws -> [Seat] {
        try reading.all(
            """
            SELECT c.event_id, COALESCE(p.person_id, p.id) AS person, c.name, p.country
            FROM certificate c JOIN participant p ON p.id = c.participant_id
            WHERE c.event_id IN \(in: events) AND c.revoked_at IS NULL ORDER BY c.event_id, c.name, c.id
            """
        ).map {
            Seat(
                event: try $0.get("event_id"), person: try $0.get("person"), name: try $0.get("name"),
                country: try $0.get("country"))
        }
    }
}
