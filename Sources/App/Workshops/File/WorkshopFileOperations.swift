import Domain
import Storage
import Web

/// What came in with a file.
public struct ImportedWorkshop: Sendable {
    public let event: Event.ID
    public let title: String
    /// The event's short code, a new one where the file's was taken.
    public let code: String
    public let isNewCode: Bool
    public let isNewProgramme: Bool
    /// Sectors that were not known here.
    public let sectors: [String]
    /// Rows by table, in the order of the file; empty tables are left out.
    public let counts: [(table: String, rows: Int)]
}

/// Taking a workshop file in: all of it, or nothing.
public enum WorkshopFileOperations {
    /// For who organises a programme: the event joins this programme, whatever programme it comes from.
    static func take(
        _ visit: Visit, into programme: Programme.ID, _ bytes: [UInt8], watch: LongWork? = nil
    ) async throws -> ImportedWorkshop {
        try watch?.begin(L("Reading the file").string())
        let file = try await WorkshopFileReader.readAside(bytes)
        try watch?.begin(L("Storing the workshop").string(), of: Int64(file.rows.count))
        let stopping = Stopping.current
        return try await refusing {
            try await visit.database.write { tx in
                try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, tx)
                return try takeIn(Work(tx, visit), file, bytes, .organiser(visit.visitor, programme), stopping, watch)
            }
        }
    }

    /// For the terminal, also with a database that no server has used: the event comes into the programme of the file, which is made
    /// where it is not there; administrators organise it then.
    public static func take(
        _ bytes: [UInt8], _ database: Database, _ environment: Environment, watch: LongWork? = nil
    ) async throws -> ImportedWorkshop {
        try watch?.begin("Reading the file")
        let file = try await WorkshopFileReader.readAside(bytes)
        try watch?.begin("Storing the workshop", of: Int64(file.rows.count))
        try await StartingData.loadIfEmpty(database, environment: environment)
        let stopping = Stopping.current
        return try await refusing {
            try await database.write { tx in try takeIn(Work(tx, environment), file, bytes, .terminal, stopping, watch)
            }
        }
    }

    /// Who takes a file in decides what it may bring.
    enum Taker {
        case terminal
        case organiser(Visitor, Programme.ID)

        var programme: Programme.ID? { if case .organiser(_, let programme) = self { programme } else { nil } }

        /// Sectors are the same for the whole server: only who administers it adds some.
        /// - Parameter new: the names of those that are not here.
        func checkSectors(_ new: [String]) throws {
            guard case .organiser(let visitor, _) = self, visitor.account?.isAdministrator != true, !new.isEmpty else {
                return
            }
            let names = new.prefix(10).map { L("“\($0)”") }
            throw Refusal.workshopFile(
                L(
                    "These sectors are not known here: \(list: names, .commas). Nothing was stored. An administrator can add them, or import the file."
                ))
        }

        /// Accounts of a file from elsewhere are nobody's here, whatever ids it gives them; only the taker's own stay.
        func settleActors(_ rows: inout WorkshopRows) {
            guard case .organiser(let visitor, _) = self else { return }
            let own = visitor.account.map { EventActor.account($0.id) }
            for table in EventTable.all {
                for (column, rule) in zip(table.columns, table.rules) {
                    guard case .actor? = rule else { continue }
                    rows.set(
                        table.name, column.name,
                        where: { value in
                            guard case .text(let text) = value, let actor = EventActor(text) else { return false }
                            if case .account = actor { return actor != own }
                            return false
                        }, to: .text(EventActor.importedName))
                }
            }
        }
    }

    /// What was stored could not be read by those who show it.
    private struct Unreadable: Error {
        /// For who wrote the file, so not translated.
        let reason: String
    }

    /// What the database refuses is a refusal of the file, in words.
    private static func refusing(_ body: () async throws -> ImportedWorkshop) async throws -> ImportedWorkshop {
        do {
            return try await body()
        } catch let error as StorageError {
            switch error {
            case .unique(let columns):
                throw Refusal.workshopFile(
                    L(
                        "Part of this workshop is on this server already, or is in the file twice (\(columns)). Nothing was stored."
                    ))
            case .decoding(let reason):
                throw Refusal.workshopFile(
                    L("The file holds a value that this server does not understand. Nothing was stored. \(reason)"))
            case .check, .foreignKey, .notNull, .invalidValue:
                throw Refusal.workshopFile(
                    L("The file does not match the database. Nothing was stored. \(error.description)"))
            default: throw error
            }
        } catch let problem as Unreadable {
            throw Refusal.workshopFile(
                L(
                    "The file holds settings or ballots that this server does not understand. Nothing was stored. \(problem.reason)"
                ))
        }
    }

    private static func takeIn(
        _ work: Work, _ file: WorkshopFileReader, _ bytes: [UInt8], _ taker: Taker, _ stopping: Stopping?,
        _ watch: LongWork? = nil
    ) throws -> ImportedWorkshop {
        let (tx, store) = (work.tx, WorkshopFileStore(work.tx))
        var rows = file.rows
        guard try store.known([file.event.description], in: "event").isEmpty else {
            throw Refusal.workshopFile(L("This workshop is on this server already. Nothing was stored."))
        }
        try checkCountries(rows, store)
        let isNewProgramme = try settleProgramme(&rows, into: taker.programme, store)
        if let programme = taker.programme { try EventOperations.requireRoom(in: programme, work) }
        let sectors = try settleSectors(&rows, store)
        try taker.checkSectors(sectors)
        taker.settleActors(&rows)
        try settleCases(&rows, store)
        let code = try settleCode(&rows, work)
        for table in EventTable.all {
            try WorkshopFileStore.insert(rows[table.name], into: table, tx) { rows in
                try stopping?.check()
                try watch?.advance(by: rows)
            }
        }
        for table in EventTable.all { try WorkshopFileStore.complete(rows[table.name], of: table, tx) }
        try takeWorkshop(work, file.event, rows)
        try takeParts(work, file.event)
        if isNewProgramme, let id = rows.texts("programme", "id").first.flatMap(Programme.ID.init) {
            for account in try store.administrators() { try ProgrammeStore(tx).insertOrganiser(account, of: id, tx) }
        }
        do {
            try store.tryReading(file.event)
        } catch let error where !(error is StorageError) {
            throw Unreadable(reason: "\(error)")
        }
        try work.record(
            .event(file.event), "event:\(file.event)", "event.import",
            ["blake2b": .text(Secret.hex(Sodium.hash(bytes))), "rows": .whole(file.rows.count)])
        return ImportedWorkshop(
            event: file.event, title: rows.texts("event", "title").first ?? "", code: code.code, isNewCode: code.isNew,
            isNewProgramme: isNewProgramme, sectors: sectors,
            counts: EventTable.all.map { (table: $0.name, rows: rows[$0.name].count) }.filter { $0.rows > 0 })
    }

    /// The event's line holds its workshop, where it has one.
    private static func takeWorkshop(_ work: Work, _ event: Event.ID, _ rows: WorkshopRows) throws {
        guard let table = EventTable.named("event"), let row = rows["event"].first,
            let names = table.columns.firstIndex(where: { $0.name == "names_shown" }), row.values[names] != .null
        else { return }
        let part: EventPart.ID = work.environment.id()
        try EventPartStore.insert(part, in: event, kind: EventWorkshop.kind, now: work.now, work.tx)
        try EventPartStore.insertWorkshop(part, in: event, namesShown: true, issuesVisible: true, work.tx)
        try WorkshopFileStore.completeWorkshop(of: event, row, table, work.tx)
    }

    /// What else events of its kind have; what stood in it stays on the server from which it comes.
    private static func takeParts(_ work: Work, _ event: Event.ID) throws {
        let record = try EventStore(work.tx).event(event)
        for part in EventKind.named(record.kind)?.parts ?? [] where part != EventWorkshop.kind && !record.has(part) {
            _ = try EventPartOperations.addIn(work, part, to: event, EventPartStart())
        }
    }

    private static func checkCountries(_ rows: WorkshopRows, _ store: WorkshopFileStore) throws {
        let missing = rows.references(to: "country").subtracting(try store.knownCountries()).sorted()
        guard missing.isEmpty else {
            throw Refusal.workshopFile(
                L(
                    "These countries are not known here: \(list: Array(missing.prefix(10)), .commas). Nothing was stored."
                ))
        }
    }

    /// - Returns: whether the programme comes in with the file.
    private static func settleProgramme(
        _ rows: inout WorkshopRows, into programme: Programme.ID?, _ store: WorkshopFileStore
    ) throws -> Bool {
        let own = rows.texts("programme", "id")
        guard own.count == 1 else { throw Refusal.workshopFile(L("The file should hold exactly one programme.")) }
        if let programme {
            rows.set("event", "programme_id", where: { _ in true }, to: .text(programme.description))
            rows.set("past_case", "programme_id", where: { _ in true }, to: .text(programme.description))
        }
        let isNew = try programme == nil && store.known(own, in: "programme").isEmpty
        if !isNew { rows.tables["programme"] = [] }
        return isNew
    }

    /// Sectors that are here already stay as they are.
    /// - Returns: those that come in.
    private static func settleSectors(_ rows: inout WorkshopRows, _ store: WorkshopFileStore) throws -> [String] {
        let names = try store.sectorNames()
        let known = Set(names.values)
        guard let table = EventTable.named("sector"),
            let code = table.columns.firstIndex(where: { $0.name == "code" }),
            let name = table.columns.firstIndex(where: { $0.name == "name" })
        else { return [] }
        rows.tables["sector"]?.removeAll { row in known.contains { row.values[code] == .text($0) } }
        for case .text(let taken) in rows["sector"].map({ $0.values[name] }) {
            if let other = names[taken] {
                throw Refusal.workshopFile(
                    L("The sector “\(taken)” has another code here (\(other)). Rename one of them. Nothing was stored.")
                )
            }
        }
        return rows.texts("sector", "name")
    }

    /// Cases that the programme's library has already stay as they are.
    private static func settleCases(_ rows: inout WorkshopRows, _ store: WorkshopFileStore) throws {
        let home = rows.texts("event", "programme_id").first ?? ""
        let known = try store.programmes(ofCases: rows.texts("past_case", "id"))
        guard known.values.allSatisfy({ $0 == home }) else {
            throw Refusal.workshopFile(
                L("A case of this file belongs to another programme here. Nothing was stored."))
        }
        guard let table = EventTable.named("past_case"),
            let id = table.columns.firstIndex(where: { $0.name == "id" })
        else { return }
        rows.tables["past_case"]?.removeAll { row in
            if case .text(let key) = row.values[id] { known[key] != nil } else { false }
        }
    }

    private static func settleCode(_ rows: inout WorkshopRows, _ work: Work) throws -> (code: String, isNew: Bool) {
        let code = rows.texts("event", "code").first ?? ""
        // A code is typed and stands in addresses, so only one of our own form is kept.
        let isOurs = code.wholeMatch(of: /[0-9A-HJKMNP-TV-Z]{4}/) != nil
        guard try !isOurs || EventStore(work.tx).event(code: code) != nil else { return (code, false) }
        let fresh = try EventOperations.freeCode(work)
        rows.set("event", "code", where: { _ in true }, to: .text(fresh))
        return (fresh, true)
    }
}
