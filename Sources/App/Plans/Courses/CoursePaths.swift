import Domain
import Web

enum CoursePaths {
    static let list = PathPattern<Programme.ID>("/programmes/:programme/courses")
    static let new = PathPattern<Programme.ID>("/programmes/:programme/courses/new")
    static let listFile = PathPattern<Programme.ID, String>("/programmes/:programme/courses/export/:format")
    static let one = PathPattern<TrainingCourse.ID>("/courses/:course")
    static let editing = PathPattern<TrainingCourse.ID>("/courses/:course/edit")
    static let modules = PathPattern<TrainingCourse.ID>("/courses/:course/modules")
    static let cohorts = PathPattern<TrainingCourse.ID>("/courses/:course/cohorts")
    static let teaching = PathPattern<TrainingCourse.ID>("/courses/:course/teaching")
    static let replacement = PathPattern<TrainingCourse.ID>("/courses/:course/replacement")
    static let seats = PathPattern<TrainingCourse.ID>("/courses/:course/seats")

    static let apiList = PathPattern<Programme.ID>("/api/v1/programmes/:programme/courses")
    static let apiModules = PathPattern<TrainingCourse.ID>("/api/v1/courses/:course/modules")
    static let apiRuns = PathPattern<TrainingCourse.ID>("/api/v1/courses/:course/runs")
    static let apiTeaching = PathPattern<TrainingCourse.ID>("/api/v1/courses/:course/teaching")
    static let apiSeats = PathPattern<TrainingCourse.ID>("/api/v1/courses/:course/seats")
    static let apiReplacement = PathPattern<TrainingCourse.ID>("/api/v1/courses/:course/replacement")
    static let apiOne = PathPattern<TrainingCourse.ID>("/api/v1/courses/:course")
}
