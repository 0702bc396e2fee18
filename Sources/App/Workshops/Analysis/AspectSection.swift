import Domain
import Markup
import Web

/// One aspect at its table: its card, its weight, the sector concerned, what it rests on, and its counterparts in other groups.
struct AspectSection {
    let aspect: AspectRecord
    let table: TableView

    private var event: Event.ID { table.event.id }
    private var id: String { aspect.id.description }
    private var isWriting: Bool { table.isWriting }
    private var path: String { Paths.aspect(event, aspect.id) }

    var html: HTML {
        """
        <li class="aspect \(aspect.direction.rawValue)" id="aspect-\(id)">\(card)\
        \(isWriting ? tools : marks)\(foundation)\(counterparts)</li>
        """
    }

    private var card: HTML {
        guard let card = table.cards[aspect.card] else { return .empty }
        let label = aspect.direction == .facilitating ? L("Helps") : L("Blocks")
        guard isWriting else {
            return """
                <p class="title"><a href="\(path)" lang="\(card.language)" dir="auto">\(card.text)</a></p>
                """
        }
        return CardField(card: card, label: label, rows: 2).html
    }

    /// For who looks on.
    private var marks: HTML {
        """
        <p class="meta"><span>\(L("Weight \(aspect.weight)"))</span> \(table.names.sector(aspect.sector)?.html)</p>
        """
    }

    private var tools: HTML {
        """
        <div class="aspect-tools"><form class="weight-form" id="weight-\(id)" method="post" action="\(path)" data-send data-latest data-auto>\
        \(Self.weights(id: "weight-\(id)", chosen: aspect.weight))<button class="plain no-script">\(L("Save"))</button></form>\
        <form class="sector-form" id="sector-\(id)" method="post" action="\(path)" data-send data-latest data-auto>\
        <label class="sr" for="sector-\(id)-choice">\(L("Sector concerned"))</label>\
        <select id="sector-\(id)-choice" name="sector">\(sectors)</select><button class="plain no-script">\(L("Save"))</button></form>\
        <form class="end" id="withdraw-\(id)" method="post" action="\(Paths.aspectWithdrawal(event, aspect.id))" data-send>\
        <button class="plain">\(Icon.svg("withdraw")) \(L("Withdraw"))</button></form></div>
        """
    }

    private var sectors: HTML {
        var choices = table.names.sectors.map { (code: $0.code, label: $0.label) }
        if let kept = table.names.sector(aspect.sector), !choices.contains(where: { $0.code == kept.code }) {
            choices.append((kept.code, kept.label))
        }
        return """
            <option value=""\("selected", when: aspect.sector == nil)>\(L("All sectors"))</option>\
            \(choices.html { "<option value=\"\($0.code)\"\("selected", when: $0.code == aspect.sector)>\($0.label)</option>" })
            """
    }

    /// Five radios in a row.
    static func weights(id: String, chosen: Int) -> HTML {
        """
        <fieldset class="weigh"><legend class="sr">\(L("Weight, from 1 (low) to 5 (high)"))</legend>\(ForceBalance.weights.map { $0 }.html { weight in
            """
            <label><input type="radio" name="weight" id="\(id)-\(weight)" value="\(weight)"\("checked", when: weight == chosen)><span>\(weight)</span></label>
            """
        })</fieldset>
        """
    }

    // MARK: What it rests on

    private var foundation: HTML {
        let cited = aspect.cases.compactMap { table.cases[$0] }
        return """
            \(aspect.isUnfounded ? "<p class=\"quiet-warning small\">\(L("Name a case, or say that there is none."))</p>" : .empty)\
            <div class="foundation"><ul class="case-chips">\(cited.html(chip))\(withoutCase(cited))</ul>\
            \(isWriting ? citation : .empty)</div>
            """
    }

    private func chip(_ record: CaseRecord) -> HTML {
        let removal: HTML =
            isWriting
            ? """
            <form id="uncite-\(id)-\(record.id)" method="post" action="\(Paths.aspectCaseRemoval(event, aspect.id, record.id))" data-send>\
            <button class="square plain">\(Icon.svg("cross"))<span class="sr">\(L("Remove")): \(record.title)</span></button></form>
            """ : .empty
        return """
            <li><a class="chip wrap" href="\(Paths.eventCase(event, record.id))">\(L("Case")) \
            <bdi lang="\(record.language)">\(record.title)</bdi> <span class="muted">\(record.happenedOn.prefix(4))</span></a>\(removal)</li>
            """
    }

    private func withoutCase(_ cited: [CaseRecord]) -> HTML {
        guard cited.isEmpty else { return .empty }
        guard isWriting else {
            return aspect.withoutCase ? "<li><span class=\"chip\">\(L("No case"))</span></li>" : .empty
        }
        return """
            <li><form id="without-\(id)" method="post" action="\(path)" data-send data-latest>\
            <input type="hidden" name="without-case" value="\(aspect.withoutCase ? "0" : "1")">\
            <button class="plain" aria-pressed="\(aspect.withoutCase ? "true" : "false")">\(aspect.withoutCase ? Icon.svg("check") : .empty) \
            \(L("No case"))</button></form></li>
            """
    }

    private var citation: HTML {
        let returned = table.citing.flatMap { $0.aspect == aspect.id ? $0 : nil }
        return """
            <details id="cite-\(id)"\("open", when: returned != nil)><summary>\(L("Add a case"))</summary>\
            <form class="inline" id="cite-form-\(id)" method="post" action="\(Paths.aspectCases(event, aspect.id))" data-send>\
            <div class="field"><label class="sr" for="cite-\(id)-case">\(L("Case"))</label>\
            <input id="cite-\(id)-case" name="title" list="case-list" value="\(returned?.typed ?? "")" required autocomplete="off" dir="auto"\
            \("aria-invalid", value: returned == nil ? nil : "true")\("aria-describedby", value: returned == nil ? nil : "cite-\(id)-error")>\
            \(returned.map { "<p class=\"error\" id=\"cite-\(id)-error\">\($0.error)</p>" })</div><button>\(L("Add"))</button></form>\
            <p class="meta"><a href="\(Paths.eventCases(event))?aspect=\(id)">\(L("Search the library"))</a> \
            <a href="\(Paths.newEventCase(event))?aspect=\(id)">\(L("A new case"))</a></p></details>
            """
    }

    // MARK: The same in other groups

    private var counterparts: HTML {
        let all = table.counterparts[aspect.id] ?? []
        let linked = all.filter(\.isLinked)
        let suggested = isWriting ? all.filter { !$0.isLinked } : []
        return """
            \(linked.isEmpty ? .empty : "<ul class=\"case-chips\">\(linked.html { link($0.aspect) })</ul>")\
            \(suggested.html { suggestion($0.aspect) })
            """
    }

    private func number(_ aspect: AspectRecord) -> Message {
        table.groups[aspect.group].map { L("Group \($0.number)") } ?? L("Another group")
    }

    private func link(_ other: AspectRecord) -> HTML {
        """
        <li><a class="chip wrap" href="\(Paths.aspect(event, other.id))">\(L("Same as")) \(number(other)): \
        <bdi lang="\(other.language)">\(other.text)</bdi></a>\(isWriting ? decision(other, nil, L("Undo the link"), icon: "cross") : .empty)</li>
        """
    }

    private func suggestion(_ other: AspectRecord) -> HTML {
        """
        <div class="suggested" id="near-\(id)-\(other.id)"><p class="small">\(L("\(number(other)) wrote nearly the same:")) \
        <q lang="\(other.language)" dir="auto">\(other.text)</q></p><div class="actions">\
        \(decision(other, .linked, L("Link them")))\(decision(other, .apart, L("Keep apart")))</div></div>
        """
    }

    private func decision(_ other: AspectRecord, _ state: AspectLink.State?, _ label: Message, icon: String? = nil)
        -> HTML
    {
        let content: HTML =
            icon.map { "\(Icon.svg($0))<span class=\"sr\">\(label)</span>" } ?? "\(label)"
        return """
            <form id="link-\(id)-\(other.id)-\(state?.rawValue ?? "none")" method="post" action="\(Paths.aspectLinks(event, aspect.id))" data-send>\
            <input type="hidden" name="other" value="\(other.id)"><input type="hidden" name="state" value="\(state?.rawValue ?? "")">\
            <button class="\(icon == nil ? "plain" : "square plain")">\(content)</button></form>
            """
    }
}
