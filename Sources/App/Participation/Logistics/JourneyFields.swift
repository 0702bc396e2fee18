import Domain
import Markup
import Storage
import Web

/// How somebody comes, stays and leaves; days are those of the event's place.
struct JourneyFields: FieldRecord {
    var origin = ""
    var arrivesOn = ""
    /// `14:30` or empty.
    var arrivesTime = ""
    var departsOn = ""
    var departsTime = ""
    var carrier = ""
    var ticket = "organiser"
    var sharesWith = ""
    var note = ""

    static let tickets = ["organiser", "own", "none"]

    static let fields: [Field<JourneyFields>] = [
        .line("origin", \.origin, L("Where you travel from"), limit: 120),
        .date("arrives_on", \.arrivesOn, L("Arrival"), isRequired: false),
        .time("arrives_time", \.arrivesTime, L("Arrival at (time)"), isBeside: true),
        .date("departs_on", \.departsOn, L("Departure"), isRequired: false),
        .time("departs_time", \.departsTime, L("Departure at (time)"), isBeside: true),
        .line(
            "carrier", \.carrier, L("Flight or train"), hint: L("Number, if known: so that you can be met."), limit: 80),
        .choice(
            "ticket", \.ticket, L("Ticket"), .choice(tickets),
            options: { tickets.map { (value: $0, label: ticketLabel($0)) } },
            fault: { tickets.contains($0) ? nil : L("Choose one of the answers that are offered.") }),
        .line("shares_with", \.sharesWith, L("Room shared with"), limit: 120),
        .lines(
            "note", \.note, L("Note to the organisers"), hint: L("Nothing about health: that stands under needs."),
            limit: 500),
    ]

    /// As the organisers read it.
    static func ticketWords(_ ticket: String) -> Message {
        ticket == "own" ? L("they buy it and claim the cost") : ticketLabel(ticket)
    }

    static func ticketLabel(_ ticket: String) -> Message {
        switch ticket {
        case "organiser": L("the organiser buys it")
        case "own": L("I buy it and claim the cost")
        default: L("none is needed")
        }
    }

    /// Also what follows from several of them.
    var cleanedJourney: Cleaned<JourneyFields> {
        Cleaned(self) { fields, check in
            fields.clean(&check)
            guard !fields.arrivesOn.isEmpty, !fields.departsOn.isEmpty, CalendarDate.isValid(fields.arrivesOn),
                CalendarDate.isValid(fields.departsOn)
            else { return }
            if fields.departsOn < fields.arrivesOn { check.fail("departs-on", L("The end is before the start.")) }
            if MoneyRules.nights(from: fields.arrivesOn, to: fields.departsOn) == nil {
                check.fail("departs-on", L("This is longer than a year."))
            }
        }
    }

    /// From the arrival to the departure.
    var nights: [String] { MoneyRules.nights(from: arrivesOn, to: departsOn) ?? [] }
}

struct JourneyRecord: Sendable {
    enum Visa: String, Sendable, Codable, CaseIterable, SQLBindable, SQLDecodable, ChoiceType {
        case notNeeded = "not-needed"
        case asked, issued
    }

    let registration: Registration.ID
    let fields: JourneyFields
    let visa: Visa
    let letterIssuedAt: Int64?
    /// Since when it stands as the event's move left it, and nobody has looked at it.
    let movedAt: Int64?

    init(_ row: Row) throws {
        registration = try row.get("registration_id")
        fields = try JourneyFields(row)
        visa = try row.get("visa")
        letterIssuedAt = try row.moment("letter_issued_at")
        movedAt = try row.moment("moved_at")
    }
}

/// As it stands in the passport; kept only until the letter is issued.
struct LetterFields: FieldRecord {
    var passportName = ""
    var passportNumber = ""
    var bornOn = ""

    static let fields: [Field<LetterFields>] = [
        .line("passport_name", \.passportName, L("Name as in the passport"), limit: 200, isRequired: true),
        .line("passport_number", \.passportNumber, L("Number of the passport"), limit: 40, isRequired: true),
        .date("born_on", \.bornOn, L("Date of birth"), isBeside: true),
    ]
}

extension FieldCheck {
    /// Whether somebody alive can be born on a day.
    mutating func born(on day: String, now: Int64, at field: String) {
        guard !day.isEmpty, !("1900-01-01"...CalendarDate.today(now)).contains(day) else { return }
        fail(field, L("Check the year."))
    }
}

/// The SQL of journeys and letters.
struct JourneyStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func journeys(of event: Event.ID) throws -> [Registration.ID: JourneyRecord] {
        let all = try reading.all("SELECT * FROM journey WHERE event_id = \(event)").map(JourneyRecord.init)
        return Dictionary(all.map { ($0.registration, $0) }) { first, _ in first }
    }

    func journey(_ registration: Registration.ID) throws -> JourneyRecord? {
        try reading.first("SELECT * FROM journey WHERE registration_id = \(registration)").map(JourneyRecord.init)
    }

    func letter(_ registration: Registration.ID) throws -> LetterFields? {
        try reading.first("SELECT * FROM visa_letter WHERE registration_id = \(registration)").map {
            try LetterFields($0)
        }
    }

    /// Those for whom a letter is asked, the first first.
    func letters(of event: Event.ID) throws -> [Registration.ID] {
        try reading.all(
            "SELECT registration_id FROM visa_letter WHERE event_id = \(event) ORDER BY asked_at, registration_id"
        ).map {
            try $0.get("registration_id")
        }
    }

    static func store(_ traveller: Traveller, _ fields: JourneyFields, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO journey (registration_id, event_id, participant_id, \(JourneyFields.columns), nights, visa, changed_at)
            VALUES (\(traveller.id), \(traveller.event), \(traveller.participant), \(fields.columnValues), \(try JSONCoding.text(fields.nights)), 'not-needed', \(now))
            ON CONFLICT (registration_id) DO UPDATE SET \(fields.assignments), nights = excluded.nights, changed_at = excluded.changed_at,
                moved_at = NULL
            """)
    }

    /// Along with the event; whose it is has to look at it.
    static func move(_ registration: Registration.ID, _ fields: JourneyFields, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE journey SET \(fields.assignments), nights = \(try JSONCoding.text(fields.nights)), changed_at = \(now), moved_at = \(now)
            WHERE registration_id = \(registration)
            """)
    }

    static func ask(_ traveller: Traveller, _ letter: LetterFields, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO visa_letter (registration_id, event_id, participant_id, \(LetterFields.columns), asked_at)
            VALUES (\(traveller.id), \(traveller.event), \(traveller.participant), \(letter.columnValues), \(now))
            ON CONFLICT (registration_id) DO UPDATE SET \(letter.assignments), asked_at = excluded.asked_at
            """)
        try tx.execute("UPDATE journey SET visa = 'asked', changed_at = \(now) WHERE registration_id = \(traveller.id)")
    }

    /// What was copied from the passport goes.
    static func endLetter(_ registration: Registration.ID, isIssued: Bool, now: Int64, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM visa_letter WHERE registration_id = \(registration)")
        let issued: Int64? = isIssued ? now : nil
        try tx.execute(
            """
            UPDATE journey SET visa = \(isIssued ? "issued" : "not-needed"), letter_issued_at = \(issued), changed_at = \(now)
            WHERE registration_id = \(registration)
            """)
    }

    // MARK: What goes on its day

    /// The day after an event no letter is of use.
    static func forget(before day: String, _ tx: Transaction) throws -> Int {
        try tx.change(
            "DELETE FROM visa_letter WHERE event_id IN (SELECT id FROM event WHERE ends_on < \(day))")
    }

    /// With the names of an event, how its people came goes, too.
    static func forgetNamed(_ tx: Transaction) throws -> Int {
        try tx.change("DELETE FROM journey WHERE event_id IN (SELECT id FROM event WHERE names_erased_at IS NOT NULL)")
    }

    func hasNamed() throws -> Bool {
        try reading.first(
            "SELECT j.event_id FROM journey j JOIN event e ON e.id = j.event_id WHERE e.names_erased_at IS NOT NULL LIMIT 1"
        ) != nil
    }

    func hasLetters(before day: String) throws -> Bool {
        try reading.first(
            "SELECT l.registration_id FROM visa_letter l JOIN event e ON e.id = l.event_id WHERE e.ends_on < \(day) LIMIT 1"
        ) != nil
    }
}
