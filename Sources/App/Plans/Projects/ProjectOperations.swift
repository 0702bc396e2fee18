import Domain
import Storage
import Web

/// What is told of a project, by who organises it or implements it.
enum ProjectOperations {
    static let mostParts = 60
    static let mostResults = 100

    /// - Parameter idea: the one that it does; nothing for a project that was there before.
    static func tell(
        _ visit: Visit, _ id: Programme.ID, _ fields: ProjectFields, idea: ProjectIdea.ID?
    ) async throws {
        let cleaned = fields.ordered
        try await visit.database.write { tx in
            try tellIn(Work(tx, visit), visit, edited(visit, id, tx), cleaned, idea: idea)
        }
    }

    /// Begins a project as a part of a programme: by who organises that, who organises this one, too.
    static func begin(
        _ visit: Visit, in parent: Programme.ID, _ programme: ProgrammeFields, _ fields: ProjectFields,
        idea: ProjectIdea.ID?
    ) async throws -> Programme.ID {
        let cleaned = fields.ordered
        return try await visit.database.write { tx in
            try Policy.require(.organiseProgramme, in: parent, visitor: visit.visitor, tx)
            guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
            guard try ProgrammeStore(tx).parts(of: parent).count < mostProjects else {
                throw Refusal.tooMany(L("At most \(mostProjects) projects."))
            }
            let work = Work(tx, visit)
            let above = try ProgrammeStore(tx).programme(parent)
            var told = programme
            (told.kind, told.marking, told.language) = (ProgrammeKind.project.rawValue, above.marking, above.language)
            let id = try ProgrammeOperations.createIn(work, told.cleaned, organiser: account.id)
            try ProgrammeStore(tx).setParent(parent, of: id, tx)
            let seen = SeenProject(programme: try ProgrammeStore(tx).programme(id), record: nil, edits: true)
            try tellIn(work, visit, seen, cleaned, idea: idea)
            return id
        }
    }

    static let mostProjects = 500

    /// For who has asked who may.
    static func tellIn(
        _ work: Work, _ visit: Visit, _ seen: SeenProject, _ cleaned: Cleaned<ProjectFields>, idea: ProjectIdea.ID?
    ) throws {
        let (id, tx) = (seen.id, work.tx)
        let known = try ProjectPlaces(tx)
        let fields = try cleaned.checked { fields, check in
            for place in ProjectPlace.read(fields.places) where !known.knows(place.code) {
                check.fail("places", L("No country or region has the code \(place.code)."))
            }
            if let idea, idea != seen.record?.idea {
                let found = try IdeaStore(tx).ideas([idea]).first
                let sight = try found.map { try IdeaSight(visit, $0.programme, tx) }
                let isNear = found.map { $0.programme == id || $0.programme == seen.programme.parent } ?? false
                let isOpen = found.map { [.shared, .developing, .taken].contains($0.state) } ?? false
                if !isNear || !isOpen || !(found.flatMap { one in sight.map { $0.reads(one) } } ?? false) {
                    check.fail("idea", L("Choose an idea that was shared."))
                }
            }
        }
        try ProjectStore.keep(id, fields, idea: idea, work)
        let kind = seen.record == nil ? "project.creation" : "project.change"
        try work.record(.programme(id), "project:\(id)", kind, ["status": .text(fields.status)])
        if let idea, let found = try IdeaStore(tx).ideas([idea]).first, found.state != .taken {
            try IdeaStore.set(.taken, of: found, work)
            try work.record(
                .programme(found.programme), found.subject, "idea.taking", ["project": .text(id.description)])
        }
    }

    /// - Throws: ``Refusal`` for who may not change it.
    static func edited(_ visit: Visit, _ id: Programme.ID, _ reading: any Reading) throws -> SeenProject {
        let seen = try ProjectSight(visit, reading).seen(id)
        guard seen.edits else { throw Refusal.forbidden }
        return seen
    }

    private static func told(_ visit: Visit, _ id: Programme.ID, _ tx: Transaction) throws -> ProjectRecord {
        guard let record = try edited(visit, id, tx).record else { throw Refusal.projectNotTold }
        return record
    }

    // MARK: Bodies and money

    /// What a sending is called names what is made of it.
    private static func made<Subject>(_ key: String?, _ part: String, of id: Programme.ID, _ work: Work)
        -> Identifier<Subject>
    {
        SendingKey.id(key, by: "\(work.actor ?? "")\n\(id)\n\(part)", work.environment)
    }

    /// A key that is known adds nothing.
    static func add(_ visit: Visit, _ id: Programme.ID, _ body: ProjectBodyFields, key: String? = nil) async throws {
        let cleaned = body.cleaned
        try await visit.database.write { tx in
            let record = try told(visit, id, tx)
            let fields = try cleaned.checked()
            let work = Work(tx, visit)
            let (made, known): (ProjectBody.ID, [ProjectBodyRecord]) = (
                made(key, "body", of: id, work), try ProjectStore(tx).bodies(of: [id])[id, default: []]
            )
            if known.contains(where: { $0.id == made }) { return }
            guard known.count < mostParts else {
                throw Refusal.tooMany(L("At most \(mostParts) organisations."))
            }
            try ProjectStore.insert(made, fields, of: id, work)
            try work.record(.programme(id), record.subject, "project.change", ["part": .text("body")])
        }
    }

    static func add(_ visit: Visit, _ id: Programme.ID, _ budget: ProjectBudgetFields, key: String? = nil) async throws
    {
        let cleaned = budget.ordered
        try await visit.database.write { tx in
            let record = try told(visit, id, tx)
            let fields = try cleaned.checked()
            let work = Work(tx, visit)
            let (made, known): (ProjectBudget.ID, [ProjectBudgetRecord]) = (
                made(key, "budget", of: id, work), try ProjectStore(tx).budgets(of: [id])[id, default: []]
            )
            if known.contains(where: { $0.id == made }) { return }
            guard known.count < mostParts else {
                throw Refusal.tooMany(L("At most \(mostParts) budgets."))
            }
            try ProjectStore.insert(made, fields, of: id, work)
            try work.record(.programme(id), record.subject, "project.change", ["part": .text("budget")])
        }
    }

    static func remove(_ visit: Visit, _ id: Programme.ID, body: ProjectBody.ID) async throws {
        try await visit.database.write { tx in
            let record = try told(visit, id, tx)
            guard try ProjectStore.remove(body, of: id, tx) else { return }
            try Work(tx, visit).record(.programme(id), record.subject, "project.change", ["part": .text("body")])
        }
    }

    static func remove(_ visit: Visit, _ id: Programme.ID, budget: ProjectBudget.ID) async throws {
        try await visit.database.write { tx in
            let record = try told(visit, id, tx)
            guard try ProjectStore.remove(budget, of: id, tx) else { return }
            try Work(tx, visit).record(.programme(id), record.subject, "project.change", ["part": .text("budget")])
        }
    }

    /// A year later: whether what it brought goes on.
    static func check(_ visit: Visit, _ id: Programme.ID, holds: Bool, _ words: String) async throws {
        let cleaned = Cleaned(words) { $0 = $1.lines("words", $0, limit: 1_000, isRequired: true) }
        try await visit.database.write { tx in
            let record = try told(visit, id, tx)
            let words = try cleaned.checked()
            guard record.status == .closed else { throw Refusal.projectNotOver }
            let work = Work(tx, visit)
            try ProjectStore.check(id, on: CalendarDate.today(work.now), holds: holds, words, work)
            try work.record(.programme(id), record.subject, "project.carrying-on", ["holds": .flag(holds)])
        }
    }

    // MARK: Results

    static func add(
        _ visit: Visit, _ id: Programme.ID, _ result: ProjectResultFields, _ indicators: [ProjectIndicator] = [],
        key: String? = nil
    ) async throws -> ProjectResult.ID {
        let (cleaned, told) = (result.cleaned, indicators)
        return try await visit.database.write { tx in
            let record = try Self.told(visit, id, tx)
            var kept: [ProjectIndicator] = []
            let fields = try cleaned.checked { _, check in kept = Self.checked(told, &check) }
            let (work, known) = (Work(tx, visit), try ProjectStore(tx).results(of: [id]))
            let result: ProjectResult.ID = made(key, "result", of: id, work)
            if known.contains(where: { $0.id == result }) { return result }
            guard known.count < mostResults else {
                throw Refusal.tooMany(L("At most \(mostResults) results."))
            }
            try ProjectStore.insert(result, fields, kept, of: id, work)
            try work.record(.programme(id), record.subject, "project.result", ["result": .text(result.description)])
            return result
        }
    }

    /// - Parameter change: of what is there now.
    static func change(
        _ visit: Visit, _ id: ProjectResult.ID,
        _ change: @escaping @Sendable (inout ProjectResultFields, inout [ProjectIndicator]) throws -> Void
    ) async throws {
        try await visit.database.write { tx in
            let before = try ProjectStore(tx).result(id)
            let record = try told(visit, before.programme, tx)
            var (fields, indicators) = (before.fields, before.indicators)
            try change(&fields, &indicators)
            var kept: [ProjectIndicator] = []
            fields = try fields.cleaned.checked { _, check in kept = Self.checked(indicators, &check) }
            guard fields != before.fields || kept != before.indicators else { return }
            let work = Work(tx, visit)
            try ProjectStore.update(id, fields, kept, work)
            try work.record(
                .programme(before.programme), record.subject, "project.result", ["result": .text(id.description)])
        }
    }

    static func remove(_ visit: Visit, result id: ProjectResult.ID) async throws -> Programme.ID {
        try await visit.database.write { tx in
            let before = try ProjectStore(tx).result(id)
            let record = try told(visit, before.programme, tx)
            try ProjectStore.remove(id, tx)
            try Work(tx, visit).record(
                .programme(before.programme), record.subject, "project.result-removal",
                ["result": .text(id.description)])
            return before.programme
        }
    }

    private static func checked(_ indicators: [ProjectIndicator], _ check: inout FieldCheck) -> [ProjectIndicator] {
        if indicators.count > ProjectIndicator.most {
            check.fail("indicators", L("At most \(ProjectIndicator.most) indicators."))
        }
        return indicators.prefix(ProjectIndicator.most).enumerated().map { index, one in
            one.checked("indicators.\(index).", &check)
        }
    }
}

/// Codes of countries and regions.
struct ProjectPlaces {
    private let countries: Set<String>
    let regions: [String: RegionRecord]

    init(_ reading: any Reading) throws {
        countries = try PersonStore(reading).countryCodes()
        regions = Dictionary(try RegionStore(reading).regions().map { ($0.code.uppercased(), $0) }) { first, _ in first
        }
    }

    /// A region comes before a country of the same code: CA is Central Asia here.
    func isCountry(_ code: String) -> Bool { code.utf8.count == 2 && countries.contains(code) && regions[code] == nil }
    func knows(_ code: String) -> Bool { countries.contains(code) || regions[code] != nil }
}
