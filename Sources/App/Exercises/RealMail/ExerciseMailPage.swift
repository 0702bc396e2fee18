import Domain
import Markup
import Storage
import Web

/// Whether real mail of the exercise is on, whom it reaches, and what became of it.
struct ExerciseMailPage {
    static let tab = "real-mail"
    static let label: Message = L("Real mail")
    private static let shown = 100

    let frame: ExerciseFrame
    let title: String
    let since: Int64?
    let readers: [ExerciseMailing.Reader]
    let players: Int
    let counts: ExerciseMailCounts
    let mails: [OutgoingMailRecord]
    let state: FormState

    init(_ frame: ExerciseFrame, _ state: FormState?, _ reading: any Reading) throws {
        try frame.standing.require(frame.standing.isExcon)
        self.frame = frame
        self.state = state ?? FormState()
        let store = ExerciseMailStore(reading)
        title = try PlanStore(reading).msel(frame.exercise.msel).title
        since = try store.onSince(frame.event)
        readers = try ExerciseMailing.readers(of: frame.event, frame.visit.settings, reading)
        players =
            Set(try PlayStore(reading).seats(of: frame.event).filter { $0.role == .player }.map(\.participant)).count
        counts = try store.counts(of: frame.event)
        mails = try store.mails(of: frame.event, limit: Self.shown)
    }

    private var path: String { ExerciseMailPaths.settings(frame.event) }
    private var settings: Settings { frame.visit.settings }
    private var isOpen: Bool { !frame.exercise.state.isOver && frame.exercise.state != .cancelled }

    var answer: Answer {
        frame.answer(
            Self.tab, Self.label, path: path,
            """
            <div class="head"><h1>\(Self.label) \(standing)</h1>\
            <p class="muted">\(L("Papers of the channel e-mail go to players who asked for it, at the address of their invitation, at most \(ExerciseMailing.mostAMinute) a minute. A pause, a halt and ENDEX stop it."))</p></div>\
            \(isOpen ? act : .empty)\(facts)\(list)
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var standing: HTML {
        since == nil
            ? "<span class=\"state plain\">\(L("Off"))</span>"
            : "<span class=\"state open\">\(L("On"))</span>"
    }

    private var act: HTML {
        if since != nil {
            return """
                <form id="real-mail-off" method="post" action="\(path)"><input type="hidden" name="act" value="off">\
                <div class="actions"><button class="primary">\(L("Turn real mail off"))</button></div></form>
                """
        }
        if settings.mail == nil {
            return
                "<div class=\"notice warn\"><p><b>\(Refusal.noMail.title)</b> \(L("Its administrator can name a mail server with --smtp-url and --mail-from."))</p></div>"
        }
        if settings.exerciseMailDomains.isEmpty {
            let refusal = Refusal.exerciseMailHasNoDomain
            return
                "<div class=\"notice warn\"><p><b>\(refusal.title)</b> \(L("Its administrator can name some with --exercise-mail-domains."))</p></div>"
        }
        guard frame.standing.isDirector else { return .empty }
        return """
            <form class="form" id="real-mail-on" method="post" action="\(path)">\(state.summary([("name", L("Name of the exercise"))]))\
            <input type="hidden" name="act" value="on">\(state.text("name", L("Name of the exercise"), hint: L("Type the name of the exercise as it is: \(title)"), maxLength: 300))\
            <div class="actions"><button class="primary danger">\(L("Turn real mail on"))</button></div></form>
            """
    }

    private var facts: HTML {
        """
        <dl class="facts"><dt>\(L("Players who get it"))</dt><dd class="num">\(readers.count)/\(players)</dd>\
        <dt>\(L("Domains of this server’s list"))</dt><dd dir="ltr">\(settings.exerciseMailDomains.isEmpty ? "–" : settings.exerciseMailDomains.sorted().joined(separator: ", "))</dd>\
        <dt>\(L("Sent"))</dt><dd class="num">\(counts.sent)</dd><dt>\(L("Waiting"))</dt><dd class="num">\(counts.waiting)</dd>\
        <dt>\(L("Not sent", context: "mail"))</dt><dd class="num">\(counts.dropped)</dd></dl>
        """
    }

    private var list: HTML {
        guard !mails.isEmpty else { return .empty }
        let zone = frame.frame.event.timeZone
        return """
            <ul class="lines" id="mails">\(mails.html { mail in
                """
                <li class="between"><div><p class="title" lang="\(mail.language)" dir="auto">\(mail.subject)</p>\
                <p class="meta"><bdi>\(mail.name)</bdi> \(MomentWords(zone).html(mail.createdAt))</p></div>\(state(of: mail))</li>
                """
            })</ul>\(counts.sent + counts.waiting + counts.dropped > mails.count ? "<p class=\"muted\">\(L("\(mails.count) of \(counts.sent + counts.waiting + counts.dropped)"))</p>" : .empty)
            """
    }

    private func state(of mail: OutgoingMailRecord) -> HTML {
        switch mail.state {
        case .sent: "<span class=\"state good\">\(L("Sent"))</span>"
        case .failed: "<span class=\"state bad\">\(L("Not sent", context: "mail"))</span>"
        case .waiting: "<span class=\"state open\">\(L("Waiting"))</span>"
        }
    }
}

/// A player's own choice about mail of the exercise.
struct ExerciseMailChoicePage {
    let visit: Visit
    let player: PlayerSeat
    let choice: ExerciseMailChoice
    let state: FormState

    init(_ visit: Visit, _ event: Event.ID, _ state: FormState?, _ reading: any Reading) throws {
        self.visit = visit
        self.state = state ?? FormState()
        player = try PlayerSeat(visit, event, reading)
        choice = try ExerciseMailChoice(player, visit.settings, reading)
    }

    var answer: Answer {
        let path = ExerciseMailPaths.choice(player.event.id)
        let frame = PlayerFrame(visit, player, L("Mail of the exercise"), path: path)
        return frame.answer(
            """
            <div class="stack-2 play-page"><h1>\(L("Mail of the exercise"))</h1>\
            <p>\(L("Papers of the channel e-mail can come to you as real mail, too. Each begins and ends with the mark of the exercise; you can stop it with one press."))</p>\
            \(choice.address.map { "<p class=\"meta\">\(L("To the address of your invitation:")) <bdi dir=\"ltr\">\($0)</bdi></p>" })\
            \(choice.isOn ? .empty : "<p class=\"muted\">\(L("The director has not turned real mail on."))</p>" as HTML)\(form(path))</div>
            """, state.errors.isEmpty ? .ok : .wrong)
    }

    private func form(_ path: String) -> HTML {
        if let fault = choice.fault { return "<p class=\"notice warn\">\(fault)</p>" }
        return """
            <form id="mail-choice" method="post" action="\(path)">\(state.error("wanted"))<input type="hidden" name="wanted" value="\(choice.isWanted ? "no" : "yes")">\
            <div class="actions"><button\("class", value: choice.isWanted ? nil : "primary")>\(choice.isWanted ? L("Send me no more mail of this exercise") : L("Send me mail of this exercise"))</button></div></form>
            """
    }
}
