import Domain
import Storage
import Web

/// By who coordinates the programme.
enum FrameworkOperations {
    static let most = 50

    static func add(
        _ visit: Visit, _ programme: Programme.ID, _ fields: FrameworkFields, table: String, key: String? = nil
    ) async throws -> FrameworkRecord {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            let work = try allowed(visit, programme, tx)
            return try addIn(work, programme, cleaned, table: table, key: SendingKey.of(key, by: work.actor))
        }
    }

    /// Of a workbook that was read.
    static func add(
        _ visit: Visit, _ programme: Programme.ID, _ fields: FrameworkFields, content: FrameworkContent, key: String?
    ) async throws -> FrameworkRecord {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            let work = try allowed(visit, programme, tx)
            return try addIn(
                work, programme, cleaned, table: "", content: content, key: SendingKey.of(key, by: work.actor))
        }
    }

    static func addIn(
        _ work: Work, _ programme: Programme.ID, _ cleaned: Cleaned<FrameworkFields>, table: String,
        content given: FrameworkContent? = nil, key: String? = nil
    ) throws -> FrameworkRecord {
        let store = FrameworkStore(work.tx)
        if let key, let first = try store.sent(programme, key: key) { return first }
        let known = try store.frameworks(of: programme)
        guard known.count < most else {
            throw Refusal.tooMany(L("There are \(most) frameworks, which is as many as it takes."))
        }
        var content = FrameworkContent()
        let fields = try cleaned.checked { fields, check in
            if known.contains(where: { $0.code == fields.code }) {
                check.fail("code", L("Another one has this code."))
            }
            content = given ?? read(table, fields.language, &check)
        }
        let id: Framework.ID = work.environment.id()
        try FrameworkStore.insert(id, fields, in: programme, key: key, work)
        try FrameworkStore.keep(content, of: id, version: 1, work)
        try work.record(.programme(programme), "framework:\(id)", "framework.creation")
        return try store.framework(id, of: programme)
    }

    /// While nobody is asked with it in place; then as the next version: answers keep theirs.
    static func change(
        _ visit: Visit, _ programme: Programme.ID, _ id: Framework.ID, _ fields: FrameworkFields, table: String
    ) async throws -> FrameworkRecord {
        let cleaned = fields.cleaned
        return try await visit.database.write { tx in
            let work = try allowed(visit, programme, tx)
            let store = FrameworkStore(tx)
            let record = try store.framework(id, of: programme)
            let others = try store.frameworks(of: programme).filter { $0.id != id }
            let stored = try store.content(id, version: record.version)
            var content = FrameworkContent()
            let fields = try cleaned.checked { fields, check in
                if others.contains(where: { $0.code == fields.code }) {
                    check.fail("code", L("Another one has this code."))
                }
                content = read(table, fields.language, over: stored, &check)
            }
            let isNew = record.isOpen && stored != content
            let version = isNew ? record.version + 1 : record.version
            try FrameworkStore.update(id, fields, version: version, isOpen: record.isOpen && !isNew, work)
            if isNew || !record.isOpen { try FrameworkStore.keep(content, of: id, version: version, work) }
            try work.record(
                .programme(programme), "framework:\(id)", "framework.change", ["version": .whole(version)])
            return try store.framework(id, of: programme)
        }
    }

    /// Which indicators ask the same as those of others, as a table; all of it anew.
    static func cross(_ visit: Visit, _ programme: Programme.ID, _ id: Framework.ID, table: String) async throws {
        guard TextLimit(tableLimit).mayHold(table) else {
            throw Refusal.invalid(["crosswalk": TextLimit.tooLong(tableLimit)])
        }
        try await visit.database.write { tx in
            let work = try allowed(visit, programme, tx)
            let store = FrameworkStore(tx)
            let record = try store.framework(id, of: programme)
            let all = try store.frameworks(of: programme)
            let contents = try store.contents(all)
            let codes = contents.mapValues { Set($0.indicators.map(\.code)) }
            var others: [String: Set<String>] = [:]
            for one in all where one.id != id { others[one.code] = codes[one.id] }
            let lines: [CrosswalkLine]
            do throws(FrameworkTable.Problem) {
                lines = try CrosswalkTable.read(Array(table.utf8), indicators: codes[id] ?? [], others: others)
            } catch {
                throw Refusal.invalid(["crosswalk": words(error)])
            }
            let crossings = lines.compactMap { line -> FrameworkStore.Crossing? in
                guard let other = all.first(where: { $0.code == line.framework }) else { return nil }
                return FrameworkStore.Crossing(
                    indicator: line.indicator, framework: other.id, other: line.other, relation: line.relation,
                    note: line.note)
            }
            try FrameworkStore.keep(crossings, of: record.id, tx)
            try work.record(.programme(programme), "framework:\(id)", "framework.crosswalk")
        }
    }

    private static func allowed(_ visit: Visit, _ programme: Programme.ID, _ tx: Transaction) throws -> Work {
        try requireKeeper(visit, programme, tx)
        return Work(tx, visit)
    }

    static func requireKeeper(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        let standing = try PlansStanding(visit, programme, reading)
        try standing.require(standing.isOf)
        guard standing.coordinates else { throw Refusal.forbidden }
    }

    /// Characters of the table.
    static let tableLimit = 200_000

    private static func read(
        _ table: String, _ language: String, over known: FrameworkContent? = nil, _ check: inout FieldCheck
    ) -> FrameworkContent {
        guard TextLimit(tableLimit).mayHold(table) else {
            check.fail("table", TextLimit.tooLong(tableLimit))
            return FrameworkContent()
        }
        do {
            return try FrameworkTable.read(Array(CSVTable.bare(table).utf8), language: language, over: known)
        } catch {
            check.fail("table", words(error))
            return FrameworkContent()
        }
    }

    static func words(_ problem: FrameworkTable.Problem) -> Message {
        let line = problem.line
        guard let column = problem.column else {
            return L("Line \(line) cannot be read. The first line names the columns.")
        }
        return L("Line \(line): look at the column \(column).")
    }
}
