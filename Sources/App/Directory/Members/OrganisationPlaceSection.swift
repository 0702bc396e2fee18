import Domain
import Markup
import Storage
import Web

/// On the page of an organisation: what it is a part of, and what became of it.
struct OrganisationPlaceSection {
    private let id: Organisation.ID
    private let place: OrganisationPlace
    private let names: [Organisation.ID: String]
    private let others: [(id: Organisation.ID, name: String, isPart: Bool)]
    private let suggestions: [String]
    private let state: FormState

    /// - Parameter state: of its form; nothing for what is stored.
    init(_ id: Organisation.ID, _ state: FormState?, _ reading: any Reading) throws {
        self.id = id
        let store = OrganisationPlaceStore(reading)
        place = try store.place(of: id)
        var names: [Organisation.ID: String] = [:]
        for other in [place.parent, place.successor].compactMap({ $0 }) { names[other] = try store.name(of: other) }
        self.names = names
        others = try store.others(of: id)
        suggestions = try PersonStore(reading).organisationNames(limit: 500)
        let stored: [(String, String)] = [
            ("parent", place.parent.flatMap { names[$0] } ?? ""),
            ("successor", place.successor.flatMap { names[$0] } ?? ""), ("ended-on", place.endedOn ?? ""),
            ("moves-people", "1"),
        ]
        self.state = (state ?? FormState(stored: stored)).placed("place")
    }

    var html: HTML {
        """
        \(facts)\
        <details\("open", when: !state.errors.isEmpty)><summary>\(L("A part of another one; renamed, merged or closed"))</summary>
        <form class="form" method="post" action="\(Paths.organisationPlace(id))">\
        \(state.summary([("parent", L("A part of")), ("successor", L("It became")), ("ended-on", L("No longer from"))]))\
        <datalist id="organisation-names">\(suggestions.html { "<option value=\"\($0)\">" })</datalist>\
        \(state.text("parent", L("A part of"), maxLength: 400, list: "organisation-names"))\
        \(state.text("successor", L("It became"), hint: L("The organisation under its new name, or the one with which it was merged; it stands in the directory already."), maxLength: 400, list: "organisation-names"))\
        \(state.text("ended-on", L("No longer from"), type: "date"))\
        \(state.check("moves-people", L("Its people belong to the new one from now on")))\
        <div class="actions"><button>\(L("Save"))</button></div></form></details>
        """
    }

    private var facts: HTML {
        guard place != OrganisationPlace() || !others.isEmpty else { return .empty }
        let (parts, before) = (others.filter(\.isPart), others.filter { !$0.isPart })
        return """
            <dl class="facts">\(place.parent.map { "<dt>\(L("A part of"))</dt><dd>\(link($0, names[$0]))</dd>" as HTML })\
            \(place.endedOn.map { "<dt>\(L("No longer from"))</dt><dd>\(DateText.day($0))</dd>" as HTML })\
            \(place.successor.map { "<dt>\(L("It became"))</dt><dd>\(link($0, names[$0]))</dd>" as HTML })\
            \(parts.isEmpty ? .empty : "<dt>\(L("Its parts"))</dt><dd>\(Message.list(parts.map { link($0.id, $0.name) }, .commas))</dd>" as HTML)\
            \(before.isEmpty ? .empty : "<dt>\(L("Before"))</dt><dd>\(Message.list(before.map { link($0.id, $0.name) }, .commas))</dd>" as HTML)</dl>
            """
    }

    private func link(_ id: Organisation.ID, _ name: String?) -> HTML {
        "<a href=\"\(Paths.organisation(id))\"><bdi>\(name ?? "–")</bdi></a>"
    }
}
