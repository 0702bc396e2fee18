import Domain
import Markup
import Web

/// On the home of a programme: of what it is a part, and what its parts are; for its organisers, where it stands and whether strangers
/// see it.
struct ProgrammePlaceSection {
    let programme: ProgrammeRecord
    /// Nothing where the visitor does not see it.
    let parent: ProgrammeRecord?
    /// Those that the visitor sees.
    let parts: [ProgrammeRecord]
    /// Under which the visitor may put it; nothing for who does not organise it.
    let choices: [ProgrammeRecord]?

    var html: HTML {
        guard parent != nil || !parts.isEmpty || choices != nil else { return .empty }
        let above: HTML =
            parent.map { above -> HTML in
                "<p>\(L("A part of \(link(above))"))</p>"
            } ?? .empty
        let below: HTML =
            parts.isEmpty
            ? .empty
            : "<ul class=\"lines\">\(parts.html { "<li><p class=\"title\">\(link($0))</p><p class=\"meta\"><span>\($0.kindOf.label)</span> \($0.days)</p></li>" })</ul>"
        return """
            <section id="parts">\(parent == nil && parts.isEmpty ? .empty : "<h2>\(L("Parts of the programme"))</h2>" as HTML)\(above)\(below)\
            \(choices.map(settings))</section>
            """
    }

    private func link(_ programme: ProgrammeRecord) -> HTML {
        "<a href=\"\(Paths.programme(programme.id))\" dir=\"auto\">\(programme.title)</a>"
    }

    private func settings(_ choices: [ProgrammeRecord]) -> HTML {
        let form = FormState(stored: [("parent", programme.parent?.description ?? "")])
        let options: [FieldOption] =
            [(value: "", label: L("It stands alone"))]
            + choices.map { (value: $0.id.description, label: .verbatim($0.title)) }
        let under: HTML =
            choices.isEmpty
            ? .empty
            : """
            <form class="form" method="post" action="\(Paths.programmeParent(programme.id))">\
            \(form.select("parent", L("A part of", context: "programme"), hint: L("A work package of a project, a project of a network."), options: options))\
            <div class="actions"><button>\(L("Save"))</button></div></form>
            """
        let (path, words, button) =
            programme.hasPublicPage
            ? (
                Paths.publicPageEnding(programme.id),
                L("Everybody sees what this programme is and who belongs to it. No person is named."),
                L("Close the public page")
            )
            : (
                Paths.publicPage(programme.id),
                L(
                    "Only people of this programme see it. On a public page everybody would see its title, summary and members, and no person."
                ),
                L("Open a public page")
            )
        let open: HTML =
            programme.hasPublicPage
            ? "<a href=\"\(Paths.publicPage(programme.id))\">\(L("Look at the public page"))</a>" : .empty
        return """
            <details><summary>\(L("Where it stands, and who sees it"))</summary>\(under)\
            <form class="form" method="post" action="\(path)"><p class="muted">\(words)</p>\(open)\
            <div class="actions"><button>\(button)</button></div></form></details>
            """
    }
}
