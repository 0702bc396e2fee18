import Domain
import Storage
import Web

/// Importing people from a file: read and preview, then confirm. Until then the directory knows nothing of the file.
enum ImportOperations {
    /// Where the people of a file go.
    enum Target: Sendable, Hashable {
        case directory
        /// Into the directory, and from there into an event.
        case event(Event.ID)

        var event: Event.ID? { if case .event(let id) = self { id } else { nil } }

        func require(_ visit: Visit, _ reading: any Reading) throws -> Account.ID {
            switch self {
            case .directory: try Policy.require(.keepDirectory, visitor: visit.visitor, roles: [])
            case .event(let id):
                try visit.require(.organise, in: id, reading)
                // The file also changes people of the directory.
                try Policy.require(.keepDirectory, visitor: visit.visitor, roles: [.organiser])
            }
            guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
            return account.id
        }
    }

    /// - Returns: the preview.
    /// - Throws: at the field `file`, where it cannot be read.
    static func preview(_ visit: Visit, _ target: Target, _ sheet: Sheet, fileName: String) async throws
        -> ImportDraft.ID
    {
        let content = try ImportContent(sheet)
        return try await visit.database.write { tx in
            let account = try target.require(visit, tx)
            let id = visit.environment.id(ImportDraft.ID.self)
            let plan = try ImportPlanner(tx, event: target.event).plan(content)
            try ImportStore(tx).insert(
                ImportDraftRecord(
                    id: id, account: account, event: target.event,
                    fileName: String(FieldCheck.line(fileName).prefix(200)),
                    content: content, plan: plan, confirmedAt: nil), now: visit.now, tx)
            return id
        }
    }

    enum Confirmation: Sendable, Equatable {
        case done
        /// The directory has changed since the preview: these rows of the file would now be treated differently. Nothing was stored.
        case changed([Int])
    }

    /// Applies the preview in one transaction, or nothing of it.
    static func confirm(
        _ visit: Visit, _ target: Target, _ id: ImportDraft.ID, choices: [Int: NamesakeChoice]
    ) async throws -> Confirmation {
        try await visit.database.write { tx in
            let account = try target.require(visit, tx)
            let draft = try ImportStore(tx).draft(id, of: account, event: target.event, now: visit.now)
            guard draft.confirmedAt == nil else { return .done }
            let plan = try ImportPlanner(tx, event: target.event).plan(draft.content)
            let changed = zip(plan, draft.plan).filter { $0 != $1 }.map(\.0.number)
            guard changed.isEmpty else {
                try ImportStore(tx).setPlan(plan, of: id, tx)
                return .changed(changed)
            }
            let resolved = plan.map { $0.resolved(choices[$0.number]) }
            var counts = ImportCounts()
            var writer = try ImportWriter(Work(tx, visit), target)
            for row in resolved { try writer.apply(row, &counts) }
            try ImportStore(tx).setPlan(resolved, of: id, tx)
            try ImportStore(tx).setConfirmed(id, now: visit.now, tx)
            try Work(tx, visit).record(
                target.event.map { .event($0) } ?? .directory, "import:\(id)", "people.import",
                [
                    "added": .number(counts.added), "updated": .number(counts.updated),
                    "left-out": .number(counts.leftOut),
                ])
            return .done
        }
    }

    static func withdraw(_ visit: Visit, _ target: Target, _ id: ImportDraft.ID) async throws {
        try await visit.database.write { tx in
            let account = try target.require(visit, tx)
            let draft = try ImportStore(tx).draft(id, of: account, event: target.event, now: visit.now)
            try ImportStore(tx).delete(draft.id, tx)
        }
    }
}

struct ImportCounts: Sendable {
    var added = 0
    var updated = 0
    var leftOut = 0
}

/// Writes the rows of a confirmed plan, in which no question is open. The fields were checked by the planner.
private struct ImportWriter {
    private let work: Work
    private let target: ImportOperations.Target
    private let store: PersonStore
    private var organisations: [String: Organisation.ID] = [:]

    init(_ work: Work, _ target: ImportOperations.Target) throws {
        self.work = work
        self.target = target
        store = PersonStore(work.tx)
    }

    mutating func apply(_ row: PlannedRow, _ counts: inout ImportCounts) throws {
        switch row.outcome {
        case .wrong, .duplicate, .leftByChoice, .namesake: counts.leftOut += 1
        case .same(let id): try seat(id, row)
        case .new:
            counts.added += 1
            try seat(try add(row.fields), row)
        case .update(let id, _):
            counts.updated += 1
            try update(id, ImportPlanner.merged(row.fields, over: store.person(id).fields))
            try seat(id, row)
        }
    }

    private mutating func add(_ fields: PersonFields) throws -> Person.ID {
        let id = work.environment.id(Person.ID.self)
        try store.insert(id, fields, organisation: try organisation(fields), now: work.now, work.tx)
        try work.record(.directory, "person:\(id)", "person.creation")
        return id
    }

    private mutating func update(_ id: Person.ID, _ fields: PersonFields) throws {
        try store.update(id, fields, organisation: try organisation(fields), now: work.now, work.tx)
        try work.record(.directory, "person:\(id)", "person.change")
    }

    private mutating func organisation(_ fields: PersonFields) throws -> Organisation.ID? {
        let key = "\(Folded.text(fields.organisation))|\(fields.country ?? "")"
        if let known = organisations[key] { return known }
        let id = try DirectoryOperations.organisationIn(work, of: fields)
        organisations[key] = id
        return id
    }

    private func seat(_ person: Person.ID, _ row: PlannedRow) throws {
        guard let event = target.event, !row.isInEvent else { return }
        _ = try EventOperations.addPersonIn(work, event, person, role: row.role)
    }
}
