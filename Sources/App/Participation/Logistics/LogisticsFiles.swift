import Domain
import Storage
import Web

/// Finds whom a row of a file means, among those who have a seat: by name, and by country where several have it.
struct TravellerNames {
    private let people: [String: [Traveller]]

    init(_ travellers: [Traveller]) {
        var people: [String: [Traveller]] = [:]
        for one in travellers where one.isSeated {
            for name in Set([one.name, "\(one.familyName) \(one.givenName)".trimmed]) {
                people[Folded.text(name), default: []].append(one)
            }
        }
        self.people = people
    }

    /// - Returns: nobody, with why in `problems`, where it is not one.
    func find(_ name: String, _ country: String?, row: Int, _ problems: inout [Message]) -> Traveller? {
        let known = people[Folded.text(name)] ?? []
        let fitting = known.filter { country == nil || $0.country == nil || $0.country == country }
        switch fitting.count {
        case 1: return fitting.first
        case 0: problems.append(L("Row \(row): nobody with a seat has this name."))
        default:
            problems.append(
                L("Row \(row): there are several of this name, so that it is not clear which is meant."))
        }
        return nil
    }
}

/// A row of the file `rooming`. Nights follow from the days, and letters from what is asked for: they go out, and are not taken from a file.
struct RoomingRow: FieldRecord {
    var name = ""
    var country: String?
    /// `2027-06-08 09:05`, the time may be missing.
    var arrives = ""
    var departs = ""
    var nights = ""
    var ticket = ""
    var visa = ""

    static let isNamedByFirst = false

    static let fields: [Field<RoomingRow>] = [
        .line("name", \.name, L("Name"), limit: 200, isRequired: true),
        .country("country", \.country, L("Country")),
        .line("arrives", \.arrives, L("Arrival"), limit: 30), .line("departs", \.departs, L("Departure"), limit: 30),
        .line("nights", \.nights, L("Nights"), limit: 20),
        .choice(
            "ticket", \.ticket, L("Ticket"), .line(100),
            options: { JourneyFields.tickets.map { (value: $0, label: JourneyFields.ticketLabel($0)) } },
            fault: { text in
                text.isEmpty || JourneyFields.tickets.contains(text)
                    ? nil : L("Choose one of the answers that are offered.")
            }),
        .line("visa", \.visa, L("Visa"), limit: 100),
    ]

    var isEmpty: Bool { arrives.isEmpty && departs.isEmpty && ticket.isEmpty }

    /// What the file says over what is known; an empty cell says nothing.
    func journey(over known: JourneyFields) -> JourneyFields {
        var journey = known
        func read(_ text: String, _ day: inout String, _ time: inout String) {
            guard !text.isEmpty else { return }
            let parts = text.split(maxSplits: 1) { $0 == " " || $0 == "T" }.map(String.init)
            day = parts.first ?? ""
            time = parts.count > 1 ? String(parts[1].prefix(5)) : ""
        }
        read(arrives, &journey.arrivesOn, &journey.arrivesTime)
        read(departs, &journey.departsOn, &journey.departsTime)
        if !ticket.isEmpty { journey.ticket = ticket }
        return journey
    }
}

/// A row of a file of needs, by person.
struct NeedRow: FieldRecord {
    var name = ""
    var country: String?
    var need = ""
    var text = ""

    static let isNamedByFirst = false

    static let fields: [Field<NeedRow>] = [
        .line("name", \.name, L("Name"), limit: 200, isRequired: true),
        .country("country", \.country, L("Country")),
        .choice(
            "need", \.need, L("Need"), .choice(NeedCode.allCases.map(\.rawValue)), isRequired: true,
            options: { NeedCode.allCases.map { (value: $0.rawValue, label: $0.label) } },
            fault: { NeedCode(rawValue: $0) == nil ? L("Choose one of the answers that are offered.") : nil }),
        .line("text", \.text, L("What?"), limit: NeedCode.textLimit),
    ]
}

/// The files `rooming` and `needs`, brought in by an organiser: all rows, or none.
enum LogisticsFiles {
    static let most = 5_000

    static func takeRooming(_ visit: Visit, _ event: Event.ID, _ upload: TableUpload) async throws -> TableCounts {
        try await take(visit, event, upload) { (file: FieldImport<RoomingRow>, work) in
            let (people, journeys) = (
                TravellerNames(try TravellerStore(work.tx).all(of: event)),
                try JourneyStore(work.tx).journeys(of: event)
            )
            var (problems, told): ([Message], [(Traveller, Cleaned<JourneyFields>, isNew: Bool)]) = ([], [])
            var same = 0
            for line in file.lines {
                let row = line.fields
                guard let person = people.find(row.name, row.country, row: line.number, &problems) else { continue }
                let known = journeys[person.id]?.fields
                // Who has told nothing is on the list, too.
                if known == nil, row.isEmpty {
                    same += 1
                    continue
                }
                let cleaned = row.journey(over: known ?? JourneyFields()).cleanedJourney
                do {
                    if try cleaned.checked() == known {
                        same += 1
                    } else {
                        told.append((person, cleaned, known == nil))
                    }
                } catch let refusal as Refusal where !refusal.fields.isEmpty {
                    problems += refusal.fields.sorted { $0.key < $1.key }.map { L("Row \(line.number): \($0.value)") }
                }
            }
            try FieldImport<RoomingRow>.refuse(problems)
            if !upload.isTrial {
                for (person, cleaned, _) in told { try JourneyOperations.storeIn(work, person, cleaned) }
            }
            let added = told.count { $0.isNew }
            return TableCounts(added: added, changed: told.count - added, same: same)
        }
    }

    /// What somebody has told already stays.
    static func takeNeeds(_ visit: Visit, _ event: Event.ID, _ upload: TableUpload) async throws -> TableCounts {
        try await take(visit, event, upload) { (file: FieldImport<NeedRow>, work) in
            let people = TravellerNames(try TravellerStore(work.tx).all(of: event))
            var needs: [Registration.ID: (person: Traveller, all: [NeedCode: String])] = [:]
            var (problems, counts): ([Message], (added: Int, changed: Int, same: Int)) = ([], (0, 0, 0))
            for line in file.lines {
                let row = line.fields
                guard let code = NeedCode(rawValue: row.need),
                    let person = people.find(row.name, row.country, row: line.number, &problems)
                else { continue }
                if code == .other, row.text.isEmpty { problems.append(L("Row \(line.number): say what is needed.")) }
                var known =
                    try needs[person.id]?.all
                    ?? Dictionary(try NeedStore(work.tx).needs(of: person.id).map { ($0.code, $0.text) }) { $1 }
                let text = code.hasText ? row.text : ""
                switch known[code] {
                case nil: counts.added += 1
                case text: counts.same += 1
                default: counts.changed += 1
                }
                known[code] = text
                needs[person.id] = (person, known)
            }
            try FieldImport<NeedRow>.refuse(problems)
            if !upload.isTrial, counts.added + counts.changed > 0 {
                for (person, all) in needs.values { try NeedOperations.tellIn(work, person, all) }
            }
            return TableCounts(added: counts.added, changed: counts.changed, same: counts.same)
        }
    }

    private static func take<Row: FieldRecord>(
        _ visit: Visit, _ event: Event.ID, _ upload: TableUpload,
        _ body: @escaping @Sendable (FieldImport<Row>, Work) throws -> TableCounts
    ) async throws -> TableCounts {
        try await take(visit, upload, most: most, require: { try visit.require(.organise, in: event, $0) }, body)
    }

    /// Reads a file aside, and does what it says in one transaction, in the reader's language.
    static func take<Row: FieldRecord>(
        _ visit: Visit, _ upload: TableUpload, most: Int, require: @escaping @Sendable (any Reading) throws -> Void,
        _ body: @escaping @Sendable (FieldImport<Row>, Work) throws -> TableCounts
    ) async throws -> TableCounts {
        let language = visit.language
        let countries = try await visit.read { reading in
            try require(reading)
            return try DirectoryNames(reading).countryOptions
        }
        let file = try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside {
                try Language.$current.withValue(language) {
                    try FieldImport<Row>(upload, options: ["country": countries], most: most, isKeyed: false)
                }
            }
        }
        return try await visit.database.write { tx in
            try require(tx)
            return try Language.$current.withValue(language) { try body(file, Work(tx, visit)) }
        }
    }

    /// The page on which a file is chosen, below one of the tabs.
    static func page(
        _ frame: EventFrame, _ tab: String, path: String, list: String, workbook: String, _ state: FormState
    ) -> Answer {
        let section = FieldImportSection(
            state: state, path: path, list: list, workbook: workbook, query: frame.visit.inbound.query)
        return Logistics.answer(
            frame, tab, FieldImportSection.title, path: path, section.html, status: section.isWrong ? .wrong : .ok)
    }
}
