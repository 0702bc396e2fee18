import Domain
import Markup
import Web

/// What happens when, by month: one list, which on a phone is read from top to bottom, and on a desk has the days at its side.
struct CalendarPage {
    let visit: Visit
    let reader: AccountReader
    let span: CalendarSpan
    let entries: [CalendarEntry]
    /// The whole secret address; nothing where there is none.
    let feed: String?
    let programmes: [CalendarProgramme]

    var answer: Answer {
        var frame = DeskFrame(visit: visit, title: L("Calendar"), path: CalendarPaths.calendar())
        frame.styles = ["tables"]
        return frame.answer(
            """
            <div class="between"><h1>\(L("Calendar"))</h1>\(navigation)</div>\
            \(entries.isEmpty ? empty : "\(span.names.html(month))")\(feedSection)
            """)
    }

    private var navigation: HTML {
        func link(_ other: CalendarSpan?, _ words: HTML) -> HTML {
            guard let other else { return .empty }
            return "<a class=\"button plain\" href=\"\(CalendarPaths.calendar())?from=\(other.from)\">\(words)</a>"
        }
        let earlier: HTML = "\(Icon.flipping("back")) \(L("Earlier"))"
        let later: HTML = "\(L("Later")) \(Icon.flipping("next"))"
        return """
            <nav class="actions" aria-label="\(L("Other months").string())">\(link(span.earlier, earlier))\
            \(span.from == String(reader.today.prefix(7)) ? .empty : "<a class=\"button plain\" href=\"\(CalendarPaths.calendar())\">\(L("This month"))</a>")\
            \(link(span.later, later))</nav>
            """
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("Nothing is planned in these months"))</h2>\
        <p class="muted">\(L("You see here the events of your programmes, and those to which you are invited."))</p></div>
        """
    }

    /// - Parameter name: `2026-11`
    private func month(_ name: String) -> HTML {
        // What began before these months stands in the first of them.
        let found = entries.filter { max($0.firstDay, span.days.lowerBound).hasPrefix(name) }
        guard !found.isEmpty else { return .empty }
        return """
            <section id="month-\(name)"><h2>\(DateText.month("\(name)-01"))</h2>\
            <ul class="lines calendar">\(found.html(line))</ul></section>
            """
    }

    private func line(_ entry: CalendarEntry) -> HTML {
        let (isOver, isOff) = (entry.lastDay < reader.today, entry.standing == .cancelled)
        return """
            <li\(entry.part == nil ? "" : " class=\"mine\"" as HTML)><p class="when">\(when(entry))</p>\
            <div><p class="title" dir="auto"><a href="\(entry.path)">\(entry.title)</a></p>\
            <p class="meta"><span>\(entry.kind)</span> \(entry.place.isEmpty ? .empty : "<span dir=\"auto\">\(entry.place)</span> ")\
            \(TLP.chip(entry.marking)) \(entry.part.map { "<span class=\"state open\">\($0)</span> " as HTML } ?? .empty)\
            \(isOff ? "<span class=\"state bad\">\(L("does not take place"))</span> " : .empty)\
            \(isOver ? "<span class=\"chip\">\(L("over"))</span>" : .empty)</p></div></li>
            """
    }

    private func when(_ entry: CalendarEntry) -> HTML {
        switch entry.time {
        case .days(let first, let last): HTML(escaping: DateText.span(first, last))
        case .moments(let start, let end, let zone):
            "\(MomentWords(zone).html(start, .weekday)) – \(MomentWords(zone).html(end, .weekday))"
        }
    }

    // MARK: The feed

    private var feedSection: HTML {
        """
        <section id="feed"><h2>\(L("In your own calendar"))</h2>\(feed.map(address) ?? offer)\(single)</section>
        """
    }

    /// To be shared with a team, or to be shown apart.
    private var single: HTML {
        guard !programmes.isEmpty else { return .empty }
        return """
            <details id="programmes"\("open", when: programmes.contains { $0.feed != nil })><summary>\(L("Only one programme"))</summary>\
            <p class="muted">\(L("An address that shows what you see of one programme, and nothing else."))</p>\
            <ul class="lines">\(programmes.html(one))</ul></details>
            """
    }

    private func one(_ programme: CalendarProgramme) -> HTML {
        let id = programme.id
        let name: HTML = "<span class=\"sr\">: \(programme.title)</span>"
        guard let feed = programme.feed else {
            return """
                <li class="between"><p class="title" dir="auto">\(programme.title)</p>\
                <form id="make-\(id)" method="post" action="\(CalendarPaths.programmeFeed(id))"><button class="plain">\(L("Make an address"))\(name)</button></form></li>
                """
        }
        return """
            <li><p class="title" dir="auto">\(programme.title)</p><p><code class="key" dir="ltr">\(feed)</code></p>\
            <div class="actions"><button type="button" data-copy="\(feed)">\(Icon.svg("copy")) \(L("Copy the address"))\(name)</button>\
            <form id="make-\(id)" method="post" action="\(CalendarPaths.programmeFeed(id))"><button class="plain">\(L("Another address"))\(name)</button></form>\
            <form id="end-\(id)" method="post" action="\(CalendarPaths.programmeFeedRevocation(id))"><button class="plain danger">\(L("End the address"))\(name)</button></form></div></li>
            """
    }

    private var offer: HTML {
        """
        <p class="muted">\(L("Outlook, Google, Apple and others can show the same and keep it up to date. They need an address of your own, which nobody else may know."))</p>\
        <form id="make-feed" method="post" action="\(CalendarPaths.feed())"><button>\(Icon.svg("plus")) \(L("Make an address"))</button></form>
        """
    }

    private func address(_ feed: String) -> HTML {
        """
        <p class="muted">\(L("Give this address to your calendar as a subscription. Whoever has it sees what you see here, so keep it to yourself. Of what is marked TLP:AMBER or closer it shows only that there is something."))</p>\
        <p><code class="key" dir="ltr">\(feed)</code></p>\
        <div class="actions"><button type="button" data-copy="\(feed)">\(Icon.svg("copy")) \(L("Copy the address"))</button>\
        <form id="make-feed" method="post" action="\(CalendarPaths.feed())"><button class="plain">\(L("Another address"))</button></form>\
        <form id="end-feed" method="post" action="\(CalendarPaths.feedRevocation())"><button class="plain danger">\(L("End the address"))</button></form></div>
        """
    }
}
