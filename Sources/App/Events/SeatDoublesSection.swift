import Markup
import Storage
import Web

/// On the event's People: seats that may be of one person, and what was joined.
struct SeatDoublesSection {
    let frame: EventFrame
    let doubles: [SeatDouble]
    /// Said to be two people's.
    let apart: [(ParticipantRecord, ParticipantRecord)]
    let joinings: [SeatJoiningRecord]
    let names: DirectoryNames

    var html: HTML { "\(likely)\(told)\(joined)" }

    private var likely: HTML {
        guard !doubles.isEmpty else { return .empty }
        return """
            <details class="notice warn stack-2" id="doubles"\("open", when: doubles.count <= 3)><summary><b>\(L(doubles.count, one: "\(doubles.count) pair of seats may be one person", other: "\(doubles.count) pairs of seats may be one person each"))</b></summary>\
            <p>\(L("Merging moves issues, cards, places and votes to the kept seat. In an open vote the kept seat’s ballot counts; in a closed one both stay, and the result says so."))</p>\
            <ul class="lines">\(doubles.html(pair))</ul></details>
            """
    }

    private func pair(_ double: SeatDouble) -> HTML {
        """
        <li class="stack-2"><p>\(seat(double.first))<br>\(seat(double.second))</p><p class="small muted">\(reason(double.reason))</p>\
        <div class="actions">\(button(keep: double.first, join: double.second, L("Keep the first seat")))\
        \(double.first.account == nil ? button(keep: double.second, join: double.first, L("Keep the second seat")) : .empty)\
        <form method="post" action="\(Paths.seatDistinctions(frame.event.id))">\
        <input type="hidden" name="first" value="\(double.first.id)"><input type="hidden" name="second" value="\(double.second.id)">\
        <button class="plain">\(L("These are two people"))<span class="sr">: \(double.first.name), \(double.second.name)</span></button></form></div></li>
        """
    }

    /// Whom somebody told apart: so that it can be undone by joining them after all.
    private var told: HTML {
        guard !apart.isEmpty else { return .empty }
        return """
            <details\("open", when: frame.visit.inbound.query.text("done") == "toldApart")><summary>\(L(apart.count, one: "\(apart.count) pair of seats is two people", other: "\(apart.count) pairs of seats are two people each"))</summary>\
            <ul class="lines">\(apart.html { one, other in
                """
                <li class="stack-2"><p>\(seat(one))<br>\(seat(other))</p><div class="actions">\
                \(other.account == nil ? button(keep: one, join: other, L("Keep the first seat")) : .empty)\
                \(one.account == nil ? button(keep: other, join: one, L("Keep the second seat")) : .empty)</div></li>
                """
            })</ul></details>
            """
    }

    private func seat(_ person: ParticipantRecord) -> HTML {
        """
        <b dir="auto">\(person.name)</b> <span class="meta"><span dir="auto">\(person.organisation)</span> \
        \(names.origin(sector: person.sector, country: person.country))</span> <span class="state \(person.state.mark)">\(person.state.label)</span>
        """
    }

    private func button(keep: ParticipantRecord, join: ParticipantRecord, _ words: Message) -> HTML {
        """
        <form method="post" action="\(Paths.seatJoinings(frame.event.id))">\
        <input type="hidden" name="kept" value="\(keep.id)"><input type="hidden" name="joined" value="\(join.id)">\
        <button>\(words)<span class="sr">: \(keep.name), \(join.name)</span></button></form>
        """
    }

    private func reason(_ reason: SeatDouble.Reason) -> Message {
        switch reason {
        case .sameName: L("The same name.")
        case .sameEmail: L("The same e-mail address.")
        case .nearName: L("Nearly the same name, the same country and sector.")
        }
    }

    private var joined: HTML {
        let open = joinings.filter { $0.undoneAt == nil }
        guard !open.isEmpty else { return .empty }
        return """
            <details\("open", when: frame.visit.inbound.query.text("done") == "joined")><summary>\(L(open.count, one: "\(open.count) seat was merged into another", other: "\(open.count) seats were merged into others"))</summary>\
            <ul class="lines">\(open.html { joining in
                """
                <li class="between"><span>\(L("\(HTML(escaping: joining.joinedName)) was merged into \(HTML(escaping: joining.keptName))."))</span>\
                <form method="post" action="\(Paths.seatJoiningReversal(frame.event.id, joining.id))">\
                <button class="plain">\(Icon.svg("undo")) \(L("Undo"))<span class="sr">: \(joining.joinedName)</span></button></form></li>
                """
            })</ul></details>
            """
    }
}
