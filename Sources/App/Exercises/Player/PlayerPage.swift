import Domain
import Markup
import Storage
import Web

/// What a player sees at the one address of the play: what is asked of the cell now; before STARTEX, at its beginning, at its end and in a
/// real emergency the whole screen says so.
struct PlayerPage {
    let visit: Visit
    let player: PlayerSeat
    let view: CellView
    let opened: Set<Paper.ID>
    /// Who halted it.
    let haltedBy: String?
    let ways: ExerciseWaysSection

    init(_ visit: Visit, _ standing: ExerciseStanding, _ reading: any Reading) throws {
        self.visit = visit
        player = try PlayerSeat(standing, now: visit.now, reading)
        view = try CellView(player.event, player.exercise, player.cell, now: visit.now, reading)
        opened = try PlayerStore(reading).opened(by: player.seat.participant, in: player.event.id)
        haltedBy = try RealEmergencySection.name(player.exercise, reading)
        ways = try ExerciseWaysSection(standing, player.exercise, reading)
    }

    private var event: Event.ID { player.event.id }

    var answer: Answer {
        switch player.exercise.state {
        case .halted: RealEmergencySection(visit: visit, player: player, haltedBy: haltedBy).answer
        case .draft, .ready, .cancelled: frame.answer(stage("waiting", L("The exercise has not begun"), waiting))
        case .running, .paused:
            player.seat.startexAt == nil
                ? frame.answer(stage("startex", L("The exercise begins"), startex))
                : frame.answer(stage("play", L("The exercise is being played"), playing))
        case .ended, .reviewed, .closed:
            player.seat.endexAt == nil && player.seat.startexAt != nil
                ? frame.answer(stage("endex", L("The exercise has ended"), endex))
                : frame.answer(stage("over", L("The exercise has ended"), over))
        }
    }

    private var frame: PlayerFrame {
        var frame = PlayerFrame(
            visit: visit, event: player.event, title: .verbatim(player.event.title), path: ExercisePaths.play(event))
        frame.who = "<bdi>\(player.cell.name)</bdi>"
        frame.person = person
        frame.live = PlayerPaths.live(event)
        frame.state = view.state
        frame.isOver = player.exercise.state.isOver
        frame.keeping = PlayerFrame.keeping(player)
        return frame
    }

    private var person: HTML {
        let function = view.function(player.seat.function)
        return """
            <ul><li><span dir="auto">\(player.seat.name)</span></li>\(function.map { "<li><span dir=\"auto\">\($0.name)</span></li>" })\
            \(player.seat.isSpokesperson ? "<li><span>\(L("Speaks for the cell"))</span></li>" as HTML : .empty)</ul>
            """
    }

    /// The page scrolls up and says so where one takes the place of another.
    private func stage(_ stage: String, _ announcement: Message, _ content: HTML) -> HTML {
        "<div id=\"play-stage\" class=\"stack-2\" data-stage=\"\(stage)\" data-announce=\"\(announcement.string())\">\(content)</div>"
    }

    private var playing: HTML { "<h1 class=\"sr\">\(L("Exercise"))</h1>\(parts)" }

    private var parts: HTML {
        """
        <span id="play-opened" data-opened="\(opened.map(\.description).sorted().joined(separator: " "))" hidden></span>\
        \(PlayerSections(view: view, opened: opened).html)\(ways.html)
        """
    }

    /// First that it has ended, then what one got.
    private var over: HTML {
        """
        <div class="head" id="play-over"><h1>\(L("The exercise has ended"))</h1>\
        <p class="lede">\(L("Papers stay here to be read; nothing more is sent."))</p></div>\(parts)
        """
    }

    // MARK: The whole screen

    private var part: HTML {
        let function = view.function(player.seat.function)
        return """
            <dl class="facts"><dt>\(L("Your cell"))</dt><dd dir="auto">\(player.cell.name)</dd>\
            \(player.cell.plays.isEmpty ? .empty : "<dt>\(L("You play"))</dt><dd dir=\"auto\">\(player.cell.plays)</dd>")\
            \(function.map { "<dt>\(L("Your function"))</dt><dd dir=\"auto\">\($0.name)</dd>" })</dl>
            """
    }

    private var rules: HTML {
        player.exercise.rules.isEmpty
            ? .empty
            : "<details id=\"play-rules\"><summary>\(L("How it is played"))</summary><p class=\"lines-kept\" dir=\"auto\">\(player.exercise.rules)</p></details>"
    }

    private var waiting: HTML {
        """
        <div class="head"><h1 dir="auto">\(player.event.title)</h1><p class="lede">\(player.exercise.state == .cancelled
            ? L("The exercise does not take place.")
            : L("The exercise has not begun. This page updates by itself when it does."))</p></div>\
        \(player.exercise.plannedStartex.map { "<p>\(L("Planned beginning:")) \(MomentWords(player.cell.zone).html($0))</p>" })\(ways.html)\(part)\(rules)
        """
    }

    private var startex: HTML {
        """
        <section class="play-full"><p class="exercise-chip" lang="en">STARTEX</p><h1>\(L("The exercise begins"))</h1>\
        <p class="lede">\(L("Everything on these pages is played. For something real, press “Real emergency” at the bottom."))</p>\(part)\
        <form id="play-confirm" method="post" action="\(PlayerPaths.confirmation(event))"><button class="primary">\(L("I know that this is an exercise"))</button></form>\(rules)</section>
        """
    }

    private var endex: HTML {
        """
        <section class="play-full"><p class="exercise-chip" lang="en">ENDEX</p><h1>\(L("The exercise has ended"))</h1>\
        <p class="lede">\(L("Stop playing. Nothing more is sent; papers stay here to be read."))</p>\
        <form id="play-confirm" method="post" action="\(PlayerPaths.confirmation(event))"><button class="primary">\(L("I know that the exercise has ended"))</button></form></section>
        """
    }
}

/// A real emergency: no exercise any more, in all languages, until the director says otherwise.
struct RealEmergencySection {
    let visit: Visit
    let player: PlayerSeat
    let haltedBy: String?

    /// Who pressed.
    static func name(_ exercise: ExerciseRecord, _ reading: any Reading) throws -> String? {
        guard exercise.state == .halted else { return nil }
        return try exercise.haltedBy.map { try PlayActors(reading).name($0) }
    }

    /// Read in every language at once.
    static func words(_ exercise: ExerciseRecord, by name: String?, phone: String?, zone: String) -> HTML {
        """
        <h1>\(L("No exercise: real emergency"))</h1><ul>\(Language.allCases.filter { $0 != .current }.html { language in
            "<li lang=\"\(language.rawValue)\" dir=\"\(language.direction)\">\(L("No exercise: real emergency").string(in: language))</li>"
        })</ul>\(name.map { "<p>\(L("Pressed by")) <b><bdi>\($0)</bdi></b></p>" })\
        \(exercise.haltedAt.map { "<p>\(MomentWords(zone).html($0, .time))</p>" })\
        \(phone.map { "<p>\(L("Organiser’s telephone:")) <a href=\"tel:\($0)\"><b dir=\"ltr\">\($0)</b></a></p>" })
        """
    }

    var answer: Answer {
        var frame = PlayerFrame(
            visit: visit, event: player.event, title: L("No exercise: real emergency"),
            path: ExercisePaths.play(player.event.id))
        frame.isMarked = false
        frame.live = PlayerPaths.live(player.event.id)
        frame.state = "\(player.exercise.state.rawValue) \(player.cell.id)"
        let phone = player.exercise.emergencyPhone
        return frame.answer(
            """
            <div id="play-stage" data-stage="halted" data-announce="\(L("No exercise: real emergency").string())"><section class="play-full real" role="alert">\
            \(Self.words(player.exercise, by: haltedBy, phone: phone.isEmpty ? nil : phone, zone: player.cell.zone))\
            <p>\(L("The exercise stands still until its director resumes it."))</p></section></div>
            """)
    }
}
