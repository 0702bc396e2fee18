import Domain
import Markup
import Storage
import Web

/// What the room's screen shows of an online or hybrid event: the questions that most ask, and the poll that is open or was closed last.
struct OnlineWallSection {
    static let audience = "wall"
    /// As many as are read from the last row.
    private static let most = 5

    private let asked: [RoomQuestionRecord]
    private let poll: RoomPollRecord?
    private let isDown: Bool

    init(_ event: EventRecord, _ reading: any Reading) throws {
        let store = OnlineStore(reading)
        asked = try store.questions(of: event.id).filter { $0.state == .shown }
        let polls = try store.polls(of: event.id)
        poll = polls.first { $0.state == .open } ?? polls.first { $0.state == .closed }
        isDown = try store.down(event.id) != nil
    }

    var html: HTML {
        let grid = poll == nil || asked.isEmpty ? "wall-one" : "room-grid even"
        return """
            <div class="\(grid)" id="wall">\(isDown ? "<p class=\"lede wall-down\">\(L("The meeting cannot be reached at the moment. Questions and polls go on."))</p>" as HTML : .empty)\
            \(poll == nil && asked.isEmpty ? welcome : .empty)\(asked.isEmpty ? .empty : questions)\(poll.map(shown))</div>
            """
    }

    private var welcome: HTML {
        "<div class=\"wall-welcome\"><h1>\(L("Ask from your phone"))</h1><p class=\"lede\">\(L("Open the page of the event. Questions that many ask stand here first."))</p></div>"
    }

    private var questions: HTML {
        let left = asked.count - Self.most
        return """
            <div class="wall-questions"><h2>\(L("Questions"))</h2><ol class="lines">\(asked.prefix(Self.most).map { $0 }.html { question in
                "<li id=\"w-\(question.id)\"><span class=\"num\">\(question.endorsements + 1)</span><span class=\"clamp\" dir=\"auto\">\(question.text)</span></li>"
            })</ol>\(left > 0 ? "<p class=\"result-note\">\(L(left, one: "and \(left) more", other: "and \(left) more"))</p>" as HTML : .empty)</div>
            """
    }

    private func shown(_ poll: RoomPollRecord) -> HTML {
        let size = ProjectorSection.size(of: poll.question)
        let isOpen = poll.state == .open
        return """
            <div class="wall-poll"><h1\("class", value: size == "short" ? nil : size ?? "long") dir="auto">\(poll.question)</h1>\
            \(isOpen ? options(poll) : result(poll))\
            <p class="result-note">\(isOpen ? L("Answer on your phone.") : L("The poll is closed.")) \
            \(L(poll.answered, one: "\(poll.answered) has answered", other: "\(poll.answered) have answered"))</p></div>
            """
    }

    private func options(_ poll: RoomPollRecord) -> HTML {
        "<ul class=\"lines\">\(poll.options.html { "<li dir=\"auto\">\($0)</li>" })</ul>"
    }

    private func result(_ poll: RoomPollRecord) -> HTML {
        guard poll.answered >= GroupedFigures.least else {
            return "<p class=\"lede\">\(L("Too few have answered to show how."))</p>"
        }
        let most = max(1, poll.counts.max() ?? 1)
        return """
            <ul class="wall-result-list">\(zip(poll.options, poll.counts).map { option, count in
                """
                <li><span dir="auto">\(option)</span><b class="num">\(count)</b>\
                <svg class="bar" viewBox="0 0 \(most) 1" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="\(most)" height="1"/><rect class="fill" width="\(count)" height="1"/></svg></li>
                """ as HTML
            }.joined())</ul>
            """
    }
}

/// The page of the room's screen.
struct OnlineWallPage {
    let event: EventRecord
    let section: OnlineWallSection
    let address: JoinAddress
    let live: String

    var answer: Answer {
        var layout = Layout(.projector, .verbatim(event.title), path: live)
        layout.live = live
        layout.state = OnlineSections.state
        layout.styles = ["door"]
        return .html(
            layout.document(
                """
                <main class="room" id="room" data-announce="\(L("Questions and polls").string())"><header><p><bdi>\(event.title)</bdi></p>\
                <p>\(L("Questions and polls"))</p></header><div class="room-grid wall-grid">\(section.html)\
                <div><p class="lede">\(L("Ask and answer at"))</p>\(address.code())</div></div>\
                <footer><p>\(L("With your personal link you are in at once."))</p><p>\(TLP.chip(event.marking))<bdi>\(address.short)</bdi></p></footer></main>
                """))
    }
}
