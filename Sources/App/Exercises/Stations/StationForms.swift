import Domain
import Web

/// Forms of stations and their timetable as they are sent.
enum StationForms {
    static func draft(_ form: FormValues) throws -> StationDraft {
        StationDraft(
            fields: try StationFields(form),
            tasks: Set(form.all("tasks").prefix(500).compactMap { CriticalTask.ID($0) }),
            seats: Set(form.all("seats").prefix(500).compactMap { ExerciseSeat.ID($0) }))
    }

    /// - Throws: at `start`, `length` and `change`.
    static func wish(_ form: FormValues, zone: String) throws -> TimetableWish {
        var check = FieldCheck()
        LocalMoment.check(form.text("start"), zone: zone, at: "start", &check)
        let start = LocalMoment.milliseconds(form.text("start"), zone: zone)
        if start == nil { check.fail("start", L("Write day and time as 2027-06-18T07:40.")) }
        let length = WholeText.read(form.text("length"), in: 1...1_440)
        if length == nil { check.fail("length", L("Give minutes, from one to a day.")) }
        let change = form.text("change").isEmpty ? 0 : WholeText.read(form.text("change"), in: 0...1_440)
        if change == nil { check.fail("change", L("Give minutes, from one to a day.")) }
        try check.finish()
        return TimetableWish(
            start: start ?? 0, length: Int64(length ?? 1) * EpochTime.minute,
            change: Int64(change ?? 0) * EpochTime.minute)
    }

    /// `start-1`, `length-1`, and `at-1-CELL` with a station or nothing; a rotation without a start falls away.
    /// - Throws: at `rotation-N`.
    static func timetable(_ form: FormValues, _ groups: [CellRecord], zone: String) throws -> StationTimetable {
        var check = FieldCheck()
        var rotations: [StationTimetable.Rotation] = []
        for number in 1...StationOperations.mostRotations where form.has("start-\(number)") {
            let typed = form.text("start-\(number)")
            guard !typed.isEmpty else { continue }
            let field = "rotation-\(number)"
            LocalMoment.check(typed, zone: zone, at: field, &check)
            guard let start = LocalMoment.milliseconds(typed, zone: zone) else {
                check.fail(field, L("Write day and time as 2027-06-18T07:40."))
                continue
            }
            guard let length = WholeText.read(form.text("length-\(number)"), in: 1...1_440) else {
                check.fail(field, L("Give minutes, from one to a day."))
                continue
            }
            var visits: [String: String] = [:]
            for group in groups {
                let station = form.text("at-\(number)-\(group.id)")
                if !station.isEmpty { visits[group.id.description] = station }
            }
            rotations.append(.init(start: start, length: Int64(length) * EpochTime.minute, visits: visits))
        }
        try check.finish()
        return StationTimetable(rotations)
    }
}
