import Domain
import Markup
import Storage
import Web

/// All that the console of an exercise shows, read at once. Alike for all who run it; what somebody may not do, the server refuses.
struct ExconDesk {
    let event: EventRecord
    let exercise: ExerciseRecord
    let view: ReleaseView
    let seats: [SeatRecord]
    /// Papers that somebody has opened.
    let opened: Set<Paper.ID>
    let alarms: [(alarm: ExerciseAlarmRecord, name: String)]
    let last: LastMark?
    let haltedBy: String
    let figures: [ExerciseCell.ID: [CellFigure]]
    /// What of the injects is looked at; the clocks and what is next are of all.
    let filter: InjectFilter
    let queue: ExconQueue
    /// When pages of players last spoke to the server.
    let contacts: [Participant.ID: Int64]

    init(_ event: Event.ID, now: Int64, filter: InjectFilter = InjectFilter(), _ reading: any Reading) throws {
        self.filter = filter
        self.event = try EventStore(reading).event(event)
        let exercise = try PlayStore(reading).required(event)
        self.exercise = exercise
        let view = try ReleaseView(exercise, now: now, reading)
        self.view = view
        queue = try ExconQueue(event, view.plan, view.moment, reading)
        seats = try PlayStore(reading).seats(of: event)
        contacts = try PlayerContactStore(reading).all(of: event)
        opened = try PlayStore(reading).opened(of: event)
        let actors = PlayActors(reading)
        alarms = try ReleaseStore(reading).alarms(of: event).map { ($0, try actors.name($0.raisedBy)) }
        last = try ReleaseStore(reading).lastMark(of: event)
        haltedBy = exercise.state == .halted ? try actors.name(exercise.haltedBy) : ""
        var figures: [ExerciseCell.ID: [CellFigure]] = [:]
        for feature in Features.all({ $0 as? any CellFigureFeature.Type }) {
            let own = try feature.figures(of: event, view.plan, view.moment, reading)
            figures.merge(own) { $0 + $1 }
        }
        self.figures = figures
    }

    func holds(_ inject: InjectRecord) -> Bool { filter.isEmpty || filter.holds(inject, plan) }

    var plan: ExercisePlan { view.plan }
    var moment: ExerciseMoment { view.moment }
    var schedule: ReleaseSchedule { view.schedule }

    /// What a hand releases next: what is due the longest, then what was missed, then what comes.
    var next: InjectRecord? {
        let lines = schedule.due + schedule.overdue + schedule.next
        return lines.first { !$0.item.isHeld }.flatMap { view.inject($0.id) }
    }

    /// Changes with whatever a page of one person shows.
    var state: String {
        let changed = plan.injects.map { "\($0.status.rawValue)\($0.heldAt ?? 0)\($0.revision)" }.joined()
        let due = (schedule.due + schedule.overdue + schedule.next).map(\.id).joined()
        let dues = view.dues.values.reduce(0) { $0 + $1.count }
        return
            "\(last?.number ?? 0)-\(view.papers.count)-\(view.attempts.count)-\(dues)-\(Self.hash(changed + due))-\(queue.state)"
    }

    /// The same on every node and after a restart.
    static func hash(_ text: String) -> String {
        String(
            text.utf8.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }, radix: 36)
    }

    /// `in 5 min`, `late 2 min`
    static func lateness(_ late: Int64) -> Message {
        let minutes = Int((late.magnitude) / 60_000)
        guard minutes > 0 else { return L("now") }
        return late < 0 ? L("in \(minutes) min") : L("late by \(minutes) min")
    }
}
