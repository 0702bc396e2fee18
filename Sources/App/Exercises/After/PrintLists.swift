import Domain
import Web

/// The list of injects in full, and who of the story says what to whom: for whoever runs the exercise.
struct PrintLists {
    let plan: ExercisePlan
    let seats: [SeatRecord]

    private var injects: [InjectRecord] { plan.injects.filter { $0.status != .obsolete } }

    private func time(_ inject: InjectRecord) -> String {
        plan.dueElapsed(inject).map { "E \(ElapsedText.short($0))" } ?? inject.anchor.label.string()
    }

    private func paragraphs(_ text: String) -> [Document.Block] {
        text.split(whereSeparator: \.isNewline).map { .paragraph([.text(String($0))]) }
    }

    private func titled(_ title: Message, _ text: String) -> [Document.Block] {
        text.isEmpty ? [] : [.paragraph([.strong([Document.Inline](title))])] + paragraphs(text)
    }

    // MARK: In full

    /// Each inject with its first text, what is asked, by what it is due, and what is expected.
    var long: [Document.Block] {
        let words = InjectRuleWords(plan: plan)
        return injects.flatMap { inject -> [Document.Block] in
            let text = inject.texts.first { $0.language == plan.msel.languages.first } ?? inject.texts.first
            var blocks: [Document.Block] = [
                .heading(1, id: "inject-\(inject.id)", .verbatim("#\(inject.label) \(inject.title)")),
                .paragraph(.verbatim(facts(inject))),
            ]
            if let text { blocks.append(.foreign(paragraphs(text.body), language: text.language)) }
            if let point = plan.point(of: inject.id) { blocks += decision(point) }
            if let rule = plan.rule(of: inject.id) { blocks.append(.paragraph(words.sentence(rule))) }
            return blocks + titled(L("Expected"), inject.expected) + titled(L("Note"), inject.note)
        }
    }

    private func facts(_ inject: InjectRecord) -> String {
        let to = plan.recipients(of: inject).map(\.code).joined(separator: " ")
        let parts = [
            time(inject), inject.channel.label.string(), plan.actor(inject.actor)?.name ?? "",
            to.isEmpty ? "" : "→ \(to)",
            inject.tasks.compactMap { plan.task($0)?.code }.joined(separator: " "), inject.status.label.string(),
            seats.first { $0.id == inject.controller }?.name ?? "",
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: " · ")
    }

    private func decision(_ point: PointRecord) -> [Document.Block] {
        let languages = plan.msel.languages
        let question = point.question.text(in: Language.current.rawValue, else: languages).text
        let options = point.options.map { $0.text.text(in: Language.current.rawValue, else: languages).text }
        return [.paragraph([.strong([.text(question)])])]
            + (options.isEmpty ? [] : [.list(options.map { [.text($0)] })])
    }

    // MARK: Who says what

    /// Everybody of the story with what comes from them; nobody of it is real.
    var calls: [Document.Block] {
        let all = injects
        let rows = plan.actors.map { actor -> [String] in
            let own = all.filter { $0.actor == actor.id }.map { inject in
                let to = plan.recipients(of: inject).map(\.code).joined(separator: " ")
                return "#\(inject.label) \(time(inject)) → \(to)"
            }
            return [actor.name, actor.kind.label.string(), actor.address, own.joined(separator: "; ")]
        }
        let scripts = all.filter(\.channel.isSpoken)
        return
            (rows.isEmpty
            ? []
            : [
                .table(
                    ReportTable.make(
                        L("Actors"), [L("Name"), L("Kind"), L("E-mail in the story"), L("Injects")], rows,
                        weights: [2, 1.2, 2, 4]))
            ]) + scripts.flatMap(script)
    }

    private func script(_ inject: InjectRecord) -> [Document.Block] {
        [
            .heading(2, id: "script-\(inject.id)", .verbatim("#\(inject.label) \(inject.title)")),
            .paragraph(.verbatim(facts(inject))),
        ] + inject.texts.map { .foreign(paragraphs($0.body), language: $0.language) } + paragraphs(inject.note)
    }
}
