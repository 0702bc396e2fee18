import Domain
import Web

/// What is told of a scenario.
struct RiskScenarioFields: FieldRecord {
    var code = ""
    var title = ""
    var story = ""
    var coping = ""
    /// BCP 47.
    var language = "en"

    static let isSentWithKey = true
    /// Of the story, in characters.
    static let longestStory = 2_000

    static let fields: [Field<RiskScenarioFields>] = [
        .line("title", \.title, L("What could happen?"), limit: 200, isRequired: true),
        .lines(
            "story", \.story, L("As the public would see it"),
            hint: L("Who is affected, what fails, who has to act. No quantities, no means, no names of sites."),
            limit: longestStory, isRequired: true),
        .lines(
            "coping", \.coping, L("What there is to cope with it"),
            hint: L("It stands beside the risk, and is not counted into it."), limit: 1_000),
        .line("code", \.code, L("Code"), hint: L("For tables; may be empty."), limit: 20),
        .choice(
            "language", \.language, L("Written in"), .language, isBeside: true,
            options: { ContributionLanguage.options }, fault: ContributionLanguage.fault),
    ]
}

/// What is said of a scenario besides its fields.
struct RiskDraft: Sendable, Hashable {
    var place = RiskPlace.programme
    /// By code, id or name; empty for none.
    var area = ""
    /// Of C, B, R, N, in this order.
    var hazards: [String] = []
    /// Codes of those that are asked; none for all.
    var sectors: [String] = []
    /// Codes of those of a framework that say how it could be coped with.
    var indicators: [String] = []
    /// From what it comes: an item of the thread, `issue:ID`.
    var source = ""
    /// A TLP 2.0 label without "TLP:".
    var marking = "AMBER"
    /// Everybody of the programme reads it, as its marking says; else those whose it is.
    var isShared = true

    static let mostIndicators = 20
    static let allHazards = ["C", "B", "R", "N"]

    /// No list longer than what is refused: it is looked through while everybody else waits.
    var bounded: RiskDraft {
        var draft = self
        draft.hazards = Array(hazards.prefix(40))
        draft.sectors = Array(sectors.prefix(40))
        draft.indicators = Array(indicators.prefix(Self.mostIndicators + 1))
        return draft
    }
}

/// What somebody thinks of a scenario, as a form or the API says it.
struct RiskJudgementFields: FieldRecord {
    var sector = ""
    var likelihood: Int?
    var impact: Int?
    var confidence = RiskView.Confidence.fair.rawValue

    static let fields: [Field<RiskJudgementFields>] = [
        .line("sector", \.sector, L("Sector"), limit: 60, isRequired: true),
        .number("likelihood", \.likelihood, L("How likely is it in the next five years?"), in: RiskTable.levels),
        .number("impact", \.impact, L("How bad would it be?"), in: RiskTable.levels),
        .choice(
            "confidence", \.confidence, L("How sure are you?"), .choice(RiskView.Confidence.allCases.map(\.rawValue)),
            options: { RiskView.Confidence.allCases.map { (value: $0.rawValue, label: $0.label) } },
            fault: {
                RiskView.Confidence(rawValue: $0) == nil ? L("This value is not one of those allowed.") : nil
            }),
    ]

    /// Cleaned; one of the two without the other is no judgement.
    var complete: Cleaned<RiskJudgementFields> {
        Cleaned(self) { fields, check in
            fields.clean(&check)
            if fields.likelihood == nil { check.fail("likelihood", L("This field is required.")) }
            if fields.impact == nil { check.fail("impact", L("This field is required.")) }
        }
    }

    var view: RiskView? {
        guard let likelihood, let impact, let confidence = RiskView.Confidence(rawValue: confidence) else { return nil }
        return RiskView(likelihood: likelihood, impact: impact, confidence: confidence)
    }
}

/// What the room agreed on.
struct RiskAgreementFields: FieldRecord {
    var likelihood: Int?
    var impact: Int?
    var reason = ""

    static let fields: [Field<RiskAgreementFields>] = [
        .number("likelihood", \.likelihood, L("Likelihood"), in: RiskTable.levels),
        .number("impact", \.impact, L("Impact"), in: RiskTable.levels, isBeside: true),
        .lines("reason", \.reason, L("Why"), limit: 1_000, isRequired: true),
    ]

    var complete: Cleaned<RiskAgreementFields> {
        Cleaned(self) { fields, check in
            fields.clean(&check)
            if fields.likelihood == nil { check.fail("likelihood", L("This field is required.")) }
            if fields.impact == nil { check.fail("impact", L("This field is required.")) }
        }
    }
}

/// What is done about a risk, and what is left of it then.
struct RiskTreatmentFields: FieldRecord {
    var treatment = ""
    var note = ""
    var acceptor = ""
    var reviewOn = ""
    var residualLikelihood: Int?
    var residualImpact: Int?

    static let fields: [Field<RiskTreatmentFields>] = [
        .choice(
            "treatment", \.treatment, L("What is done about it?"), .choice(RiskTreatment.allCases.map(\.rawValue)),
            isRequired: true, options: { RiskTreatment.allCases.map { (value: $0.rawValue, label: $0.label) } },
            fault: { RiskTreatment(rawValue: $0) == nil ? L("This value is not one of those allowed.") : nil }),
        .lines("note", \.note, L("How, and why"), limit: 1_000),
        .line(
            "acceptor", \.acceptor, L("Who accepts it"), hint: L("Name and office; only where it is accepted."),
            limit: 200),
        .date("review_on", \.reviewOn, L("To be looked at again on"), isRequired: false, isBeside: true),
        .number("residual_likelihood", \.residualLikelihood, L("Likelihood that is left"), in: RiskTable.levels),
        .number(
            "residual_impact", \.residualImpact, L("Impact that is left"), in: RiskTable.levels, isBeside: true),
    ]

    /// Cleaned: an accepted risk has a name and a day after this one.
    func checked(on today: String) throws -> RiskTreatmentFields {
        try cleaned.checked { fields, check in
            if (fields.residualLikelihood == nil) != (fields.residualImpact == nil) {
                let missing = fields.residualLikelihood == nil ? "residual-likelihood" : "residual-impact"
                check.fail(missing, L("Say both, or neither."))
            }
            if !fields.reviewOn.isEmpty, fields.reviewOn <= today {
                check.fail("review-on", L("Choose a day that is still to come."))
            }
            guard fields.treatment == RiskTreatment.accept.rawValue else { return }
            if fields.acceptor.isEmpty { check.fail("acceptor", L("Say who accepts the risk.")) }
            if fields.reviewOn.isEmpty { check.fail("review-on", L("Say when it is looked at again.")) }
        }
    }
}

/// How a programme keeps its risks.
struct RiskSettingFields: FieldRecord {
    var bands = RiskTable.standard.description
    var siteNames = ""

    static let fields: [Field<RiskSettingFields>] = [
        .lines(
            "bands", \.bands, L("Table of bands"),
            hint: L(
                "Five rows by likelihood from 1, each of five letters by impact from 1: L low, M medium, H high, V very high. Only before the first judgement."
            ), limit: 60, isRequired: true),
        .lines(
            "site_names", \.siteNames, L("Names that no scenario may hold"),
            hint: L("Of sites and other things that must not be named; one in each line."), limit: 5_000),
    ]

    /// Cleaned; the table passes its two tests.
    var tested: Cleaned<RiskSettingFields> {
        Cleaned(self) { fields, check in
            fields.clean(&check)
            guard !fields.bands.isEmpty else { return }
            do throws(RiskTable.Fault) {
                fields.bands = try RiskTable(fields.bands).description
            } catch {
                check.fail("bands", error.words)
            }
        }
    }

    var table: RiskTable { (try? RiskTable(bands)) ?? .standard }
    var names: [String] { siteNames.split(whereSeparator: \.isNewline).prefix(200).map { String($0) } }
}

extension RiskTable.Fault {
    var words: Message {
        switch self {
        case .shape: L("Write five rows of five letters: L, M, H or V.")
        case .falls(let likelihood, let impact):
            L("At likelihood \(likelihood) and impact \(impact) the band is lower than that of a smaller risk.")
        case .jumps(let likelihood, let impact):
            L("At likelihood \(likelihood) and impact \(impact) a band is left out.")
        }
    }
}
