import Domain
import Storage
import Web

/// Courses as JSON, on the same operations as the pages.
enum CourseAPI {
    struct More: Codable, Sendable {
        /// The course that comes before it.
        let requires: TrainingCourse.ID?
    }

    struct Facts: Codable, Sendable {
        let id: TrainingCourse.ID
        let programme: Programme.ID
        let requires: TrainingCourse.ID?
        /// For several sectors.
        let integrated: Bool
        let modules: [ModuleBody]
        let runs: [RunBody]
        /// Of the countries whose focal point you are.
        let trainedOfYours: Int
        /// By region, as far as five or more are; nothing where fewer are trained at all.
        let trained: [TrainedBody]
    }

    struct ModuleBody: Codable, Sendable, NamedType {
        static var schemaName: String { "CourseModule" }

        let id: CourseModule.ID
        let title: String
        let hours: Int?
    }

    struct RunBody: Codable, Sendable, NamedType {
        static var schemaName: String { "CourseRun" }

        let id: CourseCohort.ID
        let title: String
        let starts: String
        let ends: String
    }

    struct TrainedBody: Codable, Sendable, NamedType {
        static var schemaName: String { "CourseTrained" }

        let region: App.Region.ID
        /// Left out where it is withheld.
        let people: Int?
    }

    struct NoMore: Codable, Sendable {}

    struct TeachingInput: Codable, Sendable, NamedType {
        static var schemaName: String { "CourseTeaching" }

        let run: CourseCohort.ID
        let module: CourseModule.ID
        /// Of the programme; left out where it is not known yet.
        let event: Event.ID?
    }

    struct SeatsInput: Codable, Sendable, NamedType {
        static var schemaName: String { "CourseSeats" }

        let run: CourseCohort.ID
        let module: CourseModule.ID
    }

    struct SeatedBody: Codable, Sendable, NamedType {
        static var schemaName: String { "CourseSeated" }

        let entered: Int
    }

    struct ReplacementInput: Codable, Sendable, NamedType {
        static var schemaName: String { "CourseReplacement" }

        let run: CourseCohort.ID
        /// From this one on.
        let module: CourseModule.ID
        /// In the event of that module.
        let registration: Registration.ID
        let givenName: String?
        let familyName: String
        let email: String?
        let country: String?
    }

    struct ReplacedBody: Codable, Sendable, NamedType {
        static var schemaName: String { "CourseReplaced" }

        /// In so many events somebody else comes.
        let events: Int
    }

    typealias Body = FieldBody<CourseFields, Facts>

    private static let tag = "Courses"

    static let routes: [APIRoute] = courses + parts

    private static let parts: [APIRoute] = [
        .send(.post, CoursePaths.apiModules, .account, tag, "Adds a module to a course.", success: .created) {
            (visit, input: FieldSending<CourseModuleFields, NoMore>, id) in
            try await CourseOperations.add(visit, id, module: input.told.fields())
            return try await body(id, visit)
        },
        .send(.post, CoursePaths.apiRuns, .account, tag, "Plans a run of a course.", success: .created) {
            (visit, input: FieldSending<CourseCohortFields, NoMore>, id) in
            try await CourseOperations.add(visit, id, cohort: input.told.fields())
            return try await body(id, visit)
        },
        .send(.put, CoursePaths.apiTeaching, .account, tag, "Says in which event a run is taught a module.") {
            (visit, input: TeachingInput, id) in
            try await CourseOperations.teach(visit, id, input.run, input.module, in: input.event)
            return try await body(id, visit)
        },
        .send(
            .post, CoursePaths.apiSeats, .account, tag,
            "Seats those in a module who have a seat in the one before, as far as there is room."
        ) { (visit, input: SeatsInput, id) in
            SeatedBody(entered: try await CourseOperations.carry(visit, id, input.run, to: input.module))
        },
        .send(
            .post, CoursePaths.apiReplacement, .account, tag,
            "Somebody else comes from a module on, in the place of who has a seat there."
        ) { (visit, input: ReplacementInput, id) in
            var fields = NominationFields()
            (fields.givenName, fields.familyName) = (input.givenName ?? "", input.familyName)
            (fields.email, fields.country) = (input.email, input.country)
            return ReplacedBody(
                events: try await CourseReplacing.replace(
                    visit, id, input.run, from: input.module, input.registration, with: fields))
        },
    ]

    private static let courses: [APIRoute] = [
        .get(
            CoursePaths.apiList, .seeProgramme, tag, "Courses of a programme, by title.", query: Cursor.parameters
        ) { visit, programme in
            let cursor = try Cursor(visit)
            return try await visit.read { reading in
                let standing = try PlansStanding(visit, programme, reading)
                try standing.require(standing.isOf)
                let page = try cursor.cut(CourseStore(reading).courses(of: [programme])) { $0.id.description }
                return ListBody(items: try bodies(page.items, standing, reading), next: page.next)
            }
        },
        .send(.post, CoursePaths.apiList, .seeProgramme, tag, "Adds a course.", success: .created) {
            (visit, input: FieldSending<CourseFields, More>, programme) in
            let id = try await CourseOperations.add(
                visit, in: programme, input.told.fields(), requires: input.more.requires, key: input.told.key)
            return try await body(id, visit)
        },
        .get(CoursePaths.apiOne, .account, tag, "One course.") { visit, id in try await body(id, visit) },
        .send(.put, CoursePaths.apiOne, .account, tag, "Changes a course; what the body leaves out is emptied.") {
            (visit, input: FieldSending<CourseFields, More>, id) in
            try await CourseOperations.change(visit, id, input.told.fields(), requires: input.more.requires)
            return try await body(id, visit)
        },
    ]

    private static func body(_ id: TrainingCourse.ID, _ visit: Visit) async throws -> Body {
        try await visit.read { reading in
            let (course, standing) = try CourseOperations.seen(visit, id, reading)
            guard let one = try bodies([course], standing, reading).first else { throw Refusal.notFound }
            return one
        }
    }

    private static func bodies(_ courses: [CourseRecord], _ standing: PlansStanding, _ reading: any Reading) throws
        -> [Body]
    {
        let ids = courses.map(\.id)
        let modules = Dictionary(grouping: try CourseStore(reading).modules(of: ids), by: \.course)
        let cohorts = Dictionary(grouping: try CourseStore(reading).cohorts(of: ids), by: \.course)
        let trained = try CourseTrained(courses, reading)
        return courses.map { course in
            let regions = trained.regions(course.id, homes: standing.homes)
            let told: [TrainedBody] =
                (regions?.shown ?? [:]).sorted { $0.key < $1.key }.map { TrainedBody(region: $0.key, people: $0.value) }
                + (regions?.hidden ?? []).map { TrainedBody(region: $0, people: nil) }
            return Body(
                Facts(
                    id: course.id, programme: course.programme, requires: course.requires,
                    integrated: course.isIntegrated,
                    modules: (modules[course.id] ?? []).map {
                        ModuleBody(id: $0.id, title: $0.fields.title, hours: $0.fields.hours)
                    },
                    runs: (cohorts[course.id] ?? []).map {
                        RunBody(id: $0.id, title: $0.fields.title, starts: $0.fields.starts, ends: $0.fields.ends)
                    },
                    trainedOfYours: (trained.all[course.id] ?? []).count {
                        $0.country.map(standing.focal.contains) ?? false
                    }, trained: told), course.fields)
        }
    }
}
