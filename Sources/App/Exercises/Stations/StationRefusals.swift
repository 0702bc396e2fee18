import Web

extension Refusal {
    static let timetableMovedOn = Refusal(
        .conflict, "timetable-moved-on", L("Somebody else has changed the timetable since."),
        advice: L("Nothing was stored. Look at what it says now, and send yours again."))
    static let noStationYet = Refusal(
        .conflict, "no-station-yet", L("There is no timetable without stations and groups."),
        advice: L("Add a station, and cells for the groups, first."))
}
