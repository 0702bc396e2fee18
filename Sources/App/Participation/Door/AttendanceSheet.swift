import Domain
import Storage
import Web

/// Where else it is counted how long somebody was there: the room of an online event.
protocol AttendanceSource: Feature {
    /// Intervals of epoch milliseconds, by person and by day in the event's zone.
    static func intervals(of event: EventRecord, _ reading: any Reading) throws -> [Participant.ID: [String:
        [(start: Int64, end: Int64)]]]
}

/// A feature with a page of its own behind the tab of attendance: the online room.
protocol AttendanceLinkFeature: Feature {
    static func attendanceLink(of event: Event.ID) -> (label: Message, path: String)
}

enum AttendanceLinks {
    private static let features: [any AttendanceLinkFeature.Type] = Features.all {
        $0 as? any AttendanceLinkFeature.Type
    }

    static func all(of event: Event.ID) -> [(label: Message, path: String)] {
        features.map { $0.attendanceLink(of: event) }
    }
}

/// What counts for a certificate.
struct AttendanceRule: Sendable, Hashable {
    static let usual = AttendanceRule(percent: 80, counted: [:])

    var percent: Int
    /// By day: how many of its minutes count. A day without is counted whole, for who was noted on it.
    var counted: [String: Int]
}

/// Who was there, day by day, and how long: what the page, the file, the API and the certificates all say.
struct AttendanceSheet: Sendable {
    /// What stands for a day whose minutes nobody counts.
    static let wholeDay = 360

    struct Line: Sendable {
        let person: ParticipantRecord
        /// By day, those on which they were noted or connected.
        var days: [String: Day] = [:]
        /// Minutes that count, and of how many.
        var attended = 0
        var counted = 0

        /// In tenths of a hundredth; nothing where nothing counts.
        var share: Int? { AttendanceTime.share(attended, of: counted) }
        func earns(_ rule: AttendanceRule) -> Bool {
            AttendanceTime.isEnough(attended, of: counted, percent: rule.percent)
        }
    }

    struct Day: Sendable {
        /// The first note, epoch milliseconds; nothing where they were only connected.
        var firstAt: Int64?
        var notes: [AttendanceRecord] = []
        /// Nothing where they were noted and nobody counted.
        var minutes: Int?
    }

    let event: EventRecord
    let days: [String]
    let rule: AttendanceRule
    let lines: [Line]
    /// Whether the minutes of any day are known.
    let hasMinutes: Bool

    private static let sources: [any AttendanceSource.Type] = Features.all { $0 as? any AttendanceSource.Type }

    init(_ event: EventRecord, _ reading: any Reading) throws {
        self.event = event
        let (days, rule) = (EventDays.all(event), try AttendanceRuleStore(reading).rule(of: event.id))
        (self.days, self.rule) = (days, rule)
        let people = try Self.people(of: event.id, reading)
        let notes = Dictionary(grouping: try AttendanceStore(reading).notes(of: event.id), by: \.participant)
        let blocks = Dictionary(
            try AgendaStore(reading).draft(of: event.id).map { ($0.id, (start: $0.startsAt, end: $0.endsAt)) }
        ) { first, _ in first }
        var connected: [Participant.ID: [String: [(start: Int64, end: Int64)]]] = [:]
        for source in Self.sources {
            for (person, byDay) in try source.intervals(of: event, reading) {
                connected[person, default: [:]].merge(byDay) { $0 + $1 }
            }
        }
        lines = people.map { person in
            var intervals = connected[person.id] ?? [:]
            // Who was noted in a part of the agenda was there for as long as it took.
            for note in notes[person.id] ?? [] {
                guard let block = note.block.flatMap({ blocks[$0.description] }) else { continue }
                intervals[note.day, default: []].append(block)
            }
            return Self.line(person, notes[person.id] ?? [], intervals, days, rule)
        }
        hasMinutes = lines.contains { $0.days.values.contains { $0.minutes != nil } }
    }

    /// By family name, as every list of names on paper.
    private static func people(of event: Event.ID, _ reading: any Reading) throws -> [ParticipantRecord] {
        let store = AttendanceStore(reading)
        let known = try store.familyNames(of: event)
        return Folded.ordered(try store.people(of: event).map(\.person)) { person in
            "\(known[person.id] ?? CertificateOperations.familyName(in: person.name)) \(person.name)"
        }
    }

    private static func line(
        _ person: ParticipantRecord, _ notes: [AttendanceRecord],
        _ connected: [String: [(start: Int64, end: Int64)]], _ days: [String], _ rule: AttendanceRule
    ) -> Line {
        var line = Line(person: person)
        for day in days {
            let counted = rule.counted[day] ?? wholeDay
            line.counted += counted
            let own = notes.filter { $0.day == day }
            let intervals = connected[day] ?? []
            guard !own.isEmpty || !intervals.isEmpty else { continue }
            var entry = Day(firstAt: own.first?.at, notes: own)
            // What two services counted of one day is one stay: the longer is nearer to it than their sum.
            let lengths = own.compactMap(\.minutes) + (intervals.isEmpty ? [] : [AttendanceTime.minutes(intervals)])
            let isNoted = own.contains { $0.minutes == nil && $0.block == nil }
            entry.minutes = lengths.max()
            line.days[day] = entry
            line.attended += isNoted ? counted : min(counted, entry.minutes ?? 0)
        }
        return line
    }

    /// Who was noted on any day.
    var come: Int { lines.count { !$0.days.isEmpty } }
    func here(on day: String) -> Int { lines.count { $0.days[day] != nil } }

    /// Noted more than once on a day by different hands: for looking at, never an error.
    var doubles: [(person: ParticipantRecord, day: String, notes: [AttendanceRecord])] {
        var found: [(person: ParticipantRecord, day: String, notes: [AttendanceRecord])] = []
        for line in lines {
            for (day, entry) in line.days.sorted(by: { $0.key < $1.key }) {
                let pressed = Dictionary(grouping: entry.notes.filter { $0.via != .list }) { $0.block }
                for notes in pressed.values where notes.count > 1 {
                    found.append((person: line.person, day: day, notes: notes))
                }
            }
        }
        return found
    }
}

/// The SQL of what counts for a certificate.
struct AttendanceRuleStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func rule(of event: Event.ID) throws -> AttendanceRule {
        guard
            let row = try reading.first("SELECT percent, counted FROM attendance_rule WHERE event_id = \(event)")
        else { return .usual }
        let text: String = try row.get("counted")
        let counted: [String: Int] = try JSONCoding.value(text)
        return AttendanceRule(percent: try row.get("percent"), counted: counted)
    }

    static func set(_ rule: AttendanceRule, of event: Event.ID, now: Int64, _ tx: Transaction) throws {
        let counted = JSONValue.object(rule.counted.mapValues { .whole($0) }).json
        try tx.execute(
            """
            INSERT INTO attendance_rule (event_id, percent, counted, changed_at)
            VALUES (\(event), \(rule.percent), \(counted), \(now))
            ON CONFLICT (event_id) DO UPDATE SET percent = excluded.percent, counted = excluded.counted,
                changed_at = excluded.changed_at
            """)
    }
}
