import Domain
import Markup
import Storage
import Web

/// Before there is a guide: how it is called, how it is marked, and what it begins with.
struct GuideStartPage {
    private let access: GuideAccess
    private let visit: Visit
    private let typed: BuilderForm?
    private let statements: Int

    init(_ event: Event.ID, visit: Visit, typed: BuilderForm?, _ reading: any Reading) throws {
        access = try GuideAccess(event, visit: visit, reading)
        self.visit = visit
        self.typed = typed
        statements = try GuideStore(reading).agreedStatements(of: event).count
    }

    var document: HTML {
        let event = access.event
        var layout = access.layout(L("Begin the guide"), path: Paths.guideBuilder(event.id), marking: nil)
        layout.kind = .narrow
        let error = typed?.errors["title"]
        return layout.document(
            """
            <div class="head"><h1>\(L("Begin the guide"))</h1><p class="lede">\(L("A guide says what the room found, and where each paragraph comes from."))</p></div>\
            <form class="form" id="begin" method="post" action="\(Paths.guideBuilder(event.id))">\
            <div class="field"><label for="title">\(L("Title"))</label><input id="title" name="title" required dir="auto" maxlength="\(GuideText.titleLimit * 2)" \
            value="\(typed?.title ?? L("Guide: \(event.title)").string())"\("aria-invalid", value: error == nil ? nil : "true")\("aria-describedby", value: error == nil ? nil : "title-error")>\
            \(error.map { "<p class=\"error\" id=\"title-error\">\($0)</p>" })</div>\
            <div class="row"><div class="field"><label for="marking">\(L("Marking"))</label>\(MarkingChoice.select(event.marking))</div>\
            <div class="field"><label for="language">\(L("Written in"))</label>\(LanguageChoice.select(id: "language", name: "language", chosen: typed?.language ?? visit.language.rawValue))</div></div>\
            <fieldset class="options"><legend>\(L("It begins with"))</legend>\
            \(statements == 0 ? .empty : "<label><input type=\"radio\" name=\"structure\" value=\"outline\" checked> \(L(statements, one: "the agreed outline (\(statements) statement)", other: "the agreed outline (\(statements) statements)"))</label>")\
            <label><input type="radio" name="structure" value="usual"\("checked", when: statements == 0)> \(L("the usual structure, with a section for each priority issue"))</label></fieldset>\
            <div class="actions"><button class="primary">\(L("Begin the guide"))</button></div></form>
            """)
    }
}

/// The choice of a marking.
enum MarkingChoice {
    static func select(_ chosen: String) -> HTML {
        """
        <select id="marking" name="marking">\(Marking.allCases.html {
            "<option value=\"\($0.rawValue)\"\("selected", when: $0.rawValue == chosen)>TLP:\($0.rawValue)</option>"
        })</select>
        """
    }
}
