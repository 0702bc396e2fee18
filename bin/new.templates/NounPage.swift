import Domain
import Markup
import Storage
import Web

/// What the pages of «nouns» have in common.
struct «Noun»Frame {
    let visit: Visit«let owner»
    let title: String
    let mayWrite: Bool

    init(_ visit: Visit«, _ owner», _ reading: any Reading) throws {
        self.visit = visit«self.owner»
        «page title»
    }

    func answer(_ name: Message, path: String, _ main: HTML, status: DeskFrame.FormStatus = .ok) -> Answer {
        let crumbs: [Layout.Crumb] = «crumbs»
        let list: [Layout.Crumb] = path == Paths.«plural»(«owner») ? [] : [.init(L("«Nouns»"), Paths.«plural»(«owner»))]
        var frame = DeskFrame(visit: visit, title: name, path: path, crumbs: crumbs + list + [.init(name, nil)])
        frame.styles = ["tables"]
        return frame.answer(main, status: status)
    }
}

struct «Noun»ListPage {
    let frame: «Noun»Frame
    let records: [«Noun»Record]

    private var visit: Visit { frame.visit }

    var answer: Answer {
        frame.answer(
            L("«Nouns»"), path: Paths.«plural»(«frame owner»),
            """
            <div class="between"><h1>\(L("«Nouns»"))</h1><div class="actions">\(frame.mayWrite ? add : .empty)\
            \(FieldList.workbook(Paths.«plural»Sheet(«frame owner»)))</div></div>
            <form class="inline" id="filter" method="get" action="\(Paths.«plural»(«frame owner»))" data-auto>\
            \(FormState(visit.inbound.query).check("retired", L("also retired ones")))<button>\(L("Show"))</button></form>
            \(records.isEmpty ? FieldList.empty : "<ul class=\"lines\">\(records.html(line))</ul>")
            """)
    }

    private var add: HTML {
        """
        <a class="button primary" href="\(Paths.new«Noun»(«frame owner»))">\(Icon.svg("plus")) \(L("Add «a noun»"))</a>
        """
    }

    private func line(_ record: «Noun»Record) -> HTML {
        """
        <li><p class="title" dir="auto">\(record.fields.«title»)</p>\(FieldList.facts(record.fields))\
        \(record.retiredAt == nil ? .empty : "<p class=\"meta\"><span class=\"state warn\">\(L("retired"))</span></p>")\
        \(frame.mayWrite ? actions(record) : .empty)</li>
        """
    }

    private func actions(_ record: «Noun»Record) -> HTML {
        let target = record.retiredAt == nil
            ? Paths.«noun»Retirement(«frame owner, »record.id) : Paths.«noun»Return(«frame owner, »record.id)
        return """
            <div class="actions"><a class="button plain" href="\(Paths.«noun»Editing(«frame owner, »record.id))">\(Icon.svg("edit")) \(L("Edit"))\
            <span class="sr">: \(record.fields.«title»)</span></a>\
            <form id="shelf-\(record.id)" method="post" action="\(target)"><button class="plain">\
            \(record.retiredAt == nil ? L("Retire") : L("Restore"))<span class="sr">: \(record.fields.«title»)</span></button></form></div>
            """
    }
}

struct «Noun»FormPage {
    let frame: «Noun»Frame
    /// Nothing for a new one.
    let id: «Noun».ID?
    let state: FormState
    let names: DirectoryNames

    private var visit: Visit { frame.visit }

    var answer: Answer {
        let title = id == nil ? L("Add «a noun»") : L("Edit «the noun»")
        let form = FieldForm<«Noun»Fields>(state: state, options: [«options»])
        let target = id.map { Paths.«noun»(«frame owner, »$0) } ?? Paths.«plural»(«frame owner»)
        return frame.answer(
            title, path: id.map { Paths.«noun»Editing(«frame owner, »$0) } ?? Paths.new«Noun»(«frame owner»),
            """
            <h1>\(title)</h1>
            <form class="form" id="«path»" method="post" action="\(target)">\(hidden)\(form.summary)\(form.html)\
            <div class="actions"><button class="primary">\(L("Save"))</button>\
            <a class="button plain" href="\(Paths.«plural»(«frame owner»))">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var hidden: HTML {
        id == nil ? "<input type=\"hidden\" name=\"idempotency\">" : .empty
    }
}
