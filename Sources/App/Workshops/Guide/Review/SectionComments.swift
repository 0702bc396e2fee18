import Domain
import Markup
import Storage
import Web

/// What is needed to show the comments of any section of a guide, read once per page.
struct GuideComments {
    let guide: ReviewedGuide
    let words: GuideReviewWords
    let mayWrite: Bool
    let visit: Visit
    private let comments: [GuideCommentRecord]

    /// - Throws: ``Refusal/notFound`` where the event has no guide yet.
    init(_ event: Event.ID, visit: Visit, _ reading: any Reading) throws {
        let store = GuideReviewStore(reading)
        guide = try store.guide(of: event)
        words = try GuideReviewWords(event, reading)
        mayWrite = try visit.membership(in: event, reading).allows(.writeGuide)
        comments = try store.comments(of: guide.id)
        self.visit = visit
    }

    /// The comments beside one section's text in a language.
    func section(_ section: GuideSection.ID, language: String) -> SectionComments {
        SectionComments(section: section, language: language, in: self)
    }

    func threads(_ section: GuideSection.ID, _ language: String) -> [GuideCommentRecord] {
        comments.filter { $0.section == section && $0.language == language && $0.parent == nil }
    }

    var open: [GuideCommentRecord] { comments.filter { $0.parent == nil && $0.state == .open } }

    func replies(to comment: GuideComment.ID) -> [GuideCommentRecord] { comments.filter { $0.parent == comment } }
}

/// The comments on one section's text in one language, with the form for a new one: a region of its own, beside the text in the
/// guide's pages. Its forms answer with this region; without JavaScript they lead back to `back`.
///
/// Give the element that holds the text the id ``textID``: then "Take the marked words" fills the quote.
struct SectionComments {
    let section: GuideSection.ID
    let language: String
    let all: GuideComments
    /// The page that the forms lead back to without JavaScript; the section's own page of comments by default.
    var back: String?
    /// The form for a new comment that comes back with errors.
    var form = FormState()
    /// The comment whose reply or decline comes back with errors.
    var returned: (comment: GuideComment.ID, form: FormState)?

    init(section: GuideSection.ID, language: String, in all: GuideComments) {
        self.section = section
        self.language = language
        self.all = all
    }

    static func id(_ section: GuideSection.ID, _ language: String) -> String { "comments-\(section)-\(language)" }
    static func textID(_ section: GuideSection.ID, _ language: String) -> String { "words-\(section)-\(language)" }

    private var event: Event.ID { all.guide.event }
    private var key: String { "\(section)-\(language)" }

    private var context: HTML {
        """
        <input type="hidden" name="language" value="\(language)">\
        \(back.map { "<input type=\"hidden\" name=\"back\" value=\"\($0)\">" as HTML })
        """
    }

    var html: HTML {
        let threads = all.threads(section, language)
        let open = threads.filter { $0.state == .open }
        let done = threads.filter { $0.state != .open }
        return """
            <section class="comments" id="\(Self.id(section, language))" aria-label="\(L("Comments").string())">\
            <h3>\(open.isEmpty ? L("No open comments") : L(open.count, one: "\(open.count) open comment", other: "\(open.count) open comments"))</h3>\
            \(open.isEmpty ? .empty : "<ul class=\"lines\">\(open.html(item))</ul>")\(newForm)\
            \(done.isEmpty ? .empty : """
                <details id="done-\(key)"><summary>\(L("Settled (\(done.count))"))</summary><ul class="lines">\(done.html(item))</ul></details>
                """)</section>
            """
    }

    // MARK: One comment

    private func item(_ comment: GuideCommentRecord) -> HTML {
        let replies = all.replies(to: comment.id)
        return """
            <li class="issue comment" id="comment-\(comment.id)"><p class="meta">\(all.words.origin(comment.author)) \
            \(all.words.moment(comment.createdAt)) \(GuideReviewWords.chip(comment))</p>\(Self.content(comment))\
            \(outcome(comment))\(replies.isEmpty ? .empty : "<ul class=\"replies\">\(replies.html(reply))</ul>")\
            \(comment.state == .open ? decisions(comment) : reopening(comment))</li>
            """
    }

    /// The quote, what is said of it, and what is suggested in its place.
    static func content(_ comment: GuideCommentRecord) -> HTML {
        let language = comment.language
        let said: HTML = comment.text.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(comment.text)</p>"
        guard comment.kind == .suggestion else {
            let quote: HTML =
                comment.quote.isEmpty
                ? .empty
                : "<blockquote class=\"lines-kept\" lang=\"\(language)\" dir=\"auto\">\(comment.quote)</blockquote>"
            return "\(quote)\(said)"
        }
        return """
            <p class="change lines-kept" lang="\(language)" dir="auto">\
            \(ComparisonView.html(TextComparison(comment.quote, comment.proposed)))</p>\(said)
            """
    }

    private func outcome(_ comment: GuideCommentRecord) -> HTML {
        guard comment.state != .open, let at = comment.decidedAt else { return .empty }
        let reason: HTML =
            comment.answer.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(L("Why:")) \(comment.answer)</p>"
        return """
            <p class="meta"><span>\(L("Decided by"))</span> \(all.words.origin(comment.decidedBy)) \(all.words.moment(at))</p>\(reason)
            """
    }

    private func reply(_ reply: GuideCommentRecord) -> HTML {
        """
        <li id="comment-\(reply.id)"><p class="meta">\(all.words.origin(reply.author)) \(all.words.moment(reply.createdAt))</p>\
        <p class="lines-kept" dir="auto">\(reply.text)</p></li>
        """
    }

    private func decisions(_ comment: GuideCommentRecord) -> HTML {
        let id = comment.id
        let isAuthor = comment.author == all.visit.visitor.journalName
        let form = returned?.comment == id ? returned?.form : nil
        let isSuggestion = comment.kind == .suggestion
        let acceptance: HTML = """
            <form class="actions" id="accept-\(id)" method="post" action="\(Paths.suggestionAcceptance(event, id))" data-send>\(context)\
            <button>\(Icon.svg("check")) \(L("Accept the change"))</button></form>
            """
        let settling: HTML = """
            <button class="plain" formnovalidate formaction="\(Paths.commentResolution(event, id))">\(L("Settle without a change"))</button>
            """
        let declining: HTML = """
            <button class="plain" formaction="\(Paths.suggestionDeclining(event, id))">\(L("Decline with this reason"))</button>
            """
        return """
            \(isSuggestion && all.mayWrite && all.guide.state != .final ? acceptance : .empty)\
            <details id="answer-\(id)"\("open", when: form != nil)><summary>\(isSuggestion && all.mayWrite ? L("Answer or decline") : L("Answer"))</summary>\
            <form class="form" id="reply-\(id)" method="post" action="\(Paths.commentReplies(event, id))" data-send data-draft="reply-\(id)">\(context)\
            <input type="hidden" name="idempotency">\
            <div class="field"><label for="reply-text-\(id)">\(L("Your answer"))</label>\
            <textarea class="sentence" id="reply-text-\(id)" name="text" rows="2" dir="auto" maxlength="\(CommentDraft.textLimit * 2)" required\
            \("aria-invalid", value: form == nil ? nil : "true")\("aria-describedby", value: form == nil ? nil : "reply-error-\(id)")>\(form?.values["text"] ?? "")</textarea>\
            \(form.map { "<p class=\"error\" id=\"reply-error-\(id)\">\($0.errors.values.first ?? L("This field is required."))</p>" as HTML })</div>\
            <p class="unsent" data-send-status role="status" hidden></p>\
            <div class="actions"><button>\(L("Answer"))</button>\(isSuggestion && all.mayWrite ? declining : .empty)\
            \(all.mayWrite || isAuthor ? settling : .empty)</div></form></details>
            """
    }

    private func reopening(_ comment: GuideCommentRecord) -> HTML {
        let isAuthor = comment.author == all.visit.visitor.journalName
        guard comment.state != .accepted, all.mayWrite || isAuthor else { return .empty }
        return """
            <form class="actions" id="return-\(comment.id)" method="post" action="\(Paths.commentReturn(event, comment.id))" data-send>\
            \(context)<button class="plain">\(Icon.svg("undo")) \(L("Open it again"))</button></form>
            """
    }

    // MARK: A new one

    private var newForm: HTML {
        let isSuggestion = form.values["kind"] == "suggestion"
        return """
            <details id="say-\(key)"\("open", when: !form.errors.isEmpty)><summary>\(L("Comment or suggest a change"))</summary>\
            <form class="form" id="comment-\(key)" method="post" action="\(Paths.sectionComments(event, section))" data-send \
            data-draft="comment-\(key)-\(all.visit.visitor.journalName ?? "")">\(context)\
            <input type="hidden" name="idempotency">\
            \(form.errors.isEmpty ? .empty : """
                <div class="notice bad" role="alert" tabindex="-1"><p><b>\(L("This was not sent yet."))</b> \(L("What you typed is kept."))</p></div>
                """)\
            <fieldset class="options"><legend class="sr">\(L("What it is"))</legend>\
            <label><input type="radio" name="kind" value="comment"\("checked", when: !isSuggestion)> \(L("A comment"))</label>\
            <label><input type="radio" name="kind" value="suggestion"\("checked", when: isSuggestion)> \(L("A suggested change"))</label></fieldset>\
            \(area("quote", L("The passage"), hint: L("Copied from the text; for a comment it may stay empty."), language: language))\
            <div class="actions js-only"><button type="button" class="plain" data-quote="\(Self.textID(section, language))">\
            \(Icon.svg("copy")) \(L("Use the selected words"))</button></div>\
            <div class="of-suggestion">\(area("proposed", L("New words in its place"), hint: L("Leave it empty to delete the passage."), language: language))</div>\
            \(area("text", L("What you want to say"), hint: nil, language: nil))\
            <p class="unsent" data-send-status role="status" hidden></p>\
            <div class="actions"><button>\(L("Send"))</button></div></form></details>
            """
    }

    private func area(_ name: String, _ label: Message, hint: Message?, language: String?) -> HTML {
        let (id, error) = ("\(name)-\(key)", form.errors[name])
        let described = [hint == nil ? nil : "\(id)-hint", error == nil ? nil : "\(id)-error"].compactMap { $0 }
        return """
            <div class="field"><label for="\(id)">\(label)</label>\(hint.map { "<p class=\"hint\" id=\"\(id)-hint\">\($0)</p>" as HTML })\
            <textarea class="sentence" id="\(id)" name="\(name)" rows="2"\("lang", value: language) dir="auto"\
            \("aria-invalid", value: error == nil ? nil : "true")\
            \("aria-describedby", value: described.isEmpty ? nil : described.joined(separator: " "))>\(form.values[name] ?? "")</textarea>\
            \(error.map { "<p class=\"error\" id=\"\(id)-error\">\($0)</p>" as HTML })</div>
            """
    }
}
