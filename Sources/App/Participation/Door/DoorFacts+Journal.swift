import Web

extension DoorFacts: JournalFeature, NoticeFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("desk-pass.creation", L("Desk link made")),
            JournalKind("desk-pass.use", L("Device opened the check-in desk")),
            JournalKind("desk-pass.revocation", L("Desk link ended")),
            JournalKind("attendance.tick", L("Person checked in")),
            JournalKind("attendance.undo", L("Check-in taken back")),
            JournalKind("attendance.handover", L("Notes of a desk taken over from a file"), news: .organisers),
            JournalKind("attendance.import", L("Attendance list taken over"), news: .organisers),
            JournalKind("attendance.rule", L("What counts for a certificate changed")),
            JournalKind("self-check-in.opening", L("“I am here” opened")),
            JournalKind("self-check-in.closing", L("“I am here” closed")),
            JournalKind("certificate.issue", L("Certificate issued"), news: .organisers),
            JournalKind("certificate.revocation", L("Certificate revoked")),
        ]
    }

    static var notices: [Done] {
        [.deskLinkEnded, .attendanceUndone, .attendanceTaken, .certificatesIssued, .certificateRevoked]
    }
}

extension Done {
    static let deskLinkEnded = Done(
        "desk-link-ended", L("The desk link no longer works, on any device that has it."))
    static let attendanceUndone = Done("attendance-undone", L("The note is taken back."))
    static let attendanceTaken = Done("attendance-taken", L("The attendance is noted."))
    static let certificatesIssued = Done("certificates-issued", L("The certificates are issued."))
    static let certificateRevoked = Done(
        "certificate-revoked", L("The certificate is revoked; whoever checks it is told so."))
}
