import Domain
import Markup
import Storage
import Web

/// The plans of a programme, as far as somebody reads them, with how far each is.
struct PlanListPage {
    let frame: PlansFrame
    let plans: [PlanRecord]
    private let progress: [ProgrammePlan.ID: PlanProgress]
    private let words: PlanWords
    private let mayBegin: Bool

    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        frame = try PlansFrame(visit, programme, reading)
        let list = try PlanList(visit, programme, reading)
        (plans, progress) = (list.plans, list.progress)
        mayBegin = !list.voice.kinds.isEmpty
        words = try PlanWords(programme, [], reading)
    }

    var answer: Answer {
        frame.answer(
            PlanFacts.tab, L("Plans"), path: PlanPaths.plans(frame.programme),
            """
            <div class="head"><h1>\(L("Plans"))</h1><p class="lede">\(L("Who does what by when, and how far it is. Progress is counted from milestones; nobody types it."))</p>\
            \(mayBegin ? "<div class=\"actions\"><a class=\"button primary\" href=\"\(PlanPaths.newPlan(frame.programme))\">\(Icon.svg("plus")) \(L("Begin a plan"))</a></div>" : .empty)</div>
            \(plans.isEmpty ? "<p class=\"muted\">\(L("There is no plan yet."))</p>" : PlanKind.allCases.html(group))
            """)
    }

    private func group(_ kind: PlanKind) -> HTML {
        let own = plans.filter { $0.kind == kind }
        guard !own.isEmpty else { return .empty }
        return "<section><h2>\(kind.label)</h2><ul class=\"lines\">\(own.html(line))</ul></section>"
    }

    private func line(_ plan: PlanRecord) -> HTML {
        PlanList.line(plan, progress[plan.id], words)
    }
}

/// The plans that somebody reads, with the progress of what they read in each.
struct PlanList: Sendable {
    let voice: PlanVoice
    let plans: [PlanRecord]
    /// How many actions they may read of each.
    let counts: [ProgrammePlan.ID: Int]
    let progress: [ProgrammePlan.ID: PlanProgress]

    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        let voice = try PlanVoice(visit, programme, reading)
        let plans = try PlanRecordStore(reading).plans(of: programme).filter { voice.reads($0) }
        let figures = try PlanFiguresStore(reading).figures(of: plans, voice)
        (self.voice, self.plans) = (voice, plans)
        counts = figures.lines.mapValues(\.count)
        progress = figures.progress(voice.standing.today)
    }

    static func line(_ plan: PlanRecord, _ progress: PlanProgress?, _ words: PlanWords) -> HTML {
        let parts: [Message] = progress.map { PlanWords.parts($0) } ?? [L("no actions yet")]
        return """
            <li id="plan-\(plan.id)"><p class="title" lang="\(plan.language)" dir="auto"><a href="\(PlanPaths.plan(plan.id))">\(plan.title)</a></p>\
            <p class="meta">\(PlanWords.stage(plan.stage)) \(words.owner(of: plan).map { "<span dir=\"auto\">\($0)</span> " as HTML } ?? .empty)\
            <b>\(PlanWords.percent(progress?.value))</b> \(parts.html { "<span>\($0)</span> " })\(TLP.chip(plan.marking))</p></li>
            """
    }
}
