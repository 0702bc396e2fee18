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
    /// Those that the filter lets through.
    let records: [«Noun»Record]
    let isEmpty: Bool
    let options: [String: [FieldOption]]

    init(_ frame: «Noun»Frame, _ reading: any Reading) throws {
        self.frame = frame
        let (store, query) = («Noun»Store(reading), frame.visit.inbound.query)
        records = try store.records(«frame owner, »includeRetired: query.isOn("retired"))
            .filter { $0.fields.matches(query.text("q")) }
        isEmpty = try records.isEmpty && store.count(«frame owner») == 0
        options = «read options»
    }

    var answer: Answer {
        let list = Paths.«plural»(«frame owner»)
        return frame.answer(
            L("«Nouns»"), path: list,
            """
            <div class="between"><h1>\(L("«Nouns»"))</h1><div class="actions">\(frame.mayWrite ? add : .empty)\
            \(frame.mayWrite ? "<a class=\"button plain\" href=\"\(Paths.«noun»Import(«frame owner»))\">\(FieldImportSection.title)</a>" : .empty)\
            \(FieldList.workbook(Paths.«plural»Sheet(«frame owner»)))</div></div>
            \(isEmpty ? FieldList.empty(L("No «noun words» yet"), action: frame.mayWrite ? add : nil) : filtered(list))
            """)
    }

    private func filtered(_ list: String) -> HTML {
        """
        \(FieldList.filter(list, frame.visit.inbound.query, retired: L("also retired ones", context: "«noun words»")))\
        \(records.isEmpty ? FieldList.nothing(list) : FieldList.lines(records, line))
        """
    }

    private var add: HTML {
        """
        <a class="button primary" href="\(Paths.new«Noun»(«frame owner»))">\(Icon.svg("plus")) \(L("Add «a noun»"))</a>
        """
    }

    private func line(_ record: «Noun»Record) -> HTML {
        """
        <li><p class="title" dir="auto"><a href="\(Paths.«noun»(«frame owner, »record.id))">\(record.fields.«title»)</a></p>\
        \(record.state)\(FieldList.facts(record.fields, isShort: true, options: options))</li>
        """
    }
}

extension «Noun»Record {
    fileprivate var state: HTML {
        retiredAt == nil
            ? .empty : "<p class=\"meta\"><span class=\"state warn\">\(L("retired", context: "«noun words»"))</span></p>"
    }
}

struct «Noun»Page {
    let frame: «Noun»Frame
    let record: «Noun»Record
    let names: DirectoryNames

    var answer: Answer {
        frame.answer(
            .verbatim(record.fields.«title»), path: Paths.«noun»(«frame owner, »record.id),
            """
            <div class="head"><h1 dir="auto">\(record.fields.«title»)</h1>\(record.state)\(frame.mayWrite ? actions : .empty)</div>
            \(FieldList.facts(record.fields, options: [«options»]))
            """)
    }

    private var actions: HTML {
        let target = record.retiredAt == nil
            ? Paths.«noun»Retirement(«frame owner, »record.id) : Paths.«noun»Return(«frame owner, »record.id)
        return """
            <div class="actions"><a class="button" href="\(Paths.«noun»Editing(«frame owner, »record.id))">\(Icon.svg("edit")) \(L("Edit"))</a>\
            <form id="shelf" method="post" action="\(target)"><button class="plain">\
            \(record.retiredAt == nil ? L("Retire") : L("Restore"))</button></form></div>
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
            <a class="button plain" href="\(id.map { Paths.«noun»(«frame owner, »$0) } ?? Paths.«plural»(«frame owner»))">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var hidden: HTML {
        id == nil ? "<input type=\"hidden\" name=\"idempotency\">" : .empty
    }
}
