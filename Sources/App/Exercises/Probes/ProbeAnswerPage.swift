import Domain
import Markup
import Storage
import Web

/// What all cells are asked, for one of them: while it is open, and after the end with what was true.
struct ProbeAnswerPage {
    let visit: Visit
    let player: PlayerSeat
    let probe: ExerciseProbeRecord
    let probes: ExerciseProbes
    let languages: [String]
    var state: FormState?

    init(_ visit: Visit, _ event: Event.ID, _ id: ExerciseProbe.ID, _ state: FormState?, _ reading: any Reading) throws
    {
        self.visit = visit
        self.state = state
        player = try PlayerSeat(visit, event, reading)
        probe = try ProbeStore(reading).probe(id, of: event)
        guard probe.state != .planned, probe.state == .open || player.exercise.state.isOver else {
            throw Refusal.notFound
        }
        probes = try ExerciseProbes(event, reading)
        languages = try PlanStore(reading).msel(player.exercise.msel).languages
    }

    private var isOpen: Bool { probe.state == .open }
    private var path: String { ProbePaths.answer(player.event.id, probe.id) }

    var answer: Answer {
        let frame = PlayerFrame(visit, player, ProbeWords.title(probe), path: path)
        let isWrong = !(state?.errors.isEmpty ?? true)
        let head: HTML = """
            <div class="stack-2"><span class="exercise-chip" lang="en">EXERCISE</span><h1 dir="auto">\(ProbeWords.title(probe))</h1>\
            <p class="muted">\(isOpen ? L("All cells are asked the same now. Your last answer counts until it closes.") : L("What your cell answered, and what was true."))</p></div>
            """
        guard isOpen else { return frame.answer("\(head)\(probe.questions.html(told))") }
        let names = probe.questions.map { (field: "q-\($0.id)", label: L("Question \($0.position)")) }
        return frame.answer(
            """
            \(head)<form class="form" id="probe" method="post" action="\(path)">\((state ?? FormState()).summary(names))\(probe.questions.html(asked))\
            <div class="actions dock"><button class="primary">\(L("Send"))</button></div></form>
            """, isWrong ? .wrong : .ok)
    }

    private func own(_ question: ProbeQuestionRecord) -> String? {
        probes.answer(of: player.cell.id, to: question.id)
    }

    private func text(_ texts: LocalTexts) -> (text: String, language: String) {
        texts.text(in: player.cell.language, else: languages)
    }

    private func asked(_ question: ProbeQuestionRecord) -> HTML {
        let (name, words) = ("q-\(question.id)", text(question.text))
        let chosen = state?.values[name] ?? own(question)
        return """
            <fieldset class="options choices" id="\(name)"><legend lang="\(words.language)" dir="auto">\(words.text)</legend>\(question.options.html { option in
                let label = text(option.text)
                return """
                    <label><input type="radio" name="\(name)" value="\(option.code)"\("checked", when: option.code == chosen)> <span lang="\(label.language)" dir="auto">\(label.text)</span></label>
                    """
            })\(state?.error(name) ?? .empty)</fieldset>
            """
    }

    private func told(_ question: ProbeQuestionRecord) -> HTML {
        let (words, truth, own) = (text(question.text), probe.truth(of: question), own(question))
        return """
            <section id="q-\(question.id)"><h2 lang="\(words.language)" dir="auto">\(words.text)</h2><ul class="lines">\(question.options.filter { $0.code == truth || $0.code == own }.html { option in
                let label = text(option.text)
                return """
                    <li class="between"><span lang="\(label.language)" dir="auto">\(label.text)</span><span>\(option.code == own ? "<span class=\"state open\">\(L("Your answer"))</span>" : .empty)\
                    \(option.code == truth ? " <span class=\"state good\">\(L("True"))</span>" : .empty)</span></li>
                    """
            })</ul></section>
            """
    }
}
