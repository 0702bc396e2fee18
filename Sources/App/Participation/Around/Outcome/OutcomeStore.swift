import Domain
import Storage
import Web

/// Who came, counted so that nobody is found by it: a group of fewer than five is joined to the others.
struct SafeCounts: Sendable {
    static let least = 5

    let rows: [(name: String, count: Int)]
    /// In groups that are not told; 0 or at least ``least``, since else the next larger group is joined too.
    let others: Int
    var all: Int { rows.reduce(others) { $0 + $1.count } }

    /// Where groups come from, without how many of each; of fewer than five together it would tell of persons.
    static func names(_ values: [String]) -> [String] {
        values.count < least ? [] : Set(values).subtracting([""]).sorted()
    }

    init(_ rows: [(name: String, count: Int)], others: Int) {
        self.rows = rows
        self.others = others
    }

    init(_ values: [String]) {
        let counts = Dictionary(grouping: values) { $0 }.mapValues(\.count)
        var told = counts.filter { $0.value >= Self.least && !$0.key.isEmpty }.sorted {
            ($1.value, $0.key) < ($0.value, $1.key)
        }
        .map { (name: $0.key, count: $0.value) }
        var rest = values.count - told.reduce(0) { $0 + $1.count }
        // One small group by itself would be told by the difference to the whole.
        while (1..<Self.least).contains(rest), let last = told.popLast() { rest += last.count }
        rows = told
        others = rest
    }
}

/// What is told of an event when it is over, as the tables hold it.
struct EventOutcome: Sendable {
    let event: EventRecord
    let programme: String
    /// Of those who came.
    var countries: SafeCounts
    var sectors: SafeCounts
    /// Of those who came, without how many of each: which countries took part is no secret of a person's.
    var countryNames: [String]
    /// Countries, regions and organisations that were asked to send somebody.
    var invited: Int
    /// Without who was withdrawn or replaced.
    var registered: Int
    var nominated: Int
    var seated: Int
    var came: Int
    let topics: [String]
    let objectives: [ObjectiveRecord]
    var consulted: (asked: Int, answered: Int)
    var named: [String]
    /// Noted at the door or online.
    var noted: Int
    var certificates: Int
}

/// The SQL of notes, and what outcomes are counted from.
struct OutcomeStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func outcome(of event: Event.ID) throws -> EventOutcome {
        let record = try EventStore(reading).event(event)
        let names = try DirectoryNames(reading)
        let people = try EventStore(reading).participants(of: event).filter(\.isVoice)
        let states = try reading.all(
            "SELECT state, COUNT(*) AS n FROM registration WHERE event_id = \(event) GROUP BY state")
        let counts = Dictionary(
            uniqueKeysWithValues: try states.map {
                (try $0.get("state", as: String.self), try $0.get("n", as: Int.self))
            })
        let consulted = try ConsultationStore(reading).counts(of: event).values.reduce((asked: 0, answered: 0)) {
            ($0.asked + $1.asked, $0.answered + $1.answered)
        }
        // A topic under which nobody wrote anything is none of the event's.
        let used = try IssueStore(reading).counts(of: event)
        let countries = people.map { names.country($0.country) ?? "" }
        return EventOutcome(
            event: record, programme: try ProgrammeStore(reading).programme(record.programme).title,
            countries: SafeCounts(countries),
            sectors: SafeCounts(people.map { names.sector($0.sector)?.label.string() ?? "" }),
            countryNames: SafeCounts.names(countries),
            invited: try count(
                "SELECT COUNT(*) FROM invitation WHERE event_id = \(event) AND sent_at IS NOT NULL"),
            registered: counts.filter { $0.key != RegistrationRecord.State.withdrawn.rawValue }.values.reduce(0, +),
            nominated: try count("SELECT COUNT(*) FROM nomination WHERE event_id = \(event) AND state = 'submitted'"),
            seated: counts["complete"] ?? 0, came: people.count,
            topics: try EventStore(reading).topics(of: event).filter { used[$0.id] != nil }.map(\.title),
            objectives: try ObjectiveStore(reading).objectives(of: [event]), consulted: consulted,
            named: people.filter { $0.namingAgreedAt != nil }.map(EventOutcome.name),
            noted: try count(
                "SELECT COUNT(DISTINCT participant_id) FROM attendance WHERE event_id = \(event) AND undone_at IS NULL"),
            certificates: try count("SELECT COUNT(*) FROM certificate WHERE event_id = \(event) AND revoked_at IS NULL")
        )
    }

    private func count(_ sql: SQL) throws -> Int { try reading.value(sql, as: Int.self) ?? 0 }

    // MARK: Notes

    /// By language.
    func texts(of event: Event.ID) throws -> [String: String] {
        var texts: [String: String] = [:]
        for row in try reading.all("SELECT language, outcome FROM public_note WHERE event_id = \(event)") {
            texts[try row.get("language")] = try row.get("outcome")
        }
        return texts
    }

    func release(of event: Event.ID) throws -> (namesPeople: Bool, at: Int64)? {
        try reading.first("SELECT names_people, released_at FROM public_note_release WHERE event_id = \(event)").map {
            (try $0.get("names_people"), try $0.get("released_at"))
        }
    }

    /// - Returns: nothing of a note that was released before figures were kept.
    func figures(of event: Event.ID) throws -> ReleasedFigures? {
        let text = try reading.value(
            "SELECT figures FROM public_note_release WHERE event_id = \(event)", as: String.self)
        return try text.flatMap { $0.isEmpty ? nil : try JSONCoding.value($0) }
    }

    /// The last report to the funder.
    func funderRelease(of event: Event.ID) throws -> FunderRelease? {
        try reading.first(
            "SELECT number, made_at, figures FROM funder_report WHERE event_id = \(event) ORDER BY number DESC LIMIT 1"
        ).map {
            FunderRelease(
                number: try $0.get("number"), madeAt: try $0.get("made_at"),
                figures: try JSONCoding.value(try $0.get("figures", as: String.self)))
        }
    }

    /// - Returns: false where another node was first.
    static func keep(
        _ figures: FunderFigures, as number: Int, of event: Event.ID, now: Int64, _ tx: Transaction
    ) throws -> Bool {
        try tx.change(
            """
            INSERT INTO funder_report (event_id, number, made_at, figures)
            VALUES (\(event), \(number), \(now), \(try JSONCoding.text(figures))) ON CONFLICT DO NOTHING
            """) > 0
    }

    static func write(_ event: Event.ID, _ language: Language, _ text: String, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO public_note (event_id, language, outcome, changed_at) VALUES (\(event), \(language), \(text), \(now))
            ON CONFLICT (event_id, language) DO UPDATE SET outcome = excluded.outcome, changed_at = excluded.changed_at
            """)
    }

    static func release(
        _ event: Event.ID, namesPeople: Bool, _ figures: ReleasedFigures, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO public_note_release (event_id, names_people, released_at, figures)
            VALUES (\(event), \(namesPeople), \(now), \(try JSONCoding.text(figures)))
            ON CONFLICT (event_id) DO UPDATE SET names_people = excluded.names_people, released_at = excluded.released_at,
                figures = excluded.figures
            """)
    }

    static func withdraw(_ event: Event.ID, _ tx: Transaction) throws -> Bool {
        try tx.change("DELETE FROM public_note_release WHERE event_id = \(event)") > 0
    }
}
