import Domain
import Storage
import Web

/// Areas of work: administrators keep them, everybody uses them. What was ever used is retired, and found by its successor.
enum AreaOperations {
    static let most = 500

    @discardableResult
    static func add(_ visit: Visit, _ fields: AreaFields) async throws -> Area.ID {
        let fields = fields.cleaned
        return try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            let tree = try AreaTree(tx)
            let fields = try checked(fields, but: nil, tree)
            let id = visit.environment.id(Area.ID.self)
            try AreaStore(tx).insert(
                id, fields, parent: tree.area(code: fields.parent)?.id, position: tree.all.count + 1, tx)
            try Work(tx, visit).record(.directory, "area:\(id)", "area.creation", ["code": .text(fields.code)])
            return id
        }
    }

    static func change(_ visit: Visit, _ id: Area.ID, _ fields: AreaFields) async throws {
        let fields = fields.cleaned
        try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            let tree = try AreaTree(tx)
            guard let stored = tree.area(id) else { throw Refusal.notFound }
            let fields = try checked(fields, but: stored, tree)
            try store(Work(tx, visit), stored, fields, tree)
        }
    }

    private static func store(_ work: Work, _ stored: AreaRecord, _ fields: AreaFields, _ tree: AreaTree) throws {
        let before = AreaFields(stored, in: tree)
        guard before != fields else { return }
        try AreaStore(work.tx).update(stored.id, fields, parent: tree.area(code: fields.parent)?.id, work.tx)
        var facts: [String: JSONValue] = [:]
        for field in AreaFields.fields where field.value(before) != field.value(fields) {
            facts[field.name] = .object([
                "from": .text(field.value(before).text), "to": .text(field.value(fields).text),
            ])
        }
        try work.record(.directory, "area:\(stored.id)", "area.change", facts)
    }

    /// No longer offered; who knows it keeps it, and a search for it finds its successor.
    /// - Parameter successor: a code; empty for none.
    static func retire(_ visit: Visit, _ id: Area.ID, successor: String) async throws {
        try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            let tree = try AreaTree(tx)
            guard tree.area(id) != nil else { throw Refusal.notFound }
            var next: AreaRecord?
            if !successor.trimmed.isEmpty {
                next = tree.area(code: successor)
                guard let next, next.id != id, !next.isRetired else {
                    throw Refusal.invalid(["successor": L("Choose one from the list.")])
                }
            }
            try AreaStore(tx).retire(id, at: visit.now, successor: next?.id, tx)
            try Work(tx, visit).record(
                .directory, "area:\(id)", "area.retirement", ["successor": .text(next?.id.description ?? "")])
        }
    }

    static func bringBack(_ visit: Visit, _ id: Area.ID) async throws {
        try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            _ = try AreaStore(tx).area(id)
            try AreaStore(tx).retire(id, at: nil, successor: nil, tx)
            try Work(tx, visit).record(.directory, "area:\(id)", "area.return")
        }
    }

    // MARK: The file

    /// A row with a code that is there changes that area; others are added. All rows, or none.
    static func take(_ visit: Visit, _ upload: TableUpload) async throws -> TableCounts {
        let file = try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside { try FieldImport<AreaFields>(upload, most: most) }
        }
        return try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            return try takeIn(Work(tx, visit), file, isTrial: upload.isTrial)
        }
    }

    private static func takeIn(_ work: Work, _ file: FieldImport<AreaFields>, isTrial: Bool) throws -> TableCounts {
        let tree = try AreaTree(work.tx)
        let plan = try file.plan(
            over: tree.all.map { (id: $0.id, fields: AreaFields($0, in: tree), isRetired: $0.isRetired) })
        let known = Set(tree.all.map(\.code)).union(plan.added.map { $0.code.lowercased() })
        var problems: [Message] = []
        for line in file.lines {
            let (code, parent) = (line.fields.code, line.fields.parent.lowercased())
            if !isCode(code) { problems.append(L("Row \(line.number): \(codeWords)")) }
            if !parent.isEmpty, !known.contains(parent) || parent == code.lowercased() {
                problems.append(L("Row \(line.number): there is no area “\(parent)”."))
            }
        }
        try FieldImport<AreaFields>.refuse(problems)
        guard !isTrial else { return plan.counts }
        let store = AreaStore(work.tx)
        for (index, fields) in plan.added.enumerated() {
            // The one above may stand in a later row.
            let id = work.environment.id(Area.ID.self)
            try store.insert(id, fields, parent: nil, position: tree.all.count + index + 1, work.tx)
            try work.record(.directory, "area:\(id)", "area.creation", ["code": .text(fields.code)])
        }
        let now = try AreaTree(work.tx)
        for fields in plan.added where !fields.parent.isEmpty {
            guard let area = now.area(code: fields.code) else { continue }
            try store.update(area.id, fields, parent: now.area(code: fields.parent)?.id, work.tx)
        }
        for (id, fields) in plan.changed {
            if let stored = now.area(id) { try self.store(work, stored, fields, now) }
        }
        // A circle would hide what is in it.
        let last = try AreaTree(work.tx)
        for area in last.all where isInCircle(area, last) {
            throw Refusal.invalid(["file": L("“\(area.code)” would be part of itself.")])
        }
        return plan.counts
    }

    private static func isInCircle(_ area: AreaRecord, _ tree: AreaTree) -> Bool {
        var (next, steps) = (area.parent, 0)
        while let id = next, steps <= most {
            if id == area.id { return true }
            (next, steps) = (tree.area(id)?.parent, steps + 1)
        }
        return false
    }

    // MARK: Rules

    private static var codeWords: Message { L("a code has small letters, digits and hyphens only.") }

    private static func isCode(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }

    private static func checked(_ fields: Cleaned<AreaFields>, but stored: AreaRecord?, _ tree: AreaTree) throws
        -> AreaFields
    {
        try fields.checked { fields, check in
            if !isCode(fields.code) { check.fail("code", L("Small letters, digits and hyphens only.")) }
            if let other = tree.area(code: fields.code), other.id != stored?.id {
                check.fail("code", L("There is an area with this code already."))
            }
            guard !fields.parent.isEmpty else { return }
            guard let parent = tree.area(code: fields.parent) else {
                return check.fail("parent", L("Choose one from the list."))
            }
            if let stored,
                parent.id == stored.id || tree.ancestors(of: parent.id).contains(where: { $0.id == stored.id })
            {
                check.fail("parent", L("“\(stored.code)” would be part of itself."))
            }
            if tree.all.count >= most, stored == nil {
                check.fail("code", L("There are \(most) areas, as many as there may be."))
            }
            fields.axis = parent.axis.rawValue
        }
    }
}
