import Domain
import Web

enum DoorPaths {
    static let attendance = PathPattern<Event.ID>("/events/:event/attendance")
    static let export = PathPattern<Event.ID, String>("/events/:event/attendance/export/:format")
    static let importing = PathPattern<Event.ID>("/events/:event/attendance/import")
    static let importChoice = PathPattern<Event.ID>("/events/:event/attendance/import/choice")
    /// Codes by which people say themselves that they are there.
    static let selfCheckIn = PathPattern<Event.ID>("/events/:event/attendance/codes")
    static let selfCheckInWall = PathPattern<Event.ID, SelfCheckIn.ID>("/events/:event/attendance/codes/:checkin")
    static let selfCheckInClosing = PathPattern<Event.ID, SelfCheckIn.ID>(
        "/events/:event/attendance/codes/:checkin/closing")
    static let here = PathPattern<String>("/e/:code/here")
    /// What a desk could not send, as a file.
    static let notes = PathPattern<Event.ID>("/events/:event/attendance/notes")
    static let undoing = PathPattern<Event.ID, Attendance.ID>("/events/:event/attendance/:attendance/undo")
    /// Who comes with the link of a day is let in by it; the page itself asks.
    static let desk = PathPattern<Event.ID>("/events/:event/desk")
    static let ticks = PathPattern<Event.ID>("/events/:event/desk/ticks")
    static let queue = PathPattern<Event.ID>("/events/:event/desk/queue")
    static let worker = PathPattern<Event.ID>("/events/:event/desk/worker.js")
    static let passes = PathPattern<Event.ID>("/events/:event/desk-links")
    static let pass = PathPattern<Event.ID, DeskPass.ID>("/events/:event/desk-links/:pass")
    static let passRevocation = PathPattern<Event.ID, DeskPass.ID>("/events/:event/desk-links/:pass/revocation")
    /// The link of a day: the token is the permission.
    static let passLink = PathPattern<String>("/d/:token")
    static let passDeparture = FixedPath("/desk/departure")
    static let certificates = PathPattern<Event.ID>("/events/:event/certificates")
    static let certificateRule = PathPattern<Event.ID>("/events/:event/certificates/rule")
    static let certificateBundle = PathPattern<Event.ID>("/events/:event/certificates/certificates.zip")
    static let certificateFile = PathPattern<Event.ID, Certificate.ID>(
        "/events/:event/certificates/:certificate/certificate.pdf")
    static let certificateRevocation = PathPattern<Event.ID, Certificate.ID>(
        "/events/:event/certificates/:certificate/revocation")
    /// Printed on the paper.
    static let check = PathPattern<String>("/c/:number")
    static let badges = PathPattern<Event.ID>("/events/:event/badges")
    static let apiAttendance = PathPattern<Event.ID>("/api/v1/events/:event/attendance")
    static let apiPasses = PathPattern<Event.ID>("/api/v1/events/:event/desk-links")
    static let apiSelfCheckIn = PathPattern<Event.ID>("/api/v1/events/:event/check-in-codes")
    static let apiCertificates = PathPattern<Event.ID>("/api/v1/events/:event/certificates")
}
