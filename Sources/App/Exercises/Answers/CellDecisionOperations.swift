import Domain
import Storage
import Web

/// Decisions of cells: each stands for ever, a change is a new version.
enum CellDecisionOperations {
    /// Versions of one cell on one point.
    static let most = 50

    struct Sending: Sendable {
        var fields = DecisionFields()
        var consulted: Set<Consulted> = []
        /// The version that stood on the page where it was written; nothing where nobody knows.
        var basis: Int?
        var device = DeviceTime.none
        /// What a device calls the sending: the same again is answered with the first result.
        var key: String?

        init(
            _ fields: DecisionFields = DecisionFields(), consulted: Set<Consulted> = [], basis: Int? = nil,
            device: DeviceTime = .none, key: String? = nil
        ) {
            self.fields = fields
            self.consulted = consulted
            self.basis = basis
            self.device = device
            self.key = key
        }

        /// Fields of ``DecisionFields``, `consulted` (`function:ID`, `cell:ID`, `actor:ID`), `basis`, and those of ``DeviceTime``.
        init(_ form: FormValues, key: String?) throws {
            self.init(
                try DecisionFields(form),
                consulted: Set(form.all("consulted").prefix(Consulted.most).compactMap { Consulted($0) }),
                basis: form.wish("basis", in: 0...most), device: DeviceTime(form), key: key)
        }
    }

    /// - Parameter cell: for a simulated cell, by who runs the exercise; nothing for one's own.
    static func decide(
        _ visit: Visit, _ event: Event.ID, _ point: DecisionPoint.ID, _ sending: Sending,
        for cell: ExerciseCell.ID? = nil
    ) async throws -> ExerciseDecision.ID {
        let language = visit.language
        return try await visit.database.write { tx in
            let acting = try CellActing(visit, event, for: cell, device: sending.device, tx)
            return try Language.$current.withValue(language) { try decideIn(acting, point, sending) }
        }
    }

    static func decideIn(_ acting: CellActing, _ id: DecisionPoint.ID, _ sending: Sending) throws -> ExerciseDecision.ID
    {
        let store = CellDecisionStore(acting.tx)
        let key = SendingKey.of(sending.key, by: acting.work.actor)
        if let before: ExerciseDecision.ID = try AnswerSendingStore(acting.tx).id(.decisions, sentAs: key) {
            return before
        }
        let (point, paper) = try asked(id, acting)
        let there = try store.all(of: acting.cell.id, on: id)
        guard there.count < most else {
            throw Refusal.tooMany(L("There are \(most) versions of this decision, which is as many as it takes."))
        }
        // No version counts earlier than the one before it.
        let elapsed = max(try acting.elapsed(notBefore: paper.wall), there.map(\.decided).max() ?? 0)
        let isLate = point.deadline.map { elapsed > EpochTime.sum(paper.elapsed, $0) } ?? false
        let fields = try checked(sending, point, there, isLate: isLate)
        let known = try Set(acting.functions.map { Consulted.function($0.id) } + acting.cells.map { .cell($0.id) })
            .union(PlanStore(acting.tx).actors(of: acting.exercise.msel).map { .actor($0.id) })
        let new = CellDecisionStore.New(
            point: id, version: (there.map(\.version).max() ?? 0) + 1, fields: fields,
            consulted: sending.consulted.intersection(known).subtracting([.cell(acting.cell.id)]), elapsed: elapsed,
            isLate: isLate, language: Language.current.rawValue, key: key)
        let made = try CellDecisionStore.insert(new, acting)
        // Who decides agrees for their own function.
        if point.consent.contains(acting.functionCode) {
            _ = try CellDecisionStore.consent(made, acting.functionCode, elapsed: elapsed, acting.work)
        }
        try CellDecisionStore.complete(point.inject, id, acting.tx)
        try acting.record(
            "decision:\(made)", "exercise.decision",
            ["version": .whole(new.version), "elapsed": .whole(elapsed), "late": .flag(isLate)])
        for place in [ExercisePlaces.wall, DecisionMatrixPage.place] {
            try acting.work.record(.part(acting.event, place), "decision:\(made)", "exercise.decision")
        }
        return made
    }

    /// The point and the paper that asks it: nothing is there before it has reached the cell.
    static func asked(_ id: DecisionPoint.ID, _ acting: CellActing) throws -> (PointRecord, ExercisePaper) {
        guard let point = try PlanStore(acting.tx).points(of: acting.exercise.msel).first(where: { $0.id == id }),
            let paper = try PlayStore(acting.tx).papers(of: acting.cell.id).first(where: {
                $0.inject == point.inject && $0.corrects == nil && $0.isDelivered
            })
        else { throw Refusal.notFound }
        return (point, paper)
    }

    private static func checked(
        _ sending: Sending, _ point: PointRecord, _ there: [CellDecision], isLate: Bool
    ) throws -> DecisionFields {
        try sending.fields.cleaned.checked { fields, check in
            if fields.option == "other" { fields.option = "" }
            if !fields.option.isEmpty {
                fields.other = ""
                if !point.options.contains(where: { $0.code == fields.option }) {
                    check.fail("option-code", L("Choose one of the answers."))
                }
            } else if fields.other.isEmpty || !point.allowsOther {
                check.fail("option-code", L("Choose one of the answers."))
            }
            if fields.confidence == nil { check.fail("confidence", L("Say how sure you are.")) }
            // What waited on a device is not lost for want of a reason.
            if !isLate {
                fields.lateReason = ""
            } else if fields.lateReason.isEmpty, !sending.device.isOffline {
                check.fail("late-reason", L("The time for this decision is over. Say why it comes late."))
            }
            // Only who saw the version before changes it; two at once are two versions.
            let last = there.map(\.version).max() ?? 0
            if last == 0 {
                fields.changeReason = ""
            } else if sending.basis == last, fields.changeReason.isEmpty, !sending.device.isOffline,
                !there.allSatisfy(\.isWithdrawn)
            {
                check.fail("change-reason", L("Say why you change it."))
            }
        }
    }

    /// A function of the cell agrees with the decision that stands.
    static func consent(_ visit: Visit, _ event: Event.ID, _ id: ExerciseDecision.ID, device: DeviceTime = .none)
        async throws
    {
        try await visit.database.write { tx in
            try consentIn(CellActing(visit, event, device: device, tx), id)
        }
    }

    static func consentIn(_ acting: CellActing, _ id: ExerciseDecision.ID) throws {
        let store = CellDecisionStore(acting.tx)
        let decision = try store.decision(id, of: acting.event)
        guard decision.cell == acting.cell.id, !decision.isWithdrawn else { throw Refusal.notFound }
        let point = try asked(decision.point, acting).0
        guard point.consent.contains(acting.functionCode) else { throw Refusal.forbidden }
        let last = try store.all(of: decision.cell, on: decision.point).filter { !$0.isWithdrawn }.map(\.version).max()
        guard last == decision.version else { throw Refusal.decisionIsReplaced }
        let earliest = decision.receivedAt
        guard
            try CellDecisionStore.consent(
                id, acting.functionCode, elapsed: acting.elapsed(notBefore: earliest), acting.work)
        else { return }
        try acting.record("decision:\(id)", "exercise.consent", ["function": .text(acting.functionCode)])
    }

    /// A director takes it back, such as one of the wrong cell; also after ENDEX, since nothing is erased.
    static func withdraw(_ visit: Visit, _ event: Event.ID, _ id: ExerciseDecision.ID, reason: String) async throws {
        let cleaned = Cleaned(reason) { $0 = $1.lines("reason", $0, limit: 500, isRequired: true) }
        try await visit.database.write { tx in
            let standing = try ExerciseStanding(visit, event, tx)
            try standing.require(standing.isExcon)
            let decision = try CellDecisionStore(tx).decision(id, of: event)
            guard standing.isDirector else { throw Refusal.forbidden }
            guard !(try PlayStore(tx).required(event).state.isOver) else { throw Refusal.answersHaveClosed }
            let words = try cleaned.checked()
            guard !decision.isWithdrawn else { return }
            let work = Work(tx, visit)
            try CellDecisionStore.withdraw(id, words, work)
            try work.recordPlay(event, cells: [decision.cell], "decision:\(id)", "exercise.decision-withdrawal")
            try work.record(
                .part(event, DecisionMatrixPage.place), "decision:\(id)", "exercise.decision-withdrawal")
        }
    }
}
