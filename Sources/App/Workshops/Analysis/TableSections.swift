import Domain
import Markup
import Web

/// The parts of a table's page.
extension TableView {
    /// Group, rapporteur and who is there, at a glance.
    var glance: HTML {
        let here = hereNow
        let others = people.count - here.count
        return """
            <section class="glance" id="glance"><div class="between"><h1 dir="auto">\(group.label)</h1>\
            <p class="meta">\(group.name.isEmpty ? .empty : "<span>\(L("Group \(group.number)"))</span> ")\
            \(group.place.isEmpty ? .empty : "<span dir=\"auto\">\(group.place)</span> ")\
            <a href="\(Paths.tables(event.id))">\(L("All tables"))</a></p></div>\
            <details class="who" id="who"><summary>\(L("\(here.count) of the \(max(here.count, group.members.count(where: \.hasCome))) present at the table now"))</summary>\
            <ul class="members" aria-label="\(L("Members").string())">\(group.members.html { member($0, isHere: here.contains($0.id)) })</ul></details>\
            <p class="meta">\(others > 0 ? "<span>\(L(others, one: "\(others) more person is reading along", other: "\(others) more people are reading along"))</span>" : .empty) \
            \(progress)</p></section>
            """
    }

    /// Members whose device shows this page.
    private var hereNow: Set<Participant.ID> {
        Set(
            group.members.filter { member in
                people.contains("participant:\(member.id)")
                    || member.account.map { people.contains("account:\($0)") } ?? false
            }.map(\.id))
    }

    private func member(_ person: ParticipantRecord, isHere: Bool) -> HTML {
        let task: Message? =
            person.id == group.rapporteur ? L("rapporteur") : person.id == group.facilitator ? L("facilitator") : nil
        return """
            <li\("class", value: isHere ? "here" : nil)><bdi>\(person.name)</bdi> \(names.origin(sector: person.sector, country: person.country))\
            \(task.map { " <b>\($0)</b>" })\(isHere ? "<span class=\"sr\"> \(L("at the table now"))</span>" : .empty)</li>
            """
    }

    private var progress: HTML {
        let unfounded = standing.count { $0.isUnfounded }
        let last = aspects.map(\.changedAt).max()
        return """
            <span>\(L(standing.count, one: "\(standing.count) aspect", other: "\(standing.count) aspects"))</span> \
            \(unfounded > 0 ? "<span class=\"quiet-warning\">\(L(unfounded, one: "\(unfounded) has no case yet", other: "\(unfounded) have no case yet"))</span>" : .empty) \
            \(last.map { "<span>\(L("last change")) \(MomentWords(event.timeZone).html($0, .time))</span>" })
            """
    }

    func count(_ issue: Issue.ID) -> HTML { "<small id=\"count-\(issue)\">\(standing(issue).count)</small>" }

    /// The issues as tabs, where there is more than one.
    func tabs(_ chosen: Issue.ID) -> HTML {
        guard issues.count > 1 else { return .empty }
        return """
            <nav id="issues-nav" aria-label="\(L("Priority issues").string())"><ul class="tabs issue-tabs">\(issues.html { issue in
                """
                <li><a href="\(Paths.table(event.id, group.id))?issue=\(issue.id)"\("aria-current", value: issue.id == chosen ? "page" : nil)>\
                <span class="clamp" lang="\(issue.language)" dir="auto">\(issue.title)</span> \(count(issue.id))</a></li>
                """
            })</ul></nav>
            """
    }

    func force(_ issue: Issue.ID) -> HTML {
        ForceFieldSection(id: "force-\(issue)", aspects: standing(issue), cases: cases, names: names).figure
    }

    func list(_ issue: Issue.ID, _ direction: AspectDirection) -> HTML {
        let found = standing(issue, direction)
        return """
            <ul class="aspects" id="list-\(issue)-\(direction.rawValue)">\(found.html(item))\
            \(found.isEmpty ? "<li class=\"muted\">\(L("Nothing yet"))</li>" : .empty)</ul>
            """
    }

    func side(_ issue: Issue.ID, _ direction: AspectDirection) -> HTML {
        let head = direction == .facilitating ? L("What helps") : L("What blocks")
        return """
            <section class="side-of-field \(direction.rawValue)" id="side-\(issue)-\(direction.rawValue)"><h3>\(head)</h3>\
            \(isWriting ? "<p class=\"hint\">\(L("Weight: 1 low, 5 high"))</p>" : .empty)\(list(issue, direction))\(isWriting ? form(issue, direction) : .empty)</section>
            """
    }

    /// A new aspect.
    private func form(_ issue: Issue.ID, _ direction: AspectDirection) -> HTML {
        let id = "add-\(issue)-\(direction.rawValue)"
        let returned = adding.flatMap { $0.issue == issue && $0.direction == direction ? $0.state : nil }
        let label = direction == .facilitating ? L("Add what helps") : L("Add what blocks")
        let weight = returned.flatMap { $0.values.wish("weight", in: ForceBalance.weights) } ?? 3
        let error = returned?.errors["text"] ?? returned?.errors["issue"] ?? returned?.errors["weight"]
        return """
            <form class="form add-aspect" id="\(id)" method="post" action="\(Paths.tableAspects(event.id, group.id))" data-send \
            data-draft="\(id)-\(group.id)"><input type="hidden" name="idempotency">\
            <input type="hidden" name="issue" value="\(issue)"><input type="hidden" name="direction" value="\(direction.rawValue)">\
            <input type="hidden" name="language" value="\(Language.current.rawValue)">\
            <div class="field"><label for="\(id)-text">\(label)</label>\
            <textarea class="sentence" id="\(id)-text" name="text" rows="2" dir="auto" required\
            \("aria-invalid", value: error == nil ? nil : "true")\("aria-describedby", value: error == nil ? nil : "\(id)-error")>\
            \(returned?.values["text"] ?? "")</textarea>\
            \(error.map { "<p class=\"error\" id=\"\(id)-error\">\($0)</p>" })</div>\
            <div class="between">\(AspectSection.weights(id: id, chosen: weight))<button>\(Icon.svg("plus")) \(L("Add"))</button></div>\
            <p class="unsent" data-send-status role="status" hidden></p></form>
            """
    }

    /// Withdrawn aspects of an issue, to be brought back.
    func withdrawn(_ issue: Issue.ID) -> HTML {
        let gone = aspects.filter { $0.issue == issue && $0.withdrawnAt != nil }
        guard !gone.isEmpty else { return "<div id=\"withdrawn-\(issue)\" hidden></div>" }
        return """
            <details id="withdrawn-\(issue)"><summary>\(L(gone.count, one: "\(gone.count) withdrawn", other: "\(gone.count) withdrawn"))</summary>\
            <ul class="lines">\(gone.html { aspect in
                """
                <li class="between"><del lang="\(aspect.language)" dir="auto">\(aspect.text)</del>\(isWriting ? """
                    <form id="restore-\(aspect.id)" method="post" action="\(Paths.aspectRestoration(event.id, aspect.id))" data-send>\
                    <button class="plain">\(Icon.svg("undo")) \(L("Restore"))</button></form>
                    """ : .empty)</li>
                """
            })</ul></details>
            """
    }

    /// What the fields for cases offer while typing.
    var caseList: HTML {
        "<datalist id=\"case-list\">\(library.html { "<option value=\"\($0.label)\">" })</datalist>"
    }

    func item(_ aspect: AspectRecord) -> HTML { AspectSection(aspect: aspect, table: self).html }

    /// What a change of one aspect changes on the page.
    func parts(around aspect: AspectRecord) -> HTML {
        "\(TablePage.trouble)\(glance)\(force(aspect.issue))\(item(aspect))"
    }

    /// The page's content for one of the issues.
    func content(_ issue: IssueRecord?) -> HTML {
        guard let issue else {
            return """
                <div class="stack-2 table-page" id="table">\(glance)<div class="empty"><h2>\(L("No issue yet"))</h2>\
                <p class="muted">\(L("The facilitator gives each group its priority issues. This page updates by itself."))</p></div></div>
                """
        }
        return """
            <div class="stack-2 table-page" id="table">\(glance)\(tabs(issue.id))\
            <section id="field-\(issue.id)"><div class="head"><p class="eyebrow">\(L("Priority issue"))</p>\
            <h2 lang="\(issue.language)" dir="auto"><a href="\(Paths.issue(event.id, issue.id))">\(issue.title)</a></h2>\
            \(isWriting ? "<p class=\"muted\">\(L("Write what helps and what blocks, one thing each. Give it a weight, and name the past event or exercise that shows it. Everything is saved as you type."))</p>" : .empty)</div>\
            <div class="sides">\(side(issue.id, .facilitating))\(side(issue.id, .blocking))</div>\
            \(force(issue.id))\(withdrawn(issue.id))</section>\(isWriting ? caseList : .empty)</div>
            """
    }
}
