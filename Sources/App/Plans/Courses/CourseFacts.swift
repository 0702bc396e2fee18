import Domain
import Markup
import Storage
import Web

/// What people are trained in.
enum CourseFacts: RoutedFeature, JournalFeature, HelpFeature, PlansTabFeature, StoredFeature {
    static let tab = "courses"

    static var routes: [Route] { CourseRoutes.all }
    static var api: [APIRoute] { CourseAPI.routes }

    static var plansTabs: [PlansTab] {
        [PlansTab(id: tab, order: 80, label: L("Courses"), path: { CoursePaths.list($0) })]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("course.creation", L("Course added"), news: .everybody),
            JournalKind("course.change", L("Course changed")),
            JournalKind("course.cohort", L("Run of a course planned")),
            JournalKind("course.replacement", L("Somebody replaced in a run of a course")),
            JournalKind("course.seats", L("People of a course seated in a module")),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "courses", order: 128, title: L("Courses"),
                screens: [
                    CoursePaths.list.template, CoursePaths.new.template, CoursePaths.one.template,
                    CoursePaths.editing.template,
                ],
                text: [
                    L(
                        "A run of a course is taught module by module, each in an event. Who has a seat in the first module is seated in the next by one press."
                    ),
                    L(
                        "A focal point sees by name who of the own country is trained. Of regions only totals of five and more are told."
                    ),
                ], guides: [.organiser, .focalPoint])
        ]
    }

    private static let here = "what a programme trains people in belongs to its server"

    static var tables: [TableFacts] {
        [
            TableFacts(
                "course", search: .found(["title", "text"]), person: .rows(586, [.actor("created_by")]),
                texts: ["title", "text", "rule"], seats: [.actor("created_by")], file: .stays(here)),
            TableFacts(
                "course_module", search: .left("stands on the page of its course"), texts: ["title"],
                file: .stays(here)),
            TableFacts(
                "course_cohort", search: .left("stands on the page of its course"), texts: ["title"],
                file: .stays(here)),
            TableFacts("cohort_module", file: .stays(here)),
        ]
    }
}

/// Courses, by everybody of the programme.
extension CourseFacts: SearchFeature {
    private static let kind = SearchKind("course", order: 96, L("Courses"))

    static var searchKinds: [SearchKind] { [kind] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        try CourseStore(reading).courses(of: asked.programmes.keys.sorted()).map { course in
            var entry = SearchEntry(
                kind, course.id, SearchText(course.title, in: course.language), in: .programme(course.programme),
                path: CoursePaths.one(course.id))
            entry.texts = [SearchText(course.text, in: course.language)]
            return entry
        }
    }
}

/// `roundtable export --what courses --programme P`
extension CourseFacts: NamedExportFeature {
    static var exports: [NamedExport] {
        [
            NamedExport("courses", of: "programme") { wish, database in
                guard let format = TableFormat(rawValue: wish.format) else { throw Refusal.notFound }
                return try await database.render(in: wish.language) { reading in
                    let programme = try ProgrammeNamed.find(wish.subject, reading)
                    return try format.bytes(
                        name: "courses", header: CourseTable.header,
                        rows: CourseTable.rows(programme, tellsSeats: true, reading))
                }
            }
        ]
    }
}
