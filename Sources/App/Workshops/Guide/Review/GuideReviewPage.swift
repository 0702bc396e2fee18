import Domain
import Markup
import Storage
import Web

/// The review of the guide: its state, what each sector says of the version under review, the versions, and what is still open.
struct GuideReviewPage {
    let words: GuideReviewWords
    let guide: ReviewedGuide?
    let reviewed: GuideVersionRecord?
    let table: SignOffTable?
    let versions: [GuideVersionRecord]
    let comments: [GuideCommentRecord]
    let titles: [GuideSection.ID: [String: String]]
    /// What stands against making the version final; only for who may do so.
    let obstacles: GuideObstacles?
    private let isSigner: Bool
    private let frame: EventFrame
    /// A form that comes back with errors: of a version, a sign-off or a closing.
    var form = FormState()
    enum Form: String { case version, signing, closing }
    var returned: Form?

    init(_ event: Event.ID, visit: Visit, _ reading: any Reading) throws {
        words = try GuideReviewWords(event, reading)
        frame = try EventFrame(visit, words.room.event, reading)
        let store = GuideReviewStore(reading)
        guide = try store.guideIfAny(of: event)
        reviewed = try guide.flatMap { try store.reviewed($0) }
        table = try reviewed.map { [words] in try SignOffTable($0.id, words, reading) }
        versions = try guide.map { try store.versions(of: $0.id) } ?? []
        comments = try guide.map { try store.openComments(of: $0.id) } ?? []
        let mayFinish = frame.event.isMeeting && frame.allows(.organise)
        obstacles =
            if mayFinish, let guide, guide.state == .review, let reviewed {
                try GuideObstacles(guide, reviewed.id, reading)
            } else { nil }
        let seat = visit.visitor.seat?.id
        isSigner = try SpeakerStore(reading).signers(of: event).contains { $0.participant == seat && $0.maySpeak }
        titles = try guide.map { try store.sectionTitles(of: $0.id) } ?? [:]
    }

    private var event: Event.ID { words.room.event.id }
    private var visit: Visit { frame.visit }

    static func layout(
        _ title: Message, _ frame: EventFrame, path: String, isReview: Bool = false
    ) -> Layout {
        let review = Layout.Crumb(L("Review of the guide"), Paths.guideReview(frame.event.id))
        var layout = frame.layout(title, path: path, tab: EventTab.guideID, between: isReview ? [] : [review])
        layout.styles = ["guide"]
        layout.scripts = ["guide"]
        return layout
    }

    var document: HTML {
        Self.layout(L("Review of the guide"), frame, path: Paths.guideReview(event), isReview: true).document(fragment)
    }

    var fragment: HTML {
        guard let guide else {
            return """
                <div id="trouble" hidden></div><div class="empty" id="review"><h1>\(L("There is no guide yet"))</h1>\
                <p class="muted">\(L("It begins with the outline that the room has agreed on."))</p></div>
                """
        }
        return """
            <div id="trouble" hidden></div><div class="stack-2" id="review"><div class="head"><p>\(GuideReviewWords.chip(guide.state))</p>\
            <h1>\(L("Review of the guide"))</h1><p class="lede" dir="auto" lang="\(guide.language)">\(guide.title)</p>\
            <p class="muted">\(lead(guide))</p></div>\
            <div class="split"><div class="stack-2">\(signing(guide))\(open)</div>\(list(guide))</div></div>
            """
    }

    private func lead(_ guide: ReviewedGuide) -> Message {
        guard frame.event.isMeeting else {
            return switch guide.state {
            case .writing: L("It is being written. Versions that are kept can be compared and read again.")
            case .review: L("A version is in review: two leads of different members release it.")
            case .final: L("It was released. Its next version is begun on the page of the publication.")
            }
        }
        return switch guide.state {
        case .writing:
            versions.isEmpty
                ? L("The guide is being written. Keep a version when it is ready to be looked at.")
                : L("The guide is being written. The facilitator opens the review of a kept version.")
        case .review:
            L(
                "Those who are named sign for their sector, or say what it objects to; the latest answer counts. Then an organiser makes the guide final."
            )
        case .final:
            table?.isSignedByAll ?? false
                ? L("Every sector has signed this version, and an organiser has made it final.")
                : L("An organiser has made it final. What was objected to or not signed stays named here.")
        }
    }

    // MARK: Sign-off

    private func signing(_ guide: ReviewedGuide) -> HTML {
        guard frame.event.isMeeting else { return released }
        guard let reviewed, let table else { return .empty }
        let note: HTML =
            reviewed.finalAt.map { time in
                """
                <div class="notice"><p class="meta">\(L("Made final by")) \(words.origin(reviewed.finalBy, isNamed: true)) \
                \(words.moment(time))</p>\(reviewed.finalNote.map { "<p class=\"lines-kept\" dir=\"auto\">\($0)</p>" as HTML })</div>
                """
            } ?? .empty
        return """
            <section id="sign-off"><h2 dir="auto">\(reviewed.label)</h2>\
            <p><a href="\(Paths.guideVersion(event, reviewed.id))">\(L("Read this version"))</a> · \
            <a href="\(Paths.guideComparison(event))?from=\(reviewed.id)&amp;to=now">\(L("What has changed since"))</a></p>\
            \(note)\(table.html)\(guide.state == .review ? ownWord(reviewed, table) : .empty)\(closing(guide, reviewed))</section>
            """
    }

    /// A text of a programme is signed by nobody: two of its leads release it, on its own page.
    private var released: HTML {
        guard let reviewed, let home = EventKind.named(frame.event.kind)?.home?(event) else { return .empty }
        return """
            <section id="sign-off"><h2 dir="auto">\(reviewed.label)</h2>\
            <p><a href="\(Paths.guideVersion(event, reviewed.id))">\(L("Read this version"))</a> · \
            <a href="\(Paths.guideComparison(event))?from=\(reviewed.id)&amp;to=now">\(L("What has changed since"))</a></p>\
            <p><a class="button" href="\(home)#release">\(L("To its leads and its release"))</a></p></section>
            """
    }

    private func ownWord(_ version: GuideVersionRecord, _ table: SignOffTable) -> HTML {
        guard let seat = visit.visitor.seat, seat.event == event, seat.role.contributes, let sector = seat.sector else {
            return .empty
        }
        guard isSigner else { return others(table, sector) }
        let form = returned == .signing ? form : FormState()
        let own = table.sectors.first { $0.sector == sector }?.words.first { $0.actor == "participant:\(seat.id)" }
        let hint: Message =
            own == nil
            ? L(
                "You are named to sign for your sector. Speak with the others of it first: your name is shown here with its position, and in files where you agree to be named."
            )
            : L("You have answered for your sector. What you send now replaces your last answer.")
        return """
            <form class="form" id="signing" method="post" action="\(Paths.versionSignOff(event, version.id))" data-send \
            data-draft="sign-off-\(version.id)-\(seat.id)"><input type="hidden" name="sector" value="\(sector)">\
            <h3>\(L("The position of your sector:")) \(words.room.names.sector(sector)?.html)</h3><p class="hint">\(hint)</p>\
            \(form.placed("signing").area("note", L("Objection, or a remark with the signature"), hint: L("An objection says what has to change.")))\
            <p class="unsent" data-send-status role="status" hidden></p>\
            <div class="actions"><button class="primary" name="decision" value="signed">\(Icon.svg("check")) \(L("Sign for my sector"))</button>\
            <button name="decision" value="objection">\(Icon.svg("warning")) \(L("Object"))</button></div></form>
            """
    }

    /// For the others of a sector: who speaks for it.
    private func others(_ table: SignOffTable, _ sector: String) -> HTML {
        let names = table.sectors.first { $0.sector == sector }?.signers.map(\.name) ?? []
        return names.isEmpty
            ? "<p class=\"notice\">\(L("Nobody is named to sign for your sector yet. An organiser names who does."))</p>"
            : "<p class=\"notice\">\(L("Signing for your sector: \(list: names). You may comment."))</p>"
    }

    /// The organiser's act: what stands against it is said first.
    private func finishing(_ version: GuideVersionRecord, _ obstacles: GuideObstacles) -> HTML {
        let form = returned == .closing ? form : FormState()
        let note: HTML = form.placed("closing").area(
            "note",
            obstacles.isEmpty ? L("A remark with it (optional)") : L("Why it is made final anyway"))
        let act: HTML = """
            <form class="form" method="post" action="\(Paths.versionFinalisation(event, version.id))" data-send id="close-review">\
            \(note)<div class="actions"><button\("class", value: obstacles.isEmpty ? "primary" : nil)>\(L("Make this version final"))</button></div></form>
            """
        guard !obstacles.isEmpty else {
            return """
                <section id="closing"><h3>\(L("Make it final"))</h3><p>\(L("Everybody who is named has signed, every section has a text, and no comment is open."))</p>\(act)</section>
                """
        }
        return """
            <section id="closing"><h3>\(L("Before it is made final"))</h3><ul class="lines" id="obstacles">\(obstacles.all.html { "<li><a href=\"\($0.path)\">\($0.words)</a></li>" })</ul>\
            <details\("open", when: returned == .closing)><summary>\(L("Make it final anyway"))</summary>\
            <p class="hint">\(L("The reason stays with the version, and so do objections and missing signatures."))</p>\(act)</details></section>
            """
    }

    private func closing(_ guide: ReviewedGuide, _ version: GuideVersionRecord) -> HTML {
        var parts: [HTML] = []
        if let obstacles { parts.append(finishing(version, obstacles)) }
        if frame.allows(.facilitate), guide.state == .review {
            parts.append("<p><a href=\"\(Paths.speakers(event))\">\(L("Who signs for which sector"))</a></p>")
        }
        if frame.allows(.facilitate) {
            parts.append(
                """
                <form class="actions" id="reopen-guide" method="post" action="\(Paths.guideReopening(event))" data-send>\
                <button class="plain">\(Icon.svg("undo")) \(L("Back to writing"))</button></form>
                """)
        }
        return parts.joined()
    }

    // MARK: Versions

    private func list(_ guide: ReviewedGuide) -> HTML {
        let none: HTML = "<p class=\"muted\">\(L("None has been kept yet."))</p>"
        let items: HTML = "<ul class=\"lines\">\(versions.html { item($0, guide) })</ul>"
        return """
            <section id="versions"><h2>\(L("Versions"))</h2>\(versions.isEmpty ? none : items)\
            \(versions.isEmpty ? .empty : comparing)\(frame.allows(.writeGuide) ? keeping : .empty)</section>
            """
    }

    private func item(_ version: GuideVersionRecord, _ guide: ReviewedGuide) -> HTML {
        let isReviewed = version.id == reviewed?.id
        let canOpen = frame.event.isMeeting && frame.allows(.facilitate) && !(isReviewed && guide.state == .review)
        let opening: HTML = """
            <form class="actions" id="review-\(version.id)" method="post" action="\(Paths.versionReview(event, version.id))" data-send>\
            <button>\(L("Open its review"))<span class="sr">: \(version.label)</span></button></form>
            """
        return """
            <li class="issue" id="version-\(version.id)"><div class="between"><a href="\(Paths.guideVersion(event, version.id))" dir="auto">\(version.label)</a>\
            \(isReviewed ? GuideReviewWords.chip(guide.state) : .empty)</div>\
            <p class="meta">\(words.moment(version.createdAt)) \(words.origin(version.createdBy))</p>\
            \(version.note.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(version.note)</p>")\(canOpen ? opening : .empty)</li>
            """
    }

    private var comparing: HTML {
        func options(_ chosen: GuideVersion.ID?, withNow: Bool) -> HTML {
            let now: HTML = withNow ? "<option value=\"now\">\(L("The guide as it stands now"))</option>" : .empty
            return
                "\(now)\(versions.html { "<option value=\"\($0.id)\"\("selected", when: $0.id == chosen)>\($0.label)</option>" })"
        }
        return """
            <form class="form" id="compare" method="get" action="\(Paths.guideComparison(event))"><h3>\(L("Compare"))</h3><div class="row">\
            <div class="field"><label for="from">\(L("Earlier version"))</label><select id="from" name="from">\(options(versions.first?.id, withNow: false))</select></div>\
            <div class="field"><label for="to">\(L("Later version"))</label><select id="to" name="to">\(options(nil, withNow: true))</select></div></div>\
            <div class="actions"><button>\(L("Show what has changed"))</button></div></form>
            """
    }

    private var keeping: HTML {
        let form = returned == .version ? form : FormState()
        return """
            <details id="keeping"\("open", when: versions.isEmpty || returned == .version)><summary>\(L("Keep this version"))</summary>\
            <form class="form" id="keep-version" method="post" action="\(Paths.guideVersions(event))" data-send data-draft="version-\(event)">\
            \(form.text("title", L("Name (optional)"), hint: L("For instance: as sent for comments"), maxLength: 240))\
            \(form.placed("keeping").area("note", L("What is new in it (optional)"), maxLength: 2_000))\
            <p class="unsent" data-send-status role="status" hidden></p>\
            <div class="actions"><button>\(L("Keep this version"))</button></div></form></details>
            """
    }

    // MARK: Open comments

    private var open: HTML {
        let groups = Dictionary(grouping: comments) { "\($0.section) \($0.language)" }.values
            .sorted { ($0[0].createdAt, $0[0].id) < ($1[0].createdAt, $1[0].id) }
        let none: HTML = "<p class=\"muted\">\(L("Everything that was said has been settled."))</p>"
        return """
            <section id="open-comments"><h2>\(L(comments.count, one: "\(comments.count) open comment", other: "\(comments.count) open comments"))</h2>\
            \(comments.isEmpty ? none : groups.map(group).joined())</section>
            """
    }

    private func group(_ comments: [GuideCommentRecord]) -> HTML {
        let (section, language) = (comments[0].section, comments[0].language)
        let title = titles[section]?[language] ?? L("Section").string()
        let name: HTML =
            language == guide?.language ? .empty : " <span class=\"chip\">\(ContributionLanguage.name(language))</span>"
        return """
            <h3><a href="\(Paths.sectionComments(event, section))?language=\(language)" lang="\(language)" dir="auto">\(title)</a>\(name)</h3>\
            <ul class="lines">\(comments.html { comment in
                """
                <li class="issue comment"><p class="meta">\(words.origin(comment.author)) \(words.moment(comment.createdAt))</p>\
                \(SectionComments.content(comment))</li>
                """
            })</ul>
            """
    }
}
