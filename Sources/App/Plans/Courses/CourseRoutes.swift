import Domain
import Storage
import Web

/// # Courses
///
/// What people are trained in. A course has modules, and runs of it, each taught module by module in events of the programme.
///
/// - `/programmes/P/courses` is the catalogue; `/courses/C` one course with its runs.
/// - Who has a seat in the first module is seated in the next by `/courses/C/seats`: an ordinary registration there.
/// - Who is trained follows from certificates (``CourseTrained``): own country by name, regions in totals under the rule of five.
enum CourseRoutes {
    static let all: [Route] = courses + parts

    private static let courses: [Route] = [
        .get(CoursePaths.list, .seeProgramme) { visit, programme in
            try await visit.read { try CourseListPage(visit, programme, $0).answer }
        },
        .get(CoursePaths.new, .seeProgramme) { visit, programme in try await form(visit, programme, nil, nil) },
        .post(CoursePaths.list, .seeProgramme) { visit, programme in
            let values = try visit.inbound.form()
            do {
                let id = try await CourseOperations.add(
                    visit, in: programme, CourseFields(values), requires: requires(values.text("requires")),
                    key: visit.sendingName(values))
                return .redirect(to: Done.added.at(CoursePaths.one(id)))
            } catch {
                return try await form(visit, programme, nil, .refused(values, error))
            }
        },
        .get(CoursePaths.listFile, .seeProgramme) { visit, programme, name in
            guard let format = TableFormat(rawValue: name) else { throw Refusal.notFound }
            return try await visit.read { reading in
                let standing = try PlansStanding(visit, programme, reading)
                try standing.require(standing.isOf)
                return try format.answer(
                    name: "courses", header: CourseTable.header,
                    rows: CourseTable.rows(programme, tellsSeats: standing.coordinates, reading))
            }
        },
        .get(CoursePaths.one, .account) { visit, id in try await page(visit, id) },
        .get(CoursePaths.editing, .account) { visit, id in try await form(visit, nil, id, nil) },
        .post(CoursePaths.one, .account) { visit, id in
            let values = try visit.inbound.form()
            do {
                try await CourseOperations.change(
                    visit, id, CourseFields(values), requires: requires(values.text("requires")))
                return .redirect(to: Done.saved.at(CoursePaths.one(id)))
            } catch {
                return try await form(visit, nil, id, .refused(values, error))
            }
        },
    ]

    private static let parts: [Route] = [
        .post(CoursePaths.modules, .account) { visit, id in
            let values = try visit.inbound.form()
            do {
                try await CourseOperations.add(
                    visit, id, module: CourseModuleFields(values), key: visit.sendingName(values))
                return .redirect(to: "\(Done.added.at(CoursePaths.one(id)))#modules")
            } catch {
                return try await page(visit, id, ["module": .refused(values, error)])
            }
        },
        .post(CoursePaths.cohorts, .account) { visit, id in
            let values = try visit.inbound.form()
            do {
                try await CourseOperations.add(
                    visit, id, cohort: CourseCohortFields(values), key: visit.sendingName(values))
                return .redirect(to: "\(Done.added.at(CoursePaths.one(id)))#cohorts")
            } catch {
                return try await page(visit, id, ["cohort": .refused(values, error)])
            }
        },
        .post(CoursePaths.teaching, .account) { visit, id in
            let values = try visit.inbound.form()
            let (cohort, module) = try place(values)
            do {
                let event = Event.ID(values.text("event"))
                if event == nil, !values.text("event").isEmpty {
                    throw Refusal.invalid(["event": L("Choose an event of this programme.")])
                }
                try await CourseOperations.teach(visit, id, cohort, module, in: event)
                return .redirect(to: "\(Done.saved.at(CoursePaths.one(id)))#cohort-\(cohort)")
            } catch {
                return try await page(visit, id, ["teaching-\(cohort)-\(module)": .refused(values, error)])
            }
        },
        .post(CoursePaths.replacement, .account) { visit, id in
            let values = try visit.inbound.form()
            let (cohort, module) = try place(values)
            do {
                guard let seat = Registration.ID(values.text("seat")) else {
                    throw Refusal.invalid(["seat": L("Choose who no longer comes.")])
                }
                var fields = NominationFields()
                (fields.givenName, fields.familyName) = (values["given-name"] ?? "", values["family-name"] ?? "")
                let told = values.text("country")
                (fields.email, fields.country) = (values.text("email"), told.isEmpty ? nil : told)
                _ = try await CourseReplacing.replace(visit, id, cohort, from: module, seat, with: fields)
                return .redirect(to: "\(Done.saved.at(CoursePaths.one(id)))#cohort-\(cohort)")
            } catch {
                return try await page(visit, id, ["replacement-\(cohort)-\(module)": .refused(values, error)])
            }
        },
        .post(CoursePaths.seats, .account) { visit, id in
            let (cohort, module) = try place(visit.inbound.form())
            _ = try await CourseOperations.carry(visit, id, cohort, to: module)
            return .redirect(to: "\(Done.added.at(CoursePaths.one(id)))#cohort-\(cohort)")
        },
    ]

    private static func place(_ values: FormValues) throws -> (CourseCohort.ID, CourseModule.ID) {
        guard let cohort = CourseCohort.ID(values.text("cohort")), let module = CourseModule.ID(values.text("module"))
        else { throw Refusal.malformedForm }
        return (cohort, module)
    }

    private static func requires(_ told: String) throws -> TrainingCourse.ID? {
        let id = TrainingCourse.ID(told)
        if id == nil, !told.isEmpty {
            throw Refusal.invalid(["requires": L("Choose a course that does not come after this one.")])
        }
        return id
    }

    private static func page(_ visit: Visit, _ id: TrainingCourse.ID, _ states: [String: FormState] = [:]) async throws
        -> Answer
    {
        try await visit.read { try CoursePage(visit, id, states, $0).answer }
    }

    private static func form(
        _ visit: Visit, _ programme: Programme.ID?, _ id: TrainingCourse.ID?, _ state: FormState?
    ) async throws -> Answer {
        try await visit.read { try CourseFormPage(visit, programme, id, state, $0).answer }
    }
}

/// The file `courses`: a row for each module of each run.
enum CourseTable {
    static let header = ["course", "sectors", "hours", "module", "run", "event", "starts", "seats", "certificates"]

    /// - Parameter tellsSeats: how many have a seat or a certificate is for who coordinates.
    static func rows(_ programme: Programme.ID, tellsSeats: Bool, _ reading: any Reading) throws -> [[String]] {
        let courses = try CourseStore(reading).courses(of: [programme])
        let ids = courses.map(\.id)
        let modules = Dictionary(grouping: try CourseStore(reading).modules(of: ids), by: \.course)
        let cohorts = Dictionary(grouping: try CourseStore(reading).cohorts(of: ids), by: \.course)
        let trained = try CourseTrained(courses, reading)
        let events = Dictionary(
            try ProgrammeStore(reading).events(of: programme).map { ($0.id, $0) }
        ) { first, _ in first }
        return courses.flatMap { course -> [[String]] in
            let start = [course.title, course.sectors, course.hours.map { String($0) } ?? ""]
            let own = modules[course.id] ?? []
            guard let runs = cohorts[course.id], !own.isEmpty else {
                return own.isEmpty
                    ? [start + ["", "", "", "", "", ""]]
                    : own.map { start + [$0.fields.title, "", "", "", "", ""] }
            }
            return runs.flatMap { run in
                own.map { module in
                    let event = run.events[module.id]
                    let known = event.flatMap { events[$0] }
                    let isTold = known.map { !EventSummary.forNamed.contains($0.marking) } ?? false
                    func figure(_ all: [Event.ID: [CourseSeatStore.Seat]]) -> String {
                        guard tellsSeats, let event else { return "" }
                        return String((all[event] ?? []).count)
                    }
                    return start + [
                        module.fields.title, run.fields.title, isTold ? known?.title ?? "" : "",
                        isTold ? known?.startsOn ?? "" : "", figure(trained.seats), figure(trained.certificates),
                    ]
                }
            }
        }
    }
}
