import Domain
import Storage
import Web

/// A question that cells decide on with an inject, as somebody writes it.
struct InjectPointDraft: Sendable, Hashable {
    struct Option: Sendable, Hashable, Codable {
        /// Short: `a`, `close`.
        var code: String
        /// By language.
        var text: LocalTexts

        init(_ code: String, _ text: LocalTexts) {
            self.code = code
            self.text = text
        }
    }

    /// Options of neighbouring cells that do not go together.
    struct Pair: Sendable, Hashable, Codable {
        var one: String
        var other: String

        init(_ one: String, _ other: String) {
            self.one = one
            self.other = other
        }
    }

    /// By language.
    var question = LocalTexts()
    /// Milliseconds of the exercise's clock after the release.
    var deadline: Int64?
    /// Codes of functions that must agree.
    var consent: [String] = []
    var allowsOther = true
    var options: [Option] = []
    var incompatible: [Pair] = []

    static let optionCounts = 2...6

    init(
        _ question: LocalTexts = LocalTexts(), deadline: Int64? = nil, consent: [String] = [], allowsOther: Bool = true,
        _ options: [Option] = [], incompatible: [Pair] = []
    ) {
        self.question = question
        self.deadline = deadline
        self.consent = consent
        self.allowsOther = allowsOther
        self.options = options
        self.incompatible = incompatible
    }

    init(_ stored: PointRecord) {
        self.init(
            stored.question, deadline: stored.deadline, consent: stored.consent, allowsOther: stored.allowsOther,
            stored.options.map { Option($0.code, $0.text) }, incompatible: stored.incompatible.map { Pair($0.0, $0.1) })
    }

    /// Held against the plan: two to six options, or none where cells answer freely.
    func checked(_ desk: InjectDesk) throws -> InjectPointDraft {
        var (point, check) = (self, FieldCheck())
        point.question = Self.texts(question, "question", limit: 500, desk, &check)
        if point.question.isEmpty { check.fail("question", L("Write the question.")) }
        if options.isEmpty {
            point.allowsOther = true
        } else if !Self.optionCounts.contains(options.count) {
            check.fail("options", L("Give two to six options, or none for a free answer."))
        }
        var codes: Set<String> = []
        point.options = options.prefix(Self.optionCounts.upperBound).enumerated().map { index, option in
            var option = option
            option.code = check.line("options", option.code, limit: 20).lowercased()
            if option.code.isEmpty { option.code = Self.letter(index) }
            option.text = Self.texts(option.text, "options", limit: 300, desk, &check)
            if option.text.isEmpty { check.fail("options", L("An option needs its words.")) }
            if !codes.insert(option.code).inserted { check.fail("options", L("Two options have the same code.")) }
            return option
        }
        if let deadline, !(EpochTime.minute...InjectTime.longest).contains(deadline) {
            check.fail("deadline", L("Give the time to decide in minutes, at least one."))
        }
        let known = Set(desk.functions.map(\.code))
        point.consent = desk.functions.map(\.code).filter(consent.contains)
        if consent.contains(where: { !known.contains($0) }) { check.fail("consent", L("Choose one of these.")) }
        if incompatible.contains(where: { !codes.contains($0.one) || !codes.contains($0.other) }) {
            check.fail("incompatible", L("A pair names an option that there is not."))
        }
        try check.finish()
        return point
    }

    static func letter(_ index: Int) -> String { String(UnicodeScalar(UInt8(97 + index % 26))) }

    private static func texts(
        _ texts: LocalTexts, _ field: String, limit: Int, _ desk: InjectDesk, _ check: inout FieldCheck
    ) -> LocalTexts {
        var kept: [String: String] = [:]
        for (language, text) in texts.byLanguage {
            guard desk.msel.languages.contains(language) else {
                check.fail(field, L("The plan is not written in this language."))
                continue
            }
            kept[language] = check.line(field, text, limit: limit)
        }
        return LocalTexts(kept)
    }
}

/// When an inject is due by what cells did, as somebody writes it.
struct InjectRuleDraft: Sendable, Hashable {
    typealias Condition = RuleRecord.Condition

    var scope = RuleScope.eachCell
    /// Of ``RuleScope/someOf``.
    var count: Int?
    var match = RuleMatch.all
    /// Milliseconds of the exercise's clock.
    var delay: Int64 = 0
    var effect = RuleEffect.due
    var conditions: [Condition] = []

    static let mostConditions = 6

    init() {}

    init(
        _ conditions: [Condition], scope: RuleScope = .eachCell, count: Int? = nil, match: RuleMatch = .all,
        delay: Int64 = 0, effect: RuleEffect = .due
    ) {
        self.conditions = conditions
        self.scope = scope
        self.count = count
        self.match = match
        self.delay = delay
        self.effect = effect
    }

    init(_ stored: RuleRecord) {
        self.init(
            stored.conditions, scope: stored.scope, count: stored.count, match: stored.match, delay: stored.delay,
            effect: stored.effect)
    }

    /// Held against the plan: what it looks at is there, and no circle of rules comes of it.
    func checked(_ inject: InjectRecord, _ desk: InjectDesk, _ reading: any Reading) throws -> InjectRuleDraft {
        var (rule, check) = (self, FieldCheck())
        if conditions.isEmpty || conditions.count > Self.mostConditions {
            check.fail("conditions", L("A rule has one to \(Self.mostConditions) conditions."))
        }
        rule.count = scope == .someOf ? count : nil
        if scope == .someOf, !(1...max(1, desk.cells.count)).contains(count ?? 0) {
            check.fail("count", L("Say in how many cells it must be so."))
        }
        if !(0...InjectTime.longest).contains(delay) { check.fail("delay", L("Give the time in minutes.")) }
        let store = PlanStore(reading)
        let injects = try InjectStore(reading).ids(in: inject.msel)
        let points = try store.points(of: inject.msel)
        for condition in conditions.prefix(Self.mostConditions) {
            let value = check.line("conditions", condition.value, limit: 60)
            if value != condition.value { check.fail("conditions", L("Choose one of these.")) }
            if let after = condition.after, !(0...InjectTime.longest).contains(after) {
                check.fail("conditions", L("Give the time in minutes."))
            }
            if let words = Self.fault(condition, inject, injects, points, desk) { check.fail("conditions", words) }
        }
        try check.finish()
        try requireNoCircle(inject, points, reading)
        return rule
    }

    private static func fault(
        _ condition: Condition, _ inject: InjectRecord, _ injects: Set<String>, _ points: [PointRecord],
        _ desk: InjectDesk
    ) -> Message? {
        if condition.event.isAbsence, condition.event != .decisionMissing, (condition.after ?? 0) < EpochTime.minute {
            return L("Say after how many minutes it is missing.")
        }
        switch condition.event.subjectKind {
        case .point:
            guard let point = points.first(where: { $0.id.description == condition.subject }) else {
                return L("Choose an inject with a decision.")
            }
            if point.inject == inject.id { return L("A rule cannot look at its own inject.") }
            if condition.event == .optionChosen, !point.options.contains(where: { $0.code == condition.value }) {
                return L("This decision has no such option.")
            }
        case .inject:
            if condition.subject == inject.id.description { return L("A rule cannot look at its own inject.") }
            if !injects.contains(condition.subject) { return L("Choose one of these.") }
        case .request:
            if condition.subject == inject.id.description { return L("A rule cannot look at its own inject.") }
            if !condition.subject.isEmpty, !injects.contains(condition.subject) { return L("Choose one of these.") }
        case .move:
            if !desk.moves.contains(where: { $0.id.description == condition.subject }) {
                return L("Choose one of these.")
            }
        case .word: break
        }
        return nil
    }

    /// An inject that waits, by however many others, for itself would never go out.
    private func requireNoCircle(_ inject: InjectRecord, _ points: [PointRecord], _ reading: any Reading) throws {
        var looks = try InjectStore(reading).looks(of: inject.msel)
        let owners = Dictionary(points.map { ($0.id.description, $0.inject.description) }) { first, _ in first }
        looks[inject.id] = Set(conditions.map { owners[$0.subject] ?? $0.subject })
        var (open, seen): ([String], Set<String>) = (Array(looks[inject.id] ?? []), [])
        while let next = open.popLast() {
            if next == inject.id.description { throw Refusal.ruleCircle }
            guard seen.insert(next).inserted, let id = Inject.ID(next) else { continue }
            open += looks[id] ?? []
        }
    }
}

extension RuleEvent {
    /// What its subject is.
    enum SubjectKind { case point, inject, request, move, word }

    var subjectKind: SubjectKind {
        switch self {
        case .optionChosen, .decisionMissing: .point
        case .injectReleased, .injectOpened, .injectUnopened: .inject
        case .requestSent, .requestMissing, .requestAcknowledged, .requestAnswered, .requestDeclined, .requestOverdue:
            .request
        case .moveOpened: .move
        case .pictureConfirmed, .pictureDisproved: .word
        }
    }
}
