import Domain
import Storage
import Web

/// What people are trained in, over modules.
public enum TrainingCourse { public typealias ID = Identifier<TrainingCourse> }
public enum CourseModule { public typealias ID = Identifier<CourseModule> }
/// People who go through the modules of a course together.
public enum CourseCohort { public typealias ID = Identifier<CourseCohort> }

struct CourseFields: FieldRecord {
    var title = ""
    var text = ""
    /// Codes, with spaces between; of several it is an integrated course.
    var sectors = ""
    var hours: Int?
    var rule = ""
    /// BCP 47.
    var language = "en"

    static let isSentWithKey = true

    static let fields: [Field<CourseFields>] = [
        .line("title", \.title, L("What is the course called?"), limit: 200, isRequired: true),
        .lines("text", \.text, L("For whom it is, and what they can do afterwards"), limit: 2_000),
        .line(
            "sectors", \.sectors, L("Sectors"),
            hint: L("Their codes with spaces between; a course for several is an integrated one."), limit: 200),
        .number("hours", \.hours, L("Hours"), in: 1...2_000),
        .line("rule", \.rule, L("When is a certificate given?"), limit: 300, isBeside: true),
        .choice(
            "language", \.language, L("Written in"), .language, options: { ContributionLanguage.options },
            fault: ContributionLanguage.fault),
    ]

    var sectorCodes: [String] { sectors.split(separator: " ").map { String($0) } }
}

struct CourseModuleFields: FieldRecord {
    var title = ""
    var hours: Int?

    static let fields: [Field<CourseModuleFields>] = [
        .line("title", \.title, L("Module"), limit: 200, isRequired: true),
        .number("hours", \.hours, L("Hours"), in: 1...2_000, isBeside: true),
    ]
}

struct CourseCohortFields: FieldRecord {
    var title = ""
    var starts = ""
    var ends = ""

    static let fields: [Field<CourseCohortFields>] = [
        .line("title", \.title, L("What is this run of the course called?"), limit: 200, isRequired: true),
        .date("starts", \.starts, L("From"), isRequired: false),
        .date("ends", \.ends, L("To"), isRequired: false, isBeside: true),
    ]

    var ordered: Cleaned<CourseCohortFields> {
        Cleaned(self) { fields, check in
            fields.clean(&check)
            if !fields.starts.isEmpty, !fields.ends.isEmpty, fields.ends < fields.starts {
                check.fail("ends", L("The end is before the start."))
            }
        }
    }
}

@dynamicMemberLookup
struct CourseRecord: Sendable, Hashable {
    let id: TrainingCourse.ID
    let programme: Programme.ID
    let fields: CourseFields
    /// The course that comes before it.
    let requires: TrainingCourse.ID?
    let createdAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        programme = try row.get("programme_id")
        fields = try CourseFields(row)
        requires = try row.get("requires")
        createdAt = try row.get("created_at")
    }

    subscript<Value>(dynamicMember path: KeyPath<CourseFields, Value>) -> Value { fields[keyPath: path] }

    var subject: String { "course:\(id)" }
    var isIntegrated: Bool { fields.sectorCodes.count > 1 }
}

struct CourseModuleRecord: Sendable, Hashable {
    let id: CourseModule.ID
    let course: TrainingCourse.ID
    let fields: CourseModuleFields
}

struct CourseCohortRecord: Sendable, Hashable {
    let id: CourseCohort.ID
    let course: TrainingCourse.ID
    let fields: CourseCohortFields
    /// Where each module is held.
    var events: [CourseModule.ID: Event.ID]
}
