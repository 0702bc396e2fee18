import Domain
import Markup
import Storage
import Web

/// What was rated, for who has submitted and who leads: sealed until all have. The consensus is written here.
struct EvaluationResults {
    private let own: EvaluationOperations.Evaluator
    private let sections: EvaluationSections
    private let state: FormState

    init(_ own: EvaluationOperations.Evaluator, _ sections: EvaluationSections, _ state: FormState) {
        self.own = own
        self.sections = sections
        self.state = state
    }

    private var sight: EvaluationSight { own.sight }
    private var event: Event.ID { own.exercise.event }

    var html: HTML {
        let units = sight.units
        let open = units.filter(own.sees)
        return """
            <section id="results"><h2>\(L("Ratings side by side"))</h2>\
            <p>\(L(units.count, one: "\(open.count) of \(units.count) is open", other: "\(open.count) of \(units.count) are open"))</p>\
            \(open.isEmpty ? .empty : table(open))\(open.isEmpty ? .empty : sections.agreement)\
            \(own.leads ? leading : .empty)</section>
            """
    }

    private func table(_ units: [RatedUnit]) -> HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(L("Ratings side by side").string())"><table class="stack">\
        <thead><tr><th scope="col">\(L("Task"))</th><th scope="col">\(L("Cell"))</th><th scope="col">\(L("Ratings"))</th>\
        <th scope="col">\(L("Consensus"))</th></tr></thead><tbody>\(units.html(row))</tbody></table></div>
        """
    }

    private func row(_ unit: RatedUnit) -> HTML {
        let (task, cell) = (sight.plan.task(unit.task), sight.plan.cell(unit.cell))
        return """
            <tr><th scope="row" dir="auto">\(task.map { "\($0.code) \($0.text)" } ?? "–")</th>\
            <td data-label="\(L("Cell").string())"><bdi>\(cell?.name ?? "–")</bdi></td>\
            <td data-label="\(L("Ratings").string())">\(ratings(unit))</td>\
            <td data-label="\(L("Consensus").string())">\(consensus(unit))</td></tr>
            """
    }

    private func ratings(_ unit: RatedUnit) -> HTML {
        let all = sight.ratings(of: unit)
        guard !all.isEmpty else { return "<span class=\"muted\">\(TaskRating.notObserved.label)</span>" }
        return all.html { rating in
            let name = sight.seats[rating.seat]?.name ?? "–"
            return """
                <p>\(EvaluationSections.chip(rating.value)) <bdi>\(name)</bdi>\(rating.version > 1 ? " <span class=\"muted\">\(L("version \(rating.version)"))</span>" : .empty)\
                \(rating.reason.isEmpty ? .empty : "<br><span dir=\"auto\">\(rating.reason)</span>")\
                \(rating.change.isEmpty ? .empty : "<br><span class=\"muted\" dir=\"auto\">\(rating.change)</span>")</p>
                """
        }
    }

    private func consensus(_ unit: RatedUnit) -> HTML {
        let agreed = sight.consensus[unit]
        let shown: HTML =
            agreed.map { one in
                """
                <p>\(EvaluationSections.chip(one.value))\(one.reason.isEmpty ? .empty : " <span dir=\"auto\">\(one.reason)</span>")</p>
                """
            } ?? .empty
        guard own.leads, sight.isOpen(unit), own.exercise.state.isPlayed || own.exercise.state == .ended else {
            return shown
        }
        let isSent =
            state.values.text("agreed-task") == unit.task.description
            && state.values.text("agreed-cell") == unit.cell.description
        let standard = agreed?.value ?? sight.result(unit)
        let form =
            (isSent
            ? state : FormState(stored: [("value", standard?.rawValue ?? ""), ("reason", agreed?.reason ?? "")]))
            .placed("\(unit.task)-\(unit.cell)")
        let options: [FieldOption] = TaskRating.allCases.map {
            (value: $0.rawValue, label: .verbatim("\($0.letter) · \($0.label.string())"))
        }
        return """
            \(shown)<details\("open", when: isSent)><summary>\(agreed == nil ? L("Agree on it") : L("Change it"))</summary>\
            <form class="form" id="agree-\(unit.task)-\(unit.cell)" method="post" action="\(EvaluationPaths.consensus(event))">\
            <input type="hidden" name="agreed-task" value="\(unit.task)"><input type="hidden" name="agreed-cell" value="\(unit.cell)">\
            \(form.select("value", L("Agreed"), options: options))\(form.area("reason", L("Why"), maxLength: 2_000))\
            <div class="actions"><button>\(L("Keep"))</button></div></form></details>
            """
    }

    private var leading: HTML {
        let seats: [FieldOption] =
            [(value: "", label: L("The director"))]
            + sight.evaluators.map { (value: $0.id.description, label: .verbatim($0.name)) }
        let opening: HTML =
            sight.closedAt != nil || sight.units.allSatisfy(sight.isOpen)
            ? .empty
            : """
            <form id="open" method="post" action="\(EvaluationPaths.closing(event))">\
            <p class="muted">\(L("Whoever has not submitted by then rates no more."))</p><button>\(L("Open the ratings now"))</button></form>
            """
        let lead = FormState(stored: [("lead", sight.lead?.description ?? "")])
        let choosing: HTML =
            own.standing.isDirector
            ? """
            <form class="inline" id="lead-form" method="post" action="\(EvaluationPaths.lead(event))">\
            \(lead.select("lead", L("Who leads the evaluation?"), options: seats))<button>\(L("Save"))</button></form>
            """ : .empty
        return "\(opening)\(choosing)"
    }
}
