import Domain
import Markup
import Storage
import Web

/// The form that plans a publication, or changes its plan.
struct PublicationForm {
    let frame: ProgrammeFrame
    /// Nothing for a new one.
    let publication: SeenPublication?
    let state: FormState
    let names: PublicationNames
    let community: Community
    let areas: AreaTree
    /// Who reads it besides whom the form names: who speaks for its leads by name, and who writes it.
    var named: [String] = []
    var isInReview = false

    private var visit: Visit { frame.visit }

    static let markings: [String] = Marking.allCases.map(\.rawValue)

    /// What a new one begins with.
    static func state(_ programme: ProgrammeRecord, own: Set<MemberRef>, _ visit: Visit) -> FormState {
        var stored: [(String, String)] = [
            ("language", visit.language.rawValue), ("structure", PublicationStructure.report.rawValue),
        ]
        stored += AudienceChoice(marking: programme.marking).stored
        stored += own.sorted().map { ("lead", $0.description) }
        return FormState(stored: stored)
    }

    static func state(of publication: SeenPublication, _ areas: [AreaRecord]) -> FormState {
        let record = publication.record
        var stored: [(String, String)] = [
            ("title", record.title), ("due", record.due ?? ""), ("language", record.language),
        ]
        stored += record.languages.dropFirst().map { ("also", $0) }
        stored += areas.map { ("area", $0.code) }
        stored += AudienceChoice(marking: record.marking, audience: publication.audience).stored
        return FormState(stored: stored)
    }

    /// - Parameter marking: where the form says none.
    /// - Throws: ``Refusal/malformedForm``.
    static func input(_ form: FormValues, marking: String) throws -> PublicationPlan {
        let choice = AudienceChoice(form, marking: marking)
        guard let structure = PublicationStructure(rawValue: form["structure"] ?? PublicationStructure.report.rawValue)
        else { throw Refusal.malformedForm }
        return PublicationPlan(
            title: form.text("title"), due: form.text("due"), marking: choice.marking,
            // Of one that is being written the form does not ask: its text says it.
            languages: form.has("language")
                ? [form.text("language")] + form.all("also").filter { $0 != form.text("language") } : ["en"],
            structure: structure, audience: choice.audience, areas: form.all("area"),
            leads: form.all("lead").compactMap { MemberRef($0) }.map { PublicationLead(member: $0, account: nil) })
    }

    var answer: Answer {
        let title = publication == nil ? L("Plan a publication") : L("Edit the plan")
        let path = publication.map { PublicationPaths.editing($0.record.id) } ?? PublicationPaths.new(frame.id)
        let back = publication.map { PublicationPaths.one($0.record.id) } ?? PublicationPaths.board(frame.id)
        let target = publication.map { PublicationPaths.editing($0.record.id) } ?? PublicationPaths.board(frame.id)
        var crumbs = [Layout.Crumb(L("Publications"), PublicationPaths.board(frame.id))]
        if let publication { crumbs.append(.init(.verbatim(publication.record.title), back)) }
        return frame.page(
            title, path: path, tab: PublicationFacts.tab, between: crumbs,
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(title)</h1></div>
            <form class="form" id="publication" method="post" action="\(target)">\
            \(state.summary([("title", L("Title")), ("leads", L("Who writes it")), ("due", L("Due")), ("area", L("Area")), ("languages", L("Languages")), ("marking", L("Marking")), ("audience", L("Audience"))]))\
            \(state.text("title", L("Title"), maxLength: GuideText.titleLimit * 2, isRequired: true))\
            \(publication == nil ? leads : .empty)\
            \(state.text("due", L("Due"), hint: L("The day by which it shall be released."), type: "date"))\
            \(area)\
            \(publication?.record.event == nil ? languages : .empty)\
            \(publication == nil ? structure : .empty)\
            \(audience)\
            <div class="actions"><button class="primary">\(publication == nil ? L("Plan it") : L("Save the plan"))</button>\
            <a class="button plain" href="\(back)">\(L("Cancel"))</a></div></form>
            """)
    }

    /// One is chosen; more that it has may be taken away.
    private var area: HTML {
        let chosen = state.values.all("area").compactMap { areas.area(code: $0) }
        return """
            \(state.select("area", L("Area"), options: areas.options(kept: Set(chosen.map(\.id)))))\
            \(chosen.dropFirst().html { area in
                "<label class=\"check\"><input type=\"checkbox\" name=\"area\" value=\"\(area.code)\" checked> <span>\(area.name())</span></label>"
            })\(state.error("area"))
            """
    }

    private var leads: HTML {
        let chosen = Set(state.values.all("lead"))
        let none: HTML = "<p class=\"muted\">\(L("The programme has no members yet."))</p>"
        return """
            <fieldset class="options" id="leads"><legend>\(L("Who writes it"))</legend>\
            <p class="hint">\(L("Two leads of different members release it; one can begin alone."))</p>\
            \(names.members.isEmpty ? none : names.members.html { member in
                "<label><input type=\"checkbox\" name=\"lead\" value=\"\(member.ref.description)\"\("checked", when: chosen.contains(member.ref.description))> <span dir=\"auto\">\(names.name(member.ref))</span></label>"
            })\(state.error("leads"))</fieldset>
            """
    }

    private var languages: HTML {
        let also = Set(state.values.all("also"))
        return """
            \(state.select("language", L("Written in"), options: ContributionLanguage.options))\
            <details\("open", when: !also.isEmpty)><summary>\(L("Also in other languages"))</summary>\
            <fieldset class="options" id="languages"><legend>\(L("Translated into"))</legend>\(ContributionLanguage.all.prefix(12).html { language in
                "<label><input type=\"checkbox\" name=\"also\" value=\"\(language.tag)\"\("checked", when: also.contains(language.tag))> <span lang=\"\(language.tag)\">\(language.ownName)</span></label>"
            })\(state.error("languages"))</fieldset></details>
            """
    }

    private var structure: HTML {
        let chosen = state.values["structure"] ?? PublicationStructure.report.rawValue
        return """
            <fieldset class="options" id="structure"><legend>\(L("It begins with"))</legend>\(PublicationStructure.allCases.html { structure in
                "<label><input type=\"radio\" name=\"structure\" value=\"\(structure.rawValue)\"\("checked", when: structure.rawValue == chosen)> <span>\(structure.label)</span></label>"
            })</fieldset>
            """
    }

    private var audience: HTML {
        let members =
            publication.map(\.members) ?? Set(state.values.all("lead").compactMap { MemberRef($0) })
        let record = Readable(
            marking: publication?.record.marking ?? frame.programme.marking, programme: frame.id, originators: members,
            owner: publication == nil ? visit.visitor.account?.id : publication?.owner)
        let field = AudienceField(
            state: state, markings: Self.markings, community: community, record: record, now: visit.now)
        let further: HTML =
            named.isEmpty
            ? .empty
            : "<p class=\"hint\" dir=\"auto\">\(L("In any case, since they write it: \(list: named)."))</p>"
        let review: HTML =
            isInReview
            ? "<p class=\"hint\">\(L("A version is in review. With another marking or other readers it goes back to writing, and its leads are asked anew."))</p>"
            : .empty
        return "\(review)\(field.html)\(further)"
    }
}
