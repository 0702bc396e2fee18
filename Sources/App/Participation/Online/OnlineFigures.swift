import Domain
import Storage
import Web

/// Registered, came, stayed: for the report, by country and by sector. Who was connected or noted at a desk has come.
struct OnlineFigures: Sendable {
    let percent: Int
    let registered: Int
    let came: Int
    let stayed: Int
    /// People by whom the button was pressed, and how many sat before their screens.
    let connected: Int
    let heads: Int
    /// Who pressed the button more than once, and how often: a link that was passed on is seen by it.
    let joins: [(person: ParticipantRecord, count: Int)]
    let byCountry: GroupedFigures
    let bySector: GroupedFigures

    init(_ event: EventRecord, _ reading: any Reading) throws {
        let sheet = try AttendanceSheet(event, reading)
        // Who runs the event is not among those whom it is for.
        let lines = sheet.lines.filter { !$0.person.role.runsTheRoom }
        percent = sheet.rule.percent
        registered = lines.count
        came = lines.count { !$0.days.isEmpty }
        stayed = lines.count { $0.earns(sheet.rule) }
        func figures(_ group: (ParticipantRecord) -> String?) -> GroupedFigures {
            GroupedFigures(
                lines.map {
                    GroupedFigures.Count(
                        group: group($0.person), registered: 1, came: $0.days.isEmpty ? 0 : 1,
                        stayed: $0.earns(sheet.rule) ? 1 : 0)
                })
        }
        byCountry = figures { $0.country }
        bySector = figures { $0.sector }
        let presses = try OnlineStore(reading).presses(of: event.id)
        connected = presses.count
        heads = presses.values.reduce(0) { $0 + $1.heads }
        joins = sheet.lines.compactMap { line -> (person: ParticipantRecord, count: Int)? in
            let count = presses[line.person.id]?.joins ?? 0
            return count > 1 ? (person: line.person, count: count) : nil
        }.sorted { ($1.count, $0.person.name) < ($0.count, $1.person.name) }
    }

    var rows: [[String]] {
        func rows(_ kind: String, _ figures: GroupedFigures) -> [[String]] {
            figures.lines.map { line in
                [
                    kind, line.group ?? "others", "\(line.registered)", line.came.map(String.init) ?? "",
                    line.stayed.map(String.init) ?? "",
                ]
            }
        }
        return [["all", "", "\(registered)", "\(came)", "\(stayed)"]] + rows("country", byCountry)
            + rows("sector", bySector)
    }

    static let header = ["by", "group", "registered", "came", "stayed"]
}
