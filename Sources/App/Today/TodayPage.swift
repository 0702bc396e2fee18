import Domain
import Markup
import Web

/// Somebody's first page.
struct TodayPage {
    let visit: Visit
    let reader: AccountReader
    let today: Today

    /// Changes that the page shows; the list of notifications has all.
    static let shownAtOnce = 12

    var answer: Answer {
        let frame = DeskFrame(visit: visit, title: L("Today"), path: TodayPaths.today())
        return frame.answer(
            """
            <div class="head"><h1>\(L("Today"))</h1><p class="muted">\(date)</p></div>\
            \(today.occasions.html(occasion))\
            <div class="split"><section id="waiting"><h2>\(L("Waiting for you"))</h2>\(waiting)</section>\
            <section id="changes"><h2>\(L("New in what you follow"))</h2>\(changes)</section></div>
            """)
    }

    /// `Monday 30 November`
    private var date: String {
        let clock = reader.clock.wallClock(reader.now)
        return "\(DateText.weekday(clock.weekday)) \(DateText.dayAndMonth(clock.date))"
    }

    // MARK: On now

    private func occasion(_ occasion: TodayOccasion) -> HTML {
        let isFirst = occasion.id == today.occasions.first?.id
        return """
            <section class="notice occasion" id="\(occasion.id)"><p class="eyebrow">\(L("On now"))</p>\
            <h2 dir="auto">\(occasion.title)</h2><p>\(occasion.what)\(occasion.until.map { until -> HTML in
                " <span class=\"muted\">\(L("until \(MomentWords(until.zone).html(until.time, .weekday))"))</span>"
            })</p><div class="actions"><a class="button\(isFirst ? " primary" : "")" href="\(occasion.path)">\(occasion.button)\
            <span class="sr">: \(occasion.title)</span></a></div></section>
            """
    }

    // MARK: What waits

    private var waiting: HTML {
        guard today.tasks.isEmpty else { return "<ul class=\"lines\">\(places.html(tasks(at:)))</ul>" }
        let nothing: HTML = "<p class=\"muted\">\(L("Nothing waits for you."))</p>"
        guard !today.steps.isEmpty else { return nothing }
        let isCalm = today.occasions.isEmpty
        return """
            \(nothing)<h3>\(L("What you can begin"))</h3><ol class="lines first-steps">\(today.steps.enumerated().map { $0 }.html { index, step in
                """
                <li><p class="title"><a\(index == 0 && isCalm ? " class=\"button primary\"" : "" as HTML) href="\(step.path)">\(step.label)</a></p>\
                <p class="muted">\(step.words)</p></li>
                """
            })</ol>
            """
    }

    /// Where something waits, the place of the first task first.
    private var places: [String] {
        var seen: Set<String> = []
        return today.tasks.map(\.place).filter { seen.insert($0).inserted }
    }

    /// Of one event beside each other: what is the same of all stands once.
    private func tasks(at place: String) -> HTML {
        let tasks = today.tasks.filter { $0.place == place }
        guard !place.isEmpty, tasks.count > 1 else { return tasks.html { self.task($0) } }
        let reasons = Set(tasks.map { $0.why.string() })
        let same = reasons.count == 1
        return """
            <li class="stack-2"><p class="meta"><b dir="auto">\(place)</b> \(same ? "<span>\(tasks[0].why)</span>" as HTML : .empty)</p>\
            <ul class="lines">\(tasks.html { self.task($0, isInGroup: true, saysWhy: !same) })</ul></li>
            """
    }

    private func task(_ task: TodayTask, isInGroup: Bool = false, saysWhy: Bool = true) -> HTML {
        """
        <li id="\(task.id)"><p class="title"><a href="\(task.path)">\(task.what)</a></p>\
        <p class="meta">\(task.due.map { due($0, task) } ?? .empty)\
        \(task.place.isEmpty || isInGroup ? .empty : "<span dir=\"auto\">\(task.place)</span> ")\
        \(saysWhy ? "<span>\(task.why)</span>" as HTML : .empty)</p></li>
        """
    }

    /// Red where it is over, and marked where it is the reader's own day.
    private func due(_ time: Int64, _ task: TodayTask) -> HTML {
        let clock = MomentWords(task.zone ?? reader.account.timeZone)
        let words =
            task.isDay ? HTML(escaping: DateText.day(clock.wallClock(time).date)) : clock.html(time, .weekday)
        if time <= reader.now { return "<span class=\"state bad\">\(L("was due \(words)"))</span> " }
        let isToday = reader.clock.wallClock(time).date == reader.today
        return isToday
            ? "<span class=\"state warn\">\(L("due today"))</span> \(task.isDay ? .empty : "<span>\(words)</span> " as HTML)"
            : "<span>\(L("due \(words)"))</span> "
    }

    // MARK: What changed

    private var changes: HTML {
        let list: HTML =
            today.changes.isEmpty
            ? "<p class=\"muted\">\(L("Nothing since you last looked."))</p>"
            : """
            <ul class="lines">\(today.changes.prefix(Self.shownAtOnce).html { $0.html(reader.clock) })</ul>\
            \(today.changes.count > Self.shownAtOnce ? "<p class=\"muted\">\(L("\(Self.shownAtOnce) of \(today.changes.count)"))</p>" : .empty)\
            <form id="read" method="post" action="\(TodayPaths.reading())"><input type="hidden" name="back" value="today">\
            <button class="plain">\(Icon.svg("check")) \(L("I have seen this"))</button></form>
            """
        return """
            \(list)<p class="meta"><a href="\(TodayPaths.notifications())">\(L("All notifications"))</a> \
            <a href="\(TodayPaths.settings())">\(L("Notification settings"))</a></p>
            """
    }
}
