import Domain
import Storage
import Web

/// What a new aspect says.
struct AspectDraft: Sendable {
    var issue: Issue.ID
    var direction: AspectDirection
    var text: String
    /// BCP 47.
    var language = "en"
    /// 1…5.
    var weight = 3
    /// A sector's code; nil if it concerns all or none.
    var sector: String?
    var withoutCase = false
    var cases: [Case.ID] = []
    /// What the sender calls this sending; the same one is answered with the first result.
    var key: String?

    func cleaned(for place: CardPlace) -> Cleaned<AspectDraft> {
        Cleaned(self) { draft, check in
            draft.text = WrittenText.cleaned(text, keepingLines: true)
            if draft.text.isEmpty {
                check.fail("text", L("Write what helps or blocks, in a sentence."))
            } else if !TextLimit(place.limit).holds(draft.text) {
                check.fail("text", WrittenText.excess(draft.text, place.limit))
            } else if !draft.text.contains(where: \.isLetter) {
                check.fail("text", L("Use words: symbols and emoji alone cannot be discussed."))
            }
            if case .failure(let error) = WrittenText.language(language) { check.fail("language", error.message) }
            AspectOperations.checkWeight(weight, &check)
        }
    }

    /// All that it says.
    fileprivate var words: [String?] {
        [
            issue.description, direction.rawValue, text, language, String(weight), sector, String(withoutCase),
            cases.map(\.description).joined(separator: " "),
        ]
    }
}

/// What changes in an aspect besides its text, which is a card of its own. What is not given stays.
struct AspectChange: Sendable {
    var weight: Int?
    /// The outer nothing: stays; the inner one: no sector.
    var sector: String??
    var withoutCase: Bool?
}

/// Analyse: what helps and hinders each priority issue, written by the groups at their tables.
enum AspectOperations {
    /// Aspects that stand at one table.
    static let limit = 200
    static let casesLimit = 20

    static func add(_ visit: Visit, _ event: Event.ID, _ group: BreakoutGroup.ID, _ draft: AspectDraft) async throws
        -> AspectRecord
    {
        let cleaned = draft.cleaned(for: .table(group))
        return try await visit.database.write { tx in
            try TableAccess(visit, event, group, tx).requireWriting()
            let work = Work(tx, visit)
            try SendingStore.note(draft.key, "aspect:\(group)", draft.words, work)
            return try AspectStore(tx).aspect(try createIn(work, event, group, cleaned, key: draft.key))
        }
    }

    /// The same inside a transaction that is already allowed to. A key that is known is answered with the first result.
    static func createIn(
        _ work: Work, _ event: Event.ID, _ group: BreakoutGroup.ID, _ draft: Cleaned<AspectDraft>, key: String? = nil
    ) throws -> Aspect.ID {
        let store = AspectStore(work.tx)
        let key = SendingKey.of(key, by: work.actor)
        if let key, let first = try store.sent(group, key: key) { return first }
        let table = try GroupStore(work.tx).group(group, in: event)
        let draft = try draft.checked { draft, check in
            if !table.priorities.contains(draft.issue) {
                check.fail("issue", L("This is not one of the group's priority issues."))
            }
            try checkSector(draft.sector, &check, work.tx)
            if draft.cases.count > casesLimit { throw AspectRefusal.tooManyCases(casesLimit) }
        }
        guard try store.aspects(of: group).count < limit else { throw AspectRefusal.full(limit) }
        let card = try CardOperations.createIn(work, event, table.cardPlace, text: draft.text, language: draft.language)
        let aspect = AspectStore.NewAspect(
            id: work.environment.id(), event: event, group: group, issue: draft.issue, direction: draft.direction,
            card: card,
            weight: draft.weight, sector: draft.sector, withoutCase: draft.withoutCase && draft.cases.isEmpty, key: key)
        try AspectStore.insert(aspect, by: work.actor, now: work.now, work.tx)
        for id in draft.cases {
            try AspectStore.cite(aspect.id, try citable(id, in: event, work.tx), now: work.now, work.tx)
        }
        try work.record(
            .part(event, table.cardPlace), "aspect:\(aspect.id)", "aspect.addition",
            ["direction": .text(draft.direction.rawValue), "issue": .text(draft.issue.description)])
        return aspect.id
    }

    static func createIn(_ work: Work, _ event: Event.ID, _ group: BreakoutGroup.ID, _ draft: AspectDraft) throws
        -> Aspect.ID
    {
        try createIn(work, event, group, draft.cleaned(for: .table(group)), key: draft.key)
    }

    static func change(_ visit: Visit, _ event: Event.ID, _ id: Aspect.ID, _ change: AspectChange) async throws
        -> AspectRecord
    {
        let cleaned = Cleaned(change) { change, check in
            if let weight = change.weight { checkWeight(weight, &check) }
        }
        return try await visit.database.write { tx in
            let aspect = try writable(visit, event, id, tx)
            let weight = change.weight ?? aspect.weight
            let sector = change.sector ?? aspect.sector
            let withoutCase = change.withoutCase ?? aspect.withoutCase
            _ = try cleaned.checked { _, check in
                if sector != aspect.sector { try checkSector(sector, &check, tx) }
                if withoutCase && !aspect.cases.isEmpty {
                    check.fail("without-case", L("It rests on a case. Remove the case first."))
                }
            }
            guard (weight, sector, withoutCase) != (aspect.weight, aspect.sector, aspect.withoutCase) else {
                return aspect
            }
            try AspectStore.update(id, weight: weight, sector: sector, withoutCase: withoutCase, now: visit.now, tx)
            try record(
                visit, aspect, "aspect.revision",
                ["sector": JSONValue(sector), "weight": .whole(weight), "without_case": .flag(withoutCase)], tx)
            return try AspectStore(tx).aspect(id)
        }
    }

    /// Takes an aspect off the table; ``restore(_:_:_:)`` brings it back. Doing it again changes nothing.
    static func withdraw(_ visit: Visit, _ event: Event.ID, _ id: Aspect.ID) async throws -> AspectRecord {
        try await setWithdrawn(visit, event, id, true)
    }

    static func restore(_ visit: Visit, _ event: Event.ID, _ id: Aspect.ID) async throws -> AspectRecord {
        try await setWithdrawn(visit, event, id, false)
    }

    private static func setWithdrawn(_ visit: Visit, _ event: Event.ID, _ id: Aspect.ID, _ isWithdrawn: Bool)
        async throws
        -> AspectRecord
    {
        try await visit.database.write { tx in
            let aspect = try writable(visit, event, id, includeWithdrawn: true, tx)
            guard (aspect.withdrawnAt != nil) != isWithdrawn else { return aspect }
            let store = AspectStore(tx)
            if !isWithdrawn {
                guard try store.aspects(of: aspect.group).count < limit else { throw AspectRefusal.full(limit) }
            }
            try AspectStore.setWithdrawn(id, at: isWithdrawn ? visit.now : nil, now: visit.now, tx)
            try record(visit, aspect, isWithdrawn ? "aspect.withdrawal" : "aspect.restoration", [:], tx)
            return try store.aspect(id)
        }
    }

    /// Lets an aspect rest on a case of the library.
    static func cite(_ visit: Visit, _ event: Event.ID, _ id: Aspect.ID, _ record: Case.ID) async throws -> AspectRecord
    {
        try await visit.database.write { tx in try citeIn(visit, event, id, record, tx) }
    }

    @discardableResult
    static func citeIn(_ visit: Visit, _ event: Event.ID, _ id: Aspect.ID, _ record: Case.ID, _ tx: Transaction) throws
        -> AspectRecord
    {
        let aspect = try writable(visit, event, id, tx)
        guard !aspect.cases.contains(record) else { return aspect }
        guard aspect.cases.count < casesLimit else { throw AspectRefusal.tooManyCases(casesLimit) }
        try AspectStore.cite(id, try citable(record, in: event, tx), now: visit.now, tx)
        try self.record(visit, aspect, "aspect.citation", ["case": .text(record.description)], tx)
        return try AspectStore(tx).aspect(id)
    }

    static func removeCase(_ visit: Visit, _ event: Event.ID, _ id: Aspect.ID, _ record: Case.ID) async throws
        -> AspectRecord
    {
        try await visit.database.write { tx in
            let aspect = try writable(visit, event, id, tx)
            guard aspect.cases.contains(record) else { return aspect }
            try AspectStore.removeCase(id, record, now: visit.now, tx)
            try self.record(visit, aspect, "aspect.citation-removal", ["case": .text(record.description)], tx)
            return try AspectStore(tx).aspect(id)
        }
    }

    // MARK: Rules

    fileprivate static func checkWeight(_ weight: Int, _ check: inout FieldCheck) {
        let range = ForceBalance.weights
        guard !range.contains(weight) else { return }
        check.fail("weight", L("Enter a weight from \(range.lowerBound) to \(range.upperBound)."))
    }

    private static func checkSector(_ sector: String?, _ check: inout FieldCheck, _ tx: Transaction) throws {
        guard let sector, try !PersonStore(tx).sectorCodes().contains(sector) else { return }
        check.fail("sector", L("There is no such sector."))
    }

    /// A case of the event's programme that is still offered.
    private static func citable(_ id: Case.ID, in event: Event.ID, _ tx: Transaction) throws -> Case.ID {
        let found = try CaseOperations.visible(id, .event(event), tx)
        guard found.retiredAt == nil else { throw Refusal.caseRetired }
        return id
    }

    /// An aspect at a table where the visitor may write.
    private static func writable(
        _ visit: Visit, _ event: Event.ID, _ id: Aspect.ID, includeWithdrawn: Bool = false, _ tx: Transaction
    ) throws -> AspectRecord {
        try visit.require(.attend, in: event, tx)
        let aspect = try AspectStore(tx).aspect(id)
        guard aspect.event == event else { throw Refusal.notFound }
        try TableAccess(visit, event, aspect.group, tx).requireWriting()
        guard includeWithdrawn || aspect.withdrawnAt == nil else { throw AspectRefusal.withdrawn }
        return aspect
    }

    private static func record(
        _ visit: Visit, _ aspect: AspectRecord, _ kind: String, _ facts: [String: JSONValue], _ tx: Transaction
    ) throws {
        try visit.record(
            tx, scope: .part(aspect.event, .table(aspect.group)), subject: "aspect:\(aspect.id)", kind: kind,
            facts: facts)
    }
}
