import Domain
import Markup
import Storage
import Web

/// What members of a programme write together, by how far it is. Each visitor finds what they may know of.
struct PublicationBoardPage {
    private let frame: ProgrammeFrame
    private let publications: [SeenPublication]
    private let names: PublicationNames
    private let mayPlan: Bool
    private let today: String

    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        frame = try ProgrammeFrame(visit, programme, reading)
        let sight = try PublicationSight(visit, reading)
        publications = try sight.publications(of: programme)
        names = try PublicationNames(programme, reading, now: visit.now)
        mayPlan = sight.mayPlan(in: programme)
        today = CalendarDate.today(visit.now)
    }

    var answer: Answer {
        frame.page(
            L("Publications"), path: PublicationPaths.board(frame.id), tab: PublicationFacts.tab,
            """
            <div class="between"><h1>\(L("Publications"))</h1>\(mayPlan && !publications.isEmpty ? planning : .empty)</div>\
            <p class="lede">\(L("Reports and guides that members write together. Two leads of different members release one."))</p>\
            \(publications.isEmpty ? empty : board)
            """)
    }

    private var planning: HTML {
        """
        <a class="button primary" href="\(PublicationPaths.new(frame.id))">\(Icon.svg("plus")) \(L("Plan a publication"))</a>
        """
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("No publication yet"))</h2>\
        <p class="muted">\(L("Two members take on a subject, write it with what the programme has found as evidence, and release it."))</p>\
        \(mayPlan ? planning : .empty)</div>
        """
    }

    private var board: HTML {
        """
        <div class="stack-4" id="board">\(PublicationState.allCases.html { state in
            let here = publications.filter { $0.record.state == state }
            return here.isEmpty ? .empty : column(state, state == .released ? here.reversed() : here)
        })</div>
        """
    }

    private func column(_ state: PublicationState, _ publications: [SeenPublication]) -> HTML {
        """
        <section id="\(state.rawValue)"><h2>\(state.label) <span class="muted small">\(publications.count)</span></h2>\
        <ul class="lines">\(publications.html { PublicationLine(publication: $0, names: names, today: today).html })</ul></section>
        """
    }
}

/// A publication in a list.
struct PublicationLine {
    let publication: SeenPublication
    let names: PublicationNames
    let today: String

    private var record: PublicationRecord { publication.record }

    var html: HTML {
        """
        <li class="issue"><p class="title"><a href="\(PublicationPaths.one(record.id))" dir="auto" lang="\(record.language)">\(record.title)</a></p>\
        <p class="meta">\(whose) \(when) \
        \(TLP.chip(record.marking)) <span>\(record.languages.map { $0.uppercased() }.joined(separator: " "))</span></p></li>
        """
    }

    private var whose: HTML {
        publication.leads.isEmpty
            ? "<span class=\"state open\">\(L("nobody has taken it on yet"))</span>"
            : "<span dir=\"auto\">\(Message.list(names.names(publication.leads), .commas))</span>"
    }

    private var when: HTML {
        if record.isReleased, let day = record.releasedOn {
            return "<span>\(L("released on \(DateText.day(day))"))</span>"
        }
        guard let due = record.due, record.state != .withdrawn else { return .empty }
        return due < today
            ? "<span class=\"state warn\">\(L("was due on \(DateText.day(due))"))</span>"
            : "<span>\(L("due on \(DateText.day(due))"))</span>"
    }
}
