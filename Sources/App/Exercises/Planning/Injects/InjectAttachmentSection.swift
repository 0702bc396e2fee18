import Domain
import Markup
import Storage
import Web

/// On the page of an inject: what goes out with it, and a form for one more.
struct InjectAttachmentSection {
    let event: Event.ID
    let inject: InjectRecord
    let languages: [String]
    let attachments: [InjectAttachmentRecord]
    let isOpen: Bool
    let state: FormState?

    var html: HTML {
        guard isOpen || !attachments.isEmpty else { return .empty }
        return """
            <section id="attachments"><h2>\(L("Attachments"))</h2>\
            \(attachments.isEmpty ? .empty : "<ul class=\"lines\">\(attachments.html(line))</ul>")\
            \(isOpen && attachments.count < InjectAttachmentOperations.most ? form : .empty)</section>
            """
    }

    private func line(_ one: InjectAttachmentRecord) -> HTML {
        """
        <li class="between" id="attachment-\(one.id)"><div><p class="title"><a href="\(InjectPaths.attachment(event, inject.id, one.id))"><bdi>\(one.file.name)</bdi></a></p>\
        <p class="meta"><span>\(one.kind.label)</span>\(one.language.map { " <span>\(Language(rawValue: $0)?.ownName ?? $0)</span>" }) \(one.alt.isEmpty ? .empty : "<span dir=\"auto\">\(one.alt)</span>")</p></div>\
        \(isOpen ? "<form method=\"post\" action=\"\(InjectPaths.attachmentRemoval(event, inject.id, one.id))\"><button class=\"plain danger\">\(L("Remove"))</button></form>" : .empty)</li>
        """
    }

    private var form: HTML {
        let state = (state ?? FormState()).placed("attachment")
        let all: [FieldOption] =
            [("", L("All languages"))] + languages.map { ($0, .verbatim(Language(rawValue: $0)?.ownName ?? $0)) }
        return """
            <details id="attach"\("open", when: !state.errors.isEmpty)><summary>\(L("Add an attachment"))</summary>\
            <form class="form" method="post" action="\(InjectPaths.attachments(event, inject.id))" enctype="multipart/form-data">\
            \(state.summary([("file", L("File")), ("alt", L("What is to be seen")), ("language", L("Language"))]))\
            <div class="field"><label for="attachment-file">\(L("File"))</label><p class="hint" id="attachment-file-hint">\(L("PNG, JPEG, a text or a PDF. Pictures are shown with the mark in them; a PDF is handed out on paper."))</p>\
            <input type="file" id="attachment-file" name="file" accept=".png,.jpg,.jpeg,.txt,.md,.csv,.pdf" aria-describedby="attachment-file-hint">\(state.error("file"))</div>\
            \(state.text("alt", L("What is to be seen"), hint: L("For who does not see it; needed with a picture."), maxLength: 300))\
            \(state.select("language", L("Language"), options: all))<div class="actions"><button>\(L("Add"))</button></div></form></details>
            """
    }
}

extension InjectAttachmentRecord.Kind {
    var label: Message {
        switch self {
        case .image: L("Picture", context: "attachment")
        case .text: L("Text")
        case .pdf: .verbatim("PDF")
        }
    }
}
