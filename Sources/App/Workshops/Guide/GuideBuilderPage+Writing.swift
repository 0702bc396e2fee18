import Domain
import Markup
import Storage
import Web

/// The middle of the builder: one section's text in one language, its preview, and what can be done with the section.
extension GuideBuilderPage {
    var writing: HTML {
        guard let section, let place = tree.place(section) else {
            return """
                <section class="writing" id="writing"><div class="empty"><h2>\(L("No sections yet"))</h2>\
                <p class="muted">\(L("Add the first one at the left."))</p></div></section>
                """
        }
        return """
            <section class="writing" id="writing" aria-label="\(L("Text").string())">\(languageTabs)\
            <nav class="jumps" aria-label="\(L("On this page").string())"><a href="#guide-outline">\(L("Sections"))</a> <a href="#preview">\(L("Preview"))</a> \(comments == nil ? .empty : "<a href=\"#\(SectionComments.id(section, language))\">\(L("Comments"))</a> ")<a href="#evidence-pane">\(L("Evidence"))</a></nav>\
            \(isFinal ? fixedTitle(place) : titleForm(section, place))\(translation(section))\(editor(section))\
            <div class="previewing"><h2 class="small muted">\(L("As readers see it"))</h2>\(preview?.html)</div>\
            \(comments?.html)\(isFinal ? .empty : moving(section, place))</section>
            """
    }

    // MARK: Languages

    private var languageTabs: HTML {
        """
        <div class="between languages"><nav aria-label="\(L("Languages of the guide").string())"><ul class="tabs">\(tree.languages.html { tag in
            let behind = tree.outOfDate(in: tag).count
            let missing = tree.missing(in: tag).count
            return """
                <li><a href="\(Paths.guideBuilder(event, section: section, language: tag))"\("aria-current", value: tag == language ? "page" : nil)>\
                <bdi lang="\(tag)">\(ContributionLanguage.name(tag))</bdi>\
                \(behind + missing == 0 ? .empty : " <small>\(state(behind, missing))</small>")</a></li>
                """
        })</ul></nav>\
        \(isFinal ? .empty : moreLanguages)</div>\(outOfDate)
        """
    }

    private var moreLanguages: HTML {
        """
        <details class="menu" id="more-languages"><summary>\(Icon.svg("language")) \(L("Add a language"))</summary>\
        <form class="form floating" id="language" method="post" action="\(Paths.guideLanguages(event))">\
        <div class="field"><label for="new-language">\(L("Language"))</label>\(LanguageChoice.select(id: "new-language", name: "language", chosen: "fr"))</div>\
        <button>\(L("Add"))</button></form></details>
        """
    }

    private func state(_ behind: Int, _ missing: Int) -> Message {
        behind > 0
            ? L(behind, one: "\(behind) out of date", other: "\(behind) out of date")
            : L(missing, one: "\(missing) to write", other: "\(missing) to write")
    }

    /// "3 sections of the French text follow an older English one."
    private var outOfDate: HTML {
        let behind = tree.outOfDate(in: language)
        guard !behind.isEmpty else { return .empty }
        let (name, main) = (ContributionLanguage.name(language), ContributionLanguage.name(tree.guide.language))
        return """
            <div class="notice warn"><p>\(L(behind.count, one: "\(behind.count) section in \(name) follows an older text in \(main):", other: "\(behind.count) sections in \(name) follow an older text in \(main):"))</p>\
            <ul class="trail-list">\(behind.html { id in
                "<li><a href=\"\(Paths.guideBuilder(event, section: id, language: language))\" dir=\"auto\">\(tree.name(id, in: language))</a></li>"
            })</ul></div>
            """
    }

    /// The main text beside a translation, and what changed in it.
    private func translation(_ section: GuideSection.ID) -> HTML {
        guard language != tree.guide.language, let main = tree.main(section) else { return .empty }
        let isBehind = tree.isOutOfDate(section, in: language)
        return """
            <details class="original" id="original" open><summary>\(L("The text in \(ContributionLanguage.name(tree.guide.language))"))</summary>\
            <h3 lang="\(main.language)" dir="auto">\(main.title)</h3>\
            \(isBehind ? changes.map(changed) ?? original(main) : original(main))</details>\
            \(isBehind && !isFinal ? upToDate(section, main) : .empty)
            """
    }

    private func original(_ main: SectionText) -> HTML {
        "<div class=\"lines-kept markdown\" lang=\"\(main.language)\" dir=\"auto\">\(main.card.text)</div>"
    }

    private func changed(_ changes: ComparisonSection) -> HTML {
        "<p class=\"hint\">\(L("What changed since this translation:"))</p>\(changes.html)"
    }

    private func upToDate(_ section: GuideSection.ID, _ main: SectionText) -> HTML {
        """
        <form class="notice warn" id="up-to-date" method="post" action="\(Paths.guideTranslation(event, section))">\
        <input type="hidden" name="language" value="\(language)">\
        <input type="hidden" name="revision" value="\(main.card.revision)"><p>\(L("This translation follows an older text."))</p>\
        <div class="actions"><button>\(Icon.svg("check")) \(L("Mark as up to date"))</button></div></form>
        """
    }

    // MARK: Title and text

    private func titleForm(_ section: GuideSection.ID, _ place: SectionTree<GuideSection.ID>.Place) -> HTML {
        let isWrong = typed?.kind == .title
        let error = isWrong ? typed?.errors["title"] : nil
        let title = isWrong ? typed?.title ?? "" : text?.title ?? ""
        return """
            <form class="section-title" id="title-form" method="post" action="\(Paths.guideSectionTitle(event, section))">\
            <input type="hidden" name="language" value="\(language)">\
            <div class="field grow"><label for="section-title">\(place.number.isEmpty ? L("Title of the section") : L("Title of section \(place.number)"))</label>\
            <input id="section-title" name="title" required lang="\(language)" dir="auto" value="\(title)"\
            \("aria-invalid", value: error == nil ? nil : "true")\("aria-describedby", value: error == nil ? nil : "section-title-error")>\
            \(error.map { "<p class=\"error\" id=\"section-title-error\">\($0)</p>" })</div>\
            <div class="field"><label for="section-kind">\(L("Kind"))</label><select id="section-kind" name="kind">\(kinds(tree.sections[section]?.kind ?? .text))</select></div>\
            <button>\(L("Save the title"))</button></form>
            """
    }

    private func fixedTitle(_ place: SectionTree<GuideSection.ID>.Place) -> HTML {
        "<h2 lang=\"\(text?.language ?? language)\" dir=\"auto\">\(tree.name(place.id, in: language))</h2>"
    }

    private func editor(_ section: GuideSection.ID) -> HTML {
        guard let text else {
            guard !isFinal else {
                return "<p class=\"muted\">\(L("This section has no text in this language yet."))</p>"
            }
            return """
                <form class="notice" id="begin-text" method="post" action="\(Paths.guideLanguages(event))">\
                <input type="hidden" name="language" value="\(language)"><p>\(L("This section has no text in this language yet."))</p>\
                <div class="actions"><button>\(L("Begin it"))</button></div></form>
                """
        }
        return """
            <div class="editor" id="\(SectionComments.textID(section, language))">\(Self.field(text, of: tree.guide).html)\
            \(isFinal ? .empty : writingHint)</div>
            """
    }

    private var writingHint: HTML {
        """
        <p class="hint">\(L("Markdown: **bold**, *italic*, # heading, - list, > quote, tables."))\
        <span class="with-script"> \(L("Alt + C goes to the evidence and back; Enter there cites the first that is found."))</span></p>
        """
    }

    // MARK: The section itself

    private func moving(_ section: GuideSection.ID, _ place: SectionTree<GuideSection.ID>.Place) -> HTML {
        """
        <details id="moving"><summary>\(L("Move or remove this section"))</summary>\
        <form class="actions" id="move" method="post" action="\(Paths.guideSectionMove(event, section))">\
        <input type="hidden" name="language" value="\(language)">\
        <button name="to" value="up">\(Icon.svg("up")) \(L("Up"))</button><button name="to" value="down">\(Icon.svg("down")) \(L("Down"))</button>\
        <button name="to" value="indent">\(Icon.flipping("next")) \(L("One level down"))</button><button name="to" value="outdent">\(Icon.flipping("back")) \(L("One level up"))</button></form>\
        <form class="inline" id="move-under" method="post" action="\(Paths.guideSectionMove(event, section))">\
        <input type="hidden" name="language" value="\(language)"><input type="hidden" name="to" value="under">\
        <div class="field"><label for="move-parent">\(L("Parent section"))</label><select id="move-parent" name="parent">\(parents(chosen: place.parent, without: section))</select></div>\
        <button>\(L("Move"))</button></form>\
        <form class="actions" id="remove" method="post" action="\(Paths.guideSectionRemoval(event, section))">\
        <button class="plain danger">\(Icon.svg("withdraw")) \(L("Remove this section"))</button></form></details>
        """
    }
}
