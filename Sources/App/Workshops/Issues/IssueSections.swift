import Domain
import Markup
import Web

/// How an issue looks wherever it stands in a list.
struct IssueView {
    let issue: IssueRecord
    let room: Room

    init(_ issue: IssueRecord, in room: Room) {
        self.issue = issue
        self.room = room
    }

    var title: HTML { title("p") }

    func title(_ element: String, id: String? = nil) -> HTML {
        let (open, close) = (HTML(trusted: "<\(element)"), HTML(trusted: "</\(element)>"))
        return
            "\(open) class=\"title\"\("id", value: id) lang=\"\(issue.language)\" dir=\"auto\">\(issue.title)\(close)"
    }

    /// Where it comes from: sector and country, the author's name where the event shows names, or the countries of a merged one.
    /// - Parameter mark: stands at the end of the line.
    func origin(showsTime: Bool = false, mark: HTML = .empty) -> HTML {
        guard issue.kind == .contributed else {
            return """
                <p class="meta"><span>\(L(issue.parents.count, one: "merged from \(issue.parents.count)", other: "merged from \(issue.parents.count)"))</span>\
                \(issue.raisedIn.map { "<span>\($0)</span>" } ?? HTML.empty)</p>
                """
        }
        return """
            <p class="meta">\(room.names.origin(sector: issue.sector, country: issue.country))\(author)\
            \(showsTime ? MomentWords(room.event.timeZone).html(issue.createdAt, .time) : .empty) \(mark)</p>
            """
    }

    private var author: HTML? {
        guard room.event.namesShown, let author = issue.author else { return nil }
        return " <span dir=\"auto\">\(author)</span> "
    }

    /// The issues that were joined into this one, in their authors' words.
    var parents: HTML {
        guard !issue.parents.isEmpty else { return .empty }
        return "<ul class=\"parents\">\(issue.parents.html { "<li>\(IssueView($0, in: room).parent)</li>" })</ul>"
    }

    var parent: HTML {
        """
        <span lang="\(issue.language)" dir="auto">\(issue.title)</span> \
        <span class="meta">\(room.names.origin(sector: issue.sector, country: issue.country))\(author)</span>
        """
    }
}

/// The fields of an issue, for a new one and for one that is edited. Their names carry no prefix; their ids do.
struct IssueFields {
    let prefix: String
    var topic: Topic.ID?
    var title = ""
    var explanation = ""
    var language: String
    var errors: [String: Message] = [:]

    private var told: FieldErrors { FieldErrors(prefix: prefix, errors) }

    /// - Parameter topics: shown as a choice where there is more than one.
    func html(topics: [TopicRecord]) -> HTML {
        """
        \(told.summary(["topic", "title", "explanation", "language"]))\(topics.count > 1 ? topicField(topics) : .empty)\
        <div class="field"><label for="\(prefix)title">\(L("The issue"))</label>\
        <p class="hint" id="\(prefix)title-hint">\(L("One sentence, at most \(IssueText.titleLimit) characters."))</p>\
        <textarea class="sentence" id="\(prefix)title" name="title" rows="2" dir="auto" maxlength="\(IssueText.titleLimit * 2)" required\
        \(told.marks("title", hasHint: true))>\(title)</textarea>\(told.error("title"))</div>\
        <details class="more"\("open", when: !explanation.isEmpty || errors["explanation"] != nil || errors["language"] != nil)>\
        <summary>\(L("Explanation and language"))</summary>\
        <div class="field"><label for="\(prefix)explanation">\(L("Explanation (optional)"))</label>\
        <textarea id="\(prefix)explanation" name="explanation" dir="auto" maxlength="\(IssueText.explanationLimit * 2)"\
        \(told.marks("explanation"))>\(explanation)</textarea>\(told.error("explanation"))</div>\
        <div class="field"><label for="\(prefix)language">\(L("Written in"))</label>\
        \(LanguageChoice.select(id: "\(prefix)language", name: "language", chosen: language))\(told.error("language"))</div></details>
        """
    }

    private func topicField(_ topics: [TopicRecord]) -> HTML {
        """
        <div class="field"><label for="\(prefix)topic">\(L("Topic"))</label><select id="\(prefix)topic" name="topic"\(told.marks("topic"))>\
        \(topic == nil ? "<option value=\"\">\(L("Choose"))</option>" : .empty)\
        \(topics.html { "<option value=\"\($0.id)\"\("selected", when: $0.id == topic)>\($0.position). \($0.title)</option>" })\
        </select>\(told.error("topic"))</div>
        """
    }
}

/// The choice of a contribution's language.
enum LanguageChoice {
    static func select(id: String, name: String, chosen: String) -> HTML {
        """
        <select id="\(id)" name="\(name)">\
        \(ContributionLanguage.all.html {
            "<option value=\"\($0.tag)\" lang=\"\($0.tag)\"\("selected", when: $0.tag == chosen)>\($0.ownName)</option>"
        })</select>
        """
    }
}
