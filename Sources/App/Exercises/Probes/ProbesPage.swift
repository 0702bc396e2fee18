import Domain
import Markup
import Storage
import Web

/// The probes of an exercise, for who plans and runs it, with how far cells saw the same.
struct ProbesPage {
    static let tab = "probes"
    static let label: Message = L("Probes")

    let frame: ExerciseFrame
    let plan: ExercisePlan
    let probes: ExerciseProbes

    init(_ frame: ExerciseFrame, _ reading: any Reading) throws {
        self.frame = frame
        try frame.standing.require(frame.standing.mayPlan)
        plan = try ExercisePlan(frame.exercise.msel, reading)
        probes = try ExerciseProbes(frame.event, reading)
    }

    private var mayWrite: Bool { !frame.exercise.state.isOver && frame.exercise.state != .cancelled }

    var answer: Answer {
        let event = frame.event
        // What cells answered is for who runs it, not for all who plan it.
        let picture =
            frame.standing.isExcon ? probes.picture(plan.players, probes.probes.filter { $0.state != .planned }) : nil
        return frame.answer(
            Self.tab, Self.label, path: ProbePaths.list(event),
            """
            <div class="head"><h1>\(Self.label)</h1><p class="muted">\(L("The same questions to all cells at the same moment: do they see the same? A cell answers once; nobody learns before the end what was true."))</p>\
            \(mayWrite ? "<p><a class=\"button\(probes.probes.isEmpty ? " primary" : "")\" href=\"\(ProbePaths.new(event))\">\(L("Add a probe"))</a></p>" : .empty)</div>\
            \(picture.map { ProbeResults.figures($0) } ?? .empty)\
            \(probes.probes.isEmpty ? "<p class=\"muted\">\(L("Nothing yet."))</p>" as HTML : "<ul class=\"lines\">\(probes.probes.html(line))</ul>")
            """)
    }

    private func line(_ probe: ExerciseProbeRecord) -> HTML {
        let answered = plan.players.count { probes.answered(probe, by: $0.id) > 0 }
        return """
            <li id="probe-\(probe.id)"><p class="title"><a href="\(ProbePaths.probe(frame.event, probe.id))"><bdi>\(ProbeWords.title(probe))</bdi></a></p>\
            <p class="meta">\(ProbeWords.state(probe)) <span class="num">\(ElapsedText.long(probe.openedElapsed ?? probe.planned))</span> \
            <span>\(L(probe.questions.count, one: "\(probe.questions.count) question", other: "\(probe.questions.count) questions"))</span>\
            \(probe.state == .planned || !frame.standing.isExcon ? .empty : " <span>\(L("\(answered) of \(plan.players.count) cells answered"))</span>")</p></li>
            """
    }
}

enum ProbeWords {
    static func title(_ probe: ExerciseProbeRecord) -> Message {
        probe.title.isEmpty ? L("Probe \(probe.number)") : .verbatim(probe.title)
    }

    static func state(_ probe: ExerciseProbeRecord) -> HTML {
        switch probe.state {
        case .planned: "<span class=\"state plain\">\(L("Planned"))</span>"
        case .open: "<span class=\"state open\">\(L("Open", context: "question"))</span>"
        case .closed: "<span class=\"state good\">\(L("Closed", context: "request"))</span>"
        }
    }
}

enum ProbeResults {
    static func figures(_ picture: SharedPicture) -> HTML {
        """
        <dl class="facts"><dt>\(L("Right answers to probes"))</dt><dd class="num">\(share(picture.rightShare))</dd>\
        <dt>\(L("Pairs of cells that answered alike"))</dt><dd class="num">\(share(picture.alike))</dd></dl>
        """
    }

    static func share(_ share: RequestMeasures.Share) -> String { share.of > 0 ? "\(share.count)/\(share.of)" : "–" }
}

/// One probe: what is asked, what is true, and what each cell answered.
struct ProbePage {
    let frame: ExerciseFrame
    let plan: ExercisePlan
    let probes: ExerciseProbes
    let probe: ExerciseProbeRecord

    init(_ frame: ExerciseFrame, _ id: ExerciseProbe.ID, _ reading: any Reading) throws {
        self.frame = frame
        try frame.standing.require(frame.standing.mayPlan)
        plan = try ExercisePlan(frame.exercise.msel, reading)
        probes = try ExerciseProbes(frame.event, reading)
        probe = try ProbeStore(reading).probe(id, of: frame.event)
    }

    private var path: String { ProbePaths.probe(frame.event, probe.id) }
    private var isTold: Bool { frame.standing.isExcon && probe.state != .planned }

    var answer: Answer {
        let picture = isTold ? probes.picture(plan.players, [probe]) : nil
        return frame.answer(
            ProbesPage.tab, ProbeWords.title(probe), path: path,
            between: [.init(ProbesPage.label, ProbePaths.list(frame.event))],
            """
            <div class="head"><h1><bdi>\(ProbeWords.title(probe))</bdi></h1><p class="meta">\(ProbeWords.state(probe)) <span class="num">\(ElapsedText.long(probe.openedElapsed ?? probe.planned))</span> <span>\(probe.release.label)</span></p>\(acts)</div>\
            \(picture.map { ProbeResults.figures($0) } ?? .empty)\
            \(probe.questions.isEmpty ? "<p class=\"muted\">\(L("This probe has no question yet."))</p>" as HTML : "\(probe.questions.html(question))")
            """)
    }

    private var acts: HTML {
        guard !frame.exercise.state.isOver, probe.state != .closed else { return .empty }
        let mayAct = frame.standing.isDirector || frame.standing.roles.contains(.controller)
        let isPlayed = frame.exercise.state == .running || frame.exercise.state == .paused
        var buttons: HTML = .empty
        if mayAct, isPlayed, !probe.questions.isEmpty {
            buttons =
                probe.state == .open
                ? "<button class=\"primary\" name=\"act\" value=\"close\">\(L("Close the probe"))</button>"
                : "<button class=\"primary\" name=\"act\" value=\"open\">\(L("Ask all cells now"))</button>"
        }
        let planning: HTML =
            probe.state == .planned
            ? "<a class=\"button\" href=\"\(ProbePaths.editing(frame.event, probe.id))\">\(L("Change"))</a> <button class=\"plain danger\" name=\"act\" value=\"removal\">\(L("Remove"))</button>"
            : .empty
        return
            "<form class=\"actions\" id=\"acts\" method=\"post\" action=\"\(ProbePaths.act(frame.event, probe.id))\">\(buttons) \(planning)</form>"
    }

    private func question(_ question: ProbeQuestionRecord) -> HTML {
        let languages = plan.msel.languages
        let words = question.text.text(in: Language.current.rawValue, else: languages)
        return """
            <section id="question-\(question.id)"><h2 lang="\(words.language)" dir="auto">\(question.position). \(words.text)</h2><ul class="lines">\(question.options.html { option in
                let text = option.text.text(in: Language.current.rawValue, else: languages)
                let cells = plan.players.filter { probes.answer(of: $0.id, to: question.id) == option.code }
                return """
                    <li class="between"><span><b>\(option.code.uppercased())</b> <span lang="\(text.language)" dir="auto">\(text.text)</span>\(option.code == question.truth ? " <span class=\"state good\">\(truth(question))</span>" : .empty)</span>\
                    \(!isTold ? .empty : "<span><b class=\"num\">\(cells.count)</b> <bdi>\(cells.map(\.code).joined(separator: " "))</bdi></span>")</li>
                    """
            })</ul></section>
            """
    }

    private func truth(_ question: ProbeQuestionRecord) -> Message {
        question.trueFrom > 0 ? L("True from \(ElapsedText.short(question.trueFrom))") : L("True")
    }
}
