import Domain
import Markup
import Storage
import Web

/// An intervention: what it is, where it comes from, what countries make of it.
struct InterventionPage {
    private let frame: SheetFrame
    private let record: InterventionRecord
    private let content: SheetContent
    private let decisions: [AdoptionRecord]
    private let endorsements: Int
    private let thread: ThreadTrail

    init(_ event: Event.ID, _ id: Intervention.ID, visit: Visit, _ reading: any Reading) throws {
        frame = try SheetFrame(event, visit: visit, reading)
        record = try InterventionStore(reading).intervention(id, in: event)
        let (sheet, visibility) = try SheetAccess.seen(record.sheet, in: event, by: frame.viewer, reading)
        content = try SheetContent(sheet, as: visibility, reading)
        decisions = try ExchangeStore(reading).adoptions(of: event).filter { $0.intervention == id }
        endorsements = try ExchangeStore(reading).endorsements(of: event)[id] ?? 0
        thread = try ThreadTrail(id, event: event, reading, visit)
    }

    var document: HTML {
        let view = InterventionView(record: record, visibility: content.visibility, names: content.names)
        return frame.layout(L("Intervention"), path: Paths.intervention(record.event, record.id)).document(
            """
            <div class="head">\(SheetTrail(content: content, issue: record.issue, here: L("Intervention")).html)\
            <h1 lang="\(record.language)" dir="auto">\(record.text.isEmpty ? L("Nothing is written here yet.").html() : "\(record.text)")</h1>\
            \(record.withdrawnAt == nil ? .empty : "<p><span class=\"state warn\">\(L("withdrawn", context: "intervention"))</span></p>")\
            \(view.facts)\(view.needs)</div>\(blockers)\(fate)\(thread.html)
            """)
    }

    private var blockers: HTML {
        let removed = content.blockers.filter { record.aspects.contains($0.id) }
        guard !removed.isEmpty else { return .empty }
        return """
            <section><h2>\(L("Blocking aspects that it removes"))</h2><ul class="lines">\
            \(removed.html { "<li lang=\"\($0.language)\" dir=\"auto\">\($0.text)</li>" })</ul></section>
            """
    }

    private var fate: HTML {
        """
        <section><h2>\(L("What countries decide on it"))</h2>\
        <p>\(L(endorsements, one: "\(endorsements) endorsement", other: "\(endorsements) endorsements"))</p>\
        \(decisions.isEmpty ? "<p class=\"muted\">\(L("No country has decided yet."))</p>" : DecisionTable(decisions: decisions, names: content.names).html)</section>
        """
    }
}

/// A desired situation: whose it is, and the interventions that lead there.
struct SituationPage {
    private let frame: SheetFrame
    private let record: SituationRecord
    private let content: SheetContent
    private let thread: ThreadTrail

    init(_ event: Event.ID, _ id: DesiredSituation.ID, visit: Visit, _ reading: any Reading) throws {
        frame = try SheetFrame(event, visit: visit, reading)
        record = try InterventionStore(reading).situation(id, in: event)
        let (sheet, visibility) = try SheetAccess.seen(record.sheet, in: event, by: frame.viewer, reading)
        content = try SheetContent(sheet, as: visibility, reading)
        thread = try ThreadTrail(id, event: event, reading, visit)
    }

    var document: HTML {
        let list = content.interventions(about: record.issue)
        let items: HTML = list.html { item in
            """
            <li><a href="\(Paths.intervention(record.event, item.record.id))" lang="\(item.record.language)" dir="auto">\(item.record.text)</a></li>
            """
        }
        return frame.layout(L("Desired situation"), path: Paths.situation(record.event, record.id)).document(
            """
            <div class="head">\(SheetTrail(content: content, issue: record.issue, here: L("Desired situation")).html)\
            <h1 class="long" lang="\(record.language)" dir="auto">\(record.text.isEmpty ? L("Nothing is written here yet.").html() : "\(record.text)")</h1></div>\
            <section><h2>\(L("What leads there"))</h2>\
            \(list.isEmpty ? "<p class=\"muted\">\(L("No intervention yet."))</p>" : "<ol class=\"lines\">\(items)</ol>" as HTML)</section>\(thread.html)
            """)
    }
}

/// The short way up: issue, sheet, here.
private struct SheetTrail {
    let content: SheetContent
    let issue: Issue.ID
    let here: Message

    var html: HTML {
        let issue = content.issues.first { $0.id == self.issue }
        let sheet = content.sheet
        return """
            <ol class="trail" aria-label="\(L("Where this comes from").string())">\
            \(issue.map { "<li><a class=\"chip wrap\" href=\"\(Paths.issue(sheet.event, $0.id))\" lang=\"\($0.language)\" dir=\"auto\">\($0.title)</a></li>" })\
            <li><a class="chip" href="\(Paths.sheet(sheet.event, sheet.id))" dir="auto">\(content.label)</a></li>\
            <li><span class="chip" aria-current="page">\(here)</span></li></ol>
            """
    }
}

/// What countries decided, with how it goes.
struct DecisionTable {
    let decisions: [AdoptionRecord]
    let names: DirectoryNames

    /// "Adopt 4 · Decline 1".
    var summary: HTML {
        AdoptionRecord.Decision.allCases.compactMap { decision -> HTML? in
            let count = decisions.count { $0.decision == decision }
            return count == 0 ? nil : "\(decision.label) <b>\(count)</b>"
        }.joined(separator: " · ")
    }

    var html: HTML {
        """
        <table class="stack"><thead><tr><th scope="col">\(L("Country"))</th><th scope="col">\(L("Decision"))</th>\
        <th scope="col">\(L("How or why"))</th><th scope="col">\(L("Progress"))</th></tr></thead><tbody>\
        \(decisions.html { one in
            """
            <tr><th scope="row">\(names.chip(one.country)) \(names.country(one.country) ?? one.country)\
            \(InWhoseName.words(one, names).map { "<br><span class=\"small muted\" dir=\"auto\">\($0)</span>" as HTML })</th>\
            <td data-label="\(L("Decision").string())">\(one.decision.label)</td>\
            <td data-label="\(L("How or why").string())" dir="auto">\(one.note)</td>\
            <td data-label="\(L("Progress").string())"><span>\(one.isTakenUp ? one.progress.label.html() : "–")\(one.progressNote.isEmpty ? .empty : " <span class=\"small\">· <bdi>\(one.progressNote)</bdi></span>")</span></td></tr>
            """
        })</tbody></table>
        """
    }
}
