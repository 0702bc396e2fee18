import Domain
import Storage
import Web

/// Who somebody is to a country's assessment. Nobody but the country sees its values: neither who heads a region nor who coordinates.
struct NeedsStanding: Sendable {
    let plans: PlansStanding
    let cycle: NeedsCycleRecord
    let assessment: NeedsAssessmentRecord

    /// - Throws: ``Refusal/notFound`` for whoever does not act for the country.
    init(_ visit: Visit, _ programme: Programme.ID, _ id: NeedsAssessment.ID, _ reading: any Reading) throws {
        let store = NeedsStore(reading)
        plans = try PlansStanding(visit, programme, reading)
        assessment = try store.assessment(id)
        cycle = try store.cycle(assessment.cycle, of: programme)
        try plans.require(plans.isFocal(of: assessment.country))
    }

    var maySubmit: Bool {
        plans.focalPointOf.contains(assessment.country) || assessment.alternateSubmits
    }

    /// - Throws: where nothing can be changed any more.
    func requireOpen() throws {
        guard cycle.isOpen else { throw Refusal.needsCycleClosed }
        guard assessment.state.isOpen else { throw Refusal.needsSubmitted }
    }
}

/// Who answers for a sector of a country.
struct NeedsSectorStanding: Sendable {
    let cycle: NeedsCycleRecord
    let assessment: NeedsAssessmentRecord
    let framework: FrameworkRecord
    let content: FrameworkContent
    let sector: String

    /// - Throws: ``Refusal/notFound`` for whoever was not named for that sector.
    init(_ visit: Visit, _ id: NeedsAssessment.ID, sector: String, _ reading: any Reading) throws {
        guard let account = visit.visitor.account?.id else { throw Refusal.signInNeeded }
        let store = NeedsStore(reading)
        guard try store.respondents(by: account).contains(where: { $0.assessment == id && $0.sector == sector }) else {
            throw Refusal.notFound
        }
        assessment = try store.assessment(id)
        cycle = try store.cycle(assessment.cycle)
        framework = try FrameworkStore(reading).framework(cycle.framework, of: cycle.programme)
        content = try FrameworkStore(reading).content(cycle.framework, version: cycle.version)
        self.sector = sector
    }

    /// - Throws: where no answer is taken any more.
    func requireAnswering() throws {
        guard cycle.isOpen else { throw Refusal.needsCycleClosed }
        switch assessment.state {
        case .invited, .answering: return
        case .consolidating, .returned: throw Refusal.needsWithFocalPoint
        case .submitted: throw Refusal.needsSubmitted
        }
    }

    /// Which questions are asked of the sector, from 1: one that hangs on another's answer only where that was given.
    /// - Parameter answers: of the assessment.
    func numbers(_ answers: [NeedsAnswerRecord]) -> [Int] {
        let own = answers.filter { $0.sector == sector }
        let given = Dictionary(own.map { ($0.indicator, $0.draft.value.split(separator: " ").map { String($0) }) }) {
            $1
        }
        let asked = Set(Questionnaire(content.asked.map(\.question)).asked(given).map(\.code))
        return content.asked.indices.filter { asked.contains(content.asked[$0].code) }.map { $0 + 1 }
    }
}
