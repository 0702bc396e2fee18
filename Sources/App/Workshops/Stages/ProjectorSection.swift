import Domain
import Markup
import Storage
import Web

/// What the room sees. The same markup is the projector's whole page and the console's preview.
struct ProjectorSection {
    let room: Room
    let figures: RoomFigures
    /// Whole, as the QR code holds it.
    let joinURL: String
    /// As people read and type it.
    let joinAddress: String
    /// What was joined last, newest first.
    let latest: [IssueRecord]
    /// Made by ``RoundSections`` in the vote stage, by ``StageScreens`` in those after it.
    let vote: HTML

    init(_ room: Room, _ figures: RoomFigures, settings: Settings, now: Int64, _ reading: any Reading) throws {
        self.room = room
        self.figures = figures
        joinURL = settings.joinURL(room.event.code)
        joinAddress = settings.joinAddress(room.event.code)
        latest =
            room.event.stage == .merge
            ? try room.topic.map { try IssueStore(reading).issues(of: $0.id) }?.filter { $0.kind == .merged }
                .sorted { $0.changedAt > $1.changedAt } ?? [] : []
        vote =
            room.event.stage == .vote
            ? try RoundSections.projector(room, joinAddress: joinURL, now: now, reading)
            : try room.screen?.projector(room, joinAddress: joinAddress, now: now, reading) ?? .empty
    }

    /// - Parameter isPreview: inside the console, where the page has its own `<main>`.
    func html(isPreview: Bool = false) -> HTML {
        isPreview
            ? "<div class=\"room\" id=\"room\">\(content)</div>"
            : "<main class=\"room\" id=\"room\" data-announce=\"\(announcement.string())\">\(content)</main>"
    }

    private var announcement: Message {
        switch room.event.stage {
        case .collect: L("Collecting is open")
        case .merge: L("Similar issues are being joined")
        case .vote: L("Now the vote")
        default: room.screen?.announcement ?? .verbatim(room.event.title)
        }
    }

    private var content: HTML {
        switch room.event.stage {
        case .collect: framed(L("Collect"), collect)
        case .merge: framed(L("Merge"), merge)
        case .vote: vote
        default: room.screen == nil ? welcome : vote
        }
    }

    private func framed(_ stage: Message, _ content: HTML) -> HTML {
        """
        <header><p dir="auto">\(topicLine)</p><p>\(stage)</p></header>\(content)\
        <footer><p dir="auto">\(room.event.title)</p><p><bdi>\(joinAddress)</bdi></p></footer>
        """
    }

    private var topicLine: Message {
        room.topic.map { L("Topic \($0.position) · \($0.title)") }
            ?? L(room.topics.count, one: "\(room.topics.count) topic", other: "\(room.topics.count) topics")
    }

    private var welcome: HTML {
        """
        <header><p>\(TLP.chip(room.event.marking))</p><p dir="auto">\(room.event.place)</p></header>\
        <div class="room-grid"><div><h1\("class", value: room.event.title.count <= 25 ? "short" : nil) dir="auto">\(room.event.title)</h1>\
        \(invitation)</div>\(join(isLarge: true))</div>\
        <footer><p>\(figures.coverage.attendance)</p>\
        <p><bdi>\(joinAddress)</bdi></p></footer>
        """
    }

    private var invitation: HTML {
        if room.event.door == .closed {
            return "<p class=\"lede\">\(L("Open the link that you were sent, or scan the one on your slip."))</p>"
        }
        return """
            <p class="lede">\(L("Open this address on your phone, or scan the code."))</p>\
            <p class="big"><bdi>\(room.event.code)</bdi></p>
            """
    }

    /// Nothing where the door is closed: the code would lead nowhere.
    private func join(isLarge: Bool = false) -> HTML {
        if room.event.door == .closed { return .empty }
        return """
            <div class="join"><div class="\(isLarge ? "qr large" : "qr")">\
            \(QRCode.svg(joinURL, label: L("QR code of the join address").string()))</div><p class="address">\(joinAddress)</p></div>
            """
    }

    /// At most 70 characters keep the question at a size that the last row can read; longer ones get the smaller head.
    private var question: HTML {
        let text =
            room.topic.map { $0.question.isEmpty ? $0.title : $0.question } ?? L("What gets in the way?").string()
        return
            "<h1\("class", value: text.count <= 25 ? "short" : text.count > 90 ? "long" : nil) dir=\"auto\">\(text)</h1>"
    }

    private var collect: HTML {
        let count = figures.counts(room.topic?.id).contributed
        return """
            <div class="room-grid"><div>\(question)\
            <dl class="figures"><div><dt>\(L(count, one: "issue", other: "issues"))</dt><dd>\(count)</dd></div>\
            <div><dt>\(L("of \(figures.coverage.present) here heard"))</dt><dd>\(figures.coverage.heard)</dd></div></dl>\
            \(CoverageSection(coverage: figures.coverage, names: room.names).bars)</div>\(join())</div>
            """
    }

    private var merge: HTML {
        let counts = figures.counts(room.topic?.id)
        return """
            <div class="room-grid even"><div><h1>\(L("We join issues that say the same"))</h1>\
            <dl class="figures"><div><dt>\(L("issues now"))</dt><dd>\(counts.standing)</dd></div>\
            <div><dt>\(L("written by the room"))</dt><dd>\(counts.contributed)</dd></div></dl></div>\
            <div>\(latest.isEmpty ? "<p class=\"lede muted\">\(L("Nobody's words are lost: each stays under the issue that it is joined into."))</p>" : latestList)</div></div>
            """
    }

    private var latestList: HTML {
        """
        <h2>\(L("Joined last"))</h2><ul class="lines">\(latest.prefix(4).html { issue in
            """
            <li id="shown-\(issue.id)"><p class="clamp" lang="\(issue.language)" dir="auto">\(issue.title)</p>\
            <p class="meta">\(L(issue.parents.count, one: "\(issue.parents.count) issue", other: "\(issue.parents.count) issues"))\
            \(issue.raisedIn.map { " · \($0)" } ?? HTML.empty)</p></li>
            """
        })</ul>
        """
    }
}

/// The projector's page: nothing but the region.
struct ProjectorPage {
    let section: ProjectorSection
    let live: String

    var document: HTML {
        var layout = Layout(.projector, .verbatim(section.room.event.title), path: live)
        layout.live = live
        layout.styles = ["tables", "guide"]
        return layout.document(section.html())
    }
}
