import Domain
import Markup
import Web

/// Who waits at the door, above the work; at the side, folded away, how people come in and what participants see of each other.
extension ConsoleSections {
    private var waiting: [ParticipantRecord] { room.participants.filter { $0.state == .waiting } }

    var door: HTML {
        """
        <section id="door"><details id="show-code"><summary>\(L("Join at")) <span class="address">\(projector.address.short)</span></summary>\
        <p><button type="button" class="plain" data-copy="\(projector.address.url)">\(Icon.svg("copy")) \(L("Copy the link"))</button></p>\
        <div class="qr">\(QRCode.svg(projector.address.url, label: L("QR code of the join address").string()))</div>\
        \(room.event.door == .closed ? "<p class=\"hint\">\(L("Only people with a personal link come in."))</p>" : .empty)</details>\
        <details id="settings"><summary>\(room.event.workshop == nil ? L("The door") : L("The door, and what participants see"))</summary>\
        <form class="form" id="room-settings" method="post" action="\(Paths.roomSettings(room.event.id))" data-send data-auto>\
        <div class="options"><label><input type="checkbox" name="door" value="1"\("checked", when: room.event.door == .approval)> \
        \(L("People with the code may ask to come in"))</label>\
        \(room.event.workshop == nil ? .empty : shown)</div>\
        <div class="actions"><button>\(L("Save"))</button></div></form></details></section>
        """
    }

    /// Nobody is invited, and the door is closed: what there is to do first.
    var nobodyComes: HTML {
        guard room.invited.isEmpty, room.event.door == .closed else { return .empty }
        let kept = [("names", room.event.namesShown), ("visible", room.event.issuesVisible)].filter { $0.1 }
        return """
            <div class="notice warn" id="nobody-comes"><p><b>\(L("Nobody can come in yet."))</b> \
            \(L("The door is closed, and nobody is invited. Open the door for whoever has the code, or invite people, who get personal links."))</p>\
            <div class="actions"><form id="open-door" method="post" action="\(Paths.roomSettings(room.event.id))" data-send>\
            <input type="hidden" name="door" value="1">\(kept.html { "<input type=\"hidden\" name=\"\($0.0)\" value=\"1\">" })\
            <button>\(L("Open the door"))</button></form>\
            <a class="button plain" href="\(Paths.eventPeople(room.event.id))">\(L("Invite people"))</a></div></div>
            """
    }

    /// What participants see of each other in a workshop.
    private var shown: HTML {
        """
        <label><input type="checkbox" name="names" value="1"\("checked", when: room.event.namesShown)> \
        \(L("Names beside issues"))</label>\
        <label><input type="checkbox" name="visible" value="1"\("checked", when: room.event.issuesVisible)> \
        \(L("Issues of others while collecting"))</label>
        """
    }

    var waitingList: HTML {
        guard !waiting.isEmpty else { return "<div id=\"waiting\" hidden></div>" }
        return """
            <div class="notice warn" id="waiting"><h2>\(L(waiting.count, one: "\(waiting.count) person at the door", other: "\(waiting.count) people at the door"))</h2>\
            <ul class="plain-list">\(waiting.html { person in
                """
                <li id="door-\(person.id)"><p><b dir="auto">\(person.name)</b> <span class="muted" dir="auto">\(person.organisation)</span></p>\
                <p class="meta">\(room.names.origin(sector: person.sector, country: person.country))</p>\(claim(person))\(decision(person))</li>
                """
            })</ul>\(waiting.count(where: { $0.claimedSeat == nil }) > 1 ? """
                <form id="decide-all" method="post" action="\(Paths.admissionOfAll(room.event.id))" data-send>\
                <button>\(Icon.svg("check")) \(L("Let all in"))</button></form>
                """ : .empty)</div>
            """
    }

    /// The invited seat that somebody says is theirs, while nobody has taken it.
    private func claimed(_ person: ParticipantRecord) -> ParticipantRecord? {
        person.claimedSeat.flatMap { seat in room.participants.first { $0.id == seat && $0.state == .invited } }
    }

    private func claim(_ person: ParticipantRecord) -> HTML {
        guard let seat = claimed(person) else { return double(person) }
        return """
            <p class="small">\(L("Says: I am the invited \(HTML(escaping: seat.name))")) · \(room.names.origin(sector: seat.sector, country: seat.country))</p>
            """
    }

    private func double(_ person: ParticipantRecord) -> HTML {
        let key = Folded.name(person.name)
        let other = room.participants.first {
            $0.id != person.id && $0.state != .waiting && Folded.name($0.name) == key
        }
        guard other != nil else { return .empty }
        return """
            <p class="small">\(L("Somebody with this name has a seat already.")) <a href="\(Paths.eventPeople(room.event.id))">\(L("People"))</a></p>
            """
    }

    private func decision(_ person: ParticipantRecord) -> HTML {
        if let seat = claimed(person) {
            return """
                <form class="actions" id="decide-\(person.id)" method="post" action="\(Paths.admission(room.event.id, person.id))" data-send>\
                <button name="seat" value="\(seat.id)">\(Icon.svg("check")) \(L("Let in on that seat"))</button>\
                <button class="plain">\(L("Let in as somebody else"))</button>\
                <button class="plain" formaction="\(Paths.refusal(room.event.id, person.id))">\(L("Do not let in"))</button></form>
                """
        }
        return """
            <form class="actions" id="decide-\(person.id)" method="post" action="\(Paths.admission(room.event.id, person.id))" data-send>\
            <button>\(Icon.svg("check")) \(L("Let in"))</button>\
            <button class="plain" formaction="\(Paths.refusal(room.event.id, person.id))">\(L("Do not let in"))</button></form>
            """
    }
}

/// The console's page around its regions.
struct ConsolePage {
    let sections: ConsoleSections
    let frame: EventFrame

    var document: HTML {
        let room = sections.room
        var layout = frame.layout(
            EventTab.room.label, path: Paths.console(room.event.id), tab: EventTab.room.id, kind: .console)
        layout.title = .verbatim(room.event.title)
        layout.styles = ["tables", "guide"]
        layout.tools = sections.connectedChip + layout.tools
        layout.live = Paths.consoleLive(room.event.id)
        layout.before = sections.rail
        layout.after = """
            <aside class="side" aria-label="\(room.event.workshop == nil ? L("Who is here").string() : L("Who has not answered").string())">\
            \(sections.coverage.html)\(aids)</aside>
            """
        return layout.document(main)
    }

    private var main: HTML {
        let regions = Dictionary(uniqueKeysWithValues: sections.regions.map { ($0.id, $0.html) })
        return """
            <div class="stack-2 middle">\(regions["trouble"])\(regions["move"])\(regions["waiting"])\(regions["topics"])\(sections.stage)\
            \(sections.work)</div>\(sections.acts)
            """
    }

    /// What helps beside the work: the wall, and how people come in. Open before the first stage, when it is what there is to do.
    private var aids: HTML {
        """
        <div class="aids"><p><a class="button" href="\(Paths.projectorOfRoom(sections.room.event.id))" target="_blank" rel="noopener" data-key="s">\
        \(Icon.svg("screen")) \(L("Open the projector")) <kbd>S</kbd></a></p>\
        <details id="room-sees"\("open", when: sections.screen == nil)><summary>\(L("The room sees"))</summary>\
        <div class="screen preview" data-theme="dark" inert>\(sections.projector.html(isPreview: true))</div></details>\
        \(sections.door)</div>
        """
    }

    /// What a form of the console gets back: all regions, so that it follows even where the live stream is down.
    var fragment: HTML { sections.regions.map(\.html).joined() }
}
