import Domain
import Storage
import Web

/// Decisions and requests on paper: one who runs the exercise enters what is on the sheet, another compares it with the paper and confirms it.
/// Until then nothing counts. What counts is as of when it was entered.
enum ExerciseSheetOperations {
    /// Waiting in one exercise.
    static let most = 200

    enum Act: String, Sendable, Codable, CaseIterable, ChoiceType { case confirmation, discarding }

    static func enter(
        _ visit: Visit, _ event: Event.ID, cell: ExerciseCell.ID, point: DecisionPoint.ID?, _ body: ExerciseSheetBody
    ) async throws -> ExerciseSheet.ID {
        try await visit.database.write { tx in
            try require(visit, event, tx)
            let acting = try CellActing(visit, event, control: cell, device: .none, tx)
            guard acting.cell.kind == .players else { throw Refusal.notFound }
            let waiting = try ExerciseSheetStore(tx).waiting(of: event)
            guard waiting.count < most else {
                throw Refusal.tooMany(L("There are \(most) paper forms that wait, which is as many as it takes."))
            }
            let kind: ExerciseSheetRecord.Kind = point == nil ? .request : .decision
            let told: ExerciseSheetBody
            if let point {
                guard !waiting.contains(where: { $0.cell == cell && $0.point == point }) else {
                    throw Refusal.sheetWaitsAlready
                }
                told = try checked(body, try CellDecisionOperations.asked(point, acting).0)
            } else {
                told = try checked(body, acting)
                let same = waiting.first { $0.cell == cell && $0.kind == kind && $0.body == told }
                if let same {
                    // Sent twice it is one; of two people one has the sheet.
                    guard same.enteredBy == acting.work.actor else { throw Refusal.sheetWaitsAlready }
                    return same.id
                }
            }
            let id = try ExerciseSheetStore.insert(kind, point, told, acting)
            try record(id, "exercise-sheet.entry", acting)
            return id
        }
    }

    /// What is wrong is told to who has the sheet in hand.
    /// - Returns: what of it is a decision's.
    private static func checked(_ body: ExerciseSheetBody, _ point: PointRecord) throws -> ExerciseSheetBody {
        let fields = try body.decision.cleaned.checked { fields, check in
            let isKnown = point.options.contains { $0.code == fields.option }
            let isOwn =
                (fields.option.isEmpty || fields.option == "other") && point.allowsOther && !fields.other.isEmpty
            if !isKnown && !isOwn { check.fail("option-code", L("Choose one of the answers.")) }
            if fields.confidence == nil { check.fail("confidence", L("Say how sure you are.")) }
        }
        var told = ExerciseSheetBody()
        (told.option, told.other, told.rationale) = (fields.option, fields.other, fields.rationale)
        (told.confidence, told.wouldChange, told.deputising) = (
            fields.confidence, fields.wouldChange, fields.deputising
        )
        told.consulted = body.asked.map(\.description).sorted()
        told.consents = Set(body.consents).intersection(point.consent).sorted()
        return told
    }

    /// - Returns: what of it is a request's.
    private static func checked(_ body: ExerciseSheetBody, _ acting: CellActing) throws -> ExerciseSheetBody {
        let cells = Set(acting.cells.map(\.id)).subtracting([acting.cell.id])
        let actors = Set(try PlanStore(acting.tx).actors(of: acting.exercise.msel).map(\.id))
        let fields = try body.request.cleaned.checked { _, check in
            let isSomebody = body.targets.contains { target in
                target.cell.map(cells.contains) ?? target.actor.map(actors.contains) ?? false
            }
            if !isSomebody { check.fail("to", L("Choose whom you ask.")) }
        }
        var told = ExerciseSheetBody()
        (told.type, told.text, told.allowed, told.toFunction) = (
            fields.type, fields.text, fields.allowed, fields.toFunction
        )
        told.to = body.targets.map(\.description).sorted()
        return told
    }

    static func act(_ visit: Visit, _ event: Event.ID, _ id: ExerciseSheet.ID, _ act: Act) async throws {
        try await visit.database.write { tx in
            try require(visit, event, tx)
            let sheet = try ExerciseSheetStore(tx).sheet(id, of: event)
            // Sent twice it is harmless.
            guard sheet.state == .waiting else { return }
            let device = DeviceTime(typedAt: sheet.enteredAt, isOffline: true)
            let acting = try CellActing(visit, event, control: sheet.cell, device: device, tx)
            guard act == .confirmation else {
                try ExerciseSheetStore.decide(id, .discarded, acting.work)
                return try record(id, "exercise-sheet.discarding", acting)
            }
            if let first = sheet.enteredBy, try BallotStore(tx).names(of: visit.visitor).contains(first) {
                throw Refusal.sheetNeedsSecondPerson
            }
            let language = Language(rawValue: acting.cell.language) ?? .english
            try Language.$current.withValue(language) { try count(sheet, acting) }
            try ExerciseSheetStore.decide(id, .counted, acting.work)
            try record(id, "exercise-sheet.confirmation", acting)
        }
    }

    /// As if the cell had sent it.
    private static func count(_ sheet: ExerciseSheetRecord, _ acting: CellActing) throws {
        guard let id = sheet.point else {
            _ = try CellRequestOperations.sendIn(
                acting,
                CellRequestOperations.Sending(
                    sheet.body.request, to: sheet.body.targets, device: acting.device, key: "sheet-\(sheet.id)"))
            return
        }
        let made = try CellDecisionOperations.decideIn(
            acting, id,
            CellDecisionOperations.Sending(
                sheet.body.decision, consulted: sheet.body.asked, device: acting.device, key: "sheet-\(sheet.id)"))
        let (point, paper) = try CellDecisionOperations.asked(id, acting)
        let elapsed = try acting.elapsed(notBefore: paper.wall)
        for code in Set(sheet.body.consents).intersection(point.consent).sorted() {
            _ = try CellDecisionStore.consent(made, code, elapsed: elapsed, acting.work)
        }
    }

    /// Where a sheet lay, and with whom; never what is on it.
    private static func record(_ id: ExerciseSheet.ID, _ kind: String, _ acting: CellActing) throws {
        try acting.work.record(
            .part(acting.event, ExercisePlaces.excon), "exercise-sheet:\(id)", kind,
            ["cell": .text("\(acting.cell.id)")])
    }

    private static func require(_ visit: Visit, _ event: Event.ID, _ tx: Transaction) throws {
        let standing = try ExerciseStanding(visit, event, tx)
        try standing.require(standing.isExcon)
    }
}
