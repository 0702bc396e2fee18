import Domain
import Web

/// Sheets on which a cell decides and asks where there is no device: blank, with the names of cells and functions to tick. They tell nothing
/// of what is to come.
struct PrintSheets {
    private let plan: ExercisePlan

    init(_ plan: ExercisePlan) { self.plan = plan }

    var decision: [Document.Block] {
        [
            head([L("Cell"), L("Number of the paper"), L("Time on the exercise’s clock"), L("Who decides")]),
            room([L("Your decision"), L("Why"), L("What would change your mind")]),
            .paragraph([.strong([Document.Inline](L("How sure are you?")))]),
            .list(Confidence.range.map { [.text("☐ \($0) · \(Confidence.label($0).string())")] }),
            .paragraph([.strong([Document.Inline](L("Whom did you ask?")))]), .list(asked),
        ] + consent
    }

    var request: [Document.Block] {
        [
            head([L("Cell"), L("Number of the paper"), L("Time on the exercise’s clock"), L("Answer wanted within")]),
            .paragraph([.strong([Document.Inline](L("Whom do you ask?")))]), .list(cells + bodies),
            .paragraph([.strong([Document.Inline](L("What you want")))]),
            .list(RequestType.allCases.map { [.text("☐ \($0.label.string())")] }), room([L("Your request")]),
        ]
    }

    private func head(_ labels: [Message]) -> Document.Block {
        .table(ReportTable.make(L("Head of the form"), labels, [labels.map { _ in "\u{A0}" }]))
    }

    /// Lines to write on.
    private func room(_ labels: [Message]) -> Document.Block {
        .table(
            ReportTable.make(
                L("To fill in"), [L("Question"), L("Answer")],
                labels.map { [$0.string(), String(repeating: "\u{A0}\n", count: 5)] }, weights: [1, 4]))
    }

    private var cells: [[Document.Inline]] { plan.players.map { [.text("☐ \($0.code) \($0.name)")] } }
    private var bodies: [[Document.Inline]] { plan.actors.map { [.text("☐ \($0.name)")] } }
    private var functions: [[Document.Inline]] { plan.functions.map { [.text("☐ \($0.code) \($0.name)")] } }
    private var asked: [[Document.Inline]] { functions + cells + bodies }

    /// Who agrees signs.
    private var consent: [Document.Block] {
        guard !plan.functions.isEmpty else { return [] }
        return [
            .table(
                ReportTable.make(
                    L("Functions that agree"), [L("Function"), L("Signature")],
                    plan.functions.map { ["\($0.code) \($0.name)", "\u{A0}"] }))
        ]
    }
}
