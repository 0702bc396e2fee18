import Storage

/// On how many days somebody came, for the file of registrations.
extension DoorFacts: AttendedDaysFeature {
    static func attendedDays(in event: Event.ID, _ reading: any Reading) throws -> [Participant.ID: Int] {
        let sheet = try AttendanceSheet(try EventStore(reading).event(event), reading)
        let days = sheet.lines.map { ($0.person.id, $0.days.count) }
        return Dictionary(days) { first, _ in first }.filter { $0.value > 0 }
    }
}
