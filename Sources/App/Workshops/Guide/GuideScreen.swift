import Domain
import Markup
import Storage
import Web

/// The guide on the three screens of the room.
enum GuideScreen: StageScreen {
    static let stage = WorkshopStage.guide
    static var announcement: Message { L("The guide is being written") }

    static func participant(_ room: Room, seat: Visitor.Seat, visit: Visit, _ reading: any Reading) throws -> HTML {
        let event = room.event.id
        guard let guide = try GuideStore(reading).document(of: event, in: visit.language.rawValue) else {
            return """
                <div class="head"><h1>\(L("The guide is being written"))</h1>\
                <p class="lede">\(L("Its sections appear here as soon as they have a text."))</p></div>\(writeLink(event, seat))
                """
        }
        let progress = try GuideProgress(room.event, reading)
        let task = try SignerTask(event, seat: seat.id, reading)
        let reads = task.map { $0.word != nil } ?? true
        return """
            <div class="head"><h1 dir="auto">\(guide.title)</h1><p class="meta"><span>\(progress.written)</span> \(TLP.chip(guide.marking))</p></div>\(task?.html)\
            <div class="actions"><a class="button\(reads ? " primary" : "")" href="\(Paths.guide(event))">\(L("Read the guide"))</a>\(writeLink(event, seat))</div>\
            <p class="hint">\(L("Open a section to comment on it or to suggest other wording."))</p>\(participantList(guide, progress, event))
            """
    }

    private static func writeLink(_ event: Event.ID, _ seat: Visitor.Seat) -> HTML {
        guard seat.role == .rapporteur else { return .empty }
        return
            "<a class=\"button\" href=\"\(Paths.guideBuilder(event))\">\(Icon.svg("edit")) \(L("Write the guide"))</a>"
    }

    private static func participantList(_ guide: GuideDocument, _ progress: GuideProgress, _ event: Event.ID) -> HTML {
        let latest = guide.sections.filter { progress.latest.contains($0.id) }
        let new: HTML =
            latest.isEmpty
            ? .empty
            : "<section><h2>\(L("Written last"))</h2><ul class=\"lines\">\(latest.html { line($0, of: event) })</ul></section>"
        return """
            \(new)<details id="all-sections"\("open", when: latest.isEmpty)><summary>\(L("All sections"))</summary>\
            <ol class="lines">\(guide.sections.html { line($0, of: event) })</ol></details>
            """
    }

    private static func line(_ section: GuideDocument.Section, of event: Event.ID) -> HTML {
        let isEmpty = section.markdown.allSatisfy(\.isWhitespace)
        return """
            <li class="between"><a href="\(Paths.guideSection(event, section.id))" lang="\(section.titleLanguage)" dir="auto">\(section.number) \(section.title)</a>\
            \(isEmpty ? "<span class=\"small muted\">\(L("no text yet"))</span>" : .empty)</li>
            """
    }

    /// The list is fetched anew when a section gets a text, a title or another place; not with each letter.
    static func state(_ room: Room, _ reading: any Reading) throws -> String {
        guard let tree = try GuideStore(reading).tree(of: room.event.id) else { return "none" }
        let sections = tree.places.map { place in
            "\(place.number)\(tree.main(place.id)?.title ?? "")\(tree.main(place.id)?.isEmpty ?? true ? "-" : "+")"
        }
        let review = try SignerTask.state(room.event.id, reading)
        let text = ([tree.guide.title, tree.guide.marking.rawValue, tree.guide.state.rawValue, review] + sections)
            .joined(separator: "\n")
        return String(Secret.digest(Secret.hex(text.utf8)).prefix(16))
    }

    static func console(
        _ room: Room, connected: Int, now: Int64, _ reading: any Reading
    ) throws -> StageConsole {
        let event = room.event.id
        guard try GuideStore(reading).guide(of: event) != nil else {
            return StageConsole(
                stage: """
                    <div class="head"><h1>\(L("Guide"))</h1><p class="muted">\(L("Nobody has begun it yet. It begins with the agreed outline, or with the usual structure."))</p></div>
                    """,
                actions: "<a class=\"button primary\" href=\"\(Paths.guideBuilder(event))\">\(L("Begin the guide"))</a>"
            )
        }
        let progress = try GuideProgress(room.event, reading)
        return StageConsole(
            stage: """
                <div class="head"><h1>\(L("Guide"))</h1><p class="muted" dir="auto">\(progress.tree.guide.title)</p></div>\(progress.figures)
                """,
            work: "\(try GuideReviewSummary(event, reading)?.html)\(progress.details)\(takeAway(event))",
            actions: """
                <a class="button primary" href="\(Paths.guideBuilder(event))">\(L("Write the guide"))</a>\
                <a class="button" href="\(Paths.guide(event))">\(L("Read the guide"))</a>
                """)
    }

    /// What comes after the last stage.
    private static func takeAway(_ event: Event.ID) -> HTML {
        """
        <section><h2>\(L("When it is written"))</h2><p class="muted">\(L("Keep a version, and let each sector review and sign it. Guide, report and tables can be downloaded as files."))</p>\
        <div class="actions"><a class="button" href="\(Paths.guideReview(event))">\(L("Review and versions"))</a>\
        <a class="button" href="\(Paths.reports(event))">\(Icon.svg("download")) \(L("Reports"))</a></div></section>
        """
    }

    static func projector(_ room: Room, join: JoinAddress, now: Int64, _ reading: any Reading) throws -> ProjectorScene
    {
        try GuideProjector(room, reading).scene
    }
}

/// How far a guide is.
struct GuideProgress {
    let tree: GuideTree
    let panes: GuidePanes
    /// Open comments, at any section.
    let comments: Int
    /// The sections that were written last, at most three.
    let latest: Set<GuideSection.ID>

    /// - Throws: ``Refusal/noGuide``.
    init(_ event: EventRecord, _ reading: any Reading) throws {
        guard let tree = try GuideStore(reading).tree(of: event.id) else { throw Refusal.noGuide }
        self.tree = tree
        panes = try GuidePanes(tree, event, reading)
        comments = try GuideStore(reading).openComments(of: tree.guide.id)
        latest = Set(Self.byTime(tree).prefix(3))
    }

    static func byTime(_ tree: GuideTree) -> [GuideSection.ID] {
        tree.places.map(\.id).filter { !(tree.main($0)?.isEmpty ?? true) && (tree.main($0)?.card.revision ?? 1) > 1 }
            .sorted { (tree.main($0)?.card.changedAt ?? 0) > (tree.main($1)?.card.changedAt ?? 0) }
    }

    var sectionsWithText: Int { tree.places.count { !(tree.main($0.id)?.isEmpty ?? true) } }

    var written: Message { L("Sections with a text: \(sectionsWithText) of \(tree.places.count)") }

    var figures: HTML {
        let evidence = panes.figures
        return """
            <dl class="figures"><div><dt>\(L(tree.places.count, one: "of \(tree.places.count) section has a text", other: "of \(tree.places.count) sections have a text"))</dt><dd>\(sectionsWithText)</dd></div>\
            <div><dt>\(L(evidence.offered, one: "of \(evidence.offered) piece of evidence is cited", other: "of \(evidence.offered) pieces of evidence are cited"))</dt><dd>\(evidence.used)</dd></div>\
            <div><dt>\(L(comments, one: "open comment", other: "open comments"))</dt><dd>\(comments)</dd></div></dl>
            """
    }

    var details: HTML {
        let unused = panes.unused
        let list: HTML =
            unused.isEmpty
            ? "<p class=\"muted\">\(L("Everything that the room found is cited."))</p>"
            : "<ul class=\"trail-list\">\(unused.html { "<li><span class=\"chip\">\($0.kind.label) \($0.count)</span></li>" })</ul>"
        return """
            <section><h2>\(L("Not used yet"))</h2>\(list)</section>\
            \(tree.languages.count < 2 ? .empty : languages)
            """
    }

    private var languages: HTML {
        """
        <section><h2>\(L("Languages"))</h2><ul class="lines">\(tree.languages.html { tag in
            let (behind, missing) = (tree.outOfDate(in: tag).count, tree.missing(in: tag).count)
            return """
                <li class="between"><bdi lang="\(tag)">\(ContributionLanguage.name(tag))</bdi> <span class="small">\
                \(behind == 0 && missing == 0 ? L("up to date") : L("\(behind) out of date, \(missing) to write"))</span></li>
                """
        })</ul></section>
        """
    }
}

/// The guide for the last row of the hall: what is written, and the section that is being written.
struct GuideProjector {
    private let progress: GuideProgress?
    private let shown: (name: String, language: String, text: String)?

    init(_ room: Room, _ reading: any Reading) throws {
        let hasGuide = try GuideStore(reading).guide(of: room.event.id) != nil
        let progress = hasGuide ? try GuideProgress(room.event, reading) : nil
        self.progress = progress
        shown = progress.flatMap { progress in
            GuideProgress.byTime(progress.tree).first.flatMap { id in
                progress.tree.main(id).map {
                    (progress.tree.name(id, in: progress.tree.guide.language), $0.language, Self.end(of: $0.card.text))
                }
            }
        }
    }

    /// The last words of a text, without its markup: what is being written stands at the end more often than not.
    private static func end(of text: String) -> String {
        let plain = CitationMarkers.replacing(in: text) { _ in "" }
        let blocks = plain.split(separator: "\n\n").map { block in
            block.split(separator: "\n").map { $0.drop { "#>*-| ".contains($0) } }.joined(separator: " ").replacing(
                "**", with: "")
        }.filter { !$0.isEmpty }
        let last = blocks.last ?? ""
        return last.count <= 240 ? last : "… " + String(last.suffix(240))
    }

    var scene: ProjectorScene {
        ProjectorScene(
            about: L("The guide"), content: progress.map(content) ?? waiting, marking: progress?.tree.guide.marking)
    }

    /// Chapters that the screen holds below a title of two lines.
    private static let most = 10

    private var waiting: HTML {
        "<div class=\"room-grid\"><div><h1 class=\"short\">\(L("The guide is being written"))</h1></div></div>"
    }

    private func content(_ progress: GuideProgress) -> HTML {
        let top = progress.tree.places.filter { $0.level == 1 }
        let shown = top.count <= Self.most ? top : Array(top.prefix(Self.most - 1))
        let rest = top.count - shown.count
        return """
            <div class="guide-room"><h1 class="\(progress.tree.guide.title.count > 90 ? "longer" : "long") clamp" dir="auto">\(progress.tree.guide.title)</h1><div class="room-grid even">\
            <ol class="lines\(top.count > 8 ? " many" : "")">\(shown.html { place in line(place, progress) })\
            \(rest > 0 ? "<li class=\"muted\">\(L(rest, one: "and \(rest) more", other: "and \(rest) more"))</li>" : .empty)</ol>\
            <div>\(writing)\
            <dl class="figures"><div><dt>\(L(progress.tree.places.count, one: "of \(progress.tree.places.count) section has a text", other: "of \(progress.tree.places.count) sections have a text"))</dt><dd>\(progress.sectionsWithText)</dd></div>\
            <div><dt>\(L("pieces of evidence cited"))</dt><dd>\(progress.panes.figures.used)</dd></div></dl></div></div></div>
            """
    }

    private var writing: HTML {
        guard let shown else { return "<p class=\"lede muted\">\(L("Nothing has been written yet."))</p>" }
        return """
            <h2 dir="auto">\(shown.name)</h2><p class="writing-now clamp" lang="\(shown.language)" dir="auto">\(shown.text)</p>
            """
    }

    /// A chapter with how many of its sections have a text.
    private func line(_ place: SectionTree<GuideSection.ID>.Place, _ progress: GuideProgress) -> HTML {
        let tree = progress.tree
        let inside = tree.places.filter { $0.id == place.id || isUnder($0, place.id) }
        let done = inside.count { !(tree.main($0.id)?.isEmpty ?? true) }
        return """
            <li class="between"><span class="clamp one" dir="auto">\(tree.name(place.id, in: tree.guide.language))</span>\
            <span class="\(done == inside.count ? "good" : "muted")">\(ShareText.html(done, of: inside.count))</span></li>
            """
    }

    private func isUnder(_ place: SectionTree<GuideSection.ID>.Place, _ top: GuideSection.ID) -> Bool {
        var parent = place.parent
        while let id = parent {
            if id == top { return true }
            parent = progress?.tree.place(id)?.parent
        }
        return false
    }
}
