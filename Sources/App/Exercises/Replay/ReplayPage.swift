import Domain
import Markup
import Storage
import Web

/// The exercise at any moment, as one cell had it.
struct ReplayPage {
    static let tab = "replay"
    static let label: Message = L("Look back")

    let frame: ExerciseFrame
    let moment: ReplayMoment
    let cells: [CellRecord]

    init(_ frame: ExerciseFrame, _ query: FormValues, _ reading: any Reading) throws {
        self.frame = frame
        (moment, cells) = try ReplayMoment.read(frame.visit, frame.event, query, reading)
    }

    private var path: String { ReplayPaths.replay(frame.event) }
    private var words: MomentWords { MomentWords(moment.plan.msel.zone) }

    var answer: Answer {
        let title = L("What \(moment.cell.name) knew at \(ElapsedText.long(moment.at))")
        return frame.answer(
            Self.tab, Self.label, path: path,
            """
            <div class="head"><h1>\(title)</h1>\(moment.story.map { "<p class=\"muted\">\(L("Story")) \(words.html($0))</p>" })</div>\(looking)\
            \(papers)\(decisions)\(requests)\(picture)\(log)
            """)
    }

    /// The slider sends whole minutes; beside it stands a moment to the second.
    private var looking: HTML {
        let options: [FieldOption] = cells.map { ($0.id.description, .verbatim("\($0.code) \($0.name)")) }
        let last = (moment.end + EpochTime.minute - 1) / EpochTime.minute
        let state = FormState(stored: [("cell", moment.cell.id.description)])
        return """
            <form class="form" id="slide" method="get" action="\(path)"><div class="row">\(cells.count > 1 ? state.select("cell", L("Cell"), options: options) : .empty)\
            <div class="field"><label for="minute">\(L("Minute of the exercise’s clock"))</label><input id="minute" name="minute" type="range" min="0" max="\(last)" step="1" value="\(moment.at / EpochTime.minute)"></div></div>\
            <div class="actions"><button class="primary">\(L("Show"))</button></div></form>\
            <form class="actions" id="moment" method="get" action="\(path)"><input type="hidden" name="cell" value="\(moment.cell.id)"><label for="at">\(L("To the second"))</label>\
            <input id="at" name="at" value="\(ElapsedText.long(moment.at))" maxlength="20" dir="ltr"> <button>\(L("Show"))</button></form>
            """
    }

    private func section(_ id: String, _ title: Message, _ lines: [HTML]) -> HTML {
        """
        <section id="\(id)"><h2>\(title) <span class="num">\(lines.count)</span></h2>\(lines.isEmpty ? "<p class=\"muted\">\(L("Nothing yet."))</p>" as HTML : "<ul class=\"lines\">\(lines)</ul>")</section>
        """
    }

    private func time(_ elapsed: Int64) -> HTML { "<span class=\"num\">\(ElapsedText.long(elapsed))</span>" }
    private func name(_ id: ExerciseCell.ID) -> String { moment.plan.cell(id)?.name ?? "–" }

    private var papers: HTML {
        section(
            "papers", L("Papers"),
            moment.papers.map { paper in
                let opened: HTML =
                    moment.opened[paper.id].map { "<span>\(L("opened at \(ElapsedText.long($0))"))</span>" }
                    ?? "<span class=\"state warn\">\(L("not opened by then"))</span>"
                return """
                    <li><p class="title" lang="\(paper.paper.language)" dir="auto">\(paper.title)</p><p class="meta">\(time(paper.elapsed)) <span>\(paper.paper.channel.label)</span> \
                    \(paper.passed.map { "<span>\(L("passed on by \(name($0.from))"))</span> " })\(opened)\(paper.correctedBy == nil ? .empty : " <span class=\"state bad\">\(L("Corrected"))</span>")</p></li>
                    """
            })
    }

    private var decisions: HTML {
        section(
            "decisions", L("Decisions"),
            moment.decisions.map { point, decision in
                let question = point.question.text(in: Language.current.rawValue, else: moment.plan.msel.languages)
                let choice = decision.map { moment.choice($0, point) }
                let mark: HTML =
                    decision.map { "\(time($0.decided)) <span>\(L("Version \($0.version)"))</span>" }
                    ?? "<span class=\"state warn\">\(L("Open", context: "question"))</span>"
                return """
                    <li><p class="title" lang="\(question.language)" dir="auto">\(question.text)</p>\(choice.map { "<p lang=\"\($0.language)\" dir=\"auto\">\($0.text)</p>" })\
                    <p class="meta">\(mark)</p></li>
                    """
            })
    }

    private var requests: HTML {
        section(
            "requests", L("Requests"),
            moment.requests.map { request in
                let isOverdue = request.isOverdue(at: moment.at)
                return """
                    <li><p class="title" lang="\(request.language)" dir="auto">\(request.text)</p><p class="meta">\(time(request.sent)) <bdi>\(name(request.from)) → \(request.target.name(moment.plan) ?? "–")</bdi> \
                    <span class="state \(request.state.mark)">\(request.state.label)</span>\(isOverdue ? " <span class=\"state bad\">\(L("overdue"))</span>" : .empty)</p></li>
                    """
            })
    }

    private var picture: HTML {
        section(
            "picture", L("Picture"),
            moment.picture.map { item in
                """
                <li><p lang="\(item.language)" dir="auto">\(item.fields.text)</p><p class="meta">\(time(item.elapsed)) <span>\(item.topic.label)</span> \
                <span class="state \(item.standing.mark)">\(item.standing.label)</span>\(item.cell == moment.cell.id ? .empty : " <bdi>\(name(item.cell))</bdi>")</p></li>
                """
            })
    }

    private var log: HTML {
        section(
            "log", L("Log"),
            moment.log.map { line in
                "<li><p dir=\"auto\">\(line.text)</p><p class=\"meta\">\(time(line.elapsed)) <span>\(line.kind.label)</span></p></li>"
            })
    }
}
