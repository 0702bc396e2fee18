import Domain
import Foundation
import Storage
import Web

/// What may stand in a column of a workshop file, beyond its type: what the operations allow that write it.
enum WorkshopRule: Sendable {
    /// A whole number.
    case range(ClosedRange<Int64>)
    /// One of these.
    case word([String])
    /// One line of text of at most so many characters.
    case line(Int, isRequired: Bool = false)
    /// Text with line breaks.
    case lines(Int)
    /// A language that a contribution can be marked with.
    case language
    /// An ISO 8601 date.
    case date
    /// The same, also only a year or a month.
    case partialDate
    /// Empty, or an http or https address.
    case link(Int)
    /// An IANA name.
    case timeZone
    /// Small letters, digits and dashes, at most 60.
    case code
    /// `account:ID`, `participant:ID` of the file, or ``WorkshopFile/importedActor``.
    case actor
    /// Checked with the row, or with others: WorkshopFileChecks.swift.
    case elsewhere

    /// What is expected, where the value breaks the rule. For who wrote the file, so not translated.
    func problem(_ value: SQLValue) -> String? {
        switch value {
        case .integer(let number): numberProblem(number)
        case .text(let text): textProblem(text)
        default: nil
        }
    }

    private func numberProblem(_ number: Int64) -> String? {
        guard case .range(let range) = self, !range.contains(number) else { return nil }
        return "a number from \(range.lowerBound) to \(range.upperBound) is expected, found \(number)"
    }

    private func textProblem(_ text: String) -> String? {
        switch self {
        case .word(let words): words.contains(text) ? nil : "one of \(words.joined(separator: ", ")) is expected"
        case .line(let most, let isRequired):
            isRequired && text.isEmpty ? "a text is missing" : Self.problem(text, most, keepsLines: false)
        case .lines(let most): Self.problem(text, most, keepsLines: true)
        case .language:
            ContributionLanguage.all.contains { $0.tag == text }
                ? nil : "a language of the list is expected, such as en or fr"
        case .date: CalendarDate.isValid(text) ? nil : "a date is expected, such as 2026-11-30"
        case .partialDate: PartialDate(text) == nil ? "a year, a month or a date is expected" : nil
        case .link(let most):
            if !text.isEmpty && !FieldCheck.isWebAddress(text) {
                "an address that begins with https:// or http:// is expected"
            } else {
                Self.problem(text, most, keepsLines: false)
            }
        case .timeZone: TimeZones.all.contains(text) ? nil : "a time zone is expected, such as Europe/Zagreb"
        case .code:
            text.wholeMatch(of: /[a-z0-9]{1}[a-z0-9-]{0,59}/) == nil
                ? "a code of small letters, digits and dashes is expected" : nil
        case .actor:
            WorkshopActor(text) == nil ? "account:ID, participant:ID or \(WorkshopFile.importedActor) is expected" : nil
        case .range, .elsewhere: nil
        }
    }

    private static func problem(_ text: String, _ most: Int, keepsLines: Bool) -> String? {
        guard TextLimit(most).holds(text) else { return "at most \(most) characters are expected" }
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x0A: keepsLines
            case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0xFEFF: false
            default: true
            }
        }
        return isPlain ? nil : "a text without control characters is expected"
    }
}

/// Who acted, as columns hold it: see ``Visitor/journalName``.
enum WorkshopActor: Hashable {
    case account(Account.ID)
    case participant(Participant.ID)
    /// Somebody of the server that the file comes from.
    case imported

    init?(_ text: String) {
        if text == WorkshopFile.importedActor {
            self = .imported
        } else if text.hasPrefix("account:"), let id = Account.ID(String(text.dropFirst(8))) {
            self = .account(id)
        } else if text.hasPrefix("participant:"), let id = Participant.ID(String(text.dropFirst(12))) {
            self = .participant(id)
        } else {
            return nil
        }
    }
}

extension WorkshopFile {
    /// Stands where a file named an account of another server.
    static let importedActor = "imported"
}

extension WorkshopTable {
    /// What may stand in a column; nothing for ids, flags and references, which are checked as such.
    func rule(of column: Column) -> WorkshopRule? {
        if let rule = Self.rules["\(name).\(column.name)"] { return rule }
        guard column.refers == nil else { return nil }
        switch column.kind {
        case .id, .flag: return nil
        case .number where column.name.hasSuffix("_at"): return .range(Self.times)
        case .number: return Self.numbers[column.name].map { .range($0) }
        case .text where Self.actors.contains(column.name): return .actor
        case .text where column.name == "language": return .language
        case .text, .json: return nil
        }
    }

    /// In the order of the columns.
    var rules: [WorkshopRule?] { columns.map(rule(of:)) }

    /// Milliseconds since 1970, up to the year 128,000.
    private static let times: ClosedRange<Int64> = 0...EpochTime.latest
    /// What counts upwards: no operation comes near the end.
    private static let counts: ClosedRange<Int64> = 1...1_000_000_000
    private static let actors: Set<String> = [
        "actor", "author", "changed_by", "confirmed_by", "created_by", "decided_by", "entered_by", "final_by",
        "named_by",
        "published_by",
    ]

    /// Columns of numbers, by their names.
    private static let numbers: [String: ClosedRange<Int64>] = [
        "position": counts, "number": counts, "revision": counts, "source_revision": counts,
        "decided_revision": counts, "projector_generation": 0...1_000_000_000, "hue": 1...Int64(SectorOperations.limit),
        "present": 0...1_000_000, "people": 1...1_000_000, "ballots": 1...1_000_000,
        "value": -Int64(RoundSettings.rankingLimit)...Int64(RoundSettings.mostDots), "vote_count": 0...1_000_000,
        "minutes": 1...1_440,
        "weight": Int64(ForceBalance.weights.lowerBound)...Int64(ForceBalance.weights.upperBound),
        "difficulty": Int64(ImpactMatrix.scale.lowerBound)...Int64(ImpactMatrix.scale.upperBound),
        "impact": Int64(ImpactMatrix.scale.lowerBound)...Int64(ImpactMatrix.scale.upperBound), "rating": 1...9,
    ]

    private static func words<Word: CaseIterable & RawRepresentable>(_ type: Word.Type, without: Set<String> = [])
        -> WorkshopRule
    where Word.RawValue == String {
        .word(Word.allCases.map(\.rawValue).filter { !without.contains($0) })
    }

    /// Texts, words and JSON, by table and column.
    private static let rules: [String: WorkshopRule] =
        plenaryRules.merging(tableRules) { first, _ in first }.merging(guideRules) { first, _ in first }

    private static let plenaryRules: [String: WorkshopRule] = [
        "programme.title": .line(200, isRequired: true), "programme.summary": .lines(4_000),
        "sector.code": .code, "sector.name": .line(60, isRequired: true),
        "event.kind": .word(["workshop"]), "event.title": .line(200, isRequired: true), "event.starts_on": .date,
        "event.ends_on": .date, "event.names_until": .date, "event.time_zone": .timeZone, "event.place": .line(200),
        "event.link": .link(500),
        "event.code": .line(40), "event.marking": .word(TLP.all), "event.door": words(Door.self),
        "event.stage": words(WorkshopStage.self), "event.envision_by": words(EnvisionBy.self),
        "event.exchange_view": words(ExchangeView.self), "event.outline_part": words(OutlinePart.self),
        "topic.title": .line(200, isRequired: true), "topic.question": .line(300),
        "participant.name": .line(200, isRequired: true), "participant.organisation": .line(200),
        "programme.language": .word(Language.allCases.map(\.rawValue)),
        "event.language": .word(Language.allCases.map(\.rawValue)),
        "participant.language": .word(Language.allCases.map(\.rawValue)), "participant.role": words(Role.self),
        "participant.state": .word(["invited", "waiting", "present", "removed"]),
        "issue.kind": .word(["contributed", "merged"]), "issue.title": .line(IssueText.titleLimit, isRequired: true),
        "issue.explanation": .lines(IssueText.explanationLimit),
        "round.title": .line(RoundDraft.longestTitle, isRequired: true), "round.method": words(VotingMethod.self),
        "round.settings": .elsewhere, "round.state": .word(["draft", "closed", "revealed"]),
        "round_item.title": .line(IssueText.titleLimit, isRequired: true),
        "ballot.choices": .elsewhere, "tally_group.reading": .word(["sectors", "countries"]),
        "tally_group.members": .elsewhere, "tally_count.reading": .word(["sectors", "countries"]),
        "tally_count.criterion": words(RatingCriterion.self),
        "counted_receipt.receipt": .line(100, isRequired: true),
        "paper_ballot.state": .word(["waiting", "counted", "discarded", "lapsed"]),
        "group_plan.title": .line(80), "group_plan.note": .line(300), "breakout_group.name": .line(60),
        "breakout_group.place": .line(80),
        "breakout_group.language": .word([""] + ContributionLanguage.all.map(\.tag)),
        "priority.reason": .word(["equal-shares", "top", "hand"]),
        "event_step.stage": words(WorkshopStage.self), "event_step.title": .line(80),
        "event_step.settings": .elsewhere,
    ]

    private static let tableRules: [String: WorkshopRule] = [
        "card.place": .elsewhere, "card.text": .elsewhere,
        // Two texts that met may be longer together.
        "card_revision.text": .lines(2 * CardPlace.guide.limit),
        "past_case.kind": words(CaseRecord.Kind.self),
        "past_case.title": .line(CaseFields.titleLimit, isRequired: true),
        "past_case.happened_on": .partialDate, "past_case.place": .line(200),
        "past_case.summary": .lines(CaseFields.summaryLimit), "past_case.marking": .word(CaseMarking.kept),
        "past_case.source": .line(300), "past_case.link": .link(500),
        "aspect.direction": words(AspectDirection.self), "aspect_link.state": words(AspectLink.State.self),
        "sheet.publication": words(SheetPublication.self), "sheet.published_as": .word(["head"]),
        "adoption.decided_as": .word(["head"]),
        "adoption_proposal.decision": words(AdoptionRecord.Decision.self),
        "adoption_proposal.note": .lines(DecisionOperations.noteLimit),
        "intervention.lead": .line(InterventionOperations.leadLimit),
        "intervention.element": words(InterventionElement.self),
        "intervention.horizon": words(InterventionHorizon.self),
        "exchange_question.text": .lines(ExchangeOperations.questionLimit),
        "standing.state": words(StandingRecord.State.self), "standing.note": .lines(DecisionOperations.noteLimit),
        "adoption.decision": words(AdoptionRecord.Decision.self), "adoption.note": .lines(DecisionOperations.noteLimit),
        "adoption.progress": words(AdoptionRecord.Progress.self),
        "adoption.progress_note": .lines(DecisionOperations.noteLimit),
    ]

    private static let guideRules: [String: WorkshopRule] = [
        "outline_statement.part": words(OutlinePart.self), "outline_statement.state": words(StatementState.self),
        "guide.title": .line(GuideText.titleLimit, isRequired: true), "guide.marking": words(Marking.self),
        "guide.state": words(GuideState.self), "guide_section.kind": words(GuideSectionKind.self),
        "section_text.title": .line(GuideText.titleLimit), "evidence.kind": words(EvidenceKind.self),
        "evidence.quote": .lines(CardPlace.guide.limit),
        "guide_comment.kind": words(GuideCommentRecord.Kind.self),
        "guide_comment.quote": .lines(CommentDraft.quoteLimit), "guide_comment.text": .lines(CommentDraft.textLimit),
        "guide_comment.proposed": .lines(CommentDraft.textLimit),
        "guide_comment.state": words(GuideCommentRecord.State.self), "guide_comment.answer": .lines(600),
        "guide_version.title": .line(120), "guide_version.note": .lines(1_000), "guide_version.content": .elsewhere,
        "guide_version.final_note": .lines(1_000), "sign_off.decision": words(SignOffRecord.Decision.self),
        "sign_off.note": .lines(1_000),
    ]
}
