import Domain
import Markup
import Web

/// The surroundings of the pages of players and observers: the mark above and below, which does not scroll away, and the button for a real
/// emergency on each of them.
struct PlayerFrame {
    let visit: Visit
    let event: EventRecord
    var title: Message
    let path: String
    /// Who looks, in their cell.
    var who: HTML = .empty
    /// In the menu of who looks.
    var person: HTML = .empty
    /// Where the way back leads; nothing on the page that is the way back.
    var back: (label: Message, path: String)?
    var live: String?
    var state: String?
    /// False where the page is about a real emergency: it is no exercise.
    var isMarked = true
    /// Whose device keeps these pages, and until when; nothing where it does not.
    var keeping: (seat: ExerciseSeat.ID, until: Int64?)?
    /// Once it has ended, there is nothing to halt.
    var isOver = false

    init(visit: Visit, event: EventRecord, title: Message, path: String) {
        self.visit = visit
        self.event = event
        self.title = title
        self.path = path
    }

    /// A page below the play, which leads back to it; it follows the cell, so that an emergency is seen there at once.
    init(_ visit: Visit, _ player: PlayerSeat, _ title: Message, path: String) {
        self.init(visit: visit, event: player.event, title: title, path: path)
        back = (L("Exercise"), ExercisePaths.play(player.event.id))
        who = "<bdi>\(player.cell.name)</bdi>"
        live = PlayerPaths.live(player.event.id)
        state = player.state
        isOver = player.exercise.state.isOver
        keeping = Self.keeping(player)
    }

    static func keeping(_ player: PlayerSeat) -> (seat: ExerciseSeat.ID, until: Int64?) {
        (player.seat.id, player.moment.clock.endedAt.map { EpochTime.sum($0, DeviceTime.grace) })
    }

    var layout: Layout {
        var layout = Layout(
            .phone, isMarked ? .verbatim(ExerciseMark.title(title.string())) : title, path: path)
        layout.heading =
            back.map { back in
                "<a class=\"brand\" href=\"\(back.path)\">\(Icon.flipping("back")) <span>\(back.label)</span></a>"
                    as HTML
            } ?? "<span dir=\"auto\">\(event.title)</span>"
        layout.tools = menu
        layout.styles = ["tables", "exercise", "play"]
        layout.scripts = ["play"]
        layout.notice = Done.notice(visit)
        layout.zone = visit.visitor.account?.timeZone
        layout.live = live
        layout.state = state
        guard isMarked else { return layout }
        layout.under = ExerciseMark.bar()
        layout.after = foot
        return layout
    }

    func answer(_ main: HTML, _ status: DeskFrame.FormStatus = .ok) -> Answer {
        let html: HTML = "<div id=\"trouble\" hidden></div><div id=\"play-main\">\(main)</div>"
        let answer =
            visit.inbound.wantsFragment
            ? Answer.html(html, status: status == .ok ? .ok : .unprocessableContent) : layout.answer(html, status)
        return state.map { answer.setting(.pageState, $0) } ?? answer
    }

    private var menu: HTML {
        """
        <details class="menu"><summary>\(who.isEmpty ? "\(L("Menu"))" : who)</summary><div>\(person)\(LanguageMenu.choice(path: path))\
        <ul><li><a href="\(Paths.room(event.code))?\(RoomWorkplaces.stay)=1">\(L("The event’s own page"))</a></li></ul></div></details>
        """
    }

    private var kept: HTML {
        guard let keeping else { return .empty }
        return """
            <span id="play-offline" data-worker="\(PlayerPaths.worker(event.id))" data-scope="\(PlayerPaths.scope(event.id))" data-seat="\(keeping.seat)"\("data-until", value: keeping.until.map { String($0) }) hidden></span>
            """
    }

    private var foot: HTML {
        """
        <div class="exercise-foot">\(ExerciseMark.foot)<p>\(isOver ? .empty : "<a class=\"button danger\" href=\"\(ExercisePaths.halt(event.id))\">\(L("Real emergency"))</a>" as HTML)\
        <span id="play-unsent" class="unsent" role="status" data-at="\(visit.now)" data-words="\(L("Not sent yet:").string())" hidden></span>\(kept)</p></div>
        """
    }
}
