import Domain
import HTTPTypes
import Markup
import Storage
import Web

/// How far something is that takes long; then what came of it.
struct LongWorkPage {
    let visit: Visit
    let watched: LongWorks.Watched

    var answer: Answer {
        if visit.inbound.wantsFragment { return .html(region) }
        return .html(visit.layout(.narrow, watched.title).document(region))
    }

    private var region: HTML {
        switch watched.outcome {
        case nil: running
        case .answered(let answer): done(answer)
        case .failed(let error): failed(error)
        case .stopped: stopped
        }
    }

    private func section(_ state: String, leads: String? = nil, _ announced: Message, _ content: HTML) -> HTML {
        """
        <section id="work" data-work="\(state)"\("data-leads", value: leads) data-announce="\(announced.string())">\
        <div class="head"><h1>\(watched.title)</h1></div>\(content)</section>
        """
    }

    // MARK: While it goes on

    private var running: HTML {
        let stage = watched.work.stage
        let what: Message = stage.map { .verbatim($0.what) } ?? L("It begins …")
        let share = stage.flatMap(Self.share)
        return section(
            "running", what,
            """
            <p class="lede">\(what)</p>\
            <progress max="100"\("value", value: share.map { String(Int($0 * 100)) }) aria-label="\(watched.title.string())"></progress>\
            <p class="meta">\(counted(stage))<span>\(LongWorkTime.words(seconds))</span>\(left(share))</p>\
            <form method="post" action="\(Paths.workStop(watched.id))"><button>\(L("Stop"))</button></form>\
            <p class="hint">\(watched.leaves) \(L("You may leave this page: it goes on."))</p>\
            <noscript><p><a class="button" href="\(Paths.work(watched.id))">\(L("Look how far it is"))</a></p></noscript>
            """)
    }

    private var seconds: Int { Int(max(0, (watched.endedAt ?? visit.now) - watched.beganAt) / 1_000) }

    private func counted(_ stage: LongWork.Stage?) -> HTML {
        guard let stage, let total = stage.total, total > 0 else { return .empty }
        return "<span>\(L("\(Int(min(stage.done, total))) of \(Int(total))"))</span> "
    }

    /// Before something has been done nobody knows how long the rest takes.
    private func left(_ share: Double?) -> HTML {
        guard let share, share > 0.02, share < 1, seconds >= 2 else { return .empty }
        return " <span>\(L("about \(LongWorkTime.words(Int(Double(seconds) / share) - seconds)) left"))</span>"
    }

    private static func share(of stage: LongWork.Stage) -> Double? {
        guard let total = stage.total, total > 0 else { return nil }
        return min(max(Double(stage.done) / Double(total), 0), 1)
    }

    // MARK: Afterwards

    /// What it answers: a page that it leads to, or a file to keep.
    private func done(_ answer: Answer) -> HTML {
        let page = answer.headers[.location]
        let path = page ?? Paths.workResult(watched.id)
        return section(
            "done", leads: path, L("It is done"),
            """
            <p class="lede">\(L("Done after \(LongWorkTime.words(seconds))."))</p>\
            <div class="actions"><a class="button primary" href="\(path)"\("download", when: page == nil)>\(page == nil ? L("Download the file") : L("See what came of it"))</a>\
            \(page == nil ? "<a class=\"button plain\" href=\"\(watched.back)\">\(L("Back"))</a>" : .empty)</div>
            """)
    }

    private var stopped: HTML {
        section(
            "stopped", L("Stopped"),
            """
            <p class="lede">\(L("You stopped it after \(LongWorkTime.words(seconds)).")) \(watched.leaves)</p>\
            <div class="actions"><a class="button primary" href="\(watched.back)">\(L("Back"))</a></div>
            """)
    }

    private func failed(_ error: any Error) -> HTML {
        let refusal = error as? Refusal ?? .internalError(visit.inbound.id)
        return section(
            "failed", refusal.title,
            """
            <div class="notice bad" role="alert"><p><b>\(refusal.title)</b> \(refusal.advice)</p>\
            \(refusal.fields.isEmpty ? .empty : "<ul>\(refusal.fields.sorted { $0.key < $1.key }.html { "<li>\($0.value)</li>" })</ul>")</div>\
            <div class="actions"><a class="button primary" href="\(watched.back)">\(L("Back"))</a></div>
            """)
    }
}

/// How long something took: `45 s`, `3 min 20 s`.
enum LongWorkTime {
    static func words(_ seconds: Int) -> Message {
        let whole = max(0, seconds)
        return whole < 60 ? L("\(whole) s") : L("\(whole / 60) min \(whole % 60) s")
    }
}
