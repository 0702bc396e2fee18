import Domain
import Markup
import Storage
import Web

/// What is handed out around an event: for readers, what they may fetch; for who runs it, also what is not out yet.
struct MaterialsPage {
    let frame: EventFrame
    /// That the visitor may see, by title.
    let materials: [MaterialRecord]
    let membership: Membership

    init(_ frame: EventFrame, _ reading: any Reading) throws {
        self.frame = frame
        let membership = try frame.visit.membership(in: frame.event.id, reading)
        self.membership = membership
        materials = try MaterialStore(reading).materials(of: [frame.event.id]).filter {
            MaterialReading.sees($0, of: frame.event.marking, membership, now: frame.visit.now)
        }
    }

    private var event: EventRecord { frame.event }
    private var now: Int64 { frame.visit.now }
    private var mayWrite: Bool { frame.allows(.facilitate) }

    var answer: Answer { frame.tab(.materials, main) }

    private var main: HTML {
        guard !materials.isEmpty else { return empty }
        let out = materials.filter { $0.isOut(at: now) }
        let gone = materials.filter { $0.state == .withdrawn }
        let coming = materials.filter { !$0.isOut(at: now) && $0.state != .withdrawn }
        return """
            \(mayWrite ? "<div class=\"actions\">\(add)</div>" : .empty)\
            \(section(L("Not released yet"), coming, isShown: !coming.isEmpty))\
            \(section(L("Released", context: "materials"), out, isShown: !out.isEmpty))\
            \(section(L("Withdrawn", context: "materials"), gone, isShown: !gone.isEmpty))
            """
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("No materials yet"))</h2><p class="muted">\(mayWrite
            ? L("Slides, papers, recordings: put them here, and release each when people may read it.")
            : L("What is handed out is found here as soon as those who run the event release it."))</p>\
        \(mayWrite ? add : .empty)</div>
        """
    }

    private var add: HTML {
        "<a class=\"button primary\" href=\"\(Paths.newMaterial(event.id))\">\(Icon.svg("plus")) \(L("Add a material"))</a>"
    }

    /// One kind only needs no heading: the page's own says it.
    private func section(_ title: Message, _ list: [MaterialRecord], isShown: Bool) -> HTML {
        guard isShown else { return .empty }
        let heading: HTML = list.count == materials.count && !mayWrite ? .empty : "<h2>\(title)</h2>"
        return "<section class=\"stack-2\">\(heading)<ul class=\"lines\">\(list.html(line))</ul></section>"
    }

    private func line(_ material: MaterialRecord) -> HTML {
        let fields = material.fields
        let note: HTML = fields.note.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(fields.note)</p>"
        return """
            <li><p class="title" lang="\(fields.language)" dir="auto">\(title(material))</p>\
            <p class="meta">\(TLP.chip(TLP.stricter(fields.marking, event.marking)))\(MaterialFacts.about(material))\
            \(standing(material))</p>\(material.state == .withdrawn ? .empty : note)</li>
            """
    }

    private func title(_ material: MaterialRecord) -> HTML {
        let words = material.fields.title
        if mayWrite { return "<a href=\"\(Paths.material(event.id, material.id))\">\(words)</a>" }
        guard MaterialReading.opens(material, of: event.marking, membership, now: now) else { return "\(words)" }
        return "<a href=\"\(Paths.materialFile(event.id, material.id))\" download>\(Icon.svg("download")) \(words)</a>"
    }

    private func standing(_ material: MaterialRecord) -> HTML {
        MaterialStanding(material: material, zone: event.timeZone, now: now).html
    }
}

/// In which state a material is, in words.
struct MaterialStanding {
    let material: MaterialRecord
    let zone: String
    let now: Int64

    private var words: MomentWords { MomentWords(zone) }

    var html: HTML {
        switch material.state {
        case .draft: "<span class=\"state\">\(L("Draft", context: "material"))</span>"
        case .released:
            if material.isOut(at: now) {
                material.number > 1 && material.fileAddedAt > (material.releasedAt ?? 0)
                    ? "<span>\(L("New file:")) \(words.html(material.fileAddedAt))</span>"
                    : "<span>\(L("Released:", context: "material")) \(words.html(material.releasedAt ?? 0))</span>"
            } else {
                "<span class=\"state open\">\(L("Can be read from:")) \(words.html(material.releasedAt ?? 0))</span>"
            }
        case .withdrawn:
            "<span class=\"state bad\">\(L("Withdrawn:", context: "material")) \(words.html(material.withdrawnAt ?? 0))</span>\(reason)"
        }
    }

    private var reason: HTML {
        material.reason.isEmpty ? .empty : " <span dir=\"auto\">\(material.reason)</span>"
    }
}

/// One material, for who runs the event: what it is, its files, what can be done, and who has fetched it.
struct MaterialPage {
    let frame: EventFrame
    let material: MaterialRecord
    let files: [MaterialFileRecord]
    let fetches: [MaterialFetchRecord]
    let names: [String: String]
    /// Of the form for a new file, a release or a withdrawal.
    var state = FormState()

    init(_ frame: EventFrame, _ id: Material.ID, _ state: FormState, _ reading: any Reading) throws {
        self.frame = frame
        let store = MaterialStore(reading)
        material = try store.material(frame.event.id, id)
        files = try store.files(of: id)
        fetches = try store.fetches(of: id)
        names = try store.names(of: Set(fetches.map(\.reader)))
        self.state = state
    }

    private var event: EventRecord { frame.event }
    private var isClose: Bool { TLP.isDiscreet(TLP.stricter(material.fields.marking, event.marking)) }

    var answer: Answer {
        let fields = material.fields
        return frame.materialDetail(
            .verbatim(fields.title), path: Paths.material(event.id, material.id),
            """
            <div class="head"><h1 lang="\(fields.language)" dir="auto">\(fields.title)</h1>\
            <p class="meta">\(TLP.chip(TLP.stricter(fields.marking, event.marking)))\(MaterialFacts.about(material))\
            \(MaterialStanding(material: material, zone: event.timeZone, now: frame.visit.now).html)</p>\
            \(fields.note.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(fields.note)</p>")</div>\
            \(state.summary([("file", L("File")), ("at", L("From when on it may be read")), ("reason", L("Why"))]))\
            <div class="split"><section class="stack-2">\(next)\(other)</section><section class="stack-2">\(versions)\(isClose ? fetched : .empty)</section></div>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    /// What is to do next with it.
    private var next: HTML {
        guard !material.isOut(at: frame.visit.now) else { return .empty }
        return """
            <form class="form" id="release" method="post" action="\(Paths.materialRelease(event.id, material.id))">\
            <p>\(L("For: \(material.fields.whom.label)"))</p>\
            \(state.text("at", L("From when on it may be read"), hint: L("\(MomentWords(event.timeZone).name(at: frame.visit.now)). Left empty: at once."), type: "datetime-local"))\
            <div class="actions"><button class="primary">\(material.state == .withdrawn ? L("Release it again") : L("Release", context: "material"))</button></div></form>
            """
    }

    private var other: HTML {
        """
        <div class="actions"><a class="button" href="\(Paths.materialFile(event.id, material.id))" download>\(Icon.svg("download")) \(L("Download"))</a>\
        <a class="button plain" href="\(Paths.materialEditing(event.id, material.id))">\(Icon.svg("edit")) \(L("Edit"))</a>\
        \(material.state == .draft ? removal : .empty)</div>\
        <details\("open", when: state.errors["file"] != nil)><summary>\(L("Put a new file in its place"))</summary>\
        <form class="form" id="supersede" method="post" action="\(Paths.materialFiles(event.id, material.id))" enctype="multipart/form-data">\
        \(MaterialFacts.fileField(state, frame.visit.settings.files))<p class="muted">\(L("Links that were passed on stay, and give out the new file."))</p>\
        <div class="actions"><button>\(L("Replace the file"))</button></div></form></details>\
        \(material.state == .released ? withdrawal : .empty)
        """
    }

    private var removal: HTML {
        """
        <form method="post" action="\(Paths.materialRemoval(event.id, material.id))"><button class="plain danger">\(L("Remove"))</button></form>
        """
    }

    private var withdrawal: HTML {
        """
        <details\("open", when: state.errors["reason"] != nil)><summary>\(L("Withdraw it"))</summary>\
        <form class="form" id="withdraw" method="post" action="\(Paths.materialWithdrawal(event.id, material.id))">\
        \(state.text("reason", L("Why"), hint: L("Whoever could read it sees this beside the title; may be empty."), maxLength: 600))\
        <div class="actions"><button>\(L("Withdraw", context: "material"))</button></div></form></details>
        """
    }

    private var versions: HTML {
        """
        <h2>\(L("Files", context: "of a material"))</h2><ul class="lines">\(files.html { one in
            """
            <li><p class="title" dir="auto"><bdi>\(one.file.name)</bdi></p><p class="meta"><span>\(L("No. \(one.number)"))</span> \
            <span>\(MaterialFacts.size(one.file.size))</span> <span>\(MomentWords(event.timeZone).html(one.addedAt))</span></p>\
            <details><summary class="small">\(L("Checksum of the file"))</summary><p class="meta"><bdi dir="ltr">SHA-256 \(one.file.sha256)</bdi></p></details></li>
            """
        })</ul>
        """
    }

    private var fetched: HTML {
        guard !fetches.isEmpty else {
            return "<h2>\(L("Who has fetched it"))</h2><p class=\"muted\">\(L("Nobody yet."))</p>"
        }
        let people = Set(fetches.map(\.reader)).count
        return """
            <h2 id="fetches">\(L("Who has fetched it"))</h2>\
            <p class="muted">\(L(people, one: "\(people) person; kept because it is marked AMBER or closer.", other: "\(people) people; kept because it is marked AMBER or closer."))</p>\
            \(FieldList.lines(fetches) { one in
                """
                <li class="between"><bdi>\(names[one.reader] ?? L("somebody who has been erased").string())</bdi> \
                <span class="meta"><span>\(L("No. \(one.number)"))</span> \(MomentWords(event.timeZone).html(one.fetchedAt))</span></li>
                """
            })
            """
    }
}

/// What is told of a material, and its file where it is new.
struct MaterialFormPage {
    let frame: EventFrame
    /// Nothing for a new one.
    let id: Material.ID?
    let state: FormState

    var answer: Answer {
        let event = frame.event.id
        let title = id == nil ? L("Add a material") : L("Edit the material")
        let form = FieldForm<MaterialFields>(state: state)
        let back = id.map { Paths.material(event, $0) } ?? Paths.materials(event)
        return frame.materialDetail(
            title, path: id.map { Paths.materialEditing(event, $0) } ?? Paths.newMaterial(event),
            """
            <h1>\(title)</h1>
            <form class="form" id="material" method="post" action="\(id.map { Paths.material(event, $0) } ?? Paths.materials(event))"\
            \("enctype", value: id == nil ? "multipart/form-data" : nil)>\
            \(state.summary([("file", L("File"))] + MaterialFields.fields.map { ($0.name, $0.label) }))\
            \(id == nil ? MaterialFacts.fileField(state, frame.visit.settings.files) : .empty)\(form.html)\
            \(id == nil ? "<p class=\"muted\">\(L("It is a draft until you release it."))</p>" : .empty)\
            <div class="actions"><button class="primary">\(L("Save"))</button><a class="button plain" href="\(back)">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }
}

extension EventFrame {
    /// A page below the materials.
    fileprivate func materialDetail(
        _ title: Message, path: String, _ main: HTML, status: DeskFrame.FormStatus = .ok
    ) -> Answer {
        let between = [Layout.Crumb(L("Materials"), Paths.materials(event.id))]
        return layout(title, path: path, tab: EventTab.materials.id, between: between).answer(main, status)
    }
}

extension MaterialFacts {
    /// What a reader wants to know before fetching it.
    static func about(_ material: MaterialRecord) -> HTML {
        let kind = FileKind.named(material.file.name)?.label ?? L("File").string()
        return """
             <span>\(kind)</span> <span>\(size(material.file.size))</span> \
            <span lang="\(material.fields.language)">\(ContributionLanguage.name(material.fields.language))</span>
            """
    }

    static func size(_ bytes: Int) -> Message {
        if bytes < 1 << 10 { return L("\(bytes) bytes") }
        if bytes < 1 << 20 { return L("\(bytes >> 10) kB") }
        return L("\(ChartText.number(Double(bytes) / Double(1 << 20))) MB")
    }

    fileprivate static func fileField(_ state: FormState, _ settings: FileSettings) -> HTML {
        let isWrong = state.errors["file"] != nil
        return """
            <div class="field"><label for="file">\(L("File"))</label>\
            <p class="hint" id="file-hint">\(L("Up to \(settings.most >> 20) MB: PDF, slides, texts, tables, pictures."))</p>\
            <input type="file" id="file" name="file" required aria-describedby="file-hint\(isWrong ? " file-error" : "")"\
            \("aria-invalid", value: isWrong ? "true" : nil)>\(state.error("file"))</div>
            """
    }
}
