import Domain
import Markup
import Storage
import Web

/// What the room's screen shows while an exercise is played: the story's clock, the move with its briefing, what is asked and how many have
/// decided; in a real emergency nothing but that.
struct ExerciseWallSection {
    static let audience = "wall"
    private static let most = 3

    let view: WatchView
    let haltedBy: String?

    init?(_ event: Event.ID, now: Int64, _ reading: any Reading) throws {
        guard let view = try WatchView(event, now: now, reading) else { return nil }
        self.view = view
        haltedBy = try RealEmergencySection.name(view.exercise, reading)
    }

    /// The whole `main`, so that an emergency takes all of it.
    var html: HTML {
        if view.exercise.state == .halted {
            return """
                <main class="room" id="room" data-announce="\(L("No exercise: real emergency").string())"><div></div><div class="real-emergency">\
                \(RealEmergencySection.words(view.exercise, by: haltedBy, phone: nil, zone: view.event.timeZone))</div><div></div></main>
                """
        }
        return """
            <main class="room" id="room" data-announce="\(view.exercise.state.label.string())"><header><p>\(mark)</p><p><bdi>\(view.event.title)</bdi></p></header>\
            \(content)<footer><p>\(mark)</p><p>\(TLP.chip(view.event.marking))</p></footer></main>
            """
    }

    private var mark: HTML { "<b class=\"exercise-mark\"><bdi>\(ExerciseMark.line(.current))</bdi></b>" }

    private var content: HTML {
        if view.exercise.state.isOver {
            return
                "<div class=\"play-wall\"><h1>\(L("The exercise has ended"))</h1><p class=\"lede\">\(counts)</p>\(view.graph.map(\.svg))</div>"
        }
        guard let story = view.moment.story, view.exercise.state.isPlayed else {
            return "<div class=\"play-wall\"><h1>\(L("The exercise has not begun"))</h1></div>"
        }
        let clock = ExerciseClockSection(words: view.words, moment: view.moment, state: view.exercise.state)
        return """
            <div class="\(view.readable.isEmpty ? "play-wall" : "room-grid even")"><div class="play-wall"><p class="story">\(clock.story(story))</p>\
            \(view.exercise.state == .paused ? "<p class=\"lede\">\(L("Paused"))</p>" as HTML : .empty)\(move)<p class="result-note">\(counts)</p></div>\
            \(view.readable.isEmpty ? .empty : questions)</div>
            """
    }

    private var move: HTML {
        guard let move = view.move else { return .empty }
        return """
            <h1 class="long"><span>\(L("Move \(move.number)")) ·</span> <bdi>\(move.title)</bdi></h1>\
            \(move.briefing.isEmpty ? .empty : "<p class=\"lede clamp\" dir=\"auto\">\(move.briefing)</p>")
            """
    }

    private var questions: HTML {
        let left = view.readable.count - Self.most
        return """
            <div class="play-wall"><h2>\(L("What would you decide?"))</h2><ul class="lines">\(view.readable.prefix(Self.most).map { $0 }.html { one in
                let words = one.point.question.text(in: Language.current.rawValue, else: view.msel.languages)
                return """
                    <li id="w-\(one.point.id)"><span class="clamp" lang="\(words.language)" dir="auto">\(words.text)</span> <b class="num">\(L("\(one.decided) of \(one.asked) cells have decided"))</b>\(Self.choices(one))</li>
                    """
            })</ul>\(left > 0 ? "<p class=\"result-note\">\(L(left, one: "and \(left) more", other: "and \(left) more"))</p>" as HTML : .empty)</div>
            """
    }

    static func choices(_ question: WatchView.Question) -> HTML {
        guard question.choices.contains(where: { ($0.count ?? 0) > 0 || !$0.cells.isEmpty }) else { return .empty }
        return """
            <ul class="play-choices">\(question.choices.html { choice in
                """
                <li>\(choice.count.map { "<b class=\"num\">\($0)</b> " as HTML })<span dir="auto">\(choice.text)</span>\
                \(choice.cells.html { " <b class=\"chip\">\($0)</b>" })</li>
                """ as HTML
            })</ul>
            """
    }

    private var counts: HTML { ObserverSections.counts(view) }
}

/// The page of the room's screen.
struct ExerciseWallPage {
    let section: ExerciseWallSection
    let live: String

    var answer: Answer {
        var layout = Layout(
            .projector, .verbatim(ExerciseMark.title(section.view.event.title)), path: live)
        layout.live = live
        layout.state = ExerciseWallSection.audience
        layout.styles = ["exercise", "play"]
        layout.scripts = ["play"]
        return .html(layout.document(section.html))
    }
}
