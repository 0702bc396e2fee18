import Domain
import Storage
import Web

/// Objective by objective: how tasks were performed, strengths, areas for improvement; then what is promised and learned.
struct ReportFindings: Sendable {
    private let material: ReportMaterial
    private var exercisePlan: ExercisePlan { material.plan }
    private var sight: EvaluationSight { material.sight }

    init(_ material: ReportMaterial) { self.material = material }

    var objectives: [Document.Block] {
        var blocks: [Document.Block] = []
        for objective in exercisePlan.objectives {
            blocks.append(
                .heading(2, id: "objective-\(objective.number)", .verbatim("\(objective.code) \(objective.text)")))
            blocks += ratings(objective)
            blocks += told(material.findings.filter { $0.objective == objective.id })
        }
        let rest = material.findings.filter { $0.objective == nil }
        if !rest.isEmpty {
            blocks.append(.heading(2, id: "objective-none", L("Without an objective")))
            blocks += told(rest)
        }
        return blocks
    }

    /// By cell, where it may be named; all together, where no single one can be read from it.
    private func ratings(_ objective: ExerciseObjectiveRecord) -> [Document.Block] {
        let tasks = exercisePlan.tasks.filter { $0.objective == objective.id }
        guard !tasks.isEmpty else { return [] }
        let cells = material.told
        let showsAll = material.tellsTotals
        let columns = [L("Task")] + cells.map { .verbatim($0.code) } + (showsAll ? [L("All cells")] : [])
        let rows = tasks.map { task -> [String] in
            let own = cells.map { cell in
                sight.result(RatedUnit(task: task.id, cell: cell.id))?.letter ?? "–"
            }
            let units = exercisePlan.players.map { RatedUnit(task: task.id, cell: $0.id) }
            let counts = material.counts(of: units)
            let all = TaskRating.allCases.compactMap { value in counts[value].map { "\(value.letter) \($0)" } }
            return ["\(task.code) \(task.text)"] + own + (showsAll ? [all.joined(separator: " · ")] : [])
        }
        guard columns.count > 1 else {
            return [.paragraph(L("Ratings stand in the copies of the cells, as they are published."))]
        }
        return [
            .table(
                ReportTable.make(
                    L("Ratings of \(objective.code)"), columns, rows,
                    weights: [4] + cells.map { _ in 0.8 } + (showsAll ? [2] : [])))
        ]
    }

    func list(_ kind: FindingKind) -> [Document.Block] { told(material.findings.filter { $0.kind == kind }) }

    private func told(_ findings: [FindingRecord]) -> [Document.Block] {
        FindingKind.allCases.flatMap { kind -> [Document.Block] in
            let own = findings.filter { $0.kind == kind }
            guard !own.isEmpty else { return [] }
            let title = kind == .strength ? L("Strengths") : L("Areas for improvement")
            return [.paragraph([.strong([Document.Inline](title))]), .list(.init(items: own.map(told)))]
        }
    }

    private func told(_ one: FindingRecord) -> [Document.Block] {
        var blocks: [Document.Block] = [.paragraph([.strong([.text(one.fields.title)])])]
        if !one.fields.text.isEmpty { blocks.append(.paragraph([.text(one.fields.text)])) }
        if !one.fields.reference.isEmpty { blocks.append(.paragraph(L("Reference: \(one.fields.reference)"))) }
        if let cause = one.rootCause { blocks.append(.paragraph(L("Cause: \(cause)"))) }
        let seen = material.observations[one.id] ?? []
        if !seen.isEmpty {
            blocks.append(
                .list(
                    seen.map {
                        [.foreign([.text("E \(ElapsedText.short($0.elapsed)): \($0.text)")], language: $0.language)]
                    }))
        }
        return [.foreign(blocks, language: one.fields.language)]
    }

    var causes: [Document.Block] {
        let found = material.findings.filter { $0.kind == .improvement && $0.rootCause != nil }
        guard !found.isEmpty else { return [] }
        return [.list(found.map { [.strong([.text($0.fields.title)]), .text(" — \($0.rootCause ?? "")")] })]
    }

    var lessons: [Document.Block] {
        var blocks: [Document.Block] = []
        let own = material.lessons.map { lesson -> [String] in
            let actions = material.actions.filter { action in
                lesson.findings.contains { $0.description == action.origin?.id }
            }
            return [lesson.text, lesson.state(actions, material.proofs).label.string()]
        }
        if !own.isEmpty {
            blocks.append(
                .table(
                    ReportTable.make(L("Lessons of this exercise"), [L("Lesson"), L("State")], own, weights: [4, 1])))
        }
        if !material.earlier.isEmpty {
            blocks.append(
                .table(
                    ReportTable.make(
                        L("Lessons of earlier exercises"), [L("Lesson"), L("State")],
                        material.earlier.map { [$0.lesson.text, $0.state.label.string()] }, weights: [4, 1])))
        }
        return blocks
    }

    /// A block for each action: as columns, nine of them would split every word.
    var plan: [Document.Block] {
        material.actions.flatMap { action -> [Document.Block] in
            let finding = material.findings.first { $0.id.description == action.origin?.id }
            let objective = finding?.objective.flatMap { material.plan.objective($0) }
            let told: [(Message, String)] = [
                (L("Area for improvement"), finding?.fields.title ?? ""),
                (L("Capability"), objective?.capability ?? ""),
                (L("What it changes"), ActionElement(rawValue: action.element)?.label.string() ?? ""),
                (L("Owner"), material.owners[action.id] ?? ""), (L("Contact"), action.fields.body),
                (L("Start"), action.startsOn.isEmpty ? "" : DateText.day(action.startsOn)),
                (L("Due"), action.dueOn.isEmpty ? "" : DateText.day(action.dueOn)),
                (L("State"), material.proofs.standing(action).label.string()),
            ]
            let lines = told.filter { !$0.1.isEmpty }.map { label, value in
                [Document.Block.paragraph([.strong([Document.Inline](label)), .text(" — \(value)")])]
            }
            return [
                .paragraph([.strong([.text(action.title)])]), .list(Document.List(items: lines, isTight: true)),
            ]
        }
    }
}
