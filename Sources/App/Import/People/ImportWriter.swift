import Domain
import Storage
import Web

/// Writes the rows of a confirmed plan, in which no question is open. The fields were checked by the planner.
struct ImportWriter {
    private let work: Work
    private let event: Event.ID?
    private let store: PersonStore
    private let sights: SightStore
    /// Whose organisers know the addresses of the file.
    private let programmes: Set<Programme.ID>
    private var organisations: [String: Organisation.ID] = [:]
    private(set) var counts = ImportCounts()

    init(_ work: Work, event: Event.ID?, _ sights: SightStore) throws {
        self.work = work
        self.event = event
        self.sights = sights
        store = PersonStore(work.tx)
        if let event {
            programmes = [try EventStore(work.tx).event(event).programme]
        } else {
            programmes = sights.viewer.roster.organisesProgrammes
        }
    }

    mutating func apply(_ row: PlannedRow) throws {
        switch row.outcome {
        case .wrong, .duplicate, .leftByChoice, .namesake: counts.leftOut += 1
        case .same(let id):
            if row.fields.email != nil { try noteKnown(id, row, try store.person(id)) }
            try seat(id, row)
            if !row.seat.changes.isEmpty { counts.updated += 1 }
        case .new:
            counts.added += 1
            try seat(try add(row.fields), row)
        case .update(let id, let changes):
            counts.updated += 1
            let person = try store.person(id)
            var fields = ImportPlanner.merged(row.fields, over: person.fields)
            // Where the plan says nothing of an e-mail, the one who imports may not change the one that is kept.
            let isPlanned = changes.contains { $0.field == PersonField.email.rawValue }
            if try !isPlanned || !(sights.sights(of: [person])[id]?.mayChangeEmail ?? false) {
                fields.email = person.fields.email
            }
            try update(id, fields, changes)
            if fields.email != person.fields.email, fields.email != nil {
                if sights.viewer.isAdministrator { try store.forgetAddressWhereNoSeat(id, work.tx) }
                try store.setAddressKnown(
                    id, to: programmes, others: sights.viewer.isAdministrator, now: work.now, work.tx)
            } else {
                try noteKnown(id, row, person)
            }
            try seat(id, row)
        }
    }

    /// Whose file has the address knew it before.
    private func noteKnown(_ id: Person.ID, _ row: PlannedRow, _ person: PersonRecord) throws {
        guard let email = row.fields.email, email == person.fields.email else { return }
        try store.setAddressKnown(id, to: programmes, others: true, now: work.now, work.tx)
    }

    private mutating func add(_ fields: PersonFields) throws -> Person.ID {
        let id = work.environment.id(Person.ID.self)
        try store.insert(id, fields, organisation: try organisation(fields), now: work.now, work.tx)
        if fields.email != nil { try store.setAddressKnown(id, to: programmes, now: work.now, work.tx) }
        try work.record(.directory, "person:\(id)", "person.creation")
        return id
    }

    private mutating func update(_ id: Person.ID, _ fields: PersonFields, _ changes: [PlannedRow.Change]) throws {
        try store.update(id, fields, organisation: try organisation(fields), now: work.now, work.tx)
        try work.record(
            .directory, "person:\(id)", "person.change", ["fields": .list(changes.map { .text($0.field) })])
    }

    private mutating func organisation(_ fields: PersonFields) throws -> Organisation.ID? {
        let key = "\(Folded.text(fields.organisation))|\(fields.country ?? "")"
        if let known = organisations[key] { return known }
        let id = try DirectoryOperations.organisationIn(work, of: fields)
        organisations[key] = id
        return id
    }

    private func seat(_ person: Person.ID, _ row: PlannedRow) throws {
        guard let event else { return }
        switch row.seat {
        case .none: return
        case .joins: _ = try EventOperations.addPersonIn(work, event, person, role: row.role)
        case .returns(let id, let changes):
            try EventOperations.takeFromFileIn(work, event, id, changes)
            try EventWriting(work.tx).restore(id)
            try work.record(.event(event), "participant:\(id)", "participant.return")
        case .stays(let id, let changes):
            try EventOperations.takeFromFileIn(work, event, id, changes)
        }
    }
}

struct ImportCounts: Sendable {
    var added = 0
    var updated = 0
    var leftOut = 0
}

extension EventOperations {
    /// A seat takes what a file says of it. The fields were checked when the file was planned.
    fileprivate static func takeFromFileIn(
        _ work: Work, _ event: Event.ID, _ id: Participant.ID, _ changes: [PlannedRow.Change]
    ) throws {
        guard !changes.isEmpty else { return }
        let stored = try seat(id, of: event, work.tx)
        let after = Dictionary(changes.map { ($0.field, $0.after) }) { _, last in last }
        let role = after["role"].flatMap { Role(rawValue: $0) } ?? stored.role
        let fields = ParticipantFields(
            name: after["name"] ?? stored.name, organisation: after["organisation"] ?? stored.organisation,
            country: after["country"] ?? stored.country, sector: after["sector"] ?? stored.sector,
            language: stored.language, role: role, person: stored.person, account: stored.account)
        try EventWriting(work.tx).update(id, fields)
        try work.record(
            .event(event), "participant:\(id)", "participant.change",
            [
                "role": .text(role.rawValue), "before": .text(stored.role.rawValue),
                "country": JSONValue(fields.country), "countryBefore": JSONValue(stored.country),
            ])
    }
}
