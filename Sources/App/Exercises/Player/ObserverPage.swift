import Domain
import Markup
import Storage
import Web

/// The parts of an observer's page, alike for everybody who looks on.
struct ObserverSections {
    private static let most = 10

    let view: WatchView

    var event: Event.ID { view.event.id }

    var regions: [LiveRegion] {
        [
            LiveRegion("watch-clock", clock), LiveRegion("watch-move", move), LiveRegion("watch-questions", questions),
            LiveRegion("watch-said", said), LiveRegion("watch-log", log), LiveRegion("watch-graph", graph),
            LiveRegion("watch-shown", shown),
        ]
    }

    var html: HTML { "\(clock)\(move)\(questions)\(said)\(log)\(graph)\(shown)" }

    /// Once it is over, as on the wall, with its table.
    private var graph: HTML {
        guard let graph = view.graph else { return "<section id=\"watch-graph\"></section>" }
        return "<section id=\"watch-graph\"><h2>\(L("Requests between cells"))</h2>\(graph.svg)\(graph.table)</section>"
    }

    private var said: HTML { lines("watch-said", L("Words to the public"), view.said) }
    private var log: HTML { lines("watch-log", L("Log of the cells that show theirs"), view.log) }

    private func lines(_ id: String, _ title: Message, _ lines: [WatchView.Line]) -> HTML {
        guard !lines.isEmpty else { return "<section id=\"\(id)\"></section>" }
        return """
            <section id="\(id)"><h2>\(title)</h2><ol class="lines">\(lines.prefix(Self.most).map { $0 }.html { line in
                """
                <li id="l-\(line.id)"><p class="lines-kept" dir="auto">\(line.text)</p><p class="meta"><b><bdi>\(line.cell)</bdi></b> \
                \(view.moment.storyClock.story(at: line.elapsed).map { "<span>\(L("Story")) \(view.words.plain($0))</span>" })</p></li>
                """
            })</ol></section>
            """
    }

    private var clock: HTML {
        ExerciseClockSection(words: view.words, moment: view.moment, state: view.exercise.state).html("watch-clock")
    }

    private var move: HTML {
        guard let move = view.move else { return "<section id=\"watch-move\"></section>" }
        return """
            <section id="watch-move"><h2>\(L("Move \(move.number)")) · <bdi>\(move.title)</bdi></h2>\
            \(move.briefing.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(move.briefing)</p>")\
            <p class="muted">\(Self.counts(view))</p></section>
            """
    }

    /// How much has gone out, and how far the cells are with it.
    static func counts(_ view: WatchView) -> HTML {
        let (decided, asked) = view.open
        let papers = L(
            view.paperCount, one: "\(view.paperCount) paper has gone out.",
            other: "\(view.paperCount) papers have gone out.")
        return asked == 0 ? "\(papers)" : "\(papers) \(L("\(decided) of \(asked) decisions are in."))"
    }

    private var questions: HTML {
        guard !view.readable.isEmpty else { return "<section id=\"watch-questions\"></section>" }
        return """
            <section id="watch-questions"><h2>\(L("What would you decide?"))</h2><ul class="lines">\(view.readable.prefix(Self.most).map { $0 }.html { one in
                let words = one.point.question.text(in: Language.current.rawValue, else: view.msel.languages)
                return """
                    <li id="watch-\(one.point.id)"><a class="play-line" href="\(PlayerPaths.observerAnswer(event, one.point.id))"><span class="title" lang="\(words.language)" dir="auto">\(words.text)</span></a>\
                    <p class="meta">\(L("\(one.decided) of \(one.asked) cells have decided"))</p>\(ExerciseWallSection.choices(one))</li>
                    """
            })</ul></section>
            """
    }

    /// What was played in moves that are closed.
    private var shown: HTML {
        guard !view.shown.isEmpty else { return "<section id=\"watch-shown\"></section>" }
        return """
            <section id="watch-shown"><h2>\(L("What was played"))</h2><ul class="lines">\(view.shown.prefix(Self.most).map { $0 }.html { one in
                """
                <li id="shown-\(one.inject.id)"><details><summary>\(ExerciseMark.chip) <span lang="\(one.text.language)" dir="auto">\(one.text.subject)</span></summary>\
                <p class="meta">\(view.words.html(one.story))</p><p class="lines-kept" lang="\(one.text.language)" dir="auto">\(one.text.body)</p></details></li>
                """
            })</ul></section>
            """
    }
}

/// The page of whoever looks on.
struct ObserverPage {
    let visit: Visit
    let view: WatchView
    /// Alike for everybody.
    private let sections: HTML
    let haltedBy: String?

    init(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        self.visit = visit
        _ = try ExerciseStanding(visit, event, reading)
        guard let page = try WatchMemory.page(event, now: visit.now, reading) else { throw Refusal.notFound }
        (view, sections) = (page.view, page.sections)
        haltedBy = try RealEmergencySection.name(view.exercise, reading)
    }

    static func frame(_ visit: Visit, _ event: EventRecord, _ title: Message, path: String, state: String)
        -> PlayerFrame
    {
        var frame = PlayerFrame(visit: visit, event: event, title: title, path: path)
        frame.live = PlayerPaths.observeLive(event.id)
        frame.state = state
        return frame
    }

    var answer: Answer {
        let event = view.event
        var frame = Self.frame(
            visit, event, .verbatim(event.title), path: ExercisePaths.observe(event.id), state: view.state)
        if view.exercise.state == .halted {
            frame.isMarked = false
            frame.title = L("No exercise: real emergency")
            return frame.answer(
                """
                <div id="play-stage" data-stage="halted" data-announce="\(L("No exercise: real emergency").string())"><section class="play-full real" role="alert">\
                \(RealEmergencySection.words(view.exercise, by: haltedBy, phone: nil, zone: event.timeZone))</section></div>
                """)
        }
        return frame.answer(
            """
            <div id="play-stage" class="stack-2 play-page" data-stage="watch-\(view.state)" data-announce="\(view.exercise.state.label.string())">\
            <div class="head"><h1 dir="auto">\(event.title)</h1>\(lede)</div>\(sections)</div>
            """)
    }

    private var lede: HTML {
        let words: Message =
            switch view.exercise.state {
            case .draft, .ready: L("The exercise has not begun. This page updates by itself when it does.")
            case .cancelled: L("The exercise does not take place.")
            case .running, .paused, .halted:
                L("You are an observer: what the cells get stays theirs until a move is closed.")
            case .ended, .reviewed, .closed: L("The exercise has ended")
            }
        return "<p class=\"muted\">\(words)</p>"
    }
}
