import Domain
import Storage
import Web

/// What is said of an intervention beside its two texts, which are cards.
struct InterventionDetails: Sendable, Hashable {
    var lead = ""
    var element: InterventionElement = .planning
    /// 1…5; nothing where not said.
    var difficulty: Int?
    var impact: Int?
    var horizon: InterventionHorizon = .medium
    /// Codes.
    var sectors: [String] = []
    /// The blocking aspects of the same issue that it removes.
    var aspects: [Aspect.ID] = []
    /// In a group's sheet: where it would be done. A country's sheet gives its own.
    var country: String?

    fileprivate mutating func clean(_ check: inout FieldCheck) {
        lead = check.line("lead", lead, limit: InterventionOperations.leadLimit)
        for (field, value) in [("difficulty", difficulty), ("impact", impact)] {
            if let value, !ImpactMatrix.scale.contains(value) { check.fail(field, L("Enter a number from 1 to 5.")) }
        }
    }
}

/// A new intervention.
struct InterventionDraft: Sendable {
    var issue: Issue.ID
    var text: String
    var needs = ""
    /// BCP 47.
    var language = "en"
    var details = InterventionDetails()
    /// What the sender calls this sending; the same one is answered with the first result.
    var key: String?

    var cleaned: Cleaned<InterventionDraft> {
        Cleaned(self) { draft, check in
            draft.text = SheetText.check("text", text, isRequired: true, &check)
            draft.needs = SheetText.check("needs", needs, isRequired: false, &check)
            if case .failure(let error) = WrittenText.language(language) { check.fail("language", error.message) }
            draft.details.clean(&check)
        }
    }

    /// All that it says.
    fileprivate var words: [String?] {
        [
            issue.description, text, needs, language, details.lead, details.element.rawValue,
            details.difficulty.map(String.init), details.impact.map(String.init), details.horizon.rawValue,
            details.sectors.joined(separator: " "), details.aspects.map(\.description).joined(separator: " "),
            details.country,
        ]
    }
}

/// What groups and delegations write on their sheets. The texts themselves are written as cards (Cards/).
enum InterventionOperations {
    static let limit = 100
    static let leadLimit = 200

    /// The visitor adds an intervention to a sheet.
    static func add(_ visit: Visit, _ event: Event.ID, _ id: EnvisionSheet.ID, _ draft: InterventionDraft) async throws
        -> InterventionRecord
    {
        let cleaned = draft.cleaned
        return try await visit.database.write { tx in
            let sheet = try SheetOperations.writable(visit, event, id, tx)
            let work = Work(tx, visit)
            try SendingStore.note(draft.key, "intervention:\(sheet.id)", draft.words, work)
            return try InterventionStore(tx).intervention(try createIn(work, sheet, cleaned, key: draft.key))
        }
    }

    static func createIn(_ work: Work, _ sheet: SheetRecord, _ draft: InterventionDraft) throws -> Intervention.ID {
        try createIn(work, sheet, draft.cleaned, key: draft.key)
    }

    /// A known key is answered with the first result.
    static func createIn(
        _ work: Work, _ sheet: SheetRecord, _ draft: Cleaned<InterventionDraft>, key: String?
    ) throws -> Intervention.ID {
        let store = InterventionStore(work.tx)
        let key = SendingKey.of(key, by: work.actor)
        if let key, let first = try store.intervention(on: sheet.id, key: key) { return first.id }
        let draft = try draft.checked { draft, check in
            if try !SheetIssues.of(sheet, work.tx).contains(draft.issue) {
                check.fail("issue", L("This is not one of the priority issues of this sheet."))
            }
            draft.details = try checked(draft.details, for: draft.issue, on: sheet, kept: [], &check, work.tx)
        }
        let details = draft.details
        guard try store.interventions(of: sheet.id).count < limit else { throw Refusal.tooManyInterventions(limit) }
        let card = try CardOperations.createIn(
            work, sheet.event, sheet.place, text: draft.text, language: draft.language)
        let needsCard = try CardOperations.createIn(
            work, sheet.event, sheet.place, text: draft.needs, language: draft.language)
        let new = InterventionStore.NewIntervention(
            id: work.environment.id(), sheet: sheet, issue: draft.issue, country: details.country, card: card,
            needsCard: needsCard, details: details, key: key)
        try InterventionStore.insert(new, by: work.actor, now: work.now, work.tx)
        try work.record(
            sheet.scope, "intervention:\(new.id)", "intervention.addition", ["issue": .text(draft.issue.description)])
        return new.id
    }

    /// Replaces what is said of an intervention beside its texts.
    static func change(_ visit: Visit, _ event: Event.ID, _ id: Intervention.ID, _ details: InterventionDetails)
        async throws
        -> InterventionRecord
    {
        let cleaned = Cleaned(details) { details, check in details.clean(&check) }
        return try await visit.database.write { tx in
            let (sheet, before) = try writable(visit, event, id, tx)
            guard before.withdrawnAt == nil else { throw Refusal.interventionWithdrawn }
            let details = try cleaned.checked { details, check in
                details = try checked(details, for: before.issue, on: sheet, kept: before.aspects, &check, tx)
            }
            let isSameFigure = details.difficulty == before.difficulty && details.impact == before.impact
            guard isSameFigure || !sheet.isVoteOpen else { throw Refusal.sheetVoteIsOpen }
            guard details != before.details else { return before }
            try InterventionStore.update(
                id, country: details.country, details, keepsVote: isSameFigure, now: visit.now, tx)
            try visit.record(tx, scope: sheet.scope, subject: "intervention:\(id)", kind: "intervention.revision")
            return try InterventionStore(tx).intervention(id)
        }
    }

    /// Takes an intervention off the sheet, as long as nobody else rests on it; ``restore(_:_:_:)`` brings it back.
    static func withdraw(_ visit: Visit, _ event: Event.ID, _ id: Intervention.ID) async throws {
        try await setWithdrawn(visit, event, id, true)
    }

    static func restore(_ visit: Visit, _ event: Event.ID, _ id: Intervention.ID) async throws {
        try await setWithdrawn(visit, event, id, false)
    }

    /// Doing it again changes nothing.
    private static func setWithdrawn(_ visit: Visit, _ event: Event.ID, _ id: Intervention.ID, _ isWithdrawn: Bool)
        async throws
    {
        try await visit.database.write { tx in
            let (sheet, before) = try writable(visit, event, id, tx)
            guard (before.withdrawnAt != nil) != isWithdrawn else { return }
            let store = InterventionStore(tx)
            if isWithdrawn {
                guard try !SheetStore(tx).isReliedOn(sheet, before.id) else { throw Refusal.interventionIsRelied }
            } else if try store.interventions(of: sheet.id).count >= limit {
                throw Refusal.tooManyInterventions(limit)
            }
            try InterventionStore.setWithdrawn(id, at: isWithdrawn ? visit.now : nil, now: visit.now, tx)
            let kind = isWithdrawn ? "intervention.withdrawal" : "intervention.restoration"
            try visit.record(tx, scope: sheet.scope, subject: "intervention:\(id)", kind: kind)
        }
    }

    // MARK: Desired situations

    /// Begins the desired situation of an issue on a sheet, or finds it. Its words are a card.
    static func begin(
        _ visit: Visit, _ event: Event.ID, _ id: EnvisionSheet.ID, issue: Issue.ID, text: String,
        language: String = "en"
    ) async throws -> SituationRecord {
        let cleaned = cleaned(text, language)
        return try await visit.database.write { tx in
            let sheet = try SheetOperations.writable(visit, event, id, tx)
            let situation = try createSituationIn(
                Work(tx, visit), sheet, issue: issue, text: cleaned, language: language)
            return try InterventionStore(tx).situation(situation)
        }
    }

    private static func cleaned(_ text: String, _ language: String) -> Cleaned<String> {
        Cleaned(text) { text, check in
            text = SheetText.check("text", text, isRequired: true, &check)
            if case .failure(let error) = WrittenText.language(language) { check.fail("language", error.message) }
        }
    }

    static func createSituationIn(
        _ work: Work, _ sheet: SheetRecord, issue: Issue.ID, text: String, language: String = "en"
    ) throws -> DesiredSituation.ID {
        try createSituationIn(work, sheet, issue: issue, text: cleaned(text, language), language: language)
    }

    /// - Returns: a new one, or the one that another device has begun meanwhile: it then holds the words of both.
    private static func createSituationIn(
        _ work: Work, _ sheet: SheetRecord, issue: Issue.ID, text: Cleaned<String>, language: String
    ) throws -> DesiredSituation.ID {
        let text = try text.checked { _, check in
            if try !SheetIssues.of(sheet, work.tx).contains(issue) {
                check.fail("issue", L("This is not one of the priority issues of this sheet."))
            }
        }
        if let found = try InterventionStore(work.tx).situations(of: sheet.id).first(where: { $0.issue == issue }) {
            let card = try CardStore(work.tx).card(found.card)
            if !card.text.contains(text) {
                _ = try CardOperations.writeIn(work, card, CardWriting(base: "", text: text, key: nil))
            }
            return found.id
        }
        let card = try CardOperations.createIn(work, sheet.event, sheet.place, text: text, language: language)
        let id: DesiredSituation.ID = work.environment.id()
        try InterventionStore.insert(id, on: sheet, issue, card: card, now: work.now, work.tx)
        try work.record(sheet.scope, "situation:\(id)", "situation.addition", ["issue": .text(issue.description)])
        return id
    }

    // MARK: Rules

    private static func writable(_ visit: Visit, _ event: Event.ID, _ id: Intervention.ID, _ tx: Transaction) throws
        -> (
            SheetRecord, InterventionRecord
        )
    {
        try visit.require(.attend, in: event, tx)
        let intervention = try InterventionStore(tx).intervention(id, in: event)
        return (try SheetOperations.writable(visit, event, intervention.sheet, tx), intervention)
    }

    /// - Parameter typed: cleaned.
    /// - Parameter kept: aspects that stay allowed although they were withdrawn meanwhile.
    private static func checked(
        _ typed: InterventionDetails, for issue: Issue.ID, on sheet: SheetRecord, kept: [Aspect.ID],
        _ check: inout FieldCheck, _ tx: Transaction
    ) throws -> InterventionDetails {
        var details = typed
        let names = try DirectoryNames(tx)
        if !typed.sectors.allSatisfy({ names.sector($0) != nil }) {
            check.fail("sectors", L("There is no such sector."))
        }
        let blockers = try InterventionStore(tx).blockers(of: sheet.event).filter { $0.issue == issue }.map(\.id)
        if !typed.aspects.allSatisfy({ blockers.contains($0) || kept.contains($0) }) {
            check.fail("aspects", L("Choose blocking aspects of the same issue."))
        }
        // In one order, so that equal lists are equal; the sectors in that of the directory.
        details.aspects = Set(typed.aspects).sorted()
        details.sectors = names.sectors.map(\.code).filter(typed.sectors.contains)
        details.country = sheet.country ?? typed.country.flatMap { $0.isEmpty ? nil : $0.uppercased() }
        if let country = details.country, names.country(country) == nil {
            check.fail("country", L("There is no such country."))
        }
        return details
    }
}

extension InterventionRecord {
    var details: InterventionDetails {
        InterventionDetails(
            lead: lead, element: element, difficulty: difficulty, impact: impact, horizon: horizon, sectors: sectors,
            aspects: aspects, country: country)
    }
}

/// Which issues a sheet is about: a group's own priorities, in its order; for a country all priorities of the event.
enum SheetIssues {
    static func of(_ sheet: SheetRecord, _ reading: any Reading) throws -> [Issue.ID] {
        if let group = sheet.group { return try GroupStore(reading).group(group).priorities }
        return try PriorityStore(reading).priorities(of: sheet.event).map(\.issue)
    }
}

/// What may begin a card of a sheet.
enum SheetText {
    static func check(_ field: String, _ typed: String, isRequired: Bool, _ check: inout FieldCheck) -> String {
        let text = WrittenText.cleaned(typed, keepingLines: true)
        let limit = cardLimit
        if text.isEmpty {
            if isRequired { check.fail(field, L("Write it in a few words.")) }
        } else if !TextLimit(limit).holds(text) {
            check.fail(field, WrittenText.excess(text, limit))
        } else if !text.contains(where: \.isLetter) {
            check.fail(field, L("Use words: symbols and emoji alone cannot be discussed."))
        }
        return text
    }

    /// As ``CardPlace/limit``.
    static let cardLimit = 4_000
}
