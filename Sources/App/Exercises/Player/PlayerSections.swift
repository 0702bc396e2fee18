import Domain
import Markup
import Storage
import Web

/// The parts of a player's page. Everybody of a cell gets the same bytes; what somebody has read is marked by the page.
struct PlayerSections {
    /// How many of a list stand on the page: the rest is one press away, and a change stays small.
    static let shown = 6

    let view: CellView
    /// What this person has opened; nothing in what all get alike.
    var opened: Set<Paper.ID> = []

    var event: Event.ID { view.event.id }

    var regions: [LiveRegion] {
        [
            LiveRegion("play-clock", clock), LiveRegion("play-ways", ways), LiveRegion("play-now", now),
            LiveRegion("play-decide", decide), LiveRegion("play-requests", requests),
            LiveRegion("play-picture", picture), LiveRegion("play-log", log),
            LiveRegion("play-papers", papers),
        ]
    }

    /// In the order of a phone.
    var html: HTML {
        isOver
            ? "\(clock)\(ways)<div id=\"play\">\(now)\(papers)\(decide)\(requests)\(picture)\(log)</div>"
            : "\(clock)\(ways)<div id=\"play\">\(now)\(decide)\(requests)\(picture)\(log)\(papers)</div>"
    }

    private var isOver: Bool { view.exercise.state.isOver }

    private var requests: HTML { PlayRequestSections(view: view).html }
    private var picture: HTML { PlayPictureSections(view: view).html }
    private var log: HTML { PlayLogSections(view: view).html }

    var clock: HTML {
        ExerciseClockSection(words: view.words, moment: view.moment, state: view.exercise.state).html("play-clock")
    }

    var ways: HTML {
        let all: [(String, Message, Int)] = [
            ("play-now", L("Now"), 0), ("play-decide", L("Decide"), view.open.count),
            ("play-requests", L("Requests"), view.waiting.count), ("play-picture", L("Picture"), 0),
            ("play-log", L("Log"), 0),
            ("play-papers", L("Papers"), view.papers.count),
        ]
        let shown = isOver ? Array(all.suffix(1) + all.dropFirst().dropLast()) : all
        return """
            <nav class="play-ways" id="play-ways" aria-label="\(L("Parts of this page").string())"><ul>\(shown.html { id, label, count in
                "<li><a href=\"#\(id)\">\(label)\(count == 0 ? .empty : " <b class=\"num\">\(count)</b>")</a></li>"
            })</ul></nav>
            """
    }

    // MARK: Now

    /// The newest paper, and the question that is due first: what has come last stands first.
    var now: HTML { isOver ? asked : newest }

    /// After the end only what is asked about it.
    private var asked: HTML {
        guard !view.asks.isEmpty else { return "<section id=\"play-now\" hidden></section>" }
        let cards = view.asks.filter(\.waits).map { card($0) } + view.asks.filter { !$0.waits }.map { line($0) }
        return """
            <section id="play-now" aria-labelledby="play-now-h"><h2 class="sr" id="play-now-h">\(L("To answer"))</h2>\
            <div class="play-cards">\(cards)</div></section>
            """
    }

    private var newest: HTML {
        let (paper, question) = (view.papers.first, view.open.first)
        let isRead = paper.map { opened.contains($0.id) } ?? true
        let isAsked = view.asks.contains(where: \.waits)
        let isPaperFirst = question.map { asked in !isRead && asked.paper.elapsed <= (paper?.elapsed ?? 0) } ?? true
        var cards: [HTML] = []
        if let question { cards.append(card(question, isFirst: !isPaperFirst && !isAsked)) }
        if let paper, !isRead || question?.paper.id != paper.id {
            cards.insert(card(paper, isFirst: isPaperFirst && !isAsked), at: isPaperFirst ? 0 : cards.count)
        }
        cards += PlayRequestSections(view: view).reminders
        cards = view.asks.filter(\.waits).map { card($0) } + cards + view.asks.filter { !$0.waits }.map { line($0) }
        return """
            <section id="play-now" aria-labelledby="play-now-h"><h2 id="play-now-h">\(L("Now"))</h2>\
            \(cards.isEmpty ? "<p class=\"muted\">\(L("Nothing has reached you yet. This page updates by itself."))</p>" as HTML : "<div class=\"play-cards\">\(cards)</div>")</section>
            """
    }

    private func card(_ paper: CellPaper, isFirst: Bool) -> HTML {
        """
        <div class="play-card" id="now-paper">\(from(paper))<p class="asked" lang="\(paper.paper.language)" dir="auto">\(paper.title)</p>\
        <form id="now-read" method="post" action="\(PlayerPaths.opening(event, paper.id))"><button\("class", value: isFirst ? "primary" : nil)>\(L("Read"))</button></form></div>
        """
    }

    private func card(_ ask: PlayAsk) -> HTML {
        """
        <div class="play-card" id="now-\(ask.id)"><span class="eyebrow">\(ask.eyebrow)</span><p class="asked" dir="auto">\(ask.title)</p>\
        <a class="button primary" href="\(ask.path)">\(ask.label)</a></div>
        """
    }

    private func line(_ ask: PlayAsk) -> HTML {
        "<p class=\"meta\" id=\"now-\(ask.id)\"><bdi>\(ask.title)</bdi> <a href=\"\(ask.path)\">\(ask.label)</a></p>"
    }

    private func card(_ question: CellQuestion, isFirst: Bool) -> HTML {
        let words = question.text(in: view.cell.language, view.msel)
        return """
            <div class="play-card" id="now-question"><p class="between"><span class="eyebrow">\(L("To decide"))</span>\(left(question))</p>\
            <p class="asked" lang="\(words.language)" dir="auto">\(words.text)</p>\
            <a class="button\(isFirst ? " primary" : "")" href="\(PlayerPaths.question(event, question.point.id))">\(L("Decide"))</a></div>
            """
    }

    func left(_ question: CellQuestion) -> HTML {
        question.deadline.map { TimeLeft(deadline: $0, moment: view.moment).html } ?? .empty
    }

    /// What kind of paper it is, from whom, and when it came.
    func from(_ paper: CellPaper) -> HTML {
        """
        <p class="meta"><span class="chip">\(paper.paper.channel.noteLabel)</span> \(unread(paper))\
        \(paper.paper.sender.isEmpty ? .empty : "<bdi>\(paper.paper.sender)</bdi> ")\
        \(paper.passed.map { "<span>\(L("passed on by \(view.name($0.from))"))</span> " })\
        <span>\(L("Story")) \(view.words.plain(paper.paper.story))</span></p>
        """
    }

    private func unread(_ paper: CellPaper) -> HTML {
        isOver
            ? .empty
            : "<b class=\"state open\" data-unread=\"\(paper.id)\"\("hidden", when: opened.contains(paper.id))>\(L("New", context: "a paper"))</b> "
    }

    // MARK: Decisions

    var decide: HTML {
        """
        <section id="play-decide" aria-labelledby="play-decide-h"><h2 id="play-decide-h">\(L("Decide"))</h2>\
        \(view.questions.isEmpty ? "<p class=\"muted\">\(L("Nothing is to be decided yet."))</p>" as HTML : """
            <ul class="lines">\((view.open + view.questions.filter(\.isDecided).reversed()).prefix(Self.shown).map { $0 }.html(line))</ul>
            """)</section>
        """
    }

    private func line(_ question: CellQuestion) -> HTML {
        let words = question.text(in: view.cell.language, view.msel)
        let mark: HTML =
            question.isDecided
            ? (question.missing.isEmpty
                ? "<span class=\"state good\">\(L("Decided"))</span>"
                : "<span class=\"state warn\">\(L("Waits for the consent of: \(list: question.missing.map(view.functionName))"))</span>")
            : "<span class=\"state warn\">\(L("Open", context: "question"))</span> \(left(question))"
        return """
            <li id="question-\(question.point.id)"><a class="play-line" href="\(PlayerPaths.question(event, question.point.id))"><span class="title" lang="\(words.language)" dir="auto">\(words.text)</span></a>\
            <p class="meta">\(mark)</p></li>
            """
    }

    // MARK: Papers

    var papers: HTML {
        """
        <section id="play-papers" aria-labelledby="play-papers-h"><h2 id="play-papers-h">\(L("Papers"))</h2>\
        \(view.papers.isEmpty ? "<p class=\"muted\">\(L("No paper has come yet."))</p>" as HTML : """
            <ul class="lines">\(view.papers.prefix(Self.shown).map { $0 }.html(line))</ul>\
            \(view.papers.count > Self.shown ? "<p><a href=\"\(PlayerPaths.papers(event))\">\(L(view.papers.count, one: "All \(view.papers.count) paper", other: "All \(view.papers.count) papers"))</a></p>" : .empty)
            """)</section>
        """
    }

    func line(_ paper: CellPaper) -> HTML {
        """
        <li id="p-\(paper.id)"><a class="play-line" href="\(ExercisePaths.paper(event, paper.id))"><span class="title" lang="\(paper.paper.language)" dir="auto">\(paper.title)</span></a>\
        \(from(paper))\(paper.correctedBy == nil ? .empty : "<p class=\"state bad\">\(L("Corrected"))</p>")</li>
        """
    }
}
