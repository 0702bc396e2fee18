import Domain
import Markup
import Web

/// What is another in a plan than it was when it was last adopted, action by action.
struct PlanVersionSection {
    let material: PlanMaterial

    static let most = 200

    /// In the order of the plan; what is gone comes last.
    var lines: [Message] {
        let known = Dictionary(material.before.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        let now = material.lines
        let numbers = Set(now.map(\.number))
        let changed = now.flatMap { line -> [Message] in
            guard let before = known[line.number] else { return [L("\(name(line)): new")] }
            return differences(line, before)
        }
        return changed
            + material.before.filter { !numbers.contains($0.number) }.map { L("\(name($0)): no longer in it") }
    }

    private func name(_ line: PlanLine) -> String { "\(line.number) \(line.title)" }

    private func differences(_ line: PlanLine, _ before: PlanLine) -> [Message] {
        var found: [Message] = []
        if line.state != before.state {
            found.append(L("\(name(line)): \(label(line.state)), was \(label(before.state))"))
        }
        if line.due != before.due {
            found.append(L("\(name(line)): due \(day(line.due)), was \(day(before.due))"))
        }
        if line.steps.map(\.title) != before.steps.map(\.title) {
            found.append(L("\(name(line)): other milestones"))
        }
        if line.weight != before.weight {
            found.append(L("\(name(line)): weight \(line.weight), was \(before.weight)"))
        }
        return found
    }

    private func label(_ state: PlanLineState) -> String {
        let standing: ActionStanding =
            switch state {
            case .proposed: .proposed
            case .agreed: .agreed
            case .underWay: .inProgress
            case .done: .done
            case .proven: .proven
            case .dropped: .dropped
            }
        return standing.label.string()
    }

    private func day(_ date: CalendarDate?) -> String { date.map { DateText.day($0.description) } ?? "–" }

    var html: HTML {
        guard let last = material.adopted, !material.before.isEmpty else { return .empty }
        let lines = lines
        guard !lines.isEmpty else { return .empty }
        return """
            <details id="changed"><summary>\(L("What changed since version \(last.version)"))</summary>\
            <ul class="lines">\(lines.prefix(Self.most).html { "<li dir=\"auto\">\($0)</li>" })</ul></details>
            """
    }
}
