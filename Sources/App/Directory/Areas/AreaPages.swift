import Domain
import Markup
import Web

/// The areas as a tree.
struct AreasPage {
    let visit: Visit
    let tree: AreaTree
    /// How many people know each.
    let people: [Area.ID: Int]

    private var mayChange: Bool { Policy.allows(.administer, visitor: visit.visitor, roles: []) }

    var answer: Answer {
        let retired = tree.all.filter(\.isRetired)
        return DirectoryFrame(visit: visit, tab: .areas).list(
            """
            <p class="muted">\(L("By areas experts, working groups and records are found, in every language."))</p>\
            \(mayChange ? """
                <div class="actions"><a class="button primary" href="\(Paths.newArea())">\(Icon.svg("plus")) \(L("Add an area"))</a>\
                <a class="button" href="\(Paths.areaImport())">\(Icon.svg("upload")) \(FieldImportSection.title)</a></div>
                """ : .empty)\(TableFormat.line(counted) { Paths.areaExport($0.rawValue) })\
            \(AreaRecord.Axis.allCases.html(section))\
            \(retired.isEmpty ? .empty : "<h2>\(L("Retired"))</h2><ul class=\"lines\">\(retired.html(retiredLine))</ul>")
            """)
    }

    private var counted: Message {
        let count = tree.inUse.count
        return L(count, one: "\(count) area", other: "\(count) areas")
    }

    private func section(_ axis: AreaRecord.Axis) -> HTML {
        let roots = tree.children(of: nil).filter { $0.axis == axis && !$0.isRetired }
        guard !roots.isEmpty else { return .empty }
        return "<section><h2>\(axis.label)</h2>\(branch(roots))</section>"
    }

    private func branch(_ areas: [AreaRecord]) -> HTML {
        let shown = areas.filter { !$0.isRetired }
        guard !shown.isEmpty else { return .empty }
        return
            "<ul>\(shown.html { "<li id=\"\($0.code)\">\(line($0))\(branch(tree.children(of: $0.id)))</li>" })</ul>"
    }

    private func line(_ area: AreaRecord) -> HTML {
        let count = people[area.id] ?? 0
        let edit: HTML =
            mayChange
            ? " <a class=\"button plain\" href=\"\(Paths.area(area.id))\">\(Icon.svg("edit")) \(L("Edit"))<span class=\"sr\">: \(area.name())</span></a>"
            : .empty
        return """
            <div class="between"><span><b>\(area.name())</b> <code dir="ltr">\(area.code)</code> \
            \(count == 0 || !mayChange ? .empty : "<span class=\"muted\">\(L(count, one: "\(count) person", other: "\(count) people"))</span>")</span>\(edit)</div>
            """
    }

    private func retiredLine(_ area: AreaRecord) -> HTML {
        let next = area.successor.flatMap { tree.area($0) }
        return """
            <li class="between" id="\(area.code)"><span>\(area.name()) \
            \(next.map { "<span class=\"muted\">\(L("found by: \($0.name())"))</span>" })</span>\(mayChange ? """
                <form method="post" action="\(Paths.areaReturn(area.id))"><button class="plain">\(Icon.svg("undo")) \(L("Restore"))\
                <span class="sr">: \(area.name())</span></button></form>
                """ : .empty)</li>
            """
    }
}

/// The form of one area, and how it is retired.
struct AreaPage {
    let visit: Visit
    let tree: AreaTree
    /// Nothing for a new one.
    let area: AreaRecord?
    let state: FormState

    var answer: Answer {
        let title: Message = area.map { Message.verbatim($0.name()) } ?? L("Add an area")
        let path = area.map { Paths.area($0.id) } ?? Paths.newArea()
        let parents = tree.options(first: L("None: at the top")).filter { $0.value != area?.code }
        let form = FieldForm<AreaFields>(state: state, options: ["parent": parents])
        return DirectoryFrame(visit: visit, tab: .areas).detail(
            title, path: path,
            """
            <div class="head"><h1>\(title)</h1></div>\
            <form class="form" id="area" method="post" action="\(area.map { Paths.area($0.id) } ?? Paths.areas())">\(form.summary)\
            \(form.html(without: ["parent"]))\(state.select("parent", L("Part of"), options: parents))\
            <div class="actions"><button class="primary">\(L("Save the area"))</button>\
            <a class="button plain" href="\(Paths.areas())">\(L("Cancel"))</a></div></form>\(area.map(retirement))
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private func retirement(_ area: AreaRecord) -> HTML {
        guard !area.isRetired else { return .empty }
        let others = tree.options(first: L("None")).filter { $0.value != area.code }
        return """
            <hr><section id="retirement"><h2>\(L("Retire"))</h2>\
            <p class="muted">\(L("It is no longer offered. Who has it keeps it, and is found by the area that follows it."))</p>\
            <form class="form" method="post" action="\(Paths.areaRetirement(area.id))">\
            \(state.select("successor", L("Followed by"), options: others))\
            <div class="actions"><button class="danger">\(L("Retire"))</button></div></form></section>
            """
    }
}
