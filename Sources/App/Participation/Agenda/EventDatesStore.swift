import Domain
import Storage
import Web

/// What is due around one event: where it differs from usual, and what is done.
struct EventDates: Sendable, Hashable {
    /// Whose free days count; nothing is Saturday and Sunday.
    var country: String?
    /// Days before the start, below 0, or after the end, where they are other than usual.
    var days: [CriticalDate.Name: Int] = [:]
    var done: Set<CriticalDate.Name> = []

    /// What the house does by itself on its day.
    static let automatic: Set<CriticalDate.Name> = [.needsErased, .namesErased]
    static let mostDays = 3_660

    /// How many days from one day to a later one; both ISO 8601.
    static func days(from: String, to: String) -> Int {
        guard let from = CalendarDate(from), let to = CalendarDate(to) else { return 0 }
        return to.daysSince1970 - from.daysSince1970
    }
}

extension CriticalDate.Name {
    var label: Message {
        switch self {
        case .invitation: L("Invitations are sent")
        case .nominationsClose: L("Nominations close")
        case .allocation: L("Seats are allocated, and everybody is told")
        case .visaLetters: L("Visa letters are issued")
        case .tickets: L("Tickets are bought")
        case .informationNote: L("The information note is sent")
        case .finalList: L("The list of participants is final")
        case .personalLinks: L("Personal links are sent")
        case .materials: L("Materials are released")
        case .claims: L("Claims are in")
        case .needsErased: L("Needs are erased")
        case .namesErased: L("Names are erased")
        }
    }

    /// What somebody is told to do.
    var act: Message {
        switch self {
        case .invitation: L("Send the invitations")
        case .nominationsClose: L("Close the nominations")
        case .allocation: L("Allocate the seats, and tell everybody")
        case .visaLetters: L("Write the visa letters")
        case .tickets: L("Buy the tickets")
        case .informationNote: L("Send the information note")
        case .finalList: L("Make the list of participants final")
        case .personalLinks: L("Send the personal links")
        case .materials: L("Release the materials")
        case .claims: L("Ask for the claims that are missing")
        case .needsErased, .namesErased: label
        }
    }
}

// lint: tables material because what was released is due no longer.
struct EventDatesStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Whether somebody said when things are due.
    func isSet(for event: Event.ID) throws -> Bool {
        try reading.value("SELECT COUNT(*) FROM event_dates WHERE event_id = \(event)", as: Int.self) ?? 0 > 0
    }

    /// When the event was made, epoch milliseconds.
    func made(_ event: Event.ID) throws -> Int64 {
        try reading.value("SELECT created_at FROM event WHERE id = \(event)", as: Int64.self) ?? 0
    }

    /// What can be seen to have been done, whether somebody ticked it or not.
    func happened(in event: Event.ID) throws -> Set<CriticalDate.Name> {
        var seen: Set<CriticalDate.Name> = []
        func note(_ name: CriticalDate.Name, _ count: SQL) throws {
            if try reading.value(count, as: Int.self) ?? 0 > 0 { seen.insert(name) }
        }
        try note(.invitation, "SELECT COUNT(*) FROM invitation WHERE event_id = \(event) AND sent_at IS NOT NULL")
        try note(.materials, "SELECT COUNT(*) FROM material WHERE event_id = \(event) AND state = 'released'")
        try note(
            .personalLinks,
            "SELECT COUNT(*) FROM outgoing_mail WHERE event_id = \(event) AND kind = 'personal-link'")
        if try RegistrationStore(reading).rule(of: event)?.allocatedAt != nil { seen.insert(.allocation) }
        return seen
    }

    func dates(of event: Event.ID) throws -> EventDates {
        guard let row = try reading.first("SELECT * FROM event_dates WHERE event_id = \(event)") else {
            return EventDates()
        }
        let days: [String: Int] = try JSONCoding.value(try row.get("offsets"))
        let done: [String] = try JSONCoding.value(try row.get("done"))
        let known = days.compactMap { code, days in CriticalDate.Name(rawValue: code).map { ($0, days) } }
        return EventDates(
            country: try row.get("host_country"), days: Dictionary(known) { $1 },
            done: Set(done.compactMap { CriticalDate.Name(rawValue: $0) }))
    }

    static func set(_ dates: EventDates, of event: Event.ID, now: Int64, _ tx: Transaction) throws {
        let days = Dictionary(uniqueKeysWithValues: dates.days.map { ($0.key.rawValue, $0.value) })
        let (offsets, done) = (try JSONCoding.text(days), try JSONCoding.text(dates.done.map(\.rawValue).sorted()))
        try tx.execute(
            """
            INSERT INTO event_dates (event_id, host_country, offsets, done, changed_at)
            VALUES (\(event), \(dates.country), \(offsets), \(done), \(now))
            ON CONFLICT (event_id) DO UPDATE SET host_country = excluded.host_country, offsets = excluded.offsets,
                done = excluded.done, changed_at = excluded.changed_at
            """)
    }
}

enum EventDatesOperations {
    /// - Parameter dates: the days of each that is other than usual; those that are as usual are left out.
    static func set(_ visit: Visit, _ event: Event.ID, _ dates: EventDates) async throws {
        let most = EventDates.mostDays
        let cleaned = Cleaned(dates) { dates, check in
            for (name, days) in dates.days where !(-most...most).contains(days) || (days < 0) != (name.days < 0) {
                check.fail("days-\(name.rawValue)", WholeText.words(0...most))
            }
            dates.days = dates.days.filter { $0.key.days != $0.value }
        }
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let countries = try PersonStore(tx).countryCodes()
            let dates = try cleaned.checked { dates, check in
                check.country(dates.country, of: countries, at: "host-country")
            }
            guard try dates != EventDatesStore(tx).dates(of: event) else { return }
            try EventDatesStore.set(dates, of: event, now: visit.now, tx)
            try Work(tx, visit).record(.event(event), "event:\(event)", "event.dates")
        }
    }
}
