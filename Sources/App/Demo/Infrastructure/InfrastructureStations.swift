import Domain
import Storage

/// The practical exercise on the last morning of the coming study visit: each country's group goes round three stations, where what it does is
/// rated by people of two other countries. Consequences for the public only.
struct InfrastructureStations {
    let work: Work

    private static let stations: [(name: String, place: String, text: String, task: String)] = [
        (
            "A report comes in", "Duty desk",
            "A caller says that a quarter of the city is dark. Write it down, and tell whom you tell first.",
            "Takes a first report with the seven points, and passes it on within five minutes"
        ),
        (
            "Tell the neighbours", "Room 12",
            "The failure may reach across the border. Say it to the neighbour’s desk in two sentences.",
            "Tells the neighbour what is known and what is not, by the agreed channel"
        ),
        (
            "Words to the public", "Room 14",
            "Agree with the hospital and the operator on three sentences that may be read out.",
            "Agrees on words to the public with two others before anything is said"
        ),
    ]

    /// - Parameter day: ISO 8601. Nothing is planned where fewer than two countries have seats.
    func plan(_ event: Event.ID, on day: String) throws {
        let record = try EventStore(work.tx).event(event)
        let people = try EventStore(work.tx).participants(of: event).filter {
            $0.role.contributes && $0.state != .removed && $0.country != nil
        }
        let groups = Dictionary(grouping: people) { $0.country ?? "" }
        guard groups.count > 1, let start = EventClock(zone: record.timeZone).milliseconds("\(day)T09:00") else {
            return
        }
        var part = EventPartStart()
        part.title = "Demo exercise: a dark quarter"
        _ = try EventPartOperations.addIn(work, ExerciseFacts.partCode, to: event, part)
        let msel = try PlayStore(work.tx).required(event).msel
        _ = try ExercisePlanning.cellsOfCountriesIn(work, event, msel)
        let evaluators = try seat(groups, in: event, msel)
        var goal = ExerciseObjectiveFields()
        goal.text = "Shift, neighbours and public know the same within ten minutes"
        let objective = try ExercisePlanOperations.objectiveIn(work, msel, goal)
        for station in Self.stations {
            var fields = TaskFields()
            fields.text = station.task
            var draft = StationDraft()
            (draft.fields.name, draft.fields.place, draft.fields.text) = (station.name, station.place, station.text)
            draft.tasks = [try ExercisePlanOperations.taskIn(work, msel, objective, fields)]
            draft.seats = evaluators
            _ = try StationOperations.addIn(work, event, draft)
        }
        try StationOperations.generateIn(
            work, event, TimetableWish(start: start, length: 20 * EpochTime.minute, change: 5 * EpochTime.minute))
        try ExercisePlanning.makeReadyIn(work, event)
    }

    /// Everybody plays for their country; of the two largest groups one evaluates the others.
    private func seat(_ groups: [String: [ParticipantRecord]], in event: Event.ID, _ msel: Msel.ID) throws
        -> Set<ExerciseSeat.ID>
    {
        let cells = try PlanStore(work.tx).cells(of: msel)
        let large = groups.filter { $0.value.count > 1 }.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        let chosen = Set(large.prefix(2).compactMap { $0.value.last?.id })
        var evaluators: Set<ExerciseSeat.ID> = []
        for (country, people) in groups.sorted(by: { $0.key < $1.key }) {
            for person in people {
                if chosen.contains(person.id) {
                    evaluators.insert(
                        try ExercisePlanOperations.seatIn(work, event, SeatInput(person.id, .evaluator)))
                } else if let cell = cells.first(where: { $0.country == country }) {
                    try ExercisePlanOperations.seatIn(work, event, SeatInput(person.id, .player, cell: cell.id))
                }
            }
        }
        return evaluators
    }
}
